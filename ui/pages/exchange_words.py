"""How the exchange speaks: values of any field, counts by kind, moments, who wrote."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from PySide6.QtCore import QObject

from desktop.domain import amounts
from desktop.domain.codecs import EXACT, ROME, Money, codec_of
from desktop.domain.record import Kind, Register
from desktop.services.firms import said
from desktop.texts import Texts
from ui import spoken
from ui.forms.values import typed

_MEGA = 1_000_000


class ExchangeWords(QObject):
    """Puts what is exchanged into the window's words."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def field(self, kind: Kind, register: Register | None) -> str:
        """Give the label of a register; of a child's with the name of its kind."""
        what = self._texts.kind(kind.name)
        what = what[:1].upper() + what[1:]
        if register is None:
            return self.tr("{what}: in the register").format(what=what)
        label = self._texts.field(kind.name, register.name)
        return label if kind.name == "firm" else f"{what}: {label}"

    def value(
        self, kind: Kind, register: Register | None, value: object,
        names: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """Give a register's value in words; `names` are those of records that it may name."""
        if register is None:
            return self.tr("stays in the register") if value else self.tr("removed")
        return self.told(kind, register, said(register, value), names or {})

    def told(self, kind: Kind, register: Register, shown: object, names: Mapping[str, str]) -> str:
        """Give a value, as records answer it, in words."""
        if shown is None or shown in ("", [], {}):
            return self._texts.say("word", "missing")
        if isinstance(shown, Mapping):
            return self._group(kind, register, cast("Mapping[str, object]", shown))
        return names.get(str(shown)) or self._cell(kind, register.columns[0].json_name, shown)

    def _group(self, kind: Kind, register: Register, shown: Mapping[str, object]) -> str:
        if "town" in shown or "street" in shown:
            return spoken.address({k: str(v) for k, v in shown.items() if v})
        cells = (
            self._cell(kind, column.json_name, shown[name])
            for column in register.columns
            if shown.get(name := column.json_name.split(".")[-1]) is not None
        )
        return ", ".join(cells)

    def _cell(self, kind: Kind, name: str, value: object) -> str:
        if isinstance(value, bool):
            return self._texts.say("word", "yes" if value else "no")
        column = kind.column(name)
        if column.type is Money:
            cents = cast("int", codec_of(Money).parse(value, EXACT))
            return amounts.format_amount(cents, self._texts.language)
        shown = typed(column, value, self._texts.language)
        held = shown if isinstance(shown, list) else [shown]
        return ", ".join(self._texts.choice(f"{kind.name}.{name}", str(one)) for one in held)

    def counts(self, kinds: Mapping[str, int]) -> str:
        """Say how many records of each kind: 4 imprese, 2 sessioni."""
        return ", ".join(f"{n} {self.many(kind, n)}" for kind, n in kinds.items())

    def many(self, kind: str, number: int) -> str:
        """Give the name of a kind for a number of its records."""
        return self._texts.kind(kind) if number == 1 else self._texts.say("kinds", kind)

    def changes(self, number: int) -> str:
        """Say how many changes."""
        if not number:
            return self.tr("no change")
        one, many = self.tr("1 change"), self.tr("{count} changes")
        return one if number == 1 else many.format(count=number)

    def conflicts(self, number: int) -> str:
        """Say how many conflicts."""
        one, many = self.tr("1 conflict"), self.tr("{count} conflicts")
        return one if number == 1 else many.format(count=number)

    def who(self, operator: str, at: int) -> str:
        """Say who wrote, when (milliseconds, UTC)."""
        return spoken.joined(operator, moment(at), by=", ")

    def side(self, desk: str, here: str) -> str:
        """Say at which desk a value was written; of this one that it is here."""
        said = self.tr("Here, {desk}") if desk == here else self.tr("From {desk}")
        return said.format(desk=desk) if desk else ""

    def why(self, reason: str | None, desk: str, waits_for: str = "", **values: str) -> str:
        """Say in a sentence why a file waits or is refused."""
        if reason is None or reason not in self._texts.keys("bundle"):
            return ""
        whose = {"desk": desk, "waits_for": waits_for or self.tr("another desk")}
        return self._texts.say("bundle", reason, **{**whose, **values})


def moment(at: int) -> str:
    """Give a moment of the journal as tables show it."""
    return spoken.moment(datetime.fromtimestamp(at / 1000, tz=ROME))


def size(count: int, language: str) -> str:
    """Give the size of a file: 14 kB, 3,2 MB."""
    if count < _MEGA:
        return f"{max(1, round(count / 1000))} kB"
    said = f"{count / _MEGA:.1f}"
    return f"{said.replace('.', ',') if language == 'it' else said} MB"
