"""The window: `sportello`, and its practice desk, with a display or without one."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__, bootstrap, logs, paths, settings
from desktop.bootstrap import Environment
from desktop.domain.problems import DeskError
from desktop.files import system_refusal
from desktop.settings import Settings
from desktop.texts import LANGUAGES, texts
from desktop.typed import override

if TYPE_CHECKING:
    from desktop.cli.terminal import Terminal
    from desktop.services.desk import Desk
    from desktop.services.glance import Glance

DONE, REFUSED = 0, 3
PICTURE = "window.png"
_DOSSIER = "mission-dossier"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or do the practice job without one; gives the exit code."""
    environment = Environment.read()
    language = bootstrap.language(None, environment, Settings())
    chosen = _chosen(arguments, language)
    if chosen.data:
        os.environ["SPORTELLO_DATA"] = chosen.data
    try:
        return _started(chosen, environment)
    except DeskError as refused:
        return _refuse(refused, language)
    except ImportError as error:
        return _refuse_start("no-qt", language, why=error)
    except OSError as error:
        return _refuse(system_refusal("system", error.filename or "-", error), language)


def _terminal() -> "Terminal":
    """Give the streams of the process, for the words of a start that opens no window."""
    from desktop.cli.terminal import Terminal  # noqa: PLC0415 - a window is not kept waiting

    return Terminal(json=False)


def _refuse(refused: DeskError, language: str) -> int:
    _terminal().refuse(refused.code, texts(language).refusal(refused), None)
    return REFUSED


def _refuse_start(code: str, language: str, **values: object) -> int:
    _terminal().refuse(code, texts(language).say("start", code, **values), None)
    return REFUSED


def _chosen(arguments: Sequence[str] | None, language: str) -> argparse.Namespace:
    parser = _Parser(language)
    chosen = parser.parse_args(arguments)
    if chosen.headless and not chosen.practice:
        parser.error(texts(language).say("start", "headless-alone"))
    return chosen


class _Parser(argparse.ArgumentParser):
    """The options of the window; the words of their help are read only when it is asked for."""

    def __init__(self, language: str) -> None:
        super().__init__(prog="sportello", add_help=False, allow_abbrev=False)
        self._language = language
        version = f"sportello {__version__}"
        self._options = (
            self.add_argument("--store", metavar="PATH"),
            self.add_argument("--data", metavar="DIR"),
            self.add_argument("--language", choices=LANGUAGES),
            self.add_argument("--practice", action="store_true"),
            self.add_argument("--headless", action="store_true"),
            self.add_argument("--self-check", action="store_true"),
            self.add_argument("--version", action="version", version=version),
            self.add_argument("-h", "--help", action="help"),
        )

    @override
    def format_help(self) -> str:
        """Give the help in the language of the desk."""
        spoken = texts(self._language)
        self.description = spoken.say("start", "description")
        for option in self._options:
            option.help = spoken.say("start", option.option_strings[-1])
        return super().format_help()


def _started(chosen: argparse.Namespace, environment: Environment) -> int:
    if chosen.self_check:
        return _self_check(environment)
    saved = bootstrap.saved_settings()
    saved = replace(saved, language=bootstrap.language(chosen.language, environment, saved))
    logs.start(paths.data_folder() / "logs")
    if chosen.headless:
        return _headless(saved, environment)
    return _window(chosen, saved, environment)


# --- With a display ---------------------------------------------------------------------------


def _window(chosen: argparse.Namespace, saved: Settings, environment: Environment) -> int:
    if not _has_display():
        return _refuse_start("no-display", saved.language)
    lacking = _lacking_library()
    if lacking is not None:
        return _refuse_start("no-qt", saved.language, why=lacking)
    gc.disable()  # it would go through all that is loaded again and again; see ui/cycles.py
    from ui.opening import run  # noqa: PLC0415 - after it is known that Qt can start

    store = bootstrap.store_path(chosen.store, environment, saved)

    def opened(passphrase: str | None) -> "Desk":
        from desktop.services import stores  # noqa: PLC0415 - behind the window

        operator = saved.operator or bootstrap.operator(None, environment)
        return stores.open_desk(store, bootstrap.usable_passphrase(passphrase), operator)

    def open_desk() -> "Desk":
        if chosen.practice:
            return _practice_desk(environment)
        return opened(environment.passphrase)

    def look() -> "Glance | None":
        return _look(chosen, saved, environment)

    def keep(new: Settings) -> None:
        settings.save(paths.settings_file(), new)

    return run(open_desk, saved, keep, opened, look)


