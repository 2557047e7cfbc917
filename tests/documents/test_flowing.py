"""A PDF is written while it is drawn: nothing of a page stays, and every way in it leads right."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from desktop.documents import blocks as b
from desktop.documents import issue
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout import render as rendering
from desktop.documents.layout.flowing import Flowing
from tests.documents import samples

_PAGES = 150  # more than what a paper keeps laid out


def _leaf(nth: int, level: int) -> b.Sheet:
    words = b.Paragraph(f"Scheda {nth}")
    return b.Sheet(
        anchor=f"a{nth}", outline=f"Voce {nth}", context="", level=level, label="Scheda",
        label_note="", title=f"Titolo {nth}", sections=(b.Section("Parte", (words,)),),
        continued="",
    )  # fmt: skip


def _paper(leaves: tuple[b.Sheet, ...]) -> b.Paper:
    held, _ = KINDS["firm-card"].compose(samples.card(), samples.imprint(), hand("it"))
    return replace(held, leaves=leaves)


def test_nothing_of_a_page_stays_once_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[tuple[int, int, int]] = []

    def write_page(document: Flowing) -> None:
        write(document)
        tables: tuple[Any, ...] = (
            document.idToObject, document.idToObjectNumberAndVersion, document.numberToId,
        )  # fmt: skip
        held.append((len(tables[0]), len(tables[1]), len(tables[2])))

    write = Flowing.write_page
    monkeypatch.setattr(Flowing, "write_page", write_page)

    _, pages = rendering.render(_paper(tuple(_leaf(nth, 0) for nth in range(_PAGES))))

    assert pages == len(held) == _PAGES
    assert held[-1] == held[1]


def test_the_outline_stands_as_its_levels_say() -> None:
    levels = (0, 1, 1, 2, 0, 1)
    pdf, _ = rendering.render(_paper(tuple(_leaf(n, level) for n, level in enumerate(levels))))

    with pikepdf.open(io.BytesIO(pdf)) as made, made.open_outline() as outline:
        pages: list[Any] = [page.objgen for page in made.pages]

        def told(items: list[pikepdf.OutlineItem]) -> list[Any]:
            return [(item.title, _page(item, pages), told(item.children)) for item in items]

        assert told(list(outline.root)) == [
            ("Voce 0", 0, [("Voce 1", 1, []), ("Voce 2", 2, [("Voce 3", 3, [])])]),
            ("Voce 4", 4, [("Voce 5", 5, [])]),
        ]
        assert made.Root.Outlines.Count == len(levels)


def test_every_link_of_a_dossier_leads_to_a_page() -> None:
    made = issue("mission-dossier", "it", samples.dossier(3), samples.imprint())

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        pages = {page.objgen for page in pdf.pages}
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert len(links) > len(samples.dossier(3).applications)
        assert {link.Dest[0].objgen for link in links} <= pages


def _page(item: pikepdf.OutlineItem, pages: list[Any]) -> int:
    destination: Any = item.destination
    return pages.index(destination[0].objgen)
