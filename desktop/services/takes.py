"""Which subjects a kind of paper takes, and the refusal of any other set of them."""

from collections.abc import Collection

from desktop.documents import KINDS
from desktop.domain.problems import DeskError

_OPTIONS = {"period": ("from", "to")}  # of the command line, by which a subject is named


def taken(kind: str) -> list[list[str]]:
    """Give the sets of options that a kind takes, an empty one for a form about nothing.

    A letter about a mission alone goes to each of its firms (`letters.py`).
    """
    about = KINDS[kind].about
    if KINDS[kind].letter and ("mission",) not in about:
        about = (("mission",), *about)
    return [[option for name in held for option in options(name)] for held in about]


def options(name: str) -> tuple[str, ...]:
    """Give the options by which a subject is named."""
    return _OPTIONS.get(name, (name,))


def refuse(kind: str, named: Collection[str], *, reasons: bool = False) -> None:
    """Refuse what a kind of paper cannot be made about; the details are what it takes.

    `subject-unused` names what it has nothing to do with, `subject-doubled` what does not go
    together; with `subject-needed` something lacks.
    """
    if reasons and not KINDS[kind].reasons:
        raise _unused(kind, "reason")
    about = [set(held) for held in KINDS[kind].about]
    wanted = set(named)
    if wanted in about:
        return
    for name in sorted(wanted - set().union(*about)):
        raise _unused(kind, options(name)[0])
    if any(wanted < held for held in about):
        raise needed(kind)
    both = ", ".join(f"--{name}" for name in sorted(wanted))
    raise DeskError("subject-doubled", taken(kind), kind=kind, subjects=both)


def refuse_half(kind: str, option: str) -> None:
    """Refuse one end of a period without the other."""
    if "period" not in set().union(*KINDS[kind].about):
        raise _unused(kind, option)
    raise needed(kind)


def needed(kind: str) -> DeskError:
    """Give the refusal of too little."""
    return DeskError("subject-needed", taken(kind), kind=kind)


def _unused(kind: str, option: str) -> DeskError:
    return DeskError("subject-unused", taken(kind), kind=kind, subject=option)
