"""Two languages side by side: a column for each, which begins at its language's own side."""

from dataclasses import dataclass

from desktop.documents.isolates import FROM_THE_RIGHT
from desktop.documents.layout import styles as s
from desktop.documents.layout.pen import Pen

GAP = 28.0  # between two languages


@dataclass(frozen=True)
class Side:
    """A language's column; `turned` where it runs the other way than its page does."""

    left: float
    right: float
    turned: bool

    @property
    def width(self) -> float:
        """Give the room for a line."""
        return self.right - self.left

    def write(self, pen: Pen, inset: float, y: float, line: str, style: s.Style) -> None:
        """Write a line that begins so far from the column's beginning."""
        if self.turned:
            pen.text_right(self.right - inset, y, line, style)
        else:
            pen.text(self.left + inset, y, line, style)


def sides(
    languages: tuple[str, ...], between: tuple[float, float], gap: float, *, mirrored: bool
) -> list[Side]:
    """Part a width into a column for each language."""
    left, right = between
    width = (right - left - gap * (len(languages) - 1)) / max(1, len(languages))
    lefts = [left + place * (width + gap) for place in range(len(languages))]
    return [
        Side(at, at + width, (language in FROM_THE_RIGHT) is not mirrored)
        for at, language in zip(lefts, languages, strict=True)
    ]
