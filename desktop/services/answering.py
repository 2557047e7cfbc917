"""A questionnaire filled in by hand, typed back: which version, of whom, at which session."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from db.reading import Reader
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm, Readiness
from desktop.domain.rules.readiness import Questionnaire
from desktop.services import firms, sessions
from desktop.services.desk import Changed, Desk
from desktop.services.rules import rule_book
from desktop.services.sessions import Line


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a questionnaire needs: the statements, the firm, where it can be kept.

    `answers` are those that are held already at `session`, by the number of the statement.
    """

    questionnaire: Questionnaire
    firm: Firm | None
    sessions: tuple[Line, ...]
    session: UUID | None
    answers: Mapping[int, int]


def asked(
    desk: Desk, *, edition: str | None = None, firm: UUID | None = None, session: UUID | None = None
) -> Asked:
    """Give the questionnaire of an edition (else the latest) and what is held of the answers.

    Refuses with `questionnaire-unknown` when the program has not that edition.
    """
    found = _questionnaire(edition)
    with desk.store.reading() as reader:
        held = firms.resolve(reader, str(firm)) if firm else None
        kept = _kept(reader, session, held)
        lines = _lines(reader, held)
    if kept is not None and kept.version != found.version:
        found = _questionnaire(kept.version) if edition is None else found
    same = kept is not None and kept.version == found.version
    answers = {int(item): points for item, points in kept.answers} if kept and same else {}
    return Asked(found, held, lines, session, answers)


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


def _lines(reader: Reader, firm: Firm | None) -> tuple[Line, ...]:
    """Give the sessions at which a firm was, the latest first."""
    held = sessions.of_firm(reader, firm.id) if firm else []
    return tuple(
        Line(one.session.id, one.session.number, one.session.title,
             one.slots[0].date if one.slots else None, one.session.kind)
        for one in reversed(held)
    )  # fmt: skip


def keep(
    desk: Desk, firm: UUID, session: UUID | None, version: str, answers: Mapping[int, int], *,
    title: str,
) -> Changed:  # fmt: skip
    """Keep the answers at a session, or at a new one of that title; given ones are replaced."""
    typed = {
        "firm": str(firm), "version": version,
        "answers": {str(item): points for item, points in sorted(answers.items())},
    }  # fmt: skip
    if session is not None:
        return sessions.change(desk, str(session), {"readiness": typed})
    draft = {
        "title": title, "kind": "individual", "mode": "desk",
        "programme": desk.store.identity.programme, "attendances": [{"firm": str(firm)}],
        "readiness": typed,
    }  # fmt: skip
    return sessions.add(desk, [draft])[1]
