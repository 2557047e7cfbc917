"""The questionnaire of readiness, its score, bands and gates; the classes of export share."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.programme_file import ProgrammeFile, Readiness, read_programme
from desktop.domain.rules.exports import export_class
from desktop.domain.rules.readiness import ReadinessOutcome, readiness
from desktop.paths import packaged_programmes
from desktop.rule_book import rule_book

ON = date(2021, 9, 10)
quick = settings(max_examples=150, derandomize=True, deadline=None)


def programme() -> ProgrammeFile:
    return read_programme(packaged_programmes()[0].read_text("utf-8"))


def measures() -> Readiness:
    held = programme().readiness
    assert held is not None
    return held


def score(answers: dict[int, int]) -> ReadinessOutcome:
    questionnaire = rule_book().questionnaire("1")
    assert questionnaire is not None
    held = measures()
    return readiness(answers, questionnaire, held.bands, held.least_answers, ON)


def all_of(points: int, **changed: int) -> dict[int, int]:
    return dict.fromkeys(range(1, 21), points) | {int(k[1:]): v for k, v in changed.items()}


def test_there_are_twenty_items_in_five_areas_in_both_languages() -> None:
    questionnaire = rule_book().questionnaire("1")
    assert questionnaire is not None
    assert [len(area.items) for area in questionnaire.areas] == [4] * 5
    assert [item.number for item in questionnaire.items] == list(range(1, 21))
    assert all(item.title.it and item.title.en for item in questionnaire.items)
    assert rule_book().questionnaire("0") is None


def first(points: list[int]) -> dict[int, int]:
    return dict(enumerate(points, 1))


@pytest.mark.parametrize(
    ("answers", "points", "band"),
    [
        (all_of(0), 0, "to_start"),
        (all_of(3), 100, "ready"),
        (all_of(1), 33, "to_start"),
        (all_of(2), 67, "preparing"),
        (first([3] * 8 + [0] * 11 + [0]), 40, "preparing"),
        (first([3] * 7 + [2] + [0] * 12), 38, "to_start"),
        (first([3] * 13 + [2] + [0] * 6), 68, "preparing"),
        (first([3] * 14 + [0] * 6), 70, "ready"),
        (first([1] * 3 + [0] * 17), 5, "to_start"),
        (first([1] * 9 + [0] * 11), 15, "to_start"),
    ],
)
def test_score_and_band(answers: dict[int, int], points: int, band: str) -> None:
    outcome = score(answers)
    assert outcome.score == points
    assert outcome.band is not None
    assert outcome.band.code == band
    assert (outcome.answered, outcome.asked) == (20, 20)


def test_half_a_point_is_rounded_up() -> None:
    assert score(first([3] * 2 + [0] * 18)).score == 10
    # 27 of 60 is exactly 45, 21 of 60 exactly 35; 33 of 60 is 55: halves fall on 3/60 steps
    questionnaire = rule_book().questionnaire("1")
    assert questionnaire is not None
    assert [score(first([1] * n + [0] * (20 - n))).score for n in (1, 2, 3, 4, 5)] == [
        2, 3, 5, 7, 8,
    ]  # fmt: skip


def test_eighteen_answers_are_enough_and_seventeen_are_not() -> None:
    enough = score(dict.fromkeys(range(1, 19), 3))
    assert (enough.score, enough.answered) == (90, 18)
    few = score(dict.fromkeys(range(1, 18), 3))
    assert (few.score, few.band, few.answered, few.asked) == (None, None, 17, 20)
    assert [r.code for r in few.reasons] == ["RISPOSTE_INSUFFICIENTI"]


def test_without_site_and_language_a_firm_is_not_ready() -> None:
    closed = score(all_of(3, n4=0, n17=0))
    assert closed.score == 90
    assert closed.band is not None
    assert closed.band.code == "preparing"
    assert "SOGLIA_MINIMA" in [reason.code for reason in closed.reasons]
    for open_gate in (all_of(3, n4=1, n17=0), all_of(3, n4=0, n17=1)):
        band = score(open_gate).band
        assert band is not None
        assert band.code == "ready"
    low = score(all_of(0, n1=3))
    assert "SOGLIA_MINIMA" not in [reason.code for reason in low.reasons]


def test_gate_items_that_nobody_answered_have_shown_nothing() -> None:
    answers = all_of(3)
    del answers[4], answers[17]
    band = score(answers).band
    assert band is not None
    assert band.code == "preparing"


def test_an_answer_that_is_none_is_told() -> None:
    outcome = score(all_of(3, n5=4, n21=1))
    assert (outcome.score, outcome.answered) == (95, 19)
    assert [r.plain() for r in outcome.reasons[:2]] == [
        {"item": 5, "points": 4}, {"item": 21, "points": 1},
    ]  # fmt: skip


def test_points_by_area() -> None:
    outcome = score(all_of(1, n1=3, n20=0))
    assert [(a.points, a.most) for a in outcome.areas] == [
        (6, 12), (4, 12), (4, 12), (4, 12), (3, 12),
    ]  # fmt: skip


@quick
@given(st.dictionaries(st.integers(-1, 22), st.integers(-1, 4)))
def test_any_answers_have_an_outcome_with_reasons(answers: dict[int, int]) -> None:
    outcome = score(answers)
    assert outcome.reasons
    assert (outcome.score is None) == (outcome.answered < 18)
    assert outcome.score is None or 0 <= outcome.score <= 100


@pytest.mark.parametrize(
    ("turnover", "exported", "share", "code"),
    [
        ("1000000", "0", "0", "none"),
        ("1000000", "0.01", "0.00", "occasional"),
        ("1000000", "99999.99", "10.00", "occasional"),
        ("1000000", "100000", "10.00", "developing"),
        ("1000000", "199999.99", "20.00", "developing"),
        ("1000000", "200000", "20.00", "habitual"),
        ("1000000", "1000000", "100.00", "habitual"),
    ],
)
def test_export_classes(turnover: str, exported: str, share: str, code: str) -> None:
    held = programme().exports
    assert held is not None
    outcome = export_class(Decimal(turnover), Decimal(exported), held.classes, ON)
    assert outcome.export_class is not None
    assert (outcome.share, outcome.export_class.code) == (Decimal(share), code)


@pytest.mark.parametrize(
    ("turnover", "exported"),
    [(None, "1"), ("1", None), ("0", "0"), ("-1", "1"), ("NaN", "1"), ("1", "Infinity")],
)
def test_without_its_figures_there_is_no_export_class(
    turnover: str | None, exported: str | None
) -> None:
    held = programme().exports
    assert held is not None
    figures = [None if text is None else Decimal(text) for text in (turnover, exported)]
    outcome = export_class(figures[0], figures[1], held.classes, ON)
    assert (outcome.share, outcome.export_class) == (None, None)
    assert outcome.reasons[0].code == "QUOTA_EXPORT_NON_DETERMINABILE"


def test_more_export_than_turnover_is_told() -> None:
    held = programme().exports
    assert held is not None
    outcome = export_class(Decimal(1), Decimal(2), held.classes, ON)
    assert "EXPORT_OLTRE_FATTURATO" in [reason.code for reason in outcome.reasons]
