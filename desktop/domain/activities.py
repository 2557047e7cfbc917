"""Codes of economic activity (ATECO), each valid in its own edition and never rewritten.

A code is checked in the edition in which it was declared: 2007, its update of 2022, or 2025 (in
force since 1 January 2025). What it would be in another edition is a suggestion, for a person to
choose from: one old code may have become several. Titles and correspondence are those of ISTAT
(CC BY 4.0), as the library `ateco` carries them.
"""

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain.identifiers import Checked
from desktop.domain.text import clean

EDITIONS = ("2007", "2022", "2025")
CODES = ("edition", "format", "incomplete", "unknown")
_STARTS = ((date(2025, 1, 1), "2025"), (date(2022, 1, 1), "2022"))
_CODE = re.compile(r"([0-9]{2})\.?(?:([0-9]{1,2})(?:\.?([0-9]{1,2}))?)?")
_WHOLE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code of another edition; `whole` says that it covers all that the old one did."""

    code: str
    title: str
    whole: bool


def edition_on(day: date) -> str:
    """Give the edition in force on a day; before 2022 that of 2007."""
    return next((edition for start, edition in _STARTS if day >= start), EDITIONS[0])


def check_ateco(code: str, edition: str) -> Checked:
    """Check a code in an edition: "31.09.10", "310910"; the dots are put in, nothing else.

    Problems: "format", "edition" (not one of `EDITIONS`), "unknown" (not of that edition). A code
    of fewer than six digits names a group of activities: valid, with the warning "incomplete".
    """
    typed = clean(code).text
    parts = _CODE.fullmatch(typed.replace(" ", ""))
    if parts is None:
        return Checked(valid=False, normalised=typed, problem="format")
    dotted = ".".join(part for part in parts.groups() if part)
    if edition not in EDITIONS:
        return Checked(valid=False, normalised=dotted, problem="edition")
    if ateco_title(dotted, edition) is None:
        return Checked(valid=False, normalised=dotted, problem="unknown")
    warnings = () if _WHOLE.fullmatch(dotted) else ("incomplete",)
    return Checked(valid=True, normalised=dotted, warnings=warnings)


def ateco_title(code: str, edition: str) -> str | None:
    """Give what a code stands for in an edition, None where it stands for nothing."""
    import ateco  # type: ignore[import-untyped]  # noqa: PLC0415 - 1 MB of titles an edition, for the first code that is checked

    try:
        node = ateco.lookup(code, edition=edition)
    except (KeyError, ValueError):
        return None
    return None if node is None else str(node.title)


def suggestions(code: str, edition: str, wanted: str) -> tuple[Suggestion, ...]:
    """Give what a code may be in another edition, by the table of ISTAT; () where it says nothing.

    Between 2007 and 2022 there is no table: a code that stands in both is suggested as it is.
    """
    if edition == wanted or {edition, wanted} - set(EDITIONS):
        return ()
    if "2007" in {edition, wanted}:
        return _through_2022(code, edition, wanted)
    import ateco  # noqa: PLC0415 - as above

    try:
        found = ateco.map_code(code, edition, wanted)
    except ValueError:
        return ()
    whole = len(found.targets) == 1 and found.coverages == ("TOTALE",)
    return tuple(Suggestion(c, ateco_title(c, wanted) or "", whole) for c in found.targets)


def _through_2022(code: str, edition: str, wanted: str) -> tuple[Suggestion, ...]:
    """Give the suggestions from or to 2007, by way of the edition that updated it."""
    if edition != "2007":
        middle = [s.code for s in suggestions(code, edition, "2022")] or [code]
        titles = [(c, ateco_title(c, wanted)) for c in middle]
        return tuple(Suggestion(c, title, whole=False) for c, title in titles if title)
    title = ateco_title(code, "2022")
    if title is None or ateco_title(code, edition) is None:
        return ()
    return (
        (Suggestion(code, title, whole=True),)
        if wanted == "2022"
        else suggestions(code, "2022", wanted)
    )
