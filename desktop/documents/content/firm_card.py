"""The firm card: what the desk knows of a firm, to be signed."""

from desktop.documents import blocks as b
from desktop.documents.content.firm import FirmSections, products_lead
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.sources import FirmCardSource, Imprint
from desktop.domain.rules.moments import in_rome

KIND = "firm-card"


def compose(source: FirmCardSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that a firm card says."""
    firm = source.facts.firm
    kind = hand.say("kind.firm-card")
    taken = hand.say("firm.taken", day=hand.day(in_rome(imprint.printed_at).date()))
    sheet = b.Sheet(
        anchor="card",
        outline=firm.name,
        context=context(taken, imprint, hand),
        label=kind,
        label_note=hand.choice("firm_kind", firm.kind),
        title=firm.name,
        lead=hand.quoted(products_lead(firm.products)),
        sections=_sections(source, imprint, hand),
        continued=hand.say("common.continued_from"),
    )
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm.name}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


def _sections(source: FirmCardSource, imprint: Imprint, hand: Hand) -> tuple[b.Section, ...]:
    on = in_rome(imprint.printed_at).date()
    told = FirmSections(source.facts, source.programme, hand, on)
    signing = next((person for person in source.facts.people if person.signs), None)
    name = f"{signing.given_name} {signing.family_name}" if signing else ""
    signers = (
        b.Signer(hand.say("firm.for_the_firm"), name),
        b.Signer(hand.say("firm.for_the_desk"), imprint.operator),
    )
    signatures = b.Section(hand.say("firm.signatures"), (b.Signatures(signers),))
    sections = (
        told.identification(),
        told.seats(),
        told.people(),
        told.business(sources=True),
        told.accounts(),
        told.exports(),
        told.relations(),
        told.profile(),
        told.sessions(),
        told.declarations(),
        told.consents(),
        signatures,
    )
    return tuple(section for section in sections if section is not None)
