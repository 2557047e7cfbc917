"""docs/adding-a-field.md is followed to the letter in a copy of the project."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.migrate import SCHEMA
from tests.builders import FIRM

ROOT = Path(__file__).parents[1]
WALK = ROOT / "docs" / "adding-a-field.md"
EDIT = re.compile(
    r"In `(?P<file>[^`]+)`, after the line that begins `(?P<after>[^`]+)`:\n\n"
    r"```\w+\n(?P<lines>.*?)```",
    re.DOTALL,
)
COMMAND = re.compile(r"```sh\n\.venv/bin/python (.*?)\n```", re.DOTALL)

USE = """
import json, sys
from pathlib import Path
from db.identity import Identity
from desktop.domain.drafts import schema
from desktop.domain.records import Firm
from desktop.services import firms, register, stores, undo
from desktop.texts import texts

identity = Identity("MI", "MI1", "Prova", "internazionalizzazione-2021", practice=True)
desk = stores.create(Path(sys.argv[1]), None, identity, "Anna Prova")
added = firms.add(desk, [json.loads(sys.argv[2]) | {"showroom": "Abu Dhabi"}])
changed = firms.change(desk, str(added.ids[0]), {"showroom": "Sharjah"})
found = [hit.why for hit in register.find(desk, "sharjah")]
shown = firms.show(desk, str(added.ids[0]))["showroom"]
told = [(l.old, l.new) for l in firms.history(desk, str(added.ids[0])) if l.field == "showroom"]
undo.undo(desk, changed.transaction)
print(json.dumps({
    "found": found, "shown": shown, "told": told,
    "undone": firms.show(desk, str(added.ids[0]))["showroom"],
    "label": [texts(l).field("firm", "showroom") for l in ("it", "en")],
    "schema": schema(Firm.KIND)["properties"]["showroom"]["maxLength"],
    "check": stores.check(desk).ok,
}))
"""
FORM = """
from datetime import date
from desktop.domain.records import Firm
from desktop.texts import texts
from PySide6.QtWidgets import QApplication
from ui.forms.firm import FirmSheets
from ui.forms.form import Form

app = QApplication([])
form = Form(Firm.KIND, FirmSheets(texts("it"), {}).all(), texts("it"), date(2021, 9, 8))
form.fields["showroom"].type_in("Dubai")
print(form.draft()["showroom"])
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project and make the edits of the page."""
    copy = tmp_path_factory.mktemp("walk")
    for room in ("desktop", "db", "ui", "resources", "tests"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    page = WALK.read_text(encoding="utf-8")
    edits = list(EDIT.finditer(page))
    assert {edit["file"].split("/")[0] for edit in edits} == {"desktop", "ui", "resources"}
    for edit in edits:
        path = copy / edit["file"]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (place,) = [n for n, line in enumerate(lines) if line.startswith(edit["after"])]
        lines.insert(place + 1, edit["lines"])
        path.write_text("".join(lines), encoding="utf-8")
    (command,) = COMMAND.findall(page)
    _python(copy, *shlex.split(command))
    return copy


def _python(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, cwd=copy
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_field_is_stored_found_told_undone_and_named(walked: Path, tmp_path: Path) -> None:
    said = _python(walked, "-c", USE, str(tmp_path / "walk.sportello-store"), json.dumps(FIRM))
    assert json.loads(said) == {
        "found": ["firm.showroom"],
        "shown": "Sharjah",
        "told": [[None, "Abu Dhabi"], ["Abu Dhabi", "Sharjah"]],
        "undone": "Abu Dhabi",
        "label": ["Sede espositiva", "Showroom"],
        "schema": 80,
        "check": True,
    }


def test_the_form_has_an_editor_for_it(walked: Path) -> None:
    assert _python(walked, "-c", FORM) == "Dubai\n"


def test_the_guards_of_the_project_are_green_on_it(walked: Path) -> None:
    guards = ("tests/db/test_migrate.py", "tests/test_phrases.py", "tests/domain/test_record.py")
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *guards)
    assert " passed" in _python(walked, *words)


def test_a_store_of_before_is_migrated_to_it(walked: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.sportello-store"
    make = (
        "import json, sys; from pathlib import Path; from db.identity import Identity;"
        "from desktop.services import firms, stores;"
        "d = stores.create(Path(sys.argv[1]), None, Identity('MI', 'MI1', 'P',"
        " 'internazionalizzazione-2021'), 'Anna'); firms.add(d, [json.loads(sys.argv[2])])"
    )
    _python(ROOT, "-c", make, str(path), json.dumps(FIRM))
    read = (
        "import sys; from pathlib import Path; from desktop.services import register, stores;"
        "d = stores.open_desk(Path(sys.argv[1]), None, 'Anna');"
        "print(register.page(d, limit=1)[0].name, stores.check(d).ok)"
    )
    assert _python(walked, "-c", read, str(path)) == f"{FIRM['name']} True\n"
    now, then = SCHEMA, f"{int(SCHEMA) + 1:04d}"
    assert [f.name for f in tmp_path.glob("*.sportello-backup")] == [
        f"old-{now}-before-{then}.sportello-backup"
    ]
