"""The papers of the desk: content first, then layout, then bytes. ReportLab is used only here.

`issue` is the way in; `KINDS` says which papers are made and in which languages. The modules of
this package read phrases and fonts of their own and nothing else: no store, no clock.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.documents.kinds import KINDS, PaperKind
    from desktop.documents.marks import (
        looks_scanned,
        read_scan,
        read_typed,
        scan_digits,
        short_code,
    )
    from desktop.documents.sources import (
        AddressSource,
        ApplicationFacts,
        AttendanceSource,
        CertificateSource,
        DossierSource,
        DrawFacts,
        EligibilitySource,
        FileFacts,
        FirmCardSource,
        FirmFacts,
        Imprint,
        IndicatorsSource,
        Issued,
        JudgedFacts,
        LetterSource,
        MinutesSource,
        Missing,
        NoticeSource,
        OrientationSource,
        ProgrammeFacts,
        RankedFacts,
        Scored,
        SessionFacts,
        Source,
    )

_HOMES = ("marks", "kinds", "sources")  # the cheapest first; each loaded with its first name


def __getattr__(name: str) -> object:
    """Load what is asked for: who only draws a paper needs no record of the domain."""
    if name in __all__:
        for home in _HOMES:
            held = vars(import_module(f"{__name__}.{home}"))
            if name in held:
                return held[name]
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def issue(
    kind: str, language: str, source: "Source", imprint: "Imprint", *, html: bool = False
) -> "Issued":
    """Make a paper; see `desktop.documents.issuing`, which is loaded with the first one."""
    from desktop.documents import issuing  # noqa: PLC0415 - words, dates and ReportLab: 0.5 s

    return issuing.issue(kind, language, source, imprint, html=html)


def content_of(kind: str, language: str, source: "Source", imprint: "Imprint") -> str:
    """Give what a paper would say, as text, without drawing it."""
    from desktop.documents import issuing  # noqa: PLC0415 - as above

    return issuing.content_of(kind, language, source, imprint)


__all__ = [
    "KINDS",
    "AddressSource",
    "ApplicationFacts",
    "AttendanceSource",
    "CertificateSource",
    "DossierSource",
    "DrawFacts",
    "EligibilitySource",
    "FileFacts",
    "FirmCardSource",
    "FirmFacts",
    "Imprint",
    "IndicatorsSource",
    "Issued",
    "JudgedFacts",
    "LetterSource",
    "MinutesSource",
    "Missing",
    "NoticeSource",
    "OrientationSource",
    "PaperKind",
    "ProgrammeFacts",
    "RankedFacts",
    "Scored",
    "SessionFacts",
    "Source",
    "content_of",
    "issue",
    "looks_scanned",
    "read_scan",
    "read_typed",
    "scan_digits",
    "short_code",
]
