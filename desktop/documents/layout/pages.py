"""Pages as lists of drawing steps, and the flow that fills them from top to bottom.

Drawing waits until every page is laid out: only then are n, N and the index's pages known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.layout import measures as m
from desktop.documents.layout.pen import Draw, Pen
from desktop.documents.pieces import piece

SlabDraw = Callable[[Pen, float], None]


@dataclass
class Page:
    """A page to be drawn: its sheet, the header's third line, whether it has header and footer.

    The first page of a leaf carries its anchor and its outline entry.
    """

    sheet: m.Sheet
    context: str
    steps: list[Draw] = field(default_factory=list)
    headed: bool = True
    footed: bool = True
    anchor: str = ""
    outline: str = ""
    level: int = 0


@piece()
class Slab:
    """A strip of a page that is never cut; it draws itself with its top at a height.

    `lead` is white above it, dropped at the top of a page. `keep` binds it to the next slab.
    `resume` are slabs to be set again when a page breaks just before this one: the section's
    name, the table's head.
    """

    height: float
    draw: SlabDraw | None = None
    lead: float = 0.0
    keep: bool = False
    resume: tuple["Slab", ...] = ()

    def kept(self) -> "Slab":
        """Give the same slab bound to the next one."""
        return Slab(self.height, self.draw, self.lead, keep=True, resume=self.resume)

    def resumed(self, *before: "Slab") -> "Slab":
        """Give the same slab with what is set again before it, outermost first."""
        return Slab(self.height, self.draw, self.lead, self.keep, (*before, *self.resume))


@dataclass
class Flow:
    """Fills pages with slabs; `turn` makes the next page and says where its content begins."""

    turn: Callable[[], tuple[Page, float]]
    page: Page
    y: float
    fresh: bool = True
    bottom: float = m.CONTENT_BOTTOM

    def run(self, slabs: Sequence[Slab], turned: int = -1) -> None:
        """Place slabs, chain by chain; a chain goes to the next page when it does not fit.

        The slab whose place is `turned` begins a page, whether it fits or not.
        """
        begun = 0
        for chain in chains(slabs):
            full = self.y + extent(chain) > self.bottom
            if not self.fresh and (full or begun == turned):
                self._break(chain[0])
            begun += len(chain)
            for slab in chain:
                if not self.fresh and self.y + slab.lead + slab.height > self.bottom:
                    self._break(slab)
                self._place(slab)

    def _break(self, slab: Slab) -> None:
        self.page, self.y = self.turn()
        self.fresh = True
        for before in slab.resume:
            self._place(before)

    def _place(self, slab: Slab) -> None:
        top = self.y + (0.0 if self.fresh else slab.lead)
        if slab.draw is not None:
            self.page.steps.append(_at(slab.draw, top))
        self.y = top + slab.height
        self.fresh = False


def _at(draw: SlabDraw, top: float) -> Draw:
    return lambda pen: draw(pen, top)


def chains(slabs: Sequence[Slab]) -> Iterator[list[Slab]]:
    """Part slabs into runs that stay together."""
    chain: list[Slab] = []
    for slab in slabs:
        chain.append(slab)
        if not slab.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def extent(chain: Sequence[Slab]) -> float:
    """Measure a chain with the white between its slabs."""
    return sum(slab.lead + slab.height for slab in chain)


def at_least_two(slabs: Sequence[Slab]) -> list[Slab]:
    """Bind the first two and the last two of a run, so that none stands alone over a break."""
    bound = list(slabs)
    for place in (0, len(bound) - 2):
        if 0 <= place < len(bound) - 1:
            bound[place] = bound[place].kept()
    return bound
