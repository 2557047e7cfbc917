"""The declaration in place of certificates (DPR 445/2000), filled in as far as the desk knows."""

from desktop.documents import blocks as b
from desktop.documents.content.firm import address
from desktop.documents.content.form_parts import contact, numbered, open_field
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.letter import mission_title
from desktop.documents.content.sittings import person_name
from desktop.documents.looks import Align, Tone
from desktop.documents.sources import Imprint, LetterSource

KIND = "self-declaration"
VERSION = "2021-1"  # of the statements in the phrases
STATEMENTS = ("RI", "DIR", "LIQ", "DURC", "MAF", "FOR", "DEG", "EXP", "SAN", "PRV")
_SIZES = ("micro", "small", "medium", "large")
_AID_ROWS = 4


def compose(source: LetterSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the declaration says."""
    kind = hand.say("kind.self-declaration")
    firm = source.firm.firm
    said = hand.say("declares.version", version=VERSION)
    leaf = b.Statement(
        anchor="declaration",
        outline=hand.say("declares.title"),
        context=context(said, imprint, hand),
        title=hand.say("declares.title"),
        lead=hand.say("declares.lead"),
        blocks=(
            b.Paragraph(hand.say("declares.signer")),
            b.Fields(_signer(source, hand)),
            b.Paragraph(_aware(source, hand)),
            numbered((hand.say(f"declared.{code}") for code in STATEMENTS), hand),
            b.Paragraph(hand.say("declares.size")),
            b.Boxes(tuple(b.Box(hand.choice("declared_size", size), ticked=False)
                          for size in _SIZES)),
            b.Paragraph(hand.say("declares.aids")),
            _aids(hand),
            b.Paragraph(hand.say("declares.identity"), Tone.NOTE),
            b.Signatures((b.Signer(hand.say("notice.place_and_day")),
                          b.Signer(hand.say("declares.signature"),
                                   person_name(contact(source.firm), "")))),
        ),
        continued=hand.say("common.continued_from"),
    )  # fmt: skip
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm.name}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(leaf,),
    )


def _signer(source: LetterSource, hand: Hand) -> tuple[b.Field, ...]:
    """Name who signs and for which firm; what is not known stays empty for a pen."""
    firm, person = source.firm.firm, contact(source.firm)
    born = hand.date(person.born_on) if person and person.born_on else ""
    born_in = (person.born_in or "") if person else ""
    return (
        open_field(hand.say("declares.name"), person_name(person, "")),
        open_field(hand.say("declares.born"), hand.together(born_in, born)),
        open_field(hand.say("firm.tax_code"), person.tax_code if person else None, code=True),
        open_field(hand.say("declares.role"), hand.quoted(person.role) if person else ""),
        open_field(hand.say("form.firm"), firm.name),
        open_field(hand.say("form.code"), firm.tax_code or firm.vat_number, code=True),
        open_field(hand.say("firm.rea"), firm.rea, code=True),
        open_field(hand.say("firm.registered_office"), address(firm.registered_office)),
        open_field(hand.say("firm.pec"), firm.pec, code=True),
    )


def _aware(source: LetterSource, hand: Hand) -> str:
    about = mission_title(source, hand)
    if not about:
        return hand.say("declares.aware")
    return hand.say("declares.aware_mission", mission=about)


def _aids(hand: Hand) -> b.Table:
    """Give rows to write the aids of the single undertaking in."""
    columns = (
        b.Column(hand.say("declares.grantor"), 40),
        b.Column(hand.say("declares.act"), 34),
        b.Column(hand.say("declares.granted_on"), 22),
        b.Column(hand.say("declares.amount"), 20, Align.RIGHT),
    )
    empty = b.Row(tuple(b.Cell("") for _ in columns))
    return b.Table(columns, (empty,) * _AID_ROWS, by_hand=True)
