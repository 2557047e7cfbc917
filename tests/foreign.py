"""Files as others hand them in: sound ones, and some that are not."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

A4 = (595.0, 842.0)
Change = Callable[[pikepdf.Pdf], None]


def pdf(
    *words: str, size: tuple[float, float] = A4, change: Change | None = None, **how: object
) -> bytes:
    """Give a PDF with a page for each word; `change` is done to it, `how` is how it is saved."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for word in words or ("Documento di prova",):
        page = made.add_blank_page(page_size=size)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        said = f"BT /F1 28 Tf 60 {size[1] - 90:.0f} Td ({word}) Tj ET"
        frame = f"0.4 w 20 20 {size[0] - 40:.0f} {size[1] - 40:.0f} re S"
        page.obj.Contents = made.make_stream(f"{said}\n{frame}".encode())
    if change is not None:
        change(made)
    file = io.BytesIO()
    made.save(file, deterministic_id="encryption" not in how, **how)  # type: ignore[arg-type]  # by name
    return file.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (300, 200), **how: object) -> bytes:
    """Give a picture with something to see in it."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, form, **how)
    return file.getvalue()


def script(made: pikepdf.Pdf) -> None:
    """Let it run a script when it is opened."""
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(made: pikepdf.Pdf) -> None:
    """Let a link on its first page start a program."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=deed
    )
    made.pages[0].obj.Annots = pikepdf.Array([link])


def opens_web_page(made: pikepdf.Pdf) -> None:
    """Let it open a web page as soon as it is opened."""
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")


def opens_behind(made: pikepdf.Pdf) -> None:
    """Let it turn to its first page when it is opened, and then open a web page."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    first = pikepdf.Dictionary(S=pikepdf.Name.Named, N=pikepdf.Name.FirstPage)
    first.Next = pikepdf.Array([deed])
    made.Root.OpenAction = first


def thread(made: pikepdf.Pdf) -> None:
    """Let its first page do something that is not on any list as soon as it is seen."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.Thread, F="altro.pdf", D=0)
    made.pages[0].obj.AA = made.make_indirect(pikepdf.Dictionary(O=deed))


def share(made: pikepdf.Pdf) -> None:
    """Let its first page fetch a file from a share as soon as it is seen."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=r"\\example.org\share\a.pdf", D=[0])
    made.pages[0].obj.AA = pikepdf.Dictionary(O=deed)


def share_by_click(made: pikepdf.Pdf) -> None:
    """Let a link on its first page fetch a file from a share."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=r"\\example.org\share\a.pdf", D=[0])
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=deed
    )
    made.pages[0].obj.Annots = pikepdf.Array([link])


def xfa(made: pikepdf.Pdf) -> None:
    """Let it be a form of XFA, which brings scripts of its own."""
    said = b"<script contentType='application/x-javascript'>app.alert(1)</script>"
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=made.make_stream(said))


def holds_program(made: pikepdf.Pdf) -> None:
    """Let it hold a program as a file within."""
    made.attachments["x.exe"] = pikepdf.AttachedFileSpec(made, b"MZ\x90", filename="x.exe")


def turns_its_pages(made: pikepdf.Pdf) -> None:
    """Let it open at its first page, and name the page again by an action: that is no harm."""
    first = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    made.Root.OpenAction = first
    made.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=first))


def leads_on(made: pikepdf.Pdf) -> None:
    """Let a link on its first page lead to a web page: that is no harm."""
    deed = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=deed
    )
    made.pages[0].obj.Annots = pikepdf.Array([link])


def bomb(made: pikepdf.Pdf) -> None:
    """Let its first page unpack to two gigabytes."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 24)
    packed = b"".join([*(packer.compress(block) for _ in range(128)), packer.flush()])
    stream = pikepdf.Stream(made, b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    made.pages[0].obj.Contents = made.make_indirect(stream)


def huge_picture(made: pikepdf.Pdf) -> None:
    """Let it say that it holds a picture of more dots than any printer has."""
    stream = pikepdf.Stream(made, b"x")
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = 60_000, 60_000
    made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im1=made.make_indirect(stream))
