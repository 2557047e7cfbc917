"""The window: all of Qt. It speaks to the desk through desktop.services alone."""

import PySide6.QtCore  # noqa: F401 - brings shibokensupport, which is part of it
from shibokensupport import feature


def _reads_no_source(_module: object) -> bool:
    """Tell PySide that no module asks for its `__feature__` switches, without looking."""
    return False


# PySide reads the source of every module that is imported after it, to see whether it switches
# features on, and the texts stay in memory: 20 MB, and a quarter of the start. Ours switch none.
feature._mod_uses_pyside = _reads_no_source  # noqa: SLF001 - there is no public way to say so
