"""The record of an orientation: what was asked, what was said, what comes next; or its form."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import firm_fields, open_field, signed_by, ticks, when
from desktop.documents.content.frame import Names, context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.questionnaire import by_area, outcome
from desktop.documents.content.sittings import person_name
from desktop.documents.looks import Tone
from desktop.documents.sources import AttendanceSource, Imprint, OrientationSource
from desktop.domain.records import OrientationSession
from desktop.domain.records.orientation import Mode, SessionOutcome

KIND = "orientation-record"
TOPICS = ("customs", "tax", "contracts", "payments", "logistics", "certification", "partners",
          "fairs", "e-commerce", "intellectual-property", "grants")  # fmt: skip
_LINES = {"needs": 4, "advice": 5, "handed_over": 2, "next_step": 2}


def compose(source: OrientationSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the record says."""
    kind = hand.say("kind.orientation-record")
    sheet = _leaf(source, imprint, hand)
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {sheet.outline}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


def _leaf(source: OrientationSource, imprint: Imprint, hand: Hand) -> b.Sheet:
    firm = source.firm.firm.name if source.firm else ""
    session = source.sheet.session.session if source.sheet else None
    told = hand.say("attendance.session", number=session.number) if session else ""
    title = hand.quoted(session.title) if session else firm or hand.say("orientation.title")
    return b.Sheet(
        anchor="record",
        outline=title,
        context=context(told, imprint, hand),
        label=hand.say("kind.orientation-record"),
        label_note=_kind(session, hand),
        title=title,
        sections=(
            _frame(source, hand),
            *_content(session, hand),
            *_readiness(source, hand),
            _privacy(source, hand),
            signed_by(source.firm, imprint, hand, blank=session is None),
        ),
        continued=hand.say("common.continued_from"),
    )


def _kind(session: OrientationSession | None, hand: Hand) -> str:
    if session is None:
        return hand.say("form.blank_note")
    return hand.choice("session_kind", session.kind)


def _frame(source: OrientationSource, hand: Hand) -> b.Section:
    sheet = source.sheet
    if sheet is None:
        empty = ("form.day", "form.hours", "form.people", "mission.market", "orientation.mode")
        rows = (*firm_fields(source.firm, hand), *(open_field(hand.say(k), "") for k in empty))
        modes = ticks("session_mode", Mode, (), hand)
        return b.Section(hand.say("form.frame"), (b.Fields(rows), modes))
    return b.Section(hand.say("form.frame"), (b.Fields(_held(source, sheet, hand)),))


def _held(source: OrientationSource, sheet: AttendanceSource, hand: Hand) -> tuple[b.Field, ...]:
    session, names = sheet.session.session, Names(source.programme, hand)
    firms = firm_fields(source.firm, hand)
    if source.firm is None:
        told = "\n".join(firm.name for firm in sheet.firms)
        firms = (b.Field(hand.say("form.firms"), hand.known(told)),)
    people = "\n".join(person_name(person, "") for person in sheet.people)
    held = hand.choice("session_mode", session.mode)
    where = hand.together(held, session.place)
    return (
        *firms,
        b.Field(hand.say("form.people"), hand.known(people)),
        b.Field(hand.say("form.day"), hand.known(when(sheet, hand))),
        b.Field(hand.say("orientation.mode"), hand.capital(where)),
        b.Field(hand.say("mission.line"), hand.known(session.line and names.line(session.line))),
        b.Field(hand.say("mission.market"),
                hand.known(session.market and names.market(session.market))),
    )  # fmt: skip


def _content(session: OrientationSession | None, hand: Hand) -> tuple[b.Section, ...]:
    chosen = session.topics if session else ()
    known = (*TOPICS, *(code for code in chosen if code not in TOPICS))
    outcomes = (session.outcome,) if session and session.outcome else ()
    return (
        b.Section(hand.say("orientation.topics"), (ticks("topic", known, chosen, hand),)),
        _written("needs", session, hand),
        _written("advice", session, hand),
        _written("handed_over", session, hand),
        b.Section(hand.say("orientation.outcome"),
                  (ticks("session_outcome", SessionOutcome, outcomes, hand),)),
        _next(session, hand),
    )  # fmt: skip


def _written(name: str, session: OrientationSession | None, hand: Hand) -> b.Section:
    """Give what was noted; on a form lines to write on."""
    said = hand.say(f"orientation.{name}")
    if session is None:
        return b.Section(said, (b.Ruled(_LINES[name]),))
    text = getattr(session, name)
    tone = Tone.BODY if text else Tone.NOTE
    return b.Section(said, (b.Paragraph(hand.quoted(text) or hand.say("form.nothing"), tone),))


def _next(session: OrientationSession | None, hand: Hand) -> b.Section:
    told = _written("next_step", session, hand)
    due = hand.day(session.due) if session and session.due else ""
    if session is not None and not due:
        return told
    return b.Section(told.name, (*told.blocks, b.Fields((b.Field(hand.say("missing.by"), due),))))


def _readiness(source: OrientationSource, hand: Hand) -> tuple[b.Section, ...]:
    if source.readiness is None:
        return ()
    version = hand.say("questionnaire.version", version=source.readiness.version)
    if source.questionnaire is None:
        answered = hand.number(len(source.readiness.answers))
        rows: tuple[b.Field, ...] = (b.Field(hand.say("orientation.answers"), answered),)
    else:
        rows = by_area(source.readiness, source.questionnaire, hand)
    told = outcome(source, hand)
    return (*told, b.Section(hand.say("kind.questionnaire"), (b.Fields(rows),), version))


def _privacy(source: OrientationSource, hand: Hand) -> b.Section:
    notice = source.firm.firm.privacy_notice if source.firm else None
    said = hand.say("form.privacy")
    if notice is not None and notice.given_on is not None:
        given = hand.say("firm.notice", version=hand.known(notice.version),
                         day=hand.day(notice.given_on))  # fmt: skip
        said = f"{said} {given}"
    return b.Section(hand.say("form.privacy_title"), (b.Paragraph(said, Tone.NOTE),))
