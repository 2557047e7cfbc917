"""Where the fields of a form stand: a declaration, read by `Form`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.domain.record import Kind

WIDTH = 24  # columns of a sheet's grid
_WIDER = 3  # times, in a narrow form
Options = Sequence[tuple[str, str]]  # stored value, the word for it


@dataclass(frozen=True, slots=True)
class Place:
    """A field by the name that drafts use, and how many of the grid's columns it spans.

    `options` turns a text into a choice (a list into check boxes); `label` replaces the
    record's own word for the field; `lines` is the height of a text of many lines.
    """

    name: str
    span: int = 8
    options: Options | None = None
    label: str = ""
    lines: int = 3


def placed(spans: Sequence[int], *, narrow: bool) -> list[tuple[int, int, int]]:
    """Give line, first column and span for fields of one line; `narrow` takes more lines.

    There a field of a third of the width has a line of its own, and small ones share one.
    """
    factor = _WIDER if narrow else 1
    found: list[tuple[int, int, int]] = []
    line = left = 0
    for span in (min(WIDTH, span * factor) for span in spans):
        if left + span > WIDTH:
            _, first, _ = found[-1]
            found[-1] = (line, first, WIDTH - first)
            line, left = line + 1, 0
        found.append((line, left, span))
        left += span
    if narrow and found:
        line, first, _ = found[-1]
        found[-1] = (line, first, WIDTH - first)
    return found


@dataclass(frozen=True, slots=True)
class Section:
    """A title with a hairline, and rows of fields below it."""

    title: str
    rows: tuple[tuple[Place, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of a child kind, a row of fields for each; `add` is the button's words."""

    title: str
    kind: Kind
    places: tuple[Place, ...]
    add: str
    note: str = ""
    starter: Callable[[], dict[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a form; a form of several has a tab for each."""

    title: str
    blocks: tuple[Section | Rows, ...]
