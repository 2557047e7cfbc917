"""Deeds without Python's collector of cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cycles out while a deed runs.

    It walks again and again through the records of a long list; what deeds make goes without it.
    The window has a way of its own (`ui/cycles.py`).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
