"""What forms share: fields that stand empty to be filled in, boxes to tick, who signs."""

from collections.abc import Iterable

from desktop.documents import blocks as b
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import in_order, person_name
from desktop.documents.sources import AttendanceSource, FirmFacts, Imprint
from desktop.domain.records import Person


def open_field(label: str, value: str | None, *, code: bool = False) -> b.Field:
    """Give a field whose place stays empty when nothing is known: a pen fills it in."""
    return b.Field(label, value or "", code=code and bool(value))


def ticks(group: str, codes: Iterable[str], ticked: Iterable[str], hand: Hand) -> b.Boxes:
    """Give a box for each code of a group, ticked where it applies."""
    chosen = set(ticked)
    return b.Boxes(
        tuple(b.Box(hand.capital(hand.choice(group, c)), ticked=c in chosen) for c in codes)
    )


def numbered(texts: Iterable[str], hand: Hand) -> b.Numbered:
    """Put statements under numbers, from 1 on."""
    return b.Numbered(
        tuple(
            b.Point(hand.say("common.point", number=hand.number(place)), text)
            for place, text in enumerate(texts, 1)
        )
    )


def firm_fields(facts: FirmFacts | None, hand: Hand) -> tuple[b.Field, ...]:
    """Name a firm by name and code; without one the places stay empty."""
    firm = facts.firm if facts else None
    code = (firm.tax_code or firm.vat_number) if firm else None
    return (
        open_field(hand.say("form.firm"), firm.name if firm else None),
        open_field(hand.say("form.code"), code, code=True),
    )


def contact(facts: FirmFacts | None) -> Person | None:
    """Give who acts for a firm: the person who signs, else the first."""
    people = facts.people if facts else ()
    signing = [person for person in people if person.signs]
    return next(iter(signing or people), None)


def asked_for(facts: FirmFacts | None) -> Person | None:
    """Give whom to ask for at a firm: who is its contact, else the person who signs."""
    people = facts.people if facts else ()
    return next((person for person in people if not person.signs), contact(facts))


def when(sheet: AttendanceSource, hand: Hand) -> str:
    """Give the days and hours of a session, one a line."""
    slots = in_order(sheet.session.slots)
    return "\n".join(
        hand.together(hand.capital_weekday(s.date), hand.hours(s.start, s.end)) for s in slots
    )


def signed_by(facts: FirmFacts | None, imprint: Imprint, hand: Hand, *, blank: bool) -> b.Section:
    """Give the lines on which firm and desk sign; a blank form names no one of the firm."""
    person = None if blank else contact(facts)
    signers = (
        b.Signer(hand.say("firm.for_the_firm"), person_name(person, "")),
        b.Signer(hand.say("firm.for_the_desk"), imprint.operator),
    )
    return b.Section(hand.say("firm.signatures"), (b.Signatures(signers),))
