"""The pieces of a dossier, kind by kind, with a page for each that is missing, and their list."""

from desktop.documents import blocks as b
from desktop.documents.content.dossier_facts import DossierFacts, Part
from desktop.documents.content.dossier_front import MISSING_LIST
from desktop.documents.content.firm import town
from desktop.documents.content.pieces import PASSPORT, Piece, State, piece_name, supplier
from desktop.documents.looks import Align, Ink, Sign
from desktop.domain.records import MAY_BE_REQUIRED
from desktop.domain.rules.conditions import DURC

_SIGNS = {State.PRESENT: Sign.MET, State.MISSING: Sign.MISSING, State.NOT_APPLICABLE: None}


def piece_part(number: int, code: str, before: int, facts: DossierFacts, total: int) -> Part:
    """Tell of one kind of piece: what the desk knows of each firm's, then a page for each gap.

    `before` pieces of the dossier's `total` stand in the parts before this one.
    """
    name = piece_name(code, facts.hand)
    header = facts.context(number, name)
    pieces = [piece for piece in facts.pieces if piece.code == code]
    asked = [piece for piece in pieces if piece.state is not State.NOT_APPLICABLE]
    places = {id(piece): before + place for place, piece in enumerate(asked, 1)}
    lacking = [piece for piece in asked if piece.state is State.MISSING]
    gaps = tuple(_gap(piece, header, (places[id(piece)], total), facts) for piece in lacking)
    lines = tuple(_gap_line(piece, facts) for piece in lacking)
    there = tuple(piece.state is State.PRESENT for piece in asked)
    leaf = _sheet(code, header, pieces, facts)
    return Part(leaf.anchor, name, there, (leaf, *gaps), lines)


def missing_part(number: int, facts: DossierFacts) -> Part:
    """List what is missing: what, of whom, who supplies it, by when."""
    hand = facts.hand
    name = hand.say("missing.list")
    columns = (
        b.Column(hand.say("missing.piece"), 23),
        b.Column(hand.say("delegation.firm"), 31),
        b.Column(hand.say("missing.supplied"), 30),
        b.Column(hand.say("missing.by"), 16, Align.RIGHT),
    )
    rows = tuple(
        b.Row((
            b.Cell(piece_name(piece.code, hand), sign=Sign.MISSING, ink=Ink.MISSING),
            b.Cell(piece.application.firm.firm.name, note=town(piece.application.firm)),
            b.Cell(supplier(piece.application.firm, hand)),
            b.Cell(hand.date(facts.needs.due(piece.code)), note=_late(piece.code, facts)),
        ))
        for piece in facts.lacking
    )  # fmt: skip
    leaf = b.Sheet(
        anchor=MISSING_LIST,
        outline=name,
        context=facts.context(number, name),
        label=name,
        label_note="",
        title=hand.count("missing.title", len(facts.lacking)),
        lead=hand.say("missing.lead"),
        sections=(b.Section(hand.say("missing.section"), (b.Table(columns, rows, wide=True),)),),
        continued=hand.say("common.continued_from"),
    )
    return Part(MISSING_LIST, name, (), (leaf,))


def _sheet(code: str, header: str, pieces: list[Piece], facts: DossierFacts) -> b.Sheet:
    hand = facts.hand
    asked = [piece for piece in pieces if piece.state is not State.NOT_APPLICABLE]
    present = sum(piece.state is State.PRESENT for piece in asked)
    columns = (
        b.Column(hand.say("delegation.firm"), 31),
        b.Column(hand.say("dossier.state_head"), 14),
        b.Column(hand.say("dossier.known"), 55),
    )
    rows = tuple(_piece_row(piece, facts) for piece in pieces)
    return b.Sheet(
        anchor=f"piece-{code}",
        outline=piece_name(code, hand),
        context=header,
        label=piece_name(code, hand),
        label_note="",
        title=hand.count("dossier.pieces_of", len(asked), present=hand.number(present)),
        lead=_lead(code, facts, lacks=present < len(asked)),
        sections=(
            b.Section(hand.say("dossier.by_firm"), (b.Table(columns, rows, wide=True),)),
            b.Section(hand.say("missing.need"), (b.Paragraph(_need(code, facts)),)),
        ),
        continued=hand.say("common.continued_from"),
    )


