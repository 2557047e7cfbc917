"""Programmes are data: read whole, refused with every fault and its line."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.programme_file import (
    ProgrammeFile,
    ProgrammeFileError,
    ProgrammeProblem,
    read_programme,
)
from desktop.domain.programme_text import programme_text
from desktop.domain.records.mission import LargestSize, Selection
from desktop.domain.records.programme import MarketKind

PACKAGED = Path(__file__).parents[2] / "resources" / "programmes"
quick = settings(max_examples=60, derandomize=True, deadline=None)

SECOND = """\
format = 1
code = "mercati-nordici-2030"
version = 2
source = "Inventato per le prove"
valid_from = 2030-01-01
valid_to = 2030-12-31

[title]
it = "Mercati nordici"
en = "Nordic markets"

[legal_basis]
it = "Delibera inventata 1"
en = "Invented resolution 1"

[[lines]]
code = "A"
title = { it = "Unica", en = "Only" }
order = 1

[[markets]]
code = "SE"
kind = "target"
title = { it = "Svezia", en = "Sweden" }

[[sectors]]
code = "boats"
title = { it = "Barche", en = "Boats" }

[[matrix]]
sector = "boats"
market = "SE"

[[missions]]
code = "GOTHENBURG-2030"
title = { it = "Goteborg", en = "Gothenburg" }
market = "SE"
line = "A"
sectors = [
    "boats",
]
from = 2030-05-06
to = 2030-05-08
deadline = 2030-04-01T17:00:00
aid = 2500.50
selection = "score"
"""


def problems(text: str) -> list[ProgrammeProblem]:
    with pytest.raises(ProgrammeFileError) as caught:
        read_programme(text)
    return list(caught.value.problems)


def codes(text: str) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems(text)]


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def packaged() -> ProgrammeFile:
    return read_programme((PACKAGED / "internazionalizzazione-2021.toml").read_text("utf-8"))


def test_the_packaged_programme_says_what_the_page_says() -> None:
    programme = packaged()
    facts = [line.title.it for line in programme.lines if not line.provisional]
    assert facts == [
        "Formazione e primo orientamento",
        "Preparazione e accompagnamento all\u2019estero",
    ]
    assert len(programme.lines) == 4
    assert [(m.code, m.kind) for m in programme.markets] == [
        ("AE", MarketKind.TARGET),
        ("CA", MarketKind.PILOT),
    ]
    certain = {sector.code for sector in programme.sectors if not sector.provisional}
    assert certain == {"green-economy", "sustainable-furniture-construction"}
    assert len(programme.sectors) == 17
    assert {(c.sector, c.market, c.line) for c in programme.matrix} == {
        (code, "AE", "L2") for code in certain
    }


@pytest.mark.parametrize("text", [
    (PACKAGED / "internazionalizzazione-2021.toml").read_text("utf-8"), SECOND,
    SECOND.replace("order = 1", 'order = 1\nactive = false\nsource = "Con \\"virgolette\\""'),
])  # fmt: skip
def test_a_programme_that_is_written_again_is_the_same(text: str) -> None:
    programme = read_programme(text)
    again = programme_text(programme)
    assert read_programme(again) == programme
    assert programme_text(read_programme(again)) == again


def test_whatever_is_provisional_names_its_source() -> None:
    programme = packaged()
    sources = [
        *(line.source for line in programme.lines),
        *(market.source for market in programme.markets),
        *(sector.source for sector in programme.sectors),
        *(cell.source for cell in programme.matrix),
        *(mission.source for mission in programme.missions),
    ]
    assert all(sources)
    measures = (programme.attendance, programme.exports, programme.readiness)
    assert all(measure and measure.provisional and measure.source for measure in measures)


def test_the_packaged_mission() -> None:
    (mission,) = packaged().missions
    assert (mission.code, mission.market, mission.line) == ("DUBAI-2021", "AE", "L2")
    assert (mission.starts, mission.ends) == (date(2021, 10, 3), date(2021, 10, 7))
    assert mission.deadline is not None
    assert mission.deadline.replace(tzinfo=None) == datetime(2021, 9, 10, 12)  # noqa: DTZ001 - wall
    assert mission.deadline.utcoffset() == timedelta(hours=2)
    assert (mission.aid, mission.regulation) == (300000, "1407/2013")
    assert (mission.largest_size, mission.selection) == (LargestSize.MEDIUM, Selection.ARRIVAL)
    assert mission.required == ("training", "profile_en")
    assert mission.provisional


def test_a_mission_may_require_files_as_a_typed_one_may() -> None:
    (mission,) = read_programme(
        SECOND.replace("aid = 2500.50", 'required = ["visura", "logo"]')
    ).missions
    assert mission.required == ("visura", "logo")


def test_the_measures_of_the_packaged_programme() -> None:
    programme = packaged()
    assert programme.attendance is not None
    assert programme.attendance.threshold == Decimal(80)
    assert programme.exports is not None
    assert [(c.code, c.bound, c.inclusive) for c in programme.exports.classes] == [
        ("none", Decimal(0), True),
        ("occasional", Decimal(0), False),
        ("developing", Decimal(10), True),
        ("habitual", Decimal(20), True),
    ]
    assert programme.readiness is not None
    assert [band.first for band in programme.readiness.bands] == [0, 40, 70]


def test_another_programme_needs_no_code_and_stands_beside_the_first() -> None:
    second = read_programme(SECOND)
    assert second.code != packaged().code
    assert (second.version, second.valid_to) == (2, date(2030, 12, 31))
    (mission,) = second.missions
    assert (mission.sectors, mission.aid, mission.selection) == (
        ("boats",), 250050, Selection.SCORE,
    )  # fmt: skip
    assert (mission.seats, mission.regulation, mission.required) == (None, None, ())
    assert (second.attendance, second.exports, second.readiness) == (None, None, None)


@pytest.mark.parametrize("path", sorted(PACKAGED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_packaged_programme_can_be_read_and_bears_the_name_of_its_file(path: Path) -> None:
    assert read_programme(path.read_text("utf-8")).code == path.stem


LINE_A_AGAIN = """\
[[lines]]
code = "A"
order = 2
title = { it = "b", en = "b" }

