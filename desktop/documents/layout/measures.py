"""The sheet and its columns, in points; heights count from the top edge."""

from dataclasses import dataclass

GUTTER = 11.34  # 4 mm
COLUMN = 30.94  # a twelfth of the text's width
LEFT = 56.69  # 20 mm, for the punch
RIGHT = 552.76  # 15 mm from the right edge
LANDSCAPE_SIDE = 42.52  # 15 mm on both sides: filed by the long edge

CONTENT_TOP = 98.0
CONTENT_BOTTOM = 742.0
TITLE_BASELINE = 131.0

HEADER_BASELINES = (43.5, 55.5, 67.5)
HEADER_RULE = 77.0
LOGO = 35.0

QR = 42.0
FIELD_ROW = 21.0
LOW_FIELD_ROW = 18.0
TABLE_ROW = 18.0
SIGNED_ROW = 18.0
SIGNING_ROW = 28.4  # 10 mm: a signature needs it

SECTION_RULE = 1.4
TABLE_RULE = 0.75
HAIRLINE = 0.4
FRAME_RULE = 0.6

SECTION_GAP = 7.0
FIRST_BASELINE = 13.8  # of the first line under a rule


def column(number: int) -> float:
    """Give the left edge of one of the twelve columns."""
    return LEFT + (COLUMN + GUTTER) * number


CONTENT_LEFT = column(3)
VALUE_LEFT = column(6)
LABEL_WIDTH = 3 * COLUMN + 2 * GUTTER
CONTENT_WIDTH = RIGHT - CONTENT_LEFT
VALUE_WIDTH = RIGHT - VALUE_LEFT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's size, its margins, and where its footer's rule and its QR stand."""

    width: float
    height: float
    left: float
    right: float
    footer_rule: float
    qr_top: float
    header_middle: float
    footer_text: float


PORTRAIT = Sheet(595.28, 841.89, LEFT, RIGHT, 757.0, 765.0, 216.0, CONTENT_LEFT)
LANDSCAPE = Sheet(
    841.89, 595.28, LANDSCAPE_SIDE, 841.89 - LANDSCAPE_SIDE, 526.5, 534.5, 233.0, 103.0
)
