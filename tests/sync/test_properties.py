"""The properties of the exchange (docs/exchange.md), in a few drawn runs; `./dev hard` has many.

P1 convergence, P2 duplicates, P3 any order, P4 to P6 what is live, in conflict and shown (against
tests/sync/oracle.py), P7 decisions, P9 spoilt files, P10 copies put back, P12 merged firms, P13
references, P15 clocks, P18 sealing: tests/sync/world.py looks at all of them in every run.
"""

import pytest

from tests.sync.machine import Desks, DesksThatErase, DesksThatForget, run


@pytest.mark.parametrize(
    ("machine", "examples"), [(Desks, 6), (DesksThatErase, 4), (DesksThatForget, 2)]
)
def test_desks_agree_whatever_becomes_of_the_mail(machine: type[Desks], examples: int) -> None:
    run(machine, examples, 25, derandomize=True)
