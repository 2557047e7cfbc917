"""Which of a firm's answers for one purpose holds."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from desktop.domain.records import Consent


def consent_of(consents: Iterable[Consent], purpose: str) -> Consent | None:
    """Give the answer that holds for a purpose: the last by day, then by id; None without one.

    Of one without a day nobody knows what came after it: a no holds, a yes gives way.
    """
    return max((one for one in consents if one.purpose == purpose), key=_age, default=None)


def _age(consent: Consent) -> tuple[dt.date, UUID]:
    unknown = dt.date.min if consent.given else dt.date.max
    return consent.date or unknown, consent.id
