"""`override` for the type checker; at run time it marks nothing.

typing_extensions, where it comes from, takes as long to load as a third of Qt: what the window
needs before its first paint takes it from here.
"""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    _M = TypeVar("_M")

    def override(method: _M) -> _M:
        """Give the method as it is."""
        return method


__all__ = ["override"]
