"""The pictures of docs/pictures: an indexed PNG shows the colours that were drawn."""

from itertools import product
from pathlib import Path

from PIL import Image, ImageChops

from desktop.documents import KINDS
from desktop.services import demo
from tests import picture_papers
from tests.pictures import MOMENT, OPERATOR, PALETTE, in_palette

INK, RED = (0x14, 0x21, 0x2B), (0xA3, 0x26, 0x0F)


def _page() -> Image.Image:
    """Draw a white page with more greys than a palette holds, much ink and one red mark."""
    page = Image.new("RGB", (400, 400), "white")
    page.paste(INK, (0, 0, 400, 100))
    for place, (red, green, blue) in enumerate(product(range(128, 160, 4), repeat=3)):
        page.paste((red, green, blue), (place % 400, 100 + place // 400, place % 400 + 1, 102))
    page.paste(RED, (200, 200, 203, 202))
    return page


def test_fills_and_a_lone_mark_keep_their_colours() -> None:
    small = in_palette(_page()).convert("RGB")

    assert small.getpixel((10, 10)) == INK
    assert small.getpixel((201, 201)) == RED
    assert small.getpixel((399, 399)) == (255, 255, 255)


def test_two_fills_that_are_nearly_one_stay_two() -> None:
    page = Image.new("RGB", (400, 400), "white")
    page.paste((0xF2, 0xF5, 0xF8), (0, 200, 400, 400))
    shades = product(range(128, 256, 16), range(128, 256, 16), range(0, 40, 8))
    for place, shade in enumerate(shades):  # so many that only a coarse grid holds them
        page.putpixel((place, 0), shade)

    small = in_palette(page).convert("RGB")

    assert small.getpixel((10, 390)) == (0xF2, 0xF5, 0xF8)
    assert small.getpixel((10, 150)) == (255, 255, 255)


def test_more_colours_than_a_palette_holds_move_only_a_little() -> None:
    page = _page()

    small = in_palette(page)

    assert len(page.getcolors(1 << 24) or ()) > PALETTE
    assert len(small.getcolors() or ()) <= PALETTE
    assert max(ImageChops.difference(page, small.convert("RGB")).tobytes()) < 16


def test_few_colours_stay_as_they_are() -> None:
    page = Image.new("RGB", (20, 20), RED)
    page.putpixel((3, 3), INK)

    assert in_palette(page).convert("RGB").tobytes() == page.tobytes()


def test_every_kind_is_issued_from_the_practice_store_in_each_of_its_languages(
    tmp_path: Path,
) -> None:
    made = demo.run(tmp_path)

    issued = list(picture_papers.issue(made.store, tmp_path / "pdf", MOMENT, OPERATOR))

    papers = [written.paper for _, written in issued]
    wanted = {(kind, language) for kind, held in KINDS.items() for language in held.languages}
    assert wanted <= {(paper.kind, paper.language) for paper in papers}
    assert {"en-ar", "en-fr", "it-ar"} < {paper.language for paper in papers}
    names = [name for name, _ in issued]
    assert len(set(names)) == len(names)
