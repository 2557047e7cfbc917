"""A period's figures as a report printed them: what was said then is never counted again."""

from datetime import date, datetime
from uuid import UUID

from desktop.domain.record import Record, field, record


@record(52)
class Report(Record):
    """The figures of a printed report, by the number of its paper.

    `figures` is JSON (`totals` and `parts` of desktop/domain/indicators.py); it names no firm.
    """

    id: UUID = field(1)
    number: str = field(2, max=40)
    programme: str | None = field(3, max=60, default=None)
    starts: date = field(4, json="from", index=True)
    ends: date = field(5, json="to")
    made_at: datetime = field(6)
    figures: str = field(7, max=1_000_000, lines=True)
