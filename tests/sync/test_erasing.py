"""Erasure: the value is nowhere in the live stores, comes back by nothing, and is proved."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import zstandard

from desktop.domain.codecs import Sha256
from desktop.domain.problems import DeskError
from desktop.domain.records import Application, Attachment, Delegate, Person
from desktop.services import (
    attachments,
    documents,
    erasure,
    exchange,
    firms,
    joining,
    missions,
    register,
    sessions,
    stores,
    trust,
    undo,
)
from desktop.services.desk import Desk
from desktop.sync.cards import new_keys
from tests import foreign
from tests.builders import FIRM, GROUP_SESSION, firm_draft
from tests.exchanging import Desks, Ticking, digests, is_sound, names, rows_of
from tests.exchanging import register as enter
from tests.forging import NAME, Forger
from ui.pages import home_reading

FAMILY, GIVEN, MAIL = "Zanzarupoli", "Ermelinda", "ermelinda.z@posta.example"
# pieces of the words: a full-text index writes of a word only what differs from the one before
SECRETS = ("arupoli", "ARUPOLI", "melinda", "MELINDA", "ermelinda.z@")
PERSON: dict[str, object] = {"family_name": FAMILY, "given_name": GIVEN, "email": MAIL}


def enter_subject(desk: Desk) -> tuple[str, str]:
    """Register a firm with the subject; give both ids."""
    firm = enter(desk, FIRM | {"people": [PERSON]})
    with desk.store.reading() as reader:
        (person,) = reader.all(Person)
    return firm, str(person.id)


def found_in(desk: Desk, *words: str) -> list[str]:
    """Scan every byte that a store keeps, packed frames unpacked; names what holds a word."""
    wanted = [word.encode() for word in words or SECRETS]
    folder = desk.store.path.parent
    said = [
        f"{path.name}: {word.decode()}"
        for path in sorted(folder.glob(desk.store.path.name + "*"))
        for word in wanted
        if word in path.read_bytes()
    ]
    with desk.store.checking() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).scalars()
        for table in list(tables):
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):  # noqa: S608
                held = b"\n".join(map(_plain, row))
                said += [f"{table}: {word.decode()}" for word in wanted if word in held]
    return said


def _plain(cell: object) -> bytes:
    if not isinstance(cell, bytes):
        return str(cell).encode()
    if cell.startswith(b"\x28\xb5\x2f\xfd"):
        return zstandard.ZstdDecompressor().decompress(cell, max_output_size=1 << 26)
    return cell


def test_the_scan_sees_what_is_there(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    enter_subject(mi)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        where = {line.split(":")[0] for line in found_in(desk)}
        assert {"log", "person", "find"} <= where
        assert any(name.startswith("desk.sportello-store") for name in where)


def test_after_the_acknowledgements_the_value_is_nowhere(desks: Desks) -> None:
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    firm, person = enter_subject(mi)
    desks.settle(mi, bg, co)
    firms.change(mi, firm, {"people": [PERSON | {"id": person, "role": "titolare"}]})
    firms.change(bg, firm, {"people": [PERSON | {"id": person, "role": "socia"}]})
    desks.settle(mi, bg, co)
    assert co.store.conflict_count() == 1

    proof = erasure.erase(mi, person)
    assert {(d.desk, d.confirmed) for d in proof.desks} == {("BG1", False), ("CO1", False)}
    assert found_in(mi) == []
    assert found_in(bg)
    desks.settle(mi, bg, co)
    for desk in (mi, bg, co):
        assert found_in(desk) == []
        assert is_sound(desk)
        assert not register.find(desk, FAMILY)
        assert desk.store.conflict_count() == 0
        assert firms.show(desk, firm).get("people", []) == []
    assert len(digests(mi, bg, co)) == 1
    ((order, told),) = erasure.proofs(mi)
    assert {(d.desk, d.confirmed) for d in told.desks} == {("BG1", True), ("CO1", True)}
    assert str(order.subject) == person
    assert FAMILY not in json.dumps(msgspec.to_builtins(order.records))


def test_it_is_nowhere_in_a_keyed_store_either(desks: Desks) -> None:
    mi = desks.make("MI1", passphrase="una frase segreta")  # noqa: S106 - a test's own
    _, person = enter_subject(mi)
    erasure.erase(mi, person)
    assert found_in(mi) == []
    assert is_sound(mi)


def test_a_late_old_file_does_not_bring_it_back(desks: Desks) -> None:
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    firm, person = enter_subject(mi)
    old = desks.send(mi, co)  # it will lie about for long
    desks.settle(mi, bg)
    other = {"email": "ermelinda.z@altra.example"}
    firms.change(bg, firm, {"people": [PERSON | {"id": person} | other]})
    late = desks.send(bg, mi)
    erasure.erase(mi, person)
    assert exchange.receive(mi, late).state == "applied"
    assert found_in(mi) == []
    desks.settle(mi, bg)
    assert desks.hand(bg, co).state == "applied"  # all of it, leaves in the place of the subject
    assert exchange.receive(co, old).state in {"applied", "duplicate"}
    desks.settle(mi, bg, co)
    for desk in (mi, bg, co):
        assert found_in(desk) == []
        assert is_sound(desk)
    assert len(digests(mi, bg, co)) == 1


def test_an_old_file_read_first_waits_without_the_value(desks: Desks) -> None:
    """Its frame waits for an earlier one: what waits is blanked, whichever came first."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm, person = enter_subject(mi)
    desks.settle(mi, bg)
    hand = Forger.of(mi, bg)
    gap = hand.simple({NAME: "Manca"})
    edit = hand.after(gap).simple(
        {3: FAMILY}, kind=3, record=bytes.fromhex(person.replace("-", "")), replaced=[0]
    )
    path = desks.folder / "gap.sportello"
    path.write_bytes(hand.bundle([edit]))
    assert exchange.receive(bg, path).state == "parked"
    assert "parked: arupoli" in found_in(bg)
    erasure.erase(bg, person)
    assert found_in(bg) == []
    # and one that comes after the order
    again = hand.after(gap).simple(
        {4: GIVEN}, kind=3, record=bytes.fromhex(person.replace("-", "")), replaced=[0]
    )
    path.write_bytes(hand.bundle([again]))
    assert exchange.receive(bg, path).state == "parked"
    assert found_in(bg) == []
    assert firm.replace("-", "") in names(bg)


