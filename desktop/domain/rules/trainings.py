"""What a firm earned at sessions of training, and by which of them it is judged."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from desktop.domain.attendance import credited
from desktop.domain.records import Attendance, OrientationSession, Slot
from desktop.domain.rules.case import Training


def decisive(trainings: Iterable[Training], on: date) -> Training | None:
    """Give the training by which a firm is judged on a day, of those held until then.

    One that earned the certificate; else one without hours, which is taken as attended; else that
    with the most minutes.
    """
    held = [one for one in trainings if one.day is None or one.day <= on]
    earned = next((one for one in held if one.earned), None)
    untimed = next((one for one in held if not one.hours), None)
    most = max(held, key=lambda one: one.credited_minutes, default=None)
    return earned or untimed or most


def trainings_of(
    session: OrientationSession, slots: Sequence[Slot], presences: Iterable[Attendance],
    threshold: Decimal,
) -> Iterator[tuple[UUID, Training]]:  # fmt: skip
    """Give, for each firm that was at a session, what its best person there earned."""
    ordered = sorted(slots, key=lambda s: (s.date, s.start))
    day = ordered[0].date if ordered else None

    def firm_of(presence: Attendance) -> str:
        return str(presence.firm)

    for _, held in groupby(sorted(presences, key=firm_of), key=firm_of):
        mine = list(held)
        people = {presence.person for presence in mine}
        credits_ = [
            credited(ordered, [p for p in mine if p.person == person], threshold)
            for person in people
        ]
        best = max(credits_, key=lambda c: c.credited_minutes)
        untimed = all(p.arrived is None and p.left is None for p in mine)
        yield mine[0].firm, Training(
            session.number, day, best.credited_minutes, best.total_minutes,
            earned=any(c.certificate for c in credits_), hours=not untimed,
        )  # fmt: skip
