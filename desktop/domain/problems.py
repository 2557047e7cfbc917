"""What went wrong, said as values: problems with what a person typed, and refusals of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a typed value; all problems of a draft are answered at once.

    `code` names a sentence in resources/phrases, `field` is the name that `add` reads
    (dotted inside groups, indexed inside lists) and `values` fill the sentence.
    """

    code: str
    field: str
    values: Mapping[str, str] = filled(default_factory=dict)

    def under(self, prefix: str) -> "Problem":
        """Give the same problem as seen from the record that holds this one."""
        return Problem(self.code, f"{prefix}.{self.field}" if self.field else prefix, self.values)


class WrongValueError(ValueError):
    """A single value that cannot be read; becomes a `Problem` where its field is known."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class DeskError(Exception):
    """A refusal: the world's fault or the person's, never a fault of the program.

    `code` is what scripts read (exit 3 on the command line) and names the sentence; `values`
    fill the sentence; `details` is what a script may want besides.
    """

    def __init__(self, code: str, details: object = None, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.details = details


class ProblemsError(DeskError):
    """A draft with problems: nothing was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("wrong-values", details=[(p.field, p.code) for p in problems])
        self.problems = problems
