"""Bundles whole, invalid and tampered, one for each check: each is named, none writes."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import PrivateNote
from desktop.services import exchange, firms, trust
from desktop.sync.bundle import BlobHead, BundleError, Manifest, read_bundle
from desktop.sync.cards import new_keys, write_card
from tests.builders import FIRM as DRAFT
from tests.builders import firm_draft
from tests.exchanging import desks_in, register
from tests.forging import (
    NAME,
    OFFICE,
    REGISTERED_ON,
    Forger,
    bomb,
    head_of,
    inner,
    inner_of,
    sealed_for,
)
from tests.scene import Scene, standing
from tests.test_phrases import phrases

ALIVE = 0


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("bundles")
    with pytest.MonkeyPatch.context() as patch, desks_in(folder) as desks:
        patch.setenv("SPORTELLO_DATA", str(folder / "data"))
        mi, bg, va, co = (desks.make(code) for code in ("MI1", "BG1", "VA1", "CO1"))
        desks.trust(mi, bg, va)
        desks.trust(mi, co)
        firm = register(mi, DRAFT)
        register(va, firm_draft(2))
        old = desks.send(mi, bg)
        assert exchange.receive(bg, old).state == "applied"
        assert desks.hand(va, bg).state == "applied"
        trust.revoke(bg, "VA1")
        made = Scene(desks, mi, bg, old=old.read_bytes(), firm=bytes.fromhex(firm.replace("-", "")))
        made.hands = {"MI1": Forger.of(mi, bg), "VA1": Forger.of(va, bg)}
        firms.change(mi, firm, {"notes": "seconda riga"})
        made.good = desks.send(mi, bg).read_bytes()
        stranger = new_keys(msgspec.structs.replace(made.hand.card, desk="PV1", name="Ignoto"))
        for code, keys in (("PV1", stranger), ("CO1", trust.own_keys(co)[-1])):
            made.hands[code] = Forger(keys, made.hand.to, f"{code}/0011223344556677", 0, b"")
        yield made


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def replaced(manifest: Manifest, **more: object) -> Manifest:
    return msgspec.structs.replace(manifest, **more)


# --- each check ---------------------------------------------------------------------------------

Build = Callable[[Scene], bytes]
REFUSED: dict[str, tuple[str, Build]] = {}


def refused(reason: str) -> Callable[[Build], Build]:
    """Enter a file that is refused, by the name of what builds it."""

    def enter(build: Build) -> Build:
        REFUSED[build.__name__] = (reason, build)
        return build

    return enter


@refused("not-a-bundle")
def empty(_: Scene) -> bytes:
    return b""


@refused("not-a-bundle")
def some_other_file(_: Scene) -> bytes:
    return b"%PDF-1.7 con parole\n" * 40


@refused("damaged")
def cut_by_a_byte(scene: Scene) -> bytes:
    return scene.good[:-1]


@refused("damaged")
def cut_in_half(scene: Scene) -> bytes:
    return scene.good[: len(scene.good) // 2]


@refused("damaged")
def one_bit(scene: Scene) -> bytes:
    return flipped(scene.good, len(scene.good) - 100, 3)


@refused("damaged")
def bytes_added(scene: Scene) -> bytes:
    return scene.good + b"\n"


@refused("not-for-us")
def for_another(scene: Scene) -> bytes:
    frames = [scene.next()]
    heads = scene.hand.manifest(frames=tuple(map(head_of, frames)), recipients=("MI1",))
    return sealed_for(inner(heads, frames[0].body, scene.hand.keys), scene.hand.card)


@refused("not-for-us")
def readdressed(scene: Scene) -> bytes:
    """It was for CO1, and someone who could read it encrypted it for us."""
    return scene.hand.heads([scene.next()], change=lambda m: replaced(m, recipients=("CO1",)))


@refused("damaged")
def another_magic(scene: Scene) -> bytes:
    data = inner(scene.hand.manifest(), b"", scene.hand.keys, magic=b"SPORTELLA")
    return sealed_for(data, scene.hand.to)


@refused("damaged")
def nothing_inside(scene: Scene) -> bytes:
    return sealed_for(b"", scene.hand.to)


@refused("damaged")
def a_manifest_of_more_than_there_is(scene: Scene) -> bytes:
    data = b"SPORTELLO" + (9 << 20).to_bytes(4, "big") + bytes(200)
    return sealed_for(data, scene.hand.to)


@refused("damaged")
def a_manifest_that_is_no_map(scene: Scene) -> bytes:
    return sealed_for(inner_of(msgspec.msgpack.encode([1]), b"", scene.hand.keys), scene.hand.to)


@refused("damaged")
def a_manifest_that_lacks_a_field(scene: Scene) -> bytes:
    held = msgspec.to_builtins(scene.hand.manifest(), builtin_types=(bytes,))
    del held["seen"]
    return sealed_for(inner_of(msgspec.msgpack.encode(held), b"", scene.hand.keys), scene.hand.to)


@refused("newer")
def of_a_newer_version(scene: Scene) -> bytes:
    """All else in it may be otherwise: only `reader` and `program` are read."""
    held = {"reader": 2, "program": "7.0.0", "news": [1, 2]}
    return sealed_for(inner_of(msgspec.msgpack.encode(held), b"?", scene.hand.keys), scene.hand.to)


@refused("damaged")
def less_than_the_manifest_says(scene: Scene) -> bytes:
    frame = scene.next()
    heads = scene.hand.manifest(frames=(head_of(frame),))
    return sealed_for(inner(heads, frame.body[:-1], scene.hand.keys), scene.hand.to)


@refused("own-file")
def in_our_own_name(scene: Scene) -> bytes:
    return scene.hand.bundle(sender="BG1")


@refused("sender-unknown")
def from_a_stranger(scene: Scene) -> bytes:
    hand = scene.hands["PV1"]
    return hand.bundle([hand.simple({NAME: "Estranea"})])


@refused("sender-unknown")
def from_one_only_known(scene: Scene) -> bytes:
    hand = scene.hands["CO1"]
    return hand.bundle([hand.simple({NAME: "Conosciuta"})])


@refused("sender-unknown")
def a_path_in_the_sender(scene: Scene) -> bytes:
    return scene.hand.bundle(sender="../MI1")


@refused("damaged")
def a_path_in_a_writer(scene: Scene) -> bytes:
    frame = msgspec.structs.replace(scene.next(), writer="../../etc/passwd/x")
    return scene.hand.bundle([frame])


@refused("card-bad")
def a_path_in_a_card(scene: Scene) -> bytes:
    named = msgspec.structs.replace(scene.hand.card, desk="../../MI9")
    signed = msgspec.structs.replace(named, signature=scene.hand.keys.sign(named.signed()))
    return scene.hand.bundle([scene.next()], cards=(scene.hand.keys.bytes, write_card(signed)))


@refused("sender-revoked")
def from_one_struck_off(scene: Scene) -> bytes:
    hand = scene.hands["VA1"]
    return hand.bundle([hand.simple({NAME: "Cancellata"})])


@refused("signature-bad")
def signed_by_another(scene: Scene) -> bytes:
    heads = scene.hand.manifest(sender="MI1", cards=())
    return sealed_for(inner(heads, b"", scene.hands["CO1"].keys), scene.hand.to)


@refused("signature-bad")
def a_manifest_changed_after_it_was_signed(scene: Scene) -> bytes:
    data = inner(scene.hand.manifest(), b"", scene.hand.keys)
    changed = data.replace(b"Mano Ignota", b"Mano Ignora")
    assert changed != data
    return sealed_for(changed, scene.hand.to)


@refused("signature-bad")
def a_newer_card_that_nobody_vouches_for(scene: Scene) -> bytes:
    """A stranger makes a card of MI1 of his own and signs by it."""
    keys = new_keys(scene.hand.card)
    heads = scene.hand.manifest(cards=(keys.bytes,))
    return sealed_for(inner(heads, b"", keys), scene.hand.to)


@refused("practice")
def a_real_store_for_practice(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.next()], practice=False)


@refused("card-bad")
def a_card_that_was_changed(scene: Scene) -> bytes:
    bad = scene.hand.keys.bytes.replace(b"Sportello MI1", b"Sportello MI2")
    return scene.hand.bundle([scene.next()], cards=(scene.hand.keys.bytes, bad))


@refused("card-newer")
def a_card_of_a_newer_version(scene: Scene) -> bytes:
    newer = msgspec.structs.replace(scene.hand.card, sportello_card=2)
    signed = msgspec.structs.replace(newer, signature=scene.hand.keys.sign(newer.signed()))
    return scene.hand.bundle([scene.next()], cards=(scene.hand.keys.bytes, write_card(signed)))


@refused("frame-bad")
def a_frame_with_one_byte_changed(scene: Scene) -> bytes:
    frame = scene.next()
    heads = scene.hand.manifest(frames=(head_of(frame),))
    return sealed_for(inner(heads, flipped(frame.body, 30), scene.hand.keys), scene.hand.to)


@refused("frame-bad")
def a_frame_changed_by_its_sender(scene: Scene) -> bytes:
    """Hash and manifest are true of it, its chain is not."""
    other = scene.hand.simple({NAME: "Facsimile Cambiata S.r.l."})
    return scene.hand.bundle([msgspec.structs.replace(scene.next(), body=other.body)])


@refused("frame-bad")
def a_frame_of_fewer_operations_than_it_says(scene: Scene) -> bytes:
    frame = scene.next()
    return scene.hand.bundle([
        scene.hand.signed(msgspec.structs.replace(frame, last=frame.last + 1))
    ])  # fmt: skip


@refused("frame-bad")
def a_frame_that_is_no_zstd(scene: Scene) -> bytes:
    frame = scene.hand.signed(msgspec.structs.replace(scene.next(), body=b"parole e parole"))
    return scene.hand.bundle([frame])


@refused("frame-bad")
def a_frame_of_another_writer_inside(scene: Scene) -> bytes:
    part = scene.hand.part([scene.hand.group({NAME: "Altrui"})], writers=["VA1/00"])
    frame = scene.hand.frame(part)
    return scene.hand.bundle([
        scene.hand.signed(msgspec.structs.replace(frame, writer=scene.hand.writer))
    ])  # fmt: skip


@refused("frame-too-large")
def a_frame_that_unpacks_to_a_hundred_times(scene: Scene) -> bytes:
    frame = scene.hand.signed(msgspec.structs.replace(scene.next(), body=bomb(100 << 20)))
    return scene.hand.bundle([frame])


@refused("frame-too-large")
def a_frame_of_more_than_four_mebibytes(scene: Scene) -> bytes:
    def grown(manifest: Manifest) -> Manifest:
        return replaced(manifest, frames=(replaced_head(manifest.frames[0], size=5 << 20),))

    return scene.hand.heads([scene.next()], change=grown)


def replaced_head(head: object, **more: object) -> object:
    assert isinstance(head, msgspec.Struct)
    return msgspec.structs.replace(head, **more)


@refused("frame-too-large")
def a_frame_of_less_than_nothing(scene: Scene) -> bytes:
    return scene.hand.heads([scene.next()], change=lambda m: replaced(
        m, frames=(replaced_head(m.frames[0], size=-1),)
    ))  # fmt: skip


@refused("frame-signature")
def a_frame_that_another_signed(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.signed(scene.next(), scene.hands["CO1"].keys)])


@refused("frame-signature")
def a_frame_that_nobody_signed(scene: Scene) -> bytes:
    return scene.hand.bundle([msgspec.structs.replace(scene.next(), signature=None)])


@refused("damaged")
def a_day_that_no_calendar_holds(scene: Scene) -> bytes:
    return scene.hand.bundle([], made=1 << 62)


@refused("frame-signature")
def a_frame_under_another_number(scene: Scene) -> bytes:
    """The signature covers the numbers: a frame cannot be moved."""
    frame = scene.next()
    moved = msgspec.structs.replace(frame, first=frame.first + 5, last=frame.last + 5)
    return scene.hand.bundle([moved])


@refused("private-writer")
def a_private_writer(scene: Scene) -> bytes:
    hand = Forger(scene.hand.keys, scene.hand.to, f"{scene.hand.writer}/private", 0, b"")
    return hand.bundle([hand.simple({NAME: "Riservata"})])


@refused("private-kind")
def a_private_note(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({3: "riservata"}, kind=PrivateNote.KIND.wire)])


@refused("value-too-long")
def a_huge_field(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "x" * 1_000_000})])


@refused("frame-bad")
def a_value_of_another_type(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: 7})])


@refused("frame-bad")
def a_number_that_no_store_holds(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({2: 1 << 63}, kind=4)])


@refused("frame-bad")
def an_address_that_is_no_group(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Senza via", OFFICE: "Via dei Modelli 1"})])


@refused("frame-bad")
def half_alive(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple(
        {ALIVE: 2}, record=scene.firm, replaced=[0]
    )])  # fmt: skip


@refused("value-bad")
def a_day_that_is_none(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Ieri", REGISTERED_ON: "domani"})])


@refused("value-bad")
def a_list_that_is_none(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({4: "nessun elenco", NAME: "Nuova"})])


@refused("text-forbidden")
def a_name_that_turns_the_line_round(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Ditta \u202eatnif"})])


@refused("text-forbidden")
def a_name_with_a_bell(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Ditta \x07"})])


@refused("text-forbidden")
def letters_that_were_not_composed(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Peru\u0300"})])


@refused("text-forbidden")
def a_list_that_hides_a_sign_behind_an_escape(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({4: '["\\u202eVecchia"]', NAME: "Nuova"})])


@refused("frame-bad")
def a_record_without_a_whole_name(scene: Scene) -> bytes:
    return scene.hand.bundle([scene.hand.simple({NAME: "Corta"}, record=b"corta")])


@pytest.mark.parametrize(
    "named", [[[[-1, 1]]], [[[9, 1]]], [[[0, 0]]], [[[0, 1 << 41]]], [[[0, 1.5]]], [[[0]]], [3],
              ["x"], [None], [], [0, 0]],
    ids=str,
)  # fmt: skip
def test_a_dot_that_cannot_be_is_refused(scene: Scene, named: list[object]) -> None:
    frame = scene.hand.simple({NAME: "Altra"}, record=scene.firm, replaced=named)
    assert is_refused(scene, scene.hand.bundle([frame])) == "frame-bad"


@refused("forked")
def another_past(scene: Scene) -> bytes:
    """A frame at numbers that are here already, and other work in it."""
    hand = Forger(scene.hand.keys, scene.hand.to, scene.hand.writer, 0, b"")
    groups = [hand.group({NAME: f"Altra {n}"}) for n in range(scene.hand.last)]
    return hand.bundle([hand.frame(hand.part(groups))])


@refused("forked")
def another_present(scene: Scene) -> bytes:
    """A frame that goes on from a chain which is not the one here."""
    return scene.hand.bundle([scene.hand.frame(
        scene.hand.part([scene.hand.group({NAME: "Altrove"})]), previous=bytes(32)
    )])  # fmt: skip


@refused("forked")
def another_beginning(scene: Scene) -> bytes:
    """The first frame of a new incarnation goes on from nothing."""
    hand = Forger(scene.hand.keys, scene.hand.to, "MI1/8899aabbccddeeff", 0, bytes(32))
    return hand.bundle([hand.simple({NAME: "Altro inizio"})])


@refused("forked")
def two_frames_that_do_not_follow(scene: Scene) -> bytes:
    first = scene.next()
    hand = scene.hand.after(first)
    second = hand.frame(hand.part([hand.group({NAME: "Poi"})]), previous=bytes(32))
    return scene.hand.bundle([first, second])


@refused("programme-differs")
def a_programme_that_differs(scene: Scene) -> bytes:
    with scene.bg.store.exchanging() as held:
        (writer,) = [w for w in held.seen() if w.startswith("programme.")]
        last, _ = held.seen()[writer]
    hand = Forger(scene.hand.keys, scene.hand.to, writer, 0, b"")
    groups = [hand.group({3: f"X{n}"}, kind=40) for n in range(last)]
    return hand.bundle([msgspec.structs.replace(hand.frame(hand.part(groups)), signature=None)])


@refused("blob-bad")
def an_attachment_changed(scene: Scene) -> bytes:
    return scene.hand.heads([], [b"%PDF uno"], change=lambda m: replaced(
        m, blobs=(BlobHead(bytes(32), 8),)
    ))  # fmt: skip


@refused("blob-too-large")
def an_attachment_of_forty_mebibytes(scene: Scene) -> bytes:
    return scene.hand.heads([], [b"%PDF uno"], change=lambda m: replaced(
        m, blobs=(replaced_head(m.blobs[0], size=40 << 20),)
    ))  # fmt: skip


@refused("damaged")
def sizes_that_no_file_has(scene: Scene) -> bytes:
    return scene.hand.heads([], [b"%PDF uno"], change=lambda m: replaced(
        m, blobs=(replaced_head(m.blobs[0], size=9),)
    ))  # fmt: skip


def is_refused(scene: Scene, data: bytes) -> str:
    """Read a file; it must be refused, and nothing of the store may have changed. Its reason."""
    path = scene.desks.folder / "odd.sportello"
    path.write_bytes(data)
    before = standing(scene.bg)
    with pytest.raises(DeskError) as looked:
        exchange.inspect(scene.bg, path)
    assert standing(scene.bg) == before
    done = exchange.receive(scene.bg, path)
    assert done.state == "refused"
    assert standing(scene.bg) == before
    assert done.operations == 0
    assert done.reason in {looked.value.details, looked.value.code}
    assert path.read_bytes() == data  # the file is left for whoever is to look at it
    assert done.reason is not None
    return done.reason


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_named_and_changes_nothing(scene: Scene, name: str) -> None:
    reason, build = REFUSED[name]
    assert is_refused(scene, build(scene)) == reason
    for language in ("it", "en"):
        assert phrases(language)["bundle"][reason]


@pytest.mark.parametrize("place", range(24))
@pytest.mark.parametrize("bit", [0, 7])
def test_one_bit_anywhere_is_seen(scene: Scene, place: int, bit: int) -> None:
    at = place * (len(scene.good) - 1) // 23
    reason = is_refused(scene, flipped(scene.good, at, bit))
    assert reason in {"not-a-bundle", "not-for-us", "damaged"}


@pytest.mark.parametrize("eighth", range(1, 8))
def test_a_file_cut_anywhere_is_seen(scene: Scene, eighth: int) -> None:
    reason = is_refused(scene, scene.good[: len(scene.good) * eighth // 8])
    assert reason in {"not-a-bundle", "damaged"}


def test_a_file_that_is_too_large_is_not_read(scene: Scene) -> None:
    path = scene.desks.folder / "large.sportello"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    done = exchange.receive(scene.bg, path)
    assert (done.state, done.reason) == ("refused", "file-too-large")
    path.unlink()
    with pytest.raises(BundleError, match="too-large"):
        read_bundle(bytes((64 << 20) + 1), [])


def test_a_file_that_is_not_there_is_named(scene: Scene) -> None:
    done = exchange.receive(scene.bg, scene.desks.folder / "none.sportello")
    assert (done.state, done.reason) == ("refused", "file-not-read")


def test_a_desk_does_not_read_its_own_file(scene: Scene) -> None:
    path = scene.desks.send(scene.mi, scene.bg)
    done = exchange.receive(scene.mi, path)
    assert (done.state, done.reason) == ("refused", "own-file")
    with scene.mi.store.exchanging() as held:
        assert held.files()[0].out  # it is still noted as one that left


def test_the_same_file_again_is_a_duplicate_under_any_name(scene: Scene) -> None:
    path = scene.desks.folder / "replayed.sportello"
    path.write_bytes(scene.old)
    before = standing(scene.bg)
    done = exchange.receive(scene.bg, path)
    assert (done.state, done.reason, done.operations) == ("duplicate", None, 0)
    assert standing(scene.bg) == before


def test_old_work_encrypted_anew_is_a_duplicate(scene: Scene) -> None:
    bundle = read_bundle(scene.old, trust.own_keys(scene.bg))
    path = scene.desks.folder / "anew.sportello"
    path.write_bytes(scene.hand.bundle(bundle.frames))
    before = standing(scene.bg)
    assert exchange.receive(scene.bg, path).state == "duplicate"
    assert standing(scene.bg) == before
