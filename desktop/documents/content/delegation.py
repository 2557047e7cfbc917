"""The delegation of a mission: who is in it, and the tables that list it."""

from desktop.documents import blocks as b
from desktop.documents.content.firm import town
from desktop.documents.content.hand import Hand
from desktop.documents.content.pieces import (
    Piece,
    State,
    arrival_order,
    delegate_name,
)
from desktop.documents.looks import Align, Ink, Sign
from desktop.documents.sources import ApplicationFacts
from desktop.domain.records import ApplicationState as S
from desktop.domain.rules.states import going

_MOST_PIECES = 6  # columns of pieces that a table has room for
_SIGNS = {State.PRESENT: Sign.MET, State.MISSING: Sign.MISSING, State.NOT_APPLICABLE: None}


def is_selected(applications: tuple[ApplicationFacts, ...]) -> bool:
    """Say whether the selection has been made: someone is selected or further on."""
    return _going(applications)[1]


def delegation(applications: tuple[ApplicationFacts, ...]) -> list[ApplicationFacts]:
    """Give who goes, by the firm's name: the selected, or before that all but the renounced."""
    return sorted(_going(applications)[0], key=lambda held: held.firm.firm.name.casefold())


def _going(applications: tuple[ApplicationFacts, ...]) -> tuple[list[ApplicationFacts], bool]:
    return going(applications, lambda held: held.application)


def contacts_table(held: list[ApplicationFacts], hand: Hand) -> b.Table:
    """List firms with their delegates and how to reach them, a row for each delegate."""
    columns = (
        # The firms stand in line with those of `arrivals_table`, on the same page.
        b.Column(hand.say("delegation.number"), 5, Align.RIGHT),
        b.Column(hand.say("delegation.firm"), 29),
        b.Column(hand.say("delegation.delegate"), 23),
        b.Column(hand.say("delegation.contacts"), 43),
    )
    rows = [row for n, one in enumerate(held, 1) for row in _contact_rows(n, one, hand)]
    return b.Table(columns, tuple(rows), wide=True)


def _contact_rows(number: int, held: ApplicationFacts, hand: Hand) -> list[b.Row]:
    firm = held.firm.firm
    name = b.Cell(firm.name, note=town(held.firm), strong=True)
    general = _reach(firm.phone, firm.email or firm.pec, hand)
    if not held.delegates:
        nobody = b.Cell(hand.capital(hand.say("delegation.nobody")), ink=Ink.MISSING)
        return [b.Row((b.Cell(str(number)), name, nobody, general))]
    rows: list[b.Row] = []
    for place, delegate in enumerate(held.delegates):
        reached = delegate.phone or delegate.email
        own = _reach(delegate.phone, delegate.email, hand) if reached else general
        who = b.Cell(delegate_name(delegate), note=hand.quoted(delegate.role))
        first = (b.Cell(str(number)), name) if not place else (b.Cell(""), b.Cell(""))
        rows.append(b.Row((*first, who, own)))
    return rows


def _reach(phone: str | None, email: str | None, hand: Hand) -> b.Cell:
    if phone:
        return b.Cell(hand.phone(phone), note=email or "", code_note=True)
    if email:
        return b.Cell(email, code=True)
    return b.Cell(hand.say("common.not_known"), ink=Ink.SECONDARY)


def states_table(applications: tuple[ApplicationFacts, ...], hand: Hand) -> b.Table:
    """Count applications by their state, in the order of an application's life."""
    columns = (
        b.Column(hand.say("mission.state"), 40),
        b.Column(hand.say("mission.count"), 15, Align.RIGHT),
    )
    states = [held.application.state for held in applications]
    rows = [
        b.Row((b.Cell(hand.choice("state", state)), b.Cell(hand.number(states.count(state)))))
        for state in S
        if state in states
    ]
    total = b.Row((b.Cell(hand.say("common.total")), b.Cell(hand.number(len(states)))), total=True)
    return b.Table(columns, (*rows, total))


def arrivals_table(applications: tuple[ApplicationFacts, ...], hand: Hand) -> b.Table:
    """List applications as they arrived, to the second, with protocol and state."""
    columns = (
        b.Column(hand.say("delegation.number"), 6, Align.RIGHT),
        b.Column(hand.say("delegation.firm"), 40),
        b.Column(hand.say("delegation.arrival"), 26),
        b.Column(hand.say("delegation.protocol"), 22, code=True),
        b.Column(hand.say("mission.state"), 24),
    )
    ordered = sorted(applications, key=arrival_order)
    rows = tuple(_arrival(n, held, hand) for n, held in enumerate(ordered, 1))
    return b.Table(columns, rows, wide=True)


def _arrival(number: int, held: ApplicationFacts, hand: Hand) -> b.Row:
    application = held.application
    channel = hand.choice("channel", application.channel)
    return b.Row((
        b.Cell(str(number)),
        b.Cell(held.firm.firm.name, note=town(held.firm), strong=True),
        b.Cell(hand.arrival(application.arrived_at), note=channel),
        b.Cell(application.protocol or hand.say("common.not_applicable")),
        b.Cell(hand.choice("state", application.state)),
    ))  # fmt: skip


def checklist_tables(
    held: list[ApplicationFacts], codes: tuple[str, ...], pieces: list[Piece], hand: Hand
) -> list[b.Table]:
    """Cross firms with pieces: each cell has a sign and its word, at most six pieces to a table."""
    by_place = {(piece.code, piece.application.application.id): piece for piece in pieces}
    tables: list[b.Table] = []
    for start in range(0, len(codes), _MOST_PIECES):
        some = codes[start : start + _MOST_PIECES]
        heads = [b.Column(hand.choice("piece_short", code), 15) for code in some]
        columns = (b.Column(hand.say("delegation.firm"), 30), *heads)
        rows = tuple(
            b.Row((
                b.Cell(one.firm.firm.name, strong=True),
                *(_check(by_place[code, one.application.id].state, hand) for code in some),
            ))
            for one in held
        )  # fmt: skip
        tables.append(b.Table(columns, rows, wide=True))
    return tables


def _check(state: State, hand: Hand) -> b.Cell:
    ink = Ink.MISSING if state is State.MISSING else Ink.TEXT
    return b.Cell(hand.choice("present", state), sign=_SIGNS[state], ink=ink)
