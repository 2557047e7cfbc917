"""Papers: gathered from the store, drawn apart from it, kept with number, content and PDF.

Issuing has three steps so that a window can draw off the store's thread: `prepare` reads,
`draw` needs no store, `keep` writes. `issue` is the three in a row.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from db.reading import Reader
from db.store import put_blob
from desktop import documents, paths
from desktop.documents.differences import Difference
from desktop.documents.sources import Imprint, IndicatorsSource, Issued, Missing, Source
from desktop.domain.codecs import ROME, Sha256
from desktop.domain.problems import DeskError
from desktop.domain.record import Record
from desktop.domain.records import Paper
from desktop.files import safe_name, try_folder, write_whole
from desktop.services import copies, indicators, judged_papers, revisions
from desktop.services.desk import Changed, Desk, changed
from desktop.services.gathering import Gathered, Gathering, Named, Subject
from desktop.services.numbers import next_number
from desktop.services.watch import ALONE, Watch

__all__ = [
    "IssueReport", "Named", "Prepared", "Subject", "Written", "chamber_facts", "chamber_name",
    "draw", "issue", "keep", "listed", "listed_json", "paper_json", "pdf_of", "prepare",
    "prepare_many", "reprint",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper ready to be drawn, in one language."""

    kind: str
    language: str
    subject: Subject
    source: Source
    imprint: Imprint
    revises: Paper | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """An issued paper and the file that holds it, where one was asked for."""

    paper: Paper
    pdf: bytes
    path: Path | None
    missing: tuple[Missing, ...]
    html: Path | None = None
    revises: Paper | None = None

    def changes(self) -> tuple[Difference, ...]:
        """Tell what it says otherwise than the paper that it takes the place of."""
        return revisions.changed_between(self.revises, self.paper) if self.revises else ()


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
    """Give a file; what takes the place of another paper says so too."""
    told: dict[str, object] = {
        "path": str(written.path) if written.path else None,
        "kind": written.paper.kind,
        "language": written.paper.language,
        "number": written.paper.number,
        "pages": written.paper.pages,
        "sha256": written.paper.sha256.hex(),
    }
    if written.html is not None:
        told["html"] = str(written.html)
    if written.revises is not None:
        told |= {
            "revision": revisions.number_of(written.paper), "revises": written.revises.number,
            "changes": revisions.changes_json(written.changes()),
        }  # fmt: skip
    return told


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


def issue(
    desk: Desk, kind: str, named: Named, *, languages: Sequence[str] | None = None,
    out: Path | None = None, html: bool = False,
) -> IssueReport:  # fmt: skip
    """Issue a paper in each language: numbered, kept in the store, written into a folder.

    With `html` the same content also lies beside the PDF as a page for a screen; it is not kept.
    """
    prepared = prepare(desk, kind, named, languages=languages)
    if out is not None:
        try_folder(out)
    return keep(desk, prepared, draw(prepared, html=html), out)


def prepare(
    desk: Desk, kind: str, named: Named, *, languages: Sequence[str] | None = None,
    watch: Watch = ALONE,
) -> tuple[Prepared, ...]:  # fmt: skip
    """Gather what a paper needs and draw its number; a language it is not made for is refused."""
    return prepare_many(desk, kind, (named,), languages=languages, watch=watch)


def prepare_many(
    desk: Desk, kind: str, named: Sequence[Named], *, languages: Sequence[str] | None = None,
    watch: Watch = ALONE,
) -> tuple[Prepared, ...]:  # fmt: skip
    """Gather papers of a kind about each of what was named, their numbers one after another."""
    wanted = languages_of(kind, languages)
    programme, today = desk.store.identity.programme, desk.today()
    with desk.store.reading() as reader:
        found = [
            (one, language)
            for each in named
            for one in Gathering(reader, programme, kind, each, today, watch).all()
            for language in wanted
        ]
        return tuple(
            _prepared(desk, reader, (kind, language, nth), one)
            for nth, (one, language) in enumerate(found, start=1)
        )


def _prepared(desk: Desk, reader: Reader, which: tuple[str, str, int], one: Gathered) -> Prepared:
    kind, language, nth = which
    before = revisions.revised(reader, kind, language, one)
    imprint = _imprint(desk, reader, nth, one.partners)
    if before:
        number = revisions.number_of(before) + 1
        imprint = replace(imprint, revision=number, replaces=before.number)
    return Prepared(kind, language, one.subject, one.source, imprint, before, one.edition)


def draw(
    prepared: Sequence[Prepared], watch: Watch = ALONE, *, html: bool = False
) -> tuple[Issued, ...]:
    """Draw papers; needs no store, so it may run beside it. It can be stopped (`cancelled`)."""
    drawn, ready = [], dict[int, Source]()
    for done, one in enumerate(prepared):
        watch.look(done, len(prepared))
        if id(one.source) not in ready:
            ready[id(one.source)] = copies.made_ready(one.source, watch)
        source = ready[id(one.source)]
        drawn.append(documents.issue(one.kind, one.language, source, one.imprint, html=html))
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
        for first in {id(p.source): p for p in reversed(prepared)}.values():
            writing.add(*_kept(desk, first))
        touched = writing.touched
    written = tuple(
        Written(
            paper,
            one.pdf,
            _write(paper, one.pdf, out),
            one.missing,
            html=_write(paper, one.html.encode(), out, "html") if one.html else None,
            revises=made.revises,
        )
        for paper, one, made in zip(papers, drawn, prepared, strict=True)
    )
    return IssueReport(written, changed(stamp, touched))


