"""The sections of a dossier that tell: mission, delegation, firms, checklist."""

from desktop.documents import blocks as b
from desktop.documents.content.delegation import (
    arrivals_table,
    checklist_tables,
    contacts_table,
)
from desktop.documents.content.dossier_facts import DossierFacts, Part
from desktop.documents.content.firm import FirmSections, products_lead, town
from desktop.documents.content.hand import Hand
from desktop.documents.content.mission_sheet import mission_sections
from desktop.documents.content.pieces import delegate_name
from desktop.documents.looks import Ink, Tone
from desktop.documents.sources import ApplicationFacts
from desktop.domain.records import Delegate


def mission_part(number: int, facts: DossierFacts) -> Part:
    """Tell of the mission."""
    hand = facts.hand
    name = hand.say("mission.sheet")
    leaf = b.Sheet(
        anchor="mission",
        outline=name,
        context=facts.context(number, name),
        label=name,
        label_note=hand.say("mission.code", code=facts.mission.code),
        title=facts.mission_title,
        sections=mission_sections(facts),
        continued=hand.say("common.continued_from"),
    )
    return Part("mission", name, (True,), (leaf,))


def delegation_part(number: int, facts: DossierFacts) -> Part:
    """List who goes and how to reach them, and the applications as they arrived."""
    hand = facts.hand
    name = hand.say("delegation.title")
    sections = [_contacts(facts)]
    if facts.source.applications:
        table = arrivals_table(facts.source.applications, hand)
        received = hand.count("count.received", len(table.rows))
        sections.append(b.Section(hand.say("delegation.applications"), (table,), received))
    leaf = b.Sheet(
        anchor="delegation",
        outline=name,
        context=facts.context(number, name),
        label=name,
        label_note="",
        title=hand.count("count.firms", len(facts.held)),
        lead=facts.who(),
        sections=tuple(sections),
        continued=hand.say("common.continued_from"),
    )
    return Part("delegation", name, (bool(facts.held),), (leaf,))


def _contacts(facts: DossierFacts) -> b.Section:
    hand = facts.hand
    name = hand.say("delegation.contacts_title")
    if not facts.held:
        return b.Section(name, (b.Paragraph(hand.say("delegation.none"), Tone.NOTE),))
    delegates = sum(len(held.delegates) for held in facts.held)
    note = hand.count("count.delegates", delegates)
    return b.Section(name, (contacts_table(facts.held, hand),), note)


def firms_part(number: int, facts: DossierFacts) -> Part:
    """Give a sheet of each firm, by name."""
    name = facts.hand.say("dossier.firm_sheets")
    header = facts.context(number, name)
    anchors = [f"firm-{place}" for place in range(1, len(facts.held) + 1)]
    leaves = tuple(
        _firm_leaf(held, anchor, header, facts)
        for held, anchor in zip(facts.held, anchors, strict=True)
    )
    lines = tuple(
        b.IndexLine(held.firm.firm.name, town(held.firm), anchor)
        for held, anchor in zip(facts.held, anchors, strict=True)
    )
    return Part("firm-1", name, (True,) * len(leaves), leaves, lines)


def _firm_leaf(held: ApplicationFacts, anchor: str, header: str, facts: DossierFacts) -> b.Sheet:
    hand, firm = facts.hand, held.firm.firm
    told = FirmSections(held.firm, facts.source.programme, hand, facts.on)
    sections = (
        _application(held, facts),
        told.identification(),
        told.seats(),
        told.people(),
        told.business(sources=False),
        told.accounts(),
        told.exports(),
        told.profile(),
        told.sessions(),
        told.declarations(),
        told.consents(),
    )
    return b.Sheet(
        anchor=anchor,
        outline=firm.name,
        context=header,
        level=1,
        label=hand.say("kind.firm-card"),
        label_note=hand.choice("firm_kind", firm.kind),
        title=firm.name,
        lead=hand.quoted(products_lead(firm.products)),
        sections=tuple(section for section in sections if section is not None),
        continued=hand.say("common.continued_from"),
    )


def _application(held: ApplicationFacts, facts: DossierFacts) -> b.Section:
    hand, application = facts.hand, held.application
    arrived = hand.exact_moment(application.arrived_at)
    if application.protocol:
        arrived = hand.say("application.entered", moment=arrived, protocol=application.protocol)
    rows = [
        b.Field(hand.say("application.arrived"), arrived),
        b.Field(hand.say("application.state"), hand.choice("state", application.state)),
    ]
    if application.objectives:
        aims = hand.listed(hand.choice("objective", code) for code in application.objectives)
        rows.append(b.Field(hand.say("application.objectives"), hand.capital(aims)))
    for key, text in (("wanted", application.wanted), ("avoided", application.avoided)):
        if text:
            rows.append(b.Field(hand.say(f"application.{key}"), hand.quoted(text)))
    delegates = "\n".join(_delegate(delegate, hand) for delegate in held.delegates)
    rows.append(
        b.Field(
            hand.say("application.delegates"),
            delegates or hand.capital(hand.say("delegation.nobody")),
            ink=Ink.TEXT if delegates else Ink.MISSING,
        )
    )
    return b.Section(hand.say("application.title"), (b.Fields(tuple(rows)),))


def _delegate(delegate: Delegate, hand: Hand) -> str:
    return hand.together(delegate_name(delegate), hand.quoted(delegate.role))


def checklist_part(number: int, facts: DossierFacts) -> Part:
    """Cross the firms with the pieces that the mission asks for."""
    hand = facts.hand
    name = hand.say("dossier.checklist")
    tables = checklist_tables(facts.held, facts.needs.codes(), facts.pieces, hand)
    present = len(facts.asked) - len(facts.lacking)
    leaf = b.Sheet(
        anchor="checklist",
        outline=name,
        context=facts.context(number, name),
        label=name,
        label_note="",
        title=hand.count("dossier.checklist_title", len(facts.asked), present=hand.number(present)),
        lead=hand.say("dossier.checklist_lead"),
        sections=tuple(b.Section(hand.say("dossier.pieces_by_firm"), (table,)) for table in tables),
        continued=hand.say("common.continued_from"),
    )
    return Part("checklist", name, (True,), (leaf,))
