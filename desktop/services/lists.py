"""Lists of firms in and out: look first, import in one transaction, take it back, export."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast
from uuid import UUID

from db.lookup import children_of_firms, firms_with_codes
from db.reading import Reader
from db.store import put_import, put_mapping
from db.writing import Change
from desktop.domain.codecs import ROME
from desktop.domain.drafts import children_of
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm
from desktop.domain.text import name_key, similar
from desktop.lists import mapping as mappings
from desktop.lists.cells import Row
from desktop.lists.entries import Entry, EntryReader, Note
from desktop.lists.mapping import Columns, Named
from desktop.lists.matching import Matcher, Outcome, Register, State
from desktop.lists.reader import opened
from desktop.lists.rejects import rejects_sheet
from desktop.lists.tables import AS_FOUND, Place, Wanted, find, firms_of
from desktop.lists.writer import write_list
from desktop.services.desk import Changed, Desk, changed
from desktop.services.export import ExportReport, export_firms
from desktop.services.undo import Undone, put_back
from desktop.services.watch import ALONE, Watch
from desktop.texts import texts

__all__ = [
    "ExportReport", "How", "ImportReport", "Preview", "State", "Wanted", "Watch", "export_firms",
    "import_firms", "imports", "preview", "undo_import",
]  # fmt: skip

_LOOK = 200  # rows between two words of progress
_SHOWN = 20  # rows of a preview


@dataclass(frozen=True, slots=True)
class How:
    """How a list is imported: where it stands in the file, whether only to look, what goes back.

    `rejects` is the file into which the refused rows go with their reasons, in `language`.
    """

    wanted: Wanted = AS_FOUND
    dry_run: bool = False
    rejects: Path | None = None
    language: str = "it"


PLAIN = How()


@dataclass(frozen=True, slots=True)
class Preview:
    """A list before it is imported: its sheets, where it stands, what its columns fill.

    `header_row` is None, and `columns` empty, when no row could be taken for the header: a
    person then names one. `rows` are the first rows with the sheet's own numbers.
    """

    sheets: tuple[str, ...]
    sheet: str
    header_row: int | None
    columns: Columns
    recalled: bool
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do; `id` is its transaction, by which it is undone.

    `states` gives the state of every row by the sheet's own number, `notes` what is to be said,
    in the order of the rows.
    """

    id: UUID | None
    place: Place
    states: Mapping[int, State]
    notes: tuple[Note, ...]
    changed: Changed | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def as_json(self, language: str) -> dict[str, object]:
        """Give the answer of `firms import`."""
        rows = [
            {
                "row": note.row,
                "column": note.column or None,
                "state": self.states[note.row].value,
                "reason": sentence(note, language),
            }
            for note in self.notes
        ]
        return {"import": str(self.id) if self.id else None, **self.counts, "rows": rows}


def sentence(note: Note, language: str) -> str:
    """Say a note in a language."""
    said = texts(language)
    values: dict[str, object] = dict(note.values)
    if note.problem is not None:
        values["why"] = said.problem(note.problem)
    if "fields" in note.values:
        values["fields"] = ", ".join(_fields(note.values["fields"], language))
    return said.say("reason", note.code, **values)


def _fields(names: str, language: str) -> Iterator[str]:
    said = texts(language)
    for name in dict.fromkeys(names.split(",")):
        kind, _, register = name.partition(":")
        whose = "" if kind == Firm.KIND.name else f"{said.kind(kind)}: "
        yield f"{whose}{said.field(kind, register)}" if register else said.kind(kind)


def preview(desk: Desk, path: Path, wanted: Wanted = AS_FOUND, watch: Watch = ALONE) -> Preview:
    """Look at a list without importing it; see `desktop.lists.reader` for what is refused."""
    with opened(path, cancelled=watch.cancelled) as file:
        heads = file.heads
    place = find(heads, wanted, _recalling(desk))
    names = tuple(head.name for head in heads)
    if place is None:
        shown = [head for head in heads if head.visible and head.rows] or heads
        sheet = wanted.sheet if wanted.sheet in names else shown[0].name if shown else ""
        place = Place(sheet, 0, Columns((), (), {}), recalled=False)
    rows = next((head.rows for head in heads if head.name == place.sheet), [])
    first = [(n, _texts(row)) for n, row in enumerate(rows, 1) if n > place.header_row and any(row)]
    return Preview(
        names, place.sheet, place.header_row or None, place.columns, place.recalled,
        tuple(first[:_SHOWN]),
    )  # fmt: skip


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text if cell else "" for cell in row)


def _recalling(desk: Desk) -> Callable[[Sequence[str]], Named | None]:
    def recall(headers: Sequence[str]) -> Named | None:
        text = desk.store.mapping(mappings.signature(headers))
        return mappings.remembered(text) if text else None

    return recall


@dataclass(frozen=True, slots=True)
class _Read:
    """A list that was read: where it stood, its rows, and what each says."""

    place: Place
    rows: Mapping[int, Row]
    entries: Sequence[Entry]


