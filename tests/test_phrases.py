"""Every label, choice and code that the program knows has its words, in both languages."""

import ast
import enum
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from desktop import paths
from desktop.cli.catalogue import COMMANDS
from desktop.domain import activities, codecs, dates, identifiers
from desktop.domain.codecs import Email, Pec
from desktop.domain.drafts import children_of
from desktop.domain.findings import firm_findings
from desktop.domain.problems import DeskError, Problem
from desktop.domain.programme_file import REGULATIONS, REQUIREMENTS
from desktop.domain.records import KINDS, Firm
from desktop.domain.rules.de_minimis import AidSector, Beneficiary
from desktop.domain.rules.size import Criterion, SizeClass
from desktop.files import WHY, WHY_ON_WINDOWS
from desktop.rule_book import rule_book
from desktop.texts import LANGUAGES, texts

ROOT = paths.resources().parent
SOURCES = sorted(p for room in ("desktop", "db", "ui") for p in (ROOT / room).rglob("*.py"))
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# codes that a call builds from two parts: the parts are known
BUILT = {
    "identifier.": [f"identifier.{code}" for code in identifiers.PROBLEM_CODES],
    "ateco.": [f"ateco.{code}" for code in activities.CODES],
    "": [f"{what}-{why}" for what in ("firm", "mission") for why in ("not-found", "ambiguous")],
    "firm-": ["firm-not-found", "firm-ambiguous"],
    "import:": ["import"],
    "unknown-": ["unknown-line", "unknown-market", "unknown-sector"],
}


