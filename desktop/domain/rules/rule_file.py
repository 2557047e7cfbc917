"""The files of the rules: dated sets, read whole, checked whole, every fault with its line.

A threshold, a ceiling or a length of time that a decree sets stands in resources/rules with its
days of validity and its article; what is logic stands in code. A key that nobody reads is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from desktop.domain.checked_toml import FaultyFileError, FileProblem, Table, read_checked
from desktop.domain.problems import DeskError
from desktop.domain.programme_terms import Titles
from desktop.domain.rules.dated import Dated
from desktop.domain.rules.de_minimis import AidRules, AidSector, WindowKind
from desktop.domain.rules.documents import Validity
from desktop.domain.rules.grouping import Limits
from desktop.domain.rules.readiness import Area, Gate, Item, Questionnaire
from desktop.domain.rules.size import SIZES, ClassLimits, PublicTreatment, SizeClass, SizeRules

FORMAT = 1
FILES = ("sme-size", "de-minimis", "documents", "readiness")
_LONG = 400
_MOST_YEARS = 30
_MOST_LENGTH = 10_000
_NOTHING = Decimal(0)

T = TypeVar("T")
D = TypeVar("D", bound=Dated)


class RuleFileError(DeskError):
    """A file of rules that was refused, with all its problems in the order of their lines."""

    def __init__(self, name: str, problems: tuple[FileProblem, ...]) -> None:
        details = [problem.plain() for problem in problems]
        super().__init__("rules-file", details=details, name=name)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule set there is, of every time."""

    sizes: tuple[SizeRules, ...]
    aids: tuple[AidRules, ...]
    durc: tuple[Validity, ...]
    passports: tuple[Validity, ...]
    passport_copies: tuple[Validity, ...]
    visure: tuple[Validity, ...]
    questionnaires: tuple[Questionnaire, ...]

    def questionnaire(self, version: str) -> Questionnaire | None:
        """Give a version of the questionnaire, None for one that is not known."""
        return next((q for q in self.questionnaires if q.version == version), None)


def read_rules(texts: Mapping[str, str]) -> RuleBook:
    """Read the files of `FILES`, by their names; raises `RuleFileError` for a faulty one."""
    documents = _read("documents", texts, _documents)
    return RuleBook(
        sizes=_read("sme-size", texts, lambda t: _dated(t, "sets", _size)),
        aids=_read("de-minimis", texts, _aids),
        durc=documents["durc"],
        passports=documents["passport"],
        passport_copies=documents["passport_copy"],
        visure=documents["visura"],
        questionnaires=_read("readiness", texts, lambda t: _dated(t, "sets", _questionnaire)),
    )


def _read(name: str, texts: Mapping[str, str], read: Callable[[Table], T]) -> T:
    def whole(table: Table) -> T:
        if table.count("format", most=999) != FORMAT:
            table.faults.add(table.at("format"), "unknown-format", known=str(FORMAT))
        made = read(table)
        table.finish()
        return made

    try:
        return read_checked(texts[name], whole)
    except FaultyFileError as faulty:
        raise RuleFileError(name, faulty.problems) from None


def _dated(table: Table, key: str, read: Callable[[Table], D]) -> tuple[D, ...]:
    """Read dated sets: at least one, in the order of their days, none in force with another."""
    sets = table.each(key, read)
    if not sets:
        table.faults.add(table.at(key) if table.has(key) else table.path, "missing", key=key)
    for place, held in enumerate(sets):
        at = (*table.at(key), place)
        if held.valid_to is not None and held.valid_to < held.valid_from:
            table.faults.add((*at, "valid_to"), "ends-before-start")
        if place and (sets[place - 1].valid_to or date.max) >= held.valid_from:
            table.faults.add((*at, "valid_from"), "not-after-the-last")
    return sets


def _begins(table: Table) -> date:
    return table.day("valid_from", needed=True) or date.min


def _number(table: Table, key: str) -> Decimal:
    return table.decimal(key) or _NOTHING


# --- Size ------------------------------------------------------------------------------------


def _size(table: Table) -> SizeRules:
    classes = table.each("classes", _class)
    if [limits.size for limits in classes] != list(SIZES[:-1]):
        table.faults.add(table.at("classes"), "not-the-classes", known=", ".join(SIZES[:-1]))
    for name in ("staff_below", "turnover_most", "balance_most"):
        _check_ascending(table, [getattr(limits, name) for limits in classes])
    return SizeRules(
        version=table.code("version"),
        valid_from=_begins(table),
        valid_to=table.day("valid_to"),
        act=table.text("act", most=_LONG),
        shares=Limits(table.percent("partner_from"), table.percent("linked_above")),
        public_from=table.percent("public_from"),
        local_inhabitants_below=_number(table, "local_inhabitants_below"),
        local_budget_below=_number(table, "local_budget_below"),
        classes=classes,
        public_kinds=table.section("public_kinds", _public_kinds) or {},
    )


