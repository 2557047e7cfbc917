import csv
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problems import DeskError
from desktop.lists.delimited import decode, escaped, records, unescaped
from desktop.lists.writer import Sheet, Value, italian_csv

TEXT = "Denominazione;Città\r\nCaffè Finto S.r.l.;Salò\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings_are_found(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["cp850"])
def test_what_is_in_none_of_the_usual_encodings_is_guessed(encoding: str) -> None:
    text = "Denominazione;Città\r\nOfficina del lunedì e del venerdì;Salò\r\nForlì;Cantù\r\n" * 20
    data = text.encode(encoding)
    with pytest.raises(UnicodeDecodeError):
        data.decode("cp1252")
    assert decode(data) == text


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators_are_found(separator: str) -> None:
    text = "\n".join(separator.join(("Officina", f'"a{separator}b"', "1")) for _ in range(4))
    assert list(records(text)) == [["Officina", f"a{separator}b", "1"]] * 4


def test_a_decimal_comma_is_no_separator() -> None:
    assert list(records("Nome;Addetti\nFinta;28,1\nSaggio;3,5\n"))[1] == ["Finta", "28,1"]


def test_excels_own_first_line_names_the_separator_and_is_no_row() -> None:
    assert list(records("sep=,\r\nNome,Città\r\na;b,c\r\n")) == [["Nome", "Città"], ["a;b", "c"]]


def test_empty_lines_count_and_line_ends_may_be_mixed() -> None:
    assert list(records("a;b\r\n\r\nc;d\re;f\ng;h")) == [
        ["a", "b"], [], ["c", "d"], ["e", "f"], ["g", "h"],
    ]  # fmt: skip


def test_an_open_quote_names_its_row() -> None:
    with pytest.raises(DeskError) as refused:
        list(records('a;b\nc;d\n"e;f\ng;h\n'))
    assert (refused.value.code, refused.value.values["row"]) == ("list-open-quote", "3")


def test_a_cell_of_megabytes_names_its_row() -> None:
    with pytest.raises(DeskError) as refused:
        list(records("a;b\n" + "x" * 1_100_000 + ";d\n"))
    assert (refused.value.code, refused.value.values["row"]) == ("list-row-not-read", "2")


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2", "@SUM(A1)", " =1", "\u00a0=1", "\t=1", "'=1", "\uff1d1"]
)
def test_what_a_spreadsheet_would_run_is_kept_as_text(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["+39 02 5500001", "+390255000012", "'A Pizza", "Rossi = Bianchi"])
def test_telephones_and_plain_texts_stand_as_they_are(text: str) -> None:
    assert escaped(text) == unescaped(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_survives_the_way_out_and_in(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.lists(st.text("=+-@'\"; \tà1\r\n"), min_size=2, max_size=4))
def test_every_row_of_a_written_csv_reads_back(row: list[str]) -> None:
    data = italian_csv(Sheet("Imprese", ["a", "b", "c", "d"][: len(row)], [row]))
    _, read = csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert [unescaped(text) for text in read] == row


def test_a_csv_is_as_italian_spreadsheets_want_it() -> None:
    row: list[Value] = [Decimal("-1234.50"), date(2021, 9, 8), True, None, "Salò", 3]
    data = italian_csv(Sheet("Imprese", list("abcdef"), [row]))
    assert data == "\ufeffa;b;c;d;e;f\r\n-1234,50;08/09/2021;sì;;Salò;3\r\n".encode()
