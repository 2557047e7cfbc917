"""What is let in is told by its content; what is not, is refused in a word, and nothing hangs."""

import io
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pikepdf
import pytest
from PIL import Image

from desktop import confined
from desktop.attached import Limits, look, made_ready
from desktop.confined import Talk
from desktop.domain.problems import DeskError
from tests import foreign

GPS = 0x8825


def refusal(data: bytes, limits: Limits | None = None) -> DeskError:
    with pytest.raises(DeskError) as refused:
        look(data, "file.pdf", limits or Limits())
    assert multiprocessing.active_children() == []
    return refused.value


@pytest.mark.parametrize(
    ("data", "media", "pages"),
    [
        (foreign.pdf("uno", "due"), "application/pdf", 2),
        (b"un preambolo\n" + foreign.pdf("uno"), "application/pdf", 1),
        (foreign.pdf("uno", change=foreign.leads_on), "application/pdf", 1),
        (foreign.pdf("uno", change=foreign.turns_its_pages), "application/pdf", 1),
        (foreign.pdf(encryption=pikepdf.Encryption(owner="chiave")), "application/pdf", 1),
        (foreign.picture("JPEG"), "image/jpeg", None),
        (foreign.picture("PNG"), "image/png", None),
    ],
)
def test_a_file_is_what_it_holds_whatever_its_name_says(
    data: bytes, media: str, pages: int | None
) -> None:
    told = look(data, "fattura.exe")
    assert (told.media, told.pages) == (media, pages)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "attachment-empty"),
        (b"MZ\x90\x00 a program", "attachment-type"),
        (b"PK\x03\x04 an archive", "attachment-type"),
        (b"GIF89a", "attachment-type"),
        (bytes.fromhex("3080 06092a864886f70d010702") + foreign.pdf()[200:], "attachment-envelope"),
        (foreign.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "attachment-password"),
        (foreign.pdf("uno")[:-200], "attachment-damaged"),
        (b"%PDF-1.7\nnothing follows\n%%EOF", "attachment-damaged"),
        (foreign.picture("PNG")[:400], "attachment-damaged"),
        (foreign.picture("JPEG")[:400], "attachment-damaged"),
        (foreign.pdf(change=foreign.script), "attachment-script"),
        (foreign.pdf(change=foreign.launch), "attachment-script"),
        (foreign.pdf(change=foreign.opens_web_page), "attachment-script"),
        (foreign.pdf(change=foreign.opens_behind), "attachment-script"),
        (foreign.pdf(change=foreign.thread), "attachment-script"),
        (foreign.pdf(change=foreign.share), "attachment-script"),
        (foreign.pdf(change=foreign.share_by_click), "attachment-script"),
        (foreign.pdf(change=foreign.xfa), "attachment-script"),
        (foreign.pdf(change=foreign.holds_program), "attachment-within"),
        (foreign.pdf(change=foreign.huge_picture), "attachment-pixels"),
    ],
)
def test_what_must_not_come_in_is_refused_in_a_word(data: bytes, code: str) -> None:
    refused = refusal(data)
    assert refused.code == code
    assert refused.values["file"] == "file.pdf"


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (foreign.pdf("uno", "due"), Limits(pages=1), "attachment-pages"),
        (foreign.picture(size=(40, 40)), Limits(pixels=1599), "attachment-pixels"),
        (foreign.pdf(change=foreign.bomb), Limits(), "attachment-memory"),
        (foreign.pdf(), Limits(seconds=0.0), "attachment-timeout"),
    ],
)
def test_what_asks_for_too_much_is_refused(data: bytes, limits: Limits, code: str) -> None:
    assert refusal(data, limits).code == code


def test_a_look_that_is_given_up_ends_at_once() -> None:
    with pytest.raises(DeskError) as refused:
        look(foreign.pdf(), "a.pdf", cancelled=lambda: True)
    assert refused.value.code == "attachment-cancelled"
    assert multiprocessing.active_children() == []


def never_answers(talk: Talk, _limits: Limits) -> None:
    """Stand for a parser that hangs."""
    talk.receive()
    time.sleep(600)


def dies(talk: Talk, _limits: Limits) -> None:
    """Stand for a parser that takes the process along."""
    talk.receive()
    raise SystemExit


