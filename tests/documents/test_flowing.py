"""A PDF is written while it is drawn: nothing of a page stays, and every way in it leads right."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout import render as rendering
from desktop.documents.layout.flowing import Flowing
from tests.documents import samples
from tests.documents.test_bound import GREEN, RED, dossier, file, printed

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


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Give what a document is still to write, by name, after each of its pages."""
    left: list[dict[str, Any]] = []

    def write_page(document: Flowing) -> None:
        write(document)
        found: dict[str, Any] = document.idToObject
        waiting = {name: found[name] for name in document.numberToId.values()}
        gone = set(found) - set(waiting)
        assert all(found[name].streamContent == "" for name in gone)
        assert set(found) == set(document.idToObjectNumberAndVersion)
        left.append(waiting)

    write = Flowing.write_page
    monkeypatch.setattr(Flowing, "write_page", write_page)
    return left


def test_nothing_of_a_page_stays_once_it_is_written(held: list[dict[str, Any]]) -> None:
    _, pages = rendering.render(_paper(tuple(_leaf(nth, 0) for nth in range(_PAGES))))

    assert pages == len(held) == _PAGES
    assert held[-1] == held[0]


def test_nothing_stays_of_links_and_pictures(held: list[dict[str, Any]]) -> None:
    copies = file("visura.pdf", "visura", RED, GREEN), file("ancora.pdf", "visura", RED)
    made = printed(dossier(*copies))

    assert len(held) == made.pages
    assert held[-1] == held[0]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        images = [one for page in pdf.pages for one in page.get_images().values()]
        assert len(images) == 3
        assert len({one.objgen for one in images}) == 2  # the same picture lies there once
        assert any("/Annots" in page.obj for page in pdf.pages)


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


def test_every_link_of_the_contents_leads_to_its_page() -> None:
    paper, _ = KINDS["mission-dossier"].compose(samples.dossier(3), samples.imprint(), hand("it"))
    index = next(leaf for leaf in paper.leaves if isinstance(leaf, b.Index))
    anchors = [a for e in index.entries for a in (e.anchor, *(line.anchor for line in e.lines))]
    made, _pages = rendering.render(paper)

    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        pages: list[Any] = [page.objgen for page in pdf.pages]
        named = [leaf.anchor for leaf in paper.leaves if leaf.anchor]
        first = dict(zip(named, _flat(list(outline.root), pages), strict=True))
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        led = [pages.index(link.Dest[0].objgen) for link in links]
    assert set(anchors) <= set(first)
    assert led[: len(anchors)] == [first[anchor] for anchor in anchors]


def _flat(items: list[pikepdf.OutlineItem], pages: list[Any]) -> list[int]:
    """Give the pages to which entries lead, in reading order."""
    return [p for item in items for p in (_page(item, pages), *_flat(list(item.children), pages))]


def _page(item: pikepdf.OutlineItem, pages: list[Any]) -> int:
    destination: Any = item.destination
    return pages.index(destination[0].objgen)
