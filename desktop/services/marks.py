"""The mark of a store, kept outside it: whether this is still the store that last wrote here.

A store that was put back from a backup, copied or cloned would write under numbers that others
hold already. Its mark does not fit, and it goes on as a new incarnation of its desk.
"""

import json
import platform
import uuid
from hashlib import blake2b
from pathlib import Path

from desktop import paths
from desktop.files import write_whole
from desktop.services.desk import Desk

_ID = "store-id"  # the setting that tells one store from another at the same place


def ensure(desk: Desk) -> bool:
    """Begin a new incarnation unless the mark fits; tells whether one was begun."""
    if _fits(desk):
        return False
    desk.store.renew()
    write(desk)
    return True


def write(desk: Desk) -> None:
    """Write the mark: which store, on which machine, how far its writer has come."""
    writer, last, chain = _standing(desk)
    told = {
        "store": _store_id(desk), "machine": _machine(), "writer": writer, "last": last,
        "chain": chain.hex(),
    }  # fmt: skip
    path = _path(desk)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(told).encode())


def _fits(desk: Desk) -> bool:
    try:
        held = json.loads(_path(desk).read_bytes())
        same = held["store"] == _store_id(desk) and held["machine"] == _machine()
        writer, last, chain = held["writer"], int(held["last"]), bytes.fromhex(held["chain"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    with desk.store.exchanging() as exchange:
        known = writer in exchange.own()
        return same and known and (last == 0 or exchange.chain_at(writer, last) == chain)


def _standing(desk: Desk) -> tuple[str, int, bytes]:
    with desk.store.exchanging() as exchange:
        writer = exchange.own()[-1]
        last, chain = exchange.seen().get(writer, (0, b""))
        return writer, last, chain


def _store_id(desk: Desk) -> str:
    held = desk.store.settings().get(_ID)
    if held is None:
        held = str(desk.new_id())
        desk.store.set(_ID, held)
    return held


def forget(store: Path) -> None:
    """Let a store that is put in a place begin a new incarnation, even where its mark would fit.

    A copy of what was lost may have been opened elsewhere, and sent under the same numbers.
    """
    _of(store).unlink(missing_ok=True)


def _path(desk: Desk) -> Path:
    return _of(desk.store.path)


def _of(store: Path) -> Path:
    place = blake2b(str(store.resolve()).encode(), digest_size=12).hexdigest()
    return paths.data_folder() / "marks" / f"{place}.json"


def _machine() -> str:
    told = f"{platform.node()}/{uuid.getnode():012x}"
    return blake2b(told.encode(), digest_size=12).hexdigest()


def keep_erasures(desk: Desk) -> None:
    """Write beside the marks which records were erased: a copy put back later obeys it too."""
    targets = desk.store.erased()
    if targets:
        path = _erasures(desk)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(sorted(targets)).encode())


def erase_again(desk: Desk) -> int:
    """Erase, from a copy that was put back, what was erased since it was made."""
    try:
        targets = json.loads(_erasures(desk).read_bytes())
    except (OSError, ValueError):
        return 0
    return desk.store.erase(targets)


def _erasures(desk: Desk) -> Path:
    return paths.data_folder() / "marks" / f"{_store_id(desk)}-erased.json"