def _class(table: Table) -> ClassLimits:
    return ClassLimits(
        size=table.choice("code", SizeClass) or SizeClass.UNDETERMINED,
        staff_below=_number(table, "staff_below"),
        turnover_most=_number(table, "turnover_most"),
        balance_most=_number(table, "balance_most"),
    )


def _check_ascending(table: Table, limits: Sequence[Decimal]) -> None:
    if list(limits) != sorted(set(limits)):
        table.faults.add(table.at("classes"), "not-ascending")


def _public_kinds(table: Table) -> Mapping[str, PublicTreatment]:
    kinds: dict[str, PublicTreatment] = {}
    for treatment in PublicTreatment:
        key = treatment.value.replace("-", "_")
        for kind in table.texts(key):
            if kind in kinds:
                table.faults.add(table.at(key), "twice", value=kind)
            kinds[kind] = treatment
    return kinds


# --- De minimis ------------------------------------------------------------------------------


def _aids(table: Table) -> tuple[AidRules, ...]:
    """Read the regulations: more than one may grant on a day, but only one is chosen by itself."""
    sets = table.each("sets", _aid)
    for place, held in enumerate(sets):
        last = held.chosen_to or held.valid_to
        if last is not None and last < held.valid_from:
            table.faults.add((*table.at("sets"), place, "chosen_to"), "ends-before-start")
        before = sets[place - 1] if place else None
        if before and (before.chosen_to or before.valid_to or date.max) >= held.valid_from:
            table.faults.add((*table.at("sets"), place, "valid_from"), "not-after-the-last")
    if not sets:
        table.faults.add(table.path, "missing", key="sets")
    return sets


def _aid(table: Table) -> AidRules:
    return AidRules(
        regulation=table.text("regulation", most=20),
        version=table.text("version", most=20),
        act=table.text("act", most=_LONG),
        valid_from=_begins(table),
        valid_to=table.day("valid_to"),
        chosen_to=table.day("chosen_to"),
        ceilings=table.section("ceilings", _ceilings) or (),
        window=table.choice("window", WindowKind) or WindowKind.ROLLING,
        years=table.count("years", least=1, most=_MOST_YEARS),
        boundary_counts=table.flag("boundary_counts"),
        through_person_counts=table.flag("through_person_counts"),
        granted_article=table.text("granted_article"),
        window_article=table.text("window_article"),
        outside=table.texts("outside"),
    )


def _ceilings(table: Table) -> tuple[tuple[AidSector, Decimal], ...]:
    held = [(s, table.decimal(s.value, needed=s is AidSector.GENERAL)) for s in AidSector]
    return tuple((sector, ceiling) for sector, ceiling in held if ceiling is not None)


# --- Documents -------------------------------------------------------------------------------


def _documents(table: Table) -> Mapping[str, tuple[Validity, ...]]:
    names = ("durc", "passport", "passport_copy", "visura")
    return {name: _dated(table, name, _validity) for name in names}


def _validity(table: Table) -> Validity:
    return Validity(
        version=table.code("version"),
        valid_from=_begins(table),
        valid_to=table.day("valid_to"),
        act=table.text("act", most=_LONG),
        article=table.text("article", most=_LONG),
        length=table.count("length", least=1, most=_MOST_LENGTH),
    )


# --- Readiness -------------------------------------------------------------------------------


def _questionnaire(table: Table) -> Questionnaire:
    areas = table.each("areas", _area)
    gates = table.each("gates", _gate)
    made = Questionnaire(
        version=table.code("version", most=20),
        valid_from=_begins(table),
        valid_to=table.day("valid_to"),
        act=table.text("act", most=_LONG),
        most=table.count("most", least=1, most=100),
        areas=areas,
        gates=gates,
    )
    numbers = [item.number for item in made.items]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        table.faults.add(table.at("areas"), "not-numbered")
    for place, gate in enumerate(gates):
        if not set(gate.items) <= set(numbers) or not gate.items:
            table.faults.add((*table.at("gates"), place), "unknown-item")
    return made


def _area(table: Table) -> Area:
    return Area(table.code("code"), _titles(table), table.each("items", _item))


def _item(table: Table) -> Item:
    return Item(table.count("number", least=1), _titles(table))


def _titles(table: Table) -> Titles:
    if not table.has("title"):
        table.faults.add(table.path, "missing", key="title")
    return table.section("title", _both) or Titles("", "")


def _both(table: Table) -> Titles:
    return Titles(table.text("it"), table.text("en"))


def _gate(table: Table) -> Gate:
    return Gate(table.numbers("items"), table.code("below"))
