"""Copies bound into a dossier: in its pages, in its index, and nothing of them but pictures."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from desktop.documents import DossierSource, FileFacts, Issued, issue
from desktop.domain.codecs import Sha256
from desktop.domain.records import Attachment, AttachmentType, Declaration, Outcome
from tests.documents import samples

A4, LYING = (595.0, 842.0), (842.0, 595.0)
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
Colour = tuple[int, int, int]


def jpeg(colour: Colour) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (120, 170), colour).save(made, "JPEG")
    return made.getvalue()


def file(
    name: str, kind: str, *colours: Colour, size: tuple[float, float] = A4, why: str = "",
    **more: object,
) -> FileFacts:  # fmt: skip
    held = Attachment(
        id=samples.made(name), firm=samples.made("firm 0"), type=AttachmentType(kind), file=name,
        media="application/pdf", size=1, sha256=Sha256(bytes(32)),
        added_at=datetime(2021, 9, 1, tzinfo=UTC), **more,  # type: ignore[arg-type]  # by name
    )  # fmt: skip
    return FileFacts(attachment=held, pictures=tuple(map(jpeg, colours)),
                     sizes=(size,) * len(colours), why=why)  # fmt: skip


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


def middles(pdf: bytes) -> list[Colour]:
    """Give the colour in the middle of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [page.render(scale=0.3).to_pil().convert("RGB") for page in document]
    return [cast("Colour", one.getpixel((one.width // 2, one.height // 2))) for one in drawn]


def near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


FILES = (
    file("visura.pdf", "visura", BLUE, size=LYING, dated=date(2021, 8, 30)),
    file("dmn.pdf", "declaration", RED, GREEN, declaration="DMN"),
    file("passaporto.pdf", "passport", (1, 1, 1)),
    file("logo.png", "logo", (1, 1, 1)),
    file("catalogo.pdf", "catalogue", why="too_large"),
)


@pytest.mark.parametrize("language", ["it", "en", "fr", "ar"])
def test_copies_stand_in_numbered_pages_of_the_dossier(language: str) -> None:
    bare, bound = printed(dossier(), language), printed(dossier(*FILES), language)
    assert bound.pages == bare.pages + 1 + 3  # their list, and a page for each of theirs
    seen = middles(bound.pdf)
    first = next(n for n, colour in enumerate(seen) if near(colour, RED))
    assert near(seen[first + 1], GREEN)
    assert near(seen[first + 2], BLUE)
    assert not any(near(colour, (1, 1, 1)) for colour in seen)


def test_the_index_names_them_and_every_page_says_which_it_is() -> None:
    bound = printed(dossier(*FILES))
    pages = pages_of(bound.pdf)
    for number, text in enumerate(pages, 1):
        assert number == 1 or f"Pagina {number} di {bound.pages}" in text
    place = next(n for n, colour in enumerate(middles(bound.pdf), 1) if near(colour, RED))
    assert "pagina 1 di 2 del documento" in pages[place - 1]
    index = [line.split() for line in pages[1].splitlines()]
    assert any(line[-1:] == [str(place)] for line in index)
    with pikepdf.open(io.BytesIO(bound.pdf)) as made, made.open_outline() as outline:
        told = [child.title for entry in outline.root for child in entry.children]
    assert f"{samples.firm(0).name}: Visura camerale, del 30/08/2021" in told
    assert "Non rilegata: troppo grande, si stampa a parte" in bound.text
    assert "Passaporti e documenti di identità non si rilegano." in bound.text


def test_the_same_copies_give_the_same_bytes() -> None:
    assert printed(dossier(*FILES)).pdf == printed(dossier(*FILES)).pdf


def test_only_pictures_come_in_and_pages_lie_as_theirs_do() -> None:
    with pikepdf.open(io.BytesIO(printed(dossier(*FILES)).pdf)) as made:
        pictures = [
            held for held in made.objects
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Image"
        ]  # fmt: skip
        sizes = [tuple(float(x) for x in page.mediabox.as_list()[2:]) for page in made.pages]
        faces = {str(held.BaseFont) for held in made.objects
                 if isinstance(held, pikepdf.Dictionary) and "/BaseFont" in held}  # fmt: skip
    assert len(pictures) == 3
    assert {str(picture.ColorSpace) for picture in pictures} == {"/DeviceRGB"}
    assert all("IBMPlex" in face for face in faces)
    assert sum(wide > high for wide, high in sizes) == 1


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
    copy = file("deg.pdf", "declaration", RED, declaration="DEG", expires=date(2022, 1, 1))
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
