"""Pictures of the window, drawn without a screen: for the manual, and to look at one's work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.domain.rules.states import possible
from desktop.settings import Settings
from ui import tokens
from ui.application import Application
from ui.sitting import Sitting

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from ui.page import Page
    from ui.pages.exchange import ExchangePage
    from ui.pages.firms import FirmsPage
    from ui.pages.imports import ImportsPage
    from ui.pages.missions import MissionsPage
    from ui.pages.papers import PapersPage
    from ui.pages.programme_draft import ProgrammeDraftPage

SIZE = (1366, 768)
_LOOK = 20  # milliseconds between two looks whether the window is at rest
_LONGEST = 30_000
_TYPING = 300  # milliseconds after which what was typed has been looked up
_SETTLING = 100  # milliseconds in which layouts have answered one another
_BROKEN_NAME = "programma-2022.toml"
_BROKEN = """format = 1
code = "programma 2022"
version = 1
title = { it = "Programma 2022", en = "Programme 2022" }
legal_basis = { it = "DGR 1", en = "Resolution 1" }
valid_from = 2022-01-10
source = "Prova"

[[missions]]
code = "TORONTO-2022"
title = { it = "Toronto" }
market = "CA"
seats = 5
quorum = 8
places = "Toronto"
"""
_SUMMER = Period(date(2021, 7, 1), date(2021, 9, 30))
_QUERY, _NO_FIRM = "verde", "Nessuna con questo nome"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the page, what it opens on, and what is done there first."""

    name: str
    page: str
    argument: object = None
    deed: "Callable[[Page], object] | None" = None


def wait_for(ready: Callable[[], bool]) -> bool:
    """Let the event loop run until something holds for two looks, or too long has passed.

    The second look is for what Qt itself does a turn of the loop later: showing new widgets.
    """
    loop = QEventLoop()
    look = QTimer()
    held = 0

    def see() -> None:
        nonlocal held
        held = held + 1 if ready() else 0
        if held > 1:
            loop.quit()

    look.timeout.connect(see)
    look.start(_LOOK)
    QTimer.singleShot(_LONGEST, loop.quit)
    loop.exec()
    return ready()


def at_rest(sitting: Sitting) -> bool:
    """Tell whether the desk is open and nothing is being fetched."""
    return sitting.place is not None and sitting.tasks.idle


def take(sitting: Sitting, shot: Shot, path: Path) -> Path:
    """Open a page, wait until it is filled, and write its picture as PNG."""
    wait_for(lambda: at_rest(sitting))
    sitting.window.go(shot.page, shot.argument)
    wait_for(lambda: at_rest(sitting))
    if shot.deed is not None:
        shot.deed(sitting.window.page)
        _pass(_TYPING)
        wait_for(lambda: at_rest(sitting))
    _pass(_SETTLING)
    made = keep(sitting.window, path)
    sitting.reach.box.leave()
    return made