@cache
def phrases(language: str) -> dict[str, dict[str, str]]:
    with (paths.resources() / "phrases" / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def flat(language: str) -> dict[str, str]:
    return {
        f"{group}/{key}": text
        for group, held in phrases(language).items()
        for key, text in held.items()
    }


def test_both_languages_say_the_same_things() -> None:
    italian, english = flat("it"), flat("en")
    assert set(italian) == set(english)
    for key, text in italian.items():
        found = PLACEHOLDER.findall(text), PLACEHOLDER.findall(english[key])
        assert sorted(found[0]) == sorted(found[1]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_typed_carelessly(language: str) -> None:
    for key, text in flat(language).items():
        assert text.strip() == text, key
        assert text, key
        assert "'" not in text, key
        assert '"' not in text, key
        assert "..." not in text, key
        assert "!" not in text, key
        assert not re.search(r"\b(si prega|errore|attenzione|azienda|ditta)\b(?! individuale)",
                             text.casefold()), key  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_field_kind_and_choice_has_its_words(language: str) -> None:
    said = phrases(language)
    for kind in KINDS:
        assert kind.name in said["kind"]
        assert kind.name in said["kinds"]
        for name in declared_names(kind.name):
            assert f"{kind.name}.{name}" in said["field"]
        for column in kind.columns:
            if isinstance(column.type, type) and issubclass(column.type, enum.Enum):
                for member in column.type:
                    assert f"{kind.name}.{column.json_name}.{member.value}" in said["choice"]


def declared_names(kind_name: str) -> Iterator[str]:
    kind = next(k for k in KINDS if k.name == kind_name)
    for column in kind.columns:
        yield column.json_name
        if len(column.path) > 1:
            yield column.path[0]
    for child in children_of(kind):
        yield child.plural


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_speaks_of_a_field_that_is_gone(language: str) -> None:
    known = {f"{kind.name}.{name}" for kind in KINDS for name in declared_names(kind.name)}
    known.add("session.private_notes")  # read by `add` beside the record's own fields
    assert set(phrases(language)["field"]) == known


# --- Codes, as the source says them -----------------------------------------------------------


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]


@cache
def constants() -> dict[str, str]:
    """Give every name that a module binds to one text: codes may be said by name."""
    return {
        target.id: node.value.value
        for _, tree in trees()
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in names:
                yield path, node


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def codes_of(node: ast.expr) -> list[str]:
    """Give the codes that an expression may stand for; what cannot be known is left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.Name):
        return [constants()[node.id]] if node.id in constants() else []
    if isinstance(node, ast.IfExp):
        return [*codes_of(node.body), *codes_of(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        return BUILT[str(first.value) if isinstance(first, ast.Constant) else ""]
    return []


def said_by(*names: str, place: int = 0) -> set[str]:
    return {
        code
        for _, node in calls(*names)
        if len(node.args) > place
        for code in codes_of(node.args[place])
    }


def test_a_refusal_says_tu_in_italian() -> None:
    orders = re.compile(r"(?:^|[.:;,] )(?:(?:o|e|poi) )?(\w+[aei]r(?:e|n[ei]|l[aeio]))\b")
    assert orders.findall("Riprova. Aggiungerne una, poi stampare.") == ["Aggiungerne", "stampare"]
    told = {code: orders.findall(said) for code, said in phrases("it")["refusal"].items()}
    assert {code: found for code, found in told.items() if found} == {}


def test_every_code_of_a_problem_has_a_sentence() -> None:
    codes = said_by("WrongValueError", "AmountError", "DateError", "TimeError", "Problem", "note")
    codes |= {f"identifier.{code}" for code in identifiers.PROBLEM_CODES} | {"wrong-value"}
    assert len(codes) > 40
    assert codes == set(phrases("it")["problem"])


def test_every_code_of_a_finding_has_a_sentence() -> None:
    codes = said_by("Finding", place=1) | {f"identifier.{c}" for c in identifiers.ALL_CODES}
    assert codes == set(phrases("it")["finding"])


def test_every_code_of_a_refusal_has_a_sentence() -> None:
    codes = said_by("DeskError", "system_refusal") | driver_codes()
    codes |= {"wrong-values", "programme-file", "rules-file", "move-illegal", "move-ended"}
    codes |= {code for _, node in calls("Answer") for k in node.keywords
              if k.arg == "error" for code in codes_of(k.value)}  # fmt: skip
    assert len(codes) > 50
    assert codes == set(phrases("it")["refusal"])


def test_an_example_of_a_typed_day_says_its_order_in_english() -> None:
    assert set(phrases("it")["example"]) == {dates.TYPED, codecs.TYPED_MOMENT}
    typed = Problem("not-a-date", "from", {"value": "boh", "example": dates.TYPED})
    assert texts("en").problem(typed).endswith("08/09/2021 (day, month, year).")
    assert texts("it").problem(typed).endswith("scrivi per esempio 08/09/2021.")
    scripts = Problem("not-a-date", "from", {"value": "boh", "example": dates.ISO})
    assert texts("en").problem(scripts).endswith("write for instance 2021-09-08.")


def test_every_cause_of_a_system_has_its_words() -> None:
    told = {k.value.value for _, node in calls("DeskError") for k in node.keywords
            if k.arg == "why" and isinstance(k.value, ast.Constant)
            and any("{why}" in phrases("it")["refusal"][code] for code in codes_of(node.args[0]))
            }  # fmt: skip
    assert {"differs", "not-toml"} <= told
    known = {*WHY.values(), *WHY_ON_WINDOWS.values(), "denied", "unknown", "silent"}
    assert told | known == set(phrases("it")["cause"])


def driver_codes() -> set[str]:
    """Give the codes that db/sqlite names for what the driver reports."""
    tree = next(tree for path, tree in trees() if path.parts[-2:] == ("sqlite", "__init__.py"))
    table = next(
        node.value for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    )  # fmt: skip
    return {code for value in table.values for code in codes_of(value)}


def test_a_refusal_is_handed_every_value_that_its_sentence_shows() -> None:
    for path, node in calls("DeskError"):
        given = {keyword.arg for keyword in node.keywords}
        for code in codes_of(node.args[0]) if node.args else []:
            if code.startswith(("list-", "mapping-", "attachment-")):
                continue  # where the file is opened its name, and the limits, are filled in
            shown = set(PLACEHOLDER.findall(phrases("it")["refusal"][code]))
            assert shown <= given, f"{path.name}: {code}"


def test_every_fault_of_a_programme_file_has_a_sentence() -> None:
    codes = said_by("_fault", "add", place=1) | said_by("ProgrammeProblem", place=2)
    for path, tree in trees():
        if path.name == "programme_file.py":
            yielded = [n.value for n in ast.walk(tree) if isinstance(n, ast.Yield)]
            tuples = [n for n in yielded if isinstance(n, ast.Tuple) and len(n.elts) == 3]
            codes |= {code for n in tuples for code in codes_of(n.elts[1])}
            codes |= {"syntax", "not-in-matrix"}
    assert set(phrases("it")["programme_file"]) == codes


def test_every_reason_of_a_rule_has_its_sentence() -> None:
    codes = said_by("reason", "_say", "_of_register") | said_by("_unknown", place=1)
    codes |= said_by("said", place=1) | {"SEDE_FUORI_"}  # which ends in the region's name
    codes = {code for code in codes | chosen_codes() if code.isupper()}
    assert len(codes) > 60
    assert codes == set(phrases("it")["rule"])


def chosen_codes() -> set[str]:
    """Give the codes that rules choose by a condition, or hold beside an article and a severity."""
    nodes = [
        node
        for path, tree in trees()
        if path.parts[-3:-1] == ("domain", "rules")
        for node in ast.walk(tree)
    ]
    tuples = [n.elts[0] for n in nodes if isinstance(n, ast.Tuple) and len(n.elts) == 3]
    conditions = [n for n in nodes if isinstance(n, ast.IfExp)]
    return {code for node in (*tuples, *conditions) for code in codes_of(node)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_rule_has_its_name(language: str) -> None:
    said = phrases(language)["choice"]
    for choice in (SizeClass, Criterion, AidSector, Beneficiary):
        for member in choice:
            assert f"{snake(choice.__name__)}.{member.value}" in said
    kinds = {kind for rules in rule_book().sizes for kind in rules.public_kinds}
    assert kinds == set(phrases(language)["public_kind"])


def snake(name: str) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()


def test_every_source_doubt_kept_and_flag_has_its_words() -> None:
    said = phrases("it")
    sources = {code.partition(":")[0] for code in said_by("stamp")} | {"import", "programme"}
    assert sources | {"typed"} <= set(said["source"])
    assert said_by("Doubt", place=3) == set(said["doubt"])
    assert said_by("_keep", place=2) == set(said["kept"])
    spans = {"unknown-slot", "no-in-signature", "no-out-signature", "left-before-arrival"}
    assert said_by("Flag") | spans == set(said["attendance"])


def test_every_word_of_the_programme_has_its_name() -> None:
    assert set(REQUIREMENTS) == set(phrases("it")["required"])
    assert set(REGULATIONS) == set(phrases("it")["regulation"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_speaks_of_every_command_and_of_what_it_takes(language: str) -> None:
    said = phrases(language)["help"]
    wanted = {command.words for command in COMMANDS}
    wanted |= {f"{c.words} {argument.label}" for c in COMMANDS for argument in c.takes}
    wanted |= {c.words.split()[0] for c in COMMANDS}
    own = {"program", "--store", "--operator", "--language", "--json", "--version", "--help"}
    assert set(said) == wanted | own | {key for key in said if key.startswith("heading.")}


def test_answers_of_the_command_line_are_all_said_and_none_is_idle() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "desktop" / "cli").rglob("*.py")
    )
    for key in phrases("it")["answer"]:
        group, _, name = key.partition(".")
        assert f'"{key}"' in text or (name and f'f"{group}.' in text), key


# --- Sentences, as people read them -----------------------------------------------------------


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    problem = Problem(
        "identifier.check-digit", "vat_number", {"value": "00743110158", "expected": "7"}
    )
    assert texts("it").problem(problem) == (
        "L’ultimo carattere di «00743110158» non torna con gli altri: dovrebbe essere 7."
    )


def test_a_finding_is_a_sentence_with_its_value() -> None:
    firm = Firm(id=UUID(int=1), name="Prova", email=Email("a"), pec=Pec("a"))
    said = {texts("en").say("finding", f.code, **f.values) for f in firm_findings(firm)}
    assert {"Missing.", "The at sign (@) is missing in “a”."} <= said


def test_a_missing_value_of_a_sentence_is_shown_by_its_name() -> None:
    refused = DeskError("store-missing")
    assert "{path}" in texts("it").refusal(refused)


def test_what_is_said_of_sources_is_what_the_rules_cite() -> None:
    rules = ROOT / "desktop" / "domain" / "rules", paths.resources() / "rules"
    written = "".join(p.read_text() for room in rules for p in sorted(room.iterdir()) if p.suffix)
    assert [italian for italian in phrases("en")["citation"] if italian not in written] == []


def test_common_words_of_a_source_follow_the_language_and_titles_of_acts_stay() -> None:
    source = "iscrizione nel Registro imprese (L. 580/1993, art. 8; D.P.R. 581/1995)"
    said = texts("en").source(source)
    assert said == "entry in the business register (L. 580/1993, art. 8; D.P.R. 581/1995)"
    assert texts("it").source(source) == source
    size = texts("en").source("Reg. (UE) 651/2014, allegato I; Racc. 2003/361/CE, artt. 2-6")
    assert size == "Reg. (EU) 651/2014, Annex I; Rec. 2003/361/EC, arts 2-6"


def test_a_set_of_rules_is_said_in_words() -> None:
    said = [texts("it").ruleset(rules) for rules in ("durc 2015", "internazionalizzazione-2021/1")]
    assert said == ["durata del DURC, versione 2015", "regole del programma, versione 1"]
