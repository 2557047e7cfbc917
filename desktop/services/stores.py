"""The store itself: made, opened, checked, copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.check import check as check_store
from db.identity import Identity
from db.store import Store
from desktop.domain.problems import DeskError
from desktop.files import system_refusal, try_folder
from desktop.paths import packaged_programmes
from desktop.services import marks
from desktop.services.desk import Desk
from desktop.services.watch import ALONE, Watch

SUFFIX = "sportello-backup"
_PIECE = 1 << 20  # bytes of a copy that are put back at a time
_OF_THE_DISK = ("disk-full", "store-io", "store-read-only")  # what does not lie in a copy


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check read, and what it found wrong."""

    operations: int
    rows: int
    records: tuple[dict[str, str], ...]
    chains: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing was found."""
        return not (self.records or self.chains or self.pages)


def create(path: Path, passphrase: str | None, identity: Identity, operator: str) -> Desk:
    """Make a store and enter the packaged programmes; refuses an unknown programme."""
    from desktop.services import programmes  # noqa: PLC0415 - an open store holds them already

    known = {programmes.check(file).code for file in programmes.packaged()}
    if identity.programme not in known:
        raise DeskError(
            "programme-unknown", programme=identity.programme, known=", ".join(sorted(known))
        )
    desk = Desk(Store.create(path, passphrase, identity), operator)
    with _closed_unless_done(desk):
        _bring_programmes(desk)
        marks.write(desk)
    return desk


def open_desk(path: Path, passphrase: str | None, operator: str) -> Desk:
    """Open a store; packaged programmes that it does not hold yet are entered."""
    desk = Desk(Store.open(path, passphrase), operator)
    with _closed_unless_done(desk):
        _bring_programmes(desk)
        if marks.ensure(desk):
            marks.erase_again(desk)  # it may be a copy that was put back by hand
        if desk.store.unordered():
            from desktop.services import erasure  # noqa: PLC0415 - no start needs keys

            erasure.order_again(desk)
        desk.store.scrub()
    return desk


@contextmanager
def _closed_unless_done(desk: Desk) -> Iterator[None]:
    """Free a store that could not be made ready, else it stays locked against another try."""
    try:
        yield
    except BaseException:
        desk.store.close()
        raise


def _bring_programmes(desk: Desk) -> None:
    """Enter the packaged programmes, once for each release that brings a new one."""
    packaged = ",".join(path.name for path in packaged_programmes())
    if desk.store.settings().get("packaged") != packaged:
        from desktop.services import programmes  # noqa: PLC0415 - as above

        programmes.install_packaged(desk)
        desk.store.set("packaged", packaged)


def check(desk: Desk) -> Checked:
    """Replay the journal against every row; pages and references are read too."""
    with desk.store.checking() as connection:
        found = check_store(connection)
    records = tuple({"kind": k, "id": str(i), "field": f} for k, i, f in found.records)
    pages = tuple(desk.store.faults())
    return Checked(found.operations, found.rows, records, tuple(found.chains), pages)


def backup(desk: Desk, folder: Path, watch: Watch = ALONE) -> Path:
    """Copy the store into a folder under a name with desk and moment; verified.

    It can be stopped (`cancelled`), and then there is no copy.
    """
    moment = desk.now().strftime("%Y%m%d-%H%M%S")
    identity = desk.store.identity
    made = desk.store.backup(folder / f"{identity.desk}-{moment}.{SUFFIX}", watch.look)
    desk.store.set("backup", desk.now().isoformat())
    with desk.store.exchanging() as exchange:
        exchange.put_backup(str(made.resolve()), desk.now().isoformat())
    return made


def info(desk: Desk) -> dict[str, object]:
    """Give whose store this is, how it is kept and how much it holds."""
    identity = desk.store.identity
    return {
        "path": str(desk.store.path),
        "chamber": identity.chamber,
        "desk": identity.desk,
        "name": identity.name,
        "programme": identity.programme,
        "practice": identity.practice,
        "keyed": desk.store.keyed,
        "records": desk.store.counts(),
        "last_backup": desk.store.settings().get("backup"),
    }


def restore(copy: Path, target: Path, passphrase: str | None, operator: str) -> int:
    """Put a copy back as a store; gives how many records it erased again before it opened.

    It goes on as a new incarnation of its desk: others may hold what was written after the copy.
    """
    if target.exists():
        raise DeskError("store-exists", path=str(target))
    _try_reading(copy)
    try_folder(target.parent)
    beside = target.with_name(target.name + ".restored")
    try:
        desk = Desk(_opened_copy(copy, beside, target, passphrase), operator)
        try:
            erased = marks.erase_again(desk)
            desk.store.scrub()
        finally:
            desk.store.close()
        with _told("file-not-written", target):
            beside.replace(target)
    finally:
        for left in (beside, beside.with_name(beside.name + ".lock")):
            left.unlink(missing_ok=True)
    marks.forget(target)
    desk = open_desk(target, passphrase, operator)
    desk.store.close()
    return erased


@contextmanager
def _told(code: str, path: Path) -> Iterator[None]:
    """Turn what the system does not do into a refusal that speaks of what a person named."""
    try:
        yield
    except OSError as error:
        raise system_refusal(code, path, error) from error


def _try_reading(path: Path) -> None:
    with _told("file-not-read", path), path.open("rb") as file:
        file.read(1)


def _pieces(path: Path) -> Iterator[bytes]:
    with _told("file-not-read", path), path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _opened_copy(copy: Path, beside: Path, target: Path, passphrase: str | None) -> Store:
    """Copy a copy beside where it is to stand, and open it; a refusal speaks of what was named."""
    with _told("file-not-written", target):
        with beside.open("wb") as out:
            for piece in _pieces(copy):
                out.write(piece)
        try:
            return Store.open(beside, passphrase)
        except DeskError as refused:
            named = target if refused.code in _OF_THE_DISK else copy
            values = {**refused.values, "path": str(named)}
            raise DeskError(refused.code, refused.details, **values) from refused
