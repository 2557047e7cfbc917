"""Arabic on paper: letters joined, words and lines in order, as Qt's text engine sets them."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.documents import DossierSource, Issued, issue
from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.isolates import FSI, LRI, PDI, RLI, bare, isolated
from desktop.documents.kinds import KINDS
from desktop.documents.layout import bidi, faces, lines
from desktop.documents.layout.faces import Faces, press_faces, press_font
from desktop.documents.layout.lines import runs_from_the_right
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.render import render
from desktop.documents.layout.shaping import Glyph, PressFont
from desktop.documents.layout.styles import BODY, CODE
from desktop.documents.plain import mapped
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm, Profile
from tests.documents import samples
from tests.documents.qt_oracle import differs

PHONE = isolated("+39 039 000 0127", LRI)
PROFILE = (
    "تأسست شركة فيرديلاغو في مونزا عام 1998، وتصمم وتصنع أنظمة لمعالجة المياه الرمادية وإعادة "
    "استخدامها ولري المساحات الخضراء باستهلاك منخفض للطاقة (حتى 40%). والشركة حاصلة على شهادتي "
    "ISO 9001 و ISO 14001 وتعمل مع شركاء في 4 دول: info@verdelago.example، www.verdelago.example."
)
CORPUS = {
    "one line": "السلام عليكم",
    "a paragraph": PROFILE,
    "a phone apart": f"هاتف الشركة: {PHONE}، من الأحد إلى الخميس",
    "a phone as typed": "هاتف +39 039 000 0127 للاستعلام",
    "a Latin name": f"الشركة {isolated('Verdelago Sistemi S.r.l.')} في {isolated('Lecco (LC)')}.",
    "a Latin name as typed": "زيارة شركة Rossi & Figli S.r.l. في ميلانو",
    "a mail address": "البريد: luca.terenghi@impresa-uno.example أو pec@impresa.example.",
    "brackets": "القطاع (الأثاث [والبناء] المستدام) – رقم (4769) (Expo 2020)؟",
    "numbers": "المبلغ 1,234,567.50 يورو، بنسبة 91.7% من 4.000 إلى 5.000؛ 24/09/2021، 09:00–11:00",
    "Arabic-Indic digits": "رقم ١٢٣ ثم ١٢٣٬٤٥٦٫٧٨ درهم، بتاريخ ٢٤/٠٩/٢٠٢١",
    "vowel marks": "مُحَمَّدٌ رَسُولُ السَّلَامِ، شُكْرًا",
    "ligatures": "لا إلا الآن لأن للأعمال شركة سبتمبر الضريبي القانوني",
    "Latin first": "Dubai: المعرض الدولي (الإمارات العربية المتحدة) 2020",
    "isolates in isolates": "من "
    + isolated(f"{isolated('ABC (1)')}، {isolated('دبي')}", RLI)
    + " إلى 7",
}
WIDTHS = (60.0, 95.0, 150.0, 260.0, 2000.0)
LETTERS = "ابتسشملاéabcXY0123٣٤ +-.,/:()[]%€&«»–،؛"
ISOLATES = FSI + RLI + LRI + PDI + PDI


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CORPUS)
def test_lines_stand_as_qt_sets_them(name: str, width: float) -> None:
    assert not differs(CORPUS[name], width)


WORDS = st.text(LETTERS.replace(" ", ""), min_size=1, max_size=4)
MIXTURES = st.one_of(
    st.tuples(st.text(LETTERS + ISOLATES, min_size=1, max_size=24), st.just(2000.0)),
    # Qt joins letters over a break inside a word, papers do not: words that fit in a line.
    st.tuples(st.lists(WORDS, max_size=12).map(" ".join), st.just(60.0)),
)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(MIXTURES)
def test_any_mixture_stands_as_qt_sets_it(qapp: QApplication, mixed: tuple[str, float]) -> None:
    assert qapp is not None
    assert not differs(*mixed)


def _unjoined(font: PressFont, text: str, script: str, *, leftward: bool) -> tuple[Glyph, ...]:
    """Give each letter by itself, as a canvas without shaping draws it."""
    assert script
    held = [
        Glyph(font.face.charToGlyph[ord(char)], place, char, 500, 500, 0, 0)
        for place, char in enumerate(text)
    ]
    return tuple(reversed(held) if leftward else held)


def _as_written(levels: list[int]) -> list[int]:
    """Lay runs from left to right as they are read: what shaping alone does."""
    return list(range(len(levels)))


def _turned_numbers(text: str, base: int | None = None) -> bytes:
    """Let numbers run with the letters: ReportLab's shaping makes 321 of ١٢٣."""
    level = bidi.base_level(text) if base is None else base
    return bytes((level,)) * len(text)


