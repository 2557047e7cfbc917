"""What differs between two contents of one paper, as text: what came, what went, what changed.

The contents are those of `plain.as_text`: a line for each thing said, "label: value" for a field,
"cell | cell" for a row, which is called by its first cell.
What is one copy's own (number, code, moment, desk, operator, revision) is no difference.
"""

import re
from collections.abc import Iterator, Sequence
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


def differences(before: Said, after: Said) -> tuple[Difference, ...]:
    """Tell what differs, in the order of the later content."""
    found: list[Difference] = []
    matcher = SequenceMatcher(None, before.lines, after.lines)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag != "equal":
            old, new = list(before.lines[first:last]), list(after.lines[new_first:new_last])
            _leave_out_the_same(old, new, before, after)
            found += _paired(old, new)
    return tuple(found)


def _leave_out_the_same(old: list[str], new: list[str], before: Said, after: Said) -> None:
    """Take away lines that differ by nothing but the day and the operator of each copy."""
    for line in tuple(new):
        bare = after.without_own(line)
        other = next((o for o in old if before.without_own(o) == bare), None)
        if other is not None:
            old.remove(other)
            new.remove(line)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Lay lines of one stretch beside each other: fields by their label, a line alone as it is."""
    alone = len(old) == 1 and len(new) == 1
    left = list(old)
    for line in new:
        label = _label(line)
        other = next((o for o in left if alone or (label and _label(o) == label)), None)
        if other is None:
            yield Difference(Change.ADDED, "", "", line)
            continue
        left.remove(other)
        same = label if _label(other) == label else ""
        yield Difference(Change.CHANGED, same, _value(other, same), _value(line, same))
    for line in left:
        yield Difference(Change.GONE, "", line, "")


def _label(line: str) -> str:
    """Give what a field is called, or the first cell of a row."""
    found = _LABEL.match(line)
    return found[1] if found else ""


def _value(line: str, label: str) -> str:
    return _LABEL.sub("", line, count=1) if label else line
