"""Every paper in Arabic, or with Arabic beside another language: what its pages say of themselves.

What stands joined and turned round on a page is told line by line by the structure tree; the rest
is read off the page. How the glyphs stand is judged in tests/ui/test_arabic.py.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from desktop.documents import blocks as b
from desktop.documents import issue
from desktop.documents.content.hand import hand
from desktop.documents.isolates import bare
from desktop.documents.kinds import KINDS
from desktop.documents.layout import measures as m
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.render import render
from desktop.documents.layout.styles import Style
from desktop.documents.looks import Align
from desktop.documents.plain import mapped
from tests.documents import judged, samples

_OVERHANG = 3.3  # of a glyph beyond its advance
CUT_APART = {"badges"}  # no page has header and footer
PAPERS = [
    (kind, form, language)
    for kind, held in judged.every_kind().items()
    for form in range(len(held))
    for language in judged.languages(kind)
    if "ar" in language.split("-")
]


def _spoken(pdf: bytes) -> str:
    """Join the actual texts of a file's lines, in reading order."""
    found = re.findall(rb"/ActualText\s*<FEFF([0-9A-F]*)>", pdf)
    return "".join(bytes.fromhex(text.decode()).decode("utf-16-be") for text in found)


def _read(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return "".join(texts)


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\x02\ufffe-]", "", bare(text))


def _strings(value: object) -> Iterator[str]:
    """Give the strings of content, what waits for page numbers in parts."""
    held: list[str] = []

    def noted(text: str) -> str:
        held.append(text)
        return text

    mapped(value, noted)
    for text in held:
        yield from re.split(r"\{pages?\}|\n", bare(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]+", text))


def _is_arabic(text: str) -> bool:
    return bool(re.search("[\u0600-\u06ff]", text))


def _printed(leaf: b.AnyLeaf) -> set[str]:
    """Give what a leaf prints; its name over a break and its anchors it need not."""
    silent = {"anchor", "aside_anchor", "outline", "continued", "context", "languages", "told_in"}
    values = [getattr(leaf, name) for name in leaf.__dataclass_fields__ if name not in silent]
    texts = {text for value in values for text in _strings(value)}
    if isinstance(leaf, b.Index):
        texts -= {line.anchor for entry in leaf.entries for line in entry.lines}
        texts -= {entry.anchor for entry in leaf.entries} | {leaf.aside_anchor}
    return texts - {""}


@pytest.mark.parametrize(("kind", "form", "language"), PAPERS)
def test_the_lines_say_the_content_and_nothing_else(kind: str, form: int, language: str) -> None:
    source = judged.every_kind()[kind][form]
    hands = map(hand, language.split("-"))
    paper, _ = KINDS[kind].compose(source, samples.imprint(), *hands)
    pdf, _ = render(paper)
    spoken, read = _spoken(pdf), _read(pdf)

    said = {text for leaf in paper.leaves for text in _printed(leaf)}
    if kind not in CUT_APART:
        around = paper.furniture
        said |= set(_strings((around.body, around.programme, around.kind)))
    arabic = {text for text in said if _is_arabic(text)}
    # Readers turn a line round where it has Arabic: what stands beside that is found by its words.
    words = {word for text in said - arabic for word in _words(text)}
    there = _words(f"{spoken} {read}")
    spoken = _letters(spoken)

    assert len(arabic) >= (2 if kind in CUT_APART else 10)
    assert sorted(text for text in arabic if _letters(text) not in spoken) == []
    assert sorted(words - there) == []
    known = {_letters(text) for text in _strings(paper)} - {""}
    for text in sorted(known, key=len, reverse=True):
        spoken = spoken.replace(text, " ")
    assert re.sub(r"[ 0-9]", "", spoken) == ""


def _written(paper: b.Paper, monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float, str]]:
    """Give each line that is drawn: its left edge, its right edge, and its text."""
    found: list[tuple[float, float, str]] = []

    def noted(pen: Pen, left: float, _y: float, text: str, style: Style) -> None:
        found.append((left, left + pen.faces.width(text, style), bare(text)))

    monkeypatch.setattr(Pen, "_write", noted)
    render(paper)
    return found


def _catalogue(language: str) -> b.Paper:
    hands = map(hand, language.split("-"))
    return KINDS["catalogue"].compose(samples.dossier(1), samples.imprint(), *hands)[0]


