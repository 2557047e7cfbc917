"""The HTML of a paper: all it says, nothing else, in a form that every reader understands."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Any, get_args

import html5lib
import pytest

from desktop.documents import blocks as b
from desktop.documents import isolates, web
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout import styles
from desktop.documents.web import as_html
from desktop.documents.web_style import STYLE
from tests.documents import judged, samples

EVERY = [
    (kind, form, language)
    for kind, held in judged.every_kind().items()
    for form in range(len(held))
    for language in KINDS[kind].choices()
]
_H = "{http://www.w3.org/1999/xhtml}"
# what waits for a page's number, names a place, or is drawn: no text of the content
SILENT = {"anchor", "aside_anchor", "scan", "page_of", "continued", "outline", "made_at"}


def _paper(kind: str, form: int = 0, language: str = "it") -> b.Paper:
    hands = map(hand, language.split("-"))
    return KINDS[kind].compose(judged.every_kind()[kind][form], samples.imprint(), *hands)[0]


def _tree(written: str) -> Any:  # noqa: ANN401 - an element of html5lib's
    """Read HTML as a browser does, and fail at anything it would have to mend."""
    return html5lib.HTMLParser(strict=True).parse(written)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", isolates.bare(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        silent = SILENT | ({"aside"} if isinstance(value, b.Index) else set())
        for field in fields(value):
            if field.name not in silent:
                held = getattr(value, field.name)
                whole = not isinstance(value, b.Index) or field.name != "heads"
                yield from _strings(held if whole else held[:2])  # the third heads page numbers


def _said(paper: b.Paper) -> set[str]:
    told = [*_strings(paper.furniture), *(text for leaf in paper.leaves for text in _strings(leaf))]
    return {_letters(text) for text in told} - {""}


def _body(tree: Any) -> str:  # noqa: ANN401
    """Give the text of a page, and what an element is called where it has no text."""
    body = tree.find(f"{_H}body")
    return _letters("".join(body.itertext()))


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_the_page_holds_the_content_and_nothing_else(kind: str, form: int, language: str) -> None:
    paper = _paper(kind, form, language)
    whole = _body(_tree(as_html(paper)))
    said = _said(paper)
    logo = {_letters(paper.furniture.logo)}  # the word in its box stands on pages only

    assert [text for text in said - logo if text not in whole] == []
    for text in sorted(said, key=len, reverse=True):
        whole = whole.replace(text, " ")
    assert whole.strip() == ""


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_the_page_is_whole_and_accessible(kind: str, form: int, language: str) -> None:
    paper = _paper(kind, form, language)
    tree = _tree(as_html(paper))
    every = list(tree.iter())
    tags = [str(held.tag).removeprefix(_H) for held in every]
    ids = [held.get("id") for held in every if held.get("id")]

    first = language.split("-", maxsplit=1)[0]
    assert (tree.get("lang"), tree.get("dir")) == (first, "rtl" if first == "ar" else "ltr")
    assert tree.findtext(f".//{_H}title") == isolates.bare(paper.title)
    assert len(ids) == len(set(ids))
    assert [tags.count(one) for one in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(low - high <= 1 for high, low in pairwise(levels))
    assert not {"script", "link", "iframe", "object", "form"} & set(tags)
    assert not re.search(r"https?://|//\w|url\(", as_html(paper).replace("http-equiv", ""))
    for held in every:
        for name in ("aria-labelledby", "href"):
            asked = held.get(name, "").removeprefix("#")
            assert not asked or asked in ids
        if held.tag == f"{_H}img":
            assert held.get("alt")
            assert held.get("src", "").startswith("data:image/jpeg;base64,")
        if held.tag == f"{_H}th":
            assert held.get("scope") in {"row", "col", "colgroup"}
            assert "".join(held.itertext()).strip()
        if held.tag in {f"{_H}ul", f"{_H}ol"}:
            assert {child.tag for child in held} <= {f"{_H}li"}
        if held.get("role") == "checkbox":
            assert held.get("aria-label")
    for table in tree.iter(f"{_H}table"):
        assert table.find(f".//{_H}th") is not None


def test_each_table_of_a_section_is_named_by_its_heading() -> None:
    tree = _tree(as_html(_paper("mission-dossier")))
    heads = {h.get("id"): "".join(h.itertext()) for h in tree.iter(f"{_H}h3")}

    named = [table.get("aria-labelledby") for table in tree.iter(f"{_H}table")]

    assert {"Domande", "Bilanci"} <= {heads.get(name) for name in named}
    assert sum(name in heads for name in named) >= 10


def test_every_class_of_block_and_leaf_has_a_writer() -> None:
    assert set(get_args(b.Block)) == set(web._BLOCKS)  # noqa: SLF001 - what the test is about
    assert set(get_args(b.AnyLeaf)) == set(web._LEAVES)  # noqa: SLF001


def test_a_block_without_a_writer_is_no_silence() -> None:
    class Unknown:
        pass

    sheet = next(leaf for leaf in _paper("firm-card").leaves if isinstance(leaf, b.Sheet))
    strange: Any = (Unknown(),)
    paper = replace(_paper("firm-card"), leaves=(
        replace(sheet, sections=(b.Section("Parte", strange),)),))  # fmt: skip

    with pytest.raises(KeyError):
        as_html(paper)


def test_isolates_become_elements_and_foreign_writing_is_set_apart() -> None:
    arabic = as_html(_paper("mission-dossier", language="ar"))
    sheet = next(leaf for leaf in _paper("firm-card").leaves if isinstance(leaf, b.Sheet))
    section = b.Section("Parte", (b.Paragraph("السلام عليكم"), b.Paragraph("a\u2066b\nc<i>&amp;")))
    italian = as_html(replace(_paper("firm-card"), leaves=(replace(sheet, sections=(section,)),)))

    assert '<bdi dir="ltr">' in arabic
    assert "<bdi>" in arabic
    assert not set(isolates.ALL) & set(arabic)
    assert '<p><bdi dir="rtl" lang="ar">السلام عليكم</bdi></p>' in italian
    assert '<p>a<bdi dir="ltr">b<br>c&lt;i&gt;&amp;amp;</bdi></p>' in italian


def test_two_languages_side_by_side_are_each_marked() -> None:
    tree = _tree(as_html(_paper("catalogue", language="en-it")))

    marked = {held.get("lang") for held in tree.iter(f"{_H}div") if held.get("lang")}

    assert marked == {"en", "it"}
    page = as_html(_paper("catalogue", language="en-it"))
    for language, label in (("en", "Host event"), ("it", "Evento ospite")):
        assert f'<div lang="{language}" dir="ltr">\n<h3>{label}</h3>' in page


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_stands_out_from_the_page() -> None:
    colours = {found.upper() for found in re.findall(r"(?<![-\w])color: (#\w{6})", STYLE)}

    assert {styles.INK.upper(), styles.SECONDARY.upper(), styles.PETROL.upper()} <= colours
    assert len(colours) >= 5
    for colour in colours:
        lighter, darker = _light(styles.WHITE), _light(colour)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_page_loads_no_reportlab() -> None:
    asked = "import sys, desktop.documents.web; sys.exit('reportlab' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
