"""Our engine as a script, from content to bytes: `BLOCKS OUT`.

With `--widget` the QR is drawn by ReportLab's own widget, with `--memory` the most memory that the
process held is printed, in MiB: without content, before it was set, and at the end.
"""

import gc
import pickle
import sys
from pathlib import Path
from typing import Any


def main(blocks: Path, out: Path, options: list[str]) -> None:
    """Set a paper whose content was written by `benchmarks.paper_content`."""
    gc.disable()  # a script that ends with its work
    from desktop.documents.layout.render import render  # noqa: PLC0415 - as the peers load theirs

    if "--widget" in options:
        _take_the_widget()
    empty = _most_memory()
    paper = pickle.loads(blocks.read_bytes())  # noqa: S301 - written by the benchmark itself
    before = _most_memory()
    pdf, _pages = render(paper)
    out.write_bytes(pdf)
    if "--memory" in options:
        sys.stdout.write(f"{empty} {before} {_most_memory()}\n")


def _most_memory() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(x for x in status.splitlines() if x.startswith("VmHWM")).split()[1]) / 1024


def _take_the_widget() -> None:
    """Put ReportLab's QR in the place of ours, as its documentation uses it."""
    from reportlab.graphics import renderPDF  # noqa: PLC0415 - what is measured
    from reportlab.graphics.barcode.qr import QrCodeWidget  # noqa: PLC0415
    from reportlab.graphics.shapes import Drawing  # noqa: PLC0415

    from desktop.documents.layout import furniture  # noqa: PLC0415

    def draw(pen: Any, digits: str, corner: tuple[float, float], size: float) -> None:  # noqa: ANN401
        widget = QrCodeWidget(digits, barWidth=size, barHeight=size, barBorder=0, barLevel="M")
        drawing = Drawing(size, size)
        drawing.add(widget)
        left, low = pen.across(corner[0], size), pen.sheet.height - corner[1] - size
        renderPDF.draw(drawing, pen.canvas, left, low)

    furniture.draw_qr = draw


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