def test_what_waits_and_cannot_be_read_goes_with_an_erasure(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    _, person = enter_subject(mi)
    desks.settle(mi, bg)
    stranger = new_keys(msgspec.structs.replace(trust.own_keys(mi)[-1].card, desk="PV1"))
    hand = Forger(stranger, trust.own_keys(bg)[-1].card, "PV1/00", 0, b"")
    rubbish = msgspec.structs.replace(hand.simple({NAME: "x"}), body=FAMILY.encode())
    path = desks.folder / "rubbish.sportello"
    path.write_bytes(Forger.of(mi, bg).bundle([rubbish]))
    assert exchange.receive(bg, path).reason == "writer-unknown"
    assert "parked: arupoli" in found_in(bg)
    erasure.erase(bg, person)
    assert found_in(bg) == []
    path.write_bytes(Forger.of(mi, bg).bundle([rubbish]))
    exchange.receive(bg, path)
    assert found_in(bg) == []


@pytest.mark.parametrize("frames", [1, 2])
def test_a_new_desk_gets_leaves_and_what_refers_to_them(desks: Desks, frames: int) -> None:
    """The subject's leaf and an attendance of hers stand in one frame, the order too or not."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    firm, person = enter_subject(mi)
    attendance = {"firm": firm, "person": {"family_name": FAMILY, "given_name": GIVEN}, "slot": 0}
    sessions.add(mi, [GROUP_SESSION | {"attendances": [attendance]}])
    desks.trust(mi, bg)
    if frames > 1:
        desks.send(mi, bg).unlink()
    erasure.erase(mi, person)
    assert found_in(mi) == []
    assert desks.hand(mi, bg).state == "applied"
    assert rows_of(bg)["attendance"] == 1
    assert found_in(bg) == []
    assert is_sound(bg)
    desks.settle(mi, bg)
    assert len(digests(mi, bg)) == 1


def test_an_order_that_comes_before_what_it_is_about(desks: Desks) -> None:
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    firm, person = enter_subject(mi)
    first = desks.send(mi, co)
    desks.settle(mi, bg)
    erasure.erase(bg, person)
    with co.store.exchanging() as held:
        assert "MI1" not in str(held.seen())
    with bg.store.exchanging() as held:  # BG1 sends its own work alone
        peer = held.peer("CO1")
        assert peer is not None
        mine = {w: s for w, s in held.seen().items() if not w.startswith("BG1/")}
        held.put_peer(replace(peer, seen=mine))
    assert desks.hand(bg, co).state == "applied"
    assert exchange.receive(co, first).state == "applied"
    assert found_in(co) == []
    assert firm.replace("-", "") in names(co)
    assert is_sound(co)
    desks.settle(mi, bg, co)
    assert len(digests(mi, bg, co)) == 1
    firms.change(co, firm, {"notes": "va avanti"})
    assert is_sound(co)


def test_undo_and_history_do_not_bring_it_back(desks: Desks) -> None:
    mi = desks.make("MI1")
    firm, person = enter_subject(mi)
    changed = firms.change(mi, firm, {"people": [PERSON | {"id": person, "role": "titolare"}]})
    erasure.erase(mi, person)
    undo.undo(mi, changed.transaction)
    assert found_in(mi) == []
    told = [line for line in firms.history(mi, firm) if FAMILY in str(line)]
    assert told == []
    assert is_sound(mi)


def test_a_whole_firm_and_the_papers_that_speak_of_it(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm, _ = enter_subject(mi)
    enter(mi, firm_draft(7))
    issued = documents.issue(mi, "firm-card", documents.Named(firm=firm), languages=("it",))
    pdf = issued.papers[0].paper.sha256
    late = desks.send(mi, bg)
    desks.settle(mi, bg)
    assert rows_of(bg)["paper"] == 1
    assert bg.store.blob(pdf)
    erasure.erase(bg, firm)
    exchange.receive(bg, late)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert desk.store.blob(pdf) is None
        assert found_in(desk, *SECRETS, "tà Verde", "ta verde", "743110157") == []
        assert list(names(desk).values()) == ["Officine Facsimile 7 S.r.l."]
        assert is_sound(desk)
        assert rows_of(desk)["paper"] == 1  # number and hash prove that it was issued
    assert len(digests(mi, bg)) == 1


def test_what_was_removed_before_goes_with_its_firm(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm, person = enter_subject(mi)
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05",
             "delegates": [{"family_name": FAMILY, "given_name": GIVEN}]}  # fmt: skip
    missions.apply(mi, [draft])
    desks.settle(mi, bg)
    with mi.store.reading() as reader:
        (delegate,) = reader.all(Delegate)
    firms.change(mi, firm, {"people": [{"id": person, "remove": True}]})
    with mi.store.reading() as reader:
        (application,) = reader.all(Application)
    gone = {"delegates": [{"id": str(delegate.id), "remove": True}]}
    missions.change_application(mi, application.id, gone)
    desks.settle(mi, bg)
    assert found_in(mi)
    erasure.erase(mi, firm)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert found_in(desk) == []
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1


def test_a_removed_person_is_found_by_its_id_until_it_is_erased(desks: Desks) -> None:
    mi = desks.make("MI1")
    firm, person = enter_subject(mi)
    firms.change(mi, firm, {"people": [{"id": person, "remove": True}]})
    assert erasure.export(mi, person)["kind"] == "person"
    erasure.erase(mi, person)
    assert found_in(mi) == []
    with pytest.raises(DeskError, match="not-found"):
        erasure.erase(mi, person)


def test_a_double_goes_with_the_firm_it_was_merged_into(desks: Desks) -> None:
    mi = desks.make("MI1")
    firm = enter(mi, firm_draft(7))
    double, _ = enter_subject(mi)
    joining.merge(mi, double, firm)
    erasure.erase(mi, firm)
    assert names(mi) == {}
    assert found_in(mi, *SECRETS, "tà Verde", "ta verde", "743110157", "Facsimile") == []
    assert is_sound(mi)


def test_papers_of_others_stay_when_a_person_is_erased(desks: Desks) -> None:
    mi = desks.make("MI1")
    firm, person = enter_subject(mi)
    other = enter(mi, firm_draft(7))
    came = {"slot": 0, "in": "09:00", "out": "11:00"}
    attendances = [
        {"firm": firm, "person": {"family_name": FAMILY, "given_name": GIVEN}, **came},
        {"firm": other, "person": {"family_name": "Altrui", "given_name": "Bruno"}, **came},
    ]
    slots = [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}]
    group = GROUP_SESSION | {"slots": slots, "attendances": attendances}
    (session,), _ = sessions.add(mi, [group])
    named = documents.Named(session=str(session))
    issued = [written.paper for written in documents.issue(mi, "certificate", named).papers]
    assert len(issued) == 2
    told = erasure.export(mi, person)["records"]
    assert isinstance(told, dict)
    assert [set(paper) & {"number", "content"} for paper in told["paper"]] == [{"number"}]
    erasure.erase(mi, person)
    for paper in issued:
        is_of_other = "Altrui" in paper.content
        assert (mi.store.blob(paper.sha256) is not None) is is_of_other
    gone = next(paper for paper in issued if "Altrui" not in paper.content)
    with pytest.raises(DeskError, match="paper-erased"):
        documents.pdf_of(mi, gone.number)


def test_a_firm_is_named_by_its_tax_code_too(desks: Desks) -> None:
    mi = desks.make("MI1")
    firm, _ = enter_subject(mi)
    assert erasure.export(mi, "00743110157")["subject"] == firm


def hangs_on_its_application(desk: Desk, file: Path) -> tuple[str, Callable[[Desk], object]]:
    firm = enter(desk, FIRM)
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    (application,), _ = missions.apply(desk, [draft])

    def attach(other: Desk) -> object:
        return attachments.add(other, "application", str(application), file, {"type": "passport"})

    return firm, attach


def hangs_on_its_session(desk: Desk, file: Path) -> tuple[str, Callable[[Desk], object]]:
    firm = enter(desk, FIRM)
    alone = {"kind": "individual", "attendances": [{"firm": firm, "slot": 0}]}
    (session,), _ = sessions.add(desk, [GROUP_SESSION | alone])

    def attach(other: Desk) -> object:
        return attachments.add(other, "session", str(session), file, {"type": "passport"})

    return firm, attach


def goes_with_its_application(desk: Desk, _file: Path) -> tuple[str, Callable[[Desk], object]]:
    firm = enter(desk, FIRM)
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    (application,), _ = missions.apply(desk, [draft])
    delegate = {"family_name": FAMILY, "given_name": GIVEN}

    def send(other: Desk) -> object:
        return missions.change_application(other, application, {"delegates": [delegate]})

    return firm, send


@pytest.mark.parametrize("again", [False, True], ids=["", "after the orders went round"])
@pytest.mark.parametrize(
    "late", [hangs_on_its_application, hangs_on_its_session, goes_with_its_application]
)
def test_what_comes_late_goes_with_what_it_hangs_on(
    desks: Desks,
    tmp_path: Path,
    late: Callable[[Desk, Path], tuple[str, Callable[[Desk], object]]],
    *,
    again: bool,
) -> None:
    """Nothing in an erased application says whose it was; the first page still reads."""
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    passport = tmp_path / "passaporto.jpg"
    passport.write_bytes(foreign.picture("JPEG"))
    firm, write = late(mi, passport)
    desks.settle(mi, bg, co)
    write(bg)
    erasure.erase(mi, firm)
    if again:
        desks.settle(mi, co)
    desks.settle(mi, bg, co, rounds=3)
    for desk in (mi, bg, co):
        with desk.store.reading() as reader:
            assert (reader.all(Attachment), reader.all(Delegate)) == ((), ())
        assert desk.store.blob(Sha256(sha256(passport.read_bytes()).digest())) is None
        assert found_in(desk) == []
        assert is_sound(desk)
        assert home_reading.read(desk, None, ()).copies == ()
    assert len(digests(mi, bg, co)) == 1


def test_the_first_page_reads_a_copy_on_an_application_that_is_erased(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the late copy's coming and the order for it, the copy counts from its own day."""
    mi = desks.make("MI1")
    passport = tmp_path / "passaporto.jpg"
    passport.write_bytes(foreign.picture("JPEG"))
    firm, write = hangs_on_its_application(mi, passport)
    bg = desks.make("BG1")
    desks.trust(mi, bg)
    desks.settle(mi, bg)
    write(bg)
    erasure.erase(mi, firm)
    monkeypatch.setattr(erasure, "follow", lambda *_: False)
    desks.settle(mi, bg)
    held = desks.open["MI1"].now
    assert isinstance(held, Ticking)
    held.at += timedelta(days=400)
    (copy,) = home_reading.read(mi, None, ()).copies
    assert (copy.firm, copy.mission, copy.ended) == ("", "", copy.attachment.added_at.date())


def test_the_proof_names_the_older_copies_and_who_has_not_confirmed(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    _, person = enter_subject(mi)
    copy = stores.backup(mi, desks.folder / "backups")
    gone = stores.backup(mi, desks.folder / "elsewhere")
    gone.unlink()
    proof = erasure.erase(mi, person)
    assert [Path(c.path) for c in proof.copies] == [copy]
    (held,) = proof.copies
    assert held.until == held.made.date() + timedelta(days=erasure.KEPT_DAYS)
    stores.backup(mi, desks.folder / "later")
    ((_, later),) = erasure.proofs(mi)
    assert [Path(c.path) for c in later.copies] == [copy]  # a later copy holds nothing of it
    assert [(d.desk, d.confirmed) for d in later.desks] == [("BG1", False)]


@pytest.mark.parametrize("by_hand", [False, True], ids=["store restore", "copied over itself"])
def test_a_copy_put_back_is_erased_again_before_it_opens(desks: Desks, *, by_hand: bool) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm, person = enter_subject(mi)
    desks.settle(mi, bg)
    copy = stores.backup(mi, desks.folder / "backups")
    erasure.erase(mi, person)
    desks.settle(mi, bg)
    desks.shut("MI1")
    path = desks.path("MI1") if by_hand else desks.folder / "other" / "desk.sportello-store"
    if by_hand:
        for beside in path.parent.glob(path.name + "-*"):
            beside.unlink()
        path.write_bytes(copy.read_bytes())
    else:
        assert stores.restore(copy, path, None, "Anna Prova") == 1
    mi = desks.reopen("MI1", path)
    assert found_in(mi) == []
    assert is_sound(mi)
    firms.change(mi, firm, {"notes": "dopo il ripristino"})
    desks.settle(mi, bg)
    assert found_in(mi) == []
    assert is_sound(mi)
    assert len(digests(mi, bg)) == 1


def test_a_received_order_is_obeyed_by_an_older_copy_too(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    _, person = enter_subject(mi)
    desks.settle(mi, bg)
    copy = stores.backup(bg, desks.folder / "backups")
    erasure.erase(mi, person)
    desks.settle(mi, bg)
    desks.shut("BG1")
    path = desks.folder / "other" / "desk.sportello-store"
    assert stores.restore(copy, path, None, "Anna Prova") == 1
    assert found_in(desks.reopen("BG1", path)) == []


def test_where_there_is_an_office_it_alone_orders(desks: Desks) -> None:
    mi, office = desks.make("MI1"), desks.make("RE1")
    trust.write_own(office, desks.folder / "card", office=True)
    desks.trust(mi, office)
    _, person = enter_subject(mi)
    with pytest.raises(DeskError, match="erase-office"):
        erasure.erase(mi, person)
    desks.settle(mi, office)
    erasure.erase(office, person)
    desks.settle(mi, office)
    assert found_in(mi) == []
