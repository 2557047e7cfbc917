"""The follow-up sheet: what became of the meetings 30, 60, 90 and 120 days after the return."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import asked_for, open_field, ticks
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.content.sittings import person_name
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint
from desktop.domain.rules.days import days_later

KIND = "follow-up-sheet"
DAYS = (30, 60, 90, 120)
OUTCOMES = ("nothing", "documents", "samples", "offer", "order", "agreement", "visit_to_italy")
_ROWS = 4  # counterparts to write down


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
    return (
        _frame(held, journey),
        b.Section(hand.say("follow_up.counterparts"), (_counterparts(hand),)),
        *(_contact(days, journey) for days in DAYS),
    )


def _frame(held: ApplicationFacts, journey: Journey) -> b.Section:
    hand, person = journey.hand, asked_for(held.firm)
    number = (person.phone if person else None) or held.firm.firm.phone
    role = hand.quoted(person.role) if person else ""
    who = hand.together(person_name(person, ""), role, hand.phone(number) if number else "")
    rows = (
        b.Field(hand.say("application.delegates"), hand.known(journey.delegates(held))),
        b.Field(hand.say("follow_up.ask"), hand.known(who)),
    )
    return b.Section(hand.say("form.firm"), (b.Fields(rows),))


def _counterparts(hand: Hand) -> b.Table:
    columns = (
        b.Column(hand.say("meeting.counterpart_name"), 52),
        b.Column(hand.say("meeting.interest"), 18),
        b.Column(hand.say("orientation.next_step"), 46),
    )
    empty = b.Row(tuple(b.Cell("") for _ in columns))
    return b.Table(columns, (empty,) * _ROWS, by_hand=True)


def _contact(days: int, journey: Journey) -> b.Section:
    """Give what to ask after so many days, and from which day on."""
    hand, back = journey.hand, journey.mission.ends
    name = hand.say("follow_up.after", days=hand.number(days))
    due = hand.say("follow_up.from_day", day=hand.date(days_later(back, days))) if back else ""
    rows = (
        open_field(hand.say("follow_up.order_value"), ""),
        open_field(hand.say("follow_up.asked_on"), ""),
    )
    boxes = ticks("follow_up_outcome", OUTCOMES, (), hand)
    return b.Section(name, (boxes, b.Fields(rows)), due)
