"""The search box's tables in SQLite: derived, made again at will, never exchanged.

`find` holds one row for each record that can be found. Its `sid` is made of kind, length of the
name, first letters and a number: FTS5 answers in the order of row ids, so that the first hundred
answers are the hundred shortest names of a kind, and no ranking has to be computed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import sqlcipher3.dbapi2 as driver

from db.entries import Entry, is_name
from db.sqlite.bulk import many
from desktop.domain.codecs import Primitive

_TAG = 0xF0000  # private use: tells which field a text in `find` comes from
_TAGGED = re.compile("([\U000f0000-\U000f0fff])([^\U000f0000-\U000f0fff]*)")
_NUMBER, _LETTERS, _LENGTH = 17, 32, 8  # bits of a sid; the kind stands above them
_KIND = _NUMBER + _LETTERS + _LENGTH
_FIRST = 6  # letters of a name that its sid holds
_SYMBOLS = 37  # blank or other sign, ten figures, 26 letters
_BATCH = 500
_WORDS = "content='', detail=none, columnsize=0"
_SPLIT = "unicode61 remove_diacritics 0 categories ''L* N* Co M*''"
_TABLES = ("find", "find_code", "find_term", "find_name", "find_word", "find_part")
_MADE = (
    """CREATE TABLE find (sid INTEGER PRIMARY KEY, record BLOB NOT NULL, name TEXT NOT NULL,
       texts TEXT NOT NULL, codes TEXT NOT NULL, shown TEXT NOT NULL, town TEXT, province TEXT,
       status TEXT, sectors TEXT) STRICT""",
    "CREATE UNIQUE INDEX find_record ON find (record)",
    "CREATE INDEX find_by_name ON find (name, status, province, sectors)",
    "CREATE INDEX find_by_town ON find (town, name, status, province, sectors)",
    """CREATE TABLE find_code (key TEXT NOT NULL, sid INTEGER NOT NULL, field INTEGER NOT NULL,
       PRIMARY KEY (key, sid, field)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE find_term (no INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT",
    f"""CREATE VIRTUAL TABLE find_name USING fts5
        (words, {_WORDS}, prefix='1 2 3 4', tokenize='{_SPLIT}')""",
    f"""CREATE VIRTUAL TABLE find_word USING fts5
        (words, {_WORDS}, prefix='1 2 3 4', tokenize='{_SPLIT}')""",
    f"""CREATE VIRTUAL TABLE find_part USING fts5
        (words, {_WORDS}, tokenize='trigram case_sensitive 1')""",
)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_Held = tuple[int, str, str, str, str, str | None, str | None, str | None, str | None]


def make(connection: driver.Connection) -> None:
    """Make the tables, empty; what stood in them is dropped."""
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _MADE:
        connection.execute(statement)


def first_of(kind: int) -> int:
    """Give the lowest sid that a record of a kind may have; the next kind's ends it."""
    return kind << _KIND


def packed(shown: Sequence[Primitive]) -> str:
    """Write what a list shows of a record into one column."""
    return _JSON.encode(shown)


def unpacked(held: str) -> tuple[Primitive, ...]:
    """Read it again."""
    return tuple(json.loads(held))


def tagged(pairs: Iterable[tuple[int, str]]) -> str:
    """Write texts or codes into one column, each behind the sign of its field."""
    return "".join(f"{chr(_TAG + field)}{key}" for field, key in pairs)


def untagged(held: str) -> Iterator[tuple[int, str]]:
    """Read them again, in their order."""
    for tag, key in _TAGGED.findall(held):
        yield ord(tag) - _TAG, key


def write(connection: driver.Connection, entries: Sequence[Entry], *, new: bool) -> None:
    """Write entries; those that are not `new` may stand there already, otherwise or the same."""
    if not new:
        entries = _differing(connection, entries)
    numbers = _Numbers(connection)
    rows = sorted((numbers.next(entry), entry) for entry in entries)
    many(
        connection,
        "INSERT INTO find VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (sid, e.record, e.name, tagged(e.texts), tagged(e.codes), packed(e.shown), *e.listed)
            for sid, e in rows
        ],
    )
    many(
        connection,
        "INSERT OR IGNORE INTO find_code VALUES (?, ?, ?)",
        sorted((key, sid, field) for sid, e in rows for field, key in e.codes),
    )
    terms = {word for _, e in rows for _, text in e.texts for word in text.split(" ")}
    many(
        connection,
        "INSERT OR IGNORE INTO find_term (word) VALUES (?)",
        [(word,) for word in sorted(terms)],
    )
    held = [(sid, *_words(e.texts)) for sid, e in rows]
    for table, place in (("find_name", 1), ("find_word", 2), ("find_part", 1)):
        many(
            connection,
            f"INSERT INTO {table} (rowid, words) VALUES (?, ?)",  # noqa: S608 - our own names
            [(row[0], row[place]) for row in held],
        )


