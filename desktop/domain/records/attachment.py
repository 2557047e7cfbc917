"""A file on a firm, an application or a session: an extract, a signed declaration, a passport."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.domain.codecs import Sha256
from desktop.domain.problems import Problem
from desktop.domain.record import Record, field, record
from desktop.typed import override


class AttachmentType(StrEnum):
    """What a file is."""

    VISURA = "visura"
    DURC = "durc"
    DECLARATION = "declaration"
    PASSPORT = "passport"
    IDENTITY_DOCUMENT = "identity_document"
    CATALOGUE = "catalogue"
    LOGO = "logo"
    PHOTO = "photo"
    ATTENDANCE_SHEET = "attendance_sheet"
    OTHER = "other"


OF_PEOPLE = frozenset({
    AttachmentType.PASSPORT, AttachmentType.IDENTITY_DOCUMENT, AttachmentType.DECLARATION,
    AttachmentType.PHOTO, AttachmentType.OTHER,
})  # fmt: skip
"""The types in which a single person may stand; the others are about the firm or many."""


MAY_BE_REQUIRED = frozenset({
    AttachmentType.VISURA.value, AttachmentType.CATALOGUE.value, AttachmentType.LOGO.value,
    AttachmentType.PHOTO.value,
})  # fmt: skip
"""The types that a mission may require, each named as it stands in `Mission.required`."""


@record(51)
class Attachment(Record):
    """A file that was handed in; its bytes are a blob of the store, as they were given.

    It belongs to just one of firm, application and session. `declaration` is the code of the
    declaration that a signed one makes, `dated` the document's own date, `expires` the last day
    on which it holds, `size` is in bytes, `pages` is known of PDFs.
    """

    id: UUID = field(1)
    firm: UUID | None = field(2, refers="firm", index=True, default=None)
    application: UUID | None = field(3, refers="application", index=True, default=None)
    session: UUID | None = field(4, refers="session", index=True, default=None)
    type: AttachmentType = field(5)
    file: str = field(6, max=200)
    media: str = field(7, max=60)
    size: int = field(8, least=1, most=1 << 30)
    sha256: Sha256 = field(9, index=True)
    pages: int | None = field(10, least=1, most=100_000, default=None)
    added_at: datetime = field(11)
    operator: str | None = field(12, max=120, default=None)
    dated: date | None = field(13, default=None)
    expires: date | None = field(14, default=None)
    declaration: str | None = field(15, max=20, default=None)
    note: str | None = field(16, max=600, lines=True, default=None)

    @override
    def faults(self) -> Iterable[Problem]:
        """Refuse a file that belongs to nothing, or to two things."""
        if sum(one is not None for one in (self.firm, self.application, self.session)) != 1:
            yield Problem("belongs-to-one", "firm")