"""
BAND_FROM_FIVE = """\
[readiness]
least_answers = 1
[[readiness.bands]]
code = "x"
title = { it = "x", en = "x" }
from = 5

"""
CLASS_WITH_BOTH = """\
[[exports.classes]]
code = "x"
title = { it = "x", en = "x" }
from = "0"
above = "0"

"""

FAULTS = {
    "unknown key": ('kind = "target"', 'kinds = "target"', "markets[0].kinds", "unknown-key"),
    "unknown key at the top": ("version = 2", "version = 2\ncolour = 1", "colour", "unknown-key"),
    "unknown key inside": ('en = "Only"', 'en = "Only", de = "x"', "lines[0].title.de",
                           "unknown-key"),
    "missing": ("order = 1\n", "\n", "lines[0]", "missing"),
    "not text": ('code = "boats"', "code = 3", "sectors[0].code", "not-text"),
    "empty": ('it = "Mercati nordici"', 'it = "  "', "title.it", "empty"),
    "too long": ('it = "Mercati nordici"', f'it = "{"x" * 201}"', "title.it", "too-long"),
    "gate": ('it = "Mercati nordici"', 'it = "a\\u202eb"', "title.it", "forbidden-characters"),
    "code": ('code = "A"', 'code = "A B"', "lines[0].code", "not-a-code"),
    "country": ('code = "SE"', 'code = "Svezia"', "markets[0].code", "not-a-country"),
    "flag": ("order = 1", 'order = 1\nactive = "no"', "lines[0].active", "not-true-or-false"),
    "number": ("order = 1", "order = true", "lines[0].order", "not-a-whole-number"),
    "range": ("version = 2", "version = 0", "version", "out-of-range"),
    "decimal": ("aid = 2500.50", 'aid = "2.500,50"', "missions[0].aid", "not-a-number"),
    "not a number": ("aid = 2500.50", "aid = nan", "missions[0].aid", "not-a-number"),
    "cent": ("aid = 2500.50", "aid = 2500.505", "missions[0].aid", "parts-of-a-cent"),
    "date": ("from = 2030-05-06", 'from = "6/5/2030"', "missions[0].from", "not-a-date"),
    "moment": ("deadline = 2030-04-01T17:00:00", "deadline = 2030-04-01", "missions[0].deadline",
               "not-a-moment"),
    "choice": ('selection = "score"', 'selection = "luck"', "missions[0].selection",
               "not-a-choice"),
    "regulation": ("aid = 2500.50", 'regulation = "1/1"', "missions[0].regulation",
                   "not-a-choice"),
    "requirement": ("aid = 2500.50", 'required = ["gold"]', "missions[0].required",
                    "not-a-choice"),
    "list": ('sectors = [\n    "boats",\n]', 'sectors = "boats"', "missions[0].sectors",
             "not-a-list"),
    "twice in a list": ('    "boats",\n', '    "boats", "boats",\n', "missions[0].sectors",
                        "twice"),
    "table": ('[title]\nit = "Mercati nordici"\nen = "Nordic markets"', "", "", "missing"),
    "no table": ('title = { it = "Unica", en = "Only" }', 'title = "Unica"', "lines[0].title",
                 "not-a-table"),
    "no tables": ('[[matrix]]\nsector = "boats"\nmarket = "SE"', '[matrix]\nsector = "boats"',
                  "matrix", "not-tables"),
    "source": ("order = 1", "order = 1\nprovisional = true", "lines[0]", "source-needed"),
    "format": ("format = 1", "format = 9", "format", "unknown-format"),
    "expired window": ("valid_to = 2030-12-31", "valid_to = 2029-12-31", "valid_to",
                       "ends-before-start"),
    "mission backwards": ("to = 2030-05-08", "to = 2030-05-01", "missions[0].to",
                          "ends-before-start"),
    "mission outside": ("valid_to = 2030-12-31", "valid_to = 2030-03-01", "missions[0].from",
                        "outside-validity"),
    "late deadline": ("deadline = 2030-04", "deadline = 2030-06", "missions[0].deadline",
                      "deadline-after-start"),
    "quorum": ("aid = 2500.50", "seats = 3\nquorum = 4", "missions[0].quorum",
               "quorum-above-seats"),
    "unknown sector": ('sector = "boats"', 'sector = "ships"', "matrix[0].sector",
                       "unknown-sector"),
    "unknown market": ('market = "SE"\n\n', 'market = "NO"\n\n', "matrix[0].market",
                       "unknown-market"),
    "unknown line": ('line = "A"', 'line = "B"', "missions[0].line", "unknown-line"),
    "not in matrix": ('[[matrix]]\nsector = "boats"\nmarket = "SE"', "", "missions[0].sectors",
                      "not-in-matrix"),
    "twins": ("[[markets]]", f"{LINE_A_AGAIN}[[markets]]", "lines[1]", "twice"),
    "threshold": ("[[lines]]", '[attendance]\nthreshold = "101"\n\n[[lines]]',
                  "attendance.threshold", "out-of-range"),
    "bands": ("[[lines]]", f"{BAND_FROM_FIVE}[[lines]]", "readiness.bands", "not-from-zero"),
    "class": ("[[lines]]", f"{CLASS_WITH_BOTH}[[lines]]", "exports.classes[0]", "from-or-above"),
}  # fmt: skip


@pytest.mark.parametrize(("piece", "wrong", "path", "code"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_by_its_path_and_code(
    piece: str, wrong: str, path: str, code: str
) -> None:
    assert SECOND.count(piece) >= 1
    assert (path, code) in codes(SECOND.replace(piece, wrong, 1))


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = (
        SECOND.replace('kind = "target"', 'kind = "goal"')
        .replace("order = 1", "orden = 1")
        .replace('    "boats",', '    "boats",\n    "ships",  # ["not", {a list}]')
        .replace("to = 2030-05-08", "to = 2030-05-01")
    )
    assert [(p.line, p.path, p.code) for p in problems(text)] == [
        (line_of(text, "[[lines]]"), "lines[0]", "missing"),
        (line_of(text, "orden"), "lines[0].orden", "unknown-key"),
        (line_of(text, 'kind = "goal"'), "markets[0].kind", "not-a-choice"),
        (line_of(text, "sectors = ["), "missions[0].sectors", "unknown-sector"),
        (line_of(text, "to = 2030-05-01"), "missions[0].to", "ends-before-start"),
    ]


def test_lines_are_right_behind_long_strings_and_comments() -> None:
    note = 'source = """uno [\n\\"due = {\n[[tre]]\n"""  # [[four]]\n'
    text = SECOND.replace('source = "Inventato per le prove"\n', note)
    text = text.replace("[[lines]]", "# [[lines]] \"quoted'\n[[lines]]").replace("order = 1", "")
    text = text.replace("\n", "\r\n")
    missing = [p for p in problems(text) if p.code == "missing"]
    assert [p.line for p in missing] == [line_of(text, "\n[[lines]]") + 1]


def test_neither_a_comment_nor_a_list_is_taken_for_the_key_it_speaks_of() -> None:
    text = SECOND.replace(
        'selection = "score"', 'required = [\n"selection = x",\n]\n# selection = 1\nselection = 2'
    )
    (wrong,) = [p for p in problems(text) if p.path == "missions[0].selection"]
    assert wrong.line == line_of(text, "selection = 2")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format = 1\ncode =\n", 2),
        ('format = 1\ncode = "a\n', 2),
        ("format = 1\nformat = 2\n", 2),
        ("a = [1,\n2,\n", 3),
        ("day = 2021-02-31", 1),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    (problem,) = problems(text)
    assert (problem.line, problem.code) == (line, "syntax")
    assert problem.values["said"]


@pytest.mark.parametrize(
    "text", [f"a = {'9' * 5000}", f"a = {'[' * 5000}", "a = 1e99999999999999999999", ""]
)
def test_a_hostile_file_is_refused_like_any_other(text: str) -> None:
    assert problems(text)


def test_the_refusal_has_a_plain_form_for_scripts() -> None:
    with pytest.raises(ProgrammeFileError) as caught:
        read_programme(SECOND.replace("version = 2", "version = 0"))
    assert caught.value.code == "programme-file"
    assert caught.value.details == [
        {"line": 3, "path": "version", "code": "out-of-range",
         "values": {"least": "1", "most": "9999"}}
    ]  # fmt: skip


@quick
@given(st.data())
def test_a_file_with_a_line_lost_is_read_or_refused(data: st.DataObject) -> None:
    lines = SECOND.splitlines(keepends=True)
    gone = data.draw(st.integers(0, len(lines) - 1))
    text = "".join(lines[:gone] + lines[gone + 1 :])
    assert all(1 <= p.line <= len(lines) and p.code for p in problems_or_none(text))


def problems_or_none(text: str) -> tuple[ProgrammeProblem, ...]:
    try:
        read_programme(text)
    except ProgrammeFileError as error:
        return error.problems
    return ()
