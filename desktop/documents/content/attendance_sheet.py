"""The attendance sheet: who is expected, and room for signatures and hours, slot by slot."""

from dataclasses import dataclass
from datetime import date

from desktop.documents import blocks as b
from desktop.documents.content.frame import Names, context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import (
    in_order,
    needed_minutes,
    threshold,
    total_minutes,
)
from desktop.documents.sources import AttendanceSource, Imprint
from desktop.domain.records import SessionKind, Slot

KIND = "attendance-sheet"
PLACES_A_SHEET = 10
FREE_PLACES = 3  # for those who come without having enrolled
SLOTS_A_SHEET = 2
_NOON = 12
_EVENING = 18


@dataclass(frozen=True)
class _Expected:
    name: str
    firm: str
    role: str


def compose(source: AttendanceSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the sheets of a session say: ten places and two slots to a sheet."""
    session = source.session.session
    kind = hand.say("kind.attendance-sheet")
    groups = _groups(in_order(source.session.slots)) or [[]]
    expected = _expected(source, hand)
    free = _free_places(len(expected)) if session.kind is SessionKind.GROUP else 1
    pages = _pages(expected, free)
    sheets = [(slots, places) for slots in groups for places in pages]
    teller = _Teller(source, imprint, hand, len(expected))
    leaves = tuple(
        teller.sheet(number, len(sheets), slots, places)
        for number, (slots, places) in enumerate(sheets, 1)
    )
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {session.title}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=leaves,
    )


def _free_places(enrolled: int) -> int:
    """Give three free places, and as many more as the last sheet has room for."""
    return FREE_PLACES + -(enrolled + FREE_PLACES) % PLACES_A_SHEET


def _groups(slots: list[Slot]) -> list[list[Slot]]:
    return [slots[place : place + SLOTS_A_SHEET] for place in range(0, len(slots), SLOTS_A_SHEET)]


def _pages(expected: list[_Expected], free: int) -> list[tuple[b.Place, ...]]:
    """Give the places by number, the free ones after all others, ten to a sheet."""
    held = [b.Place(str(n), one.name, one.firm, one.role) for n, one in enumerate(expected, 1)]
    held += [b.Place(str(len(expected) + n)) for n in range(1, free + 1)]
    return [tuple(held[start : start + PLACES_A_SHEET])
            for start in range(0, len(held), PLACES_A_SHEET)]  # fmt: skip


def _expected(source: AttendanceSource, hand: Hand) -> list[_Expected]:
    """Give each enrolled person once, by family name; a firm without a named person too."""
    firms = {firm.id: firm.name for firm in source.firms}
    people = {person.id: person for person in source.people}
    keys = dict.fromkeys((held.firm, held.person) for held in source.session.attendances)
    found: list[_Expected] = []
    for firm, person_id in keys:
        name = firms.get(firm, hand.say("common.not_known"))
        person = people.get(person_id) if person_id else None
        if person is None:
            found.append(_Expected("", name, ""))
        else:
            who = f"{person.family_name} {person.given_name}"
            found.append(_Expected(who, name, hand.quoted(person.role)))
    return sorted(found, key=lambda one: (not one.name, one.name.casefold(), one.firm.casefold()))


@dataclass(frozen=True)
class _Teller:
    source: AttendanceSource
    imprint: Imprint
    hand: Hand
    enrolled: int

    def sheet(
        self, number: int, of: int, slots: list[Slot], places: tuple[b.Place, ...]
    ) -> b.AttendanceGrid:
        """Decide one sheet."""
        hand, session = self.hand, self.source.session.session
        names = Names(self.source.programme, hand)
        line = names.line(session.line) if session.line else ""
        counted = hand.say("attendance.sheet_of", number=str(number), of=str(of))
        bands = tuple(self._band(slot) for slot in slots) or (self._no_band(),)
        return b.AttendanceGrid(
            anchor=f"sheet-{number}",
            outline=counted,
            context=context(line, self.imprint, hand),
            title=session.title,
            lead=self._lead(),
            counted=counted,
            reference=hand.say("attendance.session", number=session.number),
            heads=(hand.say("attendance.number"), hand.say("attendance.name"),
                   hand.say("attendance.firm")),
            bands=bands,
            places=places,
            legend=self._legend(places),
            tallies=tuple(self._tally(slot) for slot in slots),
            signers=self._signers(slots),
        )  # fmt: skip

    def _lead(self) -> str:
        hand, held = self.hand, self.source.session
        slots = in_order(held.slots)
        days = sorted({slot.date for slot in slots})
        parts = [self._days(days)]
        if held.session.place:
            parts.append(held.session.place)
        where = ", ".join(parts)
        total = total_minutes(held.slots)
        if not total:
            return hand.say("attendance.lead_short", where=where)
        least = threshold(self.source.programme)
        needed = needed_minutes(total, least)
        return hand.say("attendance.lead", where=where, total=hand.number(total),
                        needed=hand.number(needed), share=hand.percent(least))  # fmt: skip

    def _days(self, days: list[date]) -> str:
        if not days:
            return self.hand.say("attendance.no_day")
        if len(days) == 1:
            return self.hand.capital_weekday(days[0])
        return self.hand.period(days[0], days[-1])

    def _legend(self, places: tuple[b.Place, ...]) -> str:
        """Give the rule, and on a sheet that has free rows also what they are for."""
        hand, rule = self.hand, self.hand.say("attendance.rule")
        free = [place.number for place in places if int(place.number) > self.enrolled]
        if not free:
            return rule
        if len(free) == 1:
            return hand.say("attendance.legend_one", first=free[0], rule=rule)
        return hand.say("attendance.legend", first=free[0], last=free[-1], rule=rule)

    def _band(self, slot: Slot) -> b.Band:
        hand = self.hand
        hours = hand.hours(slot.start, slot.end)
        name = hand.say("attendance.band", part=_part_of_day(slot, hand), hours=hours)
        days = {held.date for held in self.source.session.slots}
        if len(days) > 1:
            name = hand.say("attendance.band_day", day=hand.date(slot.date), hours=hours)
        return b.Band(name, self._heads())

    def _tally(self, slot: Slot) -> str:
        hand = self.hand
        when = hand.hours(slot.start, slot.end)
        if len({held.date for held in self.source.session.slots}) > 1:
            when = hand.day_and_hour(slot.date, slot.start)
        return hand.say("attendance.present_at", when=when)

    def _no_band(self) -> b.Band:
        return b.Band(self.hand.say("attendance.no_slot"), self._heads())

    def _heads(self) -> tuple[str, str, str, str]:
        hand = self.hand
        hour = hand.say("attendance.hour")
        return hand.say("attendance.sign_in"), hour, hand.say("attendance.sign_out"), hour

    def _signers(self, slots: list[Slot]) -> tuple[str, ...]:
        hand = self.hand
        teachers = dict.fromkeys(slot.teacher for slot in slots if slot.teacher)
        teacher = hand.say("attendance.teacher_open")
        if teachers:
            teacher = hand.say("attendance.teacher", name=", ".join(teachers))
        return teacher, hand.say("attendance.desk", name=self.imprint.operator)


def _part_of_day(slot: Slot, hand: Hand) -> str:
    if slot.start.hour < _NOON:
        return hand.say("attendance.morning")
    return hand.say("attendance.evening" if slot.start.hour >= _EVENING else "attendance.afternoon")