def _look(chosen: argparse.Namespace, saved: Settings, environment: Environment) -> "Glance | None":
    """Look at the store before it is opened, so that the first page need not wait."""
    from desktop.services import glance  # noqa: PLC0415 - behind the window

    if chosen.practice:
        return glance.look(paths.practice_store(), None, bootstrap.operator(None, environment))
    store = bootstrap.store_path(chosen.store, environment, saved)
    passphrase = bootstrap.usable_passphrase(environment.passphrase)
    return glance.look(store, passphrase, saved.operator or bootstrap.operator(None, environment))


def _has_display() -> bool:
    """Tell whether there is a screen; a platform that was named is taken at its word."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# Qt stops the whole process when its X11 part lacks one of these, so they are looked for first.
_X11_LIBRARIES = (
    "libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1",
    "libxcb-shape.so.0", "libxcb-xkb.so.1", "libxcb-randr.so.0", "libxcb-render-util.so.0",
    "libX11-xcb.so.1",
)  # fmt: skip


def _lacking_library() -> str | None:
    """Give the first library that an X11 window lacks, None where Qt brings its own way."""
    x11 = sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM")
    if not x11 or os.environ.get("WAYLAND_DISPLAY") or getattr(sys, "frozen", False):
        return None
    import ctypes  # noqa: PLC0415 - for this question alone

    for name in _X11_LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            return name
    return None


# --- The practice desk ------------------------------------------------------------------------


def _practice_desk(environment: Environment) -> "Desk":
    """Open the practice store; on the first start it is made from the packaged sample."""
    from desktop.services import demo, stores  # noqa: PLC0415 - load the store's libraries

    store = paths.practice_store()
    if not store.exists():
        demo.make(store, store.parent / demo.PAPERS)
    return stores.open_desk(store, None, bootstrap.operator(None, environment))


def _headless(saved: Settings, environment: Environment) -> int:
    """Do the main job without a display: one line each for store, dossier and picture."""
    spoken, terminal = texts(saved.language), _terminal()
    store, dossier, picture = _practice_job(saved, environment)
    for name, path in (("store", store), ("dossier", dossier), ("picture", picture)):
        terminal.tell(f"{spoken.say('start', name, path=path)}\n")
    return DONE


def _practice_job(saved: Settings, environment: Environment) -> tuple[Path, Path, Path]:
    store = paths.practice_store()
    desk = _practice_desk(environment)
    try:
        dossier = _dossier(desk, store.parent)
    finally:
        desk.store.close()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.pictures import picture_of_window  # noqa: PLC0415 - Qt only where a window is wanted

    picture = store.parent / PICTURE
    picture_of_window(lambda: _practice_desk(environment), saved, picture)
    return store, dossier, picture


def _dossier(desk: "Desk", folder: Path) -> Path:
    """Give the file of the practice store's dossier: its own bytes, issued if there is none."""
    from desktop.services import demo, documents, missions  # noqa: PLC0415 - load the store

    out = folder / demo.PAPERS
    issued = [p for p in documents.listed(desk) if p.kind == _DOSSIER]
    if issued:
        report = documents.reprint(desk, issued[-1].number, out)
    else:
        first = missions.listed(desk)[0]
        report = documents.issue(desk, _DOSSIER, documents.Named(mission=str(first.id)), out=out)
    path = report.papers[0].path
    if path is None:
        raise DeskError("file-not-written", path=str(out), why="missing")
    return path


def _self_check(environment: Environment) -> int:
    """Try the whole program in a temporary folder, for the frozen program and a new machine."""
    import tempfile  # noqa: PLC0415 - for this job alone

    with tempfile.TemporaryDirectory(prefix="sportello-") as folder:
        os.environ["SPORTELLO_DATA"] = folder
        _practice_job(Settings(), environment)
    _terminal().tell(f"{texts(Settings().language).say('start', 'checked')}\n")
    return DONE


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a list is read in a child of this very program
    sys.exit(main())
