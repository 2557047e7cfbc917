"""The mission sheet of a dossier: frame, participation, what is asked, how it stands."""

from desktop.documents import blocks as b
from desktop.documents.content.delegation import states_table
from desktop.documents.content.dossier_facts import DossierFacts
from desktop.documents.content.frame import Names, host_event, place_of, source_of
from desktop.documents.content.hand import Hand
from desktop.documents.content.pieces import piece_name
from desktop.documents.looks import Tone
from desktop.domain.records import Mission


def mission_sections(facts: DossierFacts) -> tuple[b.Section, ...]:
    """Tell of the mission, with what is provisional in the last section."""
    sections = [_frame(facts), _participation(facts), _requirements(facts)]
    if facts.source.applications:
        table = states_table(facts.source.applications, facts.hand)
        sections.append(b.Section(facts.hand.say("mission.applications"), (table,)))
    sections.append(_basis(facts))
    provisional = provisional_section(facts.mission, facts.names, facts.hand)
    if provisional is not None:
        sections.append(provisional)
    return tuple(sections)


def _frame(facts: DossierFacts) -> b.Section:
    hand, mission, names = facts.hand, facts.mission, facts.names
    market = names.market(mission.market)
    kind = names.market_kind(mission.market)
    if kind:
        market = hand.say("dossier.market", market=market, kind=kind)
    sectors = hand.listed(names.sector(code) for code in mission.sectors)
    when = hand.long_period(mission.starts, mission.ends)
    place = hand.together(when, place_of(mission, hand))
    line = names.line(mission.line) if mission.line else None
    rows = (
        b.Field(hand.say("mission.line"), hand.known(line)),
        b.Field(hand.say("mission.market"), market),
        b.Field(hand.say("mission.sectors"), sectors or hand.say("dossier.all_sectors")),
        b.Field(hand.say("mission.when_where"), place),
        b.Field(hand.say("mission.host_event"), hand.known(host_event(mission, hand))),
    )
    return b.Section(hand.say("mission.frame"), (b.Fields(rows),))


def _participation(facts: DossierFacts) -> b.Section:
    hand, mission = facts.hand, facts.mission
    delegates = sum(len(held.delegates) for held in facts.held)
    firms = len(facts.held)
    seats = hand.number(mission.seats) if mission.seats is not None else hand.known(None)
    quorum = hand.number(mission.quorum) if mission.quorum is not None else hand.known(None)
    aid = hand.euro(mission.aid) if mission.aid is not None else hand.known(None)
    figures = (
        b.Figure(hand.number(firms), hand.count("mission.firms_word", firms),
                 hand.say("mission.after" if facts.selected else "mission.before")),
        b.Figure(hand.number(delegates), hand.count("mission.delegates_word", delegates)),
        b.Figure(seats, hand.say("mission.seats_word"), hand.say("mission.quorum", n=quorum)),
        b.Figure(aid, hand.say("mission.aid_word"), hand.say("mission.de_minimis")),
    )  # fmt: skip
    return b.Section(hand.say("mission.participation"), (b.Figures(figures),))


def _requirements(facts: DossierFacts) -> b.Section:
    hand, mission = facts.hand, facts.mission
    deadline = hand.exact_moment(mission.deadline) if mission.deadline else hand.known(None)
    pieces = hand.listed(piece_name(code, hand) for code in facts.needs.codes())
    size = hand.choice("size", mission.largest_size) if mission.largest_size else None
    grant = hand.day(mission.grant_on) if mission.grant_on else hand.known(None)
    rows = (
        b.Field(hand.say("mission.deadline"), deadline),
        b.Field(hand.say("mission.selection"), hand.choice("selection", mission.selection)),
        b.Field(hand.say("mission.largest_size"), hand.known(size)),
        b.Field(hand.say("mission.required"), pieces),
        b.Field(hand.say("mission.grant_on"), grant),
    )
    return b.Section(hand.say("mission.conditions"), (b.Fields(rows),))


def _basis(facts: DossierFacts) -> b.Section:
    hand, mission = facts.hand, facts.mission
    programme = facts.source.programme.programme
    regulation = mission.regulation
    if regulation:
        regulation = hand.say("mission.regulation_named", number=regulation)
    rows = (
        b.Field(hand.say("mission.legal_basis"), hand.known(facts.legal_basis)),
        b.Field(hand.say("mission.regulation"), hand.known(regulation)),
        b.Field(hand.say("mission.source"), hand.known(source_of(programme.source or "", hand))),
    )
    return b.Section(hand.say("mission.basis"), (b.Fields(rows),))


def provisional_section(mission: Mission, names: Names, hand: Hand) -> b.Section | None:
    """Name what of a mission is provisional, with its sources; None where nothing is."""
    said = [names.provisional(mission.line, mission.market, mission.sectors)]
    if mission.provisional:
        said.insert(0, hand.say("mission.provisional"))
    told = [text for text in said if text]
    if not told:
        return None
    blocks = tuple(b.Paragraph(text, Tone.PROVISIONAL) for text in told)
    return b.Section(hand.say("common.provisional_title"), blocks)
