"""The window: `sportello`, and its practice desk, with a display or without one."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__, bootstrap, logs, paths, settings
from desktop.bootstrap import Environment
from desktop.cli.terminal import Terminal
from desktop.domain.problems import DeskError
from desktop.settings import Settings
from desktop.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from desktop.services.desk import Desk

DONE, REFUSED = 0, 3
PICTURE = "window.png"
_DOSSIER = "mission-dossier"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or do the practice job without one; gives the exit code."""
    terminal = Terminal(json=False)
    environment = Environment.read()
    spoken = texts(bootstrap.language(None, environment, Settings()))
    chosen = _chosen(arguments, spoken)
    if chosen.data:
        os.environ["SPORTELLO_DATA"] = chosen.data
    try:
        return _started(chosen, environment, terminal)
    except DeskError as refused:
        terminal.refuse(refused.code, spoken.refusal(refused), None)
        return REFUSED
    except ImportError as error:
        terminal.refuse("no-qt", spoken.say("start", "no-qt", why=error), None)
        return REFUSED
    except OSError as error:
        why = DeskError("system", path=str(error.filename or "-"), why=error.strerror or "")
        terminal.refuse(why.code, spoken.refusal(why), None)
        return REFUSED


def _chosen(arguments: Sequence[str] | None, spoken: Texts) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sportello", description=spoken.say("start", "description"), add_help=False,
        allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("--store", metavar="PATH", help=spoken.say("start", "--store"))
    parser.add_argument("--data", metavar="DIR", help=spoken.say("start", "--data"))
    parser.add_argument("--language", choices=LANGUAGES, help=spoken.say("start", "--language"))
    for name in ("--practice", "--headless", "--self-check"):
        parser.add_argument(name, action="store_true", help=spoken.say("start", name))
    parser.add_argument(
        "--version", action="version", version=f"sportello {__version__}",
        help=spoken.say("start", "--version"),
    )  # fmt: skip
    parser.add_argument("-h", "--help", action="help", help=spoken.say("start", "--help"))
    chosen = parser.parse_args(arguments)
    if chosen.headless and not chosen.practice:
        parser.error(spoken.say("start", "headless-alone"))
    return chosen


def _started(chosen: argparse.Namespace, environment: Environment, terminal: Terminal) -> int:
    if chosen.self_check:
        return _self_check(terminal, environment)
    saved = bootstrap.saved_settings()
    saved = replace(saved, language=bootstrap.language(chosen.language, environment, saved))
    logs.start(paths.data_folder() / "logs")
    if chosen.headless:
        return _headless(saved, environment, terminal)
    return _window(chosen, saved, environment, terminal)


# --- With a display ---------------------------------------------------------------------------


def _window(
    chosen: argparse.Namespace, saved: Settings, environment: Environment, terminal: Terminal
) -> int:
    spoken = texts(saved.language)
    if not _has_display():
        terminal.refuse("no-display", spoken.say("start", "no-display"), None)
        return REFUSED
    lacking = _lacking_library()
    if lacking is not None:
        terminal.refuse("no-qt", spoken.say("start", "no-qt", why=lacking), None)
        return REFUSED
    from ui.application import run  # noqa: PLC0415 - after it is known that Qt can start

    store = bootstrap.store_path(chosen.store, environment, saved)
    operator = saved.operator or bootstrap.operator(None, environment)

    def open_desk() -> "Desk":
        if chosen.practice:
            return _practice_desk(environment)
        from desktop.services.stores import open_desk as opened  # noqa: PLC0415 - behind the window

        return opened(store, bootstrap.usable_passphrase(environment.passphrase), operator)

    def unlock(passphrase: str) -> "Desk":
        from desktop.services.stores import open_desk as opened  # noqa: PLC0415 - as above

        return opened(store, bootstrap.usable_passphrase(passphrase), operator)

    return run(open_desk, saved, lambda new: settings.save(paths.settings_file(), new), unlock)


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


def _headless(saved: Settings, environment: Environment, terminal: Terminal) -> int:
    """Do the main job without a display: one line each for store, dossier and picture."""
    spoken = texts(saved.language)
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
        raise DeskError("file-not-written", path=str(out), why="-")
    return path


def _self_check(terminal: Terminal, environment: Environment) -> int:
    """Try the whole program in a temporary folder, for the frozen program and a new machine."""
    with tempfile.TemporaryDirectory(prefix="sportello-") as folder:
        os.environ["SPORTELLO_DATA"] = folder
        _practice_job(Settings(), environment)
    terminal.tell(f"{texts(Settings().language).say('start', 'checked')}\n")
    return DONE


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a list is read in a child of this very program
    sys.exit(main())
