"""How the words of a command show values: days, hours, figures, any field of a record.

The JSON of a command stays what is stored.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from desktop.domain.codecs import ROME
from desktop.domain.findings import Finding
from desktop.domain.record import Kind, Register
from desktop.domain.records import KINDS
from desktop.domain.rules.moments import in_rome
from desktop.domain.shown import typed
from desktop.services.firms import said
from desktop.texts import Texts

_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")  # of a path: people[0].role


def day(value: date) -> str:
    """Give a day: 08/09/2021."""
    return value.strftime("%d/%m/%Y")


def moment(value: datetime | str | None) -> str | None:
    """Give a moment in Europe/Rome: 08/09/2021 09:12."""
    return _told(value, "%d/%m/%Y %H:%M")


def arrival(value: datetime | str | None) -> str | None:
    """Give a moment in Europe/Rome to the second, which may decide: 08/09/2021 09:12:05."""
    return _told(value, "%d/%m/%Y %H:%M:%S")


def _told(value: datetime | str | None, form: str) -> str | None:
    if not value:
        return None
    held = datetime.fromisoformat(value) if isinstance(value, str) else value
    return in_rome(held).strftime(form)


def of_journal(milliseconds: int) -> datetime:
    """Give a moment of the journal."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=ROME)


def figure(number: int, texts: Texts) -> str:
    """Give a whole number with its thousands apart."""
    told = f"{number:,}"
    return told.replace(",", ".") if texts.language == "it" else told


def told(
    texts: Texts, kind: Kind, register: Register | None, value: object,
    names: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Give a register's value in words; `names` are those of records that it may name."""
    return worded(texts, kind, register, said(register, value), names)


def worded(
    texts: Texts, kind: Kind, register: Register | None, shown: object,
    names: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Give the same of a value as JSON says it; of a register of removal true is removed."""
    if register is None:
        return texts.say("answer", "goes" if shown else "stays")
    if shown is None or shown in ("", [], {}):
        return texts.say("word", "missing")
    if not register.wires or not isinstance(shown, Mapping):
        named = (names or {}).get(str(shown))
        return named or _cell(texts, kind, register.columns[0].json_name, shown)
    cells = (
        _cell(texts, kind, column.json_name, held)
        for column in register.columns
        if (held := shown.get(column.json_name.split(".")[-1])) is not None
    )
    return ", ".join(cells)


def _cell(texts: Texts, kind: Kind, name: str, value: object) -> str:
    if isinstance(value, bool):
        return texts.say("word", "yes" if value else "no")
    if isinstance(value, Mapping):
        counts = sorted(value.items(), key=lambda one: (len(str(one[0])), str(one[0])))
        return ", ".join(f"{key}: {held}" for key, held in counts)
    shown = typed(kind.column(name), value, texts.language)
    held: Iterable[object] = shown if isinstance(shown, list) else [shown]
    return ", ".join(texts.choice(f"{kind.name}.{name}", str(one)) for one in held)


def to_verify(texts: Texts, kind: Kind, finding: Finding, which: str = "") -> str:
    """Give what is to be verified of a record as a line; `which` tells it from others."""
    sentence = texts.say("finding", finding.code, **finding.values)
    return (
        f"{texts.say('word', 'to-verify')}{which}: {label(texts, kind, finding.field)}: {sentence}"
    )


def label(texts: Texts, kind: Kind, path: str) -> str:
    """Give what a field is called; one of a record within by its own label, and which it is.

    `people[1].role` is "Carica o ruolo (persona 2)".
    """
    steps, within = _STEP.findall(path), []
    while len(steps) > 1 and (child := _child(kind, steps[0][0])) is not None:
        kind, (_, place) = child, steps.pop(0)
        within.append(f"{texts.kind(kind.name)} {int(place) + 1}" if place else "")
    name = ".".join(step for step, _ in steps)
    known = f"{kind.name}.{name}" in texts.keys("field")
    places = [*within, *(str(int(place) + 1) for _, place in steps if place)]
    where = ", ".join(filter(None, places))
    return (texts.field(kind.name, name) if known else name) + (f" ({where})" if where else "")


def _child(kind: Kind, plural: str) -> Kind | None:
    """Give the kind of the records that a kind's JSON holds under a name."""
    for one in KINDS:
        if one.plural == plural and (one.parent == kind.name or (one is kind and kind.nests)):
            return one
    return None
