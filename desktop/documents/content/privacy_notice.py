"""The privacy notice of arts 13 and 14 GDPR, by its version, with the consents to tick."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import firm_fields, numbered, open_field
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.sources import Imprint, NoticeSource

KIND = "privacy-notice"
VERSION = "2021-1"  # of the text in the phrases; a firm's record says which version it was given
_POINTS = 8
_CONSENTS = ("catalogue", "extra_eu", "photo", "newsletter")


def compose(source: NoticeSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the notice says."""
    kind = hand.say("kind.privacy-notice")
    firm = source.firm.firm.name if source.firm else ""
    said = hand.say("notice.version", version=VERSION)
    leaf = b.Statement(
        anchor="notice",
        outline=hand.say("notice.title"),
        context=context(said, imprint, hand),
        title=hand.say("notice.title"),
        lead=hand.say("notice.lead"),
        blocks=(
            b.Paragraph(hand.say("notice.opening", chamber=imprint.chamber)),
            numbered((hand.say(f"notice_point.{n}") for n in range(1, _POINTS + 1)), hand),
            b.Paragraph(hand.say("notice.consents")),
            b.Boxes(_consents(hand)),
            b.Paragraph(hand.say("notice.receipt", version=VERSION)),
            b.Fields((*firm_fields(source.firm, hand),
                      open_field(hand.say("notice.name_of_signer"), ""))),
            b.Signatures((b.Signer(hand.say("notice.place_and_day")),
                          b.Signer(hand.say("notice.signature")))),
        ),
        continued=hand.say("common.continued_from"),
    )  # fmt: skip
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm or hand.say('form.blank')}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(leaf,),
    )


def _consents(hand: Hand) -> tuple[b.Box, ...]:
    """Give a box for yes and one for no, for each purpose."""
    return tuple(
        b.Box(hand.say("firm.consent", name=hand.choice("notice_purpose", purpose),
                       answer=hand.say(f"common.{answer}")), ticked=False)
        for purpose in _CONSENTS
        for answer in ("yes", "no")
    )  # fmt: skip
