"""What the page of programmes shows, gathered on the store thread."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.programme_draft import Difference, data_in, differences
from desktop.domain.programme_file import ProgrammeFile, read_programme
from desktop.services import missions, programme_drafts, programmes
from desktop.services.desk import Desk
from desktop.services.programme_drafts import Checked, Draft
from desktop.services.programmes import ProgrammeData


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version that is here."""

    number: int
    in_force: bool
    packaged: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A programme of the store with its versions, the latest first, and its draft."""

    data: ProgrammeData
    missions: int
    versions: tuple[VersionLine, ...]
    draft: Draft | None
    checked: Checked | None

    @property
    def code(self) -> str:
        """Give its code."""
        return self.data.programme.code


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme's file that was read: what it holds, how it differs from what is in force.

    `before` is the version in force, None for a programme that is new here.
    """

    path: Path
    text: str
    file: ProgrammeFile
    before: int | None
    differing: tuple[Difference, ...]


def held(desk: Desk) -> tuple[Held, ...]:
    """Give the programmes of the store."""
    counted: dict[str, int] = {}
    for mission in missions.listed(desk):
        counted[mission.programme] = counted.get(mission.programme, 0) + 1
    return tuple(
        _held(desk, data, counted.get(data.programme.code, 0)) for data in programmes.listed(desk)
    )


def _held(desk: Desk, data: ProgrammeData, count: int) -> Held:
    programme = data.programme
    lines = tuple(
        VersionLine(
            number, number == programme.version, programmes.is_packaged(programme.code, number)
        )
        for number in reversed(programmes.versions(desk, programme))
    )
    draft = programme_drafts.draft_of(desk, programme.code)
    checked = programme_drafts.check(desk, programme.code, draft.text) if draft else None
    return Held(data, count, lines, draft, checked)


def offered(desk: Desk, path: Path) -> Offered:
    """Read a programme's file; a malformed one is refused with every line and reason."""
    text = programmes.text_in(path)
    file = read_programme(text)
    here = next((d for d in programmes.listed(desk) if d.programme.code == file.code), None)
    if here is None:
        return Offered(path, text, file, None, ())
    base = programme_drafts.base_of(here)
    return Offered(path, text, file, here.programme.version, differences(base, data_in(text)))