def _turned_before_breaking(whole: Faces, text: str, style: object, width: float) -> object:
    """Break a line that was turned round before: the paragraph ends in the first line."""
    lines = _WRAP(whole, text, style, width)  # type: ignore[arg-type]
    return tuple(reversed(lines))


_WRAP = Faces.wrap
WRONG_WAYS = {
    "letters unjoined": (faces, "shaped", _unjoined),
    "runs in the order of reading": (bidi, "visual_order", _as_written),
    "numbers turned round": (bidi, "levels", _turned_numbers),
    "lines turned before they are broken": (Faces, "wrap", _turned_before_breaking),
}


def _forget() -> None:
    """Take what was set right, or wrong, out of memory."""
    lines.resolved.cache_clear()
    faces.cut_into_runs.cache_clear()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", WRONG_WAYS)
def test_the_oracle_sees_each_wrong_way(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, wrong = WRONG_WAYS[way]
    monkeypatch.setattr(place, name, wrong)
    _forget()

    seen = {name for name, text in CORPUS.items() if any(differs(text, w) for w in WIDTHS)}

    _forget()
    assert "a paragraph" in seen
    assert len(seen) >= len(CORPUS) // 2


def test_lines_are_broken_in_reading_order_and_lose_nothing() -> None:
    measured = press_faces()

    lines = measured.wrap(PROFILE, BODY, 150)

    assert len(lines) > 3
    assert " ".join(lines) == PROFILE
    assert all(measured.width(line, BODY) <= 150 for line in lines)


def test_a_long_arabic_word_is_cut_and_loses_nothing() -> None:
    measured = press_faces()
    word = "مستشفياتهم" * 2_000

    lines = measured.wrap(word, BODY, 150)

    assert "".join(lines) == word
    assert len(lines) > 100


def test_a_line_that_is_cut_off_keeps_its_order() -> None:
    measured = press_faces()

    (line,) = measured.clip(PROFILE, BODY, 150, 1)

    assert line.endswith("…")
    assert measured.width(line, BODY) <= 150
    run = max(measured.placed(line, BODY), key=lambda placed: -placed[0])[1]
    assert run.text.endswith("…")  # the ellipsis stands at the left, where the line ends


def test_each_run_has_a_face_that_holds_it() -> None:
    runs = press_faces().runs("رقم αβ MI1-0004", CODE)

    assert [(run.text, run.face.value) for run in runs] == [
        ("رقم ", "IBMPlexSansArabic-Regular"),
        ("αβ ", "IBMPlexSans-Regular"),
        ("MI1-0004", "IBMPlexMono-Regular"),
    ]


SOURCE = samples.dossier(3)


def _arabic_firm(nth: int) -> Firm:
    return samples.firm(nth, profile=Profile(it="Profilo.", en="Profile.", ar=PROFILE))


@pytest.fixture(scope="module")
def source() -> DossierSource:
    held = SOURCE.applications[0]
    told = replace(held, firm=replace(held.firm, firm=_arabic_firm(0)))
    return replace(SOURCE, applications=(told, *SOURCE.applications[1:]))


@pytest.fixture(scope="module")
def issued(source: DossierSource) -> Issued:
    return issue("mission-dossier", "ar", source, samples.imprint())


@pytest.fixture(scope="module")
def paper(source: DossierSource) -> b.Paper:
    made, _ = KINDS["mission-dossier"].compose(source, samples.imprint(), hand("ar"))
    return made


def _spoken(pdf: bytes) -> list[str]:
    """Give the actual text of each line that has one, in reading order."""
    found = re.findall(rb"/ActualText\s*<FEFF([0-9A-F]*)>", pdf)
    return [bytes.fromhex(text.decode()).decode("utf-16-be") for text in found]


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", "", bare(text))


def _strings(paper: b.Paper) -> Iterator[str]:
    """Give the strings of a paper; what waits for page numbers in parts."""
    held: list[str] = []

    def noted(text: str) -> str:
        held.append(text)
        return text

    mapped(paper, noted)
    for text in held:
        yield from re.split(r"\{pages?\}|\n", bare(text))


def _is_arabic(text: str) -> bool:
    return bool(re.search("[\u0600-\u06ff]", text))


def test_the_actual_text_is_the_content(issued: Issued, paper: b.Paper) -> None:
    spoken = _spoken(issued.pdf)
    whole = _letters("".join(spoken))
    silent = {paper.title, *(leaf.outline for leaf in paper.leaves)}
    said = {_letters(text) for text in _strings(paper) if _is_arabic(text)}
    said -= {_letters(text) for text in silent} - {_letters(line) for line in spoken}

    assert len(spoken) > 300
    assert len(said) > 200
    assert sorted(text for text in said if text not in whole) == []


def test_the_actual_text_says_nothing_else(issued: Issued, paper: b.Paper) -> None:
    rest = _letters("".join(_spoken(issued.pdf)))
    known = {_letters(text) for text in _strings(paper)} - {""}

    for text in sorted(known, key=len, reverse=True):
        rest = rest.replace(text, " ")

    assert re.sub(r"[ 0-9]", "", rest) == ""


def test_every_arabic_word_is_found_by_search_and_copy(issued: Issued, paper: b.Paper) -> None:
    document = pdfium.PdfDocument(issued.pdf)
    pages = [page.get_textpage() for page in document]
    whole = "\n".join(page.get_text_bounded() for page in pages)
    words = {word for line in _spoken(issued.pdf) for word in re.findall("[\u0620-\u064a]+", line)}
    found = pages[2].search(hand("ar").say("mission.participation")).get_next()
    for page in pages:
        page.close()
    document.close()

    assert found is not None
    assert len(words) > 150
    assert paper.language == "ar"
    assert sorted(word for word in words if word not in whole) == []


def test_the_kept_text_has_no_isolates(issued: Issued) -> None:
    assert issued.text == bare(issued.text)
    assert issued.title == bare(issued.title)
    assert all(bare(lack.why + lack.supplier) == lack.why + lack.supplier
               for lack in issued.missing)  # fmt: skip


def test_only_our_faces_are_in_an_arabic_file_as_subsets(issued: Issued) -> None:
    names = {name.decode() for name in re.findall(rb"/BaseFont\s*/([^\s/]+)", issued.pdf)}

    assert any("IBMPlexSansArabic" in name for name in names)
    assert all(re.match(r"[A-Z]{6}\+IBMPlex", name) for name in names)
    assert len(issued.pdf) < 600_000


def test_the_same_arabic_content_gives_the_same_bytes_in_every_process(issued: Issued) -> None:
    script = (
        "from hashlib import sha256; from tests.documents import samples;"
        "from desktop.documents import issue;"
        "print(sha256(issue('mission-dossier', 'ar', samples.dossier(3), samples.imprint()).pdf)"
        ".hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    here = issue("mission-dossier", "ar", SOURCE, samples.imprint())

    assert issued.pdf != here.pdf
    assert sha256(here.pdf).hexdigest() == other.stdout.decode().strip()


def test_a_mirrored_page_begins_at_the_right(issued: Issued) -> None:
    italian = issue("mission-dossier", "it", SOURCE, samples.imprint())

    boxes = [_bounds(pdf, 2) for pdf in (issued.pdf, italian.pdf)]

    assert boxes[0]["AE-2021-01"] > 450  # behind its word, in the label column at the right
    assert boxes[1]["AE-2021-01"] < 150
    assert boxes[0]["2021-000412"] < 150  # the number in the header, at the left
    assert boxes[1]["2021-000412"] > 500


def _bounds(pdf: bytes, number: int) -> dict[str, float]:
    """Give the middle of each of two codes on a page, from its left edge."""
    document = pdfium.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    found = {}
    for code in ("AE-2021-01", "2021-000412"):
        held = text.search(code).get_next()
        assert held is not None
        left, _, right, _ = text.get_charbox(held[0] + held[1] // 2)
        found[code] = (left + right) / 2
    text.close()
    page.close()
    document.close()
    return found


def test_nothing_stands_outside_the_margins(issued: Issued) -> None:
    document = pdfium.PdfDocument(issued.pdf)
    for page in document:
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, bottom, right, _ = text.get_rect(place)
            assert left >= 40
            assert right <= 542
            assert bottom >= 15
        text.close()
        page.close()
    document.close()


def test_arabic_in_every_text_of_an_italian_paper_is_printed() -> None:
    planted = _planted("it", "شركة الأمل")

    assert planted.count(b"/Lang (ar)") > 150
    assert len([text for text in _spoken(planted) if "شركة الأمل" in text]) > 150


def test_latin_in_every_text_of_an_arabic_paper_is_printed() -> None:
    planted = _planted("ar", isolated("Rossi & Figli"))

    assert len([text for text in _spoken(planted) if "Rossi & Figli" in text]) > 150


def _planted(language: str, text: str) -> bytes:
    made, _ = KINDS["mission-dossier"].compose(SOURCE, samples.imprint(), hand(language))
    return render(mapped(made, lambda held: f"{held} {text}" if len(held) < 30 else held))[0]


def test_free_texts_in_the_other_script_go_through_the_whole_issue(source: DossierSource) -> None:
    held = source.applications[0]
    firm = replace(held.firm.firm, name="شركة الأمل", products="أنظمة الري", profile=None)
    mixed = replace(
        source,
        mission=samples.mission(place="دبي", title="دبي، الاقتصاد الأخضر", title_en=None),
        applications=(replace(held, firm=replace(held.firm, firm=firm)),),
    )

    for language in KINDS["mission-dossier"].languages:
        issued = issue("mission-dossier", language, mixed, samples.imprint())
        assert "شركة الأمل" in issued.text
        assert "شركة الأمل" in _spoken(issued.pdf)


def test_a_script_that_no_face_holds_is_refused_by_name_in_an_arabic_paper() -> None:
    hebrew = replace(SOURCE, mission=samples.mission(place="שלום"))

    with pytest.raises(DeskError) as refused:
        issue("mission-dossier", "ar", hebrew, samples.imprint())

    assert refused.value.code == "missing-glyphs"
    assert refused.value.details == ["ו (U+05D5)", "ל (U+05DC)", "ם (U+05DD)", "ש (U+05E9)"]


@pytest.mark.parametrize("times", [1, 9])
def test_each_line_of_a_page_belongs_to_its_paragraph(
    times: int, paper: b.Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later line that begins with Latin, or inside an isolate, still runs from the right."""
    written: list[str] = []
    monkeypatch.setattr(Pen, "_write", lambda _pen, _x, _y, text, _style: written.append(text))
    value = "، ".join(f"الشركة {isolated('Verdelago Sistemi e Impianti S.r.l.')}" for _ in "abcd")
    gap = next(leaf for leaf in paper.leaves if isinstance(leaf, b.MissingPiece))
    told = replace(gap, level=0, fields=(b.Field("السبب", f"{value} " * times),))

    render(replace(paper, leaves=(told,)))

    lines_of_it = [text for text in written if "Verdelago" in text or "Impianti" in text]
    assert len(lines_of_it) >= 3
    assert all(runs_from_the_right(text) for text in lines_of_it)


def test_controls_in_a_record_are_shown_and_close_no_isolate() -> None:
    trick = replace(SOURCE, mission=samples.mission(place=f"Du{PDI}bai{RLI}\u202e"))

    issued = issue("mission-dossier", "ar", trick, samples.imprint())

    assert "Du[U+2069]bai[U+2067][U+202E]" in issued.text


def test_arabic_phrases_begin_at_the_right() -> None:
    held: list[str] = []
    spoken = hand("ar")
    for key, phrase in spoken._phrases._held.items():  # noqa: SLF001 - every phrase there is
        texts = [phrase] if isinstance(phrase, str) else list(phrase.values())
        filled = [re.sub(r"\{\w+\}", isolated("X"), text) for text in texts]
        held += [key for text in filled if re.match("[A-Za-z]", text) and _is_arabic(text)]

    assert held == []


def test_importing_the_faces_loads_no_arabic_face() -> None:
    asked = (
        "from tests.documents import samples; from desktop.documents import issue;"
        "issue('firm-card', 'it', samples.card(), samples.imprint());"
        "from reportlab.pdfbase import pdfmetrics;"
        "print([name for name in pdfmetrics.getRegisteredFontNames() if 'Arabic' in name])"
    )

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)

    assert ast.literal_eval(said.stdout.decode()) == []
    assert press_font(BODY.face) is press_font(BODY.face)
