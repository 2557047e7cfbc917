"""The draft of a programme's next version: kept apart from records, checked, published.

A draft is the text of the file that it will be, and lies among the store's own settings: no
other desk sees it, and what is in force does not know of it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.problems import DeskError
from desktop.domain.programme_file import (
    FORMAT,
    ProgrammeFile,
    ProgrammeFileError,
    ProgrammeProblem,
    read_programme,
)
from desktop.domain.programme_text import (
    Change,
    Data,
    Difference,
    data_in,
    differences,
    entries,
)
from desktop.domain.records import Application, Criterion, Mission, Programme
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
    return Opened(held, base_of(desk, held), draft_of(desk, code))


def base_of(desk: Desk, held: ProgrammeData) -> Data:
    """Give the data of the version in force: its file's, or where that is not here what it wrote.

    What only the file says (the classes of export, the bands of readiness, where a provisional
    datum comes from) is then taken from the latest file that is here. What a desk has changed by
    hand is no part of a version.
    """
    programme = held.programme
    text = programmes.text_of(desk, programme.code, programme.version)
    if text is not None:
        return data_in(text)
    older = range(programme.version - 1, 0, -1)
    texts = (programmes.text_of(desk, programme.code, version) for version in older)
    known = next((data_in(text) for text in texts if text is not None), Data())
    told, missions = programmes.written_by(desk, programme)
    return known | _as_recorded(told, missions, known)


def keep(desk: Desk, code: str, base: int, text: str) -> Checked:
    """Keep a draft and look at it."""
    told = {"base": base, "text": text, "at": desk.now().isoformat()}
    desk.store.set(_kept_as(code), json.dumps(told, ensure_ascii=False))
    return check(desk, code, text)


def check(desk: Desk, code: str, text: str) -> Checked:
    """Say what is wrong with a draft, and how it differs from what is in force."""
    held = in_force(desk, code)
    new = data_in(text)
    differing = differences(base_of(desk, held), new)
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


# --- Data from records ---------------------------------------------------------------------------


def _as_recorded(held: ProgrammeData, missions: Iterable[Mission], known: Data) -> Data:
    programme = held.programme
    found: Data = {
        "format": FORMAT, "code": programme.code, "version": programme.version,
        "title": _titles(programme), "valid_from": programme.valid_from,
        "legal_basis": {"it": programme.legal_basis or "",
                        "en": programme.legal_basis_en or programme.legal_basis or ""},
        "valid_to": programme.valid_to, "source": programme.source or "-",
        "partners": list(programme.partners),
        "lines": [_told(x, "training", provisional=x.provisional)
                  | {"order": x.place} | ({} if x.active else {"active": False})
                  for x in held.lines],
        "markets": [_told(x, "passport_months", "kind", provisional=x.provisional)
                    for x in held.markets],
        "sectors": [_told(x, provisional=x.provisional) for x in held.sectors],
        "matrix": [_some(x, "sector", "market", "line", "priority", "provisional", "source")
                   for x in held.matrix],
        "missions": [_mission(x, known) for x in missions],
        "eligibility": _section(known, "eligibility", programme, (
            "region", "provinces", "export_only", "declarations", "needs")),
        "selection": _selection(programme, held.criteria, known),
        "attendance": _section(known, "attendance", programme, ())
        | _given(threshold=programme.attendance_threshold),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def _titles(record: object) -> Data:
    title = str(getattr(record, "title"))  # noqa: B009 - every record here has one
    return {"it": title, "en": getattr(record, "title_en", None) or title}


def _given(**values: object) -> Data:
    return {
        key: str(value) if isinstance(value, str) else value
        for key, value in values.items()
        if value not in (None, False, (), [])
    }


def _some(record: object, *names: str) -> Data:
    held = {name: getattr(record, name) for name in names}
    return _given(**{k: list(v) if isinstance(v, tuple) else v for k, v in held.items()})


def _told(record: object, *names: str, provisional: bool) -> Data:
    own = _some(record, "code") | {"title": _titles(record)} | _some(record, *names)
    return own | _given(provisional=provisional) | _some(record, "source")


def _mission(mission: Mission, known: Data) -> Data:
    told = _some(
        mission, "market", "line", "sectors", "place", "host_event", "seats", "quorum", "deadline",
        "grant_on", "regulation", "reduce_to_residual", "largest_size", "selection", "required",
        "provisional",
    )  # fmt: skip
    aid = None if mission.aid is None else f"{mission.aid // 100}.{mission.aid % 100:02}"
    days = {"from": mission.starts, "to": mission.ends}
    older = (e for e in entries(known, _MISSIONS) if e.get("code") == mission.code)
    source = next(older, Data()).get("source")
    own: Data = {"code": mission.code, "title": _titles(mission)}
    return own | told | _given(**days, aid=aid, source=source)


def _section(known: Data, key: str, programme: Programme, names: tuple[str, ...]) -> Data:
    before = known.get(key)
    standing = before if isinstance(before, dict) else {}
    kept = {name: standing[name] for name in ("provisional", "source") if name in standing}
    return kept | _some(programme, *names)


def _selection(programme: Programme, criteria: tuple[Criterion, ...], known: Data) -> Data:
    listed = [_some(c, "code") | {"title": _titles(c), "points": c.most} for c in criteria]
    own = _section(known, "selection", programme, ("counting", "renunciation_days"))
    if criteria:  # each of them says what the section says
        own |= _some(criteria[0], "provisional", "source") | {"criteria": listed}
    return own | _given(threshold=programme.score_threshold)
