"""How long documents hold: the DURC, the passport of a delegate, the register's extract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.rules.dated import in_force
from desktop.domain.rules.days import days_later, months_later
from desktop.domain.rules.reason import Basis, Reason, Severity


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a document holds: `length` is days for a DURC, months for the others.

    Of the copy of a passport it is the days for which it is kept.
    """

    version: str
    valid_from: date
    valid_to: date | None
    act: str
    article: str
    length: int


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a document holds on the day asked about, None when it cannot be known.

    `last_day` is the last day on which it holds; of a passport, the day until which it must.
    """

    valid: bool | None
    last_day: date | None
    reasons: tuple[Reason, ...]


def durc(issued: date | None, on: date, sets: Sequence[Validity]) -> Held:
    """Tell whether a DURC holds on a day: 120 days, the day after its issue being the first.

    DM 30 January 2015, art. 7. On a day before its issue it does not hold yet.
    """
    rules = in_force(sets, on if issued is None else issued)
    if issued is None or rules is None:
        return _unknown("durc", "DURC_SENZA_DATA" if rules else "REGOLE_ASSENTI", on)
    last = days_later(issued, rules.length)
    holds = issued <= on <= last
    reason = _basis("durc", rules, on).reason(
        "DURC_VALIDO" if holds else "DURC_SCADUTO" if issued <= on else "DURC_FUTURO",
        rules.article, Severity.SATISFIED if holds else Severity.REMEDIABLE,
        issued=issued, last_day=last, days=rules.length,
    )  # fmt: skip
    return Held(holds, last, (reason,))


def months_asked(by_market: Mapping[str, int | None], market: str) -> int:
    """Give for how many months after a mission a market asks of a passport to hold.

    One that sets none asks that it holds until the mission's end, and no longer.
    """
    return by_market.get(market) or 0


def passport(
    expiry: date | None, mission_end: date, months: int | None, sets: Sequence[Validity]
) -> Held:
    """Tell whether a passport is good for a mission: until some months after its end.

    `months` is what the country asks, None for the rule set's own (six, as the Emirates ask). A
    month without that day ends on its last: six months from 31 August are 28 February.
    """
    rules = in_force(sets, mission_end)
    if rules is None:
        return _unknown("passport", "REGOLE_ASSENTI", mission_end)
    needed = months_later(mission_end, rules.length if months is None else months)
    basis = _basis("passport", rules, mission_end)
    if expiry is None:
        missing = basis.reason(
            "PASSAPORTO_SENZA_SCADENZA", rules.article, Severity.NOT_VERIFIABLE, needed_until=needed
        )
        return Held(None, needed, (missing,))
    holds = expiry >= needed
    reason = basis.reason(
        "PASSAPORTO_VALIDO" if holds else "PASSAPORTO_SCADE", rules.article,
        Severity.SATISFIED if holds else Severity.WARNING, expiry=expiry, needed_until=needed,
    )  # fmt: skip
    return Held(holds, needed, (reason,))


def visura(issued: date | None, on: date, sets: Sequence[Validity]) -> Held:
    """Tell whether an extract of the business register is recent enough: six months.

    DPR 445/2000, art. 41, as for certificates; an older one is only a warning.
    """
    rules = in_force(sets, on)
    if issued is None or rules is None:
        return _unknown("visura", "VISURA_SENZA_DATA" if rules else "REGOLE_ASSENTI", on)
    last = months_later(issued, rules.length)
    holds = issued <= on <= last
    reason = _basis("visura", rules, on).reason(
        "VISURA_RECENTE" if holds else "VISURA_VECCHIA" if issued <= on else "VISURA_FUTURA",
        rules.article, Severity.SATISFIED if holds else Severity.WARNING,
        issued=issued, last_day=last, months=rules.length,
    )  # fmt: skip
    return Held(holds, last, (reason,))


def copy_kept_until(mission_end: date, sets: Sequence[Validity]) -> date | None:
    """Give the last day on which the copy of a passport may be kept; None where no rule is known.

    GDPR art. 5(1)(e): it serves one journey, and then nothing any more.
    """
    rules = in_force(sets, mission_end)
    return None if rules is None else days_later(mission_end, rules.length)


def _basis(name: str, rules: Validity, on: date) -> Basis:
    return Basis(on, f"{name} {rules.version}", rules.act)


def _unknown(name: str, code: str, on: date) -> Held:
    return Held(None, None, (Basis(on, name).reason(code, "", Severity.NOT_VERIFIABLE),))
