"""The pages that were open before this one, for the way back."""

GOING_BACK = object()  # handed to a page's opening when it is the way back
_LONGEST = 50


class Trail:
    """Remembers pages by name; a form is never among them, it cannot be opened as it was."""

    def __init__(self) -> None:
        self._steps: list[str] = []

    def left(self, page: str) -> None:
        """Remember a page that is left."""
        if not self._steps or self._steps[-1] != page:
            self._steps = [*self._steps, page][-_LONGEST:]

    def before(self, here: str) -> str | None:
        """Give the page before this one."""
        return next((page for page in reversed(self._steps) if page != here), None)

    def went_back(self, page: str) -> None:
        """Forget what came after a page that was gone back to, and its own step."""
        while self._steps and self._steps.pop() != page:
            pass
