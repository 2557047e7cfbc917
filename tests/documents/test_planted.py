"""Text that looks like something else, in every field of every record: printed as it stands.

Markup, references to files and sites, direction controls and words without end are planted in each
text that a record can hold, cut to the field's declared length, as the gate cuts what is typed.
Every kind is then printed in every language, as PDF and as HTML. Content is given more than any
record may hold.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import count
from typing import Any
from zoneinfo import TZPATH

import html5lib
import pypdfium2 as pdfium
import pytest

from desktop import paths
from desktop.documents import Issued, issue
from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout.render import render
from desktop.documents.web import as_html
from desktop.domain import codecs
from desktop.domain.record import Record
from tests.documents import judged, samples

PLANTS = (
    "<b>Rossi & Figli",
    "&copy; &#65; &lt;",
    '<img src="/etc/hostname">',
    '<a href="http://127.0.0.1:9/">qui</a>',
    "<script>alert(1)</script>",
    "</style><para><font color=red>",
    "{page} {pages} %s {0.__class__}",
    "url(file:///etc/passwd)",
)
CONTROLS = "abc\u202egpj.exe\u2067x\u200f\u0007"
EVERY = [
    (kind, form, language)
    for kind, held in judged.every_kind().items()
    for form in range(len(held))
    for language in KINDS[kind].choices()
]
# What is no free text: checked codes, and codes by which other records are found.
_CODES = {codecs.TaxCode, codecs.VatNumber, codecs.Country, codecs.Province, codecs.DayOfYear}
_KEYS = {
    "code", "line", "market", "regulation", "edition", "chapter", "version", "lines", "sectors",
    "purpose",
}  # fmt: skip
_DEFAULT_LENGTH = 200
Plant = Callable[[int], str]
_watched: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is None:
        return
    if event == "open" and isinstance(arguments[0], str):
        _watched.append(arguments[0])
    elif event.startswith(("socket.", "subprocess.", "urllib.", "os.system", "ctypes.dlopen")):
        _watched.append(event)


sys.addaudithook(_hook)


@contextmanager
def _watching() -> Iterator[list[str]]:
    """Note each file that is opened and each thing that reaches out of the process."""
    global _watched  # noqa: PLW0603 - a hook is for the whole process and for good
    seen: list[str] = []
    _watched = seen
    try:
        yield seen
    finally:
        _watched = None


def _strange(seen: list[str]) -> list[str]:
    """Give what has nothing to do with our own faces, phrases and modules."""
    ours = (str(paths.resources()), str(paths.resources().parent / "desktop"), sys.prefix,
            sys.base_prefix, str(paths.resources().parent / "tests"), *TZPATH)  # fmt: skip
    return [one for one in seen if not one.startswith(ours) and one != "/dev/null"]


def _planted(value: object, plant: Plant, place: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401
    """Plant in every free text of every record of a source."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return plant(_length(place)) if value and _is_free(place) else value
    if isinstance(value, tuple):
        return tuple(_planted(item, plant, place) for item in value)
    if isinstance(value, Record):
        place = (type(value).KIND,)
    if is_dataclass(value) and not isinstance(value, type):
        held = {
            f.name: _planted(getattr(value, f.name), plant, (*place, f.name) if place else ())
            for f in fields(value)
            if f.init
        }
        return replace(value, **held)
    return value


def _column(place: tuple[Any, ...]) -> Any:  # noqa: ANN401
    kind, *path = place
    return next((c for c in kind.columns if c.path == tuple(path)), None)


def _is_free(place: tuple[Any, ...]) -> bool:
    """Say whether a place is a record's own text and not a code."""
    if not place:
        return False
    column = _column(place)
    return column is not None and column.type not in _CODES and place[-1] not in _KEYS


def _length(place: tuple[Any, ...]) -> int:
    return _column(place).spec.max or _DEFAULT_LENGTH


def _printed(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    texts = []
    for number in range(len(document)):
        page = document[number].get_textpage()
        texts.append(page.get_text_bounded())
        page.close()
    document.close()
    return _letters("".join(texts))


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u00ad\x02\ufffe-]", "", text)


