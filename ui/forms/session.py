"""The form of a session: where its fields stand, and the private note beside them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.records import OrientationSession, Slot
from desktop.texts import Texts
from desktop.typed import override
from ui.forms.editors import LinesEditor
from ui.forms.form import Form
from ui.forms.layout import Options, Place, Rows, Section, Sheet
from ui.widgets.verbs import VerbButton

if TYPE_CHECKING:
    from ui.forms.rows import ChildRow

P = Place
NOTE = "private_notes"


class SessionSheets(QObject):
    """Gives the sheet of a session's form in the window's language."""

    def __init__(self, texts: Texts, lines: Options, markets: Options, today: date) -> None:
        super().__init__()
        self._texts = texts
        self._lines = lines
        self._markets = markets
        self._today = today
        self.rows: Sequence[ChildRow] = ()

    def all(self) -> tuple[Sheet, ...]:
        """Give the one sheet."""
        slots = Rows(self.tr("Slots"), Slot.KIND, (
            P("date", 6), P("from", 4), P("to", 4), P("teacher", 10),
        ), self.tr("Add a slot"), self.tr("the minutes of a session are those of its slots"),
        starter=self._starter)  # fmt: skip
        return (Sheet(self.tr("Session"), (self._what(), slots, self._said(), self._onward())),)

    def _starter(self) -> dict[str, object]:
        """Begin a slot on the day of the one before it; the first one today."""
        typed = [str(row.fields["date"].value()).strip() for row in self.rows]
        day = next((day for day in reversed(typed) if day), "")
        return {"date": _iso(day) or self._today.isoformat()}

    def _what(self) -> Section:
        return Section(self.tr("What and where"), (
            (P("title", 16), P("kind", 8)),
            (P("line", 16, options=self._lines), P("market", 8, options=self._markets)),
            (P("mode", 8), P("place", 12), P("capacity", 4)),
        ))  # fmt: skip

    def _said(self) -> Section:
        words = ((key, self._texts.say("topic", key)) for key in self._texts.keys("topic"))
        topics = sorted(words, key=lambda option: option[1].casefold())
        return Section(self.tr("What was said"), (
            (P("topics", 8, options=topics), P("needs", 8, lines=7), P("advice", 8, lines=7)),
        ))  # fmt: skip

    def _onward(self) -> Section:
        return Section(self.tr("What comes next"), (
            (P("outcome", 8), P("due", 8)),
            (P("next_step", 12, lines=2), P("handed_over", 12, lines=2)),
        ))  # fmt: skip


def _iso(day: str) -> str:
    """Give a day as a form shows it (08/09/2021) in the form that records answer."""
    whole = len(day) == len("08/09/2021") and day.count("/") == len("//")
    return "-".join(reversed(day.split("/"))) if whole else ""


class SessionForm(Form):
    """A session's fields, its slots, and the private note, which is a record of its own."""

    def __init__(self, sheets: SessionSheets, texts: Texts, today: date) -> None:
        super().__init__(OrientationSession.KIND, sheets.all(), texts, today)
        self.slots = self.rows[Slot.KIND.plural]
        sheets.rows = self.slots.children_rows
        self._sheets = sheets  # the starter of a slot lives as long as the form
        self.note = LinesEditor(5)
        self.note.text.setAccessibleName(texts.field("session", NOTE))
        self._noted = ""
        self.note.edited.connect(self.edited)
        self.slots.more.clicked.connect(self.order_by_reading)

    @override
    def fill(self, record: Mapping[str, object]) -> None:
        super().fill(record)
        self._sheets.rows = self.slots.children_rows
        self._noted = str(record.get(NOTE) or "")
        self.note.put(self._noted)

    @override
    def count_typed(self) -> int:
        return super().count_typed() + int(self.note.value() != self._noted)

    @override
    def draft(self) -> dict[str, object]:
        return super().draft() | self._note_draft()

    @override
    def changes(self) -> dict[str, object]:
        return super().changes() | self._note_draft()

    def _note_draft(self) -> dict[str, object]:
        return {NOTE: self.note.value()} if self.note.value() != self._noted else {}

    def order_by_reading(self) -> None:
        """Make Tab and Enter go as one reads: what, slots, what was said, the private note."""
        names = list(self.fields)
        first_said = names.index("topics")
        before = [self.fields[name].editor.widget for name in names[:first_said]]
        after = [self.fields[name].editor.widget for name in names[first_said:]]
        chain: list[QWidget] = [*before, *self._slot_widgets(), self.slots.more, *after]
        for earlier, later in zip(chain, [*chain[1:], self.note.text], strict=True):
            QWidget.setTabOrder(earlier, later)

    def _slot_widgets(self) -> list[QWidget]:
        return [
            widget
            for row in self.slots.children_rows
            for widget in (
                *(field.editor.widget for field in row.fields.values()),
                *cast("list[QWidget]", row.findChildren(VerbButton)),
            )
        ]
