"""Other engines on the same dossier, each as a script of its own: `PEER CONTENT.json OUT`.

Each is used as its documentation does: tables and cells of fpdf2, HTML and CSS for WeasyPrint, a
template (paper.typ) for Typst. All have our faces and colours, a page for each leaf, header and
footer with the QR, "page n of N", an outline, an index with links. A peer that is not installed
exits with 3.
"""

import gc
import io
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
TEMPLATE = Path(__file__).parent / "paper.typ"
NOT_INSTALLED = 3


def fpdf2(content: dict[str, Any], _source: Path) -> bytes:
    """Draw with fpdf2; its module is loaded only here."""
    from benchmarks.paper_fpdf2 import draw  # noqa: PLC0415 - one engine a process

    return draw(content, code(content), FONTS)


def weasyprint(content: dict[str, Any], _source: Path) -> bytes:
    """Write HTML and let WeasyPrint set it."""
    from benchmarks.paper_weasyprint import draw  # noqa: PLC0415 - one engine a process

    return draw(content, code(content), FONTS)


def typst(content: dict[str, Any], source: Path) -> bytes:
    """Fill a template with Typst, which reads the content itself."""
    engine: Any = import_module("typst")
    folder = source.parent / "typst"
    folder.mkdir(exist_ok=True)
    (folder / "content.json").write_bytes(source.read_bytes())
    (folder / "code.svg").write_bytes(code(content))
    template = folder / TEMPLATE.name
    template.write_bytes(TEMPLATE.read_bytes())
    made: bytes = engine.compile(
        str(template), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["a-2b"]
    )
    return made


def code(content: dict[str, Any]) -> bytes:
    """Give the QR as SVG, which each of them takes."""
    segno: Any = import_module("segno")  # as each engine's script would

    held = segno.make_qr(content["furniture"]["scan"], error="m", boost_error=False)
    file = io.BytesIO()
    held.save(file, kind="svg", border=0, omitsize=True)
    return file.getvalue()


def main(peer: str, source: Path, out: Path) -> int:
    """Let one engine set the content; 3 when it is not installed."""
    gc.disable()  # as ours does
    content = json.loads(source.read_text(encoding="utf-8"))
    try:
        made = {"fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}[peer](content, source)
    except (ImportError, OSError) as error:  # WeasyPrint looks for Pango in the system
        sys.stderr.write(f"{error}\n")
        return NOT_INSTALLED
    out.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
