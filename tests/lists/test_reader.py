import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from desktop.domain.problems import DeskError
from desktop.lists.cells import Cell, letters, number_text
from desktop.lists.limits import Limits
from desktop.lists.reader import never, opened
from tests.sample_list import sample_list, write_ods, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_first_sheet(path: Path, limits: Limits, cancelled: Callable[[], bool]) -> None:
    with opened(path, limits, cancelled) as file:
        list(file.rows(file.heads[0].name))


def refusal(
    path: Path, limits: Limits | None = None, cancelled: Callable[[], bool] = never
) -> DeskError:
    with pytest.raises(DeskError) as refused:
        read_first_sheet(path, limits or Limits(), cancelled)
    assert multiprocessing.active_children() == []
    return refused.value


def workbook(path: Path, fill: Callable[[Workbook], None]) -> Path:
    with Workbook(path) as book:
        fill(book)
    return path


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_sheets_come_out_with_their_own_row_numbers_and_types(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    path = write(tmp_path / "elenco", sample_list().rows)  # the name says nothing of the kind
    with opened(path) as file:
        rows = list(file.rows("Imprese"))
    assert rows[3] == []
    assert [cell.text for cell in rows[4][:2] if cell] == ["Denominazione", "Codice fiscale"]
    assert rows[6][5] == Cell("1981-02-02", "date")
    assert rows[6][9] is not None
    assert rows[6][9].kind == "number"
    assert rows[5][5] == Cell("01/01/1980", "text")


def test_a_stored_result_of_a_formula_is_read_as_if_typed(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Foglio")
        page.write_formula(3, 2, '=HYPERLINK("http://127.0.0.1/")', None, "Ditta Finta")
        page.write_string(3, 3, "=1+1")
        page.write_formula(3, 4, "=1/0", None, "#DIV/0!")
        page.write_boolean(3, 5, boolean=True)

    with opened(workbook(tmp_path / "a.xlsx", fill)) as file:
        rows = list(file.rows("Foglio"))
    assert rows == [
        [], [], [],
        [None, None, Cell("Ditta Finta"), Cell("=1+1"), None, Cell("true", "bool")],
    ]  # fmt: skip


def test_hidden_sheets_are_named_as_such(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("In vista").write_string(0, 0, "x")
        book.add_worksheet("Nascosto").hide()  # type: ignore[attr-defined]  # not in our stub

    with opened(workbook(tmp_path / "a.xlsx", fill)) as file:
        assert [(head.name, head.visible) for head in file.heads] == [
            ("In vista", True), ("Nascosto", False),
        ]  # fmt: skip


def tall(book: Workbook) -> None:
    page = book.add_worksheet("Imprese")
    for row in range(301):
        page.write_number(row, 0, row)


def wide(book: Workbook) -> None:
    page = book.add_worksheet("Imprese")
    for column in range(30):
        page.write_number(0, column, column)


def sparse(book: Workbook) -> None:
    page = book.add_worksheet("Imprese")
    page.write_string(0, 0, "x")
    page.write_string(1_048_575, 16_383, "x")


@pytest.mark.parametrize(
    ("fill", "limits", "code"),
    [
        (tall, Limits(rows=300), "list-too-many-rows"),
        (wide, Limits(columns=29), "list-too-many-columns"),
        (tall, Limits(cells=200), "list-too-large"),
        (tall, Limits(unzipped=1000), "list-unzips-too-large"),
        (tall, Limits(file=1000), "file-too-large"),
        (sparse, Limits(memory=1 << 30), "list-memory"),
    ],
)
def test_what_asks_for_too_much_is_refused(
    tmp_path: Path, fill: Callable[[Workbook], None], limits: Limits, code: str
) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", fill), limits).code == code


def test_as_many_rows_as_allowed_are_read(tmp_path: Path) -> None:
    with opened(workbook(tmp_path / "a.xlsx", tall), Limits(rows=301)) as file:
        assert len(list(file.rows("Imprese"))) == 301


def test_an_archive_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30 << 20))
    assert refusal(path, Limits(unzipped=29 << 20)).code == "list-unzips-too-large"


def docx() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "list-empty"),
        (b" \r\n\r\n", "list-empty"),
        (b"PK\x03\x04 not an archive", "list-not-read"),
        (docx(), "list-not-read"),
        (OLE + bytes(600), "list-not-read"),
        (OLE + bytes(40) + "EncryptedPackage".encode("utf-16-le"), "list-password"),
        (b"<html><table><tr><td>Ragione sociale</td></tr></table>", "list-web-page"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><Workbook/>", "list-web-page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "list-not-read"),
        (b'Nome;P. IVA\r\n"Rossi;123\r\nBianchi;456\r\n', "list-open-quote"),
        (b"\xff\xfeN\x00o", "list-encoding"),
    ],
)
def test_what_is_no_list_is_refused_in_a_word(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "elenco.xlsx"
    path.write_bytes(data)
    refused = refusal(path)
    assert refused.code == code
    assert refused.values["file"] == "elenco.xlsx"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "manca.xlsx").code == "file-not-read"


@pytest.mark.skipif(os.name != "posix", reason="a file that never answers needs a named pipe")
def test_a_file_that_never_answers_ends_by_time_or_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "mai.csv"
    os.mkfifo(path)
    assert refusal(path, Limits(seconds=0.2)).code == "list-timeout"
    assert refusal(path, cancelled=lambda: True).code == "list-cancelled"


@pytest.mark.parametrize(
    ("number", "text"),
    [(2130230143.0, "2130230143"), (28.1, "28.1"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000"),
     (-3.5, "-3.5"), (100, "100"), (1e-7, "0.0000001"), (float("inf"), "")],
)  # fmt: skip
def test_numbers_are_written_as_a_person_would(number: float, text: str) -> None:
    assert number_text(number) == text


def test_columns_have_letters() -> None:
    assert [letters(place) for place in (0, 25, 26, 255)] == ["A", "Z", "AA", "IV"]


def test_days_before_the_first_of_march_1900_are_read(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Imprese")
        page.write_datetime(0, 0, date(1900, 3, 1), book.add_format({"num_format": "dd/mm/yyyy"}))

    with opened(workbook(tmp_path / "a.xlsx", fill)) as file:
        assert list(file.rows("Imprese")) == [[Cell("1900-03-01", "date")]]


KILLED_AT_THE_START = """
import os, signal, sys
from multiprocessing import resource_tracker, util
from pathlib import Path
from desktop.lists.reader import opened

resource_tracker.ensure_running()
spawn = util.spawnv_passfds

def spawn_and_die(*words):
    spawn(*words)
    os.kill(os.getpid(), signal.SIGKILL)

util.spawnv_passfds = spawn_and_die
with opened(Path(sys.argv[1])):
    pass
"""


def test_a_child_whose_desk_is_killed_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nome;Partita IVA\nEsempio;1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_THE_START, str(path)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2], timeout=60,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert done.stderr == ""
