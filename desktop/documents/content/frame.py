"""What surrounds every paper: header, footer, and the names that a programme gives to codes."""

from desktop.documents import blocks as b
from desktop.documents.content.hand import Hand
from desktop.documents.marks import scan_digits, short_code
from desktop.documents.sources import Imprint, ProgrammeFacts
from desktop.domain.records import Line, Market, Mission, Sector
from desktop.domain.rules.moments import in_rome

_CHAMBER = "Camera di commercio"  # an Italian chamber's name begins so, in whatever case
_TRANSLATED = ("it", "en")  # the languages in which a programme names its markets
_LINKS = ("di ", "della ", "dell’", "d’")


def furniture(
    imprint: Imprint, programme: ProgrammeFacts | None, kind: str, hand: Hand
) -> b.Furniture:
    """Decide header and footer."""
    held = programme.programme if programme else None
    title = translated(held.title, held.title_en, hand) if held else ""
    basis = translated(held.legal_basis or "", held.legal_basis_en, hand) if held else ""
    return b.Furniture(
        logo=hand.say("common.logo"),
        body=hand.say("common.chamber"),
        body_name=_seat(imprint.chamber),
        programme=title,
        # The header has one line for it; cover and mission sheet give it whole.
        legal_basis=basis.split(" (")[0],
        number=imprint.number,
        kind=kind,
        desk=hand.say("common.desk_and_operator", desk=imprint.desk, operator=imprint.operator),
        printed=hand.say("common.printed", moment=hand.moment(imprint.printed_at)),
        code_name=hand.say("common.code"),
        code=hand.from_the_left(short_code(imprint.paper_id)),
        scan=scan_digits(imprint.paper_id),
        page_of=hand.say("common.page_of"),
        continued=hand.say("common.continued"),
        made_at=in_rome(imprint.printed_at),
        revision=_revision(imprint, hand),
    )


def _revision(imprint: Imprint, hand: Hand) -> str:
    """Say which revision of a paper this is; nothing for the first."""
    if not imprint.replaces:
        return ""
    return hand.say("common.revision", number=imprint.revision, replaced=imprint.replaces,
                    day=hand.date(in_rome(imprint.printed_at).date()))  # fmt: skip


def context(text: str, imprint: Imprint, hand: Hand) -> str:
    """Give the header's third line; a draft says so before all else."""
    if not imprint.draft:
        return text
    return hand.say("common.draft", context=text) if text else hand.say("common.draft_only")


def chamber_of(imprint: Imprint, hand: Hand) -> str:
    """Name the chamber in the paper's language; in Italian its name stands whole."""
    name = imprint.chamber if hand.language == "it" else _seat(imprint.chamber)
    return hand.say("common.chamber_of", chamber=name)


def _seat(chamber: str) -> str:
    """Take "Camera di commercio di" off a chamber's name, which each language says in its own."""
    if not chamber.casefold().startswith(_CHAMBER.casefold()):
        return chamber
    rest = chamber[len(_CHAMBER) :].strip()
    for link in _LINKS:
        rest = rest.removeprefix(link)
    return rest


def translated(italian: str, english: str | None, hand: Hand) -> str:
    """Give a text in the paper's language; the English, or the Italian, where it has none."""
    return italian if hand.language == "it" else hand.named(italian) or english or italian


def place_of(mission: Mission, hand: Hand) -> str:
    """Give the place of a mission, as Dubaï or دبي where the language has a name of its own."""
    return translated(mission.place or "", None, hand)


def source_of(source: str, hand: Hand) -> str:
    """Say where a programme's data are from; what has no words in the language is set apart."""
    return hand.named(source) or hand.quoted(source)


def rules_named(rules: str, programme: ProgrammeFacts | None, hand: Hand) -> str:
    """Name the rules by which was judged: the programme and the version, then what desks cite."""
    code, _, version = rules.partition("/")
    held = programme.programme if programme else None
    if held is None or held.code != code:
        return rules
    title = translated(held.title, held.title_en, hand)
    return hand.say("common.rules_of", programme=title, version=version, rules=rules)


def host_event(mission: Mission, hand: Hand) -> str:
    """Give the event that hosts a mission."""
    return translated(mission.host_event or "", None, hand)


class Names:
    """The names that a programme gives to its codes; what is provisional says so."""

    def __init__(self, programme: ProgrammeFacts | None, hand: Hand) -> None:
        self._hand = hand
        self._lines = {line.code: line for line in programme.lines} if programme else {}
        self._markets = {str(m.code): m for m in programme.markets} if programme else {}
        self._sectors = {held.code: held for held in programme.sectors} if programme else {}

    def line(self, code: str) -> str:
        """Name a line."""
        return self._named(code, self._lines.get(code))

    def sector(self, code: str) -> str:
        """Name a sector."""
        return self._named(code, self._sectors.get(code))

    def market(self, code: str) -> str:
        """Name a market; one that the programme does not list by its country's name."""
        held = self._markets.get(code)
        if held is None or self._hand.language not in _TRANSLATED:
            return self._marked(self._hand.country(code), held)
        return self._named(code, held)

    def market_kind(self, code: str) -> str:
        """Say what a market is to the programme: target or pilot."""
        held = self._markets.get(code)
        return self._hand.choice("market_kind", held.kind) if held else ""

    def provisional(self, line: str | None, market: str | None, sectors: tuple[str, ...]) -> str:
        """Give the sentence that names what is provisional and its sources, or nothing."""
        named = [
            *((self._lines[line],) if line in self._lines else ()),
            *((self._markets[market],) if market in self._markets else ()),
            *(self._sectors[code] for code in sectors if code in self._sectors),
        ]
        return self._provisional([held for held in named if held.provisional])

    def _provisional(self, named: list[Line | Market | Sector]) -> str:
        if not named:
            return ""
        titles = self._hand.listed(translated(h.title, h.title_en, self._hand) for h in named)
        held_sources = dict.fromkeys(held.source for held in named if held.source)
        sources = self._hand.listed(source_of(source, self._hand) for source in held_sources)
        known = sources or self._hand.say("common.not_known")
        return self._hand.say("common.provisional_names", names=titles, sources=known)

    def _named(self, code: str, held: Line | Market | Sector | None) -> str:
        if held is None:
            return code
        return self._marked(translated(held.title, held.title_en, self._hand), held)

    def _marked(self, title: str, held: Line | Market | Sector | None) -> str:
        provisional = held is not None and held.provisional
        return self._hand.say("common.provisional", name=title) if provisional else title
