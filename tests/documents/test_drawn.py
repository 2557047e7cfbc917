"""What is seen on a page: lines for a pen, rules, the places of columns, no holes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pytest

from desktop.documents import blocks as b
from desktop.documents import issue
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import press_faces
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.render import render
from desktop.documents.looks import Align, Sign
from tests.documents import judged, samples

HIGH_ENOUGH = 28.0  # points from line to line that a hand needs
NEAR = 12.0  # two rules nearer than this are seen as one that was drawn twice
FORMS = [
    ("meeting-sheet", 0, "it"), ("meeting-sheet", 0, "ar"), ("follow-up-sheet", 0, "it"),
    ("agenda", 0, "it"), ("orientation-record", 1, "it"), ("questionnaire", 1, "it"),
    ("satisfaction", 0, "it"), ("self-declaration", 0, "it"), ("privacy-notice", 0, "it"),
    ("catalogue", 0, "en-fr"), ("catalogue", 0, "it"),
]  # fmt: skip


@dataclass
class Drawn:
    """What pens drew: rules and texts, page by page."""

    rules: list[tuple[int, float, float, float]] = field(default_factory=list)
    texts: list[tuple[int, float, float, str]] = field(default_factory=list)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    held, rule, write = Drawn(), Pen.rule, Pen._write  # noqa: SLF001 - every text goes through it

    def ruled(
        pen: Pen, left: float, right: float, y: float, weight: float = m.SECTION_RULE
    ) -> None:
        held.rules.append((pen.page, left, right, y))
        rule(pen, left, right, y, weight)

    def written(pen: Pen, left: float, y: float, text: str, style: s.Style) -> None:
        held.texts.append((pen.page, left, y, text))
        write(pen, left, y, text, style)

    monkeypatch.setattr(Pen, "rule", ruled)
    monkeypatch.setattr(Pen, "_write", written)
    return held


def _pages(pdf: bytes) -> int:
    return len(pdfium.PdfDocument(pdf))


def _paper(kind: str, nth: int, language: str) -> b.Paper:
    source = judged.every_kind()[kind][nth]
    return KINDS[kind].compose(source, samples.imprint(), *map(hand, language.split("-")))[0]


def _sheet(*sections: b.Section) -> b.Paper:
    paper = _paper("firm-card", 0, "it")
    sheet = b.Sheet(anchor="a", outline="Parte", context="", label="Scheda", label_note="",
                    title="Titolo", sections=sections,
                    continued="segue da pagina {page}")  # fmt: skip
    return replace(paper, leaves=(sheet,))


@pytest.mark.parametrize(("kind", "nth", "language"), FORMS)
def test_no_rule_is_drawn_close_under_another(
    kind: str, nth: int, language: str, drawn: Drawn
) -> None:
    render(_paper(kind, nth, language))

    inside = {one for one in drawn.rules if m.CONTENT_TOP < one[3] <= m.CONTENT_BOTTOM}
    assert inside
    assert [pair for pair in _neighbours(inside) if 0.5 < pair[1][3] - pair[0][3] < NEAR] == []


def _neighbours(
    rules: set[tuple[int, float, float, float]],
) -> Iterator[tuple[tuple[int, float, float, float], tuple[int, float, float, float]]]:
    """Give each pair of rules of one page, one next under another, that share a part of it."""
    held = sorted(rules, key=lambda one: (one[0], one[3]))
    for place, upper in enumerate(held):
        for lower in held[place + 1 :]:
            if lower[0] == upper[0] and lower[1] < upper[2] and upper[1] < lower[2]:
                yield upper, lower


@pytest.mark.parametrize(
    ("kind", "nth", "labels"),
    [
        ("meeting-sheet", 0, ("Impresa o ente", "Persona, ruolo", "Interprete", "Valore atteso, €",
                              "Prossimo contatto il")),
        ("follow-up-sheet", 0, ("Ordini, €", "Contatto del, a cura di")),
        ("orientation-record", 1, ("Impresa", "Giorno", "Partecipanti", "Mercato", "Entro")),
        ("questionnaire", 1, ("Impresa", "Compilato da, il giorno")),
        ("self-declaration", 0, ("Luogo e data di nascita", "Codice fiscale")),
        ("privacy-notice", 0, ("Recapiti del titolare", "Cognome e nome di chi firma")),
    ],
)  # fmt: skip
def test_what_is_filled_in_by_hand_has_a_line_and_room_above_it(
    kind: str, nth: int, labels: tuple[str, ...], drawn: Drawn
) -> None:
    render(_paper(kind, nth, "it"))

    for label in labels:
        for page, _, y, _ in [one for one in drawn.texts if one[3] == label]:
            rules = sorted(one[3] for one in drawn.rules if one[0] == page)
            line = next(rule for rule in rules if rule > y)
            above = max((rule for rule in rules if rule < line - 0.5), default=0.0)
            assert line - above >= HIGH_ENOUGH, label
            assert line - y < m.FIRST_BASELINE, label  # the label stands beside what is written


@pytest.mark.parametrize("language", ["it", "en", "fr", "ar"])
def test_a_meeting_has_one_page(language: str) -> None:
    source = samples.dossier(1)

    assert _pages(issue("meeting-sheet", language, source, samples.imprint()).pdf) == 1


@pytest.mark.parametrize("language", ["it", "en", "ar"])  # in French five of them take two lines
def test_all_questions_stand_on_one_page(language: str, drawn: Drawn) -> None:
    render(_paper("questionnaire", 1, language))

    numbers = {str(number) for number in range(1, 21)}
    where = {text: page for page, _, _, text in drawn.texts if text in numbers}
    assert set(where) == numbers
    assert set(where.values()) == {1}


def test_figures_do_not_touch_the_words_of_the_next_column(drawn: Drawn) -> None:
    columns = (b.Column("N.", 10, Align.RIGHT), b.Column("Nome", 30),
               b.Column("Quota", 20, Align.RIGHT), b.Column("Attestato", 30))  # fmt: skip
    row = b.Row((b.Cell("1"), b.Cell("Rossi"), b.Cell("100,0 %"), b.Cell("Sì")))
    render(_sheet(b.Section("Presenze", (b.Table(columns, (row,)),))))

    lefts = {text: left for _, left, _, text in drawn.texts}
    assert lefts["Attestato"] == lefts["Sì"]
    ends = lefts["Quota"] + press_faces().width("Quota", s.SMALL_STRONG)
    assert lefts["Attestato"] - ends == pytest.approx(18)


def test_boxes_and_the_lines_they_lead_to_stand_on_one_page(drawn: Drawn) -> None:
    issue("follow-up-sheet", "it", samples.dossier(1), samples.imprint())

    pages = [[one[0] for one in drawn.texts if one[3] == text]
             for text in ("Nessun seguito", "Visita in Italia", "Ordini, €")]  # fmt: skip
    assert pages[0] == pages[1] == pages[2]
    assert len(pages[0]) == 4


@pytest.mark.parametrize("before", range(20, 27))
def test_a_long_section_is_parted_rather_than_leave_a_hole(before: int, drawn: Drawn) -> None:
    rows = b.SignedRows(tuple(b.Signed(Sign.MET, f"voce {n}") for n in range(12)))
    fields = b.Fields((b.Field("Campo", "valore"),) * before)
    render(_sheet(b.Section("Prima", (fields,)), b.Section("Voci", (rows,)),
                  b.Section("Dopo", (b.Fields((b.Field("Altro", "valore"),) * 2),))))  # fmt: skip

    first = [y for page, _, y, _ in drawn.texts if page == 1 and y < m.CONTENT_BOTTOM]
    assert m.CONTENT_BOTTOM - max(first) < 180  # a quarter of a page, and a row


def test_the_rules_tables_run_over_the_whole_width() -> None:
    paper = _paper("eligibility-report", 1, "it")
    tables = [block for leaf in paper.leaves if isinstance(leaf, b.Sheet)
              for section in leaf.sections for block in section.blocks
              if isinstance(block, b.Table)]  # fmt: skip

    assert len(tables) > 10
    assert all(table.wide for table in tables)


def test_no_page_of_a_report_on_all_has_references_alone(drawn: Drawn) -> None:
    issued = issue("eligibility-report", "it", judged.report(whole=True), samples.imprint())

    pages = {page: [text for held, _, _, text in drawn.texts if held == page]
             for page in {one[0] for one in drawn.texts}}  # fmt: skip
    told = [texts for page, texts in pages.items() if page > 1 and "Riferimenti" in texts]
    assert len(told) == 5
    assert all("Fonte" in texts for texts in told)
    assert issued.text.count("\nRegole: ") == 1  # what is the same for all is told once


def test_figures_of_a_quarter_stand_under_one_another() -> None:
    sections = [section for leaf in _paper("quarterly-report", 0, "it").leaves
                if isinstance(leaf, b.Sheet) for section in leaf.sections]  # fmt: skip
    tables = [block for section in sections[:-4] for block in section.blocks
              if isinstance(block, b.Table)]  # fmt: skip
    shares = {tuple(column.share for column in table.columns) for table in tables
              if len(table.columns) > 2}  # fmt: skip

    assert len(tables) > 12
    assert len(shares) == 1
    assert {column.align for table in tables for column in table.columns[1:]} == {Align.RIGHT}


def test_the_number_on_the_tallest_column_keeps_away_from_the_key(drawn: Drawn) -> None:
    render(_sheet(b.Section("Grafico", (b.Columns(
        (b.Pair("MI", 1, 7, "1", "7777"),), "2º trim.: 1", "3º trim.: 7777"),))))  # fmt: skip

    heights = {text: y for _, _, y, text in drawn.texts}
    assert heights["7777"] - heights["3º trim.: 7777"] >= 2 * s.SMALL.size


def test_the_last_row_of_a_firm_in_the_catalogue_has_one_rule_under_it(drawn: Drawn) -> None:
    render(_paper("catalogue", 0, "it"))

    contact = next(y for page, _, y, text in drawn.texts if text == "Contatto")
    under = sorted(rule[3] for rule in drawn.rules if rule[0] == 3 and rule[3] < contact)
    assert under[-1] - under[-2] >= m.LOW_FIELD_ROW
    assert all(lower - upper > 0.5 for upper, lower in pairwise(under))
