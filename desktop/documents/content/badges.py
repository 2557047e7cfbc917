"""Badges for the delegates, eight to a sheet."""

from desktop.documents import blocks as b
from desktop.documents.content.firm import town
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.content.pieces import supplier
from desktop.documents.marks import short_code
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint, Missing
from desktop.domain.problems import DeskError
from desktop.domain.records import Delegate

KIND = "badges"
_COUNTRY = "IT"  # the firms of an Italian chamber


def compose(
    source: DossierSource, imprint: Imprint, hand: Hand, other: Hand | None = None
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide the badges, and name the firms of which nobody travels.

    Raises `DeskError("badges-none")` when no delegate is named.
    """
    journey = Journey(source, imprint, hand)
    second = Journey(source, imprint, other) if other else None
    badges = tuple(
        _badge(delegate, held, journey, second)
        for held in journey.going
        for delegate in held.delegates
    )
    if not badges:
        raise DeskError("badges-none", mission=source.mission.code)
    leaf = b.Badges(anchor="badges", outline=journey.place_and_days, context="", badges=badges)
    language = f"{hand.language}-{other.language}" if other else hand.language
    paper = journey.paper(KIND, (leaf,), language)
    return paper, tuple(_missing(held, hand) for held in journey.going if not held.delegates)


def _badge(
    delegate: Delegate, held: ApplicationFacts, journey: Journey, second: Journey | None
) -> b.Badge:
    journeys = [journey, *([second] if second else [])]
    countries = dict.fromkeys(one.hand.country(_COUNTRY) for one in journeys)
    return b.Badge(
        event=journey.place_and_days,
        given_name=delegate.given_name,
        family_name=delegate.family_name,
        firm=held.firm.firm.name,
        role=delegate.role or "",  # a badge quotes nobody
        country=" · ".join(countries),
        code=journey.hand.from_the_left(short_code(journey.imprint.paper_id)),
        other_event=second.place_and_days if second else "",
    )


def _missing(held: ApplicationFacts, hand: Hand) -> Missing:
    return Missing(
        code="delegate",
        firm=held.firm.firm.id,
        piece=hand.say("badges.piece"),
        firm_name=hand.together(held.firm.firm.name, town(held.firm)),
        why=hand.say("why.no_delegate"),
        supplier=supplier(held.firm, hand),
        due=None,
    )
