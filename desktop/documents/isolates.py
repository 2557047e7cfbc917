"""Isolates: how a paper in a script from the right sets apart what a phrase is filled with.

A firm's Latin name, a phone or a mail address inside an Arabic sentence must neither be turned
round nor turn round what stands beside it. Unicode has three marks that open an isolate and one
that closes it. They print nothing, are no part of the text that is kept or searched, and only
content puts them in: those in a record are shown as "[U+2067]" like every other control.
"""

import unicodedata

FROM_THE_RIGHT = frozenset(("ar",))  # languages whose lines and pages begin at the right
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
OPENERS = frozenset((LRI, RLI, FSI))
ALL = OPENERS | {PDI}
_BARE = dict.fromkeys(map(ord, ALL))


def isolated(text: str, opener: str = FSI) -> str:
    """Set a text apart; it takes its direction from its own first letter, or from the opener."""
    return f"{opener}{text}{PDI}"


def bare(text: str) -> str:
    """Give a text without isolates."""
    return text.translate(_BARE)


def first_side(text: str) -> str | None:
    """Say to which side the first letter outside isolates belongs: "L", "R", or None for none."""
    inside = 0
    for char in text:
        if char in OPENERS:
            inside += 1
        elif char == PDI:
            inside = max(0, inside - 1)
        elif not inside:
            kind = unicodedata.bidirectional(char)
            if kind in {"L", "R", "AL"}:
                return "L" if kind == "L" else "R"
    return None
