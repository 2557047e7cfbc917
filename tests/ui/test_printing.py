"""Printing: what was chosen is kept by kind of paper; what could not be printed waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.domain.problems import DeskError
from desktop.domain.records import Paper
from desktop.services import documents, firms, printing, sessions
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.services.printing import Choice, Sides
from desktop.services.watch import ALONE, Watch
from tests.builders import GROUP_SESSION
from tests.ui.conftest import CONTROL, Screen
from tests.ui.gates import Gate
from ui.pages.papers import PapersPage
from ui.printers import Job, SystemPrinters, paint, prepare
from ui.widgets.verbs import VerbButton

ENTER = Qt.Key.Key_Return
_NEAR = 25  # of 255


@dataclass
class FakePrinters:
    """Printers that hold what was sent; `fails` is what the next one says."""

    known: list[str] = field(default_factory=lambda: ["Kyocera", "Zebra"])
    sent: list[Job] = field(default_factory=list)
    fails: DeskError | None = None

    def names(self) -> Sequence[str]:
        return self.known

    def trays(self) -> Sequence[str]:
        return ("upper", "lower")

    def print_out(self, job: Job, watch: Watch = ALONE) -> None:
        watch.look(0, 1)
        if self.fails is not None:
            raise self.fails
        self.sent.append(job)


@pytest.fixture
def card(stocked: list[UUID], screen: Screen) -> Paper:
    named = Named(firm=str(stocked[0]))

    def call(desk: Desk) -> Paper:
        return documents.issue(desk, "firm-card", named).papers[0].paper

    return cast("Paper", screen.ask(call))


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def page(card: Paper, screen: Screen, printers: FakePrinters) -> PapersPage:
    screen.go("papers", card.number)
    made = screen.window.page
    assert isinstance(made, PapersPage)
    made.printing.printers = printers
    screen.wait(lambda: made.images.drawn_pages() > 0)
    screen.rest()
    return made


def to_print(screen: Screen, page: PapersPage) -> None:
    screen.press(Qt.Key.Key_P, CONTROL)
    screen.wait(page.print_card.isVisible)
    screen.rest()


def buttons(widget: QWidget, text: str) -> list[VerbButton]:
    return [b for b in widget.findChildren(VerbButton) if b.accessibleName().startswith(text)]


def test_a_paper_is_printed_by_two_keys_and_the_choice_is_kept(
    page: PapersPage, screen: Screen, printers: FakePrinters, card: Paper
) -> None:
    to_print(screen, page)
    page.print_card.printer.setCurrentIndex(1)
    page.print_card.tray.setCurrentIndex(2)
    page.print_card.sides.setCurrentIndex(1)
    page.print_card.copies.setCurrentIndex(1)
    screen.press(ENTER)
    screen.wait(lambda: bool(printers.sent))
    screen.rest()
    assert "Zebra" in screen.window.strip.text
    assert "2 copie" in screen.window.strip.text
    job = printers.sent[0]
    assert job.choice == Choice("Zebra", "lower", Sides.LONG, 2)
    assert job.title == card.title
    held = cast("documents.Written", screen.ask(lambda desk: documents.pdf_of(desk, card.number)))
    assert job.pdf == held.pdf
    to_print(screen, page)
    screen.press(ENTER)
    screen.wait(lambda: len(printers.sent) == 2)
    screen.rest()
    assert printers.sent[1].choice == job.choice
    other = screen.ask(lambda desk: printing.choice_of(desk, "agenda"))
    assert other == Choice()
    assert not page.waiting.isVisible()


def test_without_any_printer_the_paper_waits_with_the_reason(
    page: PapersPage, screen: Screen, printers: FakePrinters, card: Paper
) -> None:
    printers.known = []
    to_print(screen, page)
    assert not page.print_card.printer.isVisible()
    *_, put_off, print_it = page.print_card.foot.findChildren(VerbButton)
    assert not print_it.isEnabled()
    assert put_off.hasFocus()
    screen.press(ENTER)
    screen.wait(page.waiting.isVisible)
    screen.rest()
    assert [one.paper.number for one in page.waiting.held] == [card.number]
    assert page.waiting.held[0].why.code == "print-none"
    printers.known = ["Kyocera"]
    buttons(page.waiting, "Stampa di nuovo")[0].click()
    screen.wait(page.print_card.isVisible)
    screen.rest()
    screen.press(ENTER)
    screen.wait(lambda: bool(printers.sent))
    screen.wait(lambda: not page.waiting.isVisible())
    screen.rest()


def test_nothing_is_said_of_printers_before_the_system_has_named_them(
    page: PapersPage, screen: Screen, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, FakePrinters, "names")
    screen.press(Qt.Key.Key_P, CONTROL)
    screen.wait(lambda: gate.reached)
    *_, put_off, print_it = page.print_card.foot.findChildren(VerbButton)
    assert not print_it.isEnabled()
    assert not put_off.verb.main
    screen.press(ENTER)
    screen.press(ENTER, CONTROL)
    assert page.print_card.isVisible()
    gate.open()
    screen.wait(print_it.isEnabled)
    assert print_it.hasFocus()
    screen.press(ENTER)
    screen.wait(lambda: bool(printers.sent))
    screen.rest()
    assert not page.waiting.isVisible()


def test_a_card_that_opens_holds_nothing_of_the_one_before(
    page: PapersPage, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_print(screen, page)
    page.print_card.printer.setCurrentIndex(1)
    screen.press(ENTER)
    screen.rest()
    to_print(screen, page)
    screen.press(Qt.Key.Key_Escape)
    gate = Gate(monkeypatch, printing, "choice_of")
    screen.press(Qt.Key.Key_P, CONTROL)
    screen.wait(lambda: gate.reached)
    buttons(page.print_card.foot, "Metti in attesa")[0].click()
    gate.open()
    screen.wait(page.waiting.isVisible)
    screen.rest()
    (held,) = page.waiting.held
    assert (held.choice, held.why.code) == (Choice(), "print-put-off")


def test_what_was_refused_waits_and_prints_again_on_the_same(
    page: PapersPage, screen: Screen, printers: FakePrinters
) -> None:
    printers.fails = DeskError("print-refused", printer="Kyocera")
    to_print(screen, page)
    screen.press(ENTER)
    screen.wait(page.waiting.isVisible)
    screen.rest()
    assert "Kyocera" in screen.window.strip.text
    printers.fails = None
    buttons(page.waiting, "Stampa di nuovo")[0].click()
    screen.wait(lambda: bool(printers.sent))
    screen.wait(lambda: not page.waiting.isVisible())
    screen.rest()
    assert printers.sent[0].choice.printer == "Kyocera"


def test_all_that_waits_is_printed_each_to_its_end(
    page: PapersPage, screen: Screen, stocked: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_all(desk: Desk) -> None:
        for firm in stocked:
            issued = documents.issue(desk, "firm-card", Named(firm=str(firm))).papers[0].paper
            refused = DeskError("print-refused", printer="Kyocera")
            printing.put_off(desk, issued.number, Choice("Kyocera"), refused)

    screen.ask(wait_all)
    page.waiting.refetch()
    screen.wait(lambda: len(page.waiting.held) == len(stocked))
    ended: list[object] = []
    place = screen.sitting.place
    assert place is not None
    place.waits.connect(lambda progress: progress.ended.connect(ended.append))
    gate = Gate(monkeypatch, FakePrinters, "print_out")
    buttons(page.waiting, "Stampa tutte di nuovo")[0].click()
    screen.ask(lambda _desk: None)  # by now all are handed to the printers, none is printed
    gate.open()
    screen.wait(lambda: len(ended) == len(stocked))
    screen.rest()
    printers = page.printing.printers
    assert isinstance(printers, FakePrinters)
    assert len(printers.sent) == len(stocked)
    assert page.printing.busy == set()
    assert screen.ask(printing.waiting) == []


def test_what_waits_can_be_taken_off_and_is_gone_with_an_erasure(
    page: PapersPage, screen: Screen, printers: FakePrinters
) -> None:
    printers.known = []
    to_print(screen, page)
    buttons(page.print_card.foot, "Metti in attesa")[0].click()
    screen.wait(page.waiting.isVisible)
    screen.rest()
    buttons(page.waiting, "Togli")[0].click()
    screen.wait(lambda: not page.waiting.isVisible())
    screen.rest()


def test_the_list_survives_a_restart_also_of_what_was_being_printed(desk: Desk) -> None:
    firms.add(desk, [{"name": "Uno S.r.l.", "vat_number": "00000010157"}])
    named = Named(firm="00000010157")
    paper = documents.issue(desk, "firm-card", named).papers[0].paper
    choice = Choice("Kyocera", "", Sides.SHORT, 3)
    printing.put_off(desk, paper.number, choice, DeskError("print-refused", printer="Kyocera"))
    printing.put_off(desk, paper.number, choice, DeskError(printing.UNFINISHED))
    again = printing.waiting(desk)
    assert [(one.paper, one.choice, one.why.code) for one in again] == [
        (paper, choice, "print-unfinished")
    ]
    assert "Uno" not in desk.store.settings()["print-waiting"]
    printing.done(desk, paper.number)
    assert printing.waiting(desk) == []


# --- the system's printers -----------------------------------------------------------------------


def test_a_printer_that_is_gone_is_refused_by_name(qapp: object) -> None:
    assert qapp is not None
    with pytest.raises(DeskError) as refused:
        SystemPrinters().print_out(Job("x", b"", Choice("Sparita")))
    assert refused.value.code == "print-no-printer"


@pytest.fixture
def printed(qapp: object, tmp_path: Path) -> QPrinter:
    assert qapp is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def pdf_of(desk: Desk, kind: str) -> bytes:
    firms.add(desk, [{"name": "Uno S.r.l.", "vat_number": "00000010157"}])
    sessions.add(desk, [GROUP_SESSION | {"attendances": [{"firm": "00000010157"}]}])
    named = {"firm-card": Named(firm="00000010157"),
             "attendance-sheet": Named(session="MI1-2021-0001")}  # fmt: skip
    return documents.issue(desk, kind, named[kind]).papers[0].pdf


@pytest.mark.parametrize("kind", ["firm-card", "attendance-sheet"])
def test_pages_are_printed_as_they_are_in_the_preview(
    printed: QPrinter, desk: Desk, tmp_path: Path, kind: str
) -> None:
    pdf = pdf_of(desk, kind)
    prepare(printed, Choice("x", "upper", Sides.ONE, 2))
    assert printed.copyCount() == 2
    paint(printed, Job("x", pdf, Choice("x")))
    with (
        pypdfium2.PdfDocument(pdf) as before,
        pypdfium2.PdfDocument(tmp_path / "printed.pdf") as after,
    ):
        assert len(before) == len(after)
        for sheet, copy in zip(before, after, strict=True):
            assert copy.get_size() == pytest.approx(sheet.get_size(), abs=1)
            ink, copied = coarse(sheet), coarse(copy)
            assert max(abs(a - b) for a, b in zip(ink, copied, strict=True)) < _NEAR
            assert max(ink) - min(ink) > 2 * _NEAR, "something stands on the page"


def coarse(page: pypdfium2.PdfPage) -> bytes:
    """Give the grey of a page in few fields: lines a pixel off make no difference there."""
    return bytes(page.render(scale=1, grayscale=True).to_pil().resize((30, 30)).tobytes())


def test_a_job_that_is_given_up_is_taken_back(printed: QPrinter, desk: Desk) -> None:
    pdf = pdf_of(desk, "firm-card")
    prepare(printed, Choice("x"))
    with pytest.raises(DeskError) as refused:
        paint(printed, Job("x", pdf, Choice("x")), Watch(cancelled=lambda: True))
    assert refused.value.code == "cancelled"
