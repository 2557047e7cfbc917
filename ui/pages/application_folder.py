"""The folder of an application: how complete it is, what is missing, of whom, by when."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.documents.sources import Missing
from desktop.domain.dates import date_in_full
from desktop.domain.records import MAY_BE_REQUIRED
from desktop.services.completeness import Completeness
from desktop.services.missions import Entered
from desktop.texts import elided
from desktop.typed import override
from ui import spoken, tokens
from ui.widgets.cards import Card
from ui.widgets.labels import METER, Words, paint_meter
from ui.widgets.tellings import Telling, Tellings
from ui.workplace import Workplace

_PASSPORT, _TRAINING, _PROFILE = "passport", "training", "profile_"


class Meter(QWidget):
    """A bar filled so many per cent; the figure stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._percent = 0

    def show_percent(self, percent: int, said: str) -> None:
        """Fill the bar; `said` is what a reader is told."""
        self._percent = percent
        self.setAccessibleName(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, METER + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, (self.height() - METER) / 2, self.width(), METER)
        paint_meter(painter, box, self._percent, tokens.of(self.palette()))


class FolderCard(Card):
    """Says what the dossier lacks of an application; each line leads to where it is supplied."""

    file_wanted = Signal()  # a missing piece is a file: it is attached on this page

    def __init__(self, place: Workplace) -> None:
        super().__init__(self.tr("Folder"), " ")
        self._place = place
        self._entered: Entered | None = None
        self._lacking: tuple[Missing, ...] = ()
        self._meter, self._figure = Meter(), Words("", "strong")
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.CARD, 10, tokens.CARD, 6)
        row.setSpacing(10)
        row.addWidget(self._meter, 1)
        row.addWidget(self._figure)
        self.missing = Tellings(self.tr("Missing pieces"), opens=True)
        self.missing.opened.connect(self._go)
        self.add(bar, padded=False)
        self.add(self.missing, padded=False)

    def show_folder(self, entered: Entered, held: Completeness | None) -> None:
        """Show how complete an application's folder is; nothing where nothing is asked for."""
        self.setVisible(held is not None)
        self._entered = entered
        self._lacking = held.missing if held is not None else ()
        if held is None:
            self.missing.tell(())
            return
        figure = spoken.percent(held.percent, self._place.language)
        there = held.asked - len(held.missing)
        said = self.tr("{there} of {asked} pieces").format(there=there, asked=held.asked)
        self.note.setText(said)
        self._figure.setText(figure)
        self._meter.show_percent(held.percent, spoken.joined(figure, said, by=", "))
        self.missing.tell([self.told(one) for one in held.missing])

    def told(self, one: Missing) -> Telling:
        """Tell a piece that is missing, of whom it is wanted and by when."""
        by = "" if one.due is None else self._by(one.due)
        word = self.tr("to be supplied")  # it may be there, too old or too short
        return Telling("missing", word, one.piece, (one.why, spoken.joined(one.supplier, by)))

    def _by(self, due: date) -> str:
        """Say the last day for a piece, as the sentence above it writes days."""
        language, said = self._place.language, self.tr("by {day}")
        day = date_in_full(due, language)
        return (elided(said, {"day": day}) if language == "it" else said).format(day=day)

    def _go(self, place: int) -> None:
        """Go to where a piece is written down."""
        entered = self._entered
        if entered is None:
            return
        held, code = entered.application, self._lacking[place].code
        if code == _PASSPORT:
            self._place.go("application-form", (held.mission, held.id))
        elif code == _TRAINING:
            self._place.go("sessions")
        elif code in MAY_BE_REQUIRED:
            self.file_wanted.emit()
        elif code.startswith(_PROFILE):
            self._place.go("firm-form", (entered.firm.id, code.replace("_", ".")))
        else:
            self._place.go("firm-form", (entered.firm.id, "declarations"))
