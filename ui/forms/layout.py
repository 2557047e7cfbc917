"""Where the fields of a form stand: a declaration, read by `Form`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.domain.record import Kind

WIDTH = 24  # columns of a sheet's grid
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
