"""The text gate, folding, and names as they are compared."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.text import Cleaned, clean, fold, name_key, similar, words

quick = settings(max_examples=200, derandomize=True, deadline=None)
# Hypothesis leaves surrogates out of text() unless they are asked for.
any_text = st.text(st.one_of(st.characters(), st.characters(categories=["Cs", "Cc", "Cf", "Mn"])))


@pytest.mark.parametrize(
    ("typed", "text", "removed"),
    [
        pytest.param("  Rossi   Srl  ", "Rossi Srl", (), id="blanks"),
        pytest.param("Rossi\u00a0\u202fSrl\tMI", "Rossi Srl MI", (), id="no-break and tab"),
        pytest.param("Peru\u0300", "Perù", (), id="decomposed"),
        pytest.param("abc\u202egpj.exe", "abcgpj.exe", ("U+202E",), id="right-to-left override"),
        pytest.param("a\u2066b\u2069c\u200fd\u061ce", "abcde",
                     ("U+2066", "U+2069", "U+200F", "U+061C"), id="isolates and marks"),
        pytest.param("a\x00b\x07c\x9fd", "abcd", ("U+0000", "U+0007", "U+009F"), id="controls"),
        pytest.param("\ufeffNome\ufffe\U0001ffff\ufdd0", "Nome",
                     ("U+FEFF", "U+FFFE", "U+1FFFF", "U+FDD0"), id="noncharacters"),
        pytest.param("a\ud800b\udfff", "ab", ("U+D800", "U+DFFF"), id="lone surrogates"),
        pytest.param("Ro\u00adssi\u200b", "Rossi", ("U+00AD", "U+200B"), id="invisible"),
        pytest.param("\x00\x00a\x00", "a", ("U+0000",), id="each code once"),
        pytest.param("uno\r\ndue\rtre\u2028quattro", "uno due tre quattro", (), id="breaks"),
        pytest.param("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", (),
                     id="joiner of Arabic letters stays"),
        pytest.param("Ditta 😀", "Ditta 😀", (), id="emoji stays"),
        pytest.param("\u00a0 \t", "", (), id="only blanks"),
    ],
)  # fmt: skip
def test_what_the_gate_lets_through(typed: str, text: str, removed: tuple[str, ...]) -> None:
    assert clean(typed) == Cleaned(text, removed)


def test_lines_stay_where_they_are_asked_for() -> None:
    typed = "\r\n prima  riga \r\n\r\nseconda\u2029terza\x07\n\n"
    assert clean(typed, multiline=True) == Cleaned("prima riga\n\nseconda\nterza", ("U+0007",))


def test_three_hundred_marks_become_a_handful() -> None:
    cleaned = clean("a" + "\u0323\u0302\u0315" * 100 + "b")
    assert cleaned.text.endswith("b")
    marks = [char for char in cleaned.text if unicodedata.combining(char)]
    assert 0 < len(marks) <= 4
    assert cleaned.removed


def test_an_accent_of_its_own_on_each_letter_stays() -> None:
    name = "Nguyễn Thị Ẩn"
    assert clean(unicodedata.normalize("NFD", name)) == Cleaned(name)


@quick
@given(any_text, st.booleans())
def test_cleaning_twice_changes_nothing_and_what_is_left_can_be_stored(
    text: str,
    multiline: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    once = clean(text, multiline=multiline).text
    assert clean(once, multiline=multiline) == Cleaned(once)
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    kept = {"Co", "Cn", "Cf"}  # private and newer signs, joiners of letters
    strange = [char for char in once if not char.isprintable()]
    assert {unicodedata.category(c) for c in strange if not multiline or c != "\n"} <= kept
    once.encode()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("D'Adda", "dadda"),
        ("D\u2019ADDA", "dadda"),
        ("d`adda", "dadda"),
        ("D\u00b4Adda", "dadda"),
        ("PERU'", "peru"),
        ("Perù", "peru"),
        ("Peru\u0300", "peru"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("İstanbul", "istanbul"),
        ("\u0131stanbul", "istanbul"),
        ("\uff10\uff10\uff17\uff14\uff13", "00743"),
        ("١٢٣", "123"),
        ("Søren Łódź", "soren lodz"),
        ("Æsir & Œuvre", "aesir oeuvre"),
        ("  A.B.C.--S.r.l.  ", "a b c s r l"),
        ("rossi@pec.esempio.it", "rossi pec esempio it"),
        ("100%_*", "100"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("مُحَمَّد", "محمد"),
        ("東京", "東京"),
        ("ﬁnale", "finale"),
        ("a\u200bb", "ab"),
        ("&!?", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@quick
@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@quick
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_sees_neither_case_nor_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.casefold()) == fold(text)


@quick
@given(st.text(st.characters(max_codepoint=0x7F)))
def test_the_short_way_of_plain_text_folds_like_the_long_one(text: str) -> None:
    assert fold(text) == fold(f"{text} \u00e0").removesuffix("a").rstrip()


def test_words() -> None:
    assert words("Officine D'Adda & C., Perù") == ("officine", "dadda", "c", "peru")
    assert words("...") == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Arredi Saggio Esempio S.r.l.", "arredi saggio esempio"),
        ("ARREDI SAGGIO ESEMPIO SRL", "arredi saggio esempio"),
        ("Arredi Saggio Esempio S.R.L.S.", "arredi saggio esempio"),
        ("Marmi Virtù S.p.A.", "marmi virtu"),
        ("Cosmesi Saggio s.a.s.", "cosmesi saggio"),
        ("Accomandita Saggio S.a.p.a.", "accomandita saggio"),
        ("Rossi S.n.c. di Rossi Mario & C.", "rossi di rossi mario c"),
        ("Soc. Coop. Alfa", "alfa"),
        ("Alfa Società Cooperativa a r.l.", "alfa"),
        ("Alfa S.c.a r.l.", "alfa"),
        ("Consorzio Esempio", "consorzio esempio"),
        ("Beta Società a responsabilità limitata semplificata", "beta"),
        ("Beta S.r.l. a socio unico", "beta"),
        ("Beta S.r.l. unipersonale in liquidazione", "beta"),
        ("Beta S.p.A. Società Benefit", "beta"),
        ("Terme & Spa S.r.l.", "terme spa"),
        ("Spasimo Srlandia", "spasimo srlandia"),
        ("S.r.l.", "s r l"),
        ("In liquidazione", "in liquidazione"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_the_legal_form_is_no_part_of_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


@quick
@given(any_text)
def test_a_name_always_has_a_key(name: str) -> None:
    assert bool(name_key(name)) == bool(name.strip())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rossi Mario S.r.l.", "ROSSI MARIO SRL"),
        ("Officine Mario Rossi", "Officine Rossi Mario"),
        ("Carpenteria Bianchi", "Carpentaria Bianchi"),
        ("Meccanica Rossi Snc", "Meccanica Rossi S.n.c. di Rossi Mario & C."),
        ("Falegnameria Zibàldone", "Falegnameria Zibaldone Srl"),
    ],
)
def test_like_names(a: str, b: str) -> None:
    assert similar(a, b)
    assert similar(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marmi Perù Collaudo", "Marmi Campione Collaudo"),
        ("Esempio 1 Costruzioni", "Esempio 2 Costruzioni"),
        ("Rossi", "Rossa"),
        ("Rossi", "Rossi di Rossi Mario & C."),
        ("Meccanica Rossi", "Meccanica Rossi Impianti"),
        ("Meccanica Rossi", "Idraulica Rossi"),
        ("", ""),
        ("Rossi", ""),
    ],
)
def test_unlike_names(a: str, b: str) -> None:
    assert not similar(a, b)
    assert not similar(b, a)


@quick
@given(any_text, any_text)
def test_likeness_is_mutual_and_of_every_name_with_itself(a: str, b: str) -> None:
    assert similar(a, b) == similar(b, a)
    assert similar(a, a) == bool(name_key(a).split())
