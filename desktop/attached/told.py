"""What is told of a file once it was opened."""

import msgspec

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",)}


class Looked(msgspec.Struct, frozen=True):
    """What a file is: its media type, and the number of pages of a PDF."""

    media: str
    pages: int | None = None


class Pages(msgspec.Struct, frozen=True):
    """A file drawn page by page: a JPEG of each, grey or sRGB, and how large the page is.

    Sizes are points, width before height, as the page is seen. A picture is one page.
    """

    pictures: list[bytes]
    sizes: list[tuple[float, float]]
