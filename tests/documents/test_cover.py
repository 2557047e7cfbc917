"""The cover of a catalogue: whatever its languages and its days, all stands in its room."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.isolates import bare
from desktop.documents.kinds import KINDS
from desktop.documents.layout import measures as m
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.render import render
from desktop.documents.layout.styles import Style
from desktop.domain.records import Mission
from tests.documents import samples

_INSET = 21.0  # of the field's words from its edges
LANGUAGES = ("it", "it-en", "en-fr", "en-ar", "ar-en")
LONGEST = {"starts": date(2021, 9, 28), "ends": date(2022, 9, 28), "place": "Gyeongju"}
NEW_YEAR = {"starts": date(2021, 12, 28), "ends": date(2022, 1, 3)}


@dataclass(frozen=True)
class Line:
    """A line as it is drawn, from the upper edge of the sheet."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def _paper(language: str, mission: Mission) -> b.Paper:
    hands = map(hand, language.split("-"))
    source = replace(samples.dossier(1), mission=mission)
    paper, _ = KINDS["catalogue"].compose(source, samples.imprint(), *hands)
    return paper


def _cover(paper: b.Paper) -> b.Cover:
    return next(leaf for leaf in paper.leaves if isinstance(leaf, b.Cover))


def _drawn(paper: b.Paper, cover: b.Cover, monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    found: list[Line] = []

    def noted(pen: Pen, left: float, y: float, text: str, style: Style) -> None:
        width = pen.faces.width(text, style)
        found.append(Line(bare(text), left, left + width, y, style.size))

    monkeypatch.setattr(Pen, "_write", noted)
    render(replace(paper, leaves=(cover,)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("days", [LONGEST, NEW_YEAR])
def test_the_longest_days_stand_whole_in_the_field_and_clear_of_the_place(
    language: str, days: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = _paper(language, samples.mission(**days))
    cover = _cover(paper)
    told = [bare(line) for line in cover.dates.split("\n")]
    assert len(told) == len(language.split("-"))

    lines = _drawn(paper, cover, monkeypatch)

    mirrored = language.startswith("ar")
    outer, inner = m.PORTRAIT.width - m.RIGHT, m.PORTRAIT.width - m.LEFT
    left, right = (outer, inner) if mirrored else (m.LEFT, m.RIGHT)
    dates = [line for line in lines if line.text in told]
    assert [line.text for line in dates] == told
    for line in dates:
        assert left + _INSET - line.size / 4 <= line.left
        assert line.right <= right - _INSET + line.size / 4
    place = next(line for line in lines if line.size >= 64)
    descent, height = 0.23, 0.7  # of IBM Plex's letters below and above their line
    assert place.baseline + place.size * descent < dates[0].baseline - dates[0].size * height


def test_notes_side_by_side_end_above_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = _paper("it-en", samples.mission())
    long = "Programma con un nome che non finisce mai " * 9
    note = b.CoverNote("Programma", long, long)

    lines = _drawn(paper, replace(_cover(paper), notes=(note,) * 4), monkeypatch)

    under = [line for line in lines if line.text.startswith("Programma con")]
    assert len(under) >= 4
    assert all(line.baseline <= m.CONTENT_BOTTOM for line in lines if "nome" in line.text)


def test_what_a_partner_is_and_that_a_list_goes_on_are_said_in_both() -> None:
    paper = _paper("en-fr", samples.mission())
    index = next(leaf for leaf in paper.leaves if isinstance(leaf, b.Index))

    assert _cover(paper).partners == (
        b.CoverPartner("Unioncamere", "Lombardia"),
        b.CoverPartner("Regional Government · Région", "Lombardia · Lombardie"),
    )
    assert index.continued == "continued · suite"
