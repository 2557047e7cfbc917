"""What a paper says, before anything is drawn.

A `Paper` is a sequence of leaves; every string in it is final: dates, amounts and words stand as
they are printed. Only page numbers are left to the layout, which fills `{page}` and `{pages}` in
the few strings that say so. The layout formats no data and reads nothing else.
"""

from datetime import datetime

from desktop.documents.looks import Align, Ink, Sign, Tone
from desktop.documents.pieces import piece


@piece()
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


@piece()
class Fields:
    """Rows of label and value."""

    rows: tuple[Field, ...]


@piece()
class Figure:
    """A key figure: the number large, its unit as a word, a comparison below."""

    number: str
    word: str
    note: str = ""


@piece()
class Figures:
    """At most four key figures side by side."""

    figures: tuple[Figure, ...]


@piece()
class Column:
    """A column of a table; `share` is its part of the width beside the others'."""

    head: str
    share: int
    align: Align = Align.LEFT
    code: bool = False


@piece()
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


@piece()
class Row:
    """A row of a table; a total stands under a rule, in a heavier face."""

    cells: tuple[Cell, ...]
    total: bool = False


@piece()
class Table:
    """A table; `note` belongs to its last row. A wide one also takes the label column.

    The rows of one that is written in by hand are as high as a hand needs.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wide: bool = False
    by_hand: bool = False


@piece()
class Paragraph:
    """Running text; line breaks in it are kept."""

    text: str
    tone: Tone = Tone.BODY


@piece()
class Signed:
    """A statement with its sign and, at the right, its date or what is wrong."""

    sign: Sign
    text: str
    aside: str = ""
    ink: Ink = Ink.SECONDARY


@piece()
class SignedRows:
    """Statements, one a row."""

    rows: tuple[Signed, ...]


@piece()
class Box:
    """A drawn box, ticked or not, and its words, which say the same."""

    text: str
    ticked: bool


@piece()
class Boxes:
    """Boxes, two a row."""

    boxes: tuple[Box, ...]


@piece()
class Signer:
    """Who signs: the role and, if known, the name."""

    role: str
    name: str = ""


@piece()
class Signatures:
    """Lines to sign on, at most three; they never stand alone on a page."""

    signers: tuple[Signer, ...]


@piece()
class Ruled:
    """Empty lines to write on by hand."""

    lines: int


@piece()
class ScaleRow:
    """A numbered statement and which of the scale's boxes is ticked; none on a blank form."""

    number: str
    text: str
    ticked: int | None = None


@piece()
class Scale:
    """Statements to answer on a scale: a box for each of its heads stands after each."""

    heads: tuple[str, ...]
    rows: tuple[ScaleRow, ...]


@piece()
class Point:
    """A statement and its number."""

    number: str
    text: str


@piece()
class Numbered:
    """Statements under numbers."""

    points: tuple[Point, ...]


@piece()
class Stamp:
    """A dashed place for a stamp, and the word in it."""

    word: str


@piece()
class Pair:
    """Two columns of a chart under one name: heights, and the numbers that stand on them."""

    name: str
    before: int
    now: int
    before_said: str
    now_said: str


@piece()
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


@piece()
class Section:
    """A section: its name in the label column, its blocks in the content column."""

    name: str
    blocks: tuple[Block, ...]
    note: str = ""


@piece()
class Bar:
    """One bar of the completeness strip: `present` pieces of `required`."""

    present: int
    required: int


@piece()
class Strip:
    """The completeness of a set: the bars and always the words."""

    bars: tuple[Bar, ...]
    words: str


@piece()
class Leaf:
    """What all leaves have: the anchor that links name, the outline entry, the header's line."""

    anchor: str
    outline: str
    context: str
    level: int = 0


@piece()
class CoverColumn:
    """A label on the cover's field and the lines under it."""

    label: str
    lines: tuple[str, ...]


@piece()
class CoverNote:
    """A section under the cover's field: a name, a heavy line, a paragraph."""

    name: str
    head: str
    text: str = ""
    ink: Ink = Ink.TEXT


@piece()
class CoverPartner:
    """A body beside the chamber, with its logo box: what it is, and its name."""

    head: str
    name: str


@piece(kw_only=True)
class Cover(Leaf):
    """The cover of a bound set.

    With two `languages` its columns and its notes come in pairs, one for each, side by side, and
    its dates are a line for each.
    """

    kind: str
    number: str
    place: str
    dates: str
    columns: tuple[CoverColumn, ...]
    notes: tuple[CoverNote, ...]
    partners: tuple[CoverPartner, ...] = ()
    strip: Strip | None = None
    strip_name: str = ""
    strip_legend: str = ""
    languages: tuple[str, ...] = ()


@piece()
class IndexLine:
    """A line under an entry: a firm, or a missing piece with its date."""

    text: str
    aside: str
    anchor: str
    ink: Ink = Ink.TEXT


@piece()
class IndexEntry:
    """A section of the set: how many of its pieces are there, and where it begins."""

    number: str
    name: str
    counted: str
    sign: Sign | None
    anchor: str
    lines: tuple[IndexLine, ...] = ()


