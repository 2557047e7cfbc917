"""The rights of a person over data (GDPR arts 15 and 17): a copy of it, and its erasure.

An erasure is an order that every desk carries out on what it holds and confirms; the proof says
who has, and which older copies of the store still hold what was erased.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from db.erasing import order
from db.reading import Reader
from desktop.domain.drafts import children_of, to_json
from desktop.domain.problems import DeskError
from desktop.domain.record import Kind, Record
from desktop.domain.records import (
    OF_PEOPLE,
    Application,
    Attachment,
    Attendance,
    Delegate,
    Erasure,
    Evaluation,
    Firm,
    OrientationSession,
    Paper,
    Person,
    Readiness,
    SessionKind,
)
from desktop.services import firms, marks, trust
from desktop.services.desk import Changed, Desk, changed

_SESSION = OrientationSession.KIND.name  # marks a session whose files are to go, not itself
KEPT_DAYS = 365  # that a copy of the store is kept at most; see docs/exchange.md


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whether a desk has confirmed an erasure."""

    desk: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OldCopy:
    """A copy of the store made before an erasure, and the day by which it is to be destroyed."""

    path: str
    made: datetime
    until: date


@dataclass(frozen=True, slots=True)
class Proof:
    """What an erasure did: how many records, which desks confirmed, which copies are older."""

    id: UUID
    records: int
    desks: tuple[Confirmed, ...]
    copies: tuple[OldCopy, ...]
    changed: Changed


def export(desk: Desk, named: str) -> dict[str, object]:
    """Give all that is held of a subject: a person, a delegate, or a firm with what is its own."""
    with desk.store.reading() as reader:
        subject = _subject(reader, named)
        held = _belonging(reader, subject)
    answer: dict[str, list[object]] = {}
    for record in held:
        answer.setdefault(record.KIND.name, []).append(_told(record))
    return {"subject": str(subject.id), "kind": subject.KIND.name, "records": answer}


def _told(record: Record) -> dict[str, object]:
    """Give a record; of a paper not its text, in which others stand too: its number leads to it."""
    told = dict(to_json(record))
    if isinstance(record, Paper):
        del told["content"]
    return told


def erase(desk: Desk, named: str) -> Proof:
    """Erase a subject's data here, and order every desk to do the same.

    Where a regional office is trusted, only the office gives such an order (`erase-office`).
    """
    with desk.store.exchanging() as exchange:
        if any(p.office and p.state == trust.TRUSTED for p in exchange.peers()):
            raise DeskError("erase-office")
    stamp = desk.stamp("erasure")
    with desk.store.writing(stamp) as (reader, change):
        subject = _subject(reader, named)
        held = _belonging(reader, subject)
        targets = tuple(f"{record.KIND.name}/{record.id}" for record in held)
        made = Erasure(
            id=desk.new_id(), kind=subject.KIND.name, subject=subject.id, records=targets,
            ordered_at=desk.now(), ordered_by=desk.operator,
        )  # fmt: skip
        change.add(made)
        if isinstance(subject, Firm):
            for session in _own_sessions(reader, subject.id):
                change.add(replace(
                    made, id=desk.new_id(), kind=_SESSION, subject=session, records=targets[:1]
                ))  # fmt: skip
        touched = change.touched
    marks.keep_erasures(desk)
    desk.store.scrub()
    return _proof(desk, made, changed(stamp, touched))


def follow(desk: Desk, touched: Collection[tuple[str, bytes]]) -> bool:
    """Erase what another desk wrote to a firm before it knew that the firm was to be erased.

    Tells whether there was any; the order for it travels like the first one.
    """
    if not {kind for kind, _ in touched} & _FOLLOWED:
        return False
    stamp = desk.stamp("erasure")
    with desk.store.writing(stamp) as (reader, change):
        told: set[str] = set()
        for first, late in _late(reader):
            names = tuple(f"{record.KIND.name}/{record.id}" for record in late)
            new = tuple(name for name in dict.fromkeys(names) if name not in told)
            told.update(new)
            if new:
                change.add(replace(
                    first, id=desk.new_id(), records=new, ordered_at=desk.now()
                ))  # fmt: skip
        return bool(change.touched)


def _late(reader: Reader) -> Iterator[tuple[Erasure, Sequence[Record]]]:
    """Give what belongs to erased firms and is still here, with the order that it came after.

    Of an erased application or attendance nothing says any more whose it was: what hangs on an
    application is found by the orders that name it, the files of a session by an order on them.
    """
    orders = reader.all(Erasure)
    for firm, first in _named(orders, Firm.KIND).items():
        yield first, _belongings(reader, firm)
    for application, first in _named(orders, Application.KIND).items():
        files = reader.ever(Attachment, application=application)
        yield first, [*reader.ever(Delegate, application=application), *files]
    for session, first in {o.subject: o for o in orders if o.kind == _SESSION}.items():
        files = reader.ever(Attachment, session=session)
        if files:
            yield replace(first, kind=Attachment.KIND.name, subject=files[0].id), files


