"""What differs between two contents of one paper, as text: what came, what went, what changed.

The contents are those of `plain.as_text`: a line for each thing said, "label: value" for a field,
"cell | cell" for a row, which is called by its first cell; where that is only a running number, by
the second, and the number is no difference: a row that came in between moves the others.
What is one copy's own (number, code, moment, desk, operator, revision) is no difference.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from desktop.documents import isolates
from desktop.documents.content.hand import hand
from desktop.documents.marks import short_code
from desktop.domain.codecs import ROME

_LABEL = re.compile(r"(.+?)(?:: | \| )")
_NUMBER = re.compile(r"([0-9]{1,6})(?: \| (.+))?")


class Change(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that came, went or changed; `label` is what a field is called, else empty."""

    change: Change
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A content, with what is this copy's own in it."""

    lines: tuple[str, ...]
    day: str  # on which it was printed, as it writes days
    operator: str = ""  # who printed it and stands beside its signature

    def without_own(self, line: str) -> str:
        """Give a line without the day and the operator of this copy."""
        bare = line.replace(self.day, "")
        if not self.operator:
            return bare
        return re.sub(rf"(?<!\w){re.escape(self.operator)}(?!\w)", "", bare)


def said(
    content: str, number: str, paper_id: UUID, printed: tuple[datetime, str, str], *, revised: bool
) -> Said:
    """Take a content apart.

    `printed` is the moment of issue, the paper's language and who issued it; one that is `revised`
    says so in its second line.
    """
    moment, language, operator = printed
    writer, code = hand(language.split("-")[0]), short_code(paper_id)
    day = isolates.bare(writer.day(moment.astimezone(ROME).date()))
    own = (number, code, isolates.bare(writer.moment(moment)))
    lines = content.splitlines()
    coded = next((n for n, line in enumerate(lines) if line.endswith(code)), 0)
    heads = {coded - 2, 1 if revised else 0}  # desk and operator; the revision
    kept = (
        line for n, line in enumerate(lines) if n not in heads and not any(m in line for m in own)
    )
    return Said(tuple(kept), day, operator)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a stretch: as it stands, without its running number, without a copy's own."""

    text: str
    told: str
    bare: str

    @property
    def label(self) -> str:
        """Give what a field is called, or the first cell of a row that is no running number."""
        found = _LABEL.match(self.told)
        return found[1] if found else ""

    def value(self, label: str) -> str:
        """Give what stands after a label; without one the line as it stands."""
        return _LABEL.sub("", self.told, count=1) if label else self.text


def differences(before: Said, after: Said) -> tuple[Difference, ...]:
    """Tell what differs, in the order of the later content."""
    found: list[Difference] = []
    old, new = tuple(_unnumbered(before.lines)), tuple(_unnumbered(after.lines))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            gone = _stretch(before, old, first, last)
            come = _stretch(after, new, new_first, new_last)
            found += _paired(*_without_the_same(gone, come))
    return tuple(found)


def _unnumbered(lines: Iterable[str]) -> Iterator[str]:
    """Give lines, the rows of a table without their running number.

    It runs where it begins at 1 or follows the one before, so that a year is none. A row of
    nothing else, a free place, follows the row before at once.
    """
    last, running = 0, False
    for line in lines:
        number = _NUMBER.fullmatch(line)
        place = int(number[1]) if number else 0
        following = place == last + 1
        if number and number[2] is not None:
            running = following or place == 1
        else:
            running = running and bool(number) and following
        last = place if running else last
        yield (number[2] or "") if number and running else line


def _stretch(said: Said, told: Sequence[str], first: int, last: int) -> list[_Line]:
    lines = zip(said.lines[first:last], told[first:last], strict=True)
    return [_Line(line, rest, said.without_own(rest)) for line, rest in lines]


def _without_the_same(
    old: Iterable[_Line], new: Iterable[_Line]
) -> tuple[list[_Line], list[_Line]]:
    """Take away lines that differ by nothing but number, day and operator of each copy."""
    left = _Left(old, lambda line: line.bare)
    come = [line for line in new if left.take(line.bare) is None]
    return left.lines, come


def _paired(old: list[_Line], new: list[_Line]) -> Iterator[Difference]:
    """Lay lines of one stretch beside each other: fields by their label, a line alone as it is."""
    alone = len(old) == 1 and len(new) == 1
    left = _Left(old, lambda line: "" if alone else line.label)
    for line in new:
        label = line.label
        other = left.take("" if alone else label) if alone or label else None
        if other is None:
            yield Difference(Change.ADDED, "", "", line.text)
            continue
        same = label if other.label == label else ""
        yield Difference(Change.CHANGED, same, other.value(same), line.value(same))
    for line in left.lines:
        yield Difference(Change.GONE, "", line.text, "")


class _Left:
    """Lines that nothing was laid beside yet, by what they are looked for."""

    def __init__(self, lines: Iterable[_Line], by: Callable[[_Line], str]) -> None:
        self._left = dict(enumerate(lines))
        self._places: dict[str, deque[int]] = {}
        for place, line in self._left.items():
            self._places.setdefault(by(line), deque()).append(place)

    def take(self, key: str) -> _Line | None:
        """Take the first that is left under a key; None where there is none."""
        places = self._places.get(key)
        return self._left.pop(places.popleft()) if places else None

    @property
    def lines(self) -> list[_Line]:
        """Give what is left, in its order."""
        return list(self._left.values())
