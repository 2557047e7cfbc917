"""What opens a list, in a process of its own (`desktop.confined`): heads first, then rows."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from desktop.confined import Talk
from desktop.domain.problems import DeskError
from desktop.files import read_whole
from desktop.lists.cells import Head, Row, cell_of, trimmed
from desktop.lists.delimited import decode, records, unescaped
from desktop.lists.limits import Limits

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_CHUNK = 2000  # rows in one message
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"<head", b"<meta")
_MOST_ENTRIES = 5000


class Answer(msgspec.Struct):
    """One message of the child: heads, or a stretch of rows."""

    heads: list[Head] | None = None
    rows: list[Row] | None = None
    last: bool = False


class Book(Protocol):
    """A file whose sheets can be read."""

    def heads(self) -> list[Head]:
        """Give the first rows of each sheet."""

    def rows(self, name: str) -> Iterator[Row]:
        """Give every row of a sheet, from its first."""


def serve(talk: Talk, path: str, limits: Limits) -> None:
    """Open the file, send the heads, wait for the name of a sheet, send its rows."""
    book = opened(Path(path), limits)
    talk.send(Answer(heads=book.heads()))
    name = talk.receive().decode()
    for rows in _chunks(_limited(book.rows(name), limits)):
        talk.send(Answer(rows=rows))
    talk.send(Answer(last=True))


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == _CHUNK:
            yield held
            held = []
    yield held


def _limited(rows: Iterable[Row], limits: Limits) -> Iterator[Row]:
    """Stop at the limits of rows, columns and cells; empty rows at the end count for nothing."""
    cells = waiting = number = 0
    for row in rows:
        if not row:
            waiting += 1
            continue
        number += waiting + 1
        cells += len(row)
        if number > limits.rows:
            raise DeskError("list-too-many-rows", most=str(limits.rows))
        if len(row) > limits.columns:
            raise DeskError("list-too-many-columns", most=str(limits.columns))
        if cells > limits.cells:
            raise DeskError("list-too-large")
        yield from ([] for _ in range(waiting))
        waiting = 0
        yield row


def opened(path: Path, limits: Limits) -> Book:
    """Open a file by what it holds, never by its name's ending."""
    data = read_whole(path, limits.file)
    if not data.strip():
        raise DeskError("list-empty")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise DeskError("list-password")
    if data.startswith(_ZIP):
        _refuse_bomb(data, limits)
    if data.startswith((_ZIP, _OLE)):
        return _Sheets(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_MARKUP):
        raise DeskError("list-web-page")
    return _Delimited(data, limits)


def _refuse_bomb(data: bytes, limits: Limits) -> None:
    """Refuse an archive that says it unpacks to more than it may; memory holds one that lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DeskError("list-not-read") from error
    if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > limits.unzipped:
        raise DeskError("list-unzips-too-large", most=str(limits.unzipped >> 20))


class _Sheets:
    """A workbook: XLSX, XLSB, XLS or ODS."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        from python_calamine import (  # noqa: PLC0415 - the desk itself never loads the parser
            CalamineError,
            CalamineWorkbook,
            PasswordError,
        )

        self._limits = limits
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError as error:
            raise DeskError("list-password") from error
        except CalamineError as error:
            raise DeskError("list-not-read") from error

    def heads(self) -> list[Head]:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - as above

        sheets = [s for s in self._book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
        return [
            Head(sheet.name, sheet.visible is SheetVisibleEnum.Visible, self._head(sheet.name))
            for sheet in sheets[: self._limits.sheets]
        ]

    def _head(self, name: str) -> list[Row]:
        rows = self.rows(name)
        return [row for row, _ in zip(rows, range(self._limits.head), strict=False)]

    def rows(self, name: str) -> Iterator[Row]:
        sheet: CalamineSheet = self._book.get_sheet_by_name(name)
        start = sheet.start
        if start is None:
            return
        # The parser leaves out empty columns before the first that holds something, and counts
        # rows from the sheet's own first.
        before: Row = [None] * start[1]
        width = self._limits.columns + 1
        for values in sheet.iter_rows():
            row = trimmed([cell_of(value) for value in values[:width]])
            yield before + row if row else []


class _Delimited:
    """A CSV file: one sheet without a name."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._text = decode(data)
        self._limits = limits

    def heads(self) -> list[Head]:
        rows = [row for row, _ in zip(self.rows(""), range(self._limits.head), strict=False)]
        return [Head("", visible=True, rows=rows)]

    def rows(self, name: str) -> Iterator[Row]:
        del name  # the one sheet there is
        for record in records(self._text):
            yield trimmed([cell_of(unescaped(text)) for text in record[: self._limits.columns + 1]])
