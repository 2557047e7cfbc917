"""The certificate of attendance: one person at one session, never below the threshold."""

from dataclasses import dataclass
from functools import cached_property

from desktop.documents import blocks as b
from desktop.documents.content.firm import town_of
from desktop.documents.content.frame import Names, chamber_of, context, furniture, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import (
    Sitting,
    all_sittings,
    in_order,
    needed_minutes,
    person_name,
    refuse_short,
    threshold,
)
from desktop.documents.marks import check_code
from desktop.documents.sources import CertificateSource, Imprint, Missing
from desktop.domain.records import Firm, Person
from desktop.domain.rules.moments import in_rome

KIND = "certificate"


def compose(
    source: CertificateSource, imprint: Imprint, hand: Hand
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide a certificate, and name everyone at the session (or of the firm) who gets none.

    Raises `DeskError("certificate-short")` for a person who did not reach the threshold: this is
    the one door to a certificate.
    """
    facts = _Facts(source, imprint, hand)
    refuse_short([facts.sitting], source.sheet)
    kind = hand.say("kind.certificate")
    held = furniture(imprint, source.sheet.programme, kind, hand)
    paper = b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {facts.name}, {facts.firm.name}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(_leaf(facts),),
    )
    asked = (one for one in all_sittings(source.sheet) if source.firm in (None, one.firm))
    return paper, tuple(_missing(one, facts) for one in asked if _lacks(one))


@dataclass(frozen=True)
class _Facts:
    """The source of a certificate, and what follows from it."""

    source: CertificateSource
    imprint: Imprint
    hand: Hand

    @cached_property
    def sitting(self) -> Sitting:
        found = (one for one in all_sittings(self.source.sheet) if one.person == self.source.person)
        return max(found, key=lambda one: one.credited)

    @cached_property
    def person(self) -> Person:
        return next(one for one in self.source.sheet.people if one.id == self.source.person)

    @cached_property
    def firm(self) -> Firm:
        return next(one for one in self.source.sheet.firms if one.id == self.sitting.firm)

    @property
    def name(self) -> str:
        return person_name(self.person, "")


def _leaf(facts: _Facts) -> b.Certificate:
    hand, imprint = facts.hand, facts.imprint
    code = check_code(imprint.number, facts.name, facts.firm.name,
                      facts.source.sheet.session.session.number, str(facts.sitting.credited),
                      str(facts.sitting.total))  # fmt: skip
    return b.Certificate(
        anchor="certificate",
        outline=facts.name,
        context=context("", imprint, hand),
        title=hand.say("certificate.title"),
        lead=hand.say("certificate.attests", chamber=chamber_of(imprint, hand)),
        name=facts.name,
        name_note=hand.together(facts.firm.name, town_of(facts.firm)),
        body=_body(facts),
        figures=_figures(facts),
        dated=hand.day(in_rome(imprint.printed_at).date()),
        stamp=hand.say("certificate.stamp"),
        signer=b.Signer(hand.say("certificate.signatory")),
        check=hand.say("certificate.check", number=imprint.number, code=code),
    )


def _body(facts: _Facts) -> str:
    hand, held = facts.hand, facts.source.sheet.session
    session, programme = held.session, facts.source.sheet.programme
    days = sorted({slot.date for slot in held.slots})
    when = hand.say("certificate.on_day", days=hand.day(days[0]))
    if len(days) > 1:
        when = hand.say("certificate.on_days", days=hand.long_period(days[0], days[-1]))
    place = hand.say("certificate.place", place=session.place) if session.place else ""
    said = hand.say("certificate.body", title=hand.quoted(session.title), when=when, place=place)
    line = Names(programme, hand).line(session.line) if session.line else ""
    title = ""
    if programme is not None:
        title = translated(programme.programme.title, programme.programme.title_en, hand)
    frame = hand.together(line, title)
    return f"{said} {hand.say('certificate.frame', frame=frame)}" if frame else said


def _figures(facts: _Facts) -> tuple[b.Figure, ...]:
    hand, sitting = facts.hand, facts.sitting
    least = hand.percent(threshold(facts.source.sheet.programme))
    minutes = b.Figure(
        hand.number(sitting.credited),
        hand.say("certificate.minutes"),
        hand.say("certificate.of_minutes", total=hand.number(sitting.total)),
    )
    share = b.Figure(hand.share_alone(sitting.share), hand.say("certificate.share"),
                     hand.say("certificate.threshold", least=least))  # fmt: skip
    return minutes, share, _days(facts)


def _days(facts: _Facts) -> b.Figure:
    hand, slots = facts.hand, in_order(facts.source.sheet.session.slots)
    days = sorted({slot.date for slot in slots})
    if len(days) > 1:
        number, word = hand.number(len(days)), hand.say("certificate.days")
        return b.Figure(number, word, hand.period(days[0], days[-1]))
    hours = hand.together(*(hand.hours(slot.start, slot.end) for slot in slots))
    return b.Figure(hand.day_of_year(days[0]), str(days[0].year), hours)


def _lacks(one: Sitting) -> bool:
    return not one.reached or one.person is None


def _missing(one: Sitting, facts: _Facts) -> Missing:
    """Tell of someone at the session who gets no certificate."""
    hand, sheet = facts.hand, facts.source.sheet
    person = next((held for held in sheet.people if held.id == one.person), None)
    firm = next((held for held in sheet.firms if held.id == one.firm), None)
    needed = needed_minutes(one.total, threshold(sheet.programme))
    why = hand.count("certificate.short", needed - one.credited,
                     credited=hand.number(one.credited), total=hand.number(one.total))  # fmt: skip
    if one.reached:
        why = hand.say("certificate.unnamed")
    name = person_name(person, hand.say("firm.person_not_named"))
    return Missing(
        code=KIND,
        firm=one.firm,
        piece=hand.say("certificate.piece", name=name),
        firm_name=firm.name if firm else hand.known(None),
        why=why,
        supplier=hand.say("common.desk", desk=facts.imprint.desk),
        due=None,
    )
