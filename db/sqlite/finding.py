"""Answering the search box from its tables: tier by tier, best first, a hundred at most.

A tier is asked only for what the better ones leave. All of it is literal: words are folded and
quoted before FTS5 sees them, so that no character that is typed is an operator.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from db.entries import FIELDS, code_key, mail_key
from db.sqlite.index import first_of, unpacked, untagged
from desktop.domain.codecs import Primitive
from desktop.domain.text import fold, name_key

TIERS = ("exact", "begins", "name-begins", "word-begins", "inside", "similar")
EXACT, BEGINS, NAME, WORD, INSIDE, SIMILAR = range(len(TIERS))
_LONGEST = 120  # characters of a query that count; nobody types more to find a firm
_MOST_WORDS = 8
_PREFIX = 4  # letters up to which the index holds the beginnings of words
_MOST_LETTERS = 10  # of a word from whose pieces the rarest are taken
_GRAM = 3  # letters that a piece inside a word needs
_TERMS = 64  # words that one typed piece may stand for
_LAST = "\U0010ffff"
_FEWEST_LETTERS = 4  # of a code without figures: fewer would answer to any short word
_STEPS, _LOOKS = 1000, 60  # of SQLite's machine between two looks, and how many of those at most
_FORM = re.compile(r" s ?[rpna]?$")  # a legal form of which the end lacks


_Row = tuple[bytes, str, str, str]  # of `find`: record, texts, codes, shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers: how well (a place in `TIERS`), by which field and text.

    `shown` is what a list shows of it (`SHOWN`).
    """

    record: UUID
    tier: int
    field: str
    key: str
    shown: tuple[Primitive, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, folded: the whole name, its words, and the same as a code."""

    name: str
    words: tuple[str, ...]
    codes: tuple[str, ...]
    low: int
    high: int

    @classmethod
    def read(cls, text: str, kind: int) -> "_Asked":
        text = text[: 4 * _LONGEST]
        name = name_key(text)[:_LONGEST].strip() if fold(text) else ""
        code = mail_key(text) if "@" in text else code_key(text)
        codes = (code,) if code and _is_code(code) else ()
        words = tuple(dict.fromkeys(name.split()))[:_MOST_WORDS]
        return cls(name, words, codes, first_of(kind), first_of(kind + 1) - 1)


def _is_code(code: str) -> bool:
    return "@" in code or any(c.isdigit() for c in code) or len(code) >= _FEWEST_LETTERS


@dataclass(slots=True)
class _Answer:
    """The answers so far, best first: sid, tier, and the code's field where a code answered."""

    limit: int
    found: dict[int, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.found) >= self.limit

    def take(self, tier: int, sids: Iterable[int]) -> None:
        for sid in sids:
            if self.full:
                return
            self.found.setdefault(sid, (tier, None))

    def take_code(self, tier: int, sid: int, place: int) -> None:
        if not self.full:
            self.found.setdefault(sid, (tier, place))


class Finder:
    """Answers queries on one connection; it remembers the register's words between two."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection
        self._vocabulary = _Vocabulary(connection)

    def warm(self) -> None:
        """Read what the first query would wait for: the words of the register."""
        self._vocabulary.bring()

    def find(self, text: str, kind: int, limit: int, *, late: bool) -> list[Hit]:
        """Find records of a kind; `late` also asks for words with one or two typing errors."""
        asked = _Asked.read(text, kind)
        hits = self._answered(asked, limit, late=late)
        without = _FORM.sub("", asked.name)
        if hits or without == asked.name:
            return hits
        return self.find(without, kind, limit, late=late)

    def _answered(self, asked: _Asked, limit: int, *, late: bool) -> list[Hit]:
        answer = _Answer(limit)
        if not asked.words and not asked.codes:
            return []
        tiers = [self._codes, self._names, self._words, self._mails, self._mixed, self._inside]
        for tier in (*tiers, self._similar) if late else tiers:
            if answer.full:
                break
            tier(asked, answer)
        return self._hits(asked, answer)

    # --- tiers ------------------------------------------------------------------------------

    def _codes(self, asked: _Asked, answer: _Answer) -> None:
        """Take identifiers: the whole one, then those that begin so."""
        for code in asked.codes:
            for key, sid, place in self._coded(code, asked, 2 * answer.limit):
                answer.take_code(EXACT if key == code else BEGINS, sid, place)

    def _coded(self, code: str, asked: _Asked, limit: int) -> list[tuple[str, int, int]]:
        rows = self._all(
            "key, sid, field",
            "SELECT key, sid, field FROM find_code WHERE key >= ? AND key < ? "
            "AND sid BETWEEN ? AND ? ORDER BY key, sid, field LIMIT ?",
            (code, code + _LAST, asked.low, asked.high, limit),
        )
        return cast("list[tuple[str, int, int]]", rows)

    def _all(self, columns: str, query: str, values: Sequence[object]) -> list[list[Any]]:
        """Give the rows of a query, read as one.

        With each row the driver gives the interpreter away, and while another thread writes it
        takes milliseconds to have it back.
        """
        whole = f"SELECT json_group_array(json_array({columns})) FROM ({query})"  # noqa: S608
        (held,) = self._connection.execute(whole, values).fetchone()
        return cast("list[list[Any]]", json.loads(held))

    def _names(self, asked: _Asked, answer: _Answer) -> None:
        """Take names that begin with all that was typed, by the alphabet."""
        if asked.name:
            rows = self._all(
                "sid",
                "SELECT sid FROM find WHERE name >= ? AND name < ? AND sid BETWEEN ? AND ? "
                "ORDER BY name, sid LIMIT ?",
                (asked.name, asked.name + _LAST, asked.low, asked.high, answer.limit),
            )
            answer.take(NAME, (row[0] for row in rows))

    def _words(self, asked: _Asked, answer: _Answer) -> None:
        """Take what has a word for each begun word: in its name first, then anywhere."""
        terms = [self._beginning(word) for word in asked.words]
        if not terms or not all(terms):
            return
        for table in ("find_name", "find_word"):
            answer.take(WORD, self._matching(table, terms, asked, answer.limit))
            if answer.full:
                return

    def _beginning(self, word: str) -> str:
        """Give what FTS5 is asked for the words that begin so; empty when there are none.

        Beginnings of up to four letters are in the index. Longer ones are spelled out: whole
        words are read as far as they are needed, a beginning would be gathered to its end.
        """
        if len(word) <= _PREFIX:
            return f"{_quoted(word)}*"
        rows = self._all(
            "word",
            "SELECT word FROM find_term WHERE word >= ? AND word < ? LIMIT ?",
            (word, word + _LAST, _TERMS + 1),
        )
        if len(rows) > _TERMS:
            return f"{_quoted(word)}*"
        return _any_of(row[0] for row in rows)

    def _matching(
        self, table: str, terms: Sequence[str], asked: _Asked, limit: int
    ) -> Iterator[int]:
        rows = self._all(
            "sid",
            f"SELECT rowid AS sid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? "  # noqa: S608
            "ORDER BY rowid LIMIT ?",
            (" AND ".join(terms), asked.low, asked.high, limit),
        )
        return (row[0] for row in rows)

    def _mails(self, asked: _Asked, answer: _Answer) -> None:
        """Take addresses whose name or domain begins so, typed without the @."""
        code = code_key(asked.name)
        if code and not any("@" in held for held in asked.codes):
            for _, sid, place in self._coded(f"@{code}", asked, answer.limit):
                answer.take_code(WORD, sid, place)

    def _mixed(self, asked: _Asked, answer: _Answer) -> None:
        """Take a word and the beginning of a number, in any order: `rossi 0277`."""
        numbers = [word for word in asked.words if word.isdigit() and len(word) >= _GRAM]
        if len(asked.words) < 2 or not numbers:  # noqa: PLR2004 - two words make a mix
            return
        longest = max(numbers, key=len)
        sids = [sid for _, sid, _ in self._coded(longest, asked, 5 * answer.limit)]
        held = self._read(sids)
        others = [word for word in asked.words if word != longest]
        answer.take(WORD, (
            sid for sid in sorted(held)
            if all(_begins_any(word, held[sid]) for word in others)
        ))  # fmt: skip

    def _inside(self, asked: _Asked, answer: _Answer) -> None:
        """Take pieces inside words: by the words that hold them, or by the letters of names alone.

        A piece that a great register holds in more words than a query may name is short; then
        names are asked for by their letters, and town and person are left out.
        """
        if not any(len(word) >= _GRAM for word in asked.words):
            return
        terms = [term for word in asked.words if (term := self._holding(word)) is not None]
        if not all(terms):
            return
        if len(terms) == len(asked.words):
            answer.take(INSIDE, self._matching("find_word", terms, asked, answer.limit))
        elif all(any(self._matching("find_name", [term], asked, 1)) for term in terms):
            answer.take(INSIDE, self._inside_names(asked, answer.limit))

    def _holding(self, piece: str) -> str | None:
        """Give what FTS5 is asked for the words that hold a piece; None when they are too many."""
        if len(piece) < _GRAM:
            return f"{_quoted(piece)}*"
        words = self._vocabulary.containing(piece)
        return None if len(words) > _TERMS else _any_of(words)

    def _inside_names(self, asked: _Asked, limit: int) -> list[int]:
        most = 2 if len(asked.words) > 1 else 3
        grams = dict.fromkeys(
            gram
            for word in asked.words
            for gram in sorted(_grams(word), key=self._vocabulary.count)[:most]
        )
        checks = " AND instr(f.texts, ?) > 0" * len(asked.words)
        query = (
            "SELECT f.sid FROM find_part p JOIN find f ON f.sid = p.rowid "  # noqa: S608 - marks
            f"WHERE find_part MATCH ? AND p.rowid BETWEEN ? AND ?{checks} ORDER BY p.rowid LIMIT ?"
        )
        match = " AND ".join(map(_quoted, grams))
        return self._within(query, (match, asked.low, asked.high, *asked.words, limit))

    def _within(self, query: str, values: Sequence[object]) -> list[int]:
        """Run a query for as much work as an answer may cost; the same work on any machine."""
        left = iter(range(_LOOKS))
        self._connection.set_progress_handler(lambda: next(left, None) is None, _STEPS)
        found: list[int] = []
        try:
            found.extend(row[0] for row in self._connection.execute(query, values))
        except driver.OperationalError as stopped:
            if next(left, None) is not None:
                raise stopped from None
        finally:
            self._connection.set_progress_handler(None, 0)
        return found

    def _similar(self, asked: _Asked, answer: _Answer) -> None:
        """Take words with one or two typing errors, those with fewer first."""
        near = [self._vocabulary.near(word, _errors(word)) for word in asked.words]
        if not any(near):
            return
        begun = [self._beginning(word) for word in asked.words]
        for errors in (1, 2):
            terms = [
                _either(said, _any_of(word for far, word in held if far <= errors))
                for said, held in zip(begun, near, strict=True)
            ]
            if all(terms):
                answer.take(SIMILAR, self._matching("find_word", terms, asked, answer.limit))
            if answer.full:
                return

    # --- answers ----------------------------------------------------------------------------

    def _read(self, sids: Sequence[int]) -> dict[int, _Row]:
        if not sids:
            return {}
        marks = ", ".join("?" * len(sids))
        query = f"SELECT * FROM find WHERE sid IN ({marks})"  # noqa: S608 - marks only
        rows = self._all("sid, hex(record), texts, codes, shown", query, sids)
        return {sid: (bytes.fromhex(record), *texts) for sid, record, *texts in rows}

    def _hits(self, asked: _Asked, answer: _Answer) -> list[Hit]:
        held = self._read(list(answer.found))
        hits = [
            _hit(asked, held[sid], tier, place)
            for sid, (tier, place) in answer.found.items()
            if sid in held
        ]
        return [*(h for h in hits if h.tier != SIMILAR), *_nearest_first(asked.name, hits)]


def _nearest_first(name: str, hits: Iterable[Hit]) -> list[Hit]:
    """Put what was found in spite of errors in the order of its likeness to what was typed."""
    near = [hit for hit in hits if hit.tier == SIMILAR]
    return sorted(near, key=lambda hit: _far(name, hit.key[: len(name)])) if near else []


def _hit(asked: _Asked, held: _Row, tier: int, place: int | None) -> Hit:
    record, texts, codes, shown = held
    pairs = list(untagged(texts))
    if place is not None:
        key = next((key for field, key in untagged(codes) if field == place), "")
        return Hit(UUID(bytes=record), tier, FIELDS[place].name, key, unpacked(shown))
    found = pairs[0] if pairs else next(untagged(codes))
    for word in asked.words:
        if not _answers(word, found[1], tier):
            found = next((pair for pair in pairs if _answers(word, pair[1], tier)), found)
            break
    return Hit(UUID(bytes=record), tier, FIELDS[found[0]].name, found[1], unpacked(shown))


def _answers(word: str, key: str, tier: int) -> bool:
    if tier == INSIDE:
        return word in key
    if tier == SIMILAR and any(_far(word, held) <= _errors(word) for held in key.split(" ")):
        return True
    return f" {word}" in f" {key}"


def _begins_any(word: str, held: _Row) -> bool:
    return any(f" {word}" in f" {key}" for text in held[1:3] for _, key in untagged(text))


def _errors(word: str) -> int:
    """Allow one error in a word of four letters or more, two from seven; none in a number."""
    return 0 if word.isdigit() else (len(word) >= 4) + (len(word) >= 7)  # noqa: PLR2004 - said in the docstring


def _far(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only the last tier needs it

    return OSA.distance(word, other)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _either(one: str, other: str) -> str:
    return f"({one} OR {other})" if one and other else one or other


def _grams(word: str) -> list[str]:
    """Give a word's pieces of three letters, those of its beginning."""
    return [word[at : at + _GRAM] for at in range(min(len(word), _MOST_LETTERS) - _GRAM + 1)]


def _any_of(words: Iterable[str]) -> str:
    said = " OR ".join(map(_quoted, words))
    return f"({said})" if said else ""


class _Vocabulary:
    """The register's distinct words, held in memory: read once, and then what came on top."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection
        self._last = 0
        self._count = 0
        self._by_length: dict[int, list[str]] = {}
        self._joined = "\n"

    def bring(self) -> None:
        """Read the words that were not here at the last look."""
        last = self._connection.execute("SELECT max(no) FROM find_term").fetchone()[0] or 0
        if last == self._last:
            return
        if last < self._last:  # the tables were made again
            self._last, self._by_length, self._joined = 0, {}, "\n"
        rows = self._connection.execute(
            "SELECT word FROM find_term WHERE no > ? ORDER BY no", (self._last,)
        ).fetchall()
        for (word,) in rows:
            self._by_length.setdefault(len(word), []).append(word)
        self._joined += "".join(f"{word}\n" for (word,) in rows)
        self._last = last

    def containing(self, piece: str) -> list[str]:
        """Give the words that hold a piece; of too many, one more than may be asked for."""
        self.bring()
        joined, found, at = self._joined, [], -1
        while (at := joined.find(piece, at + 1)) >= 0:
            start, end = joined.rfind("\n", 0, at) + 1, joined.find("\n", at)
            found.append(joined[start:end])
            at = end
            if len(found) > _TERMS:
                break
        return found

    def count(self, piece: str) -> int:
        """Give how often a piece stands in the words: a measure of how rare it is."""
        return self._joined.count(piece)

    def near(self, word: str, errors: int) -> list[tuple[int, str]]:
        """Give the words within so many typing errors, each with how many, the nearest first."""
        if not errors:
            return []
        from rapidfuzz import process  # noqa: PLC0415 - only the last tier needs it
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        self.bring()
        found: list[tuple[int, str]] = []
        for length in range(len(word) - errors, len(word) + errors + 1):
            near = process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance,
                score_cutoff=errors, limit=_TERMS,
            )  # fmt: skip
            found += ((int(far), held) for held, far, _ in near)
        return sorted(found)[:_TERMS]
