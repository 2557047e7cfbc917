"""What is told of a file once it was opened."""

import msgspec

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",)}


class Looked(msgspec.Struct, frozen=True):
    """What a file is: its media type, and the number of pages of a PDF."""

    media: str
    pages: int | None = None


class Pages(msgspec.Struct, frozen=True):
    """A file as a plain PDF: nothing in it but pages, and the size of each as it is seen.

    Sizes are points, width before height. A picture is one page.
    """

    pdf: bytes
    sizes: list[tuple[float, float]]
