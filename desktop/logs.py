"""The program's log: what failed and where, never a name, a code or any other person's data."""

import logging
import logging.handlers
from pathlib import Path

_SIZE = 1 << 20
_KEPT = 3


def start(folder: Path) -> logging.Logger:
    """Start the rotating log in a folder and give its logger."""
    folder.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("sportello")
    if not logger.handlers:
        handler = logging.handlers.RotatingFileHandler(
            folder / "sportello.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
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
