"""How what a paper says is drawn: inks, signs, sides and tones, each with its one meaning."""

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
