"""Papers: gathered from the store, drawn apart from it, kept with number, content and PDF.

Issuing has three steps so that a window can draw off the store's thread: `prepare` reads,
`draw` needs no store, `keep` writes. `issue` is the three in a row.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from db.reading import Reader
from db.store import put_blob
from desktop import documents, paths
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
from desktop.domain.codecs import ROME, Sha256
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Accounts,
    Attendance,
    Consent,
    Declaration,
    ExportSales,
    Firm,
    Mission,
    OrientationSession,
    Paper,
    Person,
    Programme,
    Relation,
    Site,
    Slot,
)
from desktop.files import safe_name, write_whole
from desktop.services import firms, judged_papers, missions, programmes, sessions
from desktop.services.desk import Changed, Desk, changed
from desktop.services.numbers import next_number
from desktop.services.watch import ALONE, Watch

_OF_MISSION = frozenset({"mission-dossier", "eligibility-report", "selection-minutes"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about: one of the three, or a firm before a mission."""

    mission: UUID | None = None
    firm: UUID | None = None
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper ready to be drawn, in one language."""

    kind: str
    language: str
    subject: Subject
    source: Source
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class Written:
    """An issued paper and the file that holds it, where one was asked for."""

    paper: Paper
    pdf: bytes
    path: Path | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What was issued, a paper for each language, and what the papers lack."""

    papers: tuple[Written, ...]
    changed: Changed | None = None

    def as_json(self) -> dict[str, object]:
        """Give the answer of `documents issue`."""
        first = self.papers[0] if self.papers else None
        return {
            "files": [_file_json(written) for written in self.papers],
            "missing": [_missing_json(missing) for missing in (first.missing if first else ())],
        }


def _file_json(written: Written) -> dict[str, object]:
    return {
        "path": str(written.path) if written.path else None,
        "kind": written.paper.kind,
        "language": written.paper.language,
        "number": written.paper.number,
        "pages": written.paper.pages,
        "sha256": written.paper.sha256.hex(),
    }


def _missing_json(missing: Missing) -> dict[str, object]:
    return {
        "code": missing.code,
        "firm": str(missing.firm) if missing.firm else None,
        "firm_name": missing.firm_name,
        "piece": missing.piece,
        "why": missing.why,
        "supplier": missing.supplier,
        "due": missing.due.isoformat() if missing.due else None,
    }


@dataclass(frozen=True, slots=True)
class Named:
    """What a person named a paper's subject by: codes, numbers or ids."""

    mission: str | None = None
    firm: str | None = None
    session: str | None = None


def issue(
    desk: Desk, kind: str, named: Named, *, languages: Sequence[str] | None = None,
    out: Path | None = None,
) -> IssueReport:  # fmt: skip
    """Issue a paper in each language: numbered, kept in the store, written into a folder."""
    prepared = prepare(desk, kind, named, languages=languages)
    return keep(desk, prepared, draw(prepared), out)


def prepare(
    desk: Desk, kind: str, named: Named, *, languages: Sequence[str] | None = None
) -> tuple[Prepared, ...]:
    """Gather what a paper needs and draw its number; a language it is not made for is refused."""
    wanted = _languages(kind, languages)
    with desk.store.reading() as reader:
        subject, source = _gathered(desk, reader, kind, named)
        partners = source.programme.programme.partners if source.programme else ()
        return tuple(
            Prepared(kind, language, subject, source, _imprint(desk, reader, nth, partners))
            for nth, language in enumerate(wanted, start=1)
        )


def draw(prepared: Sequence[Prepared], watch: Watch = ALONE) -> tuple[Issued, ...]:
    """Draw papers; needs no store, so it may run beside it. It can be stopped (`cancelled`)."""
    drawn = []
    for done, one in enumerate(prepared):
        watch.look(done, len(prepared))
        drawn.append(documents.issue(one.kind, one.language, one.source, one.imprint))
    watch.look(len(drawn), len(drawn))
    return tuple(drawn)


