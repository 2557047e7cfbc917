"""The store itself: made, checked, described, copied."""

import re
from pathlib import Path
from typing import cast

from db.identity import Identity
from desktop import bootstrap, paths
from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.tables import pairs
from desktop.cli.terminal import Answer
from desktop.domain.identifiers import check_province
from desktop.domain.problems import DeskError
from desktop.domain.text import clean
from desktop.services import stores

PROGRAMME = "internazionalizzazione-2021"
_DESK_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_LONGEST_NAME = 80


def init(call: Call) -> Answer:
    """Make a store for a desk of a chamber."""
    identity = _identity(call)
    path = call.store_path
    if path.exists():
        raise DeskError("store-exists", path=str(path))
    desk = stores.create(path, _new_passphrase(call), identity, call.operator)
    try:
        answer = {
            "path": str(path), "chamber": identity.chamber, "desk": identity.desk,
            "name": identity.name, "programme": identity.programme, "keyed": desk.store.keyed,
        }  # fmt: skip
    finally:
        desk.store.close()
    kept = call.say("keyed" if answer["keyed"] else "not-keyed")
    return Answer(answer, (call.say("init", path=path, desk=identity.desk), kept))


def _identity(call: Call) -> Identity:
    chamber = call.given("chamber").upper()
    code = call.given("desk").upper()
    if not check_province(chamber).valid:
        raise DeskError("chamber-code", chamber=call.given("chamber"))
    if not _DESK_CODE.fullmatch(code):
        raise DeskError("desk-code", desk=call.given("desk"))
    name = clean(call.chosen("name") or call.say("desk-name", desk=code)).text[:_LONGEST_NAME]
    return Identity(chamber, code, name, call.chosen("programme") or PROGRAMME, practice=False)


def _new_passphrase(call: Call) -> str | None:
    """Give the passphrase of a new store; a person is asked twice and may want none."""
    if call.passphrase is not None or not call.terminal.interactive:
        return call.passphrase
    first = call.terminal.ask_secret(call.say("new-passphrase"))
    if first is None:
        return None
    if call.terminal.ask_secret(call.say("again-passphrase")) != first:
        raise DeskError("passphrase-differs")
    return bootstrap.usable_passphrase(first)


def check(call: Call) -> Answer:
    """Replay the journal against every row; `store-damaged` names what does not agree."""
    with call.desk() as desk:
        found = stores.check(desk)
    if not found.ok:
        details = {
            "records": list(found.records), "chains": list(found.chains), "pages": list(found.pages)
        }  # fmt: skip
        raise DeskError("store-damaged", details, path=str(call.store_path))
    answer = {"ok": True, "operations": found.operations, "rows": found.rows}
    return Answer(answer, (call.say("checked", operations=found.operations, rows=found.rows),))


def info(call: Call) -> Answer:
    """Say whose store this is, how it is kept and how much it holds."""
    with call.desk() as desk:
        held = stores.info(desk)
        counts = desk.store.counts()
    shown = held | {"last_backup": hand.moment(cast("str | None", held["last_backup"]))}
    said = {
        call.say(f"info.{name}"): _shown(call, value)
        for name, value in shown.items()
        if name != "records"
    }
    kinds = {call.texts.say("kinds", kind): count for kind, count in counts.items() if count}
    return Answer(held, (*pairs(said), "", *pairs(kinds)))


def _shown(call: Call, value: object) -> object:
    if isinstance(value, bool):
        return call.texts.say("word", "yes" if value else "no")
    return call.texts.say("word", "missing") if value is None else value


def backup(call: Call) -> Answer:
    """Copy the store into a folder and read the copy back."""
    chosen = call.chosen("dir")
    folder = Path(chosen) if chosen else paths.data_folder() / "backups"
    with call.desk() as desk:
        made = stores.backup(desk, folder)
    return Answer({"path": str(made)}, (call.say("backup", path=made),))


def restore(call: Call) -> Answer:
    """Put a copy back as a store at another place; erasures since its making are done again."""
    target = Path(call.given("to"))
    erased = stores.restore(Path(call.given("backup")), target, call.passphrase, call.operator)
    answer = {"path": str(target), "erased": erased}
    return Answer(answer, (call.say("restored", path=target, erased=erased),))
