"""`./dev pictures [FOLDER]`: every page of the window and of every paper, into docs/pictures.

The practice store of the demo stands behind them, and its clock: two runs draw the same. The
window is drawn at two sizes of a screen, at 100 and 200 per cent, in both languages and themes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pypdfium2
from PIL import Image

from db.identity import Identity
from desktop import paths
from desktop.domain.rules.states import IDLE
from desktop.services import (
    attachments,
    demo,
    documents,
    evaluating,
    missions,
    register,
    stores,
)
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.settings import Settings
from tests import foreign, picture_desks, picture_papers
from tests.sample_list import sample_list, write_xlsx
from ui import pictures

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
MOMENT = datetime(2021, 9, 29, 7, 30, tzinfo=UTC)  # after the demo's last deed
OPERATOR = "Anna Prova"
SCREENS = ((1366, 768), (1920, 1080))
SCALES = (1, 2)  # of the system: 100 and 200 per cent
LANGUAGES, THEMES = ("it", "en"), ("light", "dark")
PAPER_SCALE = 1.25  # of 72 dots to the inch
PALETTE = 256  # colours that an indexed PNG holds
EXACT = 64  # of them that are kept as they were drawn
_Colour = tuple[int, int, int]
STORE, EMPTY, SHEET = "demo.sportello-store", "empty.sportello-store", "elenco.xlsx"


def draw(folder: Path) -> int:
    """Draw everything anew and give the number of pictures."""
    for part in ("papers", "window"):
        shutil.rmtree(folder / part, ignore_errors=True)
    if not (paths.resources() / "i18n" / "sportello_it.qm").exists():
        message = "the Italian words are not compiled: begin by ./dev"
        raise SystemExit(message)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        made = demo.run(place / "demo")
        drawn = _papers(made.store, place, folder / "papers")
        _judge(made.store, place / "judged")
        _prepare(made.store, place)
        drawing = [_at_scale(scale, place, folder / "window") for scale in SCALES]
        failed = [code for code in [process.wait() for process in drawing] if code]
    if failed:
        message = "the window could not be drawn"
        raise RuntimeError(message)
    return drawn + len(list((folder / "window").rglob("*.png")))


def _judge(store: Path, out: Path) -> None:
    """Print the rules' paper about the firm of which they say most, attach a file."""
    opened = stores.open_desk(store, None, OPERATOR)
    ids = picture_desks.Ids(lambda: MOMENT, 1)
    desk = Desk(opened.store, opened.operator, now=lambda: MOMENT, new_id=ids)
    try:
        mission = missions.listed(desk)[0].code
        judged = [
            one for one in evaluating.of_mission(desk, mission)
            if one.application is not None and one.application.state not in IDLE
        ]  # fmt: skip
        fullest = max(judged, key=lambda one: len(one.eligibility.open))
        about = Named(mission=mission, firm=str(fullest.firm.id))
        documents.issue(desk, "eligibility-report", about, languages=LANGUAGES, out=out)
        visura = out / "visura camerale.pdf"
        visura.write_bytes(foreign.pdf("Visura", "Soci"))
        first = register.page(desk, limit=1)[0]
        draft = {"type": "visura", "dated": "2021-08-30"}
        attachments.add(desk, "firm", str(first.id), visura, draft)
    finally:
        desk.store.close()


def _prepare(store: Path, place: Path) -> None:
    """Give each scale its own stores: they are locked against a second program."""
    for scale in SCALES:
        own = place / str(scale)
        own.mkdir()
        shutil.copy(store, own / STORE)
        identity = Identity(
            "MI", "MI1", "Sportello 1", "internazionalizzazione-2021", practice=True
        )
        stores.create(own / EMPTY, None, identity, OPERATOR).store.close()
        write_xlsx(own / SHEET, sample_list().rows)


