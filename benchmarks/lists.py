"""A chamber's list to import: seeded, with rows that the register does not hold."""

import csv
from pathlib import Path

from benchmarks.register import records

_AFTER = 5_000_000  # codes of no register that is measured on


def write_list(path: Path, rows: int) -> Path:
    """Write a list of so many firms as CSV, with the headers of a chamber's own."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(
            ("Denominazione", "Codice fiscale", "Partita IVA", "REA", "Comune", "PEC", "Telefono")
        )
        for firm, _ in records(rows, seed=9, start=_AFTER):
            town = firm.registered_office.town if firm.registered_office else ""
            writer.writerow(
                (firm.name, firm.tax_code, firm.vat_number, firm.rea, town, firm.pec, firm.phone)
            )
    return path
