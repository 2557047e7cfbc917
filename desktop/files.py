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
    "ENODEV": "device", "ELOOP": "loop",
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
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - for this one call

    with contextlib.suppress(OSError, AttributeError):  # another C library has no such thing
        ctypes.CDLL(None).mallopt(_ARENAS, 1)


def system_refusal(code: str, path: Path | str, error: OSError) -> DeskError:
    """Give the refusal of what the system would not do with a file.

    `why` is a key of the phrases `cause`: people are told in their language. What the system
    itself said is in the details.
    """
    why = WHY.get(errno.errorcode.get(error.errno or 0, ""), "unknown")
    return DeskError(code, {"system": error.strerror or str(error)}, path=str(path), why=why)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside, sync it and put it in place; its folders are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
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


def try_folder(folder: Path) -> None:
    """See that files can be written into a folder, before what cannot be taken back; it is made."""
    trial = folder / f".trial.{os.getpid()}"
    try:
        write_whole(trial, b"")
    except DeskError as error:  # the folder is what a person knows, not the trial
        raise DeskError(
            "file-not-written", error.details, path=str(folder), why=error.values["why"]
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
