"""CSV as Italian spreadsheets write it: encoding and separator are found, not asked."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from desktop.domain.problems import DeskError

SEPARATORS = (";", ",", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD_ENCODINGS = ("cp850", "mac_roman")  # of DOS programs and of Macs
_SAMPLE = 60  # records that are looked at for the separator
_SAMPLE_BYTES = 4000
_LONGEST_CELL = 1 << 20
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
_ESCAPED = re.compile("'+\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NEW_LINE = "\n"
_LINE_ENDS = (_NEW_LINE, "\r")
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 0.02


def decode(data: bytes) -> str:
    """Read bytes as text: a byte order mark decides, then UTF-8, then Windows 1252, then a guess.

    Refuses what is no text (`list-not-read`).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    for encoding in (*_utf_16(data), "utf-8", "cp1252"):
        try:
            return _text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return _text(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise DeskError("list-encoding", encoding=encoding) from error


def _utf_16(data: bytes) -> tuple[str, ...]:
    """Tell UTF-16 without a mark: every second byte of Western text is then null."""
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.8 * half:
        return ("utf-16-le",)
    if half and sample[0::2].count(0) > 0.8 * half:
        return ("utf-16-be",)
    return ()


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only the odd file needs it

    best = from_bytes(data, cp_isolation=list(_OLD_ENCODINGS)).best()
    if best is None:
        raise DeskError("list-not-read")
    return _text(str(best))


def _text(text: str) -> str:
    """Refuse what decodes but is no text: a picture or a program renamed to .csv."""
    sample = text[:_SAMPLE_BYTES]
    if len(_BINARY.findall(sample)) > _MOST_BINARY * max(len(sample), 100):
        raise DeskError("list-not-read")
    return text


def records(text: str) -> Iterator[list[str]]:
    """Give the records of a CSV text; an empty line is an empty record, and counts as a row.

    Refuses a quote that is never closed (`list-open-quote`, with the row where it opens):
    everything after it would silently be one cell.
    """
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else _separator(text)
    end = "\x00end"  # a record of our own: an open quote would swallow it
    rows = _rows(f"{text}{'' if text.endswith(_LINE_ENDS) else _NEW_LINE}{end}", separator)
    held: list[str] | None = None
    number = 0
    for row in rows:
        if held is not None:
            yield held
        number += 1
        held = row
    if held != [end]:
        raise DeskError("list-open-quote", row=str(number))


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    read = 0
    try:
        for row in rows:
            read += 1
            yield row
    except csv.Error as error:
        raise DeskError("list-row-not-read", row=str(read + 1)) from error


def _separator(text: str) -> str:
    """Take the separator that cuts most records into the same number of columns."""
    sample = "\n".join(text[: _SAMPLE * _SAMPLE_BYTES].splitlines()[: 2 * _SAMPLE])
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> int:
    widths: dict[int, int] = {}
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            widths[len(row)] = widths.get(len(row), 0) + 1
    except csv.Error:
        return 0
    wide = {width: times for width, times in widths.items() if width > 1}
    return max((width * times for width, times in wide.items()), default=0)


def unescaped(text: str) -> str:
    """Take off the apostrophe with which a CSV of ours keeps a text from being a formula."""
    return text[1:] if _ESCAPED.match(text) else text


def escaped(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    A telephone number "+39 02..." stays as it is: it holds digits and blanks alone, which no
    formula can do harm with, and other programs must find the number as it is.
    """
    if _PHONE.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


_PHONE = re.compile(r"\+[0-9][0-9 ]{5,20}")
_FORMULA = re.compile("'*\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
