"""The privacy notice of arts 13 and 14 GDPR, by its version, and apart the sheet of consents."""

from collections.abc import Iterator

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import firm_fields, numbered, open_field
from desktop.documents.content.frame import chamber_of, context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.sources import Imprint, Missing, NoticeSource

KIND = "privacy-notice"
VERSION = "2021-1"  # of the text in the phrases; a firm's record says which version it was given
_POINTS, _STORAGE = 10, 8  # how many there are, and which says how long data are kept
_CONSENTS = ("catalogue", "extra_eu", "photo", "newsletter")


def compose(
    source: NoticeSource, imprint: Imprint, hand: Hand
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide all that the notice says; what is ticked and signed stands together on a page.

    What is not known of the chamber is named, and its line is for a pen.
    """
    kind = hand.say("kind.privacy-notice")
    firm = source.firm.firm.name if source.firm else ""
    held = furniture(imprint, source.programme, kind, hand)
    paper = b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm or hand.say('form.blank')}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(_notice(source, imprint, hand), _consent_sheet(source, imprint, hand)),
    )
    told = (("contacts", imprint.contacts), ("officer", imprint.officer))
    return paper, tuple(_missing(code, imprint, hand) for code, known in told if not known)


def _missing(code: str, imprint: Imprint, hand: Hand) -> Missing:
    chamber = chamber_of(imprint, hand)
    return Missing(code=code, firm=None, piece=hand.say(f"notice.{code}"), firm_name=chamber,
                   why=hand.say("notice.to_fill_in"), supplier=chamber, due=None)  # fmt: skip


def _notice(source: NoticeSource, imprint: Imprint, hand: Hand) -> b.Statement:
    chamber = chamber_of(imprint, hand)
    who = b.Fields((
        b.Field(hand.say("notice.controller"), chamber),
        open_field(hand.say("notice.contacts"), imprint.contacts),
        open_field(hand.say("notice.officer"), imprint.officer),
    ))  # fmt: skip
    return b.Statement(
        anchor="notice",
        outline=hand.say("notice.title"),
        context=_context(imprint, hand),
        title=hand.say("notice.title"),
        lead=hand.say("notice.lead"),
        blocks=(
            b.Paragraph(hand.say("notice.opening", chamber=chamber)),
            who,
            numbered(_points(source, hand), hand),
        ),
        continued=hand.say("common.continued_from"),
    )


def _points(source: NoticeSource, hand: Hand) -> Iterator[str]:
    days = str(source.passport_days)
    for number in range(1, _POINTS + 1):
        values = {"days": days} if number == _STORAGE else {}
        yield hand.say(f"notice_point.{number}", **values)


def _consent_sheet(source: NoticeSource, imprint: Imprint, hand: Hand) -> b.Statement:
    """Give what the desk keeps: the consents, the receipt of the notice and the signature."""
    signer = open_field(hand.say("notice.name_of_signer"), "")
    return b.Statement(
        anchor="consents",
        outline=hand.say("notice.consents_title"),
        context=_context(imprint, hand),
        title=hand.say("notice.consents_title"),
        lead=hand.say("notice.consents_lead"),
        blocks=(
            b.Fields((*firm_fields(source.firm, hand), signer)),
            b.Paragraph(hand.say("notice.receipt", version=VERSION)),
            b.Paragraph(hand.say("notice.consents")),
            b.Boxes(_consents(hand)),
            b.Signatures((b.Signer(hand.say("notice.place_and_day")),
                          b.Signer(hand.say("notice.signature")))),
        ),
        continued=hand.say("common.continued_from"),
    )  # fmt: skip


def _context(imprint: Imprint, hand: Hand) -> str:
    return context(hand.say("notice.version", version=VERSION), imprint, hand)


def _consents(hand: Hand) -> tuple[b.Box, ...]:
    """Give a box for yes and one for no, for each purpose."""
    return tuple(
        b.Box(hand.say("firm.consent", name=hand.capital(hand.choice("notice_purpose", purpose)),
                       answer=hand.say(f"common.{answer}")), ticked=False)
        for purpose in _CONSENTS
        for answer in ("yes", "no")
    )  # fmt: skip
