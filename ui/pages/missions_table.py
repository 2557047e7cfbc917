"""The applications to a mission, grouped by what the rules say of them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.domain.records import ApplicationState
from desktop.domain.rules.eligibility import EligibilityOutcome as Outcome
from desktop.texts import Texts
from ui import spoken
from ui.models.table import Column, Look
from ui.pages.missions_reading import Arrival
from ui.widgets.grouped import GroupedTable, Heading

_QUIET, _STRONG = Look(quiet=True), Look(strong=True)
_PENDING = Look("info")  # it goes on: nothing is wanted of the firm, nothing is settled
STATES = {
    ApplicationState.ELIGIBLE: Look("ok", "ok"), ApplicationState.SELECTED: Look("ok", "ok"),
    ApplicationState.CONFIRMED: Look("ok", "ok"), ApplicationState.PARTICIPANT: Look("ok", "ok"),
    ApplicationState.TO_COMPLETE: Look("warn", "warn"),
    ApplicationState.NOT_ELIGIBLE: Look("bad", "bad"),
    ApplicationState.EXCLUDED: Look("bad", "bad"),
    ApplicationState.CONCLUDED: Look("ok", "ok"),
    ApplicationState.RENOUNCED: Look("missing", quiet=True),
}  # fmt: skip
OUTCOMES = {
    Outcome.ELIGIBLE: "ok", Outcome.TO_COMPLETE: "warn", Outcome.NOT_VERIFIABLE: "soft",
    Outcome.NOT_ELIGIBLE: "bad",
}  # fmt: skip


class _Words(QObject):
    """The columns, which are there before the table is."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def name(self) -> str:
        """Give what the table is."""
        return self.tr("Applications by outcome")

    def columns(self) -> tuple[Column[Arrival], ...]:
        """Give the columns."""
        return (
            Column(self.tr("N."), lambda r: str(r.number), 44, right=True, look=_QUIET),
            Column(self.tr("Arrived"), _arrived, 168),
            Column(self.tr("Firm"), lambda r: r.entered.firm.name, look=_STRONG),
            Column(self.tr("State"), self._state, 138, look=state_look),
            Column(self.tr("Folder"), self._folder, 140, look=_folder_look),
            Column(self.tr("The first reason"), self._first, look=_first_look),
        )

    def _state(self, row: Arrival) -> str:
        return self._texts.choice("application.state", row.entered.application.state)

    def _first(self, row: Arrival) -> str:
        held = row.judgement
        if held.outcome is None:
            return row.entered.application.why or spoken.NONE
        if not held.reasons:
            return self._in_order(held.warnings)
        said = self._texts.reason(held.reasons[0])
        if len(held.reasons) > 1:
            many = self.tr("{count} reasons: {reason}")
            said = many.format(count=len(held.reasons), reason=said)
        return self.tr("not as kept: {reason}").format(reason=said) if held.changed else said

    def _folder(self, row: Arrival) -> str:
        """Give the share of the dossier's pieces that are there."""
        held = row.folder
        return spoken.NONE if held is None else spoken.percent(held.percent, self._texts.language)

    def _in_order(self, warnings: int) -> str:
        if warnings == 1:
            return self.tr("1 warning")
        if warnings:
            return self.tr("{count} warnings").format(count=warnings)
        return self.tr("all in order")


class ApplicationsTable(GroupedTable[Arrival]):
    """Each group by arrival; of each application its state and the first reason."""

    def __init__(self, texts: Texts) -> None:
        words = _Words(texts)
        super().__init__(words.columns(), words.name())
        words.setParent(self)

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show the applications in their groups."""
        self.set_groups([
            (self._heading(outcome, held), held)
            for outcome in (*OUTCOMES, None)
            for held in [[row for row in arrivals if row.judgement.outcome is outcome]]
        ])  # fmt: skip

    def _heading(self, outcome: Outcome | None, held: Sequence[Arrival]) -> Heading:
        if outcome is None:
            return Heading("missing", self.tr("Drafts and withdrawn"), len(held),
                           self.tr("they are not judged"))  # fmt: skip
        words, note = {
            Outcome.ELIGIBLE: (self.tr("Eligible"), self.tr("nothing keeps them out")),
            Outcome.TO_COMPLETE: (self.tr("To complete"),
                                  self.tr("can be mended before the grant")),
            Outcome.NOT_VERIFIABLE: (self.tr("Cannot be verified"), self.tr("data are missing")),
            Outcome.NOT_ELIGIBLE: (self.tr("Not eligible"), self.tr("they stay, with the reasons")),
        }[outcome]  # fmt: skip
        return Heading(OUTCOMES[outcome], words, len(held), note)


def look_of(state: ApplicationState, *, settled: bool = True) -> Look:
    """Give how the state of an application is drawn.

    Not `settled`, something is still wanted of the firm: then no tick says that all is well.
    """
    held = STATES.get(state, _PENDING)
    return held if settled or held.mark != "ok" else _PENDING


def is_settled(outcome: Outcome | None) -> bool:
    """Tell whether the rules want nothing more of an application; one not judged has its state."""
    return outcome in (Outcome.ELIGIBLE, None)


def state_look(row: Arrival) -> Look:
    """Give how the state of an arrival is drawn."""
    return look_of(row.entered.application.state, settled=is_settled(row.judgement.outcome))


def _folder_look(row: Arrival) -> Look:
    return _QUIET if row.folder is None else Look(meter=row.folder.percent)


def _arrived(row: Arrival) -> str:
    return spoken.moment(row.entered.application.arrived_at, seconds=True)


def _first_look(row: Arrival) -> Look:
    return Look("info") if row.judgement.changed else _QUIET