def _of_page(written: str) -> Any:  # noqa: ANN401 - an element of html5lib's
    return html5lib.HTMLParser(strict=True).parse(written)


def _issued(kind: str, form: int, language: str, plant: Plant) -> tuple[Issued, list[str]]:
    source = _planted(judged.every_kind()[kind][form], plant)
    with _watching() as seen:
        made = issue(kind, language, source, samples.imprint(), html=True)
    return made, seen


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_markup_in_every_field_is_printed_letter_by_letter(
    kind: str, form: int, language: str
) -> None:
    places, planted = count(), set[str]()

    def plant(most: int) -> str:
        text = PLANTS[next(places) % len(PLANTS)][:most]
        planted.add(text)
        return text

    made, seen = _issued(kind, form, language, plant)

    said = made.text
    whole, page = _printed(made.pdf), _of_page(made.html)
    shown = _letters("".join(page.find("{http://www.w3.org/1999/xhtml}body").itertext()))
    here = {text for text in planted if text in said}
    assert here or not planted or kind in {"labels", "badges", "satisfaction"}
    assert [text for text in here if _letters(text) not in shown] == []
    # a name that has no room ends in an ellipsis, an address after its last line; letters that
    # run from the right are turned round
    begun = {_letters(text)[:5] for text in here}
    unseen = [text for text in begun if text not in whole]
    assert language == "ar" or len(unseen) <= 1
    tags = {str(held.tag).rpartition("}")[2] for held in page.iter()}
    assert not tags & {"img", "script", "font", "para", "link", "iframe"}
    assert {held.get("href", "#")[0] for held in page.iter()} == {"#"}
    assert not re.search(rb"/URI|/JavaScript|/Launch|/EmbeddedFile", made.pdf)
    assert _strange(seen) == []


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_controls_in_every_field_are_shown_and_turn_nothing_round(
    kind: str, form: int, language: str
) -> None:
    made, _seen = _issued(kind, form, language, lambda most: CONTROLS[:most])

    for text in (made.text, made.html):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u0007]", text)
    if "abc" in made.text:
        assert "abc[U+202E]gpj.exe[U+2067]x[U+200F][U+0007]" in made.text
        assert "[U+202E]" in made.html


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_every_field_as_long_as_it_may_be_is_printed(kind: str, form: int, language: str) -> None:
    made, seen = _issued(kind, form, language, lambda most: "w" * most)

    assert made.pages > 0
    assert "w" * 20 in made.text or "w" * 20 not in made.html
    assert _strange(seen) == []


# Where content holds what a record says: what runs on over pages, and what is cut to its place.
_FLOWING = {"Field.value", "Paragraph.text", "Cell.text", "Point.text"}
_CUT = {"Badge.firm", "Labels.labels", "Certificate.name", "Place.name", "Showcase.title",
        "Place.firm", "IndexLine.text"}  # fmt: skip


@pytest.mark.parametrize("kind", list(judged.every_kind()))
def test_a_word_of_200000_letters_in_content_ends(kind: str) -> None:
    source, language = judged.every_kind()[kind][0], KINDS[kind].languages[0]
    paper = KINDS[kind].compose(source, samples.imprint(), hand(language))[0]
    grown: set[str] = set()

    def grow(value: object, place: str = "") -> Any:  # noqa: ANN401 - any part of a paper
        """Put the word once into each place that is cut, and into the first that runs on."""
        if isinstance(value, str) and not isinstance(value, Enum):
            wanted = place in _CUT or (place in _FLOWING and not grown & _FLOWING)
            if not value or not wanted or place in grown:
                return value
            grown.add(place)
            return "w" * 200_000
        if isinstance(value, tuple):
            return tuple(grow(item, place) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            name = type(value).__name__
            return replace(value, **{
                f.name: grow(getattr(value, f.name), f"{name}.{f.name}") for f in fields(value)
            })  # fmt: skip
        return value

    long: b.Paper = grow(paper)
    with _watching() as opened:
        pdf, pages = render(long)
        written = as_html(long)

    assert grown
    assert pages >= 1
    assert len(pdf) > 10_000
    assert written.count("w" * 200_000) >= len(grown)
    assert _strange(opened) == []
