"""Copies of passports whose time is over: shown to people, and erased by their word alone.

They are erased as a person's data is (`desktop.services.erasure`): at every desk, in the journal
too, and no undo brings them back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.reading import Reader
from desktop.domain.records import Application, Attachment, AttachmentType, Erasure, Firm, Mission
from desktop.domain.rules.documents import copy_kept_until
from desktop.domain.rules.moments import in_rome
from desktop.rule_book import rule_book
from desktop.services import marks
from desktop.services.desk import Changed, Desk, changed


@dataclass(frozen=True, slots=True)
class CopyDue:
    """A copy of a passport that is to go: of which firm and mission, kept until when.

    `mission` is empty where the copy hangs on none, `ended` the day from which it counts.
    """

    attachment: Attachment
    firm: str
    mission: str
    ended: date
    until: date
    firm_id: UUID | None = None

    def as_json(self) -> dict[str, object]:
        """Give it as `attachments due` answers it."""
        return {
            "id": str(self.attachment.id), "file": self.attachment.file, "firm": self.firm,
            "mission": self.mission, "ended": self.ended.isoformat(),
            "until": self.until.isoformat(),
        }  # fmt: skip


def due(desk: Desk) -> list[CopyDue]:
    """Give the copies of passports whose time is over, those removed by hand too."""
    with desk.store.reading() as reader:
        return _due(reader, desk.today())


def _due(reader: Reader, today: date) -> list[CopyDue]:
    copies = reader.ever(Attachment, type=AttachmentType.PASSPORT.value)
    found = [one for copy in copies if (one := _kept(reader, copy)) is not None]
    return sorted((c for c in found if c.until < today), key=lambda c: (c.until, c.firm))


def _kept(reader: Reader, copy: Attachment) -> CopyDue | None:
    """Say until when a copy is kept; None while the mission's end is not known."""
    firm, applications = _whose(reader, copy)
    missions = reader.among(Mission, "id", {one.mission for one in applications})
    if any((m.ends or m.starts) is None for m in missions):
        return None
    last = max(missions, key=lambda m: (m.ends or m.starts or date.min, m.code), default=None)
    ended = (last.ends or last.starts) if last else in_rome(copy.added_at).date()
    until = copy_kept_until(ended, rule_book().passport_copies) if ended else None
    if ended is None or until is None:
        return None
    return CopyDue(
        copy, (firm.name or "") if firm else "", last.title if last else "", ended, until,
        firm.id if firm else None,
    )  # fmt: skip


def _whose(reader: Reader, copy: Attachment) -> tuple[Firm | None, Sequence[Application]]:
    """Give the firm that a copy hangs on, and the applications for which it is there."""
    if copy.application is not None:
        found = reader.get(Application, copy.application, removed=True)
        # an erased application is blank: the copy on it is of nobody that could still be named
        applications = () if found is None or found.firm is None else (found,)
        return _firm(reader, applications), applications
    if copy.firm is None:
        return None, ()
    return reader.get(Firm, copy.firm, removed=True), reader.of(Application, firm=copy.firm)


def _firm(reader: Reader, applications: Iterable[Application]) -> Firm | None:
    return next((reader.get(Firm, a.firm, removed=True) for a in applications), None)


def drop(desk: Desk, only: Iterable[UUID] | None = None) -> tuple[int, Changed]:
    """Erase the copies whose time is over, or some of them, here and at every desk.

    Gives how many; where there are none nothing is written.
    """
    wanted = None if only is None else set(only)
    stamp = desk.stamp("retention")
    with desk.store.writing(stamp) as (reader, writing):
        gone = [c.attachment.id for c in _due(reader, desk.today())
                if wanted is None or c.attachment.id in wanted]  # fmt: skip
        if gone:
            writing.add(Erasure(
                id=desk.new_id(), kind=Attachment.KIND.name, subject=gone[0],
                records=tuple(f"{Attachment.KIND.name}/{one}" for one in gone),
                ordered_at=desk.now(), ordered_by=desk.operator,
            ))  # fmt: skip
        touched = {*writing.touched, *((Attachment.KIND.name, one) for one in gone)}
    if gone:
        marks.keep_erasures(desk)
        desk.store.scrub()
    return len(gone), changed(stamp, touched)