def _at_scale(scale: int, place: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Draw at one scale in a process of its own: Qt takes the scale once, when it starts."""
    environment = os.environ | {"QT_SCALE_FACTOR": str(scale)}
    command = (sys.executable, "-m", "tests.pictures", str(scale), place / str(scale), folder)
    return subprocess.Popen(command, env=environment)


def draw_window(scale: int, place: Path, folder: Path) -> None:
    """Draw the window in all its looks at the scale of this process."""
    for (wide, high), language, theme in product(SCREENS, LANGUAGES, THEMES):
        look = folder / f"{wide}x{high}-{scale * 100}-{language}-{theme}"
        for path in _look(place, Settings(language=language, theme=theme), look,
                          (wide // scale, high // scale)):  # fmt: skip
            _make_small(path)


def _look(place: Path, settings: Settings, look: Path, size: tuple[int, int]) -> Iterator[Path]:
    """Give the pictures of one look as they are drawn."""

    def opened(name: str) -> Desk:
        desk = stores.open_desk(place / name, None, OPERATOR)
        return Desk(desk.store, desk.operator, now=lambda: MOMENT)

    yield from pictures.every_page(lambda: opened(STORE), settings, look, size, place / SHEET)
    yield from pictures.empty_pages(lambda: opened(EMPTY), settings, look, size)
    yield from _exchange(place, settings, look, size)
    yield pictures.unlock_page(settings, look, size)


def _exchange(
    place: Path, settings: Settings, look: Path, size: tuple[int, int]
) -> Iterator[Path]:  # fmt: skip
    """Give the pictures of the exchange; each look begins with the same store: one applies."""
    scene = picture_desks.make(place / f"exchange-{look.name}")

    def opened() -> Desk:
        desk = stores.open_desk(scene.store, None, OPERATOR)
        return Desk(desk.store, desk.operator, now=lambda: MOMENT)

    with picture_desks.words_that_stay():
        yield from pictures.exchange_pages(opened, settings, look, size, scene.files)


def _make_small(path: Path) -> None:
    """Write a picture again in as many colours as a palette holds."""
    with Image.open(path) as picture:
        small = in_palette(picture)
    small.save(path, optimize=True)


def in_palette(picture: Image.Image) -> Image.Image:
    """Index a picture's colours so that a small mark keeps its own.

    The commonest colours stay as they are: fills and inks, near as they may be to one another.
    The rest are joined only with near ones: in the finest grid whose cells in use the palette's
    rest holds, each cell shows its commonest colour. So only the shades at the edges of letters
    move. A quantizer that counts pixels makes a lone red word grey.
    """
    plain = picture.convert("RGB")
    raw = plain.tobytes()
    pixels = list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    commonest = [colour for colour, _ in Counter(pixels).most_common()]
    exact, rest = commonest[:EXACT], commonest[EXACT:]
    step = next(s for s in range(8) if len({_cell(c, s) for c in rest}) <= PALETTE - EXACT)
    shown = {_cell(colour, step): colour for colour in reversed(rest)}
    place = {cell: EXACT + number for number, cell in enumerate(shown)}
    index = {colour: number for number, colour in enumerate(exact)}
    index |= {colour: place[_cell(colour, step)] for colour in rest}
    small = Image.frombytes("P", plain.size, bytes(index[colour] for colour in pixels))
    small.putpalette([part for colour in (*exact, *shown.values()) for part in colour])
    return small


def _cell(colour: _Colour, step: int) -> _Colour:
    """Give a colour's place in a grid whose cells are 2**step wide."""
    red, green, blue = colour
    return red >> step, green >> step, blue >> step


def _papers(store: Path, place: Path, folder: Path) -> int:
    """Draw every kind of paper, issued in a copy: the window shows the demo's own."""
    copy = place / "papers" / STORE
    copy.parent.mkdir()
    shutil.copy(store, copy)
    issued = picture_papers.issue(copy, place / "pdf", MOMENT, OPERATOR)
    return sum(_paper(name, written.pdf, folder) for name, written in issued)


def _paper(name: str, pdf: bytes, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number].render(scale=PAPER_SCALE).to_pil()
        path = folder / f"{name}-{number + 1:02d}.png"
        in_palette(page).save(path, optimize=True)
    return len(document)


def main(arguments: list[str]) -> None:
    """Draw all, or as a child what one scale shows."""
    if len(arguments) == len(("scale", "place", "folder")):
        draw_window(int(arguments[0]), Path(arguments[1]), Path(arguments[2]))
        return
    folder = Path(arguments[0]) if arguments else FOLDER
    sys.stdout.write(f"{draw(folder)} pictures in {folder}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
