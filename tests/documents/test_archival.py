"""Every issued paper is its own archive copy: PDF/A-2b, by the clauses that `archival` looks at."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from desktop.documents import issue
from desktop.documents.kinds import KINDS
from desktop.documents.marks import scan_digits
from tests.documents import judged, samples
from tests.documents.archival import faults, font_table

EVERY = [
    (kind, form, language)
    for kind, held in judged.every_kind().items()
    for form in range(len(held))
    for language in KINDS[kind].choices()
]
Break = Callable[[pikepdf.Pdf, Any], None]


@pytest.fixture(scope="module")
def dossier() -> bytes:
    return issue("mission-dossier", "it", samples.dossier(2), samples.imprint()).pdf


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_every_paper_is_pdf_a_2b_with_title_language_outline_and_metadata(
    kind: str, form: int, language: str
) -> None:
    made = issue(kind, language, judged.every_kind()[kind][form], samples.imprint())

    assert faults(made.pdf) == []
    with pikepdf.open(io.BytesIO(made.pdf)) as held:
        assert str(held.Root.Lang) == language.split("-", maxsplit=1)[0]
        assert str(held.docinfo["/Title"]) == made.title
        assert held.Root.Outlines.Count >= 1
        assert bool(held.Root.ViewerPreferences.DisplayDocTitle) is True


def test_a_file_has_its_paper_s_id_and_date(dossier: bytes) -> None:
    with pikepdf.open(io.BytesIO(dossier)) as held:
        ids: list[Any] = list(held.trailer.ID)
        info = held.docinfo
        assert [bytes(one) for one in ids] == [samples.PAPER_ID.bytes] * 2
        assert int(scan_digits(samples.PAPER_ID)) // 100 == samples.PAPER_ID.int
        assert str(info["/CreationDate"]) == "D:20210924104200+02'00'"


def test_a_paper_printed_in_winter_west_of_rome_is_dated_in_rome() -> None:
    moment = datetime(2021, 12, 31, 20, 30, tzinfo=ZoneInfo("America/Toronto"))

    made = issue("firm-card", "it", samples.card(), samples.imprint(printed_at=moment))

    with pikepdf.open(io.BytesIO(made.pdf)) as held:
        assert str(held.docinfo["/CreationDate"]) == "D:20220101023000+01'00'"
    assert faults(made.pdf) == []


def test_markup_in_a_title_breaks_no_metadata() -> None:
    card = issue("firm-card", "it", samples.card(), samples.imprint(number='A<b>&copy;"{x}'))

    assert faults(card.pdf) == []


def test_the_environment_moves_no_date(monkeypatch: pytest.MonkeyPatch, dossier: bytes) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    again = issue("mission-dossier", "it", samples.dossier(2), samples.imprint()).pdf

    assert again == dossier


def _first_font(page: Any) -> Any:  # noqa: ANN401 - pikepdf's objects
    return next(iter(page.Resources.Font.values()))


def _say(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(old, new))


def _empty_glyphs(page: Any) -> None:  # noqa: ANN401
    """Let every letter of a face lead to its first glyph, which is .notdef."""
    stream = _first_font(page).FontDescriptor.FontFile2
    program = stream.read_bytes()
    table = font_table(program, b"cmap")
    stream.write(program.replace(table, table[:22] + bytes(len(table) - 22)))


def _flag(pdf: pikepdf.Pdf, flags: int) -> None:
    for page in pdf.pages:
        for held in page.obj.get("/Annots", []):
            held.F = flags


def _shrink_profile(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(stream.read_bytes()[:-4])


def _grey_profile(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(stream.read_bytes().replace(b"RGB ", b"GRAY", 1))


def _name(key: str, value: Any) -> Break:  # noqa: ANN401
    return lambda pdf, _: pdf.Root.__setattr__(key, value)


def _on_page(key: str, value: Any) -> Break:  # noqa: ANN401
    return lambda _, page: page.__setattr__(key, value)


def _on_font(key: str, value: Any) -> Break:  # noqa: ANN401
    return lambda _, page: _first_font(page).__setattr__(key, value)


def _drawing(operators: bytes) -> Break:
    return lambda _, page: page.Contents.write(page.Contents.read_bytes() + operators)


def _saying(old: bytes, new: bytes) -> Break:
    return lambda pdf, _: _say(pdf, old, new)


def _set_apart(page: Any) -> None:  # noqa: ANN401
    del _first_font(page).FontDescriptor.FontFile2


_STATES = pikepdf.Dictionary()
_GROUP = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
_SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x")
_FILES = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())
MUTANTS: dict[str, tuple[str, Break]] = {
    "permissions": ("6.1.12", _name("Perms", _STATES)),
    "a long string": ("6.1.13", _on_page("Long", pikepdf.String("x" * 32768))),
    "a huge page": ("6.1.13", _on_page("MediaBox", [0, 0, 20000, 20000])),
    "CMYK": ("6.2.2", _drawing(b" 0 0 0 1 k ")),
    "an unknown operator": ("6.2.2", _drawing(b" BX ")),
    "a graphics state": ("6.2.2", lambda _, page: page.Resources.__setattr__("ExtGState", _STATES)),
    "no intent": ("6.2.3", lambda pdf, _: pdf.Root.__delattr__("OutputIntents")),
    "a broken profile": ("6.2.3", lambda pdf, _: _shrink_profile(pdf)),
    "a grey profile": ("6.2.3", lambda pdf, _: _grey_profile(pdf)),
    "PostScript": ("6.2.9", lambda _, page: page.Contents.__setattr__("PS", 1)),
    "transparency": ("6.2.10", _on_page("Group", _GROUP)),
    "a face outside": ("6.2.11.4", lambda _, page: _set_apart(page)),
    "a standard face": ("6.2.11.4", _on_font("Subtype", pikepdf.Name.Type1)),
    "wrong widths": ("6.2.11.5", _on_font("Widths", pikepdf.Array([99] * 120))),
    "an encoding": ("6.2.11.6", _on_font("Encoding", pikepdf.Name.WinAnsiEncoding)),
    "empty glyphs": ("6.2.11.8", lambda _, page: _empty_glyphs(page)),
    "a hidden link": ("6.3", lambda pdf, _: _flag(pdf, 6)),
    "a link that does not print": ("6.3", lambda pdf, _: _flag(pdf, 0)),
    "a form": ("6.4", _name("AcroForm", _STATES)),
    "a script": ("6.5", _name("OpenAction", _SCRIPT)),
    "no metadata": ("6.6.2", lambda pdf, _: pdf.Root.__delattr__("Metadata")),
    "another title": ("6.6.2", _saying(b"Dossier", b"Fascicolo")),
    "another date": ("6.6.2", _saying(b'ModifyDate="2021', b'ModifyDate="2020')),
    "another part": ("6.6.4", _saying(b'part="2"', b'part="1"')),
    "a file inside": ("6.8", _name("Names", _FILES)),
    "layers": ("6.9", _name("OCProperties", _STATES)),
    "a presentation": ("6.10", _on_page("PresSteps", _STATES)),
    "requirements": ("6.11", _name("Requirements", pikepdf.Array())),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_each_clause_is_seen_when_a_file_breaks_it(name: str, dossier: bytes) -> None:
    clause, broken = MUTANTS[name]
    with pikepdf.open(io.BytesIO(dossier)) as pdf:
        broken(pdf, pdf.pages[1].obj)
        file = io.BytesIO()
        pdf.save(file, static_id=True)

    assert clause in {fault.split()[0] for fault in faults(file.getvalue())}


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("6.1.2", rb"%PDF-1\.4\n%....", b"%PDF-1.4\n%abcd"),
        ("6.1.3", rb"%%EOF\s*\Z", b"%%EOF\nmore"),
        ("6.1.3", rb"/ID\s*\[<\w+><\w+>\]", b"    "),
        ("6.1.7.1", rb"\nendstream", b"endstream"),
        ("6.1.7.1", rb"(?<=>>)\nstream\n", b"\nstream "),
        ("6.1.7.2", rb"/FlateDecode(?=[^>]+/Length1)", b"/LZWDecode"),
    ],
)
def test_each_rule_of_syntax_is_seen_when_bytes_break_it(
    clause: str, old: bytes, new: bytes, dossier: bytes
) -> None:
    changed = re.sub(old, new.replace(b"\\", b"\\\\"), dossier, count=1, flags=re.DOTALL)

    assert changed != dossier
    assert clause in {fault.split()[0] for fault in faults(changed)}
