"""The order to erase a person's data (GDPR art. 17): a record that every desk carries out."""

from datetime import datetime
from uuid import UUID

from desktop.domain.record import Record, field, record


@record(60)
class Erasure(Record):
    """An erasure: which records lose their values everywhere, why and by whose word.

    `records` are "kind/id" of the subject and of all that belongs to it. One whose kind is a
    session marks it as an erased firm's alone: it stays, files that come later go. Nothing
    personal stands here: the proof outlives what it is about.
    """

    id: UUID = field(1)
    kind: str = field(2, max=40)
    subject: UUID = field(3, index=True)
    records: tuple[str, ...] = field(4, max=400_000)
    ordered_at: datetime = field(5)
    ordered_by: str | None = field(6, max=120, default=None)
