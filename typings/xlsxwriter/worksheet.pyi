from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from xlsxwriter.format import Format

_Format = Format | None
_Options = Mapping[str, object] | None

class Worksheet:
    def write(self, row: int, col: int, *args: object) -> int: ...
    def write_string(self, row: int, col: int, string: str, cell_format: _Format = None) -> int: ...
    def write_number(
        self, row: int, col: int, number: float, cell_format: _Format = None
    ) -> int: ...
    def write_boolean(
        self, row: int, col: int, boolean: bool, cell_format: _Format = None
    ) -> int: ...
    def write_datetime(
        self,
        row: int,
        col: int,
        date: date | datetime | time | timedelta,
        cell_format: _Format = None,
    ) -> int: ...
    def write_formula(
        self,
        row: int,
        col: int,
        formula: str,
        cell_format: _Format = None,
        value: object = 0,
    ) -> int: ...
    def write_blank(self, row: int, col: int, blank: object, cell_format: _Format = None) -> int: ...
    def write_row(
        self, row: int, col: int, data: Iterable[object], cell_format: _Format = None
    ) -> int: ...
    def write_comment(self, row: int, col: int, comment: str, options: _Options = None) -> int: ...
    def merge_range(
        self,
        first_row: int,
        first_col: int,
        last_row: int,
        last_col: int,
        data: object,
        cell_format: _Format = None,
    ) -> int: ...
    def set_row(
        self,
        row: int,
        height: float | None = None,
        cell_format: _Format = None,
        options: _Options = None,
    ) -> int: ...
    def set_column(
        self,
        first_col: int,
        last_col: int,
        width: float | None = None,
        cell_format: _Format = None,
        options: _Options = None,
    ) -> int: ...
    def autofit(self, max_width: int | None = None) -> None: ...
    def autofilter(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None: ...
    def data_validation(
        self,
        first_row: int,
        first_col: int,
        last_row: int,
        last_col: int,
        options: _Options = None,
    ) -> int: ...
    def freeze_panes(self, row: int, col: int) -> None: ...
    def hide_gridlines(self, option: int = 1) -> None: ...
    def set_landscape(self) -> None: ...
    def set_paper(self, paper_size: int) -> None: ...
    def set_margins(
        self, left: float = 0.7, right: float = 0.7, top: float = 0.75, bottom: float = 0.75
    ) -> None: ...
    def fit_to_pages(self, width: int, height: int) -> None: ...
    def repeat_rows(self, first_row: int, last_row: int | None = None) -> None: ...
    def set_header(self, header: str = "", options: _Options = None) -> None: ...
    def set_footer(self, footer: str = "", options: _Options = None) -> None: ...
