"""Files on firms, applications and sessions: handed in, listed, given out, removed.

Adding has two steps, so that a window can look at the file off the store's thread: `check` reads
it and lets a child process say what it is, `keep` writes. `add` is the two in a row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import cast
from uuid import UUID

from db.reading import Reader
from db.store import put_blob
from desktop import attached
from desktop.attached.told import ENDINGS
from desktop.domain.codecs import EXACT, ROME, Reading, Sha256
from desktop.domain.drafts import Draft, parse, to_json
from desktop.domain.findings import Finding, code_finding, day_finding
from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.domain.records import Application, Attachment, AttachmentType
from desktop.domain.text import clean
from desktop.files import read_whole, safe_name, write_whole
from desktop.services import firms, sessions
from desktop.services.desk import Changed, Desk, changed
from desktop.services.watch import ALONE, Watch

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was looked at and is fit to be kept: its name, its bytes, what it is."""

    file: str
    data: bytes
    looked: attached.Looked


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept, and what is to be verified of what was said of it."""

    attachment: Attachment
    changed: Changed
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An attachment, and whether its file is here or still at another desk."""

    attachment: Attachment
    here: bool

    def as_json(self) -> dict[str, object]:
        """Give it as `attachments list` answers it."""
        return to_json(self.attachment) | {"here": self.here}


def check(path: Path, watch: Watch = ALONE) -> Handed:
    """Read a file and look at it; `desktop.attached.look` tells what is refused."""
    file = _file_name(path.name)
    if path.is_dir():
        raise DeskError("attachment-folder", file=file)
    if path.exists() and not path.is_file():  # a pipe that never ends
        raise DeskError("attachment-type", file=file)
    data = read_whole(path, attached.LIMITS.file)
    return Handed(file, data, attached.look(data, file, cancelled=watch.cancelled))


def _file_name(name: str) -> str:
    """Give a name as every text is taken in; the ending stays where it must be shortened."""
    held = clean(name).text.strip() or "file"
    path = Path(held)
    return held if len(held) <= _LONGEST_NAME else f"{path.stem[:150]}{path.suffix[:20]}"


def add(desk: Desk, kind: str, named: str, path: Path, draft: Draft) -> Kept:
    """Attach a file to a firm, an application or a session."""
    with desk.store.reading() as reader:
        subject(reader, kind, named)  # before the file is looked at: that takes a moment
    return keep(desk, kind, named, check(path), draft)


def keep(
    desk: Desk, kind: str, named: str, handed: Handed, draft: Draft, *, reading: Reading = EXACT
) -> Kept:  # fmt: skip
    """Keep a file that was looked at; `draft` says its type, and its dates, note, declaration.

    Refuses with `attachment-there` one that the same record has already as the same.
    """
    stamp = desk.stamp("attached")
    digest = Sha256(sha256(handed.data).digest())
    given: dict[str, object] = {
        "file": handed.file, "media": handed.looked.media, "size": len(handed.data),
        "sha256": digest, "pages": handed.looked.pages,
        "added_at": desk.now().astimezone(ROME).replace(microsecond=0),
        "operator": desk.operator,
    }  # fmt: skip
    with desk.store.writing(stamp) as (reader, writing):
        given[kind] = subject(reader, kind, named)
        record, problems = parse(
            Attachment.KIND, draft, desk.new_id(), reading=reading, given=given
        )
        if record is None:
            raise ProblemsError(problems)
        made = cast("Attachment", record)
        if faults := _faults(made):
            raise ProblemsError(faults)
        if any(o.sha256 == digest and o.type is made.type for o in _of(reader, kind, given[kind])):
            raise DeskError("attachment-there", file=handed.file)
        writing.add(made)
        put_blob(writing, digest, handed.data)
        touched = writing.touched
    return Kept(made, changed(stamp, touched), tuple(_odd(made, desk.today())))


def _odd(made: Attachment, today: date) -> Iterator[Finding]:
    """Give what may be a slip: a document of a day to come, a declaration that is none."""
    yield from day_finding(made.dated, today, "dated")
    if made.declaration is not None:
        yield from code_finding(made.declaration, "declaration")


def _faults(made: Attachment) -> tuple[Problem, ...]:
    """Give what cannot be: an end before the document's day, a code on what is no declaration."""
    found = []
    if made.dated is not None and made.expires is not None and made.expires < made.dated:
        found.append(Problem("ends-before", "expires"))
    if made.declaration is not None and made.type is not AttachmentType.DECLARATION:
        found.append(Problem("code-of-declaration", "declaration"))
    return tuple(found)


def _of(reader: Reader, kind: str, record: object) -> tuple[Attachment, ...]:
    return reader.of(Attachment, **{kind: cast("UUID", record)})


_SUBJECTS: Mapping[str, Callable[[Reader, str], UUID]] = MappingProxyType({
    "firm": lambda reader, named: firms.resolve(reader, named).id,
    "application": lambda reader, named: reader.named(Application, named).id,
    "session": lambda reader, named: sessions.resolve(reader, named).id,
})  # fmt: skip
KINDS = tuple(_SUBJECTS)


def subject(reader: Reader, kind: str, named: str) -> UUID:
    """Give the record that a kind and an id, a tax code or a session's number name."""
    if kind not in _SUBJECTS:
        raise DeskError("attachment-kind", details=list(KINDS), kind=kind, known=", ".join(KINDS))
    return _SUBJECTS[kind](reader, named)


def listed(desk: Desk, kind: str, named: str) -> list[Held]:
    """Give the files on a record, the latest first."""
    with desk.store.reading() as reader:
        found = sorted(
            _of(reader, kind, subject(reader, kind, named)),
            key=lambda one: (one.added_at, one.id), reverse=True,
        )  # fmt: skip
        here = reader.blobs_here(one.sha256 for one in found)
    return [Held(one, one.sha256 in here) for one in found]


def content(desk: Desk, named: str) -> tuple[Attachment, bytes]:
    """Give an attachment with its bytes, as they were handed in.

    Refuses with `attachment-elsewhere` while the file is only at another desk.
    """
    with desk.store.reading() as reader:
        attachment = reader.named(Attachment, named)
        data = reader.blob(attachment.sha256)
    if data is None:
        raise DeskError("attachment-elsewhere", file=attachment.file)
    return attachment, data


def save(desk: Desk, named: str, out: Path) -> Path:
    """Write an attachment's file into a folder, under its own name; gives its path.

    The ending is that of what the file is, whatever its name said. A file that is there already
    under the name is not written over.
    """
    attachment, data = content(desk, named)
    wanted = out / file_name(attachment)
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_stem(f"{wanted.stem} ({number})")
    write_whole(path, data)
    return path


def file_name(attachment: Attachment) -> str:
    """Give a file name that every system takes and that ends as the content asks."""
    given = Path(attachment.file)
    allowed = ENDINGS.get(attachment.media, ("",))
    known = [ending for endings in ENDINGS.values() for ending in endings]
    stem = given.stem if given.suffix.lower() in known else given.name
    ending = given.suffix if given.suffix.lower() in allowed else allowed[0]
    return f"{safe_name(stem)}{ending}"


def remove(desk: Desk, named: str) -> Changed:
    """Remove an attachment; undo brings it back, for its file stays until it is erased."""
    stamp = desk.stamp("typed")
    with desk.store.writing(stamp) as (reader, writing):
        writing.remove(reader.named(Attachment, named))
        touched = writing.touched
    return changed(stamp, touched)
