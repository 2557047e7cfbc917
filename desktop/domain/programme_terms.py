"""What a programme's file says of who may join and how they are selected.

Here too stand the readings that all parts of the file share: titles, and what is provisional.
"""

import re
from collections import Counter
from dataclasses import dataclass

from desktop.domain.checked_toml import Table
from desktop.domain.records.programme import Counting

LONG = 400
# The declarations of DPR 445/2000 that a programme may ask for, by their codes (domain 2.6).
DECLARATIONS = ("RI", "DIR", "LIQ", "DURC", "MAF", "DIM", "DMN", "FOR", "DEG", "EXP", "MII", "SAN",
                "PRV")  # fmt: skip
# The data of a firm without which a programme may admit nobody (the asterisks of domain 2.2).
NEEDS = ("legal_form", "rea", "ateco", "registered_office", "email", "pec", "phone", "people",
         "privacy_notice", "website")  # fmt: skip

_PROVINCE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Titles:
    """A title in the two languages in which every paper is made."""

    it: str
    en: str


def titles(table: Table, key: str, *, most: int = 200) -> Titles:
    """Read a title in both languages."""
    held = table.table(key, needed=True)
    if held is None:
        return Titles("", "")
    found = Titles(held.text("it", most=most), held.text("en", most=most))
    held.finish()
    return found


def standing(table: Table) -> tuple[bool, str]:
    """Read `provisional` and `source`: what is provisional must say where it comes from."""
    provisional = table.flag("provisional")
    source = table.text("source", most=LONG, needed=False)
    if provisional and not source:
        table.faults.add(table.path, "source-needed")
    return provisional, source


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may join: where firms must work, what they declare, what they must have entered."""

    region: str | None
    provinces: tuple[str, ...]
    export_only: bool
    declarations: tuple[str, ...]
    needs: tuple[str, ...]
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class CriterionEntry:
    """A criterion of the score grid, and the most points that it gives."""

    code: str
    title: Titles
    points: int


@dataclass(frozen=True, slots=True)
class Selecting:
    """How applications are selected: which of a firm's counts, the grid, the days to withdraw."""

    counting: Counting
    renunciation_days: int | None
    threshold: int | None
    criteria: tuple[CriterionEntry, ...]
    provisional: bool
    source: str


def eligibility(table: Table) -> Eligibility:
    """Read who may join."""
    region = table.text("region", most=80, needed=False) or None
    provinces = table.texts("provinces")
    if region is None and provinces:
        table.faults.add(table.path, "missing", key="region")
    if region is not None and not provinces:
        table.faults.add(table.path, "missing", key="provinces")
    for code in provinces:
        if not _PROVINCE.fullmatch(code):
            table.faults.add(table.at("provinces"), "not-a-province", value=code)
    return Eligibility(
        region, provinces, table.flag("export_only"),
        _known(table, "declarations", DECLARATIONS), _known(table, "needs", NEEDS),
        *standing(table),
    )  # fmt: skip


def _known(table: Table, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    found = table.texts(key)
    for value in found:
        if value not in choices:
            table.faults.add(table.at(key), "not-a-choice", value=value, choices=", ".join(choices))
    return found


def selecting(table: Table) -> Selecting:
    """Read how applications are selected."""
    criteria = table.each("criteria", _criterion)
    threshold = table.integer("threshold")
    twice = Counter(criterion.code for criterion in criteria)
    for place, criterion in enumerate(criteria):
        if criterion.code and twice[criterion.code] > 1:
            table.faults.add((*table.at("criteria"), place), "twice", value=criterion.code)
    most = sum(criterion.points for criterion in criteria)
    if threshold is not None and threshold > most:
        table.faults.add(table.at("threshold"), "out-of-range", least="0", most=str(most))
    return Selecting(
        table.choice("counting", Counting) or Counting.LAST,
        table.integer("renunciation_days", most=999), threshold, criteria, *standing(table),
    )  # fmt: skip


def _criterion(table: Table) -> CriterionEntry:
    return CriterionEntry(
        table.code("code"), titles(table, "title"), table.count("points", least=1, most=1000)
    )
