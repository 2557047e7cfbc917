"""What differs between two contents of a paper, line by line."""

from desktop.documents.differences import Said, differences
from desktop.typed import override

DAY = "24 settembre 2021"


def said(*lines: str, operator: str = "") -> Said:
    return Said(lines, DAY, operator)


def told(before: Said, after: Said) -> list[tuple[str, str, str, str]]:
    return [(str(d.change), d.label, d.before, d.after) for d in differences(before, after)]


def test_a_row_that_came_in_between_moves_the_numbers_and_no_more() -> None:
    before = said("N. | Impresa", "1 | Adda Lumen | 039 1", "2 | Cantieri | 039 2",
                  "3 | Mincio | 039 3", "4", "5")  # fmt: skip
    after = said("N. | Impresa", "1 | Adda Lumen | 039 1", "2 | Brianza | 039 9",
                 "3 | Cantieri | 039 2", "4 | Mincio | 039 3", "5", "6")  # fmt: skip
    assert told(before, after) == [("added", "", "", "2 | Brianza | 039 9")]
    assert told(after, before) == [("gone", "", "2 | Brianza | 039 9", "")]


def test_a_numbered_row_is_called_by_its_second_cell() -> None:
    before = said("1 | Adda Lumen | 039 1", "2 | Cantieri | 039 2", "3 | Mincio | 039 3")
    after = said("1 | Adda Lumen | 039 1", "2 | Brianza | 039 9", "3 | Cantieri | 039 7",
                 "4 | Mincio | 039 3")  # fmt: skip
    assert told(before, after) == [
        ("added", "", "", "2 | Brianza | 039 9"), ("changed", "Cantieri", "039 2", "039 7")
    ]  # fmt: skip


def test_a_year_and_a_figure_alone_are_no_running_numbers() -> None:
    assert told(said("2019 | 12 | 100", "2020 | 12 | 100"),
                said("2020 | 12 | 100", "2021 | 12 | 100")) == [
        ("gone", "", "2019 | 12 | 100", ""), ("added", "", "", "2021 | 12 | 100")
    ]  # fmt: skip
    assert told(said("2020 | 12 | 100"), said("2020 | 14 | 100")) == [
        ("changed", "2020", "12 | 100", "14 | 100")
    ]
    assert told(said("Posti", "1", "Riserve"), said("Posti", "2", "Riserve")) == [
        ("changed", "", "1", "2")
    ]


def test_lines_that_only_a_copys_own_tells_apart_are_left_out_once_each() -> None:
    before = said("Sede: Milano", "Firma A. Prova", "Firma A. Prova", operator="A. Prova")
    after = said("Sede: Lecco", "Firma B. Bozza", operator="B. Bozza")
    assert told(before, after) == [
        ("changed", "Sede", "Milano", "Lecco"), ("gone", "", "Firma A. Prova", "")
    ]  # fmt: skip


def test_a_long_list_that_is_all_new_is_read_line_by_line_once() -> None:
    asked: list[str] = []

    class Counted(Said):
        __slots__ = ()

        @override
        def without_own(self, line: str) -> str:
            asked.append(line)
            return Said.without_own(self, line)

    before = Counted(tuple(f"Voce {n}: {n}" for n in range(300)), DAY, "A. Prova")
    after = Counted(tuple(f"Voce {n}: {n + 1}" for n in range(300)), DAY, "A. Prova")
    assert len(told(before, after)) == 300
    assert len(asked) == 600
