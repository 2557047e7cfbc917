"""docs/bundle-format.md is decoded by its own words, and by the program."""

import json
import re
from hashlib import blake2b, sha256
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop import paths
from desktop.frames import Frame, chained, decode_parts, open_frame, opened
from desktop.sync import bundle, cards, roster
from tests.test_phrases import phrases

PAGE = (paths.resources().parent / "docs" / "bundle-format.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def told(value: object) -> object:
    """Give a value as the page tells it: bytes as hexadecimal."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: told(held) for key, held in value.items()}
    if isinstance(value, list):
        return [told(held) for held in value]
    return value


@pytest.fixture(scope="module")
def inside() -> bytes:
    (written,) = fenced("hex")
    data = bytes.fromhex(written)
    assert f"The file, {len(data)} bytes" in PAGE
    (identity,) = re.findall(r"AGE-SECRET-KEY-\w+", PAGE)
    return pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])


def key() -> bytes:
    (written,) = re.findall(r"^    ([0-9a-f]{64})$", PAGE, re.MULTILINE)
    return bytes.fromhex(written)


def test_the_example_is_decoded_by_what_the_page_says(inside: bytes) -> None:
    manifest_json, parts_json, rest_json = map(json.loads, fenced("json"))
    assert inside[:9] == b"SPORTELLO"
    size = int.from_bytes(inside[9:13], "big")
    written, signature = inside[13 : 13 + size], inside[13 + size :][:64]
    rest = inside[13 + size + 64 :]
    public = Ed25519PublicKey.from_public_bytes(key())
    public.verify(signature, b"sportello bundle\n" + written)
    manifest = msgspec.msgpack.decode(written)
    assert told(manifest) == manifest_json

    ((writer, first, last, previous, chain, signed, length, digest),) = manifest["frames"]
    ((held, file_size),) = manifest["blobs"]
    body, file = rest[:length], rest[length:]
    assert len(file) == file_size
    assert sha256(body).digest() == digest
    assert sha256(file).digest() == held
    frame = msgspec.msgpack.encode([writer, first, last, previous, chain])
    public.verify(signed, b"sportello frame 1\n" + frame)

    plain = zstandard.ZstdDecompressor().decompress(body)
    parts: list[Any] = []
    while plain:
        end = 4 + int.from_bytes(plain[:4], "big")
        parts.append(msgspec.msgpack.decode(plain[4:end]))
        plain = plain[end:]
    assert told(parts) == parts_json
    assert rest_json == [told(one) for one in chains(parts, previous)]
    assert told(chain) == rest_json[-1]
    assert manifest["seen"] == {writer: [last, chain]}


def chains(parts: list[Any], previous: bytes) -> list[bytes]:
    """Give the first salt, the first leaf, and the chain after each part."""
    found: list[bytes] = []
    for part in parts:
        *header, salts, groups = part
        total = blake2b(msgspec.msgpack.encode(header), digest_size=32)
        for place, group in enumerate(groups):
            salt = blake2b(place.to_bytes(4, "big"), key=salts, digest_size=16).digest()
            leaf = blake2b(msgspec.msgpack.encode(group), key=salt, digest_size=32).digest()
            total.update(leaf)
            found += [salt, leaf] if not found else []
        previous = blake2b(total.digest(), key=previous or bytes(32), digest_size=32).digest()
        found.append(previous)
    return found


def test_the_program_reads_the_example_alike(inside: bytes) -> None:
    size = int.from_bytes(inside[9:13], "big")
    manifest = msgspec.msgpack.decode(inside[13 : 13 + size], type=bundle.Manifest)
    assert msgspec.msgpack.encode(manifest) == inside[13 : 13 + size]
    head = manifest.frames[0]
    body = inside[13 + size + 64 :][: head.size]
    frame = Frame(
        head.writer, head.first, head.last, head.previous, head.chain, head.signature, body
    )
    read = opened(frame)
    assert [g.values for _, groups in read.parts for g in groups if g is not None] == [
        ["Facsimile Minima S.r.l.", "00743110157"], ["Facsimile Piccola S.r.l."],
    ]  # fmt: skip
    chain = b""
    for part in decode_parts(open_frame(body, sealed=True)):
        chain = chained(chain, part)
    assert chain == head.chain


def test_every_reason_that_the_program_gives_stands_on_the_page() -> None:
    named = set(
        re.findall(
            r"`([a-z]+(?:-[a-z]+)+|newer|damaged|practice|forked|gap|aside|interrupted)`", PAGE
        )
    )
    assert set(phrases("it")["bundle"]) - {"too-large"} <= named  # that one a caller forgot


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("| a file | 64 MiB; what is written is shared out at 15 MiB", bundle.FILE_LIMIT),
        ("| manifest | 8 MiB |", bundle._MANIFEST_LIMIT),  # noqa: SLF001
        ("| body of a frame | 4 MiB packed, 16 MiB unpacked |", bundle._FRAME_LIMIT),  # noqa: SLF001
        ("| an attachment | 32 MiB |", bundle._BLOB_LIMIT),  # noqa: SLF001
        ("| a card, a roster | 64 KiB, 4 MiB |", cards.LIMIT),
        ("| a card, a roster | 64 KiB, 4 MiB |", roster._LIMIT),  # noqa: SLF001
    ],
)
def test_the_limits_are_those_of_the_program(said: str, limit: int) -> None:
    assert said in PAGE
    shown = f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit >> 10} KiB"
    assert shown in said


def test_every_line_of_a_manifest_and_a_card_stands_on_the_page() -> None:
    for struct in (bundle.Manifest, cards.Card, roster.Roster):
        for field in struct.__struct_fields__:
            assert f"`{field}`" in PAGE, field
