"""Deeds without Python's collector of cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cycles out while a deed runs.

    It walks again and again through the records of a long list, and holds every thread meanwhile,
    the window's too. What deeds make goes without it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
