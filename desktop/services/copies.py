"""The files that a dossier binds: read from the store, then made ready apart from it.

All that is bound stays small enough for the finished paper to travel between desks.
"""

from collections.abc import Callable, Container
from dataclasses import replace
from uuid import UUID

from db.reading import Reader
from desktop import attached
from desktop.documents.content.delegation import delegation
from desktop.documents.content.files import bound
from desktop.documents.sources import DossierSource, FileFacts, Source
from desktop.domain.problems import DeskError
from desktop.domain.records import Attachment
from desktop.services.watch import Watch

_MOST_READ = 60 << 20  # bytes of files that are read for one dossier
_MOST_PAGES = 400
_MOST = 20 << 20  # bytes of their drawn pages: the paper stays below what an export file carries
_UNMEASURED = (0.0, 0.0)  # the size of a page that was counted and not drawn


def files_of(reader: Reader, application: UUID, firm: UUID) -> tuple[FileFacts, ...]:
    """Give the files of an application and of its firm, none of them read."""
    own = reader.of(Attachment, application=application)
    return tuple(FileFacts(attachment=one) for one in (*own, *reader.of(Attachment, firm=firm)))


def with_copies(reader: Reader, source: DossierSource) -> DossierSource:
    """Give a dossier's source with those files read that it binds."""
    return _taken(source, lambda file: _read(reader, file))


def foreseen(reader: Reader, source: DossierSource) -> DossierSource:
    """Give a dossier's source with its files as they would be bound, none of them read.

    Their pages are those counted when they were handed in, without a size. What only drawing tells
    (one does not open, all together are too large) is not known here.
    """
    files = [file for one in delegation(source.applications) for file in bound(one)]
    here = reader.blobs_here(file.attachment.sha256 for file in files)
    return _taken(source, lambda file: _counted(file, here))


def _taken(source: DossierSource, take: Callable[[FileFacts], FileFacts]) -> DossierSource:
    """Give a source with those files taken that a dossier binds and has room for."""
    room, pages = _MOST_READ, _MOST_PAGES
    read: dict[object, FileFacts] = {}
    for one in delegation(source.applications):
        for file in bound(one):
            size, many = file.attachment.size, file.attachment.pages or 1
            fits = size <= room and many <= pages
            made = take(file) if fits else replace(file, why="too_large")
            read[file.attachment.id] = made
            room, pages = (room, pages) if made.why else (room - size, pages - many)
    return replace(source, applications=tuple(
        replace(one, files=tuple(read.get(f.attachment.id, f) for f in one.files))
        for one in source.applications
    ))  # fmt: skip


def _read(reader: Reader, file: FileFacts) -> FileFacts:
    data = reader.blob(file.attachment.sha256)
    return replace(file, why="elsewhere") if data is None else replace(file, data=data)


def _counted(file: FileFacts, here: Container[bytes]) -> FileFacts:
    if file.attachment.sha256 not in here:
        return replace(file, why="elsewhere")
    return replace(file, sizes=(_UNMEASURED,) * (file.attachment.pages or 1))


def made_ready(source: Source, watch: Watch) -> Source:
    """Give a source whose files are drawn; one that does not open says so. Needs no store."""
    if not isinstance(source, DossierSource):
        return source
    room, applications = _MOST, []
    for one in source.applications:
        files = []
        for file in one.files:
            made = _ready(file, watch, room)
            room -= sum(map(len, made.pictures))
            files.append(made)
        applications.append(replace(one, files=tuple(files)))
    return replace(source, applications=tuple(applications))


def _ready(file: FileFacts, watch: Watch, room: int) -> FileFacts:
    if not file.data:
        return file
    bare = replace(file, data=b"")
    try:
        pages = attached.made_ready(file.data, file.attachment.file, cancelled=watch.cancelled)
    except DeskError:
        if watch.cancelled():
            raise DeskError("cancelled") from None
        return replace(bare, why="unread")
    if sum(map(len, pages.pictures)) > room:
        return replace(bare, why="too_large")
    return replace(bare, pictures=tuple(pages.pictures), sizes=tuple(pages.sizes))
