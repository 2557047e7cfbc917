"""What opens a foreign file, in a process of its own (`desktop.confined`).

qpdf reads the structure of a PDF and finds what it would do, pdfium draws it as every viewer
would; Pillow reads pictures. The desk itself loads none of them here.
"""

import io
from typing import TYPE_CHECKING, Any

from desktop.attached.told import JPEG, PDF, PNG, Looked, Pages
from desktop.confined import Talk
from desktop.domain.problems import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf
    from PIL.Image import Image as Picture

    from desktop.attached.limits import Limits

_HEAD, _TAIL = 1024, 2048  # bytes among which a PDF's first and last words stand
_ENVELOPE = bytes.fromhex("06092a864886f70d010702")  # signedData, in DER
_DEEDS = frozenset({
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition",
    "/RichMediaExecute",
})  # fmt: skip
_INSIDE = frozenset({"/GoTo", "/Named"})  # what a file may do by itself: turn its own pages
_SEEN = 160  # pixels of the drawing that proves a first page
_DPI, _DOTS = 170, 1530  # dots to the inch at most, and of a page's longer side
_QUALITY = 75  # of the JPEG that a page becomes
_GREY = 8  # how far apart red, green and blue may be where there is no colour
_POINTS = 72.0


def serve_look(talk: Talk, limits: "Limits") -> None:
    """Say what the file that comes is."""
    data = talk.receive()
    media = media_of(data)
    if media == PDF:
        with _opened(data, limits) as pdf:
            pages = len(pdf.pages)
        _draw_first(data, pages)
        talk.send(Looked(PDF, pages))
    else:
        _picture(data, limits)
        talk.send(Looked(media))


def serve_ready(talk: Talk, limits: "Limits") -> None:
    """Draw the pages of the file that comes."""
    data = talk.receive()
    if media_of(data) == PDF:
        with _opened(data, limits) as pdf:
            talk.send(_drawn(pdf))
    else:
        talk.send(_on_a_page(_picture(data, limits)))


def media_of(data: bytes) -> str:
    """Give the media type of a file by its first bytes."""
    if not data:
        raise DeskError("attachment-empty")
    if b"%PDF-" in data[:_HEAD]:
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if _ENVELOPE in data[:_HEAD]:
        raise DeskError("attachment-envelope")
    raise DeskError("attachment-type")


# --- PDF -----------------------------------------------------------------------------------------


def _opened(data: bytes, limits: "Limits") -> "pikepdf.Pdf":
    """Open a PDF and refuse what must not come in: locked, cut off, too long, or with deeds."""
    import pikepdf  # noqa: PLC0415 - in the child alone

    if b"%%EOF" not in data[-_TAIL:]:
        raise DeskError("attachment-damaged")
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise DeskError("attachment-password") from error
    except pikepdf.PdfError as error:
        raise DeskError("attachment-damaged") from error
    if not pages:
        raise DeskError("attachment-damaged")
    if pages > limits.pages:
        raise DeskError("attachment-pages")
    for held in _dictionaries(pdf):
        _refuse_deeds(held)
        _refuse_pixels(held, limits)
    return pdf


def _dictionaries(pdf: "pikepdf.Pdf") -> "Iterator[Any]":
    """Give every dictionary of a file, the nested ones too, each once."""
    import pikepdf  # noqa: PLC0415 - in the child alone

    waiting: list[Any] = list(pdf.objects)
    while waiting:
        held = waiting.pop()
        if isinstance(held, pikepdf.Array):
            inside: list[Any] = list(held.as_list())
        elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held
            inside = [value for _, value in held.items()]
        else:
            continue
        waiting += [one for one in inside
                    if isinstance(one, pikepdf.Object) and not one.is_indirect]  # fmt: skip


