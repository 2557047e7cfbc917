"""The papers of the desk: content first, then layout, then bytes. ReportLab is used only here.

`issue` is the way in; `KINDS` says which papers are made and in which languages. The modules of
this package read phrases and fonts of their own and nothing else: no store, no clock.
"""

from desktop.documents.kinds import KINDS, PaperKind
from desktop.documents.marks import read_scan, scan_digits, short_code
from desktop.documents.sources import (
    AddressSource,
    ApplicationFacts,
    AttendanceSource,
    CertificateSource,
    DossierSource,
    DrawFacts,
    EligibilitySource,
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


def issue(kind: str, language: str, source: Source, imprint: Imprint) -> Issued:
    """Make a paper; see `desktop.documents.issuing`, which is loaded with the first one."""
    from desktop.documents import issuing  # noqa: PLC0415 - words, dates and ReportLab: 0.5 s

    return issuing.issue(kind, language, source, imprint)


__all__ = [
    "KINDS",
    "AddressSource",
    "ApplicationFacts",
    "AttendanceSource",
    "CertificateSource",
    "DossierSource",
    "DrawFacts",
    "EligibilitySource",
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
    "issue",
    "read_scan",
    "scan_digits",
    "short_code",
]
