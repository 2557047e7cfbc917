"""Copies bound into a dossier: in its pages, in its index, and nothing of them but the drawing."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest

from desktop.documents import DossierSource, FileFacts, Issued, issue
from desktop.documents.layout.binding import Binding, bind
from desktop.domain.codecs import Sha256
from desktop.domain.records import Attachment, AttachmentType, Declaration, Outcome
from tests import foreign
from tests.documents import samples

LYING = (842.0, 595.0)


def file(
    name: str, kind: str, *words: str, size: tuple[float, float] = foreign.A4, why: str = "",
    **more: object,
) -> FileFacts:  # fmt: skip
    held = Attachment(
        id=samples.made(name), firm=samples.made("firm 0"), type=AttachmentType(kind), file=name,
        media="application/pdf", size=1, sha256=Sha256(bytes(32)),
        added_at=datetime(2021, 9, 1, tzinfo=UTC), **more,  # type: ignore[arg-type]  # by name
    )  # fmt: skip
    if why or not words:
        return FileFacts(attachment=held, why=why)
    data = foreign.pdf(*words, size=size, change=foreign.leads_on)
    return FileFacts(attachment=held, pdf=data, sizes=(size,) * len(words))


def dossier(*files: FileFacts, required: tuple[str, ...] = ("training",)) -> DossierSource:
    source = samples.dossier(2)
    first, second = source.applications
    mission = replace(source.mission, required=required)
    return replace(source, mission=mission, applications=(replace(first, files=files), second))


def printed(source: DossierSource, language: str = "it") -> Issued:
    return issue("mission-dossier", language, source, samples.imprint())


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


FILES = (
    file("visura.pdf", "visura", "Visura camerale di prova", size=LYING, dated=date(2021, 8, 30)),
    file("dmn.pdf", "declaration", "Prima facciata", "Seconda facciata", declaration="DMN"),
    file("passaporto.pdf", "passport", "Passaporto di prova"),
    file("logo.png", "logo", "Logo di prova"),
    file("catalogo.pdf", "catalogue", why="too_large"),
)


@pytest.mark.parametrize("language", ["it", "en", "fr", "ar"])
def test_copies_stand_in_numbered_pages_of_the_dossier(language: str) -> None:
    bare, bound = printed(dossier(), language), printed(dossier(*FILES), language)
    assert bound.pages == bare.pages + 1 + 3  # their list, and a page for each of theirs
    pages = pages_of(bound.pdf)
    assert len(pages) == bound.pages
    first = next(n for n, text in enumerate(pages) if "Prima facciata" in text)
    assert "Seconda facciata" in pages[first + 1]
    assert "Visura camerale di prova" in pages[first + 2]
    assert not any("Passaporto di prova" in text or "Logo di prova" in text for text in pages)


def test_the_index_names_them_and_every_page_says_which_it_is() -> None:
    bound = printed(dossier(*FILES))
    pages = pages_of(bound.pdf)
    for number, text in enumerate(pages, 1):
        assert number == 1 or f"Pagina {number} di {bound.pages}" in text
    place = next(n for n, text in enumerate(pages, 1) if "Prima facciata" in text)
    index = [line.split() for line in pages[1].splitlines()]
    assert any(line[-1:] == [str(place)] for line in index)
    with pikepdf.open(io.BytesIO(bound.pdf)) as made, made.open_outline() as outline:
        told = [child.title for entry in outline.root for child in entry.children]
    assert f"{samples.firm(0).name}: Visura camerale, del 30/08/2021" in told
    assert "Non rilegata: troppo grande, si stampa a parte" in bound.text
    assert "Passaporti e documenti di identità non si rilegano." in bound.text


def test_the_same_copies_give_the_same_bytes() -> None:
    assert printed(dossier(*FILES)).pdf == printed(dossier(*FILES)).pdf


def test_nothing_of_a_file_comes_in_but_its_drawing() -> None:
    """The links that stay are the dossier's own, which lead to its pages."""
    bound = printed(dossier(*FILES))
    assert b"example.org" not in bound.pdf
    with pikepdf.open(io.BytesIO(bound.pdf)) as made:
        links = [note for page in made.pages for note in page.obj.get("/Annots", [])]
        assert links
        assert all("/A" not in link for link in links)
        assert made.docinfo["/Producer"] == "Sportello"
        assert str(made.Root.Lang) == "it"
        sizes = [tuple(float(x) for x in page.mediabox.as_list()[2:]) for page in made.pages]
    assert sum(wide > high for wide, high in sizes) == 1  # the page that lies on its side


def test_a_paper_without_copies_is_not_touched() -> None:
    data = foreign.pdf()
    assert bind(data, []) is data


def test_a_page_is_set_between_its_edges() -> None:
    paper, copy = foreign.pdf(" "), foreign.pdf("Copia")
    made = bind(paper, [Binding(0, copy, 0, (100.0, 100.0, 397.5, 521.0))])
    with pypdfium2.PdfDocument(made) as document:
        text = document[0].get_textpage()
        left, low, right, high = text.get_rect(text.count_rects() - 1)
    assert 100 < left < right < 397.5
    assert 100 < low < high < 521


# --- completeness -------------------------------------------------------------------------------


def lacking(source: DossierSource) -> list[str]:
    name = samples.firm(0).name
    return [m.code for m in printed(source).missing if m.firm_name == name]


def test_a_required_file_is_there_when_it_is_attached() -> None:
    asked = ("visura", "logo")
    assert lacking(dossier(required=asked)) == ["visura", "logo"]
    assert lacking(dossier(FILES[0], required=asked)) == ["logo"]
    text = printed(dossier(required=asked)).text
    assert "Il file: Visura camerale" in text
    assert "Nessun file consegnato" in text


def test_a_signed_copy_makes_a_declaration_but_never_against_what_is_noted() -> None:
    copy = file("deg.pdf", "declaration", "x", declaration="DEG", expires=date(2022, 1, 1))
    asked = ("DEG",)
    source = dossier(required=asked)
    assert lacking(source) == ["DEG"]
    assert lacking(dossier(copy, required=asked)) == []
    late = replace(copy, attachment=replace(copy.attachment, expires=date(2021, 1, 1)))
    assert lacking(dossier(late, required=asked)) == ["DEG"]
    first, second = dossier(copy, required=asked).applications
    noted = Declaration(
        id=samples.made("deg"), firm=first.firm.firm.id, code="DEG", date=date(2021, 9, 1),
        outcome=Outcome.IRREGULAR,
    )  # fmt: skip
    facts = replace(first.firm, declarations=(*first.firm.declarations, noted))
    against = replace(source, applications=(replace(first, firm=facts), second))
    assert lacking(against) == ["DEG"]
