"""The choice of a quarter: the one that runs, and those before it, the last whole one first."""

from datetime import date

from desktop.domain.indicators import Period, quarter_of
from desktop.texts import Texts
from ui.widgets.choice import ChoiceBox

_OFFERED = 13  # three years, and the quarter that runs


class QuarterBox(ChoiceBox):
    """Offers quarters by their names; the last one that is over is chosen at first."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._periods: list[Period] = []

    def offer(self, today: date) -> None:
        """Offer the quarters of a day; what was chosen stays chosen."""
        before = self.period
        running = quarter_of(today)
        self._periods = [running]
        while len(self._periods) < _OFFERED:
            self._periods.append(self._periods[-1].before())
        self.clear()
        for period in self._periods:
            said = self._texts.say(
                "indicator_said", "quarter", n=period.quarter, year=period.first.year
            )
            self.addItem(said)
        chosen = self._periods[1] if before is None else before
        self.choose(chosen)

    @property
    def period(self) -> Period | None:
        """Give the chosen quarter."""
        place = self.currentIndex()
        return self._periods[place] if 0 <= place < len(self._periods) else None

    def choose(self, period: Period) -> None:
        """Choose a quarter; one that is not offered leaves what is chosen."""
        if period in self._periods:
            self.setCurrentIndex(self._periods.index(period))
