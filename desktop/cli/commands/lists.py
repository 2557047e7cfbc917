"""Lists of firms in and out, and the imports that were made."""

from pathlib import Path
from typing import cast

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.commands.firms import as_id, undone_answer
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.lists.mapping import read_mapping
from desktop.services import lists
from desktop.services.lists import How, ImportReport, Wanted

_COUNTS = ("new", "changed", "same", "doubtful", "refused")


def import_list(call: Call) -> Answer:
    """Import a list in one transaction; rows that are refused leave the exit code 0."""
    path = Path(call.given("file"))
    how = _how(call)
    with call.desk() as desk:
        report = lists.import_firms(desk, path, how)
    answer = report.as_json(call.texts.language)
    return Answer(answer, (*_rows(call, answer), *_sums(call, path, how, report)))


def _how(call: Call) -> How:
    mapping, rejects = call.chosen("mapping"), call.chosen("rejects")
    return How(
        wanted=Wanted(mapping=read_mapping(Path(mapping)) if mapping else None),
        dry_run=bool(call.values.dry_run), rejects=Path(rejects) if rejects else None,
        language=call.texts.language,
    )  # fmt: skip


def _rows(call: Call, answer: dict[str, object]) -> list[str]:
    lines = []
    for row in cast("list[dict[str, object]]", answer["rows"]):
        said = row | {"state": call.texts.say("row_state", str(row["state"]))}
        lines.append(call.say("row-column" if row["column"] else "row", **said))
    return lines


def _sums(call: Call, path: Path, how: How, report: ImportReport) -> list[str]:
    lines = [call.say("tried" if how.dry_run else "imported", file=path.name, **report.counts)]
    if report.id is not None:
        lines.append(call.say("undo-import", id=report.id))
    if how.rejects is not None:
        lines.append(call.say("rejects", path=how.rejects))
    return lines


def imports(call: Call) -> Answer:
    """List the imports, newest first."""
    with call.desk() as desk:
        held = lists.imports(desk)
    yes, no = call.texts.say("word", "yes"), call.texts.say("word", "no")
    headers = [call.say(f"import.{name}") for name in ("id", "file", "at", *_COUNTS, "undone")]
    rows = [
        (one["import"], one["file"], hand.moment(cast("str", one["at"])),
         *(one[name] for name in _COUNTS), yes if one["undone"] else no)
        for one in held
    ]  # fmt: skip
    return Answer(held, table(headers, rows))


def undo_import(call: Call) -> Answer:
    """Take a whole import back; what was changed since stays and is said."""
    named = call.given("id")
    with call.desk() as desk:
        return undone_answer(call, lists.undo_import(desk, as_id(named, "import")))


def export(call: Call) -> Answer:
    """Write all firms as a list, by the ending of the file's name."""
    with call.desk() as desk:
        done = lists.export_firms(desk, Path(call.given("out")), call.texts.language)
    answer = {"path": str(done.path), "firms": done.firms}
    return Answer(answer, (call.say("exported", firms=done.firms, path=done.path),))
