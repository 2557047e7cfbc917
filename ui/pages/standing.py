"""How the store stands: how many records it has, when it was last copied."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from desktop.domain.codecs import ROME

if TYPE_CHECKING:
    from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts by the name of the page that shows them, and the moment of the last copy."""

    counts: dict[str, int]
    copied_at: datetime | None


def read(desk: "Desk") -> Standing:
    """Read it from the store."""
    from desktop.services import stores  # noqa: PLC0415 - loads the store's libraries

    info = stores.info(desk)
    held = cast("dict[str, int]", info["records"])
    counts = {"firms": held["firm"], "sessions": held["session"], "missions": held["mission"],
              "papers": held["paper"]}  # fmt: skip
    copied = cast("str | None", info["last_backup"])
    at = datetime.fromisoformat(copied).astimezone(ROME) if copied else None
    return Standing(counts, at)
