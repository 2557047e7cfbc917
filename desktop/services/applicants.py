"""What an eligibility is judged on, gathered from the store: firms in bulk, a mission's terms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast
from uuid import UUID

from db.lookup import firms_with_codes
from db.reading import Reader
from desktop.domain.attendance import threshold_of
from desktop.domain.record import Record
from desktop.domain.records import (
    Accounts,
    Aid,
    Attendance,
    Consent,
    Declaration,
    Firm,
    Mission,
    OrientationSession,
    Person,
    Relation,
    RelationKind,
    Site,
    Slot,
)
from desktop.domain.rules.case import Applicant, Points, Terms, Training
from desktop.domain.rules.reason import Titled
from desktop.domain.rules.trainings import trainings_of
from desktop.services import programmes
from desktop.services.programmes import ProgrammeData

R = TypeVar("R", bound=Record)
_ITALY = "IT"


def terms_of(data: ProgrammeData) -> Terms:
    """Give what a programme asks of firms, from its records."""
    programme = data.programme
    return Terms(
        code=programme.code, version=programme.version, act=programme.legal_basis or "",
        region=programme.region or "", provinces=frozenset(programme.provinces),
        export_only=programme.export_only, declarations=programme.declarations,
        needs=programme.needs, counting=programme.counting,
        renunciation_days=programme.renunciation_days, score_threshold=programme.score_threshold,
        criteria=tuple(Points(c.code, c.most) for c in data.criteria),
        training_lines={x.code: _titled(x.code, x.title, x.title_en)
                        for x in data.lines if x.training},
        sectors={x.code: _titled(x.code, x.title, x.title_en) for x in data.sectors},
        matrix=frozenset((c.sector, str(c.market), c.line) for c in data.matrix),
        passport_months={m.code: m.passport_months for m in data.markets
                         if m.passport_months is not None},
        attendance_threshold=programme.attendance_threshold,
    )  # fmt: skip


def _titled(code: str, title: str, title_en: str | None) -> Titled:
    return Titled(code, title, title_en or title)


def terms_for(reader: Reader, mission: Mission) -> Terms:
    """Give the terms of a mission's programme; of one that is not here nothing is known."""
    data = programmes.by_code(reader, mission.programme)
    return Terms.unknown(mission.programme) if data is None else terms_of(data)


def gathered(reader: Reader, firms: Sequence[Firm], terms: Terms) -> dict[UUID, Applicant]:
    """Give firms with all that an eligibility reads of them, each kind of record read once."""
    ids = [firm.id for firm in firms]
    sites, people = _by_firm(reader, Site, ids), _by_firm(reader, Person, ids)
    accounts, relations = _by_firm(reader, Accounts, ids), _by_firm(reader, Relation, ids)
    aids, consents = _by_firm(reader, Aid, ids), _by_firm(reader, Consent, ids)
    declared = _by_firm(reader, Declaration, ids)
    trained = _trainings(reader, set(ids), terms)
    linked = _Linked(reader, {firm: _undertaking(held) for firm, held in relations.items()})
    return {
        i: Applicant(
            firm, sites.get(i, ()), people.get(i, ()), accounts.get(i, ()), relations.get(i, ()),
            aids.get(i, ()), declared.get(i, ()), consents.get(i, ()),
            tuple(trained.get(i, ())), linked.aids(i), linked.unseen(i),
        )
        for firm in firms
        for i in [firm.id]
    }  # fmt: skip


def _by_firm(reader: Reader, cls: type[R], firms: Iterable[UUID]) -> dict[UUID, tuple[R, ...]]:
    found: dict[UUID, list[R]] = {}
    for record in reader.among(cls, "firm", firms):
        found.setdefault(cast("UUID", getattr(record, "firm")), []).append(record)  # noqa: B009 - every cls here has one
    return {firm: tuple(held) for firm, held in found.items()}


# --- The single undertaking ----------------------------------------------------------------------


def _undertaking(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Give the Italian enterprises linked with a firm, along the whole chain (art. 2(2)).

    Foreign ones are outside the national ceiling, those through a natural person outside it by
    practice; both are told on the firm's page.
    """
    by_id = {relation.id: relation for relation in relations}

    def linked(relation: Relation, depth: int = 0) -> bool:
        if relation.kind != RelationKind.LINKED or relation.through_person:
            return False
        above = by_id.get(relation.within) if relation.within else None
        return above is None or (depth < len(by_id) and linked(above, depth + 1))

    return tuple(
        r for r in relations if r.tax_code and (r.country or _ITALY) == _ITALY and linked(r)
    )


class _Linked:
    """The aids of linked enterprises, as far as they are firms of this register."""

    def __init__(self, reader: Reader, wanted: Mapping[UUID, Sequence[Relation]]) -> None:
        self._wanted = wanted
        codes = {r.tax_code for held in wanted.values() for r in held if r.tax_code}
        rows = firms_with_codes(reader, codes)
        self._ids = {c: [UUID(bytes=cast("bytes", r[0])) for r in held] for c, held in rows.items()}
        here = [i for ids in self._ids.values() for i in ids]
        self._aids = _by_firm(reader, Aid, here)

    def aids(self, firm: UUID) -> tuple[Aid, ...]:
        """Give the aids of the enterprises that are one undertaking with a firm, each once."""
        ids = dict.fromkeys(i for r in self._wanted.get(firm, ()) for i in self._here(r))
        return tuple(aid for i in ids if i != firm for aid in self._aids.get(i, ()))

    def unseen(self, firm: UUID) -> tuple[str, ...]:
        """Give the names of those that are no firm of this register."""
        missing = (r for r in self._wanted.get(firm, ()) if not self._here(r))
        return tuple(r.name or r.tax_code or "-" for r in missing)

    def _here(self, relation: Relation) -> list[UUID]:
        return self._ids.get(relation.tax_code or "", [])


# --- Training ------------------------------------------------------------------------------------


def _trainings(reader: Reader, firms: set[UUID], terms: Terms) -> dict[UUID, list[Training]]:
    """Give the sessions of the training lines at which firms were, with what they earned."""
    held = [s for line in terms.training_lines for s in reader.of(OrientationSession, line=line)
            if s.programme in (None, terms.code)]  # fmt: skip
    ids = [session.id for session in held]
    slots = _grouped(reader.among(Slot, "session", ids))
    presences = _grouped(reader.among(Attendance, "session", ids))
    threshold = threshold_of(terms.attendance_threshold)
    found: dict[UUID, list[Training]] = {}
    for session in held:
        there = [a for a in presences.get(session.id, ()) if a.firm in firms]
        for firm, training in trainings_of(session, slots.get(session.id, ()), there, threshold):
            found.setdefault(firm, []).append(training)
    return found


_Part = TypeVar("_Part", Slot, Attendance)


def _grouped(records: Iterable[_Part]) -> dict[UUID, tuple[_Part, ...]]:
    found: dict[UUID, list[_Part]] = {}
    for record in records:
        found.setdefault(record.session, []).append(record)
    return {session: tuple(held) for session, held in found.items()}
