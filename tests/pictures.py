"""`./dev pictures`: every page of the window and every page of every paper, into docs/pictures.

The practice store of the demo stands behind them, and its clock: two runs draw the same.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image

from desktop.services import demo, stores
from desktop.services.desk import Desk
from desktop.settings import Settings
from ui.pictures import every_page

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
MOMENT = datetime(2021, 9, 29, 6, 30, tzinfo=UTC)
LOOKS = (("it", "light"), ("it", "dark"), ("en", "light"))
SCALE = 1.25  # of 72 dots to the inch
COLOURS = 96


def draw(folder: Path) -> int:
    """Draw everything anew and give the number of pictures."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        made = demo.run(Path(place) / "demo")
        drawn = sum(_paper(w.path, folder / "papers") for w in made.papers if w.path is not None)
        for language, theme in LOOKS:
            drawn += len(_window(made.store, language, theme, folder / "window"))
    return drawn


def _paper(pdf: Path, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    name = "-".join(pdf.stem.split("-")[3:])
    for number in range(len(document)):
        page = document[number].render(scale=SCALE).to_pil()
        small = page.quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(folder / f"{name}-{number + 1:02d}.png", optimize=True)
    return len(document)


def _window(store: Path, language: str, theme: str, folder: Path) -> list[Path]:
    def open_desk() -> Desk:
        desk = stores.open_desk(store, None, "Anna Prova")
        return Desk(desk.store, desk.operator, now=lambda: MOMENT)

    return every_page(open_desk, Settings(language=language, theme=theme), folder)


if __name__ == "__main__":
    sys.stdout.write(f"{draw(FOLDER)} pictures in {FOLDER}\n")
