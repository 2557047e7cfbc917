"""What the window asks of the exchange: files at hand, what they brought, what is due."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from db.store import Store
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm
from desktop.services import arrivals, exchange, firms, joining, settling, standing, trust
from desktop.services.desk import Desk
from desktop.services.undo import undo
from desktop.services.watch import Watch
from tests.builders import firm_draft
from tests.conftest import Clock
from tests.neighbours import befriend, card_of, neighbour, renamed, sent, swap


@pytest.fixture
def other(tmp_path: Path, clock: Clock, desk: Desk) -> Iterator[Desk]:
    made = neighbour(tmp_path, "MI2", "Sportello 2", "Marco Prova", clock)
    befriend(desk, made, tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def firm(desk: Desk, other: Desk, tmp_path: Path) -> UUID:
    """Give a firm that both desks hold."""
    (made,) = firms.add(desk, [firm_draft(1)]).ids
    swap(desk, other, tmp_path / "stick")
    return made


def test_a_file_is_new_until_something_became_of_it(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    firms.add(other, [firm_draft(2)])
    folder = tmp_path / "stick"
    path = sent(other, "MI1", folder)
    (found,) = arrivals.at_hand(desk, folder)
    assert (found.path, found.sender, found.is_new) == (path, "MI2", True)
    assert standing.due(desk, folder).to_read == 1
    arrivals.put_aside(desk, path, sender="MI2")
    (found,) = arrivals.at_hand(desk, folder)
    assert found.line is not None
    assert found.line.state == arrivals.ASIDE
    assert standing.due(desk, folder).to_read == 0
    assert exchange.receive(desk, path).state == exchange.APPLIED
    (found,) = arrivals.at_hand(desk, folder)
    assert found.line is not None
    assert found.line.state == exchange.APPLIED


def test_what_is_for_others_and_what_is_our_own_does_not_lie_at_hand(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    mine = sent(desk, "MI2", folder)
    (folder / "MI2-BG1-20210908-090000-1.sportello").write_bytes(b"for Bergamo")
    (folder / "lettera.txt").write_bytes(b"no file of ours")
    assert arrivals.at_hand(desk, folder) == ()
    renamed_one = mine.rename(folder / "posta.sportello")
    assert arrivals.at_hand(desk, folder) == (), "it is known by its hash"
    assert [a.path for a in arrivals.at_hand(other, folder)] == [renamed_one]
    assert arrivals.at_hand(desk, tmp_path / "stick that is out") == ()


def test_a_card_at_hand_shows_its_words_until_it_is_trusted(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    stranger = neighbour(tmp_path, "BG1", "Sportello di Bergamo", "Ada Prova", clock)
    folder = tmp_path / "stick"
    path = card_of(stranger, folder)
    (found,) = arrivals.at_hand(desk, folder)
    assert found.card is not None
    assert found.card.fingerprint == trust.write_own(stranger, folder).fingerprint
    card_of(desk, folder)
    assert len(arrivals.at_hand(desk, folder)) == 1, "its own card says nothing here"
    trust.trust(desk, path)
    assert arrivals.at_hand(desk, folder) == ()
    stranger.store.close()


def test_a_file_tells_before_and_after_what_it_does(
    desk: Desk, other: Desk, firm: UUID, tmp_path: Path
) -> None:
    renamed(desk, firm, "02 0000 0101")
    renamed(other, firm, "02 0000 0199")
    firms.add(other, [firm_draft(2)])
    path = sent(other, "MI1", tmp_path / "stick")
    before = desk.store.digest()
    looked = exchange.inspect(desk, path)
    assert (looked.name, looked.new, looked.held) == ("Sportello 2", 2, 0)
    assert looked.kinds == {"firm": 2}
    assert looked.conflicts == 1
    assert desk.store.digest() == before
    assert desk.store.conflict_count() == 0
    received = exchange.receive(desk, path)
    assert received.conflicts == looked.conflicts
    (line,) = [one.line for one in arrivals.at_hand(desk, None, [path])]
    assert line is not None
    told, untold = arrivals.brought(desk, line.sha256)
    assert untold == 0
    assert {(one.name, one.made, one.fields) for one in told} == {
        ("Officine Facsimile 1 S.r.l.", False, ("phone",)),
        ("Officine Facsimile 2 S.r.l.", True, ()),
    }
    assert {(one.operator, one.desk) for one in told} == {("Marco Prova", "MI2")}
    assert arrivals.brought(desk, line.sha256, most=1)[1] == 1


def test_not_sent_is_what_is_in_no_file_yet(
    desk: Desk, other: Desk, firm: UUID, tmp_path: Path
) -> None:
    assert standing.due(desk, None).unsent == 0
    renamed(desk, firm, "02 0000 0101")
    (peer,) = standing.read(desk).neighbours
    assert (peer.unsent, peer.unconfirmed, standing.due(desk, None).unsent) == (1, 1, 1)
    leaving = standing.leaving(desk, "mi2")
    assert (leaving.desk, leaving.operations, leaving.kinds) == ("MI2", 1, {"firm": 1})
    path = sent(desk, "MI2", tmp_path / "stick")
    (peer,) = standing.read(desk).neighbours
    assert (peer.unsent, peer.unconfirmed, standing.due(desk, None).unsent) == (0, 1, 0)
    exchange.receive(other, path)
    exchange.receive(desk, sent(other, "MI1", tmp_path / "stick"))
    assert standing.read(desk).neighbours[0].unconfirmed == 0


def test_a_desk_that_is_not_trusted_gets_no_file(desk: Desk) -> None:
    assert standing.due(desk, None).silent
    with pytest.raises(DeskError) as refused:
        standing.leaving(desk, "BG1")
    assert refused.value.code == "peer-unknown"


class Stop:
    """Looks on, and stops at the nth look."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def _two_frames(other: Desk) -> None:
    for nth in (2, 3):
        firms.add(other, [firm_draft(nth)])
        with other.store.exchanging() as held:
            held.seal()


