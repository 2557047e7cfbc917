"""Drafts for tests: plausible, with valid check digits and visibly invented names."""

from stdnum import luhn

FIRM = {"name": "Città Verde Esempio S.r.l.", "vat_number": "00743110157"}


def vat_number(nth: int, office: str = "015") -> str:
    """Give the nth VAT number of an office (from 0), its check digit right."""
    stem = f"{nth + 1:07d}{office}"
    return stem + luhn.calc_check_digit(stem)


def firm_draft(nth: int = 1, **more: object) -> dict[str, object]:
    """Give the draft of the nth invented firm."""
    return {"name": f"Officine Facsimile {nth} S.r.l.", "vat_number": vat_number(nth)} | more


FULL_FIRM: dict[str, object] = {
    "name": "Verdemodello Sistemi S.r.l.", "legal_form": "SRL", "tax_code": vat_number(77),
    "vat_number": vat_number(77), "rea": "MI-1446792", "status": "active",
    "registered_on": "1998-03-12", "ateco": {"code": "28.29.30", "edition": "2007"},
    "email": "info@verdemodello.example", "pec": "verdemodello@pec.example",
    "phone": "02 0000 0102", "website": "www.verdemodello.example",
    "registered_office": {"street": "Via dei Modelli", "number": "12", "postcode": "20092",
                          "town": "Cinisello Balsamo", "province": "MI"},
    "sectors": ["green-economy"], "profile": {"it": "Recupero di acque.", "en": "Water reuse."},
    "sites": [{"kind": "operating", "address": {"town": "Lodi", "province": "LO"}}],
    "people": [{"family_name": "Prova", "given_name": "Lia", "role": "titolare",
                "languages": ["en"]}],
    "accounts": [{"year": 2020, "staff": "12.40", "turnover": "1204500.00"}],
    "consents": {"catalogue": True},
    "relations": [{"kind": "partner", "share": "33", "name": "Socia Finta S.p.A.",
                   "relations": [{"kind": "linked", "staff": "60"}]}],
}  # fmt: skip

GROUP_SESSION: dict[str, object] = {
    "title": "Primo orientamento: Emirati Arabi Uniti", "kind": "group", "line": "L1",
    "market": "AE", "mode": "desk",
    "slots": [
        {"date": "2021-07-08", "from": "09:00", "to": "11:00", "teacher": "Mara Saggi"},
        {"date": "2021-07-08", "from": "14:00", "to": "16:00"},
    ],
}  # fmt: skip
