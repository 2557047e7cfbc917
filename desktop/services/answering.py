"""A questionnaire filled in by hand, typed back: which version, of whom, at which session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from db.reading import Reader
from desktop.domain.codecs import ROME
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm, OrientationSession, Readiness, Slot
from desktop.domain.rules.readiness import Questionnaire
from desktop.rule_book import rule_book
from desktop.services import firms, sessions
from desktop.services.desk import Changed, Desk
from desktop.services.sessions import Line

_QUARTER = 15  # minutes


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a questionnaire needs: the statements, the firm, where it can be kept.

    `answers` are those that are held already at `session`, by the number of the statement; none
    where those `held` there are to another version of the statements.
    """

    questionnaire: Questionnaire
    firm: Firm | None
    sessions: tuple[Line, ...]
    session: UUID | None
    answers: Mapping[int, int]
    held: bool


def asked(
    desk: Desk, *, edition: str | None = None, firm: UUID | None = None, session: UUID | None = None
) -> Asked:
    """Give the questionnaire of an edition (else the latest) and what is held of the answers.

    Refuses with `questionnaire-unknown` when the program has not that edition.
    """
    found = _questionnaire(edition)
    with desk.store.reading() as reader:
        held = firms.resolve(reader, str(firm)) if firm else None
        lines = _lines(reader, held, session)
        there = session if any(line.id == session for line in lines) else None
        kept = _kept(reader, there, held)
    if kept is not None and kept.version != found.version:
        found = _questionnaire(kept.version) if edition is None else found
    same = kept is not None and kept.version == found.version
    answers = {int(item): points for item, points in kept.answers} if kept and same else {}
    return Asked(found, held, lines, there, answers, bool(kept and kept.answers))


def _questionnaire(edition: str | None) -> Questionnaire:
    book = rule_book()
    if edition is None:
        return max(book.questionnaires, key=lambda held: held.valid_from)
    found = book.questionnaire(edition)
    if found is None:
        raise DeskError("questionnaire-unknown", version=edition)
    return found


def _kept(reader: Reader, session: UUID | None, firm: Firm | None) -> Readiness | None:
    if session is None or firm is None:
        return None
    return next(iter(reader.of(Readiness, session=session, firm=firm.id)), None)


def _lines(reader: Reader, firm: Firm | None, named: UUID | None) -> tuple[Line, ...]:
    """Give the sessions at which a firm was, the latest first, and the one that a paper names."""
    if firm is None:
        return ()
    held = sessions.of_firm(reader, firm.id)
    lines = [_line(one.session, one.slots) for one in reversed(held)]
    other = reader.get(OrientationSession, named) if named else None
    if other is not None and other.id not in {line.id for line in lines}:
        slots = sorted(reader.of(Slot, session=other.id), key=lambda slot: slot.date)
        lines.append(_line(other, slots))
    return tuple(lines)


def _line(session: OrientationSession, slots: Sequence[Slot]) -> Line:
    day = slots[0].date if slots else None
    return Line(session.id, session.number, session.title, day, session.kind)


def keep(
    desk: Desk, firm: UUID, session: UUID | None, version: str, answers: Mapping[int, int], *,
    title: str,
) -> Changed:  # fmt: skip
    """Keep the answers at a session, or at a new one of that title; given ones are replaced.

    A new one is of today: its slot is the quarter of an hour, by the clock of Rome, in which the
    answers are typed. When they were given nobody said; without a day no quarter would count it.
    """
    typed = {
        "firm": str(firm), "version": version,
        "answers": {str(item): points for item, points in sorted(answers.items())},
    }  # fmt: skip
    if session is not None:
        return sessions.change(desk, str(session), {"readiness": typed})
    draft = {
        "title": title, "kind": "individual", "mode": "desk",
        "programme": desk.store.identity.programme, "slots": [_slot(desk.now())],
        "attendances": [{"firm": str(firm), "slot": 0}], "readiness": typed,
    }  # fmt: skip
    return sessions.add(desk, [draft])[1]


def _slot(now: datetime) -> dict[str, str]:
    """Give the quarter of an hour of a moment; the day's last one ends a minute early."""
    here = now.astimezone(ROME)
    start = here.replace(minute=here.minute - here.minute % _QUARTER, second=0, microsecond=0)
    end = start + timedelta(minutes=_QUARTER)
    if end.date() != start.date():
        end -= timedelta(minutes=1)
    return {"date": start.date().isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}
