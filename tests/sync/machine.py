"""What Hypothesis draws: desks at work, their mail and its faults, in any order.

The suite runs a few of these, `./dev hard` many; both end with all mail coming through.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from desktop.typed import override
from tests.sync.replicas import YEARS
from tests.sync.world import World

_few = st.integers(0, 9)
_desk = st.integers(0, 4)
COUNTS: Counter[str] = Counter()


class Desks(RuleBasedStateMachine):
    """Three to five desks that know the same two firms, and what becomes of them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(Path(tempfile.mkdtemp(prefix="sportello-desks-")))

    @initialize(desks=st.integers(3, 4))
    def begin(self, desks: int) -> None:
        self.world.close()
        self.world = World(Path(tempfile.mkdtemp(prefix="sportello-desks-")), desks)
        self.world.begin()

    @rule(at=_desk, code=_few, name=_few)
    def add_firm(self, at: int, code: int, name: int) -> None:
        self.world.add_firm(self.world.at(at), code, name)

    @rule(at=_desk, which=_few, field=_few, value=_few)
    def change_firm(self, at: int, which: int, field: int, value: int) -> None:
        self.world.change_firm(self.world.at(at), which, field, value)

    @rule(at=_desk, which=_few, deed=_few, value=_few)
    def change_people(self, at: int, which: int, deed: int, value: int) -> None:
        self.world.change_people(self.world.at(at), which, deed, value)

    @rule(at=_desk, which=_few)
    def remove_firm(self, at: int, which: int) -> None:
        self.world.remove_firm(self.world.at(at), which)

    @rule(at=_desk, which=_few, note=st.booleans())
    def add_session(self, at: int, which: int, *, note: bool) -> None:
        self.world.add_session(self.world.at(at), which, note=note)

    @rule(at=_desk, which=_few, deed=_few, value=_few)
    def change_session(self, at: int, which: int, deed: int, value: int) -> None:
        self.world.change_session(self.world.at(at), which, deed, value)

    @rule(at=_desk, which=_few, state=_few)
    def applications(self, at: int, which: int, state: int) -> None:
        at = self.world.at(at)
        if state % 2:
            self.world.apply(at, which)
        else:
            self.world.change_application(at, which, state)

    @rule(at=_desk, which=st.integers(0, 50), received=st.booleans())
    def undo(self, at: int, which: int, *, received: bool) -> None:
        at = self.world.at(at)
        (self.world.undo_received if received else self.world.undo)(at, which)

    @rule(at=_desk, loser=_few, winner=_few)
    def merge(self, at: int, loser: int, winner: int) -> None:
        self.world.merge(self.world.at(at), loser, winner)

    @rule(at=_desk, which=_few)
    def unmerge(self, at: int, which: int) -> None:
        self.world.unmerge(self.world.at(at), which)

    @rule(at=_desk, which=_few, letter=_few)
    def resolve(self, at: int, which: int, letter: int) -> None:
        self.world.resolve(self.world.at(at), which, letter)

    @rule(at=_desk, to=_desk, whole=st.booleans())
    def mail(self, at: int, to: int, *, whole: bool) -> None:
        at, to = self.world.at(at), self.world.at(to)
        (self.world.carry if whole else self.world.post)(at, to)

    @rule(at=_desk, to=_desk)
    def carry(self, at: int, to: int) -> None:
        self.world.carry(self.world.at(at), self.world.at(to))

    @rule(at=_desk, which=_few, keep=st.booleans())
    def deliver(self, at: int, which: int, *, keep: bool) -> None:
        self.world.deliver(self.world.at(at), which, keep=keep)

    @rule(at=_desk, which=_few, place=st.integers(0, 1 << 20), fate=st.integers(0, 2))
    def spoil(self, at: int, which: int, place: int, fate: int) -> None:
        if fate == 2:
            self.world.lose(which)
        else:
            self.world.spoil(self.world.at(at), which, place, cut=bool(fate))

    @rule(at=_desk, year=st.sampled_from(sorted(YEARS.values())))
    def set_clock(self, at: int, year: int) -> None:
        self.world.set_clock(self.world.at(at), year)

    @rule(at=_desk, deed=st.integers(0, 4), which=_few)
    def handle(self, at: int, deed: int, which: int) -> None:
        at = self.world.at(at)
        if deed == 0:
            self.world.seal(at)
        elif deed == 1:
            self.world.copy(at)
        elif deed == 2:
            self.world.restore(at, which)
        elif deed == 3:
            self.world.clone(at)
        else:
            self.world.copy(at)
            self.world.change_firm(at, which, which, which)
            self.world.restore(at, which)

    @override
    def teardown(self) -> None:
        """Let all mail come through, decide every conflict, and close."""
        try:
            if len(self.world.known) == len(self.world.replicas):
                self.world.settle()
                self.world.decide_all(random.Random(0))  # noqa: S311 - which value, not a secret
        finally:
            COUNTS.update(self.world.done)
            COUNTS["examples"] += 1
            self.world.close()


class DesksThatErase(Desks):
    """The same, with erasures (GDPR)."""

    @rule(at=_desk, which=_few, whole=st.booleans())
    def erase(self, at: int, which: int, *, whole: bool) -> None:
        self.world.erase(self.world.at(at), which, whole=whole)


class DesksThatForget(Desks):
    """The same, with disks that are put back whole, so that nobody notices."""

    @rule(at=_desk, lost=st.integers(0, 2), later=st.integers(0, 3), value=_few)
    def image(self, at: int, lost: int, later: int, value: int) -> None:
        at = self.world.at(at)

        def deed(n: int) -> Callable[[], None]:
            if n % 3 == 2:
                return partial(self.world.add_firm, at, n, n)
            return partial(self.world.change_firm, at, n, n, n)

        def deeds(count: int, first: int) -> list[Callable[[], None]]:
            return [deed(n) for n in range(first, first + count)]

        self.world.image(at, deeds(lost, value), deeds(later, value + 5))


def run(machine: type[Desks], examples: int, steps: int, *, derandomize: bool) -> None:
    """Let Hypothesis draw so many runs of so many steps."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=derandomize,
            print_blob=True,
            database=None,
        ),
    )