@pytest.mark.parametrize("language", ["en-ar", "ar-en"])
def test_of_two_columns_each_begins_at_its_own_side(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirrored, paper = language.startswith("ar"), _catalogue(language)
    page = next(leaf for leaf in paper.leaves if isinstance(leaf, b.Showcase))
    lines = _written(replace(paper, leaves=(page,)), monkeypatch)

    def edges(text: str) -> tuple[float, float]:
        return next((left, right) for left, right, said in lines if said == text)

    outer, inner = m.PORTRAIT.width - m.RIGHT, m.PORTRAIT.width - m.LEFT
    left, right = (outer, inner) if mirrored else (m.LEFT, m.RIGHT)
    assert edges("Sectors")[0] == pytest.approx(left)
    assert edges("القطاعات")[1] == pytest.approx(right)
    assert edges("Germany")[0] > edges("Export markets")[1]
    assert edges("ألمانيا")[1] < edges("أسواق التصدير")[0]
    assert edges("Germany")[1] < edges("ألمانيا")[0]


@pytest.mark.parametrize("language", ["en-ar", "ar-en"])
def test_a_cover_says_all_in_both_languages_each_at_its_own_side(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirrored, paper = language.startswith("ar"), _catalogue(language)
    cover = next(leaf for leaf in paper.leaves if isinstance(leaf, b.Cover))
    lines = _written(replace(paper, leaves=(cover,)), monkeypatch)
    edges = {said: (left, right) for left, right, said in lines}

    outer, inner = m.PORTRAIT.width - m.RIGHT, m.PORTRAIT.width - m.LEFT
    left, right = (outer, inner) if mirrored else (m.LEFT, m.RIGHT)
    for english, arabic in (
        ("Programme", "البرنامج"), ("Participants", "المشاركون"), ("1 firm", "شركة واحدة"),
    ):  # fmt: skip
        assert edges[english][0] == pytest.approx(left)
        assert edges[arabic][1] == pytest.approx(right)
    for english, arabic in (("Host event", "الحدث المضيف"), ("Green economy", "الاقتصاد الأخضر")):
        assert edges[english][1] < edges[arabic][0]


def test_the_last_column_of_figures_ends_at_the_outer_edge(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (b.Column("البلد", 50), b.Column("2020", 30, Align.RIGHT))
    figures = ("7", "389,000", "1,290,000")
    rows = tuple(b.Row((b.Cell("ألمانيا"), b.Cell(figure))) for figure in figures)
    section = b.Section("الصادرات", (b.Table(columns, rows),))
    paper, _ = KINDS["agenda"].compose(samples.dossier(1), samples.imprint(), hand("ar"))
    sheet = paper.leaves[0]
    assert isinstance(sheet, b.Sheet)
    lines = _written(replace(paper, leaves=(replace(sheet, sections=(section,)),)), monkeypatch)

    held = {text: (left, right) for left, right, text in lines if text in figures}
    assert held["1,290,000"][0] == pytest.approx(m.PORTRAIT.width - m.RIGHT)
    assert len({round(right, 3) for _, right in held.values()}) == 1  # units under one another


@pytest.mark.parametrize(("kind", "form", "language"), PAPERS)
def test_long_arabic_in_every_record_stays_inside_the_margins(
    kind: str, form: int, language: str
) -> None:
    names = {name for person in samples.PEOPLE for name in person}

    def lengthen(text: str) -> str:
        return "كلمة طويلة " * 40 if " " in text or "@" in text or text in names else text

    source = mapped(judged.every_kind()[kind][form], lengthen)
    pdf = issue(kind, language, source, samples.imprint()).pdf

    outer, inner = m.PORTRAIT.width - m.RIGHT, m.PORTRAIT.width - m.LEFT
    left, right = (outer, inner) if language.startswith("ar") else (m.LEFT, m.RIGHT)
    if kind in CUT_APART:
        left, right = 24, m.PORTRAIT.width - 24
    for bounds in _bounds(pdf):
        assert bounds[0] >= left - _OVERHANG
        assert bounds[1] >= 20
        assert bounds[2] <= right + _OVERHANG


def _bounds(pdf: bytes) -> Iterator[tuple[float, float, float, float]]:
    document = pdfium.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        yield from (text.get_rect(place) for place in range(text.count_rects()))
        text.close()
        page.close()
    document.close()
