"""The copies that a dossier binds: their list, then each with its pages."""

from collections.abc import Container
from dataclasses import replace

from desktop.documents import blocks as b
from desktop.documents import isolates
from desktop.documents.content.dossier_facts import DossierFacts, Part
from desktop.documents.content.files import name_of, short_name
from desktop.documents.content.firm import town
from desktop.documents.content.hand import Hand
from desktop.documents.content.hand import hand as hand_of
from desktop.documents.looks import Sign
from desktop.documents.plain import as_line
from desktop.documents.sources import ApplicationFacts, DossierSource, FileFacts

_Copy = tuple[ApplicationFacts, FileFacts]


def copies_part(number: int, facts: DossierFacts) -> Part:
    """Bind the copies, firm by firm; one that cannot be bound is in the list and says why."""
    hand = facts.hand
    name = hand.say("copies.title")
    header = facts.context(number, name)
    columns = (
        b.Column(hand.say("delegation.firm"), 31),
        b.Column(hand.say("copies.document"), 43),
        b.Column(hand.say("copies.state"), 26),
    )
    rows = tuple(_row(copy, hand) for copy in facts.copies)
    here = [(copy, f"copy-{nth}") for nth, copy in enumerate(facts.copies, 1) if copy[1].sizes]
    sheet = b.Sheet(
        anchor="copies",
        outline=name,
        context=header,
        label=name,
        label_note="",
        title=hand.count("copies.count", len(facts.copies)),
        lead=hand.say("copies.lead"),
        sections=(b.Section(hand.say("dossier.by_firm"), (b.Table(columns, rows, wide=True),)),),
        continued=hand.say("common.continued_from"),
    )
    leaves = tuple(_leaf(copy, anchor, header, facts) for copy, anchor in here)
    lines = tuple(_line(copy, anchor, facts) for copy, anchor in here)
    return Part("copies", name, (), (sheet, *leaves), lines)


def as_printed(source: DossierSource, content: str, language: str) -> DossierSource:
    """Give a source with those copies unbound that a dossier of it, by its text, could not bind.

    Only drawing tells it: what does not open, or is too large drawn, is so again until drawn anew.
    """
    hand, lines = hand_of(language), frozenset(content.splitlines())
    return replace(source, applications=tuple(
        replace(held, files=tuple(_as_printed((held, file), lines, hand) for file in held.files))
        for held in source.applications
    ))  # fmt: skip


def _as_printed(copy: _Copy, lines: Container[str], hand: Hand) -> FileFacts:
    held, file = copy
    for why in ("unread", "too_large"):
        unbound = replace(file, sizes=(), why=why)
        if file.sizes and isolates.bare(as_line(_row((held, unbound), hand))) in lines:
            return unbound
    return file


def _row(copy: _Copy, hand: Hand) -> b.Row:
    held, file = copy
    state = b.Cell(hand.count("copies.pages", len(file.sizes)))
    if not file.sizes:
        state = b.Cell(hand.say(f"copies.{file.why or 'unread'}"), sign=Sign.WARNING)
    return b.Row((
        b.Cell(held.firm.firm.name, note=town(held.firm), strong=True),
        b.Cell(name_of(file.attachment, hand), note=file.attachment.file),
        state,
    ))  # fmt: skip


def _leaf(copy: _Copy, anchor: str, header: str, facts: DossierFacts) -> b.AttachedPages:
    hand, (held, file) = facts.hand, copy
    title = hand.say("copies.of", name=name_of(file.attachment, hand), firm=held.firm.firm.name)
    total = hand.number(len(file.sizes))
    return b.AttachedPages(
        anchor=anchor,
        outline=title,
        context=header,
        level=1,
        title=title,
        captions=tuple(
            hand.say("copies.page", page=hand.number(page), pages=total)
            for page in range(1, len(file.sizes) + 1)
        ),
        sizes=file.sizes,
        pictures=file.pictures,
    )


def _line(copy: _Copy, anchor: str, facts: DossierFacts) -> b.IndexLine:
    hand, (held, file) = facts.hand, copy
    return b.IndexLine(held.firm.firm.name, short_name(file.attachment, hand), anchor)