def _named(orders: Iterable[Erasure], wanted: Kind) -> dict[UUID, Erasure]:
    """Give the records of a kind that orders name, each with one of them."""
    whole = (held for held in orders if held.kind != _SESSION)
    named = ((name.partition("/"), held) for held in whole for name in held.records)
    return {UUID(key): held for (kind, _, key), held in named if kind == wanted.name}


def order_again(desk: Desk) -> None:
    """Give again the orders that a copy lost which was put back: nobody else may hold them."""
    lost = sorted(desk.store.unordered())
    firms = [[name] for name in lost if name.startswith(f"{Firm.KIND.name}/")]
    rest = [name for name in lost if [name] not in firms]
    if not lost:
        return
    with desk.store.writing(desk.stamp("erasure")) as (_, change):
        for names in (*firms, *([rest] if rest else ())):
            kind, _, subject = names[0].partition("/")
            change.add(Erasure(
                id=desk.new_id(), kind=kind, subject=UUID(subject), records=tuple(names),
                ordered_at=desk.now(), ordered_by=desk.operator,
            ))  # fmt: skip


def _proof(desk: Desk, made: Erasure, what: Changed) -> Proof:
    """Gather the confirmations: a desk has carried it out when it has seen the order."""
    with desk.store.exchanging() as exchange:
        writer, seq = order(exchange.connection, made.id)
        desks = tuple(
            Confirmed(peer.desk, peer.seen.get(writer, (0, b""))[0] >= seq)
            for peer in exchange.peers()
            if peer.state == trust.TRUSTED
        )
        copies = exchange.backups()
    older = [
        OldCopy(path, moment, moment.date() + timedelta(days=KEPT_DAYS))
        for path, moment in ((path, datetime.fromisoformat(at)) for path, at in copies)
        if moment <= made.ordered_at and Path(path).exists()
    ]
    return Proof(made.id, len(made.records), desks, tuple(older), what)


def proofs(desk: Desk) -> list[tuple[Erasure, Proof]]:
    """Give every erasure with its proof, the latest first; what marks a session is part of one."""
    with desk.store.reading() as reader:
        held = [one for one in reader.all(Erasure) if one.kind != _SESSION]
    orders = sorted(held, key=lambda one: one.ordered_at, reverse=True)
    nothing = Changed(UUID(int=0), frozenset())
    return [(order_, _proof(desk, order_, nothing)) for order_ in orders]


def _subject(reader: Reader, named: str) -> Record:
    """Give the person, delegate or firm that an id names, or the firm of a tax code.

    By its id a removed one too: the store holds its values until they are erased.
    """
    try:
        wanted = UUID(named)
    except ValueError:
        return firms.resolve(reader, named)
    for cls in (Person, Delegate, Firm):
        record: Record | None = reader.get(cls, wanted, removed=True)
        if record is not None and not _is_blank(record):
            return record
    raise DeskError("not-found", kind="person", named=named)


def _is_blank(record: Record) -> bool:
    """Tell whether a record was erased: nothing but its id is left."""
    return not any(getattr(record, name, None) for name in ("name", "family_name"))


def _belonging(reader: Reader, subject: Record) -> list[Record]:
    """Give a subject's own records: itself, its copies elsewhere, the papers that speak of it."""
    if isinstance(subject, Firm):
        return _of_firm(reader, subject)
    assert isinstance(subject, Person | Delegate)  # noqa: S101 - what `_subject` gives
    same = [record for record in _people(reader, subject) if _is_same(record, subject)]
    firm = _firm_of(reader, subject)
    files = [file for file in _files(reader, firm) if file.type in OF_PEOPLE]
    marks = [{subject.family_name, subject.given_name}, {_code(subject)}]
    return [*same, *_papers(reader, firm, marks), *files]


def _people(reader: Reader, subject: Person | Delegate) -> Iterable[Person | Delegate]:
    firm = _firm_of(reader, subject)
    yield subject
    yield from (p for p in reader.ever(Person, firm=firm) if p.id != subject.id)
    for application in reader.ever(Application, firm=firm):
        yield from (
            d for d in reader.ever(Delegate, application=application.id) if d.id != subject.id
        )


