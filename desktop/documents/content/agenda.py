"""The agenda of meetings: a firm's days at the mission's place, with slots to fill in."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desktop.documents import blocks as b
from desktop.documents.content.frame import host_event
from desktop.documents.content.hand import Hand
from desktop.documents.content.journey import Journey
from desktop.documents.looks import Ink, Tone
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint
from desktop.domain.codecs import ROME

KIND = "agenda"
_ROWS = 5  # slots a day; more would not fit a day of meetings at 45 minutes and the way between
_ZONES = {"AE": ZoneInfo("Asia/Dubai"), "CA": ZoneInfo("America/Toronto")}
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_EMIRATES = "AE"
_SUNDAYS_SINCE = date(2022, 1, 1)  # until then the Emirates rested on Friday and Saturday


def compose(source: DossierSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the agendas say; meetings are not in the store, so every slot is free."""
    journey = Journey(source, imprint, hand)
    leaves = tuple(
        journey.sheet(KIND, held, nth, _sections(held, journey))
        for nth, held in enumerate(journey.going, 1)
    )
    return journey.paper(KIND, leaves)


def _sections(held: ApplicationFacts, journey: Journey) -> tuple[b.Section, ...]:
    hand = journey.hand
    days = journey.days()
    told = [_frame(held, journey)]
    if not days:
        empty = hand.say("attendance.no_day")
        return (*told, b.Section(empty, (_slots(hand),)))
    return (*told, *(_day(day, journey) for day in days))


def _frame(held: ApplicationFacts, journey: Journey) -> b.Section:
    hand, mission = journey.hand, journey.mission
    rows = [
        b.Field(hand.say("application.delegates"), hand.known(journey.delegates(held))),
        b.Field(hand.say("mission.market"), journey.names.market(mission.market)),
        b.Field(hand.say("mission.host_event"), hand.known(host_event(mission, hand))),
        b.Field(hand.say("agenda.state"), hand.say("agenda.preliminary")),
        b.Field(hand.say("common.revision_name"), _revision(journey)),
    ]
    clock = _clock(journey)
    note = (b.Paragraph(clock, Tone.NOTE),) if clock else ()
    return b.Section(hand.say("mission.frame"), (b.Fields(tuple(rows)), *note))


def _revision(journey: Journey) -> str:
    """Say which revision the agenda is, and of which moment: who holds two keeps the later."""
    hand, imprint = journey.hand, journey.imprint
    return hand.say("common.revision_of", number=imprint.revision,
                    moment=hand.moment(imprint.printed_at))  # fmt: skip


def _clock(journey: Journey) -> str:
    """Say how many hours the place is ahead of Italy on the first day, where its zone is known."""
    zone, first = _ZONES.get(journey.mission.market), journey.mission.starts
    if zone is None or first is None:
        return ""
    noon = datetime.combine(first, time(12))
    there = noon.replace(tzinfo=zone).utcoffset()
    here = noon.replace(tzinfo=ROME).utcoffset()
    if there is None or here is None or there == here:
        return ""
    ahead = round((there - here).total_seconds() / 3600)
    key = "agenda.ahead" if ahead > 0 else "agenda.behind"
    return journey.hand.count(key, abs(ahead))


def _day(day: date, journey: Journey) -> b.Section:
    hand = journey.hand
    name = hand.capital_weekday(day)
    if is_weekend(journey.mission.market, day):
        return b.Section(name, (b.Paragraph(hand.say("agenda.weekend"), Tone.NOTE),))
    return b.Section(name, (_slots(hand),))


def is_weekend(market: str, day: date) -> bool:
    """Tell whether offices are closed on a day, by the week that held in that country then."""
    if market == _EMIRATES and day < _SUNDAYS_SINCE:
        return day.weekday() in (_FRIDAY, _SATURDAY)
    return day.weekday() in (_SATURDAY, _SUNDAY)


def _slots(hand: Hand) -> b.Table:
    columns = (
        b.Column(hand.say("agenda.local_time"), 20),
        b.Column(hand.say("agenda.italian_time"), 20),
        b.Column(hand.say("agenda.table"), 14),
        b.Column(hand.say("meeting.counterpart_name"), 62),
    )
    free = b.Row((b.Cell(""), b.Cell(""), b.Cell(""),
                  b.Cell(hand.say("agenda.free"), ink=Ink.SECONDARY)))  # fmt: skip
    return b.Table(columns, (free,) * _ROWS, by_hand=True)
