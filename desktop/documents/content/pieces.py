"""The pieces that each application needs, by simple facts: there or not, whose, by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.documents.content.files import latest, signed, type_name
from desktop.documents.content.firm import durc_last_day
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import Sitting, person_name, sittings, threshold
from desktop.documents.sources import ApplicationFacts, FirmFacts, Missing, ProgrammeFacts
from desktop.domain.records import (
    MAY_BE_REQUIRED,
    Attachment,
    Declaration,
    Delegate,
    FirmKind,
    Mission,
    Outcome,
    Person,
    SessionKind,
)
from desktop.domain.rules.days import months_later
from desktop.domain.rules.moments import in_rome

PASSPORT_MONTHS = 6  # beyond the return: what the Emirates and most countries outside the EU ask
PASSPORT = "passport"
TRAINING = "training"
DURC = "DURC"
_PROFILES = {"profile_it": "it", "profile_en": "en", "profile_fr": "fr", "profile_ar": "ar"}
_SHOULD_PAY_CONTRIBUTIONS = frozenset({FirmKind.ENTERPRISE, FirmKind.STARTUP, FirmKind.COOPERATIVE})
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
        if code == DURC and held.firm.firm.kind not in _SHOULD_PAY_CONTRIBUTIONS:
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
        back = self.mission.ends or self.mission.starts
        needed = months_later(back, PASSPORT_MONTHS) if back else self.on
        if expiry < needed:
            return False, hand.say("why.passport_short", name=name, needed=hand.day(needed),
                                   expiry=hand.day(expiry))  # fmt: skip
        return True, hand.say("why.passport", name=name, expiry=hand.day(expiry))

    def _training(self, held: ApplicationFacts, hand: Hand) -> _Judged:
        best = self._best_training(held.firm)
        if best is None:
            return False, hand.say("why.no_training")
        least = hand.percent(threshold(self.programme))
        key = "why.training" if best.reached else "why.short_training"
        return best.reached, hand.say(key, title=best.held.session.title,
                                      share=hand.share_alone(best.share), least=least)  # fmt: skip

    def _best_training(self, firm: FirmFacts) -> Sitting | None:
        """Find the sitting that went furthest, at a group session of a line of training."""
        code, market = self.programme.programme.code, self.mission.market
        lines = {line.code for line in self.programme.lines if line.training}
        groups = [
            held for held in firm.sessions
            if held.session.kind is SessionKind.GROUP
            and held.session.programme in (None, code)
            and held.session.market in (None, market)
            and (held.session.line in lines or not lines)
        ]  # fmt: skip
        least = threshold(self.programme)
        found = [sitting for held in groups for sitting in sittings(held, firm.firm.id, least)]
        return max(found, key=lambda sitting: (sitting.share or 0, sitting.credited), default=None)

    def _durc(self, held: ApplicationFacts, hand: Hand) -> _Judged:
        last = _latest(held.firm.declarations, DURC)
        if last is None or last.date is None:
            return False, hand.say("why.no_durc")
        if last.outcome is not Outcome.REGULAR:
            outcome = hand.choice("outcome", last.outcome)
            return False, hand.say("why.durc_outcome", day=hand.day(last.date), outcome=outcome)
        end, needed = durc_last_day(last.date), self.mission.grant_on or self.on
        key = "why.durc" if end >= needed else "why.durc_expired"
        return end >= needed, hand.say(key, day=hand.day(last.date), last=hand.day(end),
                                       needed=hand.day(needed))  # fmt: skip

    def _declared(self, held: ApplicationFacts, code: str, hand: Hand) -> _Judged:
        """Judge a declaration by what is noted of it; where nothing is, by its signed copy."""
        last = _latest(held.firm.declarations, code)
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


def _latest(declarations: tuple[Declaration, ...], code: str) -> Declaration | None:
    held = [one for one in declarations if one.code.upper() == code.upper()]
    return max(held, key=lambda one: (one.year or 0, one.date or date.min), default=None)


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
