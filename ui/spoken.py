"""How stored values are said on the window: days, hours, amounts, missing ones."""

from datetime import date, datetime

from desktop.domain import amounts
from desktop.domain.codecs import EXACT, ROME, Money, codec_of
from desktop.domain.identifiers import grouped_phone

NONE = "–"


def day(value: date | str | None) -> str:
    """Give a day as tables show it: 08/09/2021."""
    if value is None or value == "":
        return NONE
    held = date.fromisoformat(value) if isinstance(value, str) else value
    return held.strftime("%d/%m/%Y")


def rome(value: str) -> date:
    """Give the day in Europe/Rome of a moment that is written as text."""
    return datetime.fromisoformat(value).astimezone(ROME).date()


def moment(value: datetime | str | None, *, seconds: bool = False) -> str:
    """Give a moment in Europe/Rome: 08/09/2021 09:12."""
    if value is None or value == "":
        return NONE
    held = datetime.fromisoformat(value) if isinstance(value, str) else value
    return held.astimezone(ROME).strftime("%d/%m/%Y %H:%M:%S" if seconds else "%d/%m/%Y %H:%M")


def euros(value: str | int | None, language: str) -> str:
    """Give an amount of euro, in cents or as records answer it, without the sign."""
    if value is None or value == "":
        return NONE
    cents = value if isinstance(value, int) else int(str(codec_of(Money).parse(value, EXACT)))
    return amounts.format_amount(cents, language, short=True).strip("€\u00a0")


def number(value: str | None, language: str) -> str:
    """Give a decimal as the language writes it."""
    if not value:
        return NONE
    return value.replace(".", ",") if language == "it" else value


def count(value: int, language: str) -> str:
    """Give a count with its thousands apart: 1.000.000."""
    return f"{value:,}".replace(",", ".") if language == "it" else f"{value:,}"


def percent(value: int | str, language: str) -> str:
    """Give a share in per cent, as `number` writes it: 78 % in Italian, 78% in English."""
    return f"{value}\u00a0%" if language == "it" else f"{value}%"


def phone(value: str | None) -> str:
    """Give a phone in groups as papers do: +39 02 1234 5678."""
    return grouped_phone(value) if value else ""


def sentences(*parts: str) -> str:
    """Give parts as sentences one after the other, each with one stop; empty ones are left out."""
    *before, last = [part for part in parts if part] or [""]
    ended = (part if part.endswith((".", "…", "!", "?", ":")) else f"{part}." for part in before)
    return " ".join([*ended, last])


def joined(*parts: str | None, by: str = " · ") -> str:
    """Join what is there."""
    return by.join(part for part in parts if part)


def address(held: dict[str, str] | None) -> str:
    """Give an address on one line: Via dei Modelli 12, 20092 Cinisello Balsamo (MI)."""
    if not held:
        return ""
    street = joined(held.get("street"), held.get("number"), by=" ")
    place = joined(held.get("postcode"), town(held.get("town"), held.get("province")), by=" ")
    return joined(street, place, by=", ")


def town(name: str | None, province: str | None) -> str:
    """Give a town with its province: Cinisello Balsamo (MI)."""
    return joined(name, f"({province})" if province else "", by=" ")
