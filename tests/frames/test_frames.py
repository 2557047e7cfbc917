"""The bytes of the journal: they read back, they chain, and a wrong one is refused."""

from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.frames import (
    FRAME_LIMIT,
    Group,
    TransactionPart,
    WriterId,
    chained,
    decode_group,
    decode_parts,
    encode_part,
    framing,
    join_sealed,
    leaf_of,
    open_frame,
    salt_of,
    split_groups,
)

SEED = bytes(range(16))
primitives = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary()
groups = st.builds(
    Group,
    kind=st.integers(1, 200),
    record=st.binary(min_size=16, max_size=16),
    registers=st.tuples(st.integers(0, 99)),
    values=st.tuples(primitives | st.dictionaries(st.integers(0, 9), primitives)).map(list),
    replaced=st.none() | st.just([0]) | st.just([[[0, 7], [1, 2**39]]]),
)


def _part(*held: Group, first: int = 1, operator: str = "Anna") -> TransactionPart:
    return TransactionPart(
        id=UUID(int=first).bytes, operator=operator, source="typed", at=1_631_000_000_000,
        part=1, parts=1, first=first, writers=["MI1/00ff"], salts=SEED,
        groups=[msgspec.Raw(msgspec.msgpack.encode(group)) for group in held],
    )  # fmt: skip


GROUP = Group(1, bytes(16), (3,), ["Prova"])


@given(st.lists(st.lists(groups, min_size=1, max_size=4), min_size=1, max_size=4))
def test_joined_and_sealed_parts_read_back(held: list[list[Group]]) -> None:
    parts = [_part(*run, first=n) for n, run in enumerate(held, start=1)]
    bodies = [encode_part(part) for part in parts]
    for body in (b"".join(bodies), open_frame(join_sealed(bodies), sealed=True)):
        read = list(decode_parts(body))
        assert [[decode_group(raw) for raw in part.groups] for part in read] == held
        assert [part.first for part in read] == [part.first for part in parts]


def test_the_chain_depends_on_every_part_and_on_what_was_before() -> None:
    one = _part(GROUP)
    chain = chained(b"", one)
    assert chained(b"", _part(GROUP)) == chain
    others = [_part(GROUP, operator="Bruno"), _part(GROUP, GROUP), _part(GROUP, first=2),
              _part(Group(1, bytes(16), (3,), ["Trova"]))]  # fmt: skip
    chains = {chained(b"", other) for other in others} | {chained(chain, one)}
    assert len(chains) == len(others) + 1
    assert chain not in chains


def test_an_erased_group_leaves_its_leaf_and_the_chain() -> None:
    whole = _part(GROUP, Group(2, bytes(16), (3,), ["Segreto"]))
    secret = bytes(whole.groups[1])
    leaf = leaf_of(salt_of(SEED, 1), secret)
    erased = msgspec.structs.replace(
        whole, salts=[salt_of(SEED, 0), None],
        groups=[whole.groups[0], msgspec.Raw(msgspec.msgpack.encode(leaf))],
    )  # fmt: skip
    assert chained(b"", erased) == chained(b"", whole)
    (read,) = decode_parts(encode_part(erased))
    assert decode_group(read.groups[1]) is None
    assert decode_group(read.groups[0]) == GROUP
    assert b"Segreto" not in encode_part(erased)


def test_a_leaf_cannot_be_guessed_without_its_salt() -> None:
    group = msgspec.msgpack.encode(GROUP)
    assert leaf_of(salt_of(SEED, 0), group) != leaf_of(salt_of(SEED, 1), group)
    assert leaf_of(salt_of(bytes(16), 0), group) != leaf_of(salt_of(SEED, 0), group)


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_frame_cut_anywhere_is_refused(cut: int) -> None:
    sealed = join_sealed([encode_part(_part(GROUP))])
    with pytest.raises(ValueError, match=r"."):
        list(decode_parts(open_frame(sealed[:-cut], sealed=True)))
    with pytest.raises(ValueError, match=r"."):
        list(decode_parts(encode_part(_part(GROUP))[:-cut]))


def test_a_frame_that_unpacks_to_far_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = join_sealed([bytes(2000)])
    monkeypatch.setattr(framing, "_OPEN_LIMIT", 1999)
    with pytest.raises(ValueError, match="too large"):
        open_frame(bomb, sealed=True)


@given(st.lists(st.binary(max_size=300), max_size=40))
def test_groups_are_cut_into_runs_in_order(held: list[bytes]) -> None:
    runs = list(split_groups(held, limit=500))
    assert [group for run in runs for group in run] == held
    assert all(len(run) == 1 or sum(map(len, run)) <= 500 for run in runs)
    assert FRAME_LIMIT == 1 << 20


@pytest.mark.parametrize(
    "writer",
    [WriterId("MI1", "00ff"), WriterId("MI1", "00ff", private=True), WriterId("programme.x", "1")],
)
def test_a_writer_has_a_name(writer: WriterId) -> None:
    assert WriterId.parse(str(writer)) == writer


@pytest.mark.parametrize("text", ["", "MI1", "/x", "MI1/", "MI1/x/public"])
def test_what_is_no_writer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a writer"):
        WriterId.parse(text)
