"""The files of the rules: what is packaged, and every fault with its line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop import rule_book as rules
from desktop.domain.problems import DeskError
from desktop.domain.rules.dated import in_force
from desktop.domain.rules.de_minimis import AidSector
from desktop.domain.rules.rule_file import FILES, RuleFileError, read_rules
from desktop.rule_book import rule_book

FOLDER = Path(__file__).parents[3] / "resources" / "rules"


def packaged() -> dict[str, str]:
    return {name: (FOLDER / f"{name}.toml").read_text("utf-8") for name in FILES}


def problems(name: str, piece: str, wrong: str) -> list[tuple[int, str, str]]:
    texts = packaged()
    assert texts[name].count(piece) >= 1
    texts[name] = texts[name].replace(piece, wrong, 1)
    with pytest.raises(RuleFileError) as caught:
        read_rules(texts)
    assert (caught.value.code, caught.value.values["name"]) == ("rules-file", name)
    return [(problem.line, problem.path, problem.code) for problem in caught.value.problems]


def test_every_packaged_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FILES)
    assert read_rules(packaged()) == rule_book()


def test_the_packaged_ceilings_and_thresholds() -> None:
    book = rule_book()
    (size,) = book.sizes
    limits = [(c.staff_below, c.turnover_most, c.balance_most) for c in size.classes]
    assert limits == [
        tuple(map(Decimal, row)) for row in (
            (10, 2_000_000, 2_000_000), (50, 10_000_000, 10_000_000), (250, 50_000_000, 43_000_000),
        )
    ]  # fmt: skip
    old, new = book.aids
    assert (old.ceiling(AidSector.GENERAL), old.ceiling(AidSector.ROAD_FREIGHT)) == (
        Decimal(200_000), Decimal(100_000),
    )  # fmt: skip
    assert new.ceiling(AidSector.ROAD_FREIGHT) == Decimal(300_000)
    assert not new.boundary_counts


def test_a_set_is_in_force_on_its_days() -> None:
    durc = rule_book().durc
    assert in_force(durc, date(2013, 8, 20)) is None
    assert in_force(durc, date(2015, 6, 30)) is durc[0]
    assert in_force(durc, date(2015, 7, 1)) is durc[1]
    assert in_force(durc, date.max) is durc[1]


FAULTS = {
    "not TOML": ("sme-size", "format = 1", "format =", (4, "", "syntax")),
    "format": ("sme-size", "format = 1", "format = 2", (4, "format", "unknown-format")),
    "unknown key": ("sme-size", 'version = "2005"', 'version = "2005"\ncolour = 1',
                    (8, "sets[0].colour", "unknown-key")),
    "missing": ("sme-size", 'version = "2005"', "", (6, "sets[0]", "missing")),
    "not a number": ("sme-size", 'staff_below = "10"', 'staff_below = "ten"',
                     (18, "sets[0].classes[0].staff_below", "not-a-number")),
    "not a class": ("sme-size", 'code = "micro"', 'code = "tiny"',
                    (17, "sets[0].classes[0].code", "not-a-choice")),
    "classes in another order": ("sme-size", 'code = "micro"', 'code = "medium"',
                                 (16, "sets[0].classes", "not-the-classes")),
    "ceilings that fall": ("sme-size", 'staff_below = "10"', 'staff_below = "60"',
                           (16, "sets[0].classes", "not-ascending")),
    "a kind twice": ("sme-size", '"university"', '"region"',
                     (38, "sets[0].public_kinds.exempt", "twice")),
    "a percentage": ("sme-size", 'partner_from = "25"', 'partner_from = "125"',
                     (10, "sets[0].partner_from", "out-of-range")),
    "no set": ("documents", "[[passport]]", "[[durc]]", (1, "", "missing")),
    "no list of sets": ("readiness", "[[sets]]", "[[set]]", (13, "sets", "not-tables")),
    "no day": ("documents", "valid_from = 2013-08-21", 'valid_from = "2013"',
               (7, "durc[0].valid_from", "not-a-date")),
    "backwards": ("documents", "valid_to = 2015-06-30", "valid_to = 2012-06-30",
                  (8, "durc[0].valid_to", "ends-before-start")),
    "overlapping": ("documents", "valid_from = 2015-07-01", "valid_from = 2015-06-30",
                    (15, "durc[1].valid_from", "not-after-the-last")),
    "open and followed": ("documents", "valid_to = 2015-06-30", "",
                          (15, "durc[1].valid_from", "not-after-the-last")),
    "no length": ("documents", "length = 120", "length = 0", (11, "durc[0].length",
                                                              "out-of-range")),
    "window": ("de-minimis", 'window = "rolling"', 'window = "sliding"',
               (31, "sets[1].window", "not-a-choice")),
    "no general ceiling": ("de-minimis", 'general = "200000"', "",
                           (21, "sets[0].ceilings", "missing")),
    "chosen twice": ("de-minimis", "chosen_to = 2023-12-31", "chosen_to = 2024-01-01",
                     (29, "sets[1].valid_from", "not-after-the-last")),
    "no years": ("de-minimis", "years = 3", "years = 0", (14, "sets[0].years", "out-of-range")),
    "items not numbered": ("readiness", "number = 20", "number = 21",
                           (13, "sets[0].areas", "not-numbered")),
    "a gate of no item": ("readiness", "items = [4, 17]", "items = [4, 71]",
                          (65, "sets[0].gates[0]", "unknown-item")),
    "a gate of words": ("readiness", "items = [4, 17]", 'items = ["a"]',
                        (66, "sets[0].gates[0].items", "not-a-whole-number")),
    "a title in one language": ("readiness", ', en = "Product"', "",
                                (25, "sets[0].areas[1].title", "missing")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "piece", "wrong", "fault"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_by_line_path_and_code(
    name: str, piece: str, wrong: str, fault: tuple[int, str, str]
) -> None:
    assert fault in problems(name, piece, wrong)


def test_a_faulty_package_answers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in packaged().items():
        folder = tmp_path / "rules"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text(text.replace("200000", "two"), encoding="utf-8")
    monkeypatch.setattr("desktop.paths.resources", lambda: tmp_path)
    rules.rule_book.cache_clear()
    with pytest.raises(DeskError) as caught:
        rule_book()
    assert caught.value.code == "rules-file"
    monkeypatch.undo()
    rules.rule_book.cache_clear()
    assert rule_book().sizes