def _lead(code: str, facts: DossierFacts, *, lacks: bool) -> str:
    hand, due, late = facts.hand, facts.needs.due(code), _late(code, facts)
    if due is None:
        return hand.say("piece_lead.no_day")
    if lacks and late:
        return hand.say("piece_lead.late", day=hand.day(due), late=late)
    return hand.say("piece_lead.by", day=hand.day(due))


def _late(code: str, facts: DossierFacts) -> str:
    """Say that the day by which a piece was needed has passed, or nothing."""
    due = facts.needs.due(code)
    return facts.hand.say("missing.late") if due is not None and due < facts.on else ""


def _piece_row(piece: Piece, facts: DossierFacts) -> b.Row:
    hand = facts.hand
    lacks = piece.state is State.MISSING
    ink = Ink.MISSING if lacks else Ink.TEXT
    return b.Row((
        b.Cell(piece.application.firm.firm.name, strong=True),
        b.Cell(hand.choice("present", piece.state), sign=_SIGNS[piece.state], ink=ink),
        b.Cell(piece.said),
    ))  # fmt: skip


def _need(code: str, facts: DossierFacts) -> str:
    """Say what is needed; a piece that the papers do not know is asked for by its name."""
    hand = facts.hand
    if code == PASSPORT:
        return hand.say("need.passport", day=hand.day(facts.needs.passport_until))
    if code == DURC:
        return hand.say("need.DURC", days=hand.number(facts.needs.durc_days))
    said = hand.choice("need", code)
    if said != code:
        return said
    key = "missing.need_file" if code in MAY_BE_REQUIRED else "missing.need_named"
    return hand.say(key, name=piece_name(code, hand))


def _gap_anchor(piece: Piece) -> str:
    return f"gap-{piece.code}-{piece.application.application.id.hex}"


def _gap_line(piece: Piece, facts: DossierFacts) -> b.IndexLine:
    hand = facts.hand
    text = hand.say("missing.line", piece=hand.choice("piece_short", piece.code),
                    firm=piece.application.firm.firm.name)  # fmt: skip
    due, late = facts.needs.due(piece.code), _late(piece.code, facts)
    aside = hand.say("missing.by_day", day=hand.date(due)) if due else ""
    if late:
        aside = hand.say("missing.by_day_late", day=hand.date(due))
    return b.IndexLine(text, aside, _gap_anchor(piece), Ink.MISSING)


def _gap(piece: Piece, header: str, place: tuple[int, int], facts: DossierFacts) -> b.MissingPiece:
    hand, firm = facts.hand, piece.application.firm
    name = piece_name(piece.code, hand)
    where = town(firm)
    lead = f"{firm.firm.name}, {where}" if where else firm.firm.name
    number, total = (hand.number(held) for held in place)
    fields = (
        b.Field(hand.say("missing.need"), _need(piece.code, facts)),
        b.Field(hand.say("missing.why"), piece.said),
        b.Field(hand.say("missing.supplied"), supplier(firm, hand)),
        b.Field(hand.say("missing.by"), _due(piece.code, facts), strong=True),
        b.Field(hand.say("missing.how"), hand.say("missing.how_said")),
        b.Field(hand.say("missing.otherwise"), _otherwise(piece.code, facts)),
    )
    return b.MissingPiece(
        anchor=_gap_anchor(piece),
        outline=hand.say("missing.line", piece=name, firm=firm.firm.name),
        context=header,
        level=1,
        name=hand.say("missing.name"),
        counted=hand.say("missing.counted", number=number, total=total),
        title=name,
        lead=lead,
        fields=fields,
        receipt=hand.say("missing.receipt"),
        receipt_note=hand.say("missing.receipt_note"),
        lines=(
            hand.say("missing.received_on"),
            hand.say("missing.issued_on"),
            hand.say("missing.initials"),
        ),
    )


def _due(code: str, facts: DossierFacts) -> str:
    hand, due, late = facts.hand, facts.needs.due(code), _late(code, facts)
    if due is None:
        return hand.say("missing.no_day")
    said = hand.capital_weekday(due)
    return hand.say("missing.past", day=said, late=late) if late else said


def _otherwise(code: str, facts: DossierFacts) -> str:
    said = facts.hand.choice("otherwise", code)
    return facts.hand.say("missing.otherwise_said") if said == code else said
