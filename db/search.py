"""The search box: derived entries, and the ranking of what they answer.

Always literal: what is typed is folded and compared, no character of it is an operator.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from db.tables import DERIVED, FIND, RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import Column, Kind, Search
from desktop.domain.records import KINDS
from desktop.domain.text import fold, name_key

Row = tuple[Primitive, ...]
_BATCH = 500
_LONGEST = 120  # characters of a query that count; nobody types more to find a firm
TIERS = ("exact", "begins", "name-begins", "word-begins", "inside", "similar")


@dataclass(frozen=True, slots=True)
class Hit:
    """A firm that answers a query: how well (a place in `TIERS`), by which field and text."""

    firm: UUID
    tier: int
    field: str
    key: str


def code_key(text: str) -> str:
    """Give an identifier without what people put between its characters."""
    return "".join(c for c in fold(text) if c.isalnum() or c in "@+")


def entries_of(kind: Kind, row: Row) -> Iterator[tuple[str, str]]:
    """Give the searched texts of a record: (field, folded key)."""
    for place, column in enumerate(kind.columns):
        cell = row[place]
        if column.spec.search is None or cell is None:
            continue
        value = column.codec.load(cell)
        texts = value if isinstance(value, tuple) else (str(value),)
        for text in texts:
            key = _key(column, str(text))
            if key:
                yield column.json_name, key


def _key(column: Column, text: str) -> str:
    if column.spec.search is Search.CODE:
        return code_key(text)
    return name_key(text) if column.spec.search is Search.NAME else fold(text)


def refresh(connection: Connection, changed: Iterable[tuple[Kind, Row, bool]]) -> None:
    """Write the entries of changed records anew."""
    rows: list[dict[str, object]] = []
    ids: list[bytes] = []
    for kind, row, alive in changed:
        if not any(column.spec.search for column in kind.columns):
            continue
        record = cast("bytes", row[0])
        ids.append(record)
        if alive:
            rows += _rows(kind, row, record)
    for start in range(0, len(ids), _BATCH):
        connection.execute(delete(FIND).where(FIND.c.record.in_(ids[start : start + _BATCH])))
    if rows:
        connection.execute(insert(FIND), rows)


def _rows(kind: Kind, row: Row, record: bytes) -> Iterator[dict[str, object]]:
    root = record
    if kind.parent:
        place = next(n for n, column in enumerate(kind.columns) if column.name == kind.parent)
        root = cast("bytes", row[place])
    for field, key in entries_of(kind, row):
        yield {"record": record, "root": root, "field": f"{kind.name}.{field}",
               "sort": len(key), "key": key}  # fmt: skip


def rebuild(connection: Connection) -> None:
    """Make every entry again from the records."""
    for table in DERIVED:
        connection.execute(delete(table))
    for kind in KINDS:
        table = RECORDS[kind.name]
        columns = [table.c[column.name] for column in kind.columns]
        rows = connection.execute(select(*columns).where(table.c.alive == 1))
        refresh(connection, ((kind, tuple(row), True) for row in rows.all()))


def find_firms(connection: Connection, text: str, limit: int = 100) -> list[Hit]:
    """Find the firms that answer a query, best first; a lower tier fills what is left."""
    query = name_key(text)[:_LONGEST].strip()
    words = [word for word in query.split(" ") if word]
    if not words:
        return []
    hits = _Hits(connection, limit)
    hits.codes(code_key(text)[:_LONGEST])
    hits.names(query)
    hits.words(words)
    if not hits.found:
        hits.similar(words)
    return hits.ranked()


class _Hits:
    """The best hit of each firm while the tiers are asked one after the other."""

    def __init__(self, connection: Connection, limit: int) -> None:
        self._connection = connection
        self._limit = limit
        self._names = _fields(Search.NAME)
        # tier, words answered beside the name, length or distance, field, key
        self.found: dict[bytes, tuple[int, int, int, str, str]] = {}

    def codes(self, key: str) -> None:
        if not key:
            return
        codes = FIND.c.field.in_(_fields(Search.CODE))
        self._take(0, codes & (FIND.c.key == key))
        self._take(1, codes & _begins(key))

    def names(self, query: str) -> None:
        named = FIND.c.field.in_(_fields(Search.NAME))
        self._take(2, named & _begins(query))

    def words(self, words: list[str]) -> None:
        """Every word must be answered by the same firm, by any of its texts."""
        self._every_word(3, words, inside=False)
        self._every_word(4, words, inside=True)

    def _every_word(self, tier: int, words: list[str], *, inside: bool) -> None:
        answers = [self._answers(word, inside=inside) for word in words]
        common = set.intersection(*(set(answer) for answer in answers))
        for firm in common:
            field, key = answers[0][firm]
            beside = sum(answer[firm][0] not in self._names for answer in answers)
            self.found.setdefault(firm, (tier, beside, len(key), field, key))

    def _answers(self, word: str, *, inside: bool) -> dict[bytes, tuple[str, str]]:
        """Give, for each firm, the text that answers a word: its name before any other."""
        spaced = func.instr(" " + FIND.c.key, word if inside else f" {word}") > 0
        query = select(FIND.c.root, FIND.c.field, FIND.c.key).where(spaced).order_by(FIND.c.sort)
        answers: dict[bytes, tuple[str, str]] = {}
        for root, field, key in self._connection.execute(query):
            if root not in answers or (
                field in self._names and answers[root][0] not in self._names
            ):
                answers[root] = (field, key)
        return answers

    def similar(self, words: list[str]) -> None:
        """One or two typing errors: every word is within them of a word of the register."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only the last tier needs it

        texts = FIND.c.field.in_(_fields(Search.NAME) | _fields(Search.WORDS))
        held = self._connection.execute(select(FIND.c.root, FIND.c.field, FIND.c.key).where(texts))
        firms: dict[bytes, list[tuple[str, str]]] = {}
        for root, field, key in held:
            firms.setdefault(root, []).append((field, key))
        for firm, keys in firms.items():
            pieces = {piece for _, key in keys for piece in key.split(" ")}
            far = [min(OSA.distance(w, p, score_cutoff=2) for p in pieces) for w in words]
            if all(d <= _errors(w) for d, w in zip(far, words, strict=True)):
                self.found.setdefault(firm, (5, 0, sum(far), *keys[0]))

    def _take(self, tier: int, wanted: ColumnElement[bool]) -> None:
        query = select(FIND.c.root, FIND.c.sort, FIND.c.field, FIND.c.key)
        query = query.where(wanted).order_by(FIND.c.sort, FIND.c.key)
        for root, sort, field, key in self._connection.execute(query):
            self.found.setdefault(root, (tier, 0, sort, field, key))

    def ranked(self) -> list[Hit]:
        firms = RECORDS["firm"]
        names: dict[bytes, str] = {}
        ids = list(self.found)
        for start in range(0, len(ids), _BATCH):
            query = select(firms.c.id, firms.c.name).where(
                firms.c.id.in_(ids[start : start + _BATCH])
            )
            names |= {row.id: fold(row.name) for row in self._connection.execute(query)}
        order = sorted(names, key=lambda i: (self.found[i][:3], names[i], i))
        return [
            Hit(UUID(bytes=i), self.found[i][0], self.found[i][3], self.found[i][4])
            for i in order[: self._limit]
        ]


def _errors(word: str) -> int:
    """Allow one error in a word of four letters or more, two from seven."""
    return (len(word) >= 4) + (len(word) >= 7)  # noqa: PLR2004 - said in the docstring


def _begins(key: str) -> ColumnElement[bool]:
    return (FIND.c.key >= key) & (FIND.c.key < key + "\U0010ffff")


def _fields(search: Search) -> set[str]:
    return {
        f"{kind.name}.{column.json_name}"
        for kind in KINDS
        for column in kind.columns
        if column.spec.search is search
    }