def import_firms(desk: Desk, path: Path, how: How = PLAIN, watch: Watch = ALONE) -> ImportReport:
    """Import a list of firms in one transaction, of which all or nothing stands.

    Each row has one state (docs/command-line.md): new, changed, same, doubtful (not applied) or
    refused (into `how.rejects`). Refuses a file that is no such list with `DeskError`: see
    `desktop.lists.reader`, and `list-no-header`, `list-no-name`, `list-no-code`.
    """
    read = _read(desk, path, how.wanted, watch)
    if how.dry_run:
        with desk.store.reading() as reader:
            outcomes = _judge(desk, reader, read.entries, watch)
        _write_rejects(desk, how, read, outcomes)
        return _report(read.place, outcomes)
    stamp = desk.stamp(f"import:{path.name}")
    with desk.store.writing(stamp) as (reader, change):
        outcomes = _judge(desk, reader, read.entries, watch)
        _apply(change, outcomes)
        report = _report(read.place, outcomes)
        at = desk.now().astimezone(ROME).isoformat(timespec="seconds")
        put_import(change, {
            "id": stamp.tx.bytes, "file": path.name, "at": at, "operator": stamp.operator,
            "undone": 0, **report.counts,
        })  # fmt: skip
        if how.wanted.mapping is not None:
            columns = read.place.columns
            put_mapping(
                change, mappings.signature(columns.headers), mappings.written(columns.named)
            )
        _write_rejects(desk, how, read, outcomes)
        touched = change.touched
    return replace(report, id=stamp.tx, changed=changed(stamp, touched))


def _read(desk: Desk, path: Path, wanted: Wanted, watch: Watch) -> _Read:
    with opened(path, cancelled=watch.cancelled) as file:
        place = find(file.heads, wanted, _recalling(desk))
        if place is None:
            names = [head.name for head in file.heads if head.name]
            raise DeskError("list-no-header", details=names)
        _refuse_unfit(place.columns)
        rows = dict(firms_of(file.rows(place.sheet), place))
    reader = EntryReader(place.columns, desk.today())
    entries = []
    for done, (number, row) in enumerate(rows.items()):
        _look(watch, done, len(rows))
        entries.append(reader.read(number, row))
    return _Read(place, rows, entries)


def _refuse_unfit(columns: Columns) -> None:
    known = ", ".join(columns.headers)
    if not columns.fill("name"):
        raise DeskError("list-no-name", details=list(columns.headers), known=known)
    if not any(columns.fill(name) for name in ("codes", "tax_code", "vat_number")):
        raise DeskError("list-no-code", details=list(columns.headers), known=known)


def _look(watch: Watch, done: int, total: int) -> None:
    if done % _LOOK:
        return
    if watch.cancelled():
        raise DeskError("list-cancelled")
    watch.progress(done, total)


def _judge(desk: Desk, reader: Reader, entries: Sequence[Entry], watch: Watch) -> list[Outcome]:
    good = [entry for entry in entries if not entry.refused]
    firms = firms_with_codes(reader, (code for entry in good for code in entry.codes))
    ids = {cast("bytes", row[0]) for rows in firms.values() for row in rows}
    filled = {name for entry in good for name, _ in entry.children}
    children = {
        kind.name: children_of_firms(reader, kind, ids)
        for kind in children_of(Firm.KIND)
        if kind.name in filled
    }
    register = Register(firms, children, lambda name: _like(reader, name))
    matcher = Matcher(register, entries, desk.new_id)
    outcomes = []
    for done, entry in enumerate(entries):
        if done % _LOOK == 0 and watch.cancelled():
            raise DeskError("list-cancelled")
        outcomes.append(matcher.judge(entry))
    watch.progress(len(entries), len(entries))
    return outcomes


def _like(reader: Reader, name: str) -> str | None:
    near = reader.among(Firm, "id", reader.like_names(name_key(name)))
    return next((firm.name for firm in near if similar(firm.name, name)), None)


def _apply(change: Change, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        for write in outcome.writes:
            if write.old is None:
                change.add_row(write.kind, write.new)
            else:
                change.put_row(write.kind, write.old, write.new)


def _report(place: Place, outcomes: Sequence[Outcome]) -> ImportReport:
    states = {outcome.entry.row: outcome.state for outcome in outcomes}
    held = list(states.values())
    return ImportReport(
        id=None, place=place, states=states,
        notes=tuple(note for outcome in outcomes for note in outcome.notes),
        counts={state.value: held.count(state) for state in State},
    )  # fmt: skip


def _write_rejects(desk: Desk, how: How, read: _Read, outcomes: Sequence[Outcome]) -> None:
    """Write the refused rows before the transaction ends: without them nothing is imported."""
    if how.rejects is None:
        return
    said = texts(how.language)
    refused = [
        (outcome.entry.row, read.rows[outcome.entry.row],
         " ".join(dict.fromkeys(sentence(note, how.language) for note in outcome.notes)))
        for outcome in outcomes if outcome.state is State.REFUSED
    ]  # fmt: skip
    words = tuple(said.say("reason", f"rejects-{key}") for key in ("sheet", "row", "why"))
    write_list(how.rejects, rejects_sheet(read.place.columns.headers, refused, words), desk.now())


def imports(desk: Desk) -> list[dict[str, object]]:
    """Give the imported lists, newest first, as `imports list` answers them."""
    return [
        {"import": str(UUID(bytes=cast("bytes", row["id"]))), "undone": bool(row["undone"])}
        | {name: row[name] for name in ("file", "at", "operator", *(s.value for s in State))}
        for row in desk.store.imports()
    ]


def undo_import(desk: Desk, import_id: UUID, watch: Watch = ALONE) -> Undone:
    """Take an import back: what was changed since stays and is said (`not-found` if it is none)."""
    if all(row["id"] != import_id.bytes for row in desk.store.imports()):
        raise DeskError("not-found", kind="import", named=str(import_id))
    return put_back(desk, import_id, watch)
