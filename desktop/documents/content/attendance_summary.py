"""The summary of attendance: of a session person by person, or of a firm session by session."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from desktop.documents import blocks as b
from desktop.documents.content.firm import town_of
from desktop.documents.content.frame import Names, context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import (
    Sitting,
    all_sittings,
    in_order,
    needed_minutes,
    person_name,
    sittings,
    threshold,
    total_minutes,
)
from desktop.documents.looks import Align, Ink, Sign, Tone
from desktop.documents.sources import AttendanceSource, FirmCardSource, Imprint, ProgrammeFacts
from desktop.domain.records import Person
from desktop.domain.rules.moments import in_rome

KIND = "attendance-summary"
_MOST_SLOTS = 3  # columns of slots that a table has room for; with more, only the sums are given


def compose(source: AttendanceSource | FirmCardSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that a summary says."""
    if isinstance(source, AttendanceSource):
        sheet = _of_session(source, imprint, hand)
    else:
        sheet = _of_firm(source, imprint, hand)
    kind = hand.say("kind.attendance-summary")
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {sheet.title}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


# --- of a session ---------------------------------------------------------------------------


def _of_session(source: AttendanceSource, imprint: Imprint, hand: Hand) -> b.Sheet:
    session, found = source.session.session, all_sittings(source)
    sections = [_session(source, hand), _counted(found, source.programme, hand)]
    sections.append(_people(source, found, hand))
    sections.append(_signed(imprint, hand, _teachers(source)))
    return b.Sheet(
        anchor="summary",
        outline=hand.quoted(session.title),
        context=context(hand.say("attendance.session", number=session.number), imprint, hand),
        label=hand.say("kind.attendance-summary"),
        label_note=session.number,
        label_code=True,
        title=hand.quoted(session.title),
        sections=tuple(sections),
        continued=hand.say("common.continued_from"),
    )


def _session(source: AttendanceSource, hand: Hand) -> b.Section:
    held, names = source.session, Names(source.programme, hand)
    session = held.session
    slots = in_order(held.slots)
    when = [f"{hand.capital_weekday(s.date)}, {hand.hours(s.start, s.end)}" for s in slots]
    total, least = total_minutes(held.slots), threshold(source.programme)
    needed = hand.number(needed_minutes(total, least))
    length = hand.say("attendance.no_slot")
    if total:
        length = hand.say("summary.length_said", total=hand.number(total), needed=needed,
                          share=hand.percent(least))  # fmt: skip
    rows = [
        b.Field(hand.say("summary.when"), "\n".join(when) or hand.say("attendance.no_day")),
        b.Field(hand.say("summary.place"), hand.known(session.place)),
        b.Field(hand.say("mission.line"), hand.known(session.line and names.line(session.line))),
        b.Field(hand.say("mission.market"),
                hand.known(session.market and names.market(session.market))),
        b.Field(hand.say("attendance.teacher_open"), hand.known(_teachers(source))),
        b.Field(hand.say("summary.length"), length),
    ]  # fmt: skip
    return b.Section(hand.say("summary.session"), (b.Fields(tuple(rows)),))


def _teachers(source: AttendanceSource) -> str:
    slots = in_order(source.session.slots)
    return ", ".join(dict.fromkeys(slot.teacher for slot in slots if slot.teacher))


def _people(source: AttendanceSource, found: list[Sitting], hand: Hand) -> b.Section:
    name = hand.say("summary.people")
    if not found:
        return b.Section(name, (b.Paragraph(hand.say("summary.nobody"), Tone.NOTE),))
    slots = in_order(source.session.slots)
    shown = slots if len(slots) <= _MOST_SLOTS else []
    days = {slot.date for slot in slots}
    heads = [
        hand.hour(s.start) if len(days) == 1 else hand.day_and_hour(s.date, s.start) for s in shown
    ]
    columns = (
        b.Column(hand.say("attendance.number"), 5, Align.RIGHT),
        b.Column(hand.say("attendance.name"), 34),
        *(b.Column(head, 8, Align.RIGHT) for head in heads),
        b.Column(hand.say("firm.session_minutes"), 10, Align.RIGHT),
        b.Column(hand.say("firm.session_share"), 11, Align.RIGHT),
        b.Column(hand.say("kind.certificate"), 36),
    )
    people = {person.id: person for person in source.people}
    firms = {firm.id: firm for firm in source.firms}
    rows: list[b.Row] = []
    for number, one in enumerate(found, 1):
        person = people.get(one.person) if one.person else None
        firm = firms.get(one.firm)
        minutes = [b.Cell(hand.number(held)) for held in one.by_slot[: len(shown)]]
        rows.append(b.Row((
            b.Cell(str(number)),
            b.Cell(_listed(person, hand), note=firm.name if firm else hand.known(None),
                   strong=person is not None),
            *minutes, *_sums(one, source.programme, hand),
        )))  # fmt: skip
    note = hand.say("firm.unsigned") if any(one.unsigned for one in found) else ""
    return b.Section(name, (b.Table(columns, tuple(rows), note, wide=True),),
                     hand.say("summary.in_minutes"))  # fmt: skip


