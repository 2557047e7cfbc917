"""Header and footer: on every page the same, but for its context and its number."""

from qrcodegen import QrCode, QrSegment

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen, ink

_QR_FORM = "scan"
_APART = 8.0  # between the header's middle and what stands at its right
_RESUMED_BASELINE = 112.5
RESUMED_TOP = 133.0  # where the content of a later page of a part begins
_NUMBER = s.Style(s.Face.MONO_MEDIUM, 9, 12)


def draw_header(pen: Pen, held: b.Furniture, page: Page) -> None:
    """Draw logo box, body, programme with legal basis and context, number and kind."""
    sheet = pen.sheet
    draw_logo_and_body(pen, held, sheet.left, m.LOGO, sheet.header_middle - 20)
    middle = ((held.programme, s.SMALL_STRONG), (held.legal_basis, s.NOTE), (page.context, s.NOTE))
    right = ((held.number, _NUMBER), *_kind_lines(pen, held, page))
    for (text, style), (aside, quiet), y in zip(middle, right, m.HEADER_BASELINES, strict=True):
        taken = pen.faces.width(aside, quiet) + _APART if aside else 0.0
        room = sheet.right - taken - sheet.header_middle
        pen.text(sheet.header_middle, y, pen.faces.fit(text, style, room), style)
        pen.text_right(sheet.right, y, aside, quiet)
    pen.rule(sheet.left, sheet.right, m.HEADER_RULE, m.FRAME_RULE)


def _kind_lines(pen: Pen, held: b.Furniture, page: Page) -> tuple[tuple[str, s.Style], ...]:
    """Set the kind beside the legal basis, or a line lower where it would cut it off."""
    beside, below = (held.kind, s.NOTE), ("", s.NOTE)
    room = pen.sheet.right - pen.sheet.header_middle - _APART
    taken = pen.faces.width(held.kind, s.NOTE)
    cuts = taken + pen.faces.width(held.legal_basis, s.NOTE) > room
    fits = taken + pen.faces.width(page.context, s.NOTE) <= room
    return (below, beside) if cuts and fits else (beside, below)


def draw_logo_and_body(pen: Pen, held: b.Furniture, left: float, size: float, right: float) -> None:
    """Draw the logo's box and the chamber in three lines; the marks themselves are not shipped."""
    text_left = left
    if held.logo:
        draw_logo(pen, held.logo, left, size)
        text_left += size + 7 + (size - m.LOGO) / 2
    pen.text(text_left, m.HEADER_BASELINES[0], held.body, s.SMALL_STRONG)
    room = right - text_left
    lines = pen.faces.balanced(held.body_name, s.SMALL, room)
    if len(lines) >= len(m.HEADER_BASELINES):
        lines = pen.faces.clip(held.body_name, s.SMALL, room, len(m.HEADER_BASELINES) - 1)
    for line, y in zip(lines, m.HEADER_BASELINES[1:], strict=False):
        pen.text(text_left, y, line, s.SMALL)


def draw_logo(pen: Pen, word: str, left: float, size: float) -> None:
    """Draw the dashed box in which a mark is put by hand or by the print room."""
    pen.dashed_box((left, m.LOGO), (size, size))
    pen.text_centred(left + size / 2, m.LOGO + size / 2 + 3.2, word, s.NOTE)


def draw_resumed(pen: Pen, name: str, continued: str) -> None:
    """Head a later page of a part: the part's name, and the page that it follows."""
    said = continued.replace("{page}", str(pen.page - 1))
    taken = pen.faces.width(said, s.NOTE)
    shown = pen.faces.fit(name, s.STRONG, m.RIGHT - m.LEFT - taken - 12)
    pen.text(m.LEFT, _RESUMED_BASELINE, shown, s.STRONG)
    pen.text_right(m.RIGHT, _RESUMED_BASELINE, said, s.NOTE)


def draw_footer(pen: Pen, held: b.Furniture) -> None:
    """Draw the QR, who printed and when, the short code, and page n of N."""
    sheet = pen.sheet
    pen.rule(sheet.left, sheet.right, sheet.footer_rule, m.FRAME_RULE)
    draw_qr(pen, held.scan, (sheet.left, sheet.qr_top), m.QR)
    first = sheet.qr_top + 9
    pen.text(sheet.footer_text, first, held.desk, s.SMALL)
    pen.text(sheet.footer_text, first + 12, held.printed, s.NOTE)
    code = f"{held.code_name} {held.code}"
    pen.text(sheet.footer_text, first + 24, code, s.CODE_NOTE)
    pen.text_right(sheet.right, first, pen.numbered(held.page_of), s.SMALL_STRONG)
    if held.revision:
        room = sheet.right - sheet.footer_text - pen.faces.width(code, s.CODE_NOTE) - _APART
        pen.text_right(sheet.right, first + 24, pen.faces.fit(held.revision, s.NOTE, room), s.NOTE)


def draw_qr(pen: Pen, digits: str, corner: tuple[float, float], size: float) -> None:
    """Draw a code from its upper left corner; a file holds each one once."""
    canvas, name = pen.canvas, f"{_QR_FORM}-{digits}-{size:g}"
    canvas.saveState()
    canvas.translate(pen.across(corner[0], size), pen.sheet.height - corner[1] - size)
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, size, size)
        _draw_qr(pen, digits, size)
        canvas.endForm()
    canvas.doForm(name)
    canvas.restoreState()


def _draw_qr(pen: Pen, digits: str, size: float) -> None:
    """Draw the dark runs of the code as rectangles, from the lower left corner."""
    held = [QrSegment.make_numeric(digits)]
    code = QrCode.encode_segments(held, QrCode.Ecc.MEDIUM, boostecl=False)
    count = code.get_size()
    side = size / count
    pen.canvas.setFillColor(ink(s.INK))
    for down in range(count):
        for start, length in _dark_runs([code.get_module(x, down) for x in range(count)]):
            y = size - (down + 1) * side
            pen.canvas.rect(start * side, y, length * side, side, fill=1, stroke=0)


def _dark_runs(row: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and runs[-1][0] + runs[-1][1] == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
