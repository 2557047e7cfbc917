"""Where the list stands in its file: which sheet, which row heads it, which rows are firms."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.problems import DeskError
from desktop.domain.text import fold
from desktop.lists.cells import Cell, Head, Row
from desktop.lists.mapping import Columns, Named, columns_of, headers_of
from desktop.lists.targets import CODES
from desktop.lists.vocabulary import Vocabulary, vocabulary

_FEWEST = 2  # a row in which fewer columns are recognised heads nothing
_SAID_BY_A_PERSON = 100
_NUMBER = re.compile(r"[€\s]*[-+]?[0-9][0-9.,' ]*[€%\s]*")
Recall = Callable[[Sequence[str]], Named | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person said of a list: the sheet, the header row (as the sheet counts), columns."""

    sheet: str | None = None
    header_row: int | None = None
    mapping: Named | None = None


AS_FOUND = Wanted()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list stands: the sheet, its header row (counted from 1), its columns."""

    sheet: str
    header_row: int
    columns: Columns
    recalled: bool


def chosen_head(heads: Sequence[Head], name: str) -> Head:
    """Give the sheet of a name; refuses one that the file does not have (`list-no-sheet`)."""
    for head in heads:
        if head.name == name:
            return head
    names = ", ".join(head.name for head in heads)
    raise DeskError("list-no-sheet", details=[h.name for h in heads], sheet=name, known=names)


def find(heads: Sequence[Head], wanted: Wanted, recall: Recall) -> Place | None:
    """Find the list; None when no row of any sheet heads one.

    Among the sheets that are shown (all of them if one is named) the row wins in which most
    columns are recognised, the first of several; a mapping given or remembered outdoes words.
    """
    shown = [head for head in heads if head.visible] or heads
    sheets = shown if wanted.sheet is None else [chosen_head(heads, wanted.sheet)]
    best: tuple[int, str, int] | None = None
    for head in sheets:
        for number, row in enumerate(head.rows, 1):
            if wanted.header_row not in (None, number) or not row:
                continue
            score = _score(row, wanted, recall)
            if best is None or score > best[0]:
                best = (score, head.name, number)
    if best is None or (best[0] < _FEWEST and wanted.header_row is None):
        return None
    _, sheet, number = best
    return _place(chosen_head(sheets, sheet), number, wanted, recall)


def _place(head: Head, number: int, wanted: Wanted, recall: Recall) -> Place:
    headers = headers_of(head.rows[number - 1])
    recalled = recall(headers) if wanted.mapping is None else None
    said = wanted.mapping if recalled is None else recalled
    return Place(head.name, number, columns_of(headers, said), recalled is not None)


def _score(row: Row, wanted: Wanted, recall: Recall) -> int:
    headers = headers_of(row)
    if wanted.mapping:
        said = {fold(header) for header in wanted.mapping}
        return sum(1 for header in headers if fold(header) in said) * _SAID_BY_A_PERSON
    if recall(headers) is not None:
        return len(headers) * _SAID_BY_A_PERSON
    known = columns_of(headers).fills
    return sum(1 for target in known if target is not None)


def firms_of(rows: Iterable[Row], place: Place) -> Iterator[tuple[int, Row]]:
    """Give the rows that are firms, each with the sheet's own number.

    Rows above the header, empty rows, totals and the header itself printed again (the top of a
    new page) are none.
    """
    words = vocabulary()
    columns = place.columns
    codes = [n for n, t in enumerate(columns.fills) if t and t.name in _CODE_TARGETS]
    for number, row in enumerate(rows, 1):
        if number <= place.header_row or not any(row):
            continue
        if not _is_total(row, codes, words) and not _heads_again(row, columns):
            yield number, row


_CODE_TARGETS = (CODES, "tax_code", "vat_number")


def _is_total(row: Row, codes: Sequence[int], words: Vocabulary) -> bool:
    """Tell a row of totals: such a word first, no code, and nothing but numbers besides."""
    held = [(n, cell) for n, cell in enumerate(row) if cell is not None]
    text = re.sub("[0-9]+", " ", fold(held[0][1].text)).split()
    first = " ".join(text)
    named = first in words.totals or (bool(text) and text[0] in words.totals)
    coded = any(n in codes for n, _ in held[1:])
    return named and not coded and all(_is_number(cell) for _, cell in held[1:])


def _heads_again(row: Row, columns: Columns) -> bool:
    said = zip(row, columns.headers, strict=False)
    return all(cell is not None and cell.text.strip() == header for cell, header in said)


def _is_number(cell: Cell) -> bool:
    return cell.kind == "number" or _NUMBER.fullmatch(cell.text) is not None
