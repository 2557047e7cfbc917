"""Where the fields of a programme's file stand: one sheet for each of its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from PySide6.QtCore import QObject

from desktop.domain.programme_terms import DECLARATIONS, NEEDS
from desktop.domain.record import Column, Kind
from desktop.domain.records import (
    Criterion,
    Line,
    Market,
    Mission,
    Programme,
    Sector,
    SectorMarket,
)
from desktop.texts import Texts
from ui.forms.layout import Options, Place, Section, Sheet
from ui.forms.mission import MissionSheets

P = Place
Path = tuple[str, ...]
HEAD: Path = ()
ELIGIBILITY, SELECTION, ATTENDANCE = ("eligibility",), ("selection",), ("attendance",)
READINESS, EXPORTS = ("readiness",), ("exports",)
LINES, MARKETS, SECTORS, MATRIX = ("lines",), ("markets",), ("sectors",), ("matrix",)
MISSIONS, CRITERIA = ("missions",), ("selection", "criteria")
BANDS, CLASSES = ("readiness", "bands"), ("exports", "classes")

# In the file both languages stand under one key.
_TITLES: Mapping[str, Path] = {"title": ("title", "it"), "title_en": ("title", "en")}


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the file as the editor shows it: its fields, and under which keys each stands.

    A field that `keys` does not name stands under its own name.
    """

    path: Path
    kind: Kind
    sheet: Sheet
    keys: Mapping[str, Path] = field(default_factory=dict)

    def keys_of(self, name: str) -> Path:
        """Give the keys under which a field stands in the table."""
        return self.keys.get(name, (name,))

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the fields, in the order of reading."""
        return tuple(
            place.name for block in self.sheet.blocks if isinstance(block, Section)
            for line in block.rows for place in line
        )  # fmt: skip

    def name_at(self, keys: Sequence[str]) -> str:
        """Give the field that stands under keys, or the first of those below them."""
        for name in self.names:
            own = self.keys_of(name)
            if own[: len(keys)] == tuple(keys) or tuple(keys[: len(own)]) == own:
                return name
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Named:
    """What a draft itself offers to choose from."""

    lines: Options = ()
    markets: Options = ()
    sectors: Options = ()


def _column(like: Column, name: str) -> Column:
    """Give a field that only the file has, read as one of a record is."""
    return replace(like, name=name, path=(name,), spec=replace(like.spec, json=name))


_PROVISIONAL, _SOURCE = Sector.KIND.column("provisional"), Sector.KIND.column("source")
_SHARE = Programme.KIND.column("attendance_threshold")
_COUNT = _column(Programme.KIND.column("renunciation_days"), "least_answers")
_PROGRAMME = replace(Programme.KIND, columns=(*Programme.KIND.columns, _PROVISIONAL, _COUNT))
_MISSION = replace(Mission.KIND, columns=(*Mission.KIND.columns, _SOURCE))
_CLASS = replace(
    Criterion.KIND,
    columns=(*Criterion.KIND.columns, _column(_SHARE, "from"), _column(_SHARE, "above")),
)


class ProgrammeParts(QObject):
    """Gives the parts of a programme's file in the window's language."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def one(self, path: Path, named: Named | None = None) -> Part:
        """Give the part at a path; what it offers to choose from is the draft's own."""
        held = named or Named()
        makers = {
            HEAD: self._head, ELIGIBILITY: self._eligibility, SELECTION: self._selection,
            ATTENDANCE: self._attendance, READINESS: self._readiness, EXPORTS: self._exports,
            LINES: self._line, MARKETS: self._market, SECTORS: self._sector, CRITERIA: self._points,
            BANDS: self._band, CLASSES: self._class,
        }  # fmt: skip
        if path == MATRIX:
            return self._cell(held)
        return self._mission(held) if path == MISSIONS else makers[path]()

    # --- the words they share ---------------------------------------------------------------

    def _field(self, name: str) -> str:
        return self._texts.field("sector", name)

    def _standing(self) -> Section:
        """Give whether it is provisional and where it comes from."""
        return Section(self.tr("Where it comes from"), (
            (P("source", 18, label=self._field("source")),
             P("provisional", 6, label=self._field("provisional"))),
        ))  # fmt: skip

    def _phrases(self, group: str, keys: Sequence[str]) -> Options:
        return [(key, self._texts.say(group, key)) for key in keys]

    def title_of(self, path: Path) -> str:
        """Give what a list of the file, or a section, is called."""
        return {
            HEAD: self.tr("General data"), ELIGIBILITY: self.tr("Who may join"),
            SELECTION: self.tr("How firms are selected"), ATTENDANCE: self.tr("Certificates"),
            READINESS: self.tr("Readiness questionnaire"), EXPORTS: self.tr("Export shares"),
            LINES: self.tr("Lines"), MARKETS: self.tr("Markets"), SECTORS: self.tr("Sectors"),
            MATRIX: self.tr("Matrix of sectors and markets"), MISSIONS: self.tr("Missions"),
            CRITERIA: self.tr("Score grid"), BANDS: self.tr("Readiness bands"),
            CLASSES: self.tr("Classes of export share"),
        }[path]  # fmt: skip

    def entry_name(self, path: Path) -> str:
        """Give what one entry of a list is called."""
        return {
            LINES: self.tr("Line"), MARKETS: self.tr("Market"), SECTORS: self.tr("Sector"),
            MATRIX: self.tr("Cell of the matrix"), MISSIONS: self.tr("Mission"),
            CRITERIA: self.tr("Criterion"), BANDS: self.tr("Readiness band"),
            CLASSES: self.tr("Class of export share"),
        }[path]  # fmt: skip

    # --- sections ---------------------------------------------------------------------------

    def _head(self) -> Part:
        what = Section(self.tr("What it is"), (
            (P("title", 12), P("title_en", 12)),
            (P("valid_from", 6), P("valid_to", 6), P("partners", 12)),
        ), self.tr("promoters are separated by a semicolon"))  # fmt: skip
        act = Section(self.tr("The act that founds it"), (
            (P("legal_basis", 24),), (P("legal_basis_en", 24),), (P("source", 24),),
        ))  # fmt: skip
        keys = {"legal_basis": ("legal_basis", "it"), "legal_basis_en": ("legal_basis", "en")}
        return Part(HEAD, _PROGRAMME, Sheet("", (what, act)), {**_TITLES, **keys})

    def _eligibility(self) -> Part:
        needs = [(name, self._texts.field("firm", name)) for name in NEEDS]
        where = Section(self.tr("Where firms work, and for what"), (
            (P("region", 7), P("provinces", 11), P("export_only", 6)),
        ), self.tr("two letters each, separated by a semicolon"))  # fmt: skip
        asked = Section(self.tr("What they declare and must have told"), (
            (P("declarations", 16, options=self._phrases("declaration", DECLARATIONS)),
             P("needs", 8, options=needs)),
        ))  # fmt: skip
        return Part(ELIGIBILITY, _PROGRAMME, Sheet("", (where, asked, self._standing())))

    def _selection(self) -> Part:
        how = Section(self.tr("Applications"), (
            (P("counting", 8), P("renunciation_days", 8), P("score_threshold", 8)),
        ))  # fmt: skip
        return Part(SELECTION, _PROGRAMME, Sheet("", (how, self._standing())),
                    {"score_threshold": ("threshold",)})  # fmt: skip

    def _attendance(self) -> Part:
        share = Section(self.tr("Certificate of attendance"), ((P("attendance_threshold", 8),),))
        return Part(ATTENDANCE, _PROGRAMME, Sheet("", (share, self._standing())),
                    {"attendance_threshold": ("threshold",)})  # fmt: skip

    def _readiness(self) -> Part:
        least = Section(self.tr("Answers"), (
            (P("least_answers", 8, label=self.tr("Answers needed for a score")),),
        ))  # fmt: skip
        return Part(READINESS, _PROGRAMME, Sheet("", (least, self._standing())))

    def _exports(self) -> Part:
        return Part(EXPORTS, _PROGRAMME, Sheet("", (self._standing(),)))

    # --- entries of lists -------------------------------------------------------------------

    def _line(self) -> Part:
        what = Section(self.entry_name(LINES), (
            (P("code", 5), P("place", 3), P("active", 8), P("training", 8)),
            (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        return Part(LINES, Line.KIND, Sheet("", (what, self._standing())),
                    {**_TITLES, "place": ("order",)})  # fmt: skip

    def _market(self) -> Part:
        what = Section(self.entry_name(MARKETS), (
            (P("code", 4), P("kind", 8), P("passport_months", 12)),
            (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        return Part(MARKETS, Market.KIND, Sheet("", (what, self._standing())), _TITLES)

    def _sector(self) -> Part:
        what = Section(self.entry_name(SECTORS), (
            (P("code", 12),), (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        return Part(SECTORS, Sector.KIND, Sheet("", (what, self._standing())), _TITLES)

    def _cell(self, named: Named) -> Part:
        what = Section(self.entry_name(MATRIX), (
            (P("sector", 12, options=named.sectors), P("market", 12, options=named.markets)),
            (P("line", 12, options=named.lines), P("priority", 6)),
        ), self.tr("without a line it holds for all of them"))  # fmt: skip
        return Part(MATRIX, SectorMarket.KIND, Sheet("", (what, self._standing())))

    def _mission(self, named: Named) -> Part:
        (sheet,) = MissionSheets(self._texts, named.lines, named.markets, named.sectors).all()
        first, *others = (block for block in sheet.blocks if isinstance(block, Section))
        blocks = (_in_long_lines(first), *others)
        return Part(MISSIONS, _MISSION, Sheet("", (*blocks, self._standing())), _TITLES)

    def _points(self) -> Part:
        what = Section(self.entry_name(CRITERIA), (
            (P("code", 12), P("most", 8)), (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        keys = {**_TITLES, "most": ("points",)}
        return Part(CRITERIA, Criterion.KIND, Sheet("", (what,)), keys)

    def _band(self) -> Part:
        what = Section(self.entry_name(BANDS), (
            (P("code", 12), P("most", 8, label=self.tr("From so many points"))),
            (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        return Part(BANDS, Criterion.KIND, Sheet("", (what,)), {**_TITLES, "most": ("from",)})

    def _class(self) -> Part:
        what = Section(self.entry_name(CLASSES), (
            (P("code", 8), P("from", 8, label=self.tr("From (%)")),
             P("above", 8, label=self.tr("or above (%)"))),
            (P("title", 12), P("title_en", 12)),
        ))  # fmt: skip
        return Part(CLASSES, _CLASS, Sheet("", (what,)), _TITLES)


def _in_long_lines(section: Section) -> Section:
    """Give each title of a mission a line of its own; whether it is provisional stands below."""
    places = {place.name: place for line in section.rows for place in line}
    across = {"code": 4, "market": 8, "line": 12}
    rows = (
        (P("title", 24),), (P("title_en", 24),),
        tuple(replace(places[name], span=span) for name, span in across.items()),
        section.rows[-1],
    )  # fmt: skip
    return replace(section, rows=rows)


FIRST: Mapping[Path, Mapping[str, object]] = MappingProxyType({
    MARKETS: {"kind": "target"}, MISSIONS: {"selection": "arrival"},
})  # fmt: skip
