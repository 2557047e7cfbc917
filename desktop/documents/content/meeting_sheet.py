"""The meeting sheet: a page for each firm of the delegation, to be filled in at the table."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import open_field, ticks
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint

KIND = "meeting-sheet"
INTEREST = ("0", "1", "2", "3")
NEXT_STEPS = ("send_documents", "send_samples", "send_offer", "visit", "call", "none")
_TALK_LINES = 3


def compose(source: DossierSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the sheets say."""
    journey = Journey(source, imprint, hand)
    leaves = tuple(
        journey.sheet(KIND, held, nth, _sections(held, journey))
        for nth, held in enumerate(journey.going, 1)
    )
    return journey.paper(KIND, leaves)


def _sections(held: ApplicationFacts, journey: Journey) -> tuple[b.Section, ...]:
    hand = journey.hand
    interest = tuple(
        b.ScaleRow(str(n), hand.say(f"meeting.interest_{side}"))
        for n, side in enumerate(("firm", "counterpart"), 1)
    )
    follow = (
        open_field(hand.say("meeting.expected"), ""),
        open_field(hand.say("meeting.again_on"), ""),
    )
    signers = (
        b.Signer(hand.say("firm.for_the_firm")),
        b.Signer(hand.say("meeting.counterpart")),
    )
    return (
        _firm(held, journey),
        _counterpart(hand),
        b.Section(hand.say("meeting.held"), (ticks("meeting_held", ("yes", "no"), (), hand),)),
        b.Section(hand.say("meeting.interest"), (b.Scale(INTEREST, interest),),
                  hand.say("meeting.interest_note")),
        b.Section(hand.say("meeting.talk"), (b.Ruled(_TALK_LINES),)),
        b.Section(hand.say("orientation.next_step"),
                  (ticks("meeting_step", NEXT_STEPS, (), hand), b.Fields(follow))),
        b.Section(hand.say("firm.signatures"), (b.Signatures(signers),)),
    )  # fmt: skip


def _firm(held: ApplicationFacts, journey: Journey) -> b.Section:
    """Tell what the firm brings and seeks, as far as its application says."""
    hand, application = journey.hand, held.application
    products = application.products or held.firm.firm.products
    aims = hand.listed(hand.choice("objective", code) for code in application.objectives)
    rows = (
        b.Field(hand.say("application.delegates"), hand.known(journey.delegates(held))),
        b.Field(hand.say("firm.products"), hand.known(hand.quoted(products))),
        b.Field(hand.say("meeting.seeks"), hand.known(hand.capital(aims))),
    )
    return b.Section(hand.say("form.firm"), (b.Fields(rows),))


def _counterpart(hand: Hand) -> b.Section:
    names = ("counterpart_name", "counterpart_person", "counterpart_reach", "when", "interpreter")
    rows = tuple(open_field(hand.say(f"meeting.{name}"), "") for name in names)
    return b.Section(hand.say("meeting.counterpart"), (b.Fields(rows),))