@pytest.mark.usefixtures("firm")
def test_a_file_that_is_stopped_half_way_goes_on_and_is_undone_whole(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    _two_frames(other)
    path = sent(other, "MI1", tmp_path / "stick")
    before = firms.count(desk)
    half = exchange.receive(desk, path, Watch(cancelled=Stop(1)))
    assert (half.state, half.reason, half.operations) == ("parked", "interrupted", 1)
    assert firms.count(desk) == before + 1
    rest = exchange.receive(desk, path)
    assert (rest.state, rest.operations) == ("applied", 1)
    (line,) = [one.line for one in arrivals.at_hand(desk, None, [path])]
    assert line is not None
    assert line.operations == 2
    exchange.undo(desk, line.sha256)
    assert firms.count(desk) == before


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize("after", [1, 2])
def test_a_file_that_was_killed_half_way_is_undone_whole(
    desk: Desk, other: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The program is killed between two frames, or before it noted what became of the file."""
    _two_frames(other)
    path = sent(other, "MI1", tmp_path / "stick")
    before = firms.count(desk)
    applied = Store.merge
    left = iter(range(after))

    def killed(store: Store, *frame: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return applied(store, *frame)  # type: ignore[arg-type]  # handed on as they came

    with monkeypatch.context() as patch:
        patch.setattr(Store, "merge", killed)
        if after > 1:
            patch.setattr(exchange, "_note", _die)
        with pytest.raises(KeyboardInterrupt):
            exchange.receive(desk, path)
    assert firms.count(desk) == before + after
    exchange.receive(desk, path)
    (line,) = [one.line for one in arrivals.at_hand(desk, None, [path])]
    assert line is not None
    assert (line.state, line.operations) == ("applied", 2)
    exchange.undo(desk, line.sha256)
    assert firms.count(desk) == before


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_file_that_is_not_written_to_the_end_leaves_nothing(
    desk: Desk, firm: UUID, tmp_path: Path
) -> None:
    renamed(desk, firm, "02 0000 0101")
    folder = tmp_path / "new stick"
    with pytest.raises(DeskError):
        exchange.export(desk, "MI2", folder, watch=Watch(cancelled=Stop(1)))
    assert list(folder.iterdir()) == []
    assert standing.due(desk, None).unsent == 1


def test_a_conflict_is_told_with_its_firm_and_settled_by_hand(
    desk: Desk, other: Desk, firm: UUID, tmp_path: Path
) -> None:
    renamed(desk, firm, "02 0000 0101")
    renamed(other, firm, "02 0000 0199")
    exchange.receive(desk, sent(other, "MI1", tmp_path / "stick"))
    (told,) = settling.told(desk)
    assert (told.name, told.firm) == ("Officine Facsimile 1 S.r.l.", firm)
    settling.write(desk, told.named, "02 0000 0150", desk.as_typed())
    assert settling.told(desk) == ()
    assert firms.show(desk, str(firm))["phone"] == "+390200000150"


def _doubles(desk: Desk) -> tuple[Firm, Firm]:
    firms.add(
        desk, [firm_draft(1), firm_draft(1) | {"name": "Officine F.", "phone": "02 0000 0101"}]
    )
    ((one, two),) = [double.firms for double in joining.queue(desk)]
    return one, two


def test_doubles_are_joined_field_by_field_and_parted_again(desk: Desk) -> None:
    one, two = _doubles(desk)
    differing = {held.register.name for held in joining.differing(one, two)}
    assert differing == {"name", "phone"}
    done = joining.join(desk, two.id, one.id, {"phone"})
    shown = firms.show(desk, str(two.id))
    assert (shown["id"], shown["name"]) == (str(one.id), "Officine Facsimile 1 S.r.l.")
    assert shown["phone"] == "+390200000101"
    assert joining.queue(desk) == []
    assert [firm.id for firm in joining.merged_into(desk, one.id)] == [two.id]
    undo(desk, done.transaction)
    assert len(joining.queue(desk)) == 1
    assert (
        "phone" not in firms.show(desk, str(one.id)) or not firms.show(desk, str(one.id))["phone"]
    )


def test_firms_that_are_not_one_wait_no_longer(desk: Desk) -> None:
    pair = _doubles(desk)
    joining.keep_apart(desk, [firm.id for firm in pair])
    assert joining.queue(desk) == []
    firms.add(desk, [firm_draft(1) | {"name": "Officine F. 3"}])
    assert [len(double.firms) for double in joining.queue(desk)] == [3], "a new one is a question"
