"""Value types of records and their one form in store, journal and wire.

Four primitives (null, integer, text, bytes) hold everything: money is integer cents, other
decimals exact text, dates ISO text, lists and maps canonical JSON text.
"""

import enum
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NewType, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop.domain import amounts, dates, identifiers
from desktop.domain.problems import WrongValueError
from desktop.domain.text import clean

Primitive = int | str | bytes | None
Json = object

Money = NewType("Money", int)  # cents of euro
Percent = NewType("Percent", Decimal)  # 0 to 100
TaxCode = NewType("TaxCode", str)
VatNumber = NewType("VatNumber", str)
Rea = NewType("Rea", str)
Email = NewType("Email", str)
Pec = NewType("Pec", str)
Phone = NewType("Phone", str)
Website = NewType("Website", str)
Postcode = NewType("Postcode", str)
Province = NewType("Province", str)
Country = NewType("Country", str)  # ISO 3166 alpha-2
DayOfYear = NewType("DayOfYear", str)  # MM-DD
Sha256 = NewType("Sha256", bytes)
CountMap = tuple[tuple[str, int], ...]

TYPED_MOMENT, _ISO_MOMENT = "09/09/2021 10:00:05", "2021-09-09T10:00:05"
ROME = ZoneInfo("Europe/Rome")  # a time without an offset is said in this zone


@dataclass(frozen=True, slots=True)
class Reading:
    """How a draft's texts are read: exact (JSON of scripts) or as a clerk types them.

    `today` turns clerk reading on ("oggi", "+7", 1/2/26); `thousands_dot` takes "1.234" for
    one thousand two hundred and thirty-four, as lists of a chamber mean it.
    """

    today: date | None = None
    thousands_dot: bool = False


EXACT = Reading()


@dataclass(frozen=True, slots=True)
class Codec:
    """How one value type is parsed from a draft and held as a primitive."""

    primitive: type[int] | type[str] | type[bytes]
    parse: Callable[[object, Reading], object]
    dump: Callable[[object], Primitive]
    load: Callable[[Primitive], object]
    to_json: Callable[[object], Json]
    schema: Mapping[str, object]


def _same(value: object) -> object:
    return value


def _text_of(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise WrongValueError("not-text")
    return clean(str(value)).text


def _parse_text(value: object, _reading: Reading) -> str:
    if not isinstance(value, str):
        raise WrongValueError("not-text")
    return clean(value, multiline=True).text


def _parse_bool(value: object, _reading: Reading) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "1": True, "false": False, "0": False}
    words |= {"sì": True, "si": True, "yes": True, "no": False}
    answer = words.get(_text_of(value).casefold())
    if answer is None:
        raise WrongValueError("not-yes-or-no")
    return answer


def _parse_int(value: object, _reading: Reading) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise WrongValueError("not-a-whole-number")
    text = _text_of(int(value) if isinstance(value, float) else value)
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise WrongValueError("not-a-whole-number")
    return int(text)


def _exact_decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", text):
        raise WrongValueError("not-a-number")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise WrongValueError("not-a-number") from None


def _parse_decimal(value: object, reading: Reading) -> Decimal:
    text = _text_of(value)
    if reading.today is None or isinstance(value, int | float):
        return _exact_decimal(text)
    return amounts.parse_decimal(text)


def _parse_percent(value: object, reading: Reading) -> Decimal:
    number = _parse_decimal(value, reading)
    if not 0 <= number <= 100:  # noqa: PLR2004 - a percentage is just this
        raise WrongValueError("not-a-percentage")
    return number


def _parse_money(value: object, reading: Reading) -> int:
    text = _text_of(value)
    if reading.today is not None and isinstance(value, str):
        return amounts.parse_amount(text, thousands_dot=reading.thousands_dot)
    euros = _exact_decimal(text)
    cents = euros * 100
    if cents != cents.to_integral_value():
        raise WrongValueError("parts-of-a-cent")
    return int(cents)


def _parse_date(value: object, reading: Reading) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text_of(value)
    if reading.today is not None:
        return dates.parse_date(text, reading.today)
    return dates.iso_date(text)


def _parse_time(value: object, reading: Reading) -> time:
    if isinstance(value, time):
        return value
    text = _text_of(value)
    if reading.today is not None:
        return dates.parse_time(text)
    if not re.fullmatch(r"[0-2]\d:[0-5]\d", text):
        raise WrongValueError("not-a-time")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise WrongValueError("not-a-time") from None


