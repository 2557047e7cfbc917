"""The draft of a programme's next version: kept apart from records, checked, published.

A draft is the text of the file that it will be, and lies among the store's own settings: no
other desk sees it, and what is in force does not know of it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.problems import DeskError
from desktop.domain.programme_draft import (
    Change,
    Data,
    Difference,
    data_in,
    differences,
)
from desktop.domain.programme_file import (
    ProgrammeFile,
    ProgrammeFileError,
    ProgrammeProblem,
    read_programme,
)
from desktop.domain.records import Application, Mission
from desktop.services import programmes
from desktop.services.desk import Changed, Desk
from desktop.services.programmes import ProgrammeData

_MISSIONS = ("missions",)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it lies: its text, the version that it goes on from, when it was last kept."""

    code: str
    base: int
    text: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A programme to be edited: what is in force, and the draft, if one was begun.

    `behind` tells that another version came since the draft was begun.
    """

    in_force: ProgrammeData
    base: Data
    draft: Draft | None

    @property
    def behind(self) -> bool:
        """Tell whether the draft goes on from a version that is no longer in force."""
        return self.draft is not None and self.draft.base != self.in_force.programme.version


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was looked at: what is wrong with it, how it differs from what is in force."""

    problems: tuple[ProgrammeProblem, ...]
    differing: tuple[Difference, ...]


def _kept_as(code: str) -> str:
    return f"programme-draft/{code}"


def draft_of(desk: Desk, code: str) -> Draft | None:
    """Give the draft of a programme, if one was begun."""
    held = desk.store.settings().get(_kept_as(code))
    if not held:
        return None
    told = json.loads(held)
    return Draft(code, told["base"], told["text"], datetime.fromisoformat(told["at"]))


def in_force(desk: Desk, code: str) -> ProgrammeData:
    """Give the programme of a code as it stands; `not-found` where it is not here."""
    with desk.store.reading() as reader:
        held = programmes.by_code(reader, code)
    if held is None:
        raise DeskError("not-found", kind="programme", named=code)
    return held


def opened(desk: Desk, code: str) -> Opened:
    """Open a programme to be edited."""
    held = in_force(desk, code)
    return Opened(held, base_of(held), draft_of(desk, code))


def base_of(held: ProgrammeData) -> Data:
    """Give the data of the version in force: its file's, whatever a desk has changed since."""
    return data_in(_file_in(held))


def _file_in(held: ProgrammeData) -> str:
    programme = held.programme
    if programme.file is None:
        raise DeskError("not-found", kind="programme", named=programme.code)
    return programme.file


def keep(desk: Desk, code: str, base: int, text: str) -> Checked:
    """Keep a draft and look at it."""
    told = {"base": base, "text": text, "at": desk.now().isoformat()}
    desk.store.set(_kept_as(code), json.dumps(told, ensure_ascii=False))
    return check(desk, code, text)


def check(desk: Desk, code: str, text: str) -> Checked:
    """Say what is wrong with a draft, and how it differs from what is in force."""
    held = in_force(desk, code)
    new = data_in(text)
    differing = differences(base_of(held), new)
    return Checked((*_problems(text), *_in_use(desk, code, differing)), differing)


def _problems(text: str) -> tuple[ProgrammeProblem, ...]:
    try:
        read_programme(text)
    except ProgrammeFileError as refused:
        return refused.problems
    return ()


def _in_use(
    desk: Desk, code: str, differing: Iterable[Difference]
) -> tuple[ProgrammeProblem, ...]:  # fmt: skip
    """Give the missions that are taken out although firms have applied to them."""
    gone = {d.name for d in differing if d.path == _MISSIONS and d.what is Change.GONE}
    if not gone:
        return ()
    with desk.store.reading() as reader:
        counted = {
            mission.code: len(reader.of(Application, mission=mission.id))
            for mission in reader.of(Mission, programme=code)
            if mission.code in gone
        }
    return tuple(
        ProgrammeProblem(1, "missions", "mission-in-use", {"value": name, "count": str(count)})
        for name, count in counted.items()
        if count
    )


def discard(desk: Desk, code: str) -> None:
    """Throw a draft away."""
    desk.store.set(_kept_as(code), "")


def publish(desk: Desk, code: str) -> tuple[ProgrammeFile, Changed]:
    """Put the draft of a programme in force as its next version, as `programmes add` does.

    What was kept and printed under the version before stays as it was.
    """
    draft = draft_of(desk, code)
    if draft is None:
        raise DeskError("not-found", kind="programme", named=code)
    version = in_force(desk, code).programme.version
    if draft.base != version:
        raise DeskError("draft-behind", base=str(draft.base), version=str(version))
    found = check(desk, code, draft.text)
    if found.problems:
        raise ProgrammeFileError(found.problems)
    if not found.differing:
        raise DeskError("draft-same", version=str(version))
    file, _, changed = programmes.enter(desk, draft.text)
    discard(desk, code)
    return file, changed
