"""The pages: text, faces, links, the same bytes, and texts that would break a page."""

import ast
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import time
from enum import Enum
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import desktop.documents
from desktop.documents import (
    AttendanceSource,
    FirmCardSource,
    FirmFacts,
    Issued,
    Source,
    issue,
)
from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout.faces import press_faces
from desktop.documents.layout.render import render
from desktop.documents.layout.styles import BODY
from desktop.documents.plain import mapped
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm, Profile
from tests.documents import judged, samples

PACKAGE = Path(desktop.documents.__file__).parent
SOURCES: dict[str, Source] = {
    f"{kind} {form}": source
    for kind, held in judged.every_kind().items()
    for form, source in enumerate(held, 1)
}
MARKUP = (
    "Rossi & Figli <Import> Srl",
    "<b>grassetto",
    "&copy; &#65; &lt;",
    '<img src="/etc/hostname"/>',
    '<link href="javascript:alert(1)">qui</link>',
    '<font color="[[[__import__(1)]]]">x</font>',
    "<para align=center>",
    "{page} {pages} %s %(n)s {0}",
)


@dataclass(frozen=True)
class Form:
    """A kind of paper and one of the sources that it is made from."""

    kind: str
    source: Source

    @property
    def bare(self) -> bool:
        """Say whether it is cut or peeled apart: then no page has header and footer."""
        return self.kind in {"labels", "badges"}

    def issued(self, language: str = "it") -> Issued:
        return issue(self.kind, language, self.source, samples.imprint())

    def paper(self, language: str = "it") -> b.Paper:
        hands = map(hand, language.split("-"))
        made = KINDS[self.kind].compose(self.source, samples.imprint(), *hands)
        return made[0]


@pytest.fixture(scope="module", params=list(SOURCES))
def form(request: pytest.FixtureRequest) -> Form:
    return Form(request.param.split()[0], SOURCES[request.param])


def _texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    texts = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return texts


def _letters(text: str) -> str:
    """Give a text without white space; a reader takes a hyphen off a line's end, so those too."""
    return re.sub(r"[\s\u00a0\u202f\x02\ufffe-]", "", text)


def _paper(kind: str) -> b.Paper:
    return Form(kind, SOURCES[f"{kind} 1"]).paper()


def _printed(leaf: b.AnyLeaf) -> Iterator[str]:
    """Give the strings that a leaf prints: no anchors, outline entries, page numbers."""
    silent = {"anchor", "outline", "aside_anchor", "continued", "context"}
    silent |= {"aside"} if isinstance(leaf, b.Index) else set()
    for name in leaf.__dataclass_fields__:
        if name not in silent:
            yield from _strings(getattr(leaf, name))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"anchor", "scan", "page_of", "continued"}:
                yield from _strings(getattr(value, field.name))


def test_the_same_content_gives_the_same_bytes(form: Form) -> None:
    assert form.issued().pdf == form.issued().pdf


@pytest.mark.parametrize(
    ("name", "language"),
    # what is joined and turned round is read in test_arabic_papers.py
    [(n, made) for n in SOURCES for made in judged.languages(n.split()[0]) if "ar" not in made],
)
def test_the_pages_hold_the_content_and_nothing_else(name: str, language: str) -> None:
    form = Form(name.split(maxsplit=1)[0], SOURCES[name])
    paper = form.paper(language)
    whole = _letters("".join(_texts(render(paper)[0])))
    said = {_letters(text) for leaf in paper.leaves for text in _printed(leaf)} - {""}
    around = {_letters(text) for text in _strings(paper.furniture)} - {""}
    around = set() if form.bare else around

    assert len(said | around) > 20
    assert sorted(text for text in said | around if text not in whole) == []
    assert _rest(whole, said | around | _numbered(paper)) == ""


def _numbered(paper: b.Paper) -> set[str]:
    """Give the strings that wait for page numbers, and what is no content:
    a header's third line, a leaf's name on its later pages, the colon to write hours round, the
    mark inside a sign.
    """
    waiting = [paper.furniture.page_of, paper.furniture.continued, ":", "?"]
    for leaf in paper.leaves:
        waiting.append(leaf.context)
        if isinstance(leaf, b.Sheet | b.Letter | b.Statement):
            waiting += [leaf.continued, leaf.outline]
        waiting.extend([leaf.aside] if isinstance(leaf, b.Index) else [])
    parts = [part for text in waiting for part in re.split(r"\{pages?\}", text)]
    return {_letters(part) for part in parts} - {""}


