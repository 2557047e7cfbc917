"""An eligibility case as a script writes it: firm, mission, application, sessions, without a store.

They are read as `add` reads them. The programme is a packaged one, by the code that the mission
names; a mission that names none is of the newest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast
from uuid import NAMESPACE_OID, UUID, uuid5

from desktop.domain.attendance import threshold_of
from desktop.domain.drafts import Draft, Tree, parse, parse_tree
from desktop.domain.problems import Problem
from desktop.domain.record import Kind, Record
from desktop.domain.records import (
    Accounts,
    Aid,
    Application,
    Attendance,
    Consent,
    Declaration,
    Delegate,
    Firm,
    Mission,
    OrientationSession,
    Person,
    Relation,
    Site,
    Slot,
)
from desktop.domain.rules.case import Applicant, Case, Terms, Training
from desktop.domain.rules.cases import Case as Asked
from desktop.domain.rules.trainings import trainings_of
from desktop.domain.text import fold
from desktop.services import programmes
from desktop.services.applicants import terms_of
from desktop.services.programmes import ProgrammeData

_PARTS = (Site, Person, Accounts, Relation, Aid, Declaration, Consent)
_NAMED = ("mission", "firm")  # of an application: they stand beside it
_APART = ("attendances", "readiness", "private_notes")  # of a session


def packaged(code: str | None) -> ProgrammeData | None:
    """Give the newest version of a packaged programme, of the newest without a code."""
    files = [programmes.check(path) for path in programmes.packaged()]
    held = [file for file in files if code in (None, "", file.code)]
    newest = max(held, key=lambda f: (f.valid_from, f.version), default=None)
    return None if newest is None else programmes.data_of_file(newest)


def eligibility_asked(asked: Asked, today: date) -> Case | None:
    """Read a case of eligibility; None when something in it is wrong, which `asked` has noted."""
    on = asked.value("on", date) or today
    asked.asked.add("sessions")
    drafts = {name: _object(asked, name) for name in ("firm", "mission", "application")}
    reading = _Reading(asked)
    mission_draft = drafts["mission"] or {}
    data = packaged(cast("str | None", mission_draft.get("programme")))
    code = str(mission_draft.get("programme") or (data.programme.code if data else "-"))
    terms = Terms.unknown(code) if data is None else terms_of(data)
    firm = reading.tree(Firm.KIND, drafts["firm"], "firm")
    named = {"code": "-", "title": "-"} | dict(mission_draft) | {"programme": code}
    mission = reading.tree(Mission.KIND, None if drafts["mission"] is None else named, "mission")
    application = reading.application(drafts["application"], firm, mission)
    if firm is None or mission is None:
        return None
    applicant = _applicant(firm)
    trainings = tuple(reading.trainings(applicant.firm, data))
    if asked.problems:
        return None
    return Case(
        replace(applicant, trainings=trainings), cast("Mission", mission.record), terms, on,
        None if application is None else cast("Application", application.record),
        () if application is None else cast("tuple[Delegate, ...]", _of(application, Delegate)),
    )  # fmt: skip


def _object(asked: Asked, name: str) -> Draft | None:
    asked.asked.add(name)
    held = asked.data.get(name)
    if isinstance(held, Mapping):
        return held
    if held is not None:
        asked.note("not-a-map", name)
    elif name != "application":
        asked.note("needed", name)
    return None


def _of(tree: Tree, cls: type[Record]) -> tuple[Record, ...]:
    return tuple(record for record in tree.walk() if isinstance(record, cls))


def _applicant(tree: Tree) -> Applicant:
    parts = {cls: _of(tree, cls) for cls in _PARTS}
    return Applicant(
        cast("Firm", tree.record),
        sites=cast("tuple[Site, ...]", parts[Site]),
        people=cast("tuple[Person, ...]", parts[Person]),
        accounts=cast("tuple[Accounts, ...]", parts[Accounts]),
        relations=cast("tuple[Relation, ...]", parts[Relation]),
        aids=cast("tuple[Aid, ...]", parts[Aid]),
        declarations=cast("tuple[Declaration, ...]", parts[Declaration]),
        consents=cast("tuple[Consent, ...]", parts[Consent]),
    )


class _Reading:
    """Drafts read one after another: ids are counted, problems go to the case."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._last = 0

    def new_id(self) -> UUID:
        """Give the next id: the same case has the same ids."""
        self._last += 1
        return UUID(int=self._last)

    def _note(self, problems: tuple[Problem, ...], where: str) -> None:
        prefix = f"{self._asked.path}.{where}" if self._asked.path else where
        self._asked.problems.extend(problem.under(prefix) for problem in problems)

    def tree(
        self, kind: Kind, draft: Draft | None, where: str, given: Mapping[str, object] | None = None
    ) -> Tree | None:
        """Read a record with its children; that there is no draft was said already."""
        if draft is None:
            return None
        tree, problems = parse_tree(kind, draft, self.new_id, given=given)
        self._note(problems, where)
        return tree

    def application(
        self, draft: Draft | None, firm: Tree | None, mission: Tree | None
    ) -> Tree | None:
        """Read an application; the firm and the mission are those of the case."""
        if draft is None or firm is None or mission is None:
            return None
        plain = {name: value for name, value in draft.items() if name not in _NAMED}
        given = {"firm": firm.record.id, "mission": mission.record.id}
        return self.tree(Application.KIND, plain, "application", given)

    def trainings(self, firm: Firm, data: ProgrammeData | None) -> Iterator[Training]:
        """Read the sessions and give what the firm earned at those of training lines."""
        held = self._asked.data.get("sessions") or []
        if not isinstance(held, list) or not all(isinstance(item, Mapping) for item in held):
            self._asked.note("not-a-list", "sessions")
            return
        threshold = threshold_of(data.programme.attendance_threshold if data else None)
        for place, draft in enumerate(held):
            session, slots, there = self._session(draft, firm, f"sessions[{place}]")
            if session is not None and _counts(session, data):
                for _, training in trainings_of(session, slots, there, threshold):
                    yield training

    def _session(
        self, draft: Draft, firm: Firm, where: str
    ) -> tuple[OrientationSession | None, list[Slot], list[Attendance]]:
        plain = {"title": "-"} | {k: v for k, v in draft.items() if k not in _APART}
        tree = self.tree(OrientationSession.KIND, plain, where, {"number": ""})
        if tree is None:
            return None, [], []
        slots = [cast("Slot", slot) for slot in _of(tree, Slot)]
        presences: list[Attendance] = []
        items = draft.get("attendances") or []
        for place, item in enumerate(items if isinstance(items, list) else []):
            at = f"{where}.attendances[{place}]"
            if not isinstance(item, Mapping):
                self._note((Problem("not-a-map", ""),), at)
            elif _is_of(firm, item.get("firm")):
                presences += self._presence(item, tree.record.id, firm, slots, at)
        return cast("OrientationSession", tree.record), slots, presences

    def _presence(
        self, item: Draft, session: UUID, firm: Firm, slots: list[Slot], where: str
    ) -> list[Attendance]:
        values = {k: v for k, v in item.items() if k not in ("firm", "person", "slot")}
        given: dict[str, object] = {"session": session, "firm": firm.id,
                                    "person": _person(item.get("person"))}  # fmt: skip
        named = item.get("slot")
        if named is not None:
            known = {str(place): slot.id for place, slot in enumerate(slots)}
            if str(named) not in known:
                self._note((Problem("no-such-slot", "slot", {"value": str(named)}),), where)
                return []
            given["slot"] = known[str(named)]
        made, problems = parse(Attendance.KIND, values, self.new_id(), given=given)
        self._note(problems, where)
        return [] if made is None else [cast("Attendance", made)]


def _counts(session: OrientationSession, data: ProgrammeData | None) -> bool:
    """Tell whether a session is of a training line of the programme."""
    if data is None or session.programme not in (None, data.programme.code):
        return False
    line = data.line(session.line)
    return line is not None and line.training


def _is_of(firm: Firm, named: object) -> bool:
    """Tell whether an attendance is of the firm of the case; one that names nobody is."""
    if not named:
        return True
    return str(named).strip().upper() in {firm.tax_code, firm.vat_number, str(firm.id).upper()}


def _person(draft: object) -> UUID | None:
    if not isinstance(draft, Mapping):
        return None
    name = fold(f"{draft.get('family_name', '')} {draft.get('given_name', '')}")
    return uuid5(NAMESPACE_OID, name)
