"""Pages of other files set into the finished pages of a paper: the same in, the same bytes out."""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

_NAME = "/Bound"


@dataclass(frozen=True, slots=True)
class Binding:
    """A page of a plain PDF, and where it goes: on which page, between which edges in points.

    `edges` are left, low, right and high, from the lower left corner. Pages count from 0.
    """

    page: int
    pdf: bytes
    place: int
    edges: tuple[float, float, float, float]


def bind(paper: bytes, bindings: Sequence[Binding]) -> bytes:
    """Give a paper with pages of other files on its own; without any it stays as it is.

    What is bound comes in as a drawing alone: no link, no form, no script of the other file.
    """
    if not bindings:
        return paper
    import pikepdf  # noqa: PLC0415 - most papers bind nothing

    files: dict[bytes, pikepdf.Pdf] = {}
    with ExitStack() as held:
        made = held.enter_context(pikepdf.open(io.BytesIO(paper)))
        for one in bindings:
            if one.pdf not in files:
                files[one.pdf] = held.enter_context(pikepdf.open(io.BytesIO(one.pdf)))
            drawing = made.copy_foreign(files[one.pdf].pages[one.place].as_form_xobject())
            page = made.pages[one.page]
            name = page.add_resource(drawing, pikepdf.Name.XObject, pikepdf.Name(_NAME))
            page.contents_add(page.calc_form_xobject_placement(
                drawing, name, pikepdf.Rectangle(*one.edges),
                invert_transformations=True, allow_shrink=True, allow_expand=True,
            ))  # fmt: skip
        file = io.BytesIO()
        made.save(file, deterministic_id=True)
    return file.getvalue()