def _rest(whole: str, known: set[str]) -> str:
    """Take the known strings out, the longest first; page numbers are what may stay."""
    for text in sorted(known, key=len, reverse=True):
        whole = whole.replace(text, " ")
    return re.sub(r"[ 0-9]", "", whole)


@pytest.mark.parametrize("language", KINDS["privacy-notice"].languages)
def test_consents_and_signature_stand_on_one_page(language: str) -> None:
    texts = _texts(Form("privacy-notice", SOURCES["privacy-notice 1"]).issued(language).pdf)
    said = {"it": ("Newsletter: no", "Luogo e data", "Firma"),
            "en": ("Newsletter: no", "Place and date", "Signature")}[language]  # fmt: skip

    assert len(texts) == 2  # one sheet of paper, front and back
    assert all(words in texts[1] for words in said)
    assert not any(words in texts[0] for words in said)


def test_every_page_says_which_it_is_of_how_many(form: Form) -> None:
    texts = _texts(form.issued().pdf)

    for number, text in enumerate(texts, 1):
        if form.bare:
            assert "Pagina" not in text
            continue
        assert f"Pagina {number} di {len(texts)}" in text
        assert "MI1-2021-000412" in text


def _fonts(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/]+)", pdf)}


def test_only_our_faces_are_in_a_file_all_embedded(form: Form) -> None:
    issued = form.issued()

    fonts = _fonts(issued.pdf)

    assert fonts
    assert all(name.partition("+")[2].startswith(("IBMPlexSans", "IBMPlexMono")) for name in fonts)
    assert issued.pdf.count(b"/FontFile2") >= len(fonts)
    assert b"Helvetica" not in issued.pdf


def test_a_file_says_its_title_author_and_language() -> None:
    issued = issue("firm-card", "en", samples.card(), samples.imprint())
    document = pdfium.PdfDocument(issued.pdf)
    said = document.get_metadata_dict()
    document.close()

    assert said["Title"] == "Firm card MI1-2021-000412, Adda Lumen S.r.l."
    assert said["Author"] == "Camera di commercio di Milano Monza Brianza Lodi"
    assert said["Subject"] == "Internationalisation Programme 2021"
    assert b"/Lang (en)" in issued.pdf


def test_the_index_leads_to_the_pages_it_names() -> None:
    issued = issue("mission-dossier", "it", samples.dossier(5), samples.imprint())
    texts = _texts(issued.pdf)
    document = pdfium.PdfDocument(issued.pdf)
    leads = {entry.get_title(): entry.get_dest() for entry in document.get_toc()}
    lead = leads["Adda Lumen S.r.l."]
    place = lead.get_index() if lead is not None else None
    document.close()

    assert place is not None
    page = place + 1

    assert "Adda Lumen S.r.l." in texts[page - 1]
    assert re.search(rf"Adda Lumen S\.r\.l\.\s+Lecco \(LC\)\s+{page}\b", texts[1])
    assert issued.pdf.count(b"/Subtype /Link") == 5 + 9 + len(issued.missing)


def test_a_dossier_of_twenty_firms_is_a_paper_to_hand_out() -> None:
    issued = issue("mission-dossier", "it", samples.dossier(20), samples.imprint())

    assert issued.pages >= 30
    assert "segue da pagina" in "".join(_texts(issued.pdf))


def test_markup_prints_as_it_was_typed(form: Form) -> None:
    whole = ""
    for first in (0, 1, 3):  # on a page of few strings each markup stands in several of them
        places = itertools.count(first)

        def plant(text: str, places: Iterator[int] = places) -> str:
            return f"{MARKUP[next(places) % len(MARKUP)]} {text}" if len(text) < 30 else text

        pdf, _ = render(mapped(form.paper(), plant))
        whole += _letters("".join(_texts(pdf)))

    assert min(whole.count(_letters(planted)) for planted in MARKUP) >= 2


