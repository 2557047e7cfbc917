"""The pieces that each application needs, by simple facts: there or not, whose, by when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from desktop.documents.content.files import latest, signed, type_name
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import person_name, threshold
from desktop.documents.sources import ApplicationFacts, FirmFacts, Missing, ProgrammeFacts
from desktop.domain.records import (
    MAY_BE_REQUIRED,
    Attachment,
    Delegate,
    Mission,
    Outcome,
    Person,
)
from desktop.domain.rules.case import Training, granted_on
from desktop.domain.rules.conditions import DURC, is_measured
from desktop.domain.rules.conditions import latest as latest_declared
from desktop.domain.rules.dated import in_force
from desktop.domain.rules.documents import durc, months_asked, passport
from desktop.domain.rules.measures import durc_before
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.trainings import decisive, trainings_of
from desktop.rule_book import rule_book

PASSPORT = "passport"
TRAINING = "training"
_PROFILES = {"profile_it": "it", "profile_en": "en", "profile_fr": "fr", "profile_ar": "ar"}
_KNOWN = "piece"


class State(StrEnum):
    """Whether a piece is there."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Piece:
    """One required piece of one application.

    `said` is what the desk knows of a piece that is there, or what is wrong with a missing one.
    """

    code: str
    application: ApplicationFacts
    state: State
    said: str


_Judged = tuple[bool, str]


@dataclass(frozen=True)
class Requirements:
    """What a mission requires of every application, and the day against which it is judged."""

    mission: Mission
    programme: ProgrammeFacts
    on: date

    def codes(self) -> tuple[str, ...]:
        """Give the required pieces in their order: passports, what the mission names, DURC.

        A DURC is required for any aid (DL 69/2013, art. 31, para. 8-bis).
        """
        named = [DURC if code.upper() == DURC else code for code in self.mission.required]
        aided = [DURC] if self.mission.aid else []
        return tuple(dict.fromkeys((PASSPORT, *named, *aided)))

    def due(self, code: str) -> date | None:
        """Give the day by which a piece is needed: the grant, or the departure."""
        departs = code in (PASSPORT, TRAINING)
        if departs or self.mission.grant_on is None:
            return self.mission.starts or self.mission.grant_on
        return self.mission.grant_on

    def piece(self, code: str, held: ApplicationFacts, hand: Hand) -> Piece:
        """Judge one piece of one application."""
        if code == DURC and not is_measured(held.firm.firm, held.firm.accounts):
            return Piece(code, held, State.NOT_APPLICABLE, hand.say("why.no_contributions"))
        there, said = self._judge(code)(held, hand)
        return Piece(code, held, State.PRESENT if there else State.MISSING, said)

    def _judge(self, code: str) -> Callable[[ApplicationFacts, Hand], _Judged]:
        if code == PASSPORT:
            return self._passports
        if code == TRAINING:
            return self._training
        if code == DURC:
            return self._durc
        if code in _PROFILES:
            return lambda held, hand: _profile(held.firm, _PROFILES[code], hand)
        if code in MAY_BE_REQUIRED:
            return lambda held, hand: self._there(latest(held, code), "why.no_file", hand)
        return lambda held, hand: self._declared(held, code, hand)

    @property
    def passport_until(self) -> date:
        """Give the day until which a passport must hold: what the market asks after the return."""
        back = self.mission.ends or self.mission.starts
        if back is None:
            return self.on
        asked = {str(market.code): market.passport_months for market in self.programme.markets}
        months = months_asked(asked, self.mission.market)
        return passport(None, back, months, rule_book().passports).last_day or back

    @property
    def durc_days(self) -> int:
        """Give for how many days a DURC is valid: by the rule of the grant, else the newest."""
        sets = rule_book().durc
        return (in_force(sets, granted_on(self.mission, self.on)) or sets[-1]).length

    def _passports(self, held: ApplicationFacts, hand: Hand) -> _Judged:
        if not held.delegates:
            return False, hand.say("why.no_delegate")
        judged = [self._passport(delegate, hand) for delegate in held.delegates]
        faults = [said for there, said in judged if not there]
        return not faults, "\n".join(faults or [said for _, said in judged])

    def _passport(self, delegate: Delegate, hand: Hand) -> _Judged:
        name, expiry = delegate_name(delegate), delegate.passport_expiry
        if expiry is None:
            return False, hand.say("why.passport_unknown", name=name)
        needed = self.passport_until
        if expiry < needed:
            return False, hand.say("why.passport_short", name=name, needed=hand.day(needed),
                                   expiry=hand.day(expiry))  # fmt: skip
        return True, hand.say("why.passport", name=name, expiry=hand.day(expiry))

    def _training(self, held: ApplicationFacts, hand: Hand) -> _Judged:
        trained = dict(self._trainings(held.firm))
        best = decisive(trained, self.on)
        if best is None:
            return False, hand.say("why.no_training")
        title = trained[best]
        if not best.earned and not best.hours:
            return True, hand.say("why.untimed_training", title=title)
        total = best.total_minutes
        share = Fraction(best.credited_minutes, total) if total else None
        key = "why.training" if best.earned else "why.short_training"
        return best.earned, hand.say(key, title=title, share=hand.share_alone(share),
                                     least=hand.percent(threshold(self.programme)))  # fmt: skip

    def _trainings(self, firm: FirmFacts) -> Iterator[tuple[Training, str]]:
        """Give what a firm earned at sessions of the lines of training, with their titles."""
        code, least = self.programme.programme.code, threshold(self.programme)
        lines = {line.code for line in self.programme.lines if line.training}
        for held in firm.sessions:
            session = held.session
            if session.line in lines and session.programme in (None, code):
                mine = [one for one in held.attendances if one.firm == firm.firm.id]
                for _, training in trainings_of(session, held.slots, mine, least):
                    yield training, session.title

    def _durc(self, held: ApplicationFacts, hand: Hand) -> _Judged:
        needed = granted_on(self.mission, self.on)
        last = durc_before(held.firm.declarations, needed)
        if last is None or last.date is None:
            return False, hand.say("why.no_durc")
        if last.outcome is not Outcome.REGULAR:
            outcome = hand.choice("outcome", last.outcome)
            return False, hand.say("why.durc_outcome", day=hand.day(last.date), outcome=outcome)
        judged = durc(last.date, needed, rule_book().durc)
        key = "why.durc" if judged.valid else "why.durc_expired"
        return bool(judged.valid), hand.say(
            key, day=hand.day(last.date), last=hand.day(judged.last_day or last.date),
            needed=hand.day(needed),
        )  # fmt: skip

    def _declared(self, held: ApplicationFacts, code: str, hand: Hand) -> _Judged:
        """Judge a declaration by what is noted of it; where nothing is, by its signed copy."""
        last = latest_declared(held.firm.declarations, code.upper())
        if last is not None:
            outcome = hand.choice("outcome", last.outcome)
            return last.outcome is Outcome.REGULAR, hand.say(
                "why.declaration", outcome=hand.capital(outcome), day=hand.date(last.date)
            )
        return self._there(signed(held, code), "why.no_declaration", hand)

    def _there(self, copy: Attachment | None, lacking: str, hand: Hand) -> _Judged:
        """Judge a file that was handed in: it is there, and holds on the day."""
        if copy is None:
            return False, hand.say(lacking)
        if copy.expires is not None and copy.expires < self.on:
            return False, hand.say("why.copy_expired", day=hand.day(copy.expires))
        return True, hand.say("why.copy", file=copy.file)


