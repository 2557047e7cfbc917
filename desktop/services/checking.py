"""`rules check`: a case, read from what a script wrote, judged by its rule; no store is needed.

`KINDS` lists what can be checked. A kind is one function: it reads the case, asks the rule and
gives the answer as scripts read it, with the sentences for people.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.domain import identifiers
from desktop.domain.amounts import format_decimal
from desktop.domain.attendance import attended
from desktop.domain.identifiers import Checked
from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.domain.rules import cases
from desktop.domain.rules.cases import Case
from desktop.domain.rules.de_minimis import Granted, de_minimis
from desktop.domain.rules.documents import durc, passport
from desktop.domain.rules.eligibility import evaluate
from desktop.domain.rules.reason import Reason, Severity, written
from desktop.domain.rules.rule_file import RuleBook
from desktop.domain.rules.size import size_of
from desktop.rule_book import rule_book
from desktop.services.drafted import eligibility_asked
from desktop.texts import Texts

Draft = Mapping[str, object]
Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case's answer for scripts, and the sentences that say why."""

    answer: Answer
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a kind of case is judged with: the rules, the day it is, the words."""

    rules: RuleBook
    today: date
    texts: Texts

    def reason_json(self, reason: Reason) -> Answer:
        """Give a reason as scripts read it."""
        return {
            "code": reason.code, "severity": reason.severity.value,
            "sentence": self.texts.reason(reason), "source": reason.source,
            "data": reason.plain(), "on": reason.on, "rules": reason.rules,
        }  # fmt: skip

    def judged(self, answer: Answer, reasons: Sequence[Reason]) -> Judged:
        """Give an answer that names its reasons."""
        held = [self.reason_json(reason) for reason in reasons]
        return Judged(answer | {"reasons": held}, self.sentences(reasons))

    def sentences(self, reasons: Sequence[Reason]) -> tuple[str, ...]:
        """Give the sentences of some reasons."""
        return tuple(self.texts.reason(reason) for reason in reasons)


def check(kind: str, drafts: Sequence[Draft], *, many: bool, asking: Asking) -> tuple[Judged, ...]:
    """Judge cases of a kind; `many` says that they came as a list, whose places problems name.

    Raises `ProblemsError` with everything that is wrong in any of them, and `DeskError` for a
    kind that there is not.
    """
    judge = KINDS.get(kind)
    if judge is None:
        raise DeskError("rule-unknown", kind=kind, known=", ".join(KINDS))
    problems: list[Problem] = []
    judged: list[Judged] = []
    for place, draft in enumerate(drafts):
        made, found = cases.read_whole(
            draft, f"[{place}]" if many else "", lambda case: judge(case, asking)
        )
        problems += found
        if made is not None:
            judged.append(made)
    if problems:
        raise ProblemsError(tuple(problems))
    return tuple(judged)


def asking(today: date, texts: Texts) -> Asking:
    """Give what the packaged rules are asked with on a day."""
    return Asking(rule_book(), today, texts)


# --- The kinds -------------------------------------------------------------------------------


def _size(case: Case, asking: Asking) -> Judged:
    sets = asking.rules.sizes
    asked = cases.size_asked(case, tuple({kind for rules in sets for kind in rules.public_kinds}))
    outcome = size_of(asked.case, sets, asked.on or asking.today)
    figures = outcome.figures
    answer: Answer = {
        "class": outcome.size.value, "staff": _text(figures.staff),
        "turnover": _text(figures.turnover), "balance": _text(figures.balance),
        "years": [{"year": year, "class": size.value} for year, size in outcome.years],
    }  # fmt: skip
    said = asking.texts.choice("size_class", outcome.size.value)
    judged = asking.judged(answer, outcome.reasons)
    return replace(judged, why=(asking.texts.say("case", "size", size=said), *judged.why))


def _de_minimis(case: Case, asking: Asking) -> Judged:
    sets = asking.rules.aids
    asked = cases.aid_asked(case, tuple(rules.regulation for rules in sets))
    outcome = de_minimis(asked, sets)
    answer: Answer = {
        "regulation": outcome.regulation, "ceiling": _text(outcome.ceiling),
        "window": {"from": outcome.first, "to": outcome.last}, "used": _text(outcome.used),
        "residual": _text(outcome.residual), "allowed": outcome.allowed,
        "excess": _text(outcome.excess), "later": [_later(aid) for aid in outcome.later],
    }  # fmt: skip
    return asking.judged(answer, outcome.reasons)


def _later(aid: Granted) -> Answer:
    return {
        "amount": _text(aid.amount), "date": aid.date, "beneficiary": aid.beneficiary.value,
        "through_person": aid.through_person,
    }  # fmt: skip


def _code(check_code: Callable[[str], Checked]) -> "Kind":
    def judge(case: Case, asking: Asking) -> Judged:
        typed = cases.code_asked(case)
        checked = check_code(typed)
        answer: Answer = {
            "valid": checked.valid, "normalised": checked.normalised, "problem": checked.problem,
            "warnings": list(checked.warnings),
        }  # fmt: skip
        return Judged(answer, _said(typed, checked, asking.texts))

    return judge


def _said(typed: str, checked: Checked, texts: Texts) -> tuple[str, ...]:
    if checked.problem is not None:
        expected = identifiers.expected_check_character(typed) or ""
        values = {"value": checked.normalised, "expected": expected}
        return (texts.problem(Problem(f"identifier.{checked.problem}", "value", values)),)
    found = (
        texts.say("finding", f"identifier.{code}", value=checked.normalised)
        for code in checked.warnings
    )
    return (texts.say("case", "code-valid", code=checked.normalised), *found)


def _attendance(case: Case, asking: Asking) -> Judged:
    asked = cases.attendance_asked(case)
    outcome = attended(asked.slots, asked.presences, asked.threshold)
    answer: Answer = {
        "credited_minutes": outcome.credited_minutes, "total_minutes": outcome.total_minutes,
        "share": _text(outcome.share), "certificate": outcome.certificate,
        "flags": [
            {"code": flag.code, "presence": flag.presence, "slot": flag.slot}
            for flag in outcome.flags
        ],
    }  # fmt: skip
    said = asking.texts.say(
        "case", "attended" if outcome.certificate else "not-attended",
        credited=outcome.credited_minutes, total=outcome.total_minutes,
        share=format_decimal(outcome.share, asking.texts.language),
        threshold=format_decimal(asked.threshold, asking.texts.language),
    )  # fmt: skip
    flags = (asking.texts.say("attendance", flag.code) for flag in outcome.flags)
    return Judged(answer, (said, *flags))


def _durc(case: Case, asking: Asking) -> Judged:
    issued, on = cases.durc_asked(case)
    held = durc(issued, on, asking.rules.durc)
    return Judged({"valid": held.valid, "last_day": held.last_day}, asking.sentences(held.reasons))


def _passport(case: Case, asking: Asking) -> Judged:
    expiry, mission_end, months = cases.passport_asked(case)
    held = passport(expiry, mission_end, months, asking.rules.passports)
    return Judged(
        {"valid": held.valid, "needed_until": held.last_day}, asking.sentences(held.reasons)
    )


def _eligibility(case: Case, asking: Asking) -> Judged:
    asked = eligibility_asked(case, asking.today)
    if asked is None:
        return Judged({}, ())  # what is wrong is noted in the case
    found = evaluate(asked, asking.rules)
    held = [asking.reason_json(reason) for reason in found.reasons]
    told = [reason for reason in found.reasons if reason.severity is not Severity.SATISFIED]
    outcome = asking.texts.choice("eligibility_outcome", found.outcome.value)
    return Judged(
        {"outcome": found.outcome.value, "findings": held},
        (outcome, *asking.sentences(told)),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else written(value)


Kind = Callable[[Case, Asking], Judged]

KINDS: Mapping[str, Kind] = {
    "sme-size": _size,
    "de-minimis": _de_minimis,
    "tax-code": _code(identifiers.check_tax_code),
    "vat-number": _code(identifiers.check_vat_number),
    "iban": _code(identifiers.check_iban),
    "attendance": _attendance,
    "durc": _durc,
    "passport": _passport,
    "eligibility": _eligibility,
}
