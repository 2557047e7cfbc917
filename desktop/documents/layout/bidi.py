"""The order of mixed writing: the Unicode bidirectional algorithm (UAX #9), without embeddings.

Texts reach the layout free of direction controls, but for isolates, by which a paper in a script
that runs from the right sets apart what a phrase is filled with (`desktop/documents/isolates.py`).
An isolate counts as one neutral character outside, and as a text of its own inside; so each is
resolved by itself, and the rules W1 to I2 never see a control.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop.documents.isolates import ALL, FSI, OPENERS, PDI, RLI, first_side

_DEEPEST = 60  # isolates in isolates; beyond, one is only a neutral character
_STRONG = frozenset(("L", "R", "AL"))
_TURNING = frozenset(("R", "AL", "AN"))
_NUMBERS = frozenset(("EN", "AN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF"))
_OPENING = dict(zip("([{⁅⁽₍⌈⌊⟦⟨", ")]}⁆⁾₎⌉⌋⟧⟩", strict=True))
_CLOSING = frozenset(_OPENING.values())
_MOST_OPEN = 63  # BD16: with more brackets open, none is paired


def base_level(text: str) -> int:
    """Give the level of a text by its first strong letter: 0 from the left, 1 from the right."""
    return int(first_side(text) == "R")


def levels(text: str, base: int | None = None) -> bytes:
    """Give the embedding level of each character of a paragraph; odd ones run from the right."""
    found = bytearray(len(text))
    _resolve(text, range(len(text)), base_level(text) if base is None else base, found)
    return bytes(found)


def visual_order(held: Sequence[int]) -> list[int]:
    """Give the places of things with levels as they stand from left to right (rule L2)."""
    order = list(range(len(held)))
    for level in range(max(held, default=0), 0, -1):
        order = _turned(order, held, level)
    return order


def _turned(order: list[int], held: Sequence[int], level: int) -> list[int]:
    """Turn round each stretch that lies at a level or deeper."""
    turned: list[int] = []
    for deep, stretch in groupby(order, lambda place: held[place] >= level):
        places = list(stretch)
        turned.extend(reversed(places) if deep else places)
    return turned


def trimmed(text: str, held: bytes, base: int) -> bytes:
    """Give the levels of a line: white space at its end stands at the paragraph's (rule L1)."""
    end = len(text)
    while end and (text[end - 1] in ALL or text[end - 1].isspace()):
        end -= 1
    return held[:end] + bytes((base,)) * (len(held) - end)


def _resolve(text: str, places: range, level: int, found: bytearray) -> None:
    """Resolve one text at its level; each isolate in it is a neutral and a text of its own."""
    kinds: list[str] = []
    own: list[int] = []
    for start, end in _parts(text, places):
        own.append(start)
        alone = text[start] in ALL
        kinds.append("isolate" if alone else unicodedata.bidirectional(text[start]) or "L")
        if end == start + 1:
            continue
        inner = range(start + 1, end - 1 if text[end - 1] == PDI else end)
        _resolve(text, inner, _inner_level(text[start:end], level), found)
        if inner.stop < end:
            own.append(inner.stop)
            kinds.append("isolate")
    _number(text, own, kinds, level, found)


def _parts(text: str, places: range) -> Iterator[tuple[int, int]]:
    """Cut a text into single characters and whole isolates, with their PDI if they have one."""
    place = places.start
    while place < places.stop:
        end = place + 1
        if text[place] in OPENERS:
            end = _isolate_end(text, place, places.stop)
        yield place, end
        place = end


def _isolate_end(text: str, start: int, stop: int) -> int:
    inside = 0
    for place in range(start, stop):
        if text[place] in OPENERS:
            inside += 1
            if inside > _DEEPEST:
                return start + 1
        elif text[place] == PDI:
            inside -= 1
            if not inside:
                return place + 1
    return stop


def _inner_level(isolate: str, outer: int) -> int:
    right = isolate[0] == RLI or (isolate[0] == FSI and base_level(isolate[1:]) == 1)
    return outer + 1 if (outer % 2 == 0) == right else outer + 2


def _number(text: str, own: list[int], kinds: list[str], level: int, found: bytearray) -> None:
    """Resolve the classes of one sequence (W1 to N2) and write its levels (I1, I2)."""
    embedding = "R" if level % 2 else "L"
    if embedding == "L" and _TURNING.isdisjoint(kinds):
        for place in own:  # nothing in it runs from the right: most isolates are such
            found[place] = level
        return
    chars = [text[place] for place in own]
    marks = [kind == "NSM" for kind in kinds]
    _weak(kinds, embedding)
    _brackets(chars, kinds, marks, embedding)
    _neutral(kinds, embedding)
    for place, kind in zip(own, kinds, strict=True):
        found[place] = _implicit(level, kind)


def _implicit(level: int, kind: str) -> int:
    if level % 2:
        return level + (kind != "R")
    return level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], embedding: str) -> None:
    """Resolve weak classes: marks, numbers and what stands between and beside them."""
    before = strong = embedding
    for place, read in enumerate(kinds):
        kind = read
        if kind == "NSM":  # W1
            kind = "ON" if before == "isolate" else before
        if kind in _STRONG:
            strong = kind
        before = kind
        kinds[place] = "AN" if kind == "EN" and strong == "AL" else kind  # W2
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _separators(kinds)
    strong = embedding
    for place, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[place] = "L"


def _separators(kinds: list[str]) -> None:
    for place in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and (
            (kind == "ES" and before == "EN") or (kind == "CS" and before in _NUMBERS)
        ):
            kinds[place] = before
    place = 0
    while place < len(kinds):  # W5
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > place and "EN" in kinds[max(0, place - 1) : place] + kinds[end : end + 1]:
            kinds[place:end] = ["EN"] * (end - place)
        place = max(end, place + 1)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]  # W6


def _brackets(chars: list[str], kinds: list[str], marks: list[bool], embedding: str) -> None:
    """Let a pair of brackets go with what stands in it (N0)."""
    for start, end in _pairs(chars, kinds):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        if not inside:
            continue
        side = embedding
        if embedding not in inside:
            earlier = (_direction(kinds[place]) for place in range(start - 1, -1, -1))
            side = next((kind for kind in earlier if kind), embedding)
        for place in (start, end):
            kinds[place] = side
            after = place + 1
            while after < len(kinds) and marks[after]:
                kinds[after] = side
                after += 1


def _pairs(chars: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        if kinds[place] != "ON":
            continue
        if char in _OPENING:
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((_OPENING[char], place))
        elif char in _CLOSING:
            depth = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == char), None)
            if depth is not None:
                pairs.append((opened[depth][1], place))
                del opened[depth:]
    return sorted(pairs)


def _direction(kind: str) -> str:
    """Give the side that a class takes: numbers count as from the right (N0, N1)."""
    if kind == "L":
        return "L"
    return "R" if kind == "R" or kind in _NUMBERS else ""


def _neutral(kinds: list[str], embedding: str) -> None:
    """Let neutrals go with what stands on both sides, else with the text's direction (N1, N2)."""
    place, before = 0, embedding
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL and kinds[place] != "isolate":
            before = _direction(kinds[place])
            place += 1
            continue
        end = place
        while end < len(kinds) and (kinds[end] in _NEUTRAL or kinds[end] == "isolate"):
            end += 1
        after = _direction(kinds[end]) if end < len(kinds) else embedding
        kinds[place:end] = [before if before == after else embedding] * (end - place)
        place = end
