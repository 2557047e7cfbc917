"""The journal: every write is an operation, the chain holds, history and undo are walks over it."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from db.check import check
from db.dots import dot_of
from db.history import History
from db.log import Log
from db.store import Store
from db.tables import LOG, RECORDS, WRITER
from db.writing import Change
from desktop.domain.record import ALIVE
from desktop.domain.records import KINDS, Firm, Person
from desktop.services import (
    firms,
    missions,
    programmes,
    register,
    selecting,
    sessions,
    stores,
    undo,
)
from desktop.services.desk import Desk
from tests.builders import FIRM, FULL_FIRM, GROUP_SESSION, firm_draft
from tests.conftest import MakeDesk


def _ok(desk: Desk) -> bool:
    return stores.check(desk).ok


def _at_work(desk: Desk) -> UUID:
    """Use every verb that writes, on every kind of record."""
    (firm,) = firms.add(desk, [FULL_FIRM | {
        "aids": [{"amount": "100", "date": "2021-01-01"}],
        "declarations": [{"code": "DURC", "date": "2021-06-01", "outcome": "regular"}],
        "exports": [{"year": 2020, "country": "FR", "turnover": "10"}],
    }]).ids  # fmt: skip
    lia = {"family_name": "Prova", "given_name": "Lia"}
    attendance = {"firm": str(firm), "person": lia, "slot": 0, "in": "09:20", "out": "11:00"}
    (session,), _ = sessions.add(desk, [GROUP_SESSION | {
        "attendances": [attendance], "private_notes": "riservata",
        "readiness": {"version": "1", "answers": {"1": 3}},
    }])  # fmt: skip
    sessions.change(desk, str(session), {"advice": "Vai a Dubai", "private_notes": "altra"})
    application = {"mission": "DUBAI-2021", "firm": str(firm), "arrived_at": "2021-09-09T10:00:05"}
    missions.apply(desk, [application | {"delegates": [lia]}])
    selecting.run(desk, "DUBAI-2021", seed=1)
    missions.add(desk, [{"code": "TORONTO", "title": "Missione di prova", "market": "CA"}])
    missions.change(desk, "TORONTO", {"seats": 12})
    renamed = firms.change(desk, str(firm), {"name": "Altro Nome S.r.l."})
    undo.undo(desk, renamed.transaction)
    (other,) = firms.add(desk, [firm_draft(5)]).ids
    firms.remove(desk, str(other))
    return firm


def test_no_verb_writes_without_an_operation(make_desk: MakeDesk, passphrase: str | None) -> None:
    desk = make_desk(passphrase=passphrase)
    _at_work(desk)
    with desk.store.reading() as reader:
        empty = {kind.name for kind in KINDS if reader.count(kind.cls) == 0}
    # tests/services/test_documents.py, test_attachments.py, test_indicators.py, test_erasing.py
    assert empty == {"paper", "attachment", "report", "erasure"}
    assert _ok(desk)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_guard_sees_a_write_past_the_journal(make_desk: MakeDesk, kind: object) -> None:
    name = getattr(kind, "name", "")
    table = RECORDS[name]
    desk = make_desk()
    _at_work(desk)
    other = {"id": b"x" * 16, "alive": 1, "made": dot_of(1, 999)}
    with pytest.raises(IntegrityError, match="without an operation"), desk.store.checking() as c:
        c.execute(insert(table).values(**other))
    if name in {"paper", "attachment", "report", "erasure"}:
        return
    with pytest.raises(IntegrityError, match="without an operation"), desk.store.checking() as c:
        c.execute(update(table).values(alive=0))
    with pytest.raises(IntegrityError, match="deleted"), desk.store.checking() as c:
        c.execute(delete(table))


def test_history_tells_who_changed_what_from_what(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    firms.change(desk.as_operator("Bruno Prova"), str(firm), {"name": "Altro Nome S.r.l."})
    firms.change(desk, str(firm), {"registered_office": {"town": "Lodi"}})
    firms.change(desk, str(firm), {"registered_office": {"town": "Como"}})
    told = [
        (line.operator, line.field, line.old, line.new)
        for line in firms.history(desk, str(firm))
        if line.field in ("name", "registered_office")
    ]
    assert told == [
        ("Anna Prova", "name", None, "Città Verde Esempio S.r.l."),
        ("Bruno Prova", "name", "Città Verde Esempio S.r.l.", "Altro Nome S.r.l."),
        ("Anna Prova", "registered_office", None, {"town": "Lodi"}),
        ("Anna Prova", "registered_office", {"town": "Lodi"}, {"town": "Como"}),
    ]


def test_an_operation_names_what_it_replaced(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    for name in ("Uno", "Due", "Tre"):
        firms.change(desk, str(firm), {"name": name})
    with desk.store.checking() as connection:
        history = History(connection)
        made, first, second, third = history.of_record(Firm.KIND, firm)
    assert made.group.replaced is None
    assert first.group.replaced == [0]  # the value the record was made with
    assert second.replaced[3] == (first.dot,)
    assert third.replaced[3] == (second.dot,)


def test_a_deletion_names_every_live_dot(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    firms.change(desk, str(firm), {"name": "Uno"})
    firms.change(desk, str(firm), {"pec": "uno@pec.example"})
    firms.remove(desk, str(firm))
    with desk.store.checking() as connection:
        *earlier, deleted = History(connection).of_record(Firm.KIND, firm)
    assert deleted.group.registers == (ALIVE,)
    assert set(deleted.replaced[ALIVE]) == {operation.dot for operation in earlier}


def test_a_private_note_lies_with_the_private_writer_only(desk: Desk) -> None:
    _at_work(desk)
    with desk.store.checking() as connection:
        log = Log(connection)
        shared, private = log.own(private=False), log.own(private=True)
        kinds = {
            no: {group[0] for _, parts in log.rows(no) for part in parts
                 for group in _groups(part)}
            for no in (shared.no, private.no)
        }  # fmt: skip
    note = next(kind.wire for kind in KINDS if kind.name == "private_note")
    assert kinds[private.no] == {note}
    assert note not in kinds[shared.no]


def _groups(part: object) -> list[tuple[int, bytes]]:
    raws: list[msgspec.Raw] = getattr(part, "groups", [])
    return [msgspec.msgpack.decode(raw)[:2] for raw in raws]


def test_undo_puts_back_and_can_itself_be_undone(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FULL_FIRM]).ids
    before = firms.show(desk, str(firm))
    changed = firms.change(
        desk,
        str(firm),
        {"name": "Altro", "people": [{"family_name": "Nuova", "given_name": "Eva"}]},
    )
    after = firms.show(desk, str(firm))
    undone = undo.undo(desk, changed.transaction)
    assert (undone.undone, undone.kept) == (2, ())
    assert firms.show(desk, str(firm)) == before
    undo.undo(desk, undone.changed.transaction)
    assert firms.show(desk, str(firm)) == after
    assert _ok(desk)


def test_undo_keeps_what_was_changed_since_and_says_so(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    first = firms.change(desk, str(firm), {"name": "Uno", "pec": "uno@pec.example"})
    firms.change(desk, str(firm), {"name": "Due"})
    undone = undo.undo(desk, first.transaction)
    assert [(kept.record, kept.field, kept.why) for kept in undone.kept] == [
        (firm, "name", "changed-later")
    ]
    shown = firms.show(desk, str(firm))
    assert shown["name"] == "Due"
    assert "pec" not in shown


def test_undo_of_a_registration_keeps_a_firm_that_sessions_hang_on(desk: Desk) -> None:
    added = firms.add(desk, [FIRM, firm_draft(2)])
    sessions.add(desk, [GROUP_SESSION | {"attendances": [{"firm": str(added.ids[0]), "slot": 0}]}])
    undone = undo.undo(desk, added.changed.transaction)
    assert [(kept.record, kept.why) for kept in undone.kept] == [(added.ids[0], "in-use")]
    assert firms.count(desk) == 1
    assert _ok(desk)


def test_undo_of_a_registration_keeps_a_firm_that_was_changed_since(desk: Desk) -> None:
    added = firms.add(desk, [FIRM, firm_draft(2)])
    firms.change(desk, str(added.ids[0]), {"notes": "da richiamare"})
    undone = undo.undo(desk, added.changed.transaction)
    assert [(kept.record, kept.why) for kept in undone.kept] == [(added.ids[0], "changed-later")]
    assert [found.id for found in register.page(desk, limit=9)] == [added.ids[0]]


def test_removing_is_undone_with_all_that_belonged(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FULL_FIRM]).ids
    before = firms.show(desk, str(firm))
    removed = firms.remove(desk, str(firm))
    assert firms.count(desk) == 0
    undo.undo(desk, removed.transaction)
    assert firms.show(desk, str(firm)) == before
    assert register.find(desk, "verdemodello")


def test_loose_rows_are_sealed_and_tell_the_same(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    for n in range(40):
        firms.change(desk, str(firm), {"name": f"Nome {n}"})
    told = firms.history(desk, str(firm))
    with desk.store.checking() as connection:
        log = Log(connection)
        log.seal(log.own(private=False).no)
        rows = connection.execute(
            select(func.count()).select_from(LOG).where(LOG.c.writer == log.own(private=False).no)
        ).scalar()
    assert rows == 1
    assert firms.history(desk, str(firm)) == told
    assert _ok(desk)
    firms.change(desk, str(firm), {"name": "Dopo"})
    assert _ok(desk)


def test_loose_rows_seal_themselves_past_a_mebibyte(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FIRM]).ids
    note = "parola " * 280
    for n in range(560):
        firms.change(desk, str(firm), {"notes": f"{n} {note}"[:1999]})
    with desk.store.checking() as connection:
        sealed = connection.execute(
            select(func.count()).select_from(LOG).where(LOG.c.sealed == 1, LOG.c.writer == 1)
        ).scalar()
    assert sealed
    assert _ok(desk)


def test_bulk_work_is_several_frames_of_one_transaction(desk: Desk) -> None:
    note = "parola " * 280
    added = firms.add(desk, [firm_draft(n, notes=f"{n} {note}"[:1999]) for n in range(700)])
    with desk.store.checking() as connection:
        parts = [
            part for _, part in Log(connection).of_transaction(added.changed.transaction.bytes)
        ]
    assert len(parts) > 1
    assert [(part.part, part.parts) for part in parts] == [
        (n, len(parts)) for n in range(1, len(parts) + 1)
    ]
    assert undo.undo(desk, added.changed.transaction).undone == 700
    assert firms.count(desk) == 0
    assert _ok(desk)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE firm SET name = 'Nome Cambiato' WHERE name LIKE 'Altro%' OR 1", "name"),
        ("UPDATE firm SET alive = 1 - alive", "alive"),
        ("UPDATE slot SET start = '08:59'", "from"),
        ("DELETE FROM attendance", "row"),
    ],
)
def test_check_names_what_the_journal_does_not_say(
    make_desk: MakeDesk, damage: str, said: str
) -> None:
    desk = make_desk()
    _at_work(desk)
    _without_guard(desk.store)
    with desk.store.checking() as connection:
        connection.execute(text(damage))
    found = stores.check(desk)
    assert not found.ok
    assert {record["field"] for record in found.records} == {said}
    assert found.chains == ()


def _without_guard(store: Store) -> None:
    with store.checking() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).scalars()
        for name in list(names):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


@pytest.mark.parametrize("which", ["body", "chain", "missing", "writer"])
def test_check_sees_a_journal_that_was_touched(make_desk: MakeDesk, which: str) -> None:
    desk = make_desk()
    _at_work(desk)
    with desk.store.checking() as connection:
        row = connection.execute(select(LOG).where(LOG.c.writer == 1).order_by(LOG.c.first)).all()[
            1
        ]
        here = (LOG.c.writer == row.writer) & (LOG.c.first == row.first)
        if which == "body":
            body = row.body.replace(b"Anna Prova", b"Anna Trova")
            assert body != row.body
            connection.execute(update(LOG).where(here).values(body=body))
        elif which == "chain":
            connection.execute(update(LOG).where(here).values(chain=bytes(32)))
        elif which == "missing":
            connection.execute(delete(LOG).where(here))
        else:
            connection.execute(update(WRITER).where(WRITER.c.no == 1).values(last=1))
    assert stores.check(desk).chains


def test_the_packaged_programme_is_the_same_operations_at_every_desk(make_desk: MakeDesk) -> None:
    frames = []
    for name in ("one", "two"):
        desk = make_desk(name)
        programmes.install_packaged(desk)  # twice changes nothing
        with desk.store.checking() as connection:
            writer = connection.execute(
                select(WRITER).where(WRITER.c.id.startswith("programme."))
            ).one()
            frames.append([(c, p) for c, p in Log(connection).rows(writer.no)])
            assert check(connection).chains == []
    assert frames[0] == frames[1]


def test_one_transaction_is_one_entry_even_when_a_record_is_written_twice(desk: Desk) -> None:
    (firm,) = firms.add(desk, [FULL_FIRM]).ids
    with desk.store.reading() as reader:
        old = reader.get(Firm, firm)
        person = reader.of(Person, firm=firm)[0]
    assert old is not None
    with desk.store.writing(desk.stamp("typed")) as (_, change):
        assert isinstance(change, Change)
        row = Firm.KIND.to_row(old)
        change.put_values(Firm.KIND, row, {3: "Uno"})
        change.put_values(Firm.KIND, row, {3: "Due", 29: "nota"})
        change.remove(person)
    with desk.store.reading() as reader:
        new = reader.get(Firm, firm)
    assert new is not None
    assert (new.name, new.notes) == ("Due", "nota")
    with desk.store.checking() as connection:
        assert len(History(connection).of_record(Firm.KIND, firm)) == 2
