"""A gate at which work of another thread stands still until the test lets it through."""

import threading

import pytest

_LONGEST = 30.0  # seconds; of a test that fails


class Gate:
    """Stands before a function of a module or class: whoever calls it waits until `open`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        self._reached = threading.Event()
        self._open = threading.Event()
        self.threads: set[str] = set()
        through = getattr(owner, name)

        def stop(*given: object, **more: object) -> object:
            self.threads.add(threading.current_thread().name)
            self._reached.set()
            self._open.wait(_LONGEST)
            return through(*given, **more)

        monkeypatch.setattr(owner, name, stop)

    @property
    def reached(self) -> bool:
        """Tell whether somebody stands there."""
        return self._reached.is_set()

    def open(self) -> None:
        """Let everyone through from now on."""
        self._open.set()
