"""The list of addresses: PEC, e-mail, telephone and whom to ask for, firm by firm."""

from desktop.documents import blocks as b
from desktop.documents.content.addresses import in_order, whose
from desktop.documents.content.form_parts import asked_for
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.letter import street_and_town
from desktop.documents.content.sittings import person_name
from desktop.documents.looks import Align, Ink, Tone
from desktop.documents.sources import AddressSource, FirmFacts, Imprint
from desktop.domain.records import Firm, Person
from desktop.domain.rules.moments import in_rome

KIND = "address-list"


def compose(source: AddressSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the list says."""
    kind, about = hand.say("kind.address-list"), whose(source, hand)
    firms = in_order(source)
    day = hand.day(in_rome(imprint.printed_at).date())
    without = sum(held.firm.pec is None for held in firms)
    lead = hand.count("addresses.without_pec", without) if without else ""
    sheet = b.Sheet(
        anchor="addresses",
        outline=about,
        context=context(hand.say("firm.taken", day=day), imprint, hand),
        label=kind,
        label_note=_reference(source, hand),
        title=about,
        lead=lead,
        sections=(_section(firms, hand),),
        continued=hand.say("common.continued_from"),
    )
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {about}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


def _reference(source: AddressSource, hand: Hand) -> str:
    if source.mission is not None:
        return hand.say("mission.code", code=source.mission.code)
    if source.session is not None:
        return hand.say("attendance.session", number=source.session.number)
    return ""


def _section(firms: tuple[FirmFacts, ...], hand: Hand) -> b.Section:
    name = hand.say("addresses.title")
    if not firms:
        return b.Section(name, (b.Paragraph(hand.say("addresses.none"), Tone.NOTE),))
    columns = (
        b.Column(hand.say("delegation.number"), 5, Align.RIGHT),
        b.Column(hand.say("addresses.firm"), 37),
        b.Column(hand.say("addresses.mail"), 37, code=True),
        b.Column(hand.say("addresses.phone"), 25),
    )
    rows = tuple(_row(number, held, hand) for number, held in enumerate(firms, 1))
    counted = hand.count("count.firms", len(firms))
    return b.Section(name, (b.Table(columns, rows, wide=True),), counted)


def _address(firm: Firm) -> str:
    """Write an address in two lines, where it has both."""
    return "\n".join(part for part in street_and_town(firm.registered_office) if part)


def _who(person: Person | None, hand: Hand) -> str:
    """Name whom to ask for and what that person is: who signs is not always whom one calls."""
    if person is None:
        return ""
    role = hand.quoted(person.role) or hand.say("firm.signs" if person.signs else "firm.no_role")
    return hand.together(person_name(person, ""), role)


def _row(number: int, facts: FirmFacts, hand: Hand) -> b.Row:
    firm, person = facts.firm, asked_for(facts)
    pec = b.Cell(firm.pec or "", note=firm.email or "", code_note=True)
    if not firm.pec:
        unknown = hand.say("addresses.no_pec")
        pec = b.Cell(unknown, note=firm.email or "", code_note=True, ink=Ink.MISSING)
    number_known = firm.phone or firm.mobile or (person.phone if person else None)
    phone = hand.phone(number_known) if number_known else hand.known(None)
    return b.Row((
        b.Cell(str(number)),
        b.Cell(firm.name, note=hand.known(_address(firm)), strong=True),
        pec,
        b.Cell(phone, note=_who(person, hand)),
    ))  # fmt: skip