def _refuse_deeds(held: Any) -> None:  # noqa: ANN401 - any dictionary of a PDF
    """Refuse what runs, opens or sends something by itself, and the files within a file."""
    deed = held.get("/S")
    if "/JS" in held or "/XFA" in held or (deed is not None and str(deed) in _DEEDS):
        raise DeskError("attachment-script")
    if any(str(one.get("/S", "/GoTo")) not in _INSIDE for one in _by_itself(held)):
        raise DeskError("attachment-script")
    if "/EF" in held or str(held.get("/Type", "")) == "/EmbeddedFile":
        raise DeskError("attachment-within")


def _by_itself(held: Any) -> "Iterator[Any]":  # noqa: ANN401 - any dictionary of a PDF
    """Give the actions that follow from opening a file or a page, each with those behind it."""
    import pikepdf  # noqa: PLC0415 - in the child alone

    moments = held.get("/AA")
    waiting = [held.get("/OpenAction")]  # an array is a place in the file, not an action
    if isinstance(moments, pikepdf.Dictionary):
        waiting += [action for _, action in moments.items()]
    met: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or one.objgen in met:
            continue
        met |= {one.objgen} if one.is_indirect else set()
        yield one
        behind = one.get("/Next")
        waiting += behind.as_list() if isinstance(behind, pikepdf.Array) else [behind]


def _refuse_pixels(held: Any, limits: "Limits") -> None:  # noqa: ANN401 - any dictionary of a PDF
    if str(held.get("/Subtype", "")) == "/Image" and (
        int(held.get("/Width", 0)) * int(held.get("/Height", 0)) > limits.pixels
    ):
        raise DeskError("attachment-pixels")


def _draw_first(data: bytes, pages: int) -> None:
    """Let a viewer open every page and draw the first one."""
    import pypdfium2  # noqa: PLC0415 - in the child alone

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) != pages:
            raise DeskError("attachment-damaged")
        for place in range(pages):
            page = document[place]
            if not place:
                page.render(scale=_SEEN / max(1.0, *page.get_size()))
            page.close()
    except pypdfium2.PdfiumError as error:
        raise DeskError("attachment-damaged") from error


def _drawn(pdf: "pikepdf.Pdf") -> Pages:
    """Draw every page, with what is filled into a form."""
    import pypdfium2  # noqa: PLC0415 - in the child alone

    pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    file = io.BytesIO()
    pdf.save(file)
    pictures, sizes = [], []
    for page in pypdfium2.PdfDocument(file.getvalue()):
        wide, high = page.get_size()
        scale = min(_DOTS / max(wide, high), _DPI / _POINTS)
        pictures.append(_packed(page.render(scale=scale, may_draw_forms=False).to_pil()))
        sizes.append((wide, high))
        page.close()
    return Pages(pictures, sizes)


# --- pictures ------------------------------------------------------------------------------------


def _picture(data: bytes, limits: "Limits") -> "Picture":
    """Open a picture whole; one that is cut off does not come to its end."""
    from PIL import Image  # noqa: PLC0415 - in the child alone

    Image.MAX_IMAGE_PIXELS = None  # ours stands below, before anything is unpacked
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if picture.width * picture.height > limits.pixels:
            raise DeskError("attachment-pixels")
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise DeskError("attachment-damaged") from error
    return picture


def _on_a_page(picture: "Picture") -> Pages:
    """Give a picture as it is to be looked at, upright and on white."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - in the child alone

    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    size = (upright.width * _POINTS / _DPI, upright.height * _POINTS / _DPI)
    upright.thumbnail((_DOTS, _DOTS))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    return Pages([_packed(plain)], [size])


def _packed(picture: "Picture") -> bytes:
    """Give a picture as JPEG; one without colour is grey, which is smaller."""
    from PIL import ImageChops  # noqa: PLC0415 - in the child alone

    plain = picture.convert("RGB")
    red, green, blue = plain.split()
    apart = ImageChops.lighter(*(ImageChops.difference(green, one) for one in (red, blue)))
    is_grey = apart.point([int(value > _GREY) for value in range(256)]).getbbox() is None
    file = io.BytesIO()
    (plain.convert("L") if is_grey else plain).save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
