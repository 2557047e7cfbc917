"""What letters share: the address in the window of an envelope, references, the signature."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import contact
from desktop.documents.content.frame import context, furniture, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import person_name
from desktop.documents.sources import FirmFacts, Imprint, LetterSource
from desktop.domain.records import Address
from desktop.domain.rules.moments import in_rome


def address_lines(facts: FirmFacts, hand: Hand) -> tuple[str, ...]:
    """Give a firm's postal address, line by line: name, for whom, street, town."""
    person = contact(facts)
    attention = hand.say("letter.attention", name=person_name(person, "")) if person else ""
    lines = (facts.firm.name, attention, *street_and_town(facts.firm.registered_office))
    return tuple(line for line in lines if line)


def street_and_town(held: Address | None) -> tuple[str, str]:
    """Give an address in two lines."""
    if held is None:
        return "", ""
    street = " ".join(part for part in (held.street, held.number) if part)
    town = " ".join(part for part in (held.postcode, held.town, held.province) if part)
    return street, town


def mission_title(source: LetterSource, hand: Hand) -> str:
    """Name the mission that a letter is about, with its days."""
    mission = source.mission
    if mission is None:
        return ""
    title = translated(mission.title, mission.title_en, hand)
    days = hand.period(mission.starts, mission.ends) if mission.starts or mission.ends else ""
    return hand.together(title, days)


def references(source: LetterSource, imprint: Imprint, hand: Hand) -> tuple[b.Field, ...]:
    """Give the day, the letter's number, and the protocol of the application."""
    day = hand.day(in_rome(imprint.printed_at).date())
    rows = [
        b.Field(hand.say("letter.day"), day),
        b.Field(hand.say("letter.number"), imprint.number, code=True),
    ]
    application = source.application.application if source.application else None
    if application is not None and application.protocol:
        rows.append(b.Field(hand.say("letter.protocol"), application.protocol, code=True))
    return tuple(rows)


def letter(
    kind: str, subject: str, blocks: tuple[b.Block, ...], source: LetterSource, imprint: Imprint,
    hand: Hand,
) -> b.Paper:  # fmt: skip
    """Give a paper of one letter to a firm."""
    name = hand.say(f"kind.{kind}")
    leaf = b.Letter(
        anchor="letter",
        outline=source.firm.firm.name,
        context=context("", imprint, hand),
        address=address_lines(source.firm, hand),
        references=references(source, imprint, hand),
        subject_name=hand.say("letter.subject"),
        subject=subject,
        blocks=blocks,
        continued=hand.say("common.continued_from"),
    )
    held = furniture(imprint, source.programme, name, hand)
    return b.Paper(
        kind=kind,
        language=hand.language,
        title=f"{name} {imprint.number}, {source.firm.firm.name}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(leaf,),
    )
