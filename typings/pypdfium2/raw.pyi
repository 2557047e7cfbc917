"""The kinds of a page's objects, for `PdfPage.get_objects` and `PdfObject.type`."""

from typing import Final

FPDF_PAGEOBJ_TEXT: Final[int]
FPDF_PAGEOBJ_PATH: Final[int]
FPDF_PAGEOBJ_IMAGE: Final[int]
FPDF_PAGEOBJ_SHADING: Final[int]
FPDF_PAGEOBJ_FORM: Final[int]
