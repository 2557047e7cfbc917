"""Two answers to one question laid side by side: what came, what went, what weighs otherwise.

A kept outcome is never computed again; a new one is set beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Finding = Mapping[str, object]  # as a kept outcome holds it: code, severity, data, sentence...


class Difference(StrEnum):
    """How one reason differs between two answers."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Differing:
    """One reason that differs; `before` or `after` is None where there was none."""

    what: Difference
    code: str
    before: Finding | None
    after: Finding | None


def differences(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Differing, ...]:
    """Give the reasons that differ, in the order of the later answer, those that went last.

    A reason is known again by its code and its place among those of the same code; the day it was
    asked about and its sentence are no difference by themselves.
    """
    old, new = _numbered(before), _numbered(after)
    found: list[Differing] = []
    for key, finding in new.items():
        held = old.get(key)
        if held is None:
            found.append(Differing(Difference.CAME, key[0], None, finding))
        elif _judged(held) != _judged(finding):
            found.append(Differing(Difference.CHANGED, key[0], held, finding))
    gone = (key for key in old if key not in new)
    return (*found, *(Differing(Difference.WENT, key[0], old[key], None) for key in gone))


def _numbered(findings: Iterable[Finding]) -> dict[tuple[str, int], Finding]:
    counted: dict[str, int] = {}
    found: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        code = str(finding.get("code", ""))
        counted[code] = counted.get(code, 0) + 1
        found[code, counted[code]] = finding
    return found


def _judged(finding: Finding) -> tuple[object, object]:
    return finding.get("severity"), finding.get("data")
