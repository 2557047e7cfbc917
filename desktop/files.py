"""Writing files so that a kill leaves the old one or the new one, never half of one.

The only module that asks which system it runs on; a test runs it against a fake one.
"""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

from desktop.domain.problems import DeskError

_RETRIES = 20
_PAUSE = 0.25  # seconds; a virus scanner holds a new file for a few of them
_ARENAS = -8  # M_ARENA_MAX of glibc
WHY = {  # of an error of the system, its phrase in the group `cause`
    "EACCES": "permission", "EPERM": "permission", "ENOENT": "missing", "EISDIR": "folder",
    "ENOTDIR": "no-folder", "EEXIST": "taken", "ENOTEMPTY": "taken", "ENOSPC": "no-space",
    "EDQUOT": "no-space", "EROFS": "read-only", "EBUSY": "busy", "ETXTBSY": "busy",
    "ENAMETOOLONG": "long-name", "EINVAL": "name", "EIO": "device", "ENXIO": "device",
    "ENODEV": "device", "ELOOP": "loop", "EFBIG": "too-large", "ENOMEM": "memory",
    "EMFILE": "open-files", "ENFILE": "open-files",
    **dict.fromkeys((
        "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET",
        "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "ENOTCONN", "ESTALE", "EREMOTEIO",
    ), "network"),
}  # fmt: skip
WHY_ON_WINDOWS = {  # its own numbers, of which errno keeps too little: 19 to 36 are all EACCES
    19: "read-only", 21: "device", 23: "device", 32: "busy", 33: "busy", 39: "no-space",
    112: "no-space", 123: "name", 161: "name", 206: "long-name", 267: "no-folder",
    1117: "device", 1167: "device", 1392: "device",
    **dict.fromkeys((51, 53, 54, 55, 58, 59, 64, 67, 121, 1222, 1231, 1232, 1236), "network"),
}  # fmt: skip
_FORBIDDEN = '<>:"/\\|?*'
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10))}


def user_folder() -> Path:
    """Give the folder where this system keeps what programs hold for a user."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"


def share_memory_among_threads() -> None:
    """Let the threads take memory from one place, where the system has it otherwise.

    The C library of Linux gives each thread an arena of its own, which keeps what it once took.
    """
    _ask_of_the_c_library("mallopt", _ARENAS, 1)


def give_memory_back() -> None:
    """Give the system what is free again: the C library of Linux keeps what once was taken."""
    _ask_of_the_c_library("malloc_trim", 0)


def _ask_of_the_c_library(name: str, *values: int) -> None:
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - for such calls alone

    with contextlib.suppress(OSError, AttributeError):  # another C library has no such thing
        getattr(ctypes.CDLL(None), name)(*values)


def system_refusal(code: str, path: Path | str, error: OSError) -> DeskError:
    """Give the refusal of what the system would not do with a file.

    `why` is a key of the phrases `cause`: people are told in their language. What the system
    itself said is in the details; of an error that has no words here people are told the number.
    """
    why, number = _why(error), str(_windows_number(error) or error.errno or "")
    if why == "permission" and code != "system" and _is_windows_folder(path):
        why = "folder"
    elif why == "permission" and sys.platform == "win32" and not _windows_number(error):
        why = "denied"  # opening a file keeps no more there: it may be that another holds it
    details = {"system": error.strerror or str(error)}
    return DeskError(code, details, path=str(path), why=why, number=number)


def _why(error: OSError) -> str:
    """Give the phrase of an error; on Windows its own number says more than errno."""
    number = _windows_number(error)
    if number in WHY_ON_WINDOWS:
        return WHY_ON_WINDOWS[number]
    if error.errno is None:
        return "silent"
    if number and error.errno == errno.EINVAL:  # what Python makes of all that it does not know
        return "unknown"
    return WHY.get(errno.errorcode.get(error.errno, "").removeprefix("WSA"), "unknown")


def _windows_number(error: OSError) -> int:
    """Give what Windows calls an error; 0 on other systems, and where it did not say."""
    return getattr(error, "winerror", None) or 0


def _is_windows_folder(path: Path | str) -> bool:
    """Tell a folder where opening one as a file is said to be forbidden."""
    with contextlib.suppress(OSError, ValueError):
        return sys.platform == "win32" and Path(path).is_dir()
    return False


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside, sync it and put it in place; its folders are made."""
    _make_folder(path.parent)
    try:
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise system_refusal("file-not-written", path, error) from error
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it; a file that stands in the place of one is named."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        above = (folder, *folder.parents)
        taken = next((one for one in above if one.exists() and not one.is_dir()), folder)
        details = {"system": error.strerror}
        raise DeskError("file-not-written", details, path=str(taken), why="no-folder") from error
    except OSError as error:
        raise system_refusal("file-not-written", folder, error) from error


def try_folder(folder: Path) -> None:
    """See that files can be written into a folder, before what cannot be taken back; it is made."""
    trial = folder / f".trial.{os.getpid()}"
    try:
        write_whole(trial, b"")
    except DeskError as error:  # the folder is what a person knows, not the trial
        if error.values["path"] != str(trial):
            raise
        why, number = error.values["why"], error.values["number"]
        raise DeskError(
            "file-not-written", error.details, path=str(folder), why=why, number=number
        ) from error
    with contextlib.suppress(OSError):  # held by another program: it is hidden, and empty
        trial.unlink()


def read_whole(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes; refuses one missing, unreadable or larger."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)  # a device tells no size and never ends
    except OSError as error:
        raise system_refusal("file-not-read", path, error) from error
    if len(data) > limit:
        raise DeskError("file-too-large", path=str(path), limit=str(limit // (1 << 20)))
    return data


def _put_in_place(beside: Path, path: Path) -> None:
    """Replace; on Windows another program may hold the file for a moment."""
    for attempt in range(_RETRIES):
        try:
            beside.replace(path)
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(text: str) -> str:
    """Give a file name that every system takes, from any text."""
    kept = "".join("-" if c in _FORBIDDEN or ord(c) < ord(" ") else c for c in text)
    kept = kept.strip(" .")[:100] or "file"
    return f"{kept}-" if kept.split(".")[0].upper() in _RESERVED else kept