def _kept(desk: Desk, prepared: Prepared) -> Iterable[Record]:
    """Give the records that keep what a paper prints and no other record holds."""
    if isinstance(prepared.source, IndicatorsSource):
        return (indicators.kept_as(desk, prepared.imprint.number, prepared.source),)
    return judged_papers.outcomes(desk, prepared.source)


def _paper(prepared: Prepared, drawn: Issued) -> Paper:
    imprint, subject = prepared.imprint, prepared.subject
    return Paper(
        id=imprint.paper_id, number=imprint.number, kind=prepared.kind,
        language=prepared.language, mission=subject.mission, firm=subject.firm,
        session=subject.session, issued_at=imprint.printed_at, pages=drawn.pages,
        sha256=Sha256(sha256(drawn.pdf).digest()), content=drawn.text, title=drawn.title,
        operator=imprint.operator, person=subject.person, edition=prepared.edition,
        revises=prepared.revises.id if prepared.revises else None,
        revision=imprint.revision if prepared.revises else None,
    )  # fmt: skip


def _write(paper: Paper, held: bytes, out: Path | None, ending: str = "pdf") -> Path | None:
    if out is None:
        return None
    path = out / safe_name(f"{paper.number}-{paper.kind}-{paper.language}.{ending}")
    write_whole(path, held)
    return path


def languages_of(kind: str, languages: Sequence[str] | None) -> Sequence[str]:
    """Give the languages of a paper, the first that there is where none is named.

    Refuses with `paper-kind` for a kind that there is not, `paper-language` for a language that
    it is not made in.
    """
    if kind not in documents.KINDS:
        known = sorted(documents.KINDS)
        raise DeskError("paper-kind", known, kind=kind, known=", ".join(known))
    made, choices = documents.KINDS[kind].languages, documents.KINDS[kind].choices()
    for language in languages or ():
        if language not in choices:
            raise DeskError(
                "paper-language", details=list(made), kind=kind, language=language,
                languages=", ".join(made),
            )  # fmt: skip
    wanted = tuple(dict.fromkeys(languages)) if languages else made[:1]
    pair = "-".join(wanted)
    return (pair,) if len(wanted) > 1 and pair in choices else wanted


def _imprint(desk: Desk, reader: Reader, nth: int, partners: tuple[str, ...]) -> Imprint:
    identity = desk.store.identity
    chamber = chamber_facts(identity.chamber)
    now = desk.now().astimezone(ROME).replace(microsecond=0)
    return Imprint(
        paper_id=desk.new_id(),
        number=next_number(desk, reader, Paper, now.year, digits=6, nth=nth),
        chamber=chamber_name(identity.chamber), desk=identity.desk, operator=desk.operator,
        printed_at=now, partners=partners, contacts=chamber.get("contacts", ""),
        officer=chamber.get("officer", ""),
    )  # fmt: skip


def chamber_name(code: str) -> str:
    """Give the full name of a chamber by its code; a code that is not listed stands as it is."""
    return chamber_facts(code).get("name", code)


def chamber_facts(code: str) -> Mapping[str, str]:
    """Give what the list says of a chamber: nothing of one that it does not hold."""
    with (paths.resources() / "reference" / "chambers.toml").open("rb") as file:
        held: list[Mapping[str, str]] = tomllib.load(file)["chambers"]
    return next((chamber for chamber in held if chamber["code"] == code), {})


def listed(desk: Desk) -> list[Paper]:
    """Give the issued papers, the latest first."""
    with desk.store.reading() as reader:
        return sorted(reader.all(Paper), key=_age, reverse=True)


def listed_json(desk: Desk) -> list[dict[str, object]]:
    """Give the issued papers as `documents list` answers them, each with its revision."""
    with desk.store.reading() as reader:
        papers = sorted(reader.all(Paper), key=_age, reverse=True)
        return [paper_json(paper) | revisions.revision(reader, paper).as_json() for paper in papers]


def _age(paper: Paper) -> tuple[datetime, str]:
    return paper.issued_at, paper.number


def paper_json(paper: Paper) -> dict[str, object]:
    """Give an issued paper in JSON, without its revision."""
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
        if not found[0].content:
            raise DeskError("paper-erased", number=found[0].number)
        raise DeskError("paper-elsewhere", number=found[0].number)
    return Written(found[0], pdf, None, ())


def reprint(desk: Desk, number: str, out: Path) -> IssueReport:
    """Write an issued paper's own bytes into a folder."""
    held = pdf_of(desk, number)
    path = _write(held.paper, held.pdf, out)
    return IssueReport((Written(held.paper, held.pdf, path, ()),))