def keep(
    desk: Desk, prepared: Sequence[Prepared], drawn: Sequence[Issued], out: Path | None
) -> IssueReport:
    """Keep drawn papers in the store, then write them into a folder when one is named.

    Refuses with `number-taken` when another paper took the number since it was drawn.
    """
    stamp = desk.stamp("issued")
    papers = [_paper(p, d) for p, d in zip(prepared, drawn, strict=True)]
    with desk.store.writing(stamp) as (reader, writing):
        for paper, one in zip(papers, drawn, strict=True):
            if reader.of(Paper, number=paper.number):
                raise DeskError("number-taken", number=paper.number)
            writing.add(paper)
            put_blob(writing, paper.sha256, one.pdf)
        for source in {id(p.source): p.source for p in prepared}.values():
            writing.add(*judged_papers.outcomes(desk, source))
        touched = writing.touched
    written = tuple(
        Written(paper, one.pdf, _write(paper, one.pdf, out), one.missing)
        for paper, one in zip(papers, drawn, strict=True)
    )
    return IssueReport(written, changed(stamp, touched))


def _paper(prepared: Prepared, drawn: Issued) -> Paper:
    imprint, subject = prepared.imprint, prepared.subject
    return Paper(
        id=imprint.paper_id, number=imprint.number, kind=prepared.kind,
        language=prepared.language, mission=subject.mission, firm=subject.firm,
        session=subject.session, issued_at=imprint.printed_at, pages=drawn.pages,
        sha256=Sha256(sha256(drawn.pdf).digest()), content=drawn.text, title=drawn.title,
        operator=imprint.operator,
    )  # fmt: skip


def _write(paper: Paper, pdf: bytes, out: Path | None) -> Path | None:
    if out is None:
        return None
    path = out / safe_name(f"{paper.number}-{paper.kind}-{paper.language}.pdf")
    write_whole(path, pdf)
    return path


def _languages(kind: str, languages: Sequence[str] | None) -> Sequence[str]:
    if kind not in documents.KINDS:
        raise DeskError("paper-kind", details=sorted(documents.KINDS), kind=kind)
    made = documents.KINDS[kind].languages
    for language in languages or ():
        if language not in made:
            raise DeskError(
                "paper-language", details=list(made), kind=kind, language=language,
                languages=", ".join(made),
            )  # fmt: skip
    return tuple(dict.fromkeys(languages)) if languages else made[:1]


def _imprint(desk: Desk, reader: Reader, nth: int, partners: tuple[str, ...]) -> Imprint:
    identity = desk.store.identity
    now = desk.now().astimezone(ROME).replace(microsecond=0)
    return Imprint(
        paper_id=desk.new_id(),
        number=next_number(desk, reader, Paper, now.year, digits=6, nth=nth),
        chamber=chamber_name(identity.chamber), desk=identity.desk, operator=desk.operator,
        printed_at=now, partners=partners,
    )  # fmt: skip


def chamber_name(code: str) -> str:
    """Give the full name of a chamber by its code; a code that is not listed stands as it is."""
    with (paths.resources() / "reference" / "chambers.toml").open("rb") as file:
        known = {c["code"]: str(c["name"]) for c in tomllib.load(file)["chambers"]}
    return known.get(code, code)


def _gathered(desk: Desk, reader: Reader, kind: str, named: Named) -> tuple[Subject, Source]:
    if kind in _OF_MISSION:
        mission = missions.resolve(reader, _needed(kind, "mission", named.mission))
        return _of_mission(desk, reader, kind, mission, named.firm)
    if kind == "firm-card":
        firm = firms.resolve(reader, _needed(kind, "firm", named.firm))
        programme = _programme(reader, desk.store.identity.programme)
        return Subject(firm=firm.id), FirmCardSource(facts=_firm(reader, firm), programme=programme)
    session = sessions.resolve(reader, _needed(kind, "session", named.session))
    return Subject(session=session.id), _attendance(reader, session)


def _of_mission(
    desk: Desk, reader: Reader, kind: str, mission: Mission, named: str | None
) -> tuple[Subject, Source]:
    """Gather what is about a mission; an eligibility report may be about one firm before it."""
    if kind == "mission-dossier":
        return Subject(mission=mission.id), _dossier(reader, mission)
    programme = _programme(reader, mission.programme)
    if kind == "selection-minutes":
        return Subject(mission=mission.id), judged_papers.minutes(reader, mission, programme)
    firm = firms.resolve(reader, named) if named else None
    source = judged_papers.eligibility(desk, reader, mission, firm, programme)
    return Subject(mission=mission.id, firm=firm.id if firm else None), source