def _is_same(one: Person | Delegate, other: Person | Delegate) -> bool:
    """Tell whether two records of a firm are about one person: by name, letter case aside."""
    names = [(r.family_name.casefold(), r.given_name.casefold()) for r in (one, other)]
    return one.id == other.id or names[0] == names[1]


def _firm_of(reader: Reader, subject: Person | Delegate) -> UUID:
    if isinstance(subject, Person):
        return subject.firm
    application = reader.get(Application, subject.application, removed=True)
    return subject.id if application is None else application.firm


def _papers(reader: Reader, firm: UUID, marks: Iterable[set[str]]) -> list[Record]:
    """Give the papers about a firm, a mission or a session of it whose text names a subject.

    Each of `marks` names it: a paper in which all words of one stand speaks of it. One that does
    not is another's, however near: a certificate of who sat beside it, a letter to another firm.
    """
    applied = {a.mission for a in reader.ever(Application, firm=firm)}
    there = {a.session for a in reader.ever(Attendance, firm=firm)}
    wanted = [[_plain(word) for word in mark] for mark in marks if all(mark)]
    return [
        paper
        for paper in reader.all(Paper)
        if (paper.firm == firm or paper.mission in applied or paper.session in there)
        and _speaks(_plain(f"{paper.title}\n{paper.content}"), wanted)
    ]


def _speaks(text: str, marks: Iterable[Iterable[str]]) -> bool:
    return any(all(word in text for word in mark) for mark in marks)


def _plain(text: str) -> str:
    """Give a text in which a word is found however it was cased or spaced."""
    return " ".join(text.casefold().split())


def _code(subject: Person | Delegate) -> str:
    return (subject.tax_code or "") if isinstance(subject, Person) else ""


def _of_firm(reader: Reader, firm: Firm) -> list[Record]:
    """Give a firm and its doubles, what belongs to them, and the papers about it or naming them."""
    family = [firm, *_doubles(reader, firm)]
    named = {
        name
        for one in family
        for name in (one.name, *one.former_names, one.tax_code or "", one.vat_number or "")
    }
    own = [paper for paper in reader.all(Paper) if paper.firm == firm.id]
    near = _papers(reader, firm.id, [{name} for name in sorted(named)])
    held = [*family, *_belongings(reader, firm.id), *own, *near]
    return list({(record.KIND.name, record.id): record for record in held}.values())


def _doubles(reader: Reader, firm: Firm) -> list[Firm]:
    """Give the firms that were merged into a firm: without it they would stand there again."""
    ids = (UUID(bytes=key) for key in reader.family([firm.id]) if key != firm.id.bytes)
    held = (reader.get(Firm, key, removed=True) for key in ids)
    return [one for one in held if one is not None]


def _belongings(reader: Reader, firm: UUID) -> list[Record]:
    """Give what belongs to a firm but papers, what was removed too."""
    held: list[Record] = []
    for kind in _parts(Firm.KIND):
        held += reader.children(kind, firm, removed=True)
    for cls in (Attendance, Readiness, Application, Evaluation):
        for record in reader.ever(cls, firm=firm):
            held.append(record)
            if isinstance(record, Application):
                held += reader.ever(Delegate, application=record.id)
    held += _files(reader, firm)
    return list({(record.KIND.name, record.id): record for record in held}.values())


def _files(reader: Reader, firm: UUID) -> list[Attachment]:
    """Give the files on a firm, its applications, and the sessions that were its alone.

    A group's files are about many.
    """
    held = list(reader.ever(Attachment, firm=firm))
    for application in reader.ever(Application, firm=firm):
        held += reader.ever(Attachment, application=application.id)
    for session in _own_sessions(reader, firm):
        held += reader.ever(Attachment, session=session)
    return held


def _own_sessions(reader: Reader, firm: UUID) -> Iterator[UUID]:
    """Give the individual sessions to which nobody came but a firm."""
    for place in dict.fromkeys(one.session for one in reader.ever(Attendance, firm=firm)):
        session = reader.get(OrientationSession, place, removed=True)
        if session is None:
            continue
        there = reader.of(Attendance, session=place) or reader.ever(Attendance, session=place)
        came = {one.firm for one in there}
        if session.kind is SessionKind.INDIVIDUAL and came == {reader.survivor(firm)}:
            yield session.id


def _parts(kind: Kind) -> tuple[Kind, ...]:
    return tuple(child for child in children_of(kind) if child is not kind)


_FOLLOWED = {Erasure.KIND.name, *(k.name for k in _parts(Firm.KIND)), Attendance.KIND.name,
             Readiness.KIND.name, Application.KIND.name, Delegate.KIND.name,
             Evaluation.KIND.name, Attachment.KIND.name}  # fmt: skip
