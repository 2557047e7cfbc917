"""An export or import that ends at any of its writes; every one of them is tests/hard."""

from tests.exchanging import Desks
from tests.stopping import stopped_exports, stopped_imports


def test_a_stopped_export_leaves_a_whole_file_or_none(desks: Desks) -> None:
    found = stopped_exports(desks, every=7)
    assert found.stops > 1
    assert found.before + found.after == found.stops
    assert found.before


def test_a_stopped_import_is_before_or_after_and_is_completed(desks: Desks) -> None:
    found = stopped_imports(desks, every=9)
    assert found.stops > 2
    assert found.before
    assert found.after