def _listed(person: Person | None, hand: Hand) -> str:
    """Name a person as a list does, family name first."""
    if person is None:
        return hand.capital(hand.say("firm.person_not_named"))
    return f"{person.family_name} {person.given_name}"


# --- of a firm ------------------------------------------------------------------------------


def _of_firm(source: FirmCardSource, imprint: Imprint, hand: Hand) -> b.Sheet:
    facts, least = source.facts, threshold(source.programme)
    found = [one for held in facts.sessions for one in sittings(held, facts.firm.id, least)]
    found.sort(key=lambda one: (_first_day(one), one.held.session.number))
    day = in_rome(imprint.printed_at).date()
    sections = (
        _counted(found, source.programme, hand),
        _by_session(found, source, hand),
        _signed(imprint, hand, ""),
    )
    return b.Sheet(
        anchor="summary",
        outline=facts.firm.name,
        context=context(hand.say("firm.taken", day=hand.day(day)), imprint, hand),
        label=hand.say("kind.attendance-summary"),
        label_note=hand.choice("firm_kind", facts.firm.kind),
        title=facts.firm.name,
        lead=town_of(facts.firm),
        sections=sections,
        continued=hand.say("common.continued_from"),
    )


def _by_session(found: list[Sitting], source: FirmCardSource, hand: Hand) -> b.Section:
    name = hand.say("firm.sessions")
    if not found:
        return b.Section(name, (b.Paragraph(hand.say("firm.no_sessions"), Tone.NOTE),))
    columns = (
        b.Column(hand.say("firm.session_date"), 14),
        b.Column(hand.say("firm.session_title"), 47),
        b.Column(hand.say("firm.session_minutes"), 10, Align.RIGHT),
        b.Column(hand.say("firm.session_share"), 11, Align.RIGHT),
        b.Column(hand.say("kind.certificate"), 36),
    )
    people = {person.id: person for person in source.facts.people}
    rows = tuple(_session_row(one, people, source.programme, hand) for one in found)
    note = hand.say("firm.unsigned") if any(one.unsigned for one in found) else ""
    return b.Section(name, (b.Table(columns, rows, note, wide=True),))


def _session_row(
    one: Sitting, people: dict[UUID, Person], programme: ProgrammeFacts | None, hand: Hand
) -> b.Row:
    day = _first_day(one)
    person = people.get(one.person) if one.person else None
    who = person_name(person, hand.say("firm.person_not_named"))
    return b.Row((
        b.Cell(hand.date(day if day != date.min else None)),
        b.Cell(hand.quoted(one.held.session.title), note=who),
        *_sums(one, programme, hand),
    ))  # fmt: skip


def _first_day(one: Sitting) -> date:
    return min((slot.date for slot in one.held.slots), default=date.min)


# --- of both --------------------------------------------------------------------------------


def _sums(
    one: Sitting, programme: ProgrammeFacts | None, hand: Hand
) -> tuple[b.Cell, b.Cell, b.Cell]:
    """Give minutes and share, and whether they earn a certificate or how much lacks."""
    minutes, share = b.Cell(hand.number(one.credited)), b.Cell(hand.share(one.share))
    if one.reached:
        return minutes, share, b.Cell(hand.say("summary.earned"), sign=Sign.MET)
    lacking = needed_minutes(one.total, threshold(programme)) - one.credited
    said = hand.count("summary.lacking", lacking) if one.total else hand.say("attendance.no_slot")
    return minutes, share, b.Cell(said, sign=Sign.MISSING, ink=Ink.MISSING)


def _counted(found: Sequence[Sitting], programme: ProgrammeFacts | None, hand: Hand) -> b.Section:
    people = len({(one.firm, one.person) for one in found})
    firms = len({one.firm for one in found})
    sessions = len({one.held.session.id for one in found})
    earned = sum(one.reached for one in found)
    minutes = sum(one.credited for one in found)
    first = (sessions, "summary.sessions_word") if firms <= 1 else (firms, "mission.firms_word")
    figures = (
        b.Figure(hand.number(people), hand.count("summary.people_word", people)),
        b.Figure(hand.number(first[0]), hand.count(first[1], first[0])),
        b.Figure(hand.number(minutes), hand.count("summary.minutes_word", minutes)),
        b.Figure(hand.number(earned), hand.count("summary.earned_word", earned),
                 hand.say("certificate.threshold", least=hand.percent(threshold(programme)))),
    )  # fmt: skip
    return b.Section(hand.say("summary.counted"), (b.Figures(figures),))


def _signed(imprint: Imprint, hand: Hand, teachers: str) -> b.Section:
    desk = b.Signer(hand.say("firm.for_the_desk"), imprint.operator)
    signers: tuple[b.Signer, ...] = (desk,)
    if teachers:
        signers = (b.Signer(hand.say("attendance.teacher_open"), teachers), desk)
    return b.Section(hand.say("firm.signatures"), (b.Signatures(signers),))
