"""In what two values differ, as it is marked."""

import pytest

from ui.widgets.offers import differing


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("Via dei Prototipi 13, Varese", "Via dei Prototipi 3, Varese", "13"),
        ("Via dei Prototipi 3, Varese", "Via dei Prototipi 13, Varese", "3"),
        ("+39 02 0000 0199", "+39 02 0000 0101", "0199"),
        ("€ 4.821.000,00", "€ 4.812.000,00", "821"),
        ("Via Roma 13", "Via Roma", "13"),
        ("Via Roma", "Via Roma 13", ""),
        ("01000090157", "01000090158", "7"),
        ("Torino", "Milano", "Tori"),
        ("sì", "no", ""),
    ],
)
def test_whole_words_are_marked_and_letters_where_there_is_one(
    text: str, other: str, marked: str
) -> None:
    start, end = differing(text, other)
    assert text[start:end] == marked
