"""An issued paper: number, content and hash, so that a reprint is the same paper."""

from datetime import datetime
from uuid import UUID

from desktop.domain.codecs import Sha256
from desktop.domain.record import Record, Search, field, record


@record(50)
class Paper(Record):
    """A paper that a desk issued; its PDF is a blob of the store, by its SHA-256.

    `revises` is the paper that it takes the place of, `revision` counts from 1 (none: 1). Two desks
    that issue apart both follow the same one. `person` is whom a certificate names, `edition` the
    version of the questionnaire that a form asks.
    """

    id: UUID = field(1)
    number: str = field(2, max=40, search=Search.CODE, index=True)
    kind: str = field(3, max=40)
    language: str = field(4, max=16)
    mission: UUID | None = field(5, refers="mission", index=True, default=None)
    firm: UUID | None = field(6, refers="firm", index=True, default=None)
    session: UUID | None = field(7, refers="session", index=True, default=None)
    issued_at: datetime = field(8)
    pages: int = field(9, least=1, most=100000)
    sha256: Sha256 = field(10)
    content: str = field(11, max=4_000_000, lines=True)
    title: str = field(12, max=300, search=Search.NAME)
    operator: str | None = field(13, max=120, default=None)
    revises: UUID | None = field(14, refers="paper", index=True, verb=True, default=None)
    revision: int | None = field(15, least=1, most=100000, default=None)
    person: UUID | None = field(16, refers="person", verb=True, default=None)
    edition: str | None = field(17, max=40, default=None)