def _profile(firm: FirmFacts, language: str, hand: Hand) -> _Judged:
    profile = firm.firm.profile
    text = getattr(profile, language) if profile is not None else None
    if not text:
        return False, hand.say("why.no_profile", language=hand.tongue(language))
    return True, hand.count("why.profile", len(text))


def delegate_name(delegate: Delegate) -> str:
    """Name a delegate, family name last."""
    return f"{delegate.given_name} {delegate.family_name}"


def piece_name(code: str, hand: Hand) -> str:
    """Name a piece in full; one that the papers do not know is named by its code."""
    known = hand.choice(_KNOWN, code)
    if known != code:
        return known
    declared = hand.choice("declaration", code)
    return type_name(code, hand) if declared == code else declared


def supplier(firm: FirmFacts, hand: Hand) -> str:
    """Name who supplies a firm's pieces: the person who signs, else the first, and how to call."""
    person = _contact(firm.people)
    number = (person.phone if person else None) or firm.firm.phone
    named = person_name(person, firm.firm.name) if person else firm.firm.name
    role = hand.quoted(person.role) if person else ""
    parts = [named, role, hand.phone(number) if number else ""]
    return hand.say("missing.supplied_by_firm", who=hand.together(*parts))


def _contact(people: tuple[Person, ...]) -> Person | None:
    signing = [person for person in people if person.signs]
    return next(iter(signing or people), None)


def missing(piece: Piece, needs: Requirements, hand: Hand) -> Missing:
    """Name a missing piece as services and windows are told of it."""
    firm = piece.application.firm
    return Missing(
        code=piece.code,
        firm=firm.firm.id,
        piece=piece_name(piece.code, hand),
        firm_name=firm.firm.name,
        why=piece.said.replace("\n", "; "),
        supplier=supplier(firm, hand),
        due=needs.due(piece.code),
    )


def arrival_order(held: ApplicationFacts) -> tuple[object, ...]:
    """Sort applications as they arrived."""
    return in_rome(held.application.arrived_at), held.firm.firm.name
