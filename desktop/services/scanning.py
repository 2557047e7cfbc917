"""Paper and back: from the code on a paper to the record that it is about, as it is today.

What a scanner types is read on any layout of keyboards; a number or the short code beside the QR
name a paper too, for a day without a scanner.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from db.reading import Reader
from desktop.documents import (
    DossierSource,
    Imprint,
    content_of,
    looks_scanned,
    read_typed,
    short_code,
)
from desktop.documents.content.dossier_copies import as_printed
from desktop.documents.differences import Change, Difference
from desktop.documents.kinds import KINDS
from desktop.domain.problems import DeskError
from desktop.domain.records import Application, Firm, Mission, OrientationSession, Paper
from desktop.domain.rules.moments import in_rome
from desktop.services import evaluating, revisions
from desktop.services.desk import Desk
from desktop.services.documents import chamber_facts, chamber_name
from desktop.services.gathering import Gathering, Named

_SHORT = re.compile(r"[0-9A-Z]{4}-?[0-9A-Z]{4}")
_ALL = 1_000_000
ERASED, REMOVED = "erased", "removed"  # why a paper's subject cannot be opened


class Opens(StrEnum):
    """What a paper leads to: a form to type back, or a record."""

    QUESTIONNAIRE = "questionnaire"
    RECORD = "orientation-record"
    SESSION = "session"
    APPLICATION = "application"
    MISSION = "mission"
    FIRM = "firm"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A paper that was held before the scanner, and where it leads.

    `newest` took its place since; `gone` says why its subject cannot be opened (`ERASED`,
    `REMOVED`); `merged` is the firm on the paper and the one under which it is read now; `changes`
    is what the paper would say otherwise today.
    """

    paper: Paper
    opens: Opens
    mission: UUID | None = None
    firm: UUID | None = None
    session: UUID | None = None
    application: UUID | None = None
    newest: Paper | None = None
    gone: str = ""
    merged: tuple[str, str] | None = None
    changes: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the answer of `documents scan`."""
        return {
            "number": self.paper.number, "kind": self.paper.kind, "opens": str(self.opens),
            "mission": _named(self.mission), "firm": _named(self.firm),
            "session": _named(self.session), "application": _named(self.application),
            "edition": self.paper.edition, "newest": self.newest.number if self.newest else None,
            "gone": self.gone or None,
            "merged": {"from": self.merged[0], "into": self.merged[1]} if self.merged else None,
            "changes": revisions.changes_json(self.changes),
        }  # fmt: skip


def _named(record: UUID | None) -> str | None:
    return str(record) if record else None


def scan(desk: Desk, code: str) -> Scanned:
    """Find what a scanned code leads to.

    Refuses with `scan-misread` when the check digits are wrong, `scan-foreign` when this desk lacks
    the paper, `not-found` for what is no code of a paper.
    """
    with desk.store.reading() as reader:
        paper = _paper(reader, code)
        return _led(desk, reader, paper)


def _paper(reader: Reader, code: str) -> Paper:
    typed = code.strip()
    wanted = read_typed(typed)
    if wanted is not None:
        held = reader.get(Paper, wanted)
        if held is None:
            raise DeskError("scan-foreign", mark=short_code(wanted))
        return held
    if looks_scanned(typed):
        raise DeskError("scan-misread", digits=str(len(typed)))
    found = reader.of(Paper, number=typed.upper()) or _by_short(reader, typed.upper())
    if not found:
        raise DeskError("not-found", kind="paper", named=typed)
    if len(found) > 1:
        numbers = [paper.number for paper in found]
        raise DeskError("ambiguous", details=numbers, named=typed)
    return found[0]


def _by_short(reader: Reader, typed: str) -> tuple[Paper, ...]:
    if not _SHORT.fullmatch(typed):
        return ()
    wanted = typed.replace("-", "")
    ids = (i for i in reader.latest(Paper.KIND, _ALL) if short_code(i).replace("-", "") == wanted)
    return reader.among(Paper, "id", ids)


# --- where it leads ---------------------------------------------------------------------------


def _led(desk: Desk, reader: Reader, paper: Paper) -> Scanned:
    newest = revisions.latest(reader, paper)
    later = newest if newest.id != paper.id else None
    gone = _gone(reader, paper)
    if gone:
        return Scanned(paper, Opens.PAPER, newest=later, gone=gone)
    application = _application(reader, paper.mission, paper.firm)
    return Scanned(
        paper,
        _opens(paper, application),
        paper.mission,
        paper.firm,
        paper.session,
        application,
        newest=later,
        merged=_merged(reader, paper),
        changes=_changes(desk, reader, paper),
    )


def _gone(reader: Reader, paper: Paper) -> str:
    """Say why the subject of a paper cannot be opened; nothing when it can."""
    if not paper.content:
        return ERASED
    held = (
        (Firm, paper.firm), (Mission, paper.mission), (OrientationSession, paper.session),
    )  # fmt: skip
    missing = (one for cls, one in held if one is not None and reader.get(cls, one) is None)
    return REMOVED if any(missing) else ""


def _application(reader: Reader, mission: UUID | None, firm: UUID | None) -> UUID | None:
    """Give the application to a mission that speaks for a firm."""
    asked = reader.get(Mission, mission) if mission else None
    if asked is None or firm is None:
        return None
    mine = reader.of(Application, mission=asked.id, firm=firm)
    held = evaluating.spoken_for(reader, asked, mine).get(firm)
    return held.id if held else None


def _opens(paper: Paper, application: UUID | None) -> Opens:
    if paper.kind == Opens.QUESTIONNAIRE:
        return Opens.QUESTIONNAIRE
    if paper.kind == Opens.RECORD:
        return Opens.RECORD
    if paper.session is not None:
        return Opens.SESSION
    if application is not None:
        return Opens.APPLICATION
    if paper.mission is not None:
        return Opens.MISSION
    return Opens.FIRM if paper.firm is not None else Opens.PAPER


def _merged(reader: Reader, paper: Paper) -> tuple[str, str] | None:
    """Give the names of the firm that the paper names and of the one it is read under."""
    cells = reader.cells(Paper.KIND, "id", [paper.id], ("firm",))
    named = next((held for _, (held,) in cells), None)
    if paper.firm is None or not isinstance(named, bytes) or named == paper.firm.bytes:
        return None
    before, after = reader.get(Firm, UUID(bytes=named)), reader.get(Firm, paper.firm)
    return (before.name, after.name) if before and after else None


# --- what changed since -----------------------------------------------------------------------


def _changes(desk: Desk, reader: Reader, paper: Paper) -> tuple[Difference, ...]:
    """Decide the paper's content anew as of its own day, and lay it beside the one printed.

    Nothing where it can no longer be made: what it needs is gone since, and what opens shows it.
    """
    try:
        content = _anew(desk, reader, paper)
    except DeskError:
        return ()
    if content is None:
        return ()
    found = revisions.changed_since(paper, content)
    if KINDS[paper.kind].reasons:  # its own sentences are kept nowhere but on it
        return tuple(one for one in found if one.change is Change.CHANGED and one.label)
    return found


def _anew(desk: Desk, reader: Reader, paper: Paper) -> str | None:
    named = Named(_named(paper.mission), _named(paper.firm), _named(paper.session))
    day = in_rome(paper.issued_at).date()
    gathering = Gathering(reader, desk.store.identity.programme, paper.kind, named, day)
    for one in gathering.foreseen():  # neither read nor drawn: the store waits for no file
        about = one.subject
        if about.person == paper.person and paper.firm in (None, about.firm):
            imprint = _imprint(desk, reader, paper, one.partners)
            source = one.source
            if isinstance(source, DossierSource):
                source = as_printed(source, paper.content, paper.language)
            return content_of(paper.kind, paper.language, source, imprint)
    return None


def _imprint(desk: Desk, reader: Reader, paper: Paper, partners: tuple[str, ...]) -> Imprint:
    """Give the imprint under which a paper was printed."""
    issuer = paper.number.partition("-")[0]
    own = desk.store.identity
    chamber = own.chamber if issuer == own.desk else issuer.rstrip("0123456789")
    facts = chamber_facts(chamber)
    before = reader.get(Paper, paper.revises) if paper.revises else None
    replaces = (before.number if before else issuer) if paper.revises else ""
    return Imprint(
        paper_id=paper.id, number=paper.number, chamber=chamber_name(chamber), desk=issuer,
        operator=paper.operator or "", printed_at=paper.issued_at, partners=partners,
        revision=revisions.number_of(paper), replaces=replaces,
        contacts=facts.get("contacts", ""), officer=facts.get("officer", ""),
    )  # fmt: skip
