"""Whose store it is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose store this is. A practice store exchanges only with practice stores."""

    chamber: str
    desk: str
    name: str
    programme: str
    practice: bool = False

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> "Identity":
        """Read it from the settings of a store."""
        return cls(
            chamber=settings["chamber"], desk=settings["desk"], name=settings["name"],
            programme=settings["programme"], practice=settings["practice"] == "1",
        )  # fmt: skip

    def settings(self) -> dict[str, str]:
        """Give it as the settings of a store."""
        return {
            "chamber": self.chamber,
            "desk": self.desk,
            "name": self.name,
            "programme": self.programme,
            "practice": "1" if self.practice else "0",
        }
