"""Revisions: which paper another takes the place of, and what changed from one to the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db.reading import Reader
from desktop.documents import KINDS
from desktop.documents.differences import Difference, Said, differences, said
from desktop.documents.sources import IndicatorsSource
from desktop.domain.problems import DeskError
from desktop.domain.records import Paper, Report
from desktop.services.desk import Desk
from desktop.services.gathering import Gathered
from desktop.texts import Texts

_FIRST = 1
_LONGEST = 200  # letters of a line that are said; the paper itself has the rest


@dataclass(frozen=True, slots=True)
class Revision:
    """Where a paper stands among those about the same.

    `before` is the paper that it takes the place of, `after` those that took its place: more than
    one where desks issued apart. `changes` is what it says otherwise than the one before.
    """

    number: int
    before: Paper | None = None
    after: tuple[Paper, ...] = ()
    changes: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give it as `documents list` answers it."""
        return {
            "revision": self.number,
            "revises": self.before.number if self.before else None,
            "revised_by": [paper.number for paper in self.after],
            "changes": changes_json(self.changes),
        }


def changes_json(changes: Iterable[Difference]) -> list[dict[str, object]]:
    """Give what changed as the command line answers it; what there was not is null."""
    return [
        {"change": str(one.change), "field": one.label or None,
         "before": one.before or None, "after": one.after or None}
        for one in changes
    ]  # fmt: skip


def differences_said(texts: Texts, changes: Iterable[Difference]) -> list[str]:
    """Give a sentence for each change."""
    return [
        texts.say(
            "difference", f"{one.change}-field" if one.label else str(one.change),
            field=one.label, before=_short(one.before), after=_short(one.after),
        )
        for one in changes
    ]  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def revised(reader: Reader, kind: str, language: str, gathered: Gathered) -> Paper | None:
    """Give the paper that a new one takes the place of: the latest about the same.

    None for a first one, for a letter (each is one of its own) and for a form about nothing.
    """
    about, source = gathered.subject, gathered.source
    figures = source if isinstance(source, IndicatorsSource) else None
    named = about.mission or about.firm or about.session or figures
    if KINDS[kind].letter or not named:
        return None  # before the store is asked: there may be a letter for each of many firms
    held = reader.of(
        Paper, kind=kind, language=language, mission=about.mission, firm=about.firm,
        session=about.session, person=about.person,
    )  # fmt: skip
    return max(_of_period(reader, held, figures) if figures else held, key=_age, default=None)


def _of_period(
    reader: Reader, papers: Iterable[Paper], source: IndicatorsSource
) -> Iterator[Paper]:
    """Give the papers of reports on the same period of the same programme.

    The figures of a report are kept under the number of its first paper; those in its other
    languages have the numbers after it, up to the next report of that desk.
    """
    kept = {report.number: report for report in reader.all(Report)}
    programme = source.programme.programme.code if source.programme else None
    wanted = (source.held.period.first, source.held.period.last, programme)
    for paper in papers:
        series = paper.number.rpartition("-")[0]
        before = [n for n in kept if n.rpartition("-")[0] == series and n <= paper.number]
        report = kept[max(before)] if before else None
        if report and (report.starts, report.ends, report.programme) == wanted:
            yield paper


def _age(paper: Paper) -> tuple[float, str]:
    return paper.issued_at.timestamp(), paper.number


def number_of(paper: Paper) -> int:
    """Give which revision a paper is, from 1."""
    return paper.revision or _FIRST


def revision(reader: Reader, paper: Paper) -> Revision:
    """Tell where a paper stands among those about the same."""
    before = reader.get(Paper, paper.revises) if paper.revises else None
    after = tuple(sorted(reader.of(Paper, revises=paper.id), key=_age))
    changes = changed_between(before, paper) if before else ()
    return Revision(number_of(paper), before, after, changes)


def of_number(desk: Desk, number: str) -> Revision:
    """Tell it of the paper with a number; `not-found` where there is none."""
    with desk.store.reading() as reader:
        found = reader.of(Paper, number=number)
        if not found:
            raise DeskError("not-found", kind="paper", named=number)
        return revision(reader, found[0])


def latest(reader: Reader, paper: Paper) -> Paper:
    """Give the paper that stands in a paper's place now: itself, where none followed."""
    seen = {paper.id}
    while True:
        after = [p for p in reader.of(Paper, revises=paper.id) if p.id not in seen]
        if not after:
            return paper
        paper = max(after, key=_age)
        seen.add(paper.id)


def changed_between(before: Paper, after: Paper) -> tuple[Difference, ...]:
    """Tell what changed from one paper to another; nothing where one of the two was erased."""
    if not before.content or not after.content:
        return ()
    return differences(_said(before, before.content), _said(after, after.content))


def changed_since(paper: Paper, content: str) -> tuple[Difference, ...]:
    """Tell what a paper would say otherwise today, by its content decided anew as of its day."""
    return differences(_said(paper, paper.content), _said(paper, content))


def _said(paper: Paper, content: str) -> Said:
    printed = (paper.issued_at, paper.language, paper.operator or "")
    return said(content, paper.number, paper.id, printed, revised=paper.revises is not None)