def remove(connection: driver.Connection, records: Sequence[bytes]) -> None:
    """Take the entries of records out; those that have none are passed over."""
    for held in _held(connection, records).values():
        _take_out(connection, held)


def _words(texts: Iterable[tuple[int, str]]) -> tuple[str, str]:
    """Give the words of the names, and all words."""
    names = " ".join(key for field, key in texts if is_name(field))
    return names, " ".join(key for _, key in texts)


def _held(connection: driver.Connection, records: Sequence[bytes]) -> dict[bytes, _Held]:
    found: dict[bytes, _Held] = {}
    for start in range(0, len(records), _BATCH):
        batch = records[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        query = f"SELECT record, sid, name, texts, codes, shown, town, province, status, sectors FROM find WHERE record IN ({marks})"  # noqa: S608, E501 - marks only
        found |= {row[0]: row[1:] for row in connection.execute(query, batch)}
    return found


def _differing(connection: driver.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """Take out the entries that are to be written anew; give those that are to be written."""
    held = _held(connection, [entry.record for entry in entries])
    wanted: list[Entry] = []
    for entry in entries:
        old = held.get(entry.record)
        texts = (entry.name, tagged(entry.texts), tagged(entry.codes))
        if old is None:
            wanted.append(entry)
        elif old[1:4] != texts:
            _take_out(connection, old)
            wanted.append(entry)
        elif old[4:] != (packed(entry.shown), *entry.listed):
            connection.execute(
                "UPDATE find SET shown = ?, town = ?, province = ?, status = ?, sectors = ? "
                "WHERE sid = ?",
                (packed(entry.shown), *entry.listed, old[0]),
            )
    return wanted


def _take_out(connection: driver.Connection, held: _Held) -> None:
    sid, texts, codes = held[0], tuple(untagged(held[2])), tuple(untagged(held[3]))
    connection.execute("DELETE FROM find WHERE sid = ?", (sid,))
    connection.executemany(
        "DELETE FROM find_code WHERE key = ? AND sid = ?", [(key, sid) for _, key in codes]
    )
    names, words = _words(texts)
    for table, said in (("find_name", names), ("find_word", words), ("find_part", names)):
        # a contentless table forgets a row when it is told once more what stood in it
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)",  # noqa: S608
            (sid, said),
        )


def forget_words(connection: driver.Connection) -> None:
    """Take out of the vocabulary the words that no record holds any more, and out of the pages.

    FTS5 keeps what was taken out until it merges its segments; the vocabulary keeps what a record
    once held, before it was changed or removed too.
    """
    for table in ("find_name", "find_word", "find_part"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - our own names
    connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, find_word, row)")
    left = connection.execute(
        "SELECT word FROM find_term WHERE word NOT IN (SELECT term FROM temp.held)"
    ).fetchall()
    connection.execute("DROP TABLE temp.held")
    for (word,) in left:
        quoted = '"' + word.replace('"', '""') + '"'  # of one word FTS5 may make several
        query = "SELECT 1 FROM find_word WHERE find_word MATCH ? LIMIT 1"
        if connection.execute(query, (quoted,)).fetchone() is None:
            connection.execute("DELETE FROM find_term WHERE word = ?", (word,))


class _Numbers:
    """Gives new entries their sids."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection
        self._last: dict[int, int] = {}

    def next(self, entry: Entry) -> int:
        base = (entry.kind << _LENGTH | min(len(entry.name), 255)) << _LETTERS | _packed(entry.name)
        while (sid := self._after(base)) > base << _NUMBER | (1 << _NUMBER) - 1:
            base += 1  # a hundred thousand names alike: on among the next letters
        self._last[base] = sid
        return sid

    def _after(self, base: int) -> int:
        if base not in self._last:
            low = base << _NUMBER
            row = self._connection.execute(
                "SELECT max(sid) FROM find WHERE sid BETWEEN ? AND ?",
                (low, low | (1 << _NUMBER) - 1),
            ).fetchone()
            self._last[base] = low if row[0] is None else cast("int", row[0])
        return self._last[base] + 1


def _packed(name: str) -> int:
    packed = 0
    for char in name[:_FIRST].ljust(_FIRST):
        packed = packed * _SYMBOLS + _symbol(char)
    return packed


def _symbol(char: str) -> int:
    if "a" <= char <= "z":
        return ord(char) - ord("a") + 11
    if "0" <= char <= "9":
        return ord(char) - ord("0") + 1
    return 0 if char == " " else _SYMBOLS - 1
