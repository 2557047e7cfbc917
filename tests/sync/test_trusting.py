"""Cards, rosters, rotation of keys and revocation, as they meet the files that travel."""

import pytest

from desktop.domain.problems import DeskError
from desktop.services import exchange, firms, standing, trust
from desktop.services.desk import Desk
from desktop.sync.cards import fingerprint, read_card
from desktop.texts import texts
from tests.builders import FIRM, firm_draft
from tests.exchanging import Desks, digests, is_sound, names, register


def renew(desk: Desk, desks: Desks) -> None:
    trust.write_own(desk, desks.folder / "renewed.sportello-card", renew=True)


def state_of(desk: Desk, code: str) -> str | None:
    with desk.store.exchanging() as held:
        peer = held.peer(code)
    return None if peer is None else peer.state


def test_the_words_tell_one_card_from_another(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    made = trust.write_own(mi, desks.folder / "cards")
    assert made.path is not None
    assert len(made.fingerprint.split()) == 7
    with pytest.raises(DeskError, match="fingerprint-differs"):
        trust.trust(bg, made.path, fingerprint(trust.own_keys(bg)[-1].card))
    assert state_of(bg, "MI1") is None
    assert trust.trust(bg, made.path, made.fingerprint).desk == "MI1"
    assert state_of(bg, "MI1") == "trusted"


def compared(desk: Desk, code: str) -> tuple[bool | None, str]:
    (one,) = (n for n in standing.read(desk).neighbours if n.desk == code)
    return one.compared, one.spoken_state


def test_what_was_trusted_without_words_is_shown_until_they_are_compared(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    made = trust.write_own(mi, desks.folder / "cards")
    assert made.path is not None
    assert not trust.trust(bg, made.path).compared
    assert compared(bg, "MI1") == (False, "uncompared")
    assert trust.trust(bg, made.path, made.fingerprint).compared
    assert compared(bg, "MI1") == (True, "trusted")
    # the same card once more takes nothing back
    assert trust.trust(bg, made.path).compared
    assert compared(bg, "MI1") == (True, "trusted")
    trust.revoke(bg, "MI1")
    assert compared(bg, "MI1") == (None, "revoked")
    trust.trust(bg, made.path)
    assert compared(bg, "MI1") == (False, "uncompared")
    trust.trust_known(bg, "MI1", made.fingerprint)
    assert compared(bg, "MI1") == (True, "trusted")


def test_wrong_words_take_no_trust_away_and_say_so(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    made = trust.write_own(mi, desks.folder / "cards")
    assert made.path is not None
    wrong = fingerprint(trust.own_keys(bg)[-1].card)
    trust.trust(bg, made.path)
    with pytest.raises(DeskError, match="fingerprint-differs-trusted") as refused:
        trust.trust(bg, made.path, wrong)
    assert "resta di fiducia" in texts("it").refusal(refused.value)
    with pytest.raises(DeskError, match="fingerprint-differs-trusted"):
        trust.trust_known(bg, "MI1", wrong)
    assert compared(bg, "MI1") == (False, "uncompared")
    renewed = desks.folder / "renewed.sportello-card"
    trust.write_own(mi, renewed, renew=True)
    with pytest.raises(DeskError) as refused:  # a card that is not the one it is trusted by
        trust.trust(bg, renewed, wrong)
    assert refused.value.code == "fingerprint-differs"
    trust.revoke(bg, "MI1")
    with pytest.raises(DeskError) as refused:
        trust.trust(bg, made.path, wrong)
    assert refused.value.code == "fingerprint-differs"


def test_a_desk_that_is_only_known_is_neither_compared_nor_not(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    with bg.store.exchanging() as exchange:
        trust.learn(bg, exchange, [trust.own_keys(mi)[-1].bytes], None)
    assert compared(bg, "MI1") == (None, "known")


def test_a_card_changed_by_one_letter_is_refused(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    data = trust.own_keys(mi)[-1].bytes
    with pytest.raises(DeskError, match="card-bad"):
        trust.trust_card(bg, data.replace(b"Sportello MI1", b"Sportello MI7"))
    with pytest.raises(DeskError, match="card-own"):
        trust.trust_card(mi, data)
    real = desks.make("LO1", practice=False)
    with pytest.raises(DeskError, match="card-practice"):
        trust.trust_card(real, data)


def test_new_keys_are_learned_from_the_next_file_and_old_files_still_open(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, firm_draft(1))
    late = desks.send(bg, mi)  # to the old key
    desks.settle(mi, bg)
    renew(mi, desks)
    register(mi, firm_draft(2))
    assert desks.hand(mi, bg).state == "applied"
    with bg.store.exchanging() as held:
        peer = held.peer("MI1")
    assert peer is not None
    assert len(peer.cards) == 2
    assert desks.hand(bg, mi).state in {"applied", "duplicate"}  # to the new key
    assert exchange.receive(mi, late).state in {"applied", "duplicate"}
    assert len(digests(mi, bg)) == 1


def test_keys_renewed_twice_between_two_files_are_followed(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    desks.settle(mi, bg)
    renew(mi, desks)
    register(mi, firm_draft(1))
    desks.send(mi, bg).unlink()
    renew(mi, desks)
    register(mi, firm_draft(2))
    assert desks.hand(mi, bg).operations == 2
    assert len(digests(mi, bg)) == 1


def test_a_desk_that_comes_later_reads_what_older_keys_signed(desks: Desks) -> None:
    """CO1 knows only the newest card; the older ones travel and each is vouched for."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    for nth in range(3):
        register(mi, firm_draft(nth))
        desks.settle(mi, bg)
        renew(mi, desks)
    co = desks.make("CO1")
    desks.trust(mi, bg, co)
    assert desks.hand(bg, co).state == "applied"
    assert len(names(co)) == 3
    assert is_sound(co)


def test_another_key_under_a_known_code_is_refused(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    desks.shut("MI1")
    desks.path("MI1").rename(desks.folder / "stolen")
    other = desks.make("MI1")
    with pytest.raises(DeskError, match="card-differs"):
        trust.trust_card(bg, trust.own_keys(other)[-1].bytes)
    trust.trust_card(other, trust.own_keys(bg)[-1].bytes)
    register(other, FIRM)
    done = desks.hand(other, bg)
    assert (done.state, done.reason) == ("refused", "signature-bad")
    trust.revoke(bg, "MI1")  # its disk was lost: the new one begins anew
    trust.trust_card(bg, trust.own_keys(other)[-1].bytes)
    assert desks.hand(other, bg).state == "applied"


def test_the_office_vouches_and_strikes_off_for_all(desks: Desks) -> None:
    office, mi, bg, co = (desks.make(code) for code in ("RE1", "MI1", "BG1", "CO1"))
    trust.write_own(office, desks.folder / "cards", office=True)
    for desk in (mi, bg, co):
        desks.trust(office, desk)
    register(mi, firm_draft(1))
    assert desks.hand(mi, office).state == "applied"
    assert desks.hand(office, bg).state == "applied"  # MI1's work and the roster in one file
    assert state_of(bg, "MI1") == "trusted"
    assert len(names(bg)) == 1
    for desk in (mi, co):
        desks.hand(office, desk)
    register(bg, firm_draft(2))
    assert desks.hand(bg, mi).state == "applied"  # two desks that never met

    desks.hand(mi, office)
    trust.revoke(office, "MI1")
    register(mi, firm_draft(3))
    late = desks.send(mi, bg)
    for desk in (bg, co):
        assert desks.hand(office, desk).state in {"applied", "duplicate"}
        assert state_of(desk, "MI1") == "revoked"
    done = exchange.receive(bg, late)
    assert (done.state, done.reason) == ("refused", "sender-revoked")
    with pytest.raises(DeskError, match="peer-unknown"):
        desks.send(bg, "MI1")
    assert len(names(bg)) == 2  # what it wrote before stays


def test_frames_after_a_revocation_wait_wherever_they_come_from(desks: Desks) -> None:
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    firm = register(mi, FIRM)
    desks.settle(mi, bg, co)
    trust.revoke(bg, "MI1")
    firms.change(mi, firm, {"name": "Dopo la revoca"})
    desks.hand(mi, co)
    register(co, firm_draft(2))
    done = desks.hand(co, bg)  # CO1 trusts MI1 still
    assert (done.state, done.reason) == ("applied", "writer-revoked")
    assert "Dopo la revoca" not in names(bg).values()
    assert len(names(bg)) == 2
    assert [w.reason for w in standing.read(bg).waiting] == ["writer-revoked"]
    trust.trust_card(bg, trust.own_keys(mi)[-1].bytes)  # it was a mistake
    assert exchange.retry(bg) == 1
    assert "Dopo la revoca" in names(bg).values()
    desks.settle(mi, bg, co)
    assert len(digests(mi, bg, co)) == 1


def test_no_desk_makes_itself_the_office(desks: Desks) -> None:
    """A trusted desk says that it is the office and has a roster: a person must trust that."""
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg)
    desks.trust(mi, co)
    desks.settle(mi, bg)
    trust.write_own(mi, desks.folder / "cards", office=True)
    register(mi, FIRM)
    assert desks.hand(mi, bg).state == "applied"
    with bg.store.exchanging() as held:
        peer = held.peer("MI1")
    assert peer is not None
    assert read_card(peer.card).office
    assert not peer.office
    assert state_of(bg, "CO1") == "known"
    trust.trust_card(bg, trust.own_keys(mi)[-1].bytes)
    assert desks.hand(mi, bg).state in {"applied", "duplicate"}
    assert state_of(bg, "CO1") == "trusted"
