"""The program's log: what failed and where, never a name, a code or any other person's data."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.typed import override

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

_SIZE = 1 << 20
_KEPT = 3


class _Rotating(logging.Handler):
    """The log's files. They, and what turns them over, are opened with the first line."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._opened: RotatingFileHandler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        self._files().emit(record)

    def _files(self) -> "RotatingFileHandler":
        if self._opened is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - few starts write

            self._opened = RotatingFileHandler(
                self._path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
            )
            self._opened.setFormatter(self.formatter)
        return self._opened

    @override
    def close(self) -> None:
        """Close the files."""
        if self._opened is not None:
            self._opened.close()
        super().close()


def start(folder: Path) -> logging.Logger:
    """Start the rotating log in a folder and give its logger."""
    folder.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("sportello")
    if not logger.handlers:
        handler = _Rotating(folder / "sportello.log")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    return logger


def fault(error: BaseException) -> None:
    """Write down a fault of the program by its kind and place; its message may hold names."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    logging.getLogger("sportello").error(
        "%s at %s", type(error).__name__, " < ".join(reversed(places))
    )