def _needed(kind: str, name: str, value: str | None) -> str:
    if not value:
        raise DeskError("subject-needed", kind=kind, subject=name)
    return value


def _programme(reader: Reader, code: str | None) -> ProgrammeFacts | None:
    data = programmes.by_code(reader, code)
    if data is None:
        return None
    return ProgrammeFacts(
        programme=data.programme, lines=data.lines, markets=data.markets, sectors=data.sectors
    )


def _dossier(reader: Reader, mission: Mission) -> DossierSource:
    programme = _programme(reader, mission.programme)
    if programme is None:
        held = [p.code for p in reader.all(Programme)]
        raise DeskError("programme-unknown", programme=mission.programme, known=", ".join(held))
    entered = missions.entered_of(reader, mission)
    return DossierSource(
        mission=mission, programme=programme,
        applications=tuple(
            ApplicationFacts(
                application=e.application, firm=_firm(reader, e.firm), delegates=e.delegates
            )
            for e in entered
        ),
    )  # fmt: skip


def _firm(reader: Reader, firm: Firm) -> FirmFacts:
    return FirmFacts(
        firm=firm, sites=reader.of(Site, firm=firm.id), people=reader.of(Person, firm=firm.id),
        accounts=reader.of(Accounts, firm=firm.id), exports=reader.of(ExportSales, firm=firm.id),
        relations=reader.of(Relation, firm=firm.id),
        declarations=reader.of(Declaration, firm=firm.id),
        consents=reader.of(Consent, firm=firm.id), sessions=_sessions_of(reader, firm),
    )  # fmt: skip


def _sessions_of(reader: Reader, firm: Firm) -> tuple[SessionFacts, ...]:
    mine = reader.of(Attendance, firm=firm.id)
    held = reader.among(OrientationSession, "id", (a.session for a in mine))
    return tuple(
        SessionFacts(
            session=session, slots=reader.of(Slot, session=session.id),
            attendances=tuple(a for a in mine if a.session == session.id),
        )
        for session in held
    )  # fmt: skip


def _attendance(reader: Reader, session: OrientationSession) -> AttendanceSource:
    attendances = reader.of(Attendance, session=session.id)
    return AttendanceSource(
        session=SessionFacts(
            session=session, slots=reader.of(Slot, session=session.id), attendances=attendances
        ),
        firms=reader.among(Firm, "id", (a.firm for a in attendances)),
        people=reader.among(Person, "id", (a.person for a in attendances if a.person)),
        programme=_programme(reader, session.programme),
    )


def listed(desk: Desk) -> list[Paper]:
    """Give the issued papers, the latest first."""
    with desk.store.reading() as reader:
        return sorted(reader.all(Paper), key=lambda p: (p.issued_at, p.number), reverse=True)


def paper_json(paper: Paper) -> dict[str, object]:
    """Give an issued paper as `documents list` answers it."""
    return {
        "number": paper.number,
        "kind": paper.kind,
        "language": paper.language,
        "title": paper.title,
        "issued_at": paper.issued_at.isoformat(),
        "operator": paper.operator,
        "pages": paper.pages,
        "sha256": paper.sha256.hex(),
        "mission": str(paper.mission) if paper.mission else None,
        "firm": str(paper.firm) if paper.firm else None,
        "session": str(paper.session) if paper.session else None,
    }


def pdf_of(desk: Desk, number: str) -> Written:
    """Give an issued paper's own bytes, whatever has changed since."""
    with desk.store.reading() as reader:
        found = reader.of(Paper, number=number.strip().upper())
    if not found:
        raise DeskError("not-found", kind="paper", named=number)
    pdf = desk.store.blob(found[0].sha256)
    if pdf is None:
        raise DeskError("paper-elsewhere", number=found[0].number)
    return Written(found[0], pdf, None, ())


def reprint(desk: Desk, number: str, out: Path) -> IssueReport:
    """Write an issued paper's own bytes into a folder."""
    held = pdf_of(desk, number)
    path = _write(held.paper, held.pdf, out)
    return IssueReport((Written(held.paper, held.pdf, path, ()),))
