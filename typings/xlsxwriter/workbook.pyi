from collections.abc import Mapping
from os import PathLike
from types import TracebackType
from typing import BinaryIO

from typing_extensions import Self
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

class Workbook:
    def __init__(
        self,
        filename: str | PathLike[str] | BinaryIO | None = None,
        options: Mapping[str, object] | None = None,
    ) -> None: ...
    def add_worksheet(self, name: str | None = None) -> Worksheet: ...
    def add_format(self, properties: Mapping[str, object] | None = None) -> Format: ...
    def set_properties(self, properties: Mapping[str, object]) -> None: ...
    def define_name(self, name: str, formula: str) -> int: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
