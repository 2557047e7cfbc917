"""The content that every engine sets: blocks for ours, the same strings as JSON for the others."""

import json
import pickle
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.documents import blocks as b
from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.layout.render import render
from tests.documents import samples

PAGES, _FIRMS = 12, 20
_LANGUAGE = "it"


def write_dossier(folder: Path) -> tuple[Path, Path]:
    """Write a dossier of twelve pages as blocks (a pickle) and as JSON; give both paths."""
    whole = _paper("mission-dossier", _FIRMS)
    paper = next(
        held
        for last in range(len(whole.leaves), 0, -1)
        if render(held := _shortened(whole, last))[1] <= PAGES
    )
    blocks, flat = folder / "dossier.pickle", folder / "dossier.json"
    blocks.write_bytes(pickle.dumps(paper))
    flat.write_text(json.dumps(_plain(paper)), encoding="utf-8")
    return blocks, flat


def write_catalogue(folder: Path, firms: int) -> Path:
    """Write a catalogue of so many firms as blocks: pages alike but for the names."""
    path = folder / f"catalogue-{firms}.pickle"
    paper = _paper("catalogue", 1)
    front = [leaf for leaf in paper.leaves if not isinstance(leaf, b.Showcase)]
    page = next(leaf for leaf in paper.leaves if isinstance(leaf, b.Showcase))
    pages = (_numbered(page, nth) for nth in range(firms))
    path.write_bytes(pickle.dumps(replace(paper, leaves=(*front, *pages))))
    return path


def _shortened(paper: b.Paper, last: int) -> b.Paper:
    """Give a paper's first leaves; its index leads to these and to no others."""
    leaves = paper.leaves[:last]
    anchors = {leaf.anchor for leaf in leaves}

    def index(leaf: b.Index) -> b.Index:
        kept = (e for e in leaf.entries if e.anchor in anchors)
        return replace(leaf, entries=tuple(
            replace(e, lines=tuple(n for n in e.lines if n.anchor in anchors)) for e in kept
        ))  # fmt: skip

    made = (index(leaf) if isinstance(leaf, b.Index) else leaf for leaf in leaves)
    return replace(paper, leaves=tuple(made))


def _paper(kind: str, firms: int) -> b.Paper:
    return KINDS[kind].compose(samples.dossier(firms), samples.imprint(), hand(_LANGUAGE))[0]


def _numbered(page: b.Showcase, nth: int) -> b.Showcase:
    name = f"{page.title} {nth}"
    return replace(page, anchor=f"firm-{nth}", outline=name, title=name, lead=f"{page.lead} {nth}")


def _plain(value: object) -> object:
    """Give a tree of blocks as JSON holds it: each a dictionary with its class under "is"."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        held = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {"is": type(value).__name__, **held}
    return value.isoformat() if isinstance(value, datetime) else value
