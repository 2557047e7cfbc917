"""`./dev mutants [WORD]`: break one line of the exchange at a time; a test must see each.

Every property of the exchange has at least one. A mutant is tried in a copy of the tree; one whose
line is not found is an error, so that the list follows the code.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ONE = "tests/sync/test_one_by_one.py"
VERSIONS = "tests/sync/test_versions.py"
AT_ONCE = 2
LIMIT = 300  # seconds for the tests of one mutant


@dataclass(frozen=True)
class Mutant:
    """A line of the code and what stands in its place; `tests` are to see it."""

    property: str
    what: str
    file: str
    line: str
    instead: str
    tests: str = ONE


MUTANTS = (
    Mutant("P1", "each desk shows what it likes", "db/conflicts.py",
           "return max(operations, key=lambda op: (op.part.at, *self._name(op)))",
           "return max(operations, key=lambda op: op.dot)"),
    Mutant("P2", "what is here already is applied again", "db/merging.py",
           "if part.first > writer.last]", "if part]"),
    Mutant("P3", "gaps are not seen", "desktop/sync/plan.py",
           "if one.frame.first > last.get(writer, 0) + 1:", "if not one.frame.first:"),
    Mutant("P3", "work does not wait for what it replaced", "desktop/sync/plan.py",
           "if other != writer and last.get(other, 0) < seq:", "if not other:"),
    Mutant("P4", "the last to come wins", "db/dots.py",
           "held = sorted({*(d for d in self.of(register) if d not in gone), dot})",
           "held = [dot]"),
    Mutant("P4", "what a removal left out is lost", "db/conflicts.py",
           "survives = any(dot not in named for dot in live.values())", "survives = False"),
    Mutant("P5", "a conflict of two is none", "db/conflicts.py",
           "if wire not in known or len(held) < 2:", "if wire not in known or len(held) < 3:"),
    Mutant("P5", "what was replaced stays in conflict", "db/dots.py",
           "if len(standing) == 1 and standing[0] in replaced:",
           "replaced = []\n        if not standing:"),
    Mutant("P5", "letter case is a conflict", "db/conflicts.py",
           'return " ".join(value.split()).casefold()', "return value"),
    Mutant("P6", "the first by the clock is shown", "db/conflicts.py",
           "return max(operations, key=lambda op: (op.part.at",
           "return min(operations, key=lambda op: (op.part.at"),
    Mutant("P7", "a decision replaces one value only", "db/writing.py",
           "if register == ALIVE and deleting else live.of(register)",
           "if register == ALIVE and deleting else live.of(register)[:1]"),
    Mutant("P8", "a frame that breaks off is kept", "db/store.py",
           "                connection.rollback()\n                raise",
           "                connection.commit()\n                raise"),
    Mutant("P9", "anybody may sign", "desktop/sync/bundle.py",
           "return any(card.verifies(self.signature, _SIGNED + self.signed) for card in mine)",
           "return any(True for card in mine)"),
    Mutant("P10", "a copy put back is not noticed", "desktop/services/marks.py",
           "if _fits(desk):", "if _fits(desk) or True:"),
    Mutant("P10", "the accepted chain is not asked for", "desktop/services/exchange.py",
           "if wrong.reason != FORKED or not wrong.writer:", "if wrong.reason:"),
    Mutant("P10", "a chain that parts within a transaction is not seen",
           "desktop/services/judging.py", "points.get(last) != chain",
           "points.get(last, chain) != chain"),
    Mutant("P10", "a restored store goes on under its old numbers", "desktop/services/stores.py",
           "    marks.forget(target)\n", ""),
    Mutant("P11", "a copy that is put back loses the order", "desktop/services/stores.py",
           "if desk.store.unordered():", "if not desk.store:"),
    Mutant("P11", "the journal keeps what was erased", "db/erasing.py",
           "        _blank_logged(log, row.writer, row.first, targets)", "        continue"),
    Mutant("P11", "what comes late stays", "db/merging.py",
           "        if self._erased:", "        if self._held and not self._erased:",
           "tests/sync/test_erasing.py"),
    Mutant("P11", "work that came late for an erased firm stays", "desktop/services/erasure.py",
           "            if new:", "            if not new:"),
    Mutant("P12", "in a ring each firm is its own survivor", "db/merged.py",
           "return min(seen[seen.index(following) :])", "return firm"),
    Mutant("P12", "a firm under one that went is not found", "db/search.py",
           "moved = [t.record for t in held if t.kind is Firm.KIND and ALIVE in t.registers]",
           "moved = list[bytes]()"),
    Mutant("P13", "what comes for an erased record has nothing to stand on", "db/erasing.py",
           'connection.execute(insert(table).prefix_with("OR IGNORE").values(empty))', "pass"),
    Mutant("P13", "a part that goes does not let the whole go", "db/writing.py",
           "        if not (removed or moving):", "        if removed or moving:"),
    Mutant("P14", "a kind of a newer program is refused", "desktop/frames/sealed.py",
           "    if kind is None:\n        return True",
           '    if kind is None:\n        raise FrameError("frame-bad")', VERSIONS),
    Mutant("P14", "what was not known is not read after an upgrade", "db/rescan.py",
           "if before == told:", "if before:", VERSIONS),
    Mutant("P15", "the clock says what is in conflict", "db/conflicts.py",
           "if differ([op.value(wire) for op in live.operations(held)]):",
           "if differ([op.value(wire) for op in live.operations(held)])"
           " and len({op.part.at // 86_400_000 for op in live.operations(held)}) == 1:"),
    Mutant("P17", "private notes leave", "db/exchange.py",
           "            if not WriterId.parse(row.id).private\n", ""),
    Mutant("P18", "sealing moves the chain", "db/log.py",
           "chain=last.chain, body=join_sealed(r.body for r in rows)",
           "chain=first.chain, body=join_sealed(r.body for r in rows)"),
)  # fmt: skip


def survives(mutant: Mutant) -> str | None:
    """Give what pytest said of a mutant that no test saw; None when one did."""
    with tempfile.TemporaryDirectory(prefix="sportello-mutant-") as name:
        tree = Path(name)
        for part in ("db", "desktop", "resources", "tests", "pyproject.toml"):
            _copy(ROOT / part, tree / part)
        path = tree / mutant.file
        path.write_text(_broken(mutant), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
                   mutant.tests]  # fmt: skip
        done = subprocess.run(
            command, cwd=tree, env=os.environ | {"PYTHONPATH": name}, timeout=LIMIT, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    if done.returncode not in (0, 1):  # 1: a test failed
        message = f"{mutant.what}: pytest did not run\n{done.stdout}"
        raise RuntimeError(message)
    return done.stdout if done.returncode == 0 else None


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def _broken(mutant: Mutant) -> str:
    """Give the file with the mutant's line in it; the line must stand there once."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    if text.count(mutant.line) != 1:
        message = f"{mutant.file}: {text.count(mutant.line)} times, not once: {mutant.line!r}"
        raise LookupError(message)
    return text.replace(mutant.line, mutant.instead)


def main(words: list[str]) -> int:
    """Try every mutant, or those that a word names; 1 when one survives."""
    chosen = [m for m in MUTANTS if all(word in f"{m.property} {m.what}" for word in words)]
    for mutant in chosen:
        _broken(mutant)
    survivors = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutant, said in zip(chosen, pool.map(survives, chosen), strict=True):
            survivors += said is not None
            verdict = "caught" if said is None else "SURVIVED"
            sys.stdout.write(f"{verdict:8} {mutant.property:4} {mutant.what} ({mutant.file})\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} mutants, {survivors} survived\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