def test_markup_in_the_records_is_printed_letter_by_letter(form: Form) -> None:
    used: set[str] = set()
    places = itertools.count()
    names = {name for person in samples.PEOPLE for name in person}

    def plant(text: str) -> str:
        if " " not in text and text not in names:
            return text
        markup = MARKUP[next(places) % len(MARKUP)]
        used.add(markup)
        return f"{markup}\u202e {text}"

    issued = replace(form, source=mapped(form.source, plant)).issued()

    whole, said = _letters("".join(_texts(issued.pdf))), _letters(issued.text)
    for markup in used:
        if _letters(markup) in said:
            # a name that has no room ends in an ellipsis
            assert _letters(markup)[:12] in whole
            assert "[U+202E]" in said
    assert "\u202e" not in issued.text


def _card(**changed: object) -> Issued:
    firm: Firm = samples.firm(0, **changed)
    facts = FirmFacts(firm=firm, people=(samples.person(0),))
    return issue("firm-card", "it", FirmCardSource(facts=facts), samples.imprint())


def test_a_text_that_names_a_page_is_left_as_it_is() -> None:
    issued = _card(name="{page} di {pages} S.r.l.")

    assert "{page} di {pages} S.r.l." in _texts(issued.pdf)[0]


def test_a_word_of_200000_letters_is_cut_by_letters_and_loses_none() -> None:
    issued = _card(products="x" * 200_000)

    printed = _letters("".join(_texts(issued.pdf)))

    assert printed.count("x") >= 200_000
    assert issued.pages > 50


@pytest.mark.parametrize("place", ["name", "products"])
def test_long_words_break_after_signs(place: str) -> None:
    issued = _card(**{place: "unita-locale." * 40})

    assert _letters("unita-locale." * 40) in _letters("".join(_texts(issued.pdf)))


def test_no_page_of_a_dossier_full_of_long_words_overflows() -> None:
    long = "Società".ljust(5_000, "w")
    paper = mapped(_paper("mission-dossier"), lambda text: long if text == "Lecco (LC)" else text)

    pdf, pages = render(paper)

    assert pages > 20
    for bounds in _text_bounds(pdf):
        assert bounds[0] >= 40
        assert bounds[1] >= 15
        assert bounds[2] <= 556


@pytest.mark.parametrize("long", ["Società".ljust(400, "w"), "parola " * 60])
def test_no_page_overflows_when_every_text_of_the_records_is_long(form: Form, long: str) -> None:
    names = {name for person in samples.PEOPLE for name in person}

    def lengthen(text: str) -> str:
        return long if " " in text or "@" in text or text in names else text

    pdf = replace(form, source=mapped(form.source, lengthen)).issued().pdf

    left, right = (24, 595 - 24) if form.bare else (40, 556)
    for bounds in _text_bounds(pdf):
        assert bounds[0] >= left
        assert bounds[1] >= 20
        assert bounds[2] <= (842 - 40 if form.kind == "attendance-sheet" else right)


def _text_bounds(pdf: bytes) -> Iterator[tuple[float, float, float, float]]:
    document = pdfium.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            yield left, bottom, right, top
        text.close()
        page.close()
    document.close()


def test_direction_controls_are_shown_and_turn_nothing_round() -> None:
    issued = _card(name="abc\u202egpj.exe\u200f")

    assert "abc[U+202E]gpj.exe[U+200F]" in issued.text
    assert "abc[U+202E]gpj.exe[U+200F]" in _texts(issued.pdf)[0]


def test_a_character_that_no_face_holds_is_refused_by_name() -> None:
    with pytest.raises(DeskError) as refused:
        _card(name="Tè 茶 S.r.l.", products="🚀 razzi")

    assert refused.value.code == "missing-glyphs"
    assert refused.value.details == ["茶 (U+8336)", "🚀 (U+1F680)"]


def test_a_character_that_only_the_code_face_lacks_is_printed_in_another_face() -> None:
    issued = _card(pec="\u03b1\u03b2@pec.example")

    assert "\u03b1\u03b2@pec.example" in _letters("".join(_texts(issued.pdf)))