@piece(kw_only=True)
class Index(Leaf):
    """The contents of a bound set. `aside` names the page of what is missing as `{page}`."""

    title: str
    heads: tuple[str, str, str]
    entries: tuple[IndexEntry, ...]
    continued: str
    strip: Strip | None = None
    aside: str = ""
    aside_anchor: str = ""


@piece(kw_only=True)
class Sheet(Leaf):
    """Pages of sections under a title.

    Its later pages are headed by the outline's words and `continued`, whose `{page}` is the page
    before.
    """

    label: str
    label_note: str
    title: str
    sections: tuple[Section, ...]
    continued: str
    lead: str = ""
    label_code: bool = False


@piece(kw_only=True)
class MissingPiece(Leaf):
    """A page that stands where a missing piece would, and says so."""

    name: str
    counted: str
    title: str
    lead: str
    fields: tuple[Field, ...]
    receipt: str
    receipt_note: str
    lines: tuple[str, ...]


@piece()
class Band:
    """A slot on an attendance sheet: its name over four columns to write in."""

    name: str
    heads: tuple[str, str, str, str]


@piece()
class Place:
    """A numbered row to sign on; an empty name is a free row."""

    number: str
    name: str = ""
    firm: str = ""
    role: str = ""


@piece(kw_only=True)
class AttendanceGrid(Leaf):
    """One landscape sheet to sign on: at most ten places and two bands."""

    title: str
    lead: str
    counted: str
    reference: str
    heads: tuple[str, str, str]
    bands: tuple[Band, ...]
    places: tuple[Place, ...]
    legend: str
    tallies: tuple[str, ...]
    signers: tuple[str, ...]


@piece(kw_only=True)
class Certificate(Leaf):
    """One page that attests something of one person, to be stamped and signed."""

    title: str
    lead: str
    name: str
    name_note: str
    body: str
    figures: tuple[Figure, ...]
    dated: str
    stamp: str
    signer: Signer
    check: str


@piece(kw_only=True)
class Letter(Leaf):
    """A letter: the address where a window envelope shows it, references beside it, the body.

    Its later pages are headed like those of a sheet.
    """

    address: tuple[str, ...]
    references: tuple[Field, ...]
    subject_name: str
    subject: str
    blocks: tuple[Block, ...]
    continued: str


@piece(kw_only=True)
class Statement(Leaf):
    """A text to be read and signed: a title, and paragraphs in the large size."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    continued: str


@piece(kw_only=True)
class Labels(Leaf):
    """Labels to stick on, each its lines; the first is the name. They fill as many sheets."""

    labels: tuple[tuple[str, ...], ...]


@piece()
class Badge:
    """A badge: whose it is, and the short code of the paper that it was printed by.

    `other_event` is the event in a second language.
    """

    event: str
    given_name: str
    family_name: str
    firm: str
    role: str
    country: str
    code: str
    other_event: str = ""


@piece(kw_only=True)
class Badges(Leaf):
    """Badges to be cut apart; they fill as many sheets."""

    badges: tuple[Badge, ...]


@piece(kw_only=True)
class Showcase(Leaf):
    """One page that presents a firm, in one language or in two side by side.

    Each of `rows` holds a field for each of `languages`; the taller one sets the height. `texts`
    are what the firm wrote of itself, each in the language that `told_in` names: one for each
    language, a single one over the whole width, or none.
    """

    languages: tuple[str, ...]
    told_in: tuple[str, ...]
    title: str
    lead: str
    texts: tuple[Field, ...]
    rows: tuple[tuple[Field, ...], ...]
    contact_name: str
    contact: tuple[str, ...]
    contact_codes: tuple[str, ...]


@piece(kw_only=True)
class AttachedPages(Leaf):
    """Pages of a file that was handed in, each on a page of its own under what it is.

    `pictures` are JPEGs of the pages, `sizes` theirs in points, `captions` what is said beside
    each.
    """

    title: str
    captions: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    pictures: tuple[bytes, ...]


AnyLeaf = (
    Cover
    | Index
    | Sheet
    | MissingPiece
    | AttendanceGrid
    | Certificate
    | Letter
    | Statement
    | Labels
    | Badges
    | Showcase
    | AttachedPages
)


@piece(kw_only=True)
class Furniture:
    """What every page of a paper carries; `page_of` holds `{page}` and `{pages}`.

    Without a word for the `logo` there is no place for one.
    `made_at` is printed nowhere as it is: it dates the file, as `printed` dates the pages.
    """

    logo: str
    body: str
    body_name: str
    programme: str
    legal_basis: str
    number: str
    kind: str
    desk: str
    printed: str
    code_name: str
    code: str
    scan: str
    page_of: str
    continued: str
    made_at: datetime
    revision: str = ""  # which revision this is, and what it takes the place of


@piece(kw_only=True)
class Paper:
    """A whole paper in one language."""

    kind: str
    language: str
    title: str
    subject: str
    author: str
    furniture: Furniture
    leaves: tuple[AnyLeaf, ...]
