"""Numbers on records and papers: each desk counts for itself, never a shared counter."""

from db.reading import Reader
from desktop.domain.record import Record
from desktop.services.desk import Desk


def next_number(
    desk: Desk, reader: Reader, cls: type[Record], year: int, *, digits: int, nth: int = 1
) -> str:
    """Give the nth next number of this desk in a year, such as `MI1-2021-0007`.

    Numbers of removed records are never given again.
    """
    prefix = f"{desk.store.identity.desk}-{year}-"
    return f"{prefix}{reader.highest(cls, 'number', prefix) + nth:0{digits}d}"