def test_what_no_face_holds_is_refused_in_the_code_face_too() -> None:
    with pytest.raises(DeskError) as refused:
        _card(pec="\u03b1\u8336@pec.example")

    assert refused.value.details == ["\u8336 (U+8336)"]


def test_nothing_is_set_under_nine_points() -> None:
    sizes = set()
    for path in PACKAGE.glob("layout/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Style", "sized")):
                sizes |= {a.value for a in node.args if isinstance(a, ast.Constant)}

    assert min(size for size in sizes if isinstance(size, int | float)) >= 9


def test_no_module_reads_paragraph_markup() -> None:
    named = re.compile(r"\b(Paragraph|platypus|Preformatted|XPreformatted)\b")
    imports = [
        f"{path.name}: {ast.unparse(node)}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and named.search(ast.unparse(node))
    ]

    assert imports == []


def test_importing_the_package_loads_no_reportlab() -> None:
    asked = "import sys, desktop.documents; sys.exit('reportlab' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_kind_or_a_language_that_is_not_made_is_refused() -> None:
    with pytest.raises(DeskError, match="paper-kind"):
        issue("poem", "it", samples.card(), samples.imprint())
    with pytest.raises(DeskError, match="paper-language"):
        issue("firm-card", "ar", samples.card(), samples.imprint())
    with pytest.raises(TypeError):
        issue("firm-card", "it", samples.dossier(), samples.imprint())


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    faces = press_faces()
    text = "Una frase di prova, con parole lunghissimeeeeeeeeeeeeeeeeee@eeeeeee e corte. " * 20

    lines = faces.wrap(text.strip(), BODY, 120)

    assert all(faces.width(line, BODY) <= 120 for line in lines)
    assert _letters("".join(lines)) == _letters(text)


def _of_fields(*counts: int, title: str = "Titolo") -> list[str]:
    """Draw a sheet of sections of so many fields; give the texts of its pages."""
    sections = tuple(
        b.Section("Parte", (b.Fields((b.Field("Campo", "valore"),) * count),)) for count in counts
    )
    sheet = b.Sheet(anchor="a", outline="Nome della parte", context="", label="Scheda",
                    label_note="", title=title, sections=sections,
                    continued="segue da pagina {page}")  # fmt: skip
    return _texts(render(replace(_paper("firm-card"), leaves=(sheet,)))[0])


@pytest.mark.parametrize("counts", [(23, 2), (20, 9, 1), (33,), (34,), (60,), (30, 30, 4)])
def test_a_last_page_is_not_nearly_empty(counts: tuple[int, ...]) -> None:
    texts = _of_fields(*counts)

    assert len(texts) == 1 or texts[-1].count("Campo") >= 7


def test_lower_rows_save_a_page() -> None:
    assert len(_of_fields(10)) == len(_of_fields(29)) == 1


def test_later_pages_name_their_part_and_the_page_before() -> None:
    texts = _of_fields(90)

    assert [text.count("Nome della parte") for text in texts] == [0, 1, 1]
    assert "segue da pagina 1" in texts[1]
    assert "segue da pagina 2" in texts[2]


@pytest.mark.parametrize("name", ["Marmi Campione del Garda S.r.l.",
                                  "Manifatture Artigiane Riunite di Campione S.r.l."])  # fmt: skip
def test_no_line_of_a_title_holds_only_the_legal_form(name: str) -> None:
    assert "\nS.r.l." not in _of_fields(3, title=name)[0].replace("\r", "")


def test_profiles_keep_their_line_breaks() -> None:
    issued = _card(profile=Profile(it="Prima riga.\nSeconda riga."))

    assert "Prima riga.\nSeconda riga." in issued.text


def test_a_dossier_in_winter_time_is_told_by_the_clock_of_rome() -> None:
    source = SOURCES["attendance-sheet 1"]
    assert isinstance(source, AttendanceSource)
    early = replace(source.session.slots[0], start=time(18), end=time(19))
    changed = replace(source, session=replace(source.session, slots=(early,)))

    assert "Sera, 18:00–19:00" in issue("attendance-sheet", "it", changed, samples.imprint()).text
