"""The pages that were open before this one, for the way back."""

GOING_BACK = object()  # handed to a page's opening when it is the way back
_LONGEST = 50


class Trail:
    """Remembers pages by name; a form is never among them, it cannot be opened as it was."""

    def __init__(self) -> None:
        self._steps: list[str] = []

    def step(self, left: str, to: str, argument: object) -> object:
        """Remember the page that is left ("" for none), or take back its step on the way back.

        Gives what the page that opens is to be handed.
        """
        if argument is GOING_BACK:
            while self._steps and self._steps.pop() != to:
                pass
            return None
        if left not in ("", to) and self._steps[-1:] != [left]:
            self._steps = [*self._steps, left][-_LONGEST:]
        return argument

    def before(self, here: str) -> str | None:
        """Give the page before this one."""
        return next((page for page in reversed(self._steps) if page != here), None)
