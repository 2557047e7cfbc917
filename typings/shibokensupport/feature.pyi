from collections.abc import Callable

_mod_uses_pyside: Callable[[object], bool]
