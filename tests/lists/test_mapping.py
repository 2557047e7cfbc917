from pathlib import Path

import pytest

from desktop.domain.drafts import children_of
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm
from desktop.lists.cells import Cell
from desktop.lists.mapping import columns_of, headers_of, read_mapping, signature
from desktop.lists.targets import PUT_TOGETHER, target, unkeyed
from desktop.lists.vocabulary import label, vocabulary
from desktop.texts import LANGUAGES


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Ragione sociale", "name"), ("RAGIONE SOCIALE IMPRESA", "name"), ("Impresa", "name"),
        ("P. IVA / C.F.", "codes"), ("Codice fiscale / Partita IVA", "codes"),
        ("C.F. o P.IVA", "codes"), ("Part. IVA", "vat_number"), ("Partita I.V.A.", "vat_number"),
        ("Cod. fiscale", "tax_code"), ("Codice Fiscale dell'impresa", "tax_code"),
        ("N. REA", "rea"), ("Prov. REA", "rea.province"), ("Data iscriz.", "registered_on"),
        ("Cod. ATECO", "ateco.code"), ("Comune", "registered_office.town"),
        ("Comune sede legale", "registered_office.town"), ("Prov.", "registered_office.province"),
        ("C.A.P.", "registered_office.postcode"), ("P.E.C.", "pec"), ("e-mail", "email"),
        ("Tel.", "phone"), ("Cell.", "mobile"), ("Referente", "people.name"),
        ("Comune sede operativa", "sites.address.town"), ("Codice cliente", None), ("Data", None),
        ("Fatturato (migliaia €)", None),
    ],
)  # fmt: skip
def test_italian_headers_are_known(header: str, found: str | None) -> None:
    assert vocabulary().target_of(header) == (found, None)


def test_accounts_take_the_year_of_the_header_or_the_only_one_of_the_list() -> None:
    found = columns_of(["Addetti", "Fatturato 2020 (€)", "Volume d'affari"]).named
    assert found == {
        "Addetti": "accounts.staff@2020", "Fatturato 2020 (€)": "accounts.turnover@2020",
        "Volume d'affari": None,
    }  # fmt: skip
    two = columns_of(["Addetti", "Fatturato 2020", "Fatturato 2019"])
    assert two.named["Fatturato 2019"] == "accounts.turnover@2019"
    assert two.unread == {"Addetti": "year-missing"}


def test_each_target_goes_to_one_column_and_the_rest_is_said() -> None:
    columns = columns_of(["Telefono", "Tel.", "Boh"])
    assert columns.named == {"Telefono": "phone", "Tel.": None, "Boh": None}
    assert columns.unread == {"Tel.": "twice", "Boh": "unknown"}


def test_nome_is_the_firms_where_nothing_else_is() -> None:
    assert columns_of(["Nome", "P. IVA"]).named["Nome"] == "name"
    both = columns_of(["Ragione sociale", "Nome", "Cognome"]).named
    assert both["Nome"] == "people.given_name"


def test_a_person_outdoes_what_is_found() -> None:
    columns = columns_of(["Ditta", "Codice", "PEC"], {"codice": "vat_number", "PEC": None})
    assert columns.named == {"Ditta": "name", "Codice": "vat_number", "PEC": None}
    assert columns.unread == {"PEC": "left-out"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"Manca": "name"}, "mapping-header"),
        ({"Ditta": "firm.nome"}, "mapping-target"),
        ({"Ditta": "accounts.turnover"}, "mapping-key"),
        ({"Ditta": "accounts.turnover@duemila"}, "mapping-key"),
        ({"Ditta": "name@2020"}, "mapping-key"),
        ({"Ditta": "name", "PEC": "name"}, "mapping-twice"),
    ],
)
def test_a_wrong_mapping_is_refused(said: dict[str, str | None], code: str) -> None:
    with pytest.raises(DeskError) as refused:
        columns_of(["Ditta", "PEC"], said)
    assert refused.value.code == code


def test_targets_are_the_declared_columns_and_no_others() -> None:
    declared = {column.json_name for column in Firm.KIND.typed[1:]}
    for kind in children_of(Firm.KIND):
        links = {"id", kind.parent, kind.nests, *(kind.key if len(kind.key) == 1 else ())}
        names = {column.json_name for column in kind.columns if column.name not in links}
        declared |= {f"{kind.plural}.{name}" for name in names}
    assert set(unkeyed()) == declared


def test_packaged_words_name_targets_that_exist() -> None:
    for name in set(vocabulary().headers.values()):
        assert name in PUT_TOGETHER or name in unkeyed()


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_of_an_export_are_known_again(language: str) -> None:
    for name in unkeyed():
        whole = f"{name}@2020" if name.startswith("accounts.") else name
        if name.startswith("consents."):
            continue  # consents are no columns of an export
        assert columns_of([label(whole, language)]).named == {label(whole, language): whole}


def test_headers_are_told_apart() -> None:
    row = [Cell("Telefono"), None, Cell(" telefono "), Cell("Fatturato\n2020")]
    assert headers_of(row) == ("Telefono", "(B)", "telefono (2)", "Fatturato 2020")


def test_a_signature_is_the_headers_whatever_their_case() -> None:
    assert signature(["Ditta", "P. IVA"]) == signature(["DITTA", "p iva"])
    assert signature(["Ditta", "P. IVA"]) != signature(["P. IVA", "Ditta"])


@pytest.mark.parametrize("text", ["[", "[]", '{"a": 1}', '"name"'])
def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "colonne.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        read_mapping(path)
    assert refused.value.code == "mapping-not-read"


def test_target_knows_what_is_put_together() -> None:
    assert target("people.name").kind.name == "person"
    assert target("codes").in_firm