def _pass(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def keep(window: QWidget, path: Path) -> Path:
    """Write a window's picture as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path)):
        message = f"the picture could not be written: {path}"
        raise OSError(message)
    return path


def _new_sitting(settings: Settings, size: tuple[int, int]) -> Sitting:
    app = QApplication.instance()
    if not isinstance(app, Application):
        app = Application(["sportello"], settings)
    app.setCursorFlashTime(0)  # a cursor that blinks is in one picture and not in the next
    app.speak(settings.language)
    app.style_sheet.dress(settings.theme)
    sitting = Sitting(app, settings, lambda _settings: None)
    sitting.window.resize(*size)
    return sitting


def _sitting(
    settings: Settings, open_desk: "Callable[[], Desk]", size: tuple[int, int] = SIZE
) -> Sitting:
    sitting = _new_sitting(settings, size)
    sitting.open(open_desk)
    wait_for(lambda: at_rest(sitting))
    return sitting


def picture_of_window(open_desk: "Callable[[], Desk]", settings: Settings, path: Path) -> Path:
    """Open the window on a desk, write a picture of its first page, close it."""
    sitting = _sitting(replace(settings, theme="light"), open_desk)
    try:
        return take(sitting, Shot("today", "today"), path)
    finally:
        sitting.close()


def unlock_page(settings: Settings, folder: Path, size: tuple[int, int]) -> Path:
    """Write a picture of what asks for the passphrase of an encrypted store."""

    def refuse(_passphrase: str = "") -> NoReturn:
        raise DeskError("store-passphrase", path="-", why="keyed")

    sitting = _new_sitting(settings, size)
    sitting.open(refuse, refuse)
    wait_for(lambda: sitting.tasks.idle)
    try:
        return keep(sitting.window, folder / "unlock.png")
    finally:
        sitting.close()


def empty_pages(
    open_desk: "Callable[[], Desk]", settings: Settings, folder: Path, size: tuple[int, int]
) -> list[Path]:
    """Write pictures of the pages that list records, on a store that has none."""
    sitting = _sitting(settings, open_desk, size)
    try:
        return [
            take(sitting, Shot(page, page), folder / f"{page}-empty.png")
            for page in ("today", "firms", "sessions", "papers", "exchange")
        ]
    finally:
        sitting.close()


def exchange_pages(
    open_desk: "Callable[[], Desk]", settings: Settings, folder: Path, size: tuple[int, int],
    files: Sequence[Path],
) -> list[Path]:  # fmt: skip
    """Write pictures of the exchange: `files` at hand, a good one, a bad one and a card.

    The last one shows what the good file changed, and it is applied for that.
    """
    sitting = _sitting(settings, open_desk, size)
    try:
        return [
            take(sitting, shot, folder / f"{shot.name}.png")
            for shot in exchange_shots(sitting, files)
        ]
    finally:
        sitting.close()


def exchange_shots(sitting: Sitting, files: Sequence[Path]) -> Sequence[Shot]:
    """Hand the files over, and give what to show of them; the last but one applies the first."""
    if sitting.place is not None:
        for path in reversed(files):
            sitting.place.inbox.hand_over(path)
        sitting.place.recount.emit()
    good, bad, card = files

    def apply(page: "Page") -> None:
        cast("ExchangePage", page).file.apply()

    def put_off(page: "Page") -> None:
        conflicts = cast("ExchangePage", page).conflicts
        conflicts.put_off(conflicts.rows[-1])
        conflicts.rows[0].choose(1)

    return (
        Shot("exchange", "exchange"), Shot("exchange-file", "exchange", good),
        Shot("exchange-refused", "exchange", bad), Shot("exchange-trust", "exchange", card),
        Shot("exchange-conflicts", "exchange", "conflicts", put_off),
        Shot("exchange-doubles", "exchange", "doubles"),
        Shot("exchange-desks", "exchange", "desks"), Shot("exchange-card", "exchange", "card"),
        Shot("exchange-send", "exchange", "send"),
        Shot("exchange-after", "exchange", good, apply), Shot("exchange-today", "today"),
    )  # fmt: skip


def every_page(
    open_desk: "Callable[[], Desk]", settings: Settings, folder: Path, size: tuple[int, int],
    sheet: Path,
) -> list[Path]:  # fmt: skip
    """Write a picture of every page that the window has, in the settings' language and theme.

    Pages of one record show one that has much to show; a form is shown empty and filled; where
    list and detail share one pane both are shown. `sheet` is the list that the import tries.
    """
    sitting = _sitting(settings, open_desk, size)
    try:
        return [take(sitting, shot, folder / f"{shot.name}.png") for shot in shots(sitting, sheet)]
    finally:
        sitting.close()


def _records(sitting: Sitting) -> dict[str, object]:
    """Find records that have much to show."""
    from desktop.services import (  # noqa: PLC0415 - the store
        documents,
        evaluating,
        missions,
        register,
        sessions,
    )

    def call(desk: "Desk") -> dict[str, object]:
        mission = missions.listed(desk)[0]
        fullest = max(sessions.sheets(desk), key=lambda sheet: len(sheet.participants))
        application = missions.entered(desk, str(mission.id))[0].application
        judged = evaluating.of_mission(desk, str(mission.id))
        standing = [one for one in judged if one.application and possible(one.application.state)]
        kept_out = max(standing, key=lambda one: len(one.eligibility.open)).application
        return {
            "session": fullest.session.id, "firm": register.page(desk, limit=1)[0].id,
            "mission": mission.id, "application": (mission.id, application.id),
            "judged": (mission.id, kept_out.id if kept_out else application.id),
            "paper": documents.listed(desk)[0].number,
        }  # fmt: skip

    held: list[dict[str, object]] = []
    sitting.tasks.do(sitting.window, call, held.append)
    wait_for(lambda: bool(held))
    return held[0]


def shots(sitting: Sitting, sheet: Path) -> Sequence[Shot]:
    """Give what to show."""
    held = _records(sitting)
    one = sitting.window.width() - tokens.RAIL_FOLDED < tokens.ONE_PANE

    def searched(text: str) -> "Callable[[Page], object]":
        return lambda page: _search(cast("FirmsPage", page), text)

    def boxed(text: str) -> "Callable[[Page], object]":
        def deed(_page: "Page") -> None:
            sitting.reach.box.open()
            sitting.reach.box.line.setText(text)

        return deed

    def of_kind(page: str, kind: str, form: str) -> tuple[Shot, ...]:
        detail = Shot(f"{page}-detail" if one else page, page, held[kind])
        empty, filled = held.get(f"new {form}"), held.get(form, held[kind])
        forms = (
            Shot(f"{form}-form", f"{form}-form", empty),
            Shot(f"{form}-form-filled", f"{form}-form", filled),
        )
        return (*((Shot(page, page),) if one else ()), detail, *forms)

    def tried(page: "Page") -> None:
        cast("ImportsPage", page).back_to_columns()

    def chosen(page: "Page") -> None:
        cast("MissionsPage", page).detail.tabs.setCurrentIndex(1)

    held["new application"] = (held["mission"], None)
    papers = Shot("papers-detail" if one else "papers", "papers", held["paper"])
    return (
        Shot("today", "today"), Shot("keys", "keys"),
        Shot("box", "today", None, boxed("")), Shot("box-answers", "firms", None, boxed("dubai")),
        *of_kind("firms", "firm", "firm"),
        Shot("firms-rules", "firms", held["firm"],
             lambda page: cast("FirmsPage", page).detail.show_how()),
        Shot("firms-attachments", "firms", held["firm"],
             lambda page: cast("FirmsPage", page).detail.show_part("attachments")),
        Shot("firms-search", "firms", None, searched(_QUERY)),
        Shot("firms-nothing", "firms", None, searched(_NO_FIRM)),
        Shot("imports", "imports"), Shot("imports-trial", "imports", sheet),
        Shot("imports-columns", "imports", sheet, tried),
        *of_kind("sessions", "session", "session"),
        *of_kind("missions", "mission", "mission"),
        *of_kind("missions", "mission", "application")[-2:],
        Shot("missions-selection", "missions", held["mission"], chosen),
        Shot("application", "application", held["judged"]),
        *((Shot("papers", "papers"),) if one else ()), papers,
        Shot("papers-new", "papers", None, lambda page: cast("PapersPage", page).begin()),
        Shot("papers-print", "papers", held["paper"],
             lambda page: cast("PapersPage", page).ask_print()),
        Shot("letters", "letters", held["mission"]), Shot("questionnaire", "questionnaire-form"),
        Shot("indicators", "indicators", _SUMMER), Shot("settings", "settings"),
        *programme_shots(sitting, sheet.with_name(_BROKEN_NAME)),
    )  # fmt: skip


def programme_shots(sitting: Sitting, broken: Path) -> Sequence[Shot]:
    """Give what to show of the programme editor: a draft with a fault, without one, tried.

    `broken` is where a programme's file is written that is refused.
    """
    broken.write_text(_BROKEN, encoding="utf-8")
    _discard_draft(sitting)
    one = sitting.window.width() - tokens.RAIL_FOLDED < tokens.ONE_PANE

    def at(path: tuple[str, ...], place: int | None, **typed: object) -> "Callable[[Page], object]":
        def deed(page: "Page") -> None:
            draft = cast("ProgrammeDraftPage", page)
            draft.write(path, place, typed)

        return deed

    mission = ("missions",)
    return (
        *((Shot("programme-outline", "programme-draft"),) if one else ()),
        Shot("programme-fault", "programme-draft", None,
             at(mission, 0, seats="5", grant_on="31/02/2021")),
        Shot("programme-draft", "programme-draft", None,
             at(mission, 0, seats="12", grant_on="24/09/2021", largest_size="small")),
        Shot("programme-matrix", "programme-draft", None, at(("matrix",), None)),
        Shot("programme-eligibility", "programme-draft", None, at(("eligibility",), None)),
        Shot("programme-trial", "programme-trial"),
        *((Shot("programmes-list", "programmes"),) if one else ()),
        Shot("programmes", "programmes", "internazionalizzazione-2021"),
        Shot("programmes-refused", "programmes", broken),
    )  # fmt: skip


def _discard_draft(sitting: Sitting) -> None:
    """Throw the draft of an earlier look away: each begins with the version in force."""
    from desktop.services import programme_drafts  # noqa: PLC0415 - the store

    def call(desk: "Desk") -> bool:
        programme_drafts.discard(desk, desk.store.identity.programme)
        return True

    held: list[bool] = []
    sitting.tasks.do(sitting.window, call, held.append)
    wait_for(lambda: bool(held))


def _search(page: "FirmsPage", text: str) -> None:
    page.panes.close_detail()
    page.search.setFocus()
    page.search.setText(text)
