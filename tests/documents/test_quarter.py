"""The quarterly report: odd periods, great numbers, an empty store, units, its addressee."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.documents import IndicatorsSource, issue
from desktop.documents.content.hand import hand
from desktop.documents.content.indicator_words import IndicatorWords
from desktop.domain.indicators import Facts, Figures, Period, indicators
from tests.documents import quarter, samples


def said(source: IndicatorsSource, language: str = "it") -> str:
    return issue("quarterly-report", language, source, samples.imprint()).text


def grown(held: Mapping[str, int], by: int) -> dict[str, int]:
    return {code: value * by for code, value in held.items()}


def times(figures: Figures, by: int) -> Figures:
    parts = {name: grown(held, by) for name, held in figures.parts.items()}
    return Figures(grown(figures.totals, by), parts)


def chart_of(text: str) -> list[str]:
    lines = text.splitlines()
    first = lines.index("Imprese nuove per provincia")
    return lines[first + 3 : lines.index("Imprese", first)]


def test_the_chart_has_as_many_columns_as_its_numbers_leave_room_for() -> None:
    source = quarter.quarter()
    held = source.held
    great = replace(held, now=times(held.now, 23_457), before=times(held.before, 23_457))

    assert [line.split(" | ")[0] for line in chart_of(said(source))] == [
        "MI", "MB", "BG", "BS", "LO", "VA", "altre",
    ]  # fmt: skip
    assert chart_of(said(replace(source, held=great))) == [
        "MI | 46.914 | 140.742", "MB | 23.457 | 93.828", "BG | 0 | 23.457",
        "altre | 46.914 | 93.828",
    ]  # fmt: skip


def test_an_empty_store_gives_a_report_of_noughts_without_chart_or_breakdown() -> None:
    empty = replace(quarter.quarter(), held=indicators(Facts(), quarter.SUMMER), desks=())
    text = said(empty)

    assert "0 imprese nuove | 0 sul 2º trim." in text
    assert "0 ammesse in missione | 0 domande pervenute" in text
    assert "Imprese nuove per" not in text
    assert "Nessuna correzione ai trimestri precedenti." in text
    assert "Dati degli sportelli: nessuno" in text


def test_one_of_each_is_told_as_one() -> None:
    held = quarter.quarter().held
    one = replace(quarter.quarter(), held=replace(held, now=Figures(
        dict.fromkeys(held.now.totals, 1), held.now.parts
    )))  # fmt: skip

    for language, told in (
        ("it", ("1 impresa nuova |", "1 impresa in totale |", "1 orientamento | 1 minuto\n",
                "1 ammessa in missione | 1 domanda pervenuta\n")),
        ("en", ("1 new firm |", "1 firm in total |", "1 orientation session | 1 minute\n",
                "1 admitted to a mission | 1 application received\n")),
    ):  # fmt: skip
        text = said(one, language)
        assert [line for line in told if line not in text] == []


def test_two_quarters_of_two_years_are_told_apart() -> None:
    winter = quarter.quarter(Period(date(2022, 1, 1), date(2022, 3, 31)))
    text = said(winter)

    assert "Primo trimestre 2022" in text
    assert "Indicatore | 1º trim. 2022 | 4º trim. 2021 | Differenza" in text
    assert "Il periodo non è finito" in text  # counted in October 2021


def test_what_the_programme_addresses_it_to_stands_in_the_header() -> None:
    source = quarter.quarter()
    programme = samples.programme()
    held = replace(programme.programme, partners=("Regione Prova", "Unioncamere Prova"))

    assert "Destinataria: Unioncamere Prova" in said(
        replace(source, programme=replace(programme, programme=held))
    )
    assert "Destinataria" not in said(replace(source, programme=None))


def test_figures_are_told_in_their_units() -> None:
    words = IndicatorWords(quarter.quarter(), hand("it"))

    assert words.figure("training.minutes", 345) == "5,75"
    assert words.figure("training.minutes", 6000) == "100"
    assert words.figure("aid.amount", 300_050) == "3.000,50"
    assert words.more("orientation.minutes", -1_200) == "−1.200"
    assert words.more("orientation.minutes", 0) == "0"
    assert words.item("firms.new.size", "unknown") == "non indicato"
    assert words.item("firms.new.export", "a-newer-class") == "a-newer-class"
