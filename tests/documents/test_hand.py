"""Dates, hours and figures as each language writes them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest

from desktop import paths
from desktop.documents import content
from desktop.documents.content.frame import chamber_of, source_of, translated
from desktop.documents.content.hand import hand
from desktop.documents.content.phrases import flat, names
from desktop.documents.isolates import LRI, RLI, bare, isolated
from desktop.documents.kinds import KINDS
from desktop.texts import elided
from tests.documents import samples

FOLDER = paths.resources() / "phrases" / "papers"


def test_italian_figures() -> None:
    it = hand("it")

    assert it.amounts((123456750, 0, None, -150)) == ["1.234.567,50", "0,00", "n.d.", "\u22121,50"]
    assert it.amounts((300000, 100)) == ["3.000", "1"]
    assert it.euro(300000) == "3.000\u00a0€"
    assert it.share(Fraction(220, 240)) == "91,7\u00a0%"
    assert it.share(None) == "–"
    assert it.decimals([Decimal("34.50"), Decimal(31), None]) == ["34,5", "31,0", "n.d."]


def test_english_figures() -> None:
    en = hand("en")

    assert en.amounts((123456750,)) == ["1,234,567.50"]
    assert en.euro(300000) == "€3,000"
    assert en.share(Fraction(11, 12)) == "91.7%"


@pytest.mark.parametrize(("chamber", "said"), [
    ("Camera di commercio di Ancona", "Chambre de commerce d’Ancona"),
    ("Camera di commercio dell’Umbria", "Chambre de commerce d’Umbria"),
    ("Camera di commercio di Èrice", "Chambre de commerce d’Èrice"),
    ("Camera di commercio di Milano Monza Brianza Lodi",
     "Chambre de commerce de Milano Monza Brianza Lodi"),
])  # fmt: skip
def test_a_french_chamber_is_named_with_its_vowel_elided(chamber: str, said: str) -> None:
    assert chamber_of(samples.imprint(chamber=chamber), hand("fr")) == said


def test_italian_days_and_hours() -> None:
    it = hand("it")

    assert it.date(date(2021, 9, 24)) == "24/09/2021"
    assert it.day(date(2021, 9, 24)) == "24 settembre 2021"
    assert it.weekday(date(2021, 9, 27)) == "lunedì 27 settembre 2021"
    assert it.period(date(2021, 10, 3), date(2021, 10, 7)) == "3–7 ottobre 2021"
    assert it.period(date(2021, 9, 30), date(2021, 10, 2)) == "30 settembre – 2 ottobre 2021"
    assert it.period(None, None) == "n.d."
    assert (
        it.long_period(date(2021, 10, 3), date(2021, 10, 7))
        == "da domenica 3 a giovedì 7 ottobre 2021"
    )
    assert it.day(date(2021, 9, 1)) == "1º settembre 2021"
    assert it.weekday(date(2021, 10, 1)) == "venerdì 1º ottobre 2021"
    assert it.period(date(2021, 10, 1), date(2021, 10, 7)) == "1º–7 ottobre 2021"
    assert it.period(date(2021, 9, 1), date(2021, 10, 1)) == "1º settembre – 1º ottobre 2021"
    assert it.date(date(2021, 9, 1)) == "01/09/2021"
    assert it.hours(time(9), time(11)) == "09:00–11:00"


def test_an_italian_article_joins_a_figure_that_is_read_with_a_vowel() -> None:
    it = hand("it")

    def by(day: date) -> str:
        return it.say("piece_lead.by", day=it.day(day))

    assert by(date(2021, 10, 8)) == "Serve entro l’8 ottobre 2021."
    assert by(date(2021, 10, 11)) == "Serve entro l’11 ottobre 2021."
    assert by(date(2021, 10, 18)) == "Serve entro il 18 ottobre 2021."
    assert by(date(2021, 10, 1)) == "Serve entro il 1º ottobre 2021."
    assert it.say("missing.by_day", day=it.date(date(2021, 7, 8))) == "entro l’08/07/2021"
    assert it.say("missing.by_day", day=it.date(date(2021, 7, 1))) == "entro il 01/07/2021"
    assert elided("dal {a} al {b}, del {b}, Il {c} %", {"a": "8/7", "b": "11/7", "c": "80"}) == (
        "dall’{a} all’{b}, dell’{b}, L’{c} %"
    )
    assert elided("il {a}, il {b}, il {c}", {"a": "110", "b": "18", "c": "1º"}) == (
        "il {a}, il {b}, il {c}"
    )


def test_what_fills_an_italian_phrase_is_left_as_it_was_typed() -> None:
    typed = "vista il 8 luglio, fino al 11"

    assert typed in hand("it").say("communication.piece", piece=typed, why="x")
    assert hand("en").say("piece_lead.by", day="8 October") == "Needed by 8 October."


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_name_of_a_packaged_programme_has_its_french_and_arabic(language: str) -> None:
    held = {*_names_in_italian(), *_sources_in_italian()}
    spoken = hand(language)

    assert len(held) > 50
    assert {text for text in held if not spoken.named(text)} == set()
    assert set(names(language)) == held  # and there is none that nothing is called by
    assert hand("en").named("Dubai") is None


def test_where_a_packaged_programme_is_from_is_told_in_every_language() -> None:
    held = set(_sources_in_italian())

    assert set(names("en")) == held  # all else of a programme has its English in the record
    page = "Pagina del programma / DGR 4769"
    assert source_of(page, hand("it")) == page
    assert source_of(page, hand("en")) == "Programme page / DGR 4769"
    assert source_of("Delibera di giunta", hand("en")) == "“Delibera di giunta”"


def _sources_in_italian() -> Iterator[str]:
    """Give where the packaged programmes are from, as papers print it."""
    for path in paths.packaged_programmes():
        with path.open("rb") as file:
            told = tomllib.load(file)
        yield told["source"]
        for group in ("lines", "markets", "sectors"):
            yield from (one["source"] for one in told[group])


def _names_in_italian() -> Iterator[str]:
    """Give what papers print of the packaged programmes and of the questionnaire by its name."""
    for path in paths.packaged_programmes():
        with path.open("rb") as file:
            told = tomllib.load(file)
        yield from (told["title"]["it"], told["legal_basis"]["it"], told["eligibility"]["region"])
        titled = [*told["lines"], *told["sectors"], *told["missions"], *told["readiness"]["bands"]]
        yield from (one["title"]["it"] for one in titled)
        yield from (one[key] for one in told["missions"] for key in ("place", "host_event"))
    with (paths.resources() / "rules" / "readiness.toml").open("rb") as file:
        areas = [area for one in tomllib.load(file)["sets"] for area in one["areas"]]
    for area in areas:
        yield from (area["title"]["it"], *(item["title"]["it"] for item in area["items"]))


def test_a_name_that_was_changed_is_not_printed_by_the_old_translation() -> None:
    assert translated("Green economy", "Green economy", hand("fr")) == "Économie verte"
    assert translated("Green economy e acqua", "Green economy and water", hand("fr")) == (
        "Green economy and water"
    )
    assert translated("Senza inglese", None, hand("ar")) == "Senza inglese"
    assert translated("Green economy", "Green economy", hand("it")) == "Green economy"


def test_a_share_has_a_decimal_in_a_column_and_alone_only_where_it_tells_something() -> None:
    it = hand("it")

    assert it.share(Fraction(1)) == "100,0\u00a0%"
    assert it.share_alone(Fraction(1)) == it.percent(Decimal(100)) == "100\u00a0%"
    assert it.share_alone(Fraction(11, 12)) == "91,7\u00a0%"
    assert it.share_alone(None) == "–"


def test_english_days_name_their_month() -> None:
    en = hand("en")

    assert en.date(date(2021, 9, 9)) == "9\u00a0Sep\u00a02021"
    assert en.day(date(2021, 9, 1)) == "1 September 2021"
    assert en.day_and_hour(date(2021, 7, 8), time(9)) == "8\u00a0Jul, 09:00"
    assert en.arrival(datetime(2021, 9, 9, 8, 0, 5, tzinfo=UTC)).endswith("\u00a010:00:05")


def test_french_figures_and_days() -> None:
    fr = hand("fr")

    assert fr.amounts((123456750, -150)) == ["1\u00a0234\u00a0567,50", "\u22121,50"]
    assert fr.euro(300000) == "3\u00a0000\u00a0€"
    assert fr.share(Fraction(220, 240)) == "91,7\u00a0%"
    assert fr.day(date(2021, 10, 1)) == "1er octobre 2021"
    assert fr.date(date(2021, 9, 9)) == "09/09/2021"
    assert fr.period(date(2021, 10, 3), date(2021, 10, 7)) == "3–7 octobre 2021"
    assert (
        fr.long_period(date(2021, 10, 3), date(2021, 10, 7))
        == "du dimanche 3 au jeudi 7 octobre 2021"
    )
    assert fr.moment(datetime(2021, 9, 24, 8, 42, tzinfo=UTC)) == "24 septembre 2021 à 10:42"
    assert fr.count("count.firms", 0) == "0 entreprise"
    assert fr.count("count.firms", 2) == "2 entreprises"
    assert fr.quoted("socia") == "«\u00a0socia\u00a0»"


def test_arabic_figures_are_western_and_stand_apart() -> None:
    ar = hand("ar")

    assert ar.amounts((123456750, -150)) == ["1,234,567.50", "\u22121.50"]
    assert ar.number(Decimal("34.50")) == "34.5"
    assert ar.euro(300000) == f"{isolated('3,000')} يورو"
    assert ar.share(Fraction(220, 240)) == isolated(f"{isolated('91.7')}%", LRI)
    assert ar.hours(time(9), time(11)) == isolated("09:00–11:00", LRI)


def test_arabic_days_and_counts() -> None:
    ar = hand("ar")

    assert ar.date(date(2021, 9, 9)) == "09/09/2021"
    assert ar.day(date(2021, 9, 24)) == "24 سبتمبر 2021"
    assert bare(ar.period(date(2021, 10, 3), date(2021, 10, 7))) == "من 3 إلى 7 أكتوبر 2021"
    assert bare(ar.moment(datetime(2021, 9, 24, 8, 42, tzinfo=UTC))).endswith("الساعة 10:42")
    assert [bare(ar.count("count.firms", n)) for n in (0, 1, 2, 3, 11, 100)] == [
        "لا شركات", "شركة واحدة", "شركتان", "3 شركات", "11 شركة", "100 شركة",
    ]  # fmt: skip
    assert ar.country("CA") == "كندا"
    assert bare(ar.tongue("en C1")) == "الإنجليزية C1"


def test_what_stands_in_a_row_is_parted_as_each_language_does() -> None:
    assert hand("it").together("a", "", None, "b") == "a, b"
    assert hand("fr").listed(("a", "b")) == "a\u202f; b"
    assert hand("ar").together("a", "b") == isolated(f"{isolated('a')}، {isolated('b')}", RLI)
    assert hand("ar").together("a") == isolated("a")
    assert hand("ar").together("", None) == ""
    assert hand("ar").quoted("socia") == isolated("«socia»")


def test_moments_are_told_by_the_clock_of_rome() -> None:
    assert hand("it").moment(datetime(2021, 9, 24, 8, 42, tzinfo=UTC)).endswith("ore 10:42")
    assert hand("it").moment(datetime(2021, 12, 24, 8, 42, tzinfo=UTC)).endswith("ore 09:42")


def test_counts_agree() -> None:
    assert hand("it").count("count.firms", 1) == "1 impresa"
    assert hand("it").count("count.firms", 1200) == "1.200 imprese"
    assert hand("en").count("count.firms", 1) == "1 firm"


def test_names_of_countries_languages_and_phones() -> None:
    it = hand("it")

    assert it.country("AE") == "Emirati Arabi Uniti"
    assert it.country("ZZ") in {"ZZ", "Regione sconosciuta"}
    assert it.tongue("en C1") == "inglese C1"
    assert it.tongue("klingon") == "klingon"
    assert it.phone("+390390000127") == "+39\u00a0039\u00a0000\u00a00127"
    assert it.phone("chiedere di Lia") == "chiedere di Lia"


def _phrases(language: str) -> dict[str, str | dict[str, str]]:
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return dict(flat(tomllib.load(file)))


def _places(phrase: str | dict[str, str]) -> set[str]:
    texts = [phrase] if isinstance(phrase, str) else list(phrase.values())
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_every_language_has_the_phrases_of_its_kinds_with_the_same_values(language: str) -> None:
    italian, other = _phrases("it"), _phrases(language)
    made = [kind.content for kind in KINDS.values() if language in kind.languages]

    assert made
    assert {key for content in made for key in _asked(content)} - set(other) == set()
    assert {key: _places(other[key]) for key in other} == {
        key: _places(italian[key]) for key in other
    }
    assert all(phrase for phrase in other.values())


def test_italian_and_english_say_the_same_things() -> None:
    assert set(_phrases("it")) == set(_phrases("en"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_language_holds_no_phrase_that_none_of_its_kinds_asks_for(language: str) -> None:
    made = [kind.content for kind in KINDS.values() if language in kind.languages]
    known = {key.split(".")[0] for content in made for key in _asked(content)}

    assert {key.split(".")[0] for key in _phrases(language)} == known


def _asked(name: str) -> set[str]:
    """Give the keys that a composer can ask for, by itself and by what it imports.

    Every string that is a key counts; of a group from which one is chosen, all; of a key that is
    put together (`f"firm.{name}"`), each ending that stands somewhere as a string.
    """
    trees = list(_trees(name, set()))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    said = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    keys = set(_phrases("it"))
    begun = {
        str(node.values[0].value)
        for node in nodes
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }
    built = {start + end for start in begun for end in said}
    chosen = {group for tree in trees for group in _groups(tree)}
    return {key for key in keys if key in said | built or key.rpartition(".")[0] in chosen}


def _trees(name: str, seen: set[str]) -> Iterator[ast.Module]:
    if name in seen:
        return
    seen.add(name)
    path = Path(content.__file__).parent / f"{name}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield tree
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(content.__name__):
            yield from _trees((node.module or "").rpartition(".")[2], seen)


def _groups(tree: ast.Module) -> Iterator[str]:
    """Give the groups of which one phrase is chosen by a code."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            named = ast.unparse(node.func).rpartition(".")[2] in {"choice", "_choice", "ticks"}
            group = node.args[0]
            value = getattr(group, "value", None) or constants.get(getattr(group, "id", ""))
            if named and isinstance(value, str):
                yield value


def test_italian_phrases_use_real_apostrophes() -> None:
    assert not [key for key, phrase in _phrases("it").items() if "'" in str(phrase).strip("{}'")
                and isinstance(phrase, str)]  # fmt: skip


def test_every_phrase_that_the_papers_ask_for_is_there() -> None:
    asked = {
        key
        for path in Path(content.__file__).parent.glob("*.py")
        for key in re.findall(
            r'\b(?:say|count)\(\s*"([a-z_.-]+)"', path.read_text(encoding="utf-8")
        )
    }

    assert len(asked) > 100
    assert asked - set(_phrases("it")) == set()
