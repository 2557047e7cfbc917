"""How the small classes of papers are made: frozen to the type checker, and quick to load.

A paper printed from the command line begins with loading them. `dataclass(frozen=True)` compiles
six methods for each of some fifty classes, which takes as long as setting a short paper. Here one
is compiled; the rest is the same for all.
"""

from dataclasses import dataclass
from typing import Any, cast, dataclass_transform


@dataclass_transform(frozen_default=True)
def piece(*, kw_only: bool = False) -> Any:  # noqa: ANN401 - a decorator of any class
    """Make a class of content, like `dataclass(frozen=True)`; nobody changes what is made."""

    def made(cls: type) -> type:
        held: Any = dataclass(cls, eq=False, repr=False, kw_only=kw_only)
        held.__eq__, held.__hash__, held.__repr__ = _is_same, None, _told
        return cast("type", held)

    return made


def names_of(kind: type) -> tuple[str, ...]:
    """Name what a class of content holds; of any other class, nothing."""
    return tuple(getattr(kind, "__dataclass_fields__", ()))


def _is_same(self: object, other: object) -> bool:
    return type(self) is type(other) and vars(self) == vars(other)


def _told(self: Any) -> str:  # noqa: ANN401
    held = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
    return f"{type(self).__name__}({held})"
