"""What the page of programmes shows, gathered on the store thread."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.programme_draft import Data, Difference, data_in, differences
from desktop.domain.programme_file import ProgrammeFile, ProgrammeFileError, read_programme
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
    read: tuple[Data, ...] = ()  # the draft and what is in force, in which differences are named

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
    read: tuple[Data, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A programme's file that was refused, and what of it could be read."""

    path: Path
    error: ProgrammeFileError
    data: Data


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
    read = (data_in(draft.text), programme_drafts.base_of(data)) if draft else ()
    return Held(data, count, lines, draft, checked, read)


def offered(desk: Desk, path: Path) -> Offered | Refused:
    """Read a programme's file; a malformed one is refused with every line and reason."""
    text = programmes.text_in(path)
    try:
        file = read_programme(text)
    except ProgrammeFileError as error:
        return Refused(path, error, _readable(text))
    here = next((d for d in programmes.listed(desk) if d.programme.code == file.code), None)
    if here is None:
        return Offered(path, text, file, None, ())
    base = programme_drafts.base_of(here)
    data = data_in(text)
    return Offered(
        path, text, file, here.programme.version, differences(base, data), (data, base)
    )  # fmt: skip


def _readable(text: str) -> Data:
    """Give the data of a file that was refused: none where it is no TOML."""
    try:
        return data_in(text)
    except ValueError:
        return {}