def _parse_moment(value: object, reading: Reading) -> datetime:
    if isinstance(value, datetime):
        moment = value
    else:
        text = _text_of(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            if reading.today is None:
                raise WrongValueError("not-a-moment", example=_ISO_MOMENT) from None
            moment = _clerk_moment(text, reading.today)
        dates.near(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=ROME)


def _clerk_moment(text: str, today: date) -> datetime:
    day, _, hour = text.partition(" ")
    if not hour:
        raise WrongValueError("not-a-moment", example=TYPED_MOMENT)
    parts = re.fullmatch(r"(\d{1,2})[:.](\d{2})[:.](\d{2})", hour.strip())
    at = _to_the_second(parts) if parts else dates.parse_time(hour)
    return datetime.combine(dates.parse_date(day, today), at)


def _to_the_second(parts: re.Match[str]) -> time:
    hour, minute, second = (int(part) for part in parts.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        raise WrongValueError("not-a-moment", example=TYPED_MOMENT) from None


def _parse_uuid(value: object, _reading: Reading) -> UUID:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(_text_of(value))
    except ValueError:
        raise WrongValueError("not-an-id") from None


def _parse_bytes(value: object, _reading: Reading) -> bytes:
    if isinstance(value, bytes):
        return value
    try:
        return bytes.fromhex(_text_of(value))
    except ValueError:
        raise WrongValueError("not-hexadecimal") from None


def _parse_list(value: object, _reading: Reading) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part for part in re.split(r"[;,\n]", value) if part.strip()]
    if not isinstance(value, list | tuple):
        raise WrongValueError("not-a-list")
    items = [_parse_text(item, EXACT) for item in value]
    return tuple(dict.fromkeys(item for item in items if item))


def _parse_counts(value: object, _reading: Reading) -> CountMap:
    if not isinstance(value, Mapping):
        raise WrongValueError("not-a-map")
    pairs = [(_text_of(key), _parse_int(item, EXACT)) for key, item in value.items()]
    return tuple(sorted(pairs))


def _hard(check: Callable[[str], identifiers.Checked]) -> Callable[[object, Reading], object]:
    """Refuse a value that fails its check: what is stored would be false."""

    def parse(value: object, _reading: Reading) -> str:
        text = _text_of(value)
        checked = check(text)
        if checked.problem is not None:
            expected = identifiers.expected_check_character(text) or ""
            raise WrongValueError(f"identifier.{checked.problem}", expected=expected)
        return checked.normalised

    return parse


def _soft(check: Callable[[str], identifiers.Checked]) -> Callable[[object, Reading], object]:
    """Normalise a value that can be read and keep any other as typed, to be verified."""

    def parse(value: object, _reading: Reading) -> str:
        text = _text_of(value)
        checked = check(text)
        return checked.normalised if checked.valid else text

    return parse


def _parse_country(value: object, _reading: Reading) -> str:
    text = _text_of(value).upper()
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise WrongValueError("not-a-country")
    return text


def _parse_day_of_year(value: object, _reading: Reading) -> str:
    text = _text_of(value)
    try:
        date.fromisoformat(f"2020-{text}")
    except ValueError:
        raise WrongValueError("not-a-day-of-year") from None
    return text


def _json_list(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json_map(value: object) -> str:
    return _json_list(dict(cast("CountMap", value)))


def _load_list(value: Primitive) -> object:
    return tuple(json.loads(cast("str", value)))


def _load_map(value: Primitive) -> object:
    return tuple(sorted(json.loads(cast("str", value)).items()))


def _money_json(cents: object) -> str:
    return str((Decimal(cast("int", cents)) / 100).quantize(Decimal("0.01")))


def _text_codec(
    parse: Callable[[object, Reading], object] = _parse_text, **schema: object
) -> Codec:
    same = cast("Callable[[Primitive], object]", _same)
    return Codec(str, parse, cast("Callable[[object], Primitive]", _same), same, _same,
                 {"type": "string", **schema})  # fmt: skip


def _written(
    parse: Callable[[object, Reading], object], read: Callable[[str], object], **schema: object
) -> Codec:
    """Give the codec of a type whose primitive is its exact text."""

    def load(value: Primitive) -> object:
        return read(cast("str", value))

    return Codec(str, parse, str, load, str, {"type": "string", **schema})


def _moment_text(value: object) -> str:
    return cast("datetime", value).isoformat()


def _hour_text(value: object) -> str:
    return cast("time", value).strftime("%H:%M")


_INT = Codec(int, _parse_int, cast("Callable[[object], Primitive]", _same),
             cast("Callable[[Primitive], object]", _same), _same, {"type": "integer"})  # fmt: skip

_CODECS: Mapping[object, Codec] = types.MappingProxyType({
    str: _text_codec(),
    int: _INT,
    bool: Codec(int, _parse_bool, lambda v: int(bool(v)), bool, _same, {"type": "boolean"}),
    bytes: Codec(bytes, _parse_bytes, lambda v: cast("bytes", v), _same,
                 lambda v: cast("bytes", v).hex(), {"type": "string"}),
    Sha256: Codec(bytes, _parse_bytes, lambda v: cast("bytes", v), _same,
                  lambda v: cast("bytes", v).hex(), {"type": "string"}),
    UUID: Codec(bytes, _parse_uuid, lambda v: cast("UUID", v).bytes,
                lambda v: UUID(bytes=cast("bytes", v)), str, {"type": "string", "format": "uuid"}),
    Money: Codec(int, _parse_money, cast("Callable[[object], Primitive]", _same), _same,
                 _money_json, {"type": "string", "pattern": r"^-?\d+(\.\d{1,2})?$"}),
    Decimal: _written(_parse_decimal, Decimal, pattern=r"^-?\d+(\.\d+)?$"),
    Percent: _written(_parse_percent, Decimal, pattern=r"^\d+(\.\d+)?$"),
    date: _written(_parse_date, date.fromisoformat, format="date"),
    time: Codec(str, _parse_time, _hour_text, lambda v: time.fromisoformat(cast("str", v)),
                _hour_text, {"type": "string", "pattern": r"^\d\d:\d\d$"}),
    datetime: Codec(str, _parse_moment, _moment_text,
                    lambda v: datetime.fromisoformat(cast("str", v)), _moment_text,
                    {"type": "string", "format": "date-time"}),
    tuple[str, ...]: Codec(str, _parse_list, _json_list, _load_list,
                           lambda v: list(cast("tuple[str, ...]", v)),
                           {"type": "array", "items": {"type": "string"}}),
    CountMap: Codec(str, _parse_counts, _json_map, _load_map,
                    lambda v: dict(cast("CountMap", v)),
                    {"type": "object", "additionalProperties": {"type": "integer"}}),
    TaxCode: _text_codec(_hard(identifiers.check_tax_code)),
    VatNumber: _text_codec(_hard(identifiers.check_vat_number)),
    Rea: _text_codec(_soft(identifiers.check_rea)),
    Email: _text_codec(_soft(identifiers.check_email)),
    Pec: _text_codec(_soft(identifiers.check_pec)),
    Phone: _text_codec(_soft(identifiers.check_phone)),
    Website: _text_codec(_soft(identifiers.check_website)),
    Postcode: _text_codec(_soft(identifiers.check_postcode)),
    Province: _text_codec(_soft(identifiers.check_province)),
    Country: _text_codec(_parse_country, pattern="^[A-Z]{2}$"),
    DayOfYear: _text_codec(_parse_day_of_year, pattern=r"^\d\d-\d\d$"),
})  # fmt: skip


def is_plain(codec: Codec) -> bool:
    """Tell whether every primitive of the codec's type can be loaded: it is the value itself."""
    return codec.load is _same


@cache
def codec_of(annotation: object) -> Codec:
    """Give the codec of a field's type (an optional type's is that of what it may hold)."""
    if isinstance(annotation, type) and issubclass(annotation, enum.StrEnum):
        return _enum_codec(annotation)
    codec = _CODECS.get(annotation)
    if codec is None:
        message = f"no codec for {annotation!r}"
        raise TypeError(message)
    return codec


def without_none(annotation: object) -> tuple[object, bool]:
    """Split an annotation into what it holds and whether it may be null."""
    if typing.get_origin(annotation) not in {typing.Union, types.UnionType}:
        return annotation, False
    arms = [arm for arm in typing.get_args(annotation) if arm is not types.NoneType]
    return arms[0], True


def _enum_codec(cls: type[enum.StrEnum]) -> Codec:
    choices = [member.value for member in cls]

    def parse(value: object, _reading: Reading) -> enum.StrEnum:
        text = _text_of(value)
        for member in cls:
            if text.casefold() == member.value.casefold():
                return member
        raise WrongValueError("not-a-choice", choices=", ".join(choices))

    def load(value: Primitive) -> str:
        """Give the member; a choice that only a newer program knows stays the text it is."""
        text = cast("str", value)
        return cls(text) if text in choices else text

    return Codec(str, parse, str, load, str, {"type": "string", "enum": choices})