@pytest.mark.parametrize(
    ("parser", "code", "seconds"),
    [(never_answers, "attachment-timeout", 1.0), (dies, "attachment-memory", 60.0)],
)
def test_a_parser_that_hangs_or_dies_takes_nothing_along(
    parser: Callable[[Talk, Limits], None],
    code: str,
    seconds: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop.attached.reader.serve_look", parser)
    assert refusal(foreign.pdf(), Limits(seconds=seconds)).code == code


def test_children_that_start_at_once_do_not_take_each_others_standard_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside, most, lent = [0], [0], confined._unheard  # noqa: SLF001 - no other door

    @contextmanager
    def counted() -> Iterator[None]:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        with lent():
            time.sleep(0.3)  # so that the others come meanwhile
            yield
        inside[0] -= 1

    monkeypatch.setattr(confined, "_unheard", counted)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: look(foreign.picture(), "a.png"), range(3)))
    assert most == [1]


# --- ready for a paper ------------------------------------------------------------------------


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def dark(picture: Image.Image) -> tuple[float, float]:
    """Give where the darkest dots stand, from the left and from the top, as shares."""
    box = picture.convert("L").point([int(value < 128) for value in range(256)]).getbbox()
    assert box is not None
    return (box[0] + box[2]) / 2 / picture.width, (box[1] + box[3]) / 2 / picture.height


def bar(made: pikepdf.Pdf) -> None:
    """Draw a black bar at the foot of the first page and at its left of the second, on its side."""
    for page in made.pages:
        page.obj.Contents = made.make_stream(b"100 20 200 40 re f")
    made.pages[1].obj.Rotate = 90


def test_pages_are_drawn_upright_and_the_same_each_time() -> None:
    data = foreign.pdf("a", "b", size=(400, 600), change=bar)
    ready = made_ready(data, "a.pdf")
    assert ready.sizes == [(400, 600), (600, 400)]
    first, second = map(opened, ready.pictures)
    assert (first.mode, first.format, second.width > second.height) == ("L", "JPEG", True)
    assert dark(first)[1] > 0.9
    assert dark(second)[0] < 0.1
    assert max(first.size) <= 1530
    assert ready == made_ready(data, "a.pdf")


def test_colour_stays_colour() -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Contents = made.make_stream(b"1 0 0 rg 0 0 600 850 re f")

    (picture,) = map(opened, made_ready(foreign.pdf("a", change=change), "a.pdf").pictures)
    red, green, blue = picture.getpixel((50, 50))  # type: ignore[misc]  # three bands
    assert (red > 240, green < 20, blue < 20) == (True, True, True)


def test_what_is_filled_into_a_form_stays_to_be_read() -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Contents = made.make_stream(b"")
        field = made.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="firma",
            V="Lia Prova", Rect=[60, 300, 400, 340], F=4, DA="/F1 20 Tf 0 g",
        ))  # fmt: skip
        made.pages[0].obj.Annots = pikepdf.Array([field])
        made.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field], NeedAppearances=True, DA="/F1 20 Tf 0 g",
            DR=pikepdf.Dictionary(Font=made.pages[0].obj.Resources.Font),
        )  # fmt: skip

    ready = made_ready(foreign.pdf("Dichiarazione", change=change), "a.pdf")
    across, down = dark(opened(ready.pictures[0]))
    assert 60 / 595 < across < 400 / 595
    assert 1 - 340 / 842 < down < 1 - 300 / 842


def test_a_picture_stands_upright_without_what_its_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    exif.get_ifd(GPS)[1] = "N"
    data = foreign.picture("JPEG", size=(300, 200), exif=exif)
    ready = made_ready(data, "a.jpg")
    (picture,) = map(opened, ready.pictures)
    assert picture.size == (200, 300)
    assert ready.sizes[0][0] < ready.sizes[0][1]
    assert dict(picture.getexif()) == {}
    assert ready == made_ready(data, "a.jpg")


def test_a_picture_that_lets_shine_through_stands_on_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(file, "PNG")
    (picture,) = map(opened, made_ready(file.getvalue(), "logo.png").pictures)
    assert picture.getpixel((10, 10)) == 255
