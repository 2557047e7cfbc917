"""What a program knows of records: kinds, registers and the columns of each.

Work of a newer program lies in the journal and is handed on unread. When the program has learned
more since the store was last opened, the journal is read again (db/rescan.py).
"""

import json
from collections.abc import Mapping

from desktop.domain.records import KINDS

KNOWN = "known"  # the setting that says what was known when the store was last opened
Known = Mapping[int, Mapping[int, tuple[str, ...]]]  # kind, register, columns


def known() -> Known:
    """Give what this program knows, by wire ids."""
    return {
        kind.wire: {
            register.wire: tuple(column.name for column in register.columns)
            for register in kind.registers
        }
        for kind in KINDS
    }


def told() -> str:
    """Give it as the setting holds it."""
    return json.dumps(known(), separators=(",", ":"), sort_keys=True)


def news(before: str) -> dict[int, frozenset[int]]:
    """Give, of each kind, the registers that were not known, or not with all their columns."""
    held: dict[str, dict[str, list[str]]] = json.loads(before)
    found = {
        kind: frozenset(
            register
            for register, columns in registers.items()
            if not set(columns) <= set(held.get(str(kind), {}).get(str(register), ()))
        )
        for kind, registers in known().items()
    }
    return {kind: new for kind, new in found.items() if new}
