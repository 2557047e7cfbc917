"""The tables of a firm's sheet: what belongs to it, what it took part in, what happened to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QObject

from desktop.domain.records import BY_NAME
from desktop.services.firms import HistoryLine
from ui import spoken, tokens
from ui.forms.values import typed
from ui.models.table import Column, Look
from ui.pages.firm_reading import ApplicationLine, FirmSheet, SessionLine
from ui.widgets.tables import TableView
from ui.workplace import Workplace

Row = Mapping[str, str]
Table = TableView[Any]
_STRONG, _QUIET = Look(strong=True), Look(quiet=True)
_OUTCOMES = {
    "regular": Look("ok", "ok"), "irregular": Look("warn", "warn"), "unknown": Look("missing"),
}  # fmt: skip
_GROUPS = {"consent.purpose": "purpose", "declaration.code": "declaration"}  # words of codes


def _held(name: str) -> Callable[[Row], str]:
    """Give the text of a cell that shows a value as it is, a dash where there is none."""

    def text(row: Row) -> str:
        value: object = row.get(name)
        if isinstance(value, list):
            return ", ".join(value) or spoken.NONE
        return spoken.NONE if value in (None, "") else str(value)

    return text


class FirmTables(QObject):
    """Makes the tables in the window's language."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._texts = place.texts
        self._language = place.language
        self._sectors: Mapping[str, str] = {}  # the titles by their codes

    def parts(self, sheet: FirmSheet) -> list[tuple[str, str, int, Callable[[FirmSheet], Table]]]:
        """Give name, title, number of rows and maker of each table, in the order of the tabs."""
        count = {
            name: len(sheet.children(name)) for name in ("people", "sites", "accounts", "aids")
        }
        return [
            ("people", self.tr("People"), count["people"], self.people),
            ("sites", self.tr("Sites"), count["sites"], self.sites),
            ("accounts", self.tr("Accounts"), count["accounts"], self.accounts),
            ("aids", self.tr("Aid"), count["aids"], self.aids),
            ("declarations", self.tr("Declarations"), len(sheet.children("declarations")),
             self.declarations),
            ("sessions", self.tr("Sessions"), len(sheet.sessions), self.sessions),
            ("missions", self.tr("Missions"), len(sheet.applications), self.missions),
            ("history", self.tr("History"), len(sheet.history), self.history),
        ]  # fmt: skip

    def _amount(self, name: str) -> Callable[[Row], str]:
        return lambda row: spoken.euros(row.get(name), self._language)

    def _view(self, name: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Table:
        view: Table = TableView(columns, name, left=tokens.CARD)
        view.rows.set_rows(rows)
        return view

    def people(self, sheet: FirmSheet) -> Table:
        """Give who acts for the firm."""
        field = self._texts.field

        def name(row: Row) -> str:
            return f"{row['family_name']} {row['given_name']}"

        return self._view(self.tr("People"), (
            Column(self.tr("Name"), name, 190, look=_STRONG),
            Column(field("person", "role"), _held("role"), 150),
            Column(field("person", "email"), _held("email")),
            Column(field("person", "phone"), lambda r: spoken.phone(r.get("phone")) or spoken.NONE,
                   150),
            Column(field("person", "languages"), self._languages, 90),
        ), sheet.children("people"))  # fmt: skip

    def _languages(self, row: Row) -> str:
        held = cast("Sequence[str]", row.get("languages") or ())
        words = (self._texts.choice("paper.language", code) for code in held)
        return ", ".join(words) or spoken.NONE

    def sites(self, sheet: FirmSheet) -> Table:
        """Give the firm's sites."""
        texts = self._texts

        def where(row: Row) -> str:
            held = cast("dict[str, str] | None", row.get("address"))
            return spoken.address(held) or spoken.NONE

        return self._view(self.tr("Sites"), (
            Column(texts.field("site", "kind"), lambda r: texts.choice("site.kind", r["kind"]),
                   150, look=_STRONG),
            Column(texts.field("site", "address"), where),
            Column("REA", _held("rea"), 120),
            Column(self.tr("State"), lambda r: texts.choice("site.status", r["status"]), 100),
        ), sheet.children("sites"))  # fmt: skip

    def accounts(self, sheet: FirmSheet) -> Table:
        """Give the firm's approved years, the latest first."""
        view = self.accounts_view()
        self.fill_accounts(view, sheet)
        return view

    def accounts_view(self) -> Table:
        """Give the table of approved years without any."""
        return TableView((
            Column(self.tr("Year"), _held("year"), look=_STRONG),
            Column(self.tr("Staff"), lambda r: spoken.number(r.get("staff"), self._language),
                   right=True),
            Column(self.tr("Turnover €"), self._amount("turnover"), right=True),
            Column(self.tr("Balance sheet €"), self._amount("balance"), right=True),
        ), self.tr("Accounts"), left=tokens.CARD)  # fmt: skip

    def fill_accounts(self, view: Table, sheet: FirmSheet) -> None:
        """Show a firm's approved years, the latest first."""
        years = sheet.children("accounts")
        view.rows.set_rows(sorted(years, key=lambda r: int(r["year"]), reverse=True))

    def aids(self, sheet: FirmSheet) -> Table:
        """Give the firm's de minimis aid, the latest first."""
        field = self._texts.field
        rows = sorted(sheet.children("aids"), key=lambda r: r["date"], reverse=True)
        return self._view(self.tr("Aid"), (
            Column(self.tr("Day"), lambda r: spoken.day(r["date"]), 110),
            Column(self.tr("Amount €"), self._amount("amount"), 120, right=True, look=_STRONG),
            Column(self.tr("Regulation"), _held("regulation"), 120),
            Column(field("aid", "grantor"), _held("grantor")),
            Column(field("aid", "reference"), _held("reference"), 150),
        ), rows)  # fmt: skip

    def declarations(self, sheet: FirmSheet) -> Table:
        """Give what the firm declared, with a mark for what each says."""
        texts, known = self._texts, self._texts.keys("declaration")

        def name(row: Row) -> str:
            return texts.say("declaration", row["code"]) if row["code"] in known else row["code"]

        def outcome(row: Row) -> str:
            return texts.choice("declaration.outcome", row["outcome"])

        columns: tuple[Column[Row], ...] = (
            Column(self.tr("Declaration"), name, look=_STRONG),
            Column(self.tr("Outcome"), outcome, 160, look=lambda r: _OUTCOMES[r["outcome"]]),
            Column(self.tr("Year"), _held("year"), 80),
            Column(self.tr("Day"), lambda r: spoken.day(r.get("date")), 110),
        )
        return self._view(self.tr("Declarations"), columns, sheet.children("declarations"))

    def sessions(self, sheet: FirmSheet) -> Table:
        """Give the sessions at which the firm was, with the minutes of its best attendance."""

        def minutes(line: SessionLine) -> str:
            return self.tr("{minutes} of {total}").format(minutes=line.minutes, total=line.total)

        return self._view(self.tr("Sessions"), (
            Column(self.tr("Day"), lambda r: spoken.day(r.day), 110),
            Column(self.tr("Number"), lambda r: r.number, 130, look=_QUIET),
            Column(self.tr("Session"), lambda r: r.title, look=_STRONG),
            Column(self.tr("People"), lambda r: str(r.people), 80, right=True),
            Column(self.tr("Minutes"), minutes, 110, right=True),
        ), sheet.sessions)  # fmt: skip

    def missions(self, sheet: FirmSheet) -> Table:
        """Give the firm's applications to missions."""

        def state(line: ApplicationLine) -> str:
            return self._texts.choice("application.state", line.state)

        return self._view(self.tr("Missions"), (
            Column(self.tr("Mission"), lambda r: r.title, look=_STRONG),
            Column(self.tr("Code"), lambda r: r.code, 130, look=_QUIET),
            Column(self.tr("Arrived"), lambda r: spoken.moment(r.arrived_at), 150),
            Column(self.tr("State"), state, 150),
        ), sheet.applications)  # fmt: skip

    def history(self, sheet: FirmSheet) -> Table:
        """Give every change of the firm and of what belongs to it, the latest first."""
        english = int(self._language == "en")
        self._sectors = {code: names[english] for code, names in sheet.sector_names.items()}
        return self._view(self.tr("History"), (
            Column(self.tr("When"), lambda r: spoken.moment(r.at), 150),
            Column(self.tr("What"), self._what, 190, look=_STRONG),
            Column(self.tr("Before and after"), self._change),
            Column(self.tr("Who and how"), self._who, 170, look=_QUIET),
        ), sheet.history)  # fmt: skip

    def _change(self, line: HistoryLine) -> str:
        old, new = self._value(line, line.old), self._value(line, line.new)
        return f"{old} → {new}" if old else new

    def _who(self, line: HistoryLine) -> str:
        name, _, file = line.source.partition(":")
        said = self._texts.say("source", name) if name in self._texts.keys("source") else name
        return spoken.joined(line.operator, line.desk, said, file, by=" · ")

    def _what(self, line: HistoryLine) -> str:
        name = line.field if line.kind == "firm" else line.field.split(".", 1)[-1]
        if name == "removed":
            return self.tr("{what}: in the register").format(what=self._texts.kind(line.kind))
        label = self._texts.field(line.kind, name)
        return label if line.kind == "firm" else f"{self._texts.kind(line.kind)}: {label}"

    def _value(self, line: HistoryLine, value: object) -> str:
        if line.field.endswith("removed"):
            return "" if value is None else self._yes_no(on=not value)
        if isinstance(value, bool):
            return self._yes_no(on=value)
        if isinstance(value, Mapping):
            return ", ".join(str(v) for v in value.values())
        if value is None:
            return ""
        name = line.field if line.kind == "firm" else line.field.split(".", 1)[-1]
        shown = typed(BY_NAME[line.kind].column(name), value, self._texts.language)
        held = [str(item) for item in shown] if isinstance(shown, list) else [str(shown)]
        return ", ".join(self._in_words(f"{line.kind}.{name}", item) for item in held)

    def _in_words(self, field: str, value: str) -> str:
        """Give the word for a code that a field holds; any other value stands as it is."""
        if field == "firm.sectors":
            return self._sectors.get(value, value)
        if field == "person.languages":
            return self._texts.choice("paper.language", value)
        group = _GROUPS.get(field, "")
        if group and value in self._texts.keys(group):
            return self._texts.say(group, value)
        return self._texts.choice(field, value)

    def _yes_no(self, *, on: bool) -> str:
        return self._texts.say("word", "yes" if on else "no")
