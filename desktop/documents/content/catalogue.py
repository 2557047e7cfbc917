"""The catalogue of participants: cover, index by firm and by sector, one firm a page.

Only firms that consented are in it; the others of the delegation are named as missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.documents import blocks as b
from desktop.documents.content.catalogue_page import firm_page
from desktop.documents.content.firm import town
from desktop.documents.content.frame import host_event, place_of, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.content.pieces import piece_name, supplier
from desktop.documents.isolates import isolated
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint, Missing
from desktop.domain.consents import consent_of
from desktop.domain.problems import DeskError

KIND = "catalogue"
_PURPOSE = "catalogue"
_REGION = "Regione"


def compose(
    source: DossierSource, imprint: Imprint, hand: Hand, other: Hand | None = None
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide all that the catalogue says, in one language or in two side by side.

    Raises `DeskError("catalogue-none")` when no firm consented.
    """
    journey = Journey(source, imprint, hand)
    shown = [held for held in journey.going if consented(held)]
    if not shown:
        raise DeskError("catalogue-none", mission=source.mission.code)
    facts = _Catalogue(journey, Journey(source, imprint, other) if other else None, shown)
    pages = tuple(firm_page(nth, held, journey, facts.second) for nth, held in enumerate(shown, 1))
    language = f"{hand.language}-{other.language}" if other else hand.language
    paper = journey.paper(KIND, (_cover(facts), _index(facts), *pages), language)
    # It goes to buyers: no place for a mark stands empty in it.
    paper = replace(paper, furniture=replace(paper.furniture, logo=""))
    left_out = tuple(_missing(held, journey) for held in journey.going if not consented(held))
    tongues = (hand.language, *([other.language] if other else []))
    bare = ((held, tongue) for held in shown for tongue in tongues if not _profile(held, tongue))
    return paper, (*left_out, *(_unwritten(held, tongue, journey) for held, tongue in bare))


def _profile(held: ApplicationFacts, language: str) -> str | None:
    profile = held.firm.firm.profile
    return getattr(profile, language, None) if profile else None


def consented(held: ApplicationFacts) -> bool:
    """Tell whether a firm said yes to the catalogue; silence is no."""
    said = consent_of(held.firm.consents, _PURPOSE)
    return said is not None and said.given


@dataclass(frozen=True)
class _Catalogue:
    journey: Journey
    second: Journey | None
    shown: list[ApplicationFacts]

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """Give the one or the two languages, the leading one first."""
        return (self.journey, *([self.second] if self.second else []))

    def both(self, key: str) -> str:
        """Give a phrase in the one or the two languages."""
        return self.beside(lambda journey: journey.hand.say(key))

    def sector(self, code: str) -> str:
        """Name a sector in the one or the two languages."""
        return self.beside(lambda journey: journey.names.sector(code))

    def beside(self, said: Callable[[Journey], str], by: str = " · ") -> str:
        """Join what is said in either language; each is set apart where one is from the right."""
        told = dict.fromkeys(map(said, self.journeys))
        turned = any(journey.hand.from_the_right for journey in self.journeys)
        return by.join(map(isolated, told) if turned and len(told) > 1 else told)


def _cover(facts: _Catalogue) -> b.Cover:
    journey, journeys = facts.journey, facts.journeys
    shown = len(facts.shown)
    return b.Cover(
        anchor="cover",
        outline=journey.hand.say("dossier.cover"),
        context="",
        kind=facts.both("catalogue.title"),
        number=journey.imprint.number,
        place=facts.beside(lambda one: place_of(one.mission, one.hand) or one.title),
        dates=facts.beside(_dates, "\n"),
        columns=(*map(_sectors, journeys), *map(_host, journeys)),
        notes=(*map(_programme, journeys), *(_participants(one, shown) for one in journeys)),
        partners=tuple(_partner(name, facts) for name in journey.imprint.partners),
        languages=tuple(one.hand.language for one in journeys) if facts.second else (),
    )


def _dates(journey: Journey) -> str:
    return journey.hand.period(journey.mission.starts, journey.mission.ends)


def _sectors(journey: Journey) -> b.CoverColumn:
    hand = journey.hand
    named = tuple(journey.names.sector(code) for code in journey.mission.sectors)
    return b.CoverColumn(hand.say("mission.sectors"), named or (hand.say("dossier.all_sectors"),))


def _host(journey: Journey) -> b.CoverColumn:
    event = host_event(journey.mission, journey.hand)
    lines = (*([event] if event else []), journey.names.market(journey.mission.market))
    return b.CoverColumn(journey.hand.say("mission.host_event"), lines)


def _programme(journey: Journey) -> b.CoverNote:
    held = journey.source.programme.programme
    title = translated(held.title, held.title_en, journey.hand)
    return b.CoverNote(journey.hand.say("dossier.programme"), title, journey.title)


def _participants(journey: Journey, shown: int) -> b.CoverNote:
    hand = journey.hand
    counted = hand.count("count.firms", shown)
    return b.CoverNote(hand.say("catalogue.participants"), counted, hand.say("catalogue.consented"))


def _partner(name: str, facts: _Catalogue) -> b.CoverPartner:
    head, _, rest = name.partition(" ")
    if head != _REGION:
        return b.CoverPartner(head, rest)
    named = facts.beside(lambda one: translated(rest, None, one.hand))
    return b.CoverPartner(facts.both("common.region"), named)


def _index(facts: _Catalogue) -> b.Index:
    """List the firms by name, then once more under each of their sectors."""
    journey, hand = facts.journey, facts.journey.hand
    lines = {
        held.application.id: b.IndexLine(held.firm.firm.name, town(held.firm), f"firm-{nth}")
        for nth, held in enumerate(facts.shown, 1)
    }
    sectors = dict.fromkeys(code for held in facts.shown for code in held.firm.firm.sectors)
    entries = [_entry(1, facts.both("catalogue.by_name"), list(lines.values()))]
    entries += [
        _entry(nth, facts.sector(code), [
            lines[held.application.id] for held in facts.shown if code in held.firm.firm.sectors
        ])
        for nth, code in enumerate(sorted(sectors, key=journey.names.sector), 2)
    ]  # fmt: skip
    return b.Index(
        anchor="index",
        outline=hand.say("dossier.index"),
        context=journey.place_and_days,
        title=facts.both("dossier.index"),
        heads=(facts.both("catalogue.head_firm"), "", facts.both("dossier.head_page")),
        entries=tuple(entries),
        continued=facts.both("common.continued"),
    )


def _entry(nth: int, name: str, lines: list[b.IndexLine]) -> b.IndexEntry:
    return b.IndexEntry(str(nth), name, "", None, lines[0].anchor, tuple(lines))


def _missing(held: ApplicationFacts, journey: Journey) -> Missing:
    said = journey.hand.say("catalogue.page"), journey.hand.say("catalogue.no_consent")
    return _lacks("catalogue_consent", said, held, journey)


def _unwritten(held: ApplicationFacts, language: str, journey: Journey) -> Missing:
    """Tell of a firm in the catalogue that has not described itself in a language of it."""
    hand, code = journey.hand, f"profile_{language}"
    why = hand.say("why.no_profile", language=hand.tongue(language))
    return _lacks(code, (piece_name(code, hand), why), held, journey)


def _lacks(code: str, said: tuple[str, str], held: ApplicationFacts, journey: Journey) -> Missing:
    return Missing(
        code=code,
        firm=held.firm.firm.id,
        piece=said[0],
        firm_name=held.firm.firm.name,
        why=said[1],
        supplier=supplier(held.firm, journey.hand),
        due=journey.mission.starts,
    )
