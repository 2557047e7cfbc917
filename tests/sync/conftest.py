"""Desks of a test that exchange files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchanging import Desks, desks_in


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """Give desks that are made in the test and closed after it."""
    with desks_in(tmp_path) as made:
        yield made
