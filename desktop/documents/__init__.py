"""The papers of the desk: content first, then layout, then bytes. ReportLab is used only here.

`issue` is the way in; `KINDS` says which papers are made and in which languages. The modules of
this package read phrases and fonts of their own and nothing else: no store, no clock.
"""

from desktop.documents.issuing import issue
from desktop.documents.kinds import KINDS, PaperKind
from desktop.documents.marks import read_scan, scan_digits, short_code
from desktop.documents.sources import (
    ApplicationFacts,
    AttendanceSource,
    DossierSource,
    FirmCardSource,
    FirmFacts,
    Imprint,
    Issued,
    Missing,
    ProgrammeFacts,
    SessionFacts,
    Source,
)

__all__ = [
    "KINDS",
    "ApplicationFacts",
    "AttendanceSource",
    "DossierSource",
    "FirmCardSource",
    "FirmFacts",
    "Imprint",
    "Issued",
    "Missing",
    "PaperKind",
    "ProgrammeFacts",
    "SessionFacts",
    "Source",
    "issue",
    "read_scan",
    "scan_digits",
    "short_code",
]
