from collections.abc import Sequence
from typing import ClassVar

class QrSegment:
    @staticmethod
    def make_numeric(digits: str) -> QrSegment: ...

class QrCode:
    class Ecc:
        MEDIUM: ClassVar[QrCode.Ecc]

    @staticmethod
    def encode_text(text: str, ecl: QrCode.Ecc) -> QrCode: ...
    @staticmethod
    def encode_segments(
        segs: Sequence[QrSegment],
        ecl: QrCode.Ecc,
        minversion: int = 1,
        maxversion: int = 40,
        mask: int = -1,
        boostecl: bool = True,
    ) -> QrCode: ...
    def get_size(self) -> int: ...
    def get_module(self, x: int, y: int) -> bool: ...
