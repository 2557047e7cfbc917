"""The base firm F0 and the mission M0 of domain.md 3.8, as drafts; every name is invented."""

from copy import deepcopy
from typing import Any

from tests.builders import vat_number

Draft = dict[str, Any]

LIA = {"family_name": "Prova", "given_name": "Lia"}
M0: Draft = {
    "code": "DUBAI-21", "title": "Dubai", "market": "AE", "line": "L2",
    "sectors": ["green-economy", "sustainable-furniture-construction"],
    "from": "2021-10-03", "to": "2021-10-07", "deadline": "2021-09-10T12:00:00",
    "grant_on": "2021-09-24", "aid": "3000", "regulation": "1407/2013",
    "largest_size": "medium", "required": ["training", "profile_en"],
}  # fmt: skip
SEAT_MI = {"kind": "operating", "status": "active", "address": {"town": "Milano", "province": "MI"}}
YEARS = [
    {"year": year, "staff": "20", "turnover": "4000000", "balance": "3000000"}
    for year in (2019, 2020)
]


def firm(nth: int = 1, **more: object) -> Draft:
    """Give the nth firm like F0: whatever an application needs is there."""
    code = vat_number(nth)
    return {
        "name": f"Verdeprova {nth} S.r.l.", "kind": "enterprise", "legal_form": "SRL",
        "tax_code": code, "vat_number": code, "rea": f"MI-{1446000 + nth}", "status": "active",
        "ateco": {"code": "28.29.30", "edition": "2007"}, "email": f"info{nth}@prova.example",
        "pec": f"verdeprova{nth}@pec.example",
        "registered_office": {"street": "Via dei Modelli", "number": "12", "postcode": "20121",
                              "town": "Milano", "province": "MI"},
        "sites": [deepcopy(SEAT_MI)], "sectors": ["green-economy"],
        "profile": {"it": "Recupero di acque.", "en": "Water reuse."},
        "people": [{**LIA, "role": "legale rappresentante"}], "accounts": deepcopy(YEARS),
        "aids": [], "declarations": [
            {"code": "DURC", "date": "2021-06-15", "outcome": "regular"},
            {"code": "DIR", "year": 2020, "date": "2021-09-01", "outcome": "regular"},
        ],
        "consents": {"catalogue": True, "extra_eu": True},
        "privacy_notice": {"version": "1", "given_on": "2021-06-01"},
    } | more  # fmt: skip


def application(nth: int = 1, at: str = "2021-09-09T10:00:05+02:00", **more: object) -> Draft:
    """Give the application of the nth firm."""
    return {
        "mission": "DUBAI-2021", "firm": vat_number(nth), "arrived_at": at, "channel": "pec",
        "export_only": True, "delegates": [{**LIA, "passport_expiry": "2027-01-31"}],
    } | more  # fmt: skip


def session(*nth: int, **more: object) -> Draft:
    """Give a session of L1 at which people of these firms were from beginning to end."""
    return {
        "title": "Primo orientamento", "kind": "group", "line": "L1", "market": "AE",
        "slots": [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}],
        "attendances": [
            {"firm": vat_number(n), "person": LIA, "slot": 0, "in": "09:00", "out": "11:00"}
            for n in nth
        ],
    } | more  # fmt: skip


def case(
    firm_more: Draft | None = None, mission_more: Draft | None = None,
    application_more: Draft | None = None, **more: object,
) -> Draft:  # fmt: skip
    """Give F0 before M0 with some things changed; a value of None takes a thing away."""
    held = {
        "firm": _changed(firm(), firm_more), "mission": _changed(M0, mission_more),
        "application": _changed(application(), application_more), "sessions": [session(1)],
        "on": "2021-09-10",
    } | more  # fmt: skip
    return {name: value for name, value in held.items() if value is not None}


def _changed(draft: Draft, more: Draft | None) -> Draft:
    held = deepcopy(draft) | (more or {})
    return {name: value for name, value in held.items() if value is not None}
