"""What a leaf of a paper is made of: fields, tables, paragraphs, forms to fill in, sections.

Like the leaves themselves (`blocks.py`) they hold only strings that stand as they are printed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a colour means; a colour never stands alone, a word or a sign says the same."""

    TEXT = "text"
    SECONDARY = "secondary"
    MISSING = "missing"
    TO_SUPPLY = "to_supply"
    MET = "met"


class Sign(StrEnum):
    """A drawn sign, told from the others by its shape on a grey copy too."""

    BLOCKS = "blocks"
    TO_SUPPLY = "to_supply"
    WARNING = "warning"
    UNVERIFIABLE = "unverifiable"
    MET = "met"
    MISSING = "missing"


class Align(StrEnum):
    """Where a column's words stand: words left, numbers right."""

    LEFT = "left"
    RIGHT = "right"


class Tone(StrEnum):
    """How a paragraph speaks."""

    BODY = "body"
    NOTE = "note"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value; `code` sets the value in the monospaced face.

    `code_note` is a last line in that face: an e-mail under a name.
    """

    label: str
    value: str
    code: bool = False
    strong: bool = False
    ink: Ink = Ink.TEXT
    code_note: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Rows of label and value."""

    rows: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: the number large, its unit as a word, a comparison below."""

    number: str
    word: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """At most four key figures side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width beside the others'."""

    head: str
    share: int
    align: Align = Align.LEFT
    code: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, a second line in secondary ink, a sign before the text.

    `code` and `code_note` set the text and the second line in the monospaced face.
    """

    text: str
    note: str = ""
    sign: Sign | None = None
    strong: bool = False
    ink: Ink = Ink.TEXT
    code: bool = False
    code_note: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a total stands under a rule, in a heavier face."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `note` belongs to its last row. A wide one also takes the label column.

    The rows of one that is written in by hand are as high as a hand needs.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wide: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it are kept."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement with its sign and, at the right, its date or what is wrong."""

    sign: Sign
    text: str
    aside: str = ""
    ink: Ink = Ink.SECONDARY


@dataclass(frozen=True, slots=True)
class SignedRows:
    """Statements, one a row."""

    rows: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn box, ticked or not, and its words, which say the same."""

    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes, two a row."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the role and, if known, the name."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, at most three; they never stand alone on a page."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Empty lines to write on by hand."""

    lines: int


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A numbered statement and which of the scale's boxes is ticked; none on a blank form."""

    number: str
    text: str
    ticked: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Statements to answer on a scale: a box for each of its heads stands after each."""

    heads: tuple[str, ...]
    rows: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A statement and its number."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """Statements under numbers."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A dashed place for a stamp, and the word in it."""

    word: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns of a chart under one name: heights, and the numbers that stand on them."""

    name: str
    before: int
    now: int
    before_said: str
    now_said: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of pairs of columns, at most eight: what was before, outlined, and what is now."""

    pairs: tuple[Pair, ...]
    before: str
    now: str


Block = (
    Fields
    | Figures
    | Table
    | Paragraph
    | SignedRows
    | Boxes
    | Signatures
    | Ruled
    | Scale
    | Numbered
    | Stamp
    | Columns
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name in the label column, its blocks in the content column."""

    name: str
    blocks: tuple[Block, ...]
    note: str = ""
