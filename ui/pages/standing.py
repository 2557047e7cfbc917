"""How the store stands: its records, its last copy, and what the exchange asks for."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from desktop.domain.codecs import ROME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.desk import Desk
    from desktop.services.standing import Due
    from ui.inbox import Inbox


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts by the name of the page that shows them, and the moment of the last copy."""

    counts: dict[str, int]
    copied_at: datetime | None
    due: "Due"


def reading(inbox: "Inbox") -> "Callable[[Desk], Standing]":
    """Give the question how the store stands, with the files that lie at hand now."""
    folder, handed, doubles = inbox.folder, inbox.handed, inbox.doubles
    return lambda desk: read(desk, folder, handed, doubles)


def read(
    desk: "Desk", folder: "Path | None", handed: "tuple[Path, ...]", doubles: int
) -> Standing:  # fmt: skip
    """Read it from the store, and from the folder of the exchange; doubles were counted before."""
    from desktop.services import standing, stores  # noqa: PLC0415 - loads the store's libraries

    info = stores.info(desk)
    held = cast("dict[str, int]", info["records"])
    counts = {"firms": held["firm"], "sessions": held["session"], "missions": held["mission"],
              "papers": held["paper"]}  # fmt: skip
    copied = cast("str | None", info["last_backup"])
    at = datetime.fromisoformat(copied).astimezone(ROME) if copied else None
    due = replace(standing.due(desk, folder, handed), doubles=doubles)
    return Standing(counts, at, due)
