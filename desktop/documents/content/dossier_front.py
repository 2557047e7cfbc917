"""Cover and index of a dossier."""

from desktop.documents import blocks as b
from desktop.documents.content.dossier_facts import DossierFacts, Part
from desktop.documents.content.frame import context, host_event, translated
from desktop.documents.looks import Ink, Sign

MISSING_LIST = "missing"  # the anchor of the list of missing pieces
_REGION = "Regione"  # an Italian region's name begins so
_MOST_BARS = 60  # beyond, one bar for each section, filled in part


def strip(parts: list[Part], facts: DossierFacts, *, told: bool) -> b.Strip:
    """Give the completeness strip: a bar for each piece, or for each section when they are many.

    `told` adds to the words how many are missing.
    """
    there = [present for part in parts for present in part.there]
    bars = tuple(b.Bar(int(present), 1) for present in there)
    if len(there) > _MOST_BARS:
        bars = tuple(b.Bar(sum(part.there), len(part.there)) for part in parts if part.there)
    present, lacking = sum(there), len(there) - sum(there)
    hand = facts.hand
    if not lacking:
        return b.Strip(bars, hand.count("dossier.complete", len(there)))
    words = hand.count("dossier.pieces", present, required=hand.number(len(there)))
    if told:
        words = hand.count("dossier.pieces_lacking", lacking, pieces=words)
    return b.Strip(bars, words)


def cover(parts: list[Part], facts: DossierFacts) -> b.Cover:
    """Decide what the cover says."""
    hand, mission = facts.hand, facts.mission
    pieces = [present for part in parts for present in part.there]
    legend = "dossier.strip_sections" if len(pieces) > _MOST_BARS else "dossier.strip_legend"
    return b.Cover(
        anchor="cover",
        outline=hand.say("dossier.cover"),
        context="",
        kind=hand.say("kind.mission-dossier"),
        number=facts.imprint.number,
        place=facts.place,
        dates=hand.period(mission.starts, mission.ends),
        columns=_columns(facts),
        strip=strip(parts, facts, told=True),
        strip_name=hand.say("dossier.completeness"),
        strip_legend=hand.say(legend),
        notes=(_programme(facts), _delegation(facts), _edition(facts)),
        partners=tuple(_partner(name, facts) for name in facts.imprint.partners),
    )


def _partner(name: str, facts: DossierFacts) -> b.CoverPartner:
    """Say what a partner is in the paper's language; only a Region's name is another in each."""
    head, _, rest = name.partition(" ")
    if head != _REGION:
        return b.CoverPartner(head, rest)
    return b.CoverPartner(facts.hand.say("common.region"), translated(rest, None, facts.hand))


def _columns(facts: DossierFacts) -> tuple[b.CoverColumn, b.CoverColumn]:
    hand, mission, names = facts.hand, facts.mission, facts.names
    sectors = tuple(names.sector(code) for code in mission.sectors)
    market, kind = names.market(mission.market), names.market_kind(mission.market)
    event = host_event(mission, hand)
    host = [event] if event else []
    host.append(hand.say("dossier.market", market=market, kind=kind) if kind else market)
    return (
        b.CoverColumn(hand.say("mission.sectors"), sectors or (hand.say("dossier.all_sectors"),)),
        b.CoverColumn(hand.say("mission.host_event"), tuple(host)),
    )


def _programme(facts: DossierFacts) -> b.CoverNote:
    line = facts.names.line(facts.mission.line) if facts.mission.line else ""
    told = " ".join(f"{text}." for text in (facts.legal_basis, line) if text)
    return b.CoverNote(facts.hand.say("dossier.programme"), facts.programme_title, told)


def _delegation(facts: DossierFacts) -> b.CoverNote:
    hand = facts.hand
    delegates = sum(len(held.delegates) for held in facts.held)
    counted = hand.say(
        "dossier.counted",
        firms=hand.count("count.firms", len(facts.held)),
        delegates=hand.count("count.delegates", delegates),
    )
    return b.CoverNote(hand.say("dossier.delegation"), counted, facts.who())


def _edition(facts: DossierFacts) -> b.CoverNote:
    hand = facts.hand
    state = _edition_state(facts)
    ink = Ink.TEXT if state == "definitive" else Ink.TO_SUPPLY
    text = hand.say("dossier.state_of", moment=hand.moment(facts.imprint.printed_at))
    return b.CoverNote(hand.say("dossier.edition"), hand.say(f"dossier.{state}"), text, ink)


def _edition_state(facts: DossierFacts) -> str:
    if not facts.selected:
        return "before_choice"
    if facts.lacking:
        return "incomplete"
    provisional = facts.mission.provisional or facts.imprint.draft
    return "provisional" if provisional else "definitive"


def index(parts: list[Part], facts: DossierFacts) -> b.Index:
    """Decide what the index says; its page numbers are the layout's."""
    hand, mission = facts.hand, facts.mission
    days = hand.period(mission.starts, mission.ends)
    lacking = sum(not present for part in parts for present in part.there)
    aside = hand.count("dossier.missing_listed", lacking, page="{page}") if facts.lacking else ""
    said = hand.say("dossier.mission_on", place=facts.place, days=days)
    return b.Index(
        anchor="index",
        outline=hand.say("dossier.index"),
        context=context(said, facts.imprint, hand),
        title=hand.say("dossier.index"),
        strip=strip(parts, facts, told=False),
        aside=aside,
        aside_anchor=MISSING_LIST,
        heads=(
            hand.say("dossier.head_section"),
            hand.say("dossier.head_present"),
            hand.say("dossier.head_page"),
        ),
        entries=tuple(_entry(number, part, facts) for number, part in enumerate(parts, 1)),
        continued=hand.say("common.continued"),
    )


def _entry(number: int, part: Part, facts: DossierFacts) -> b.IndexEntry:
    if not part.there:
        return b.IndexEntry(str(number), part.name, "", None, part.anchor, part.lines)
    present, required = sum(part.there), len(part.there)
    sign = Sign.MET if present == required else Sign.MISSING
    hand = facts.hand
    counted = hand.say("dossier.of", present=hand.number(present), required=hand.number(required))
    return b.IndexEntry(str(number), part.name, counted, sign, part.anchor, part.lines)
