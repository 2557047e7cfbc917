"""Whose figures count beside a firm's own: partner and linked enterprises (Rec. 2003/361/EC).

Linked enterprises count whole, along the whole chain; partners of the firm and of its linked
enterprises count by their share, each with its own linked enterprises whole; partners of partners
do not count (annex, art. 6(2) and (3)). An enterprise that is named twice by its tax code counts
once: two holdings with one holder are a cross-holding, of which the greater counts (art. 6(2));
holdings of several linked holders in one enterprise are held jointly and add up (art. 3(2)).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop.domain.records.firm import RelationKind

WHOLE = Decimal(100)
_OWN = ""  # the holder that is the firm itself


@dataclass(frozen=True, slots=True)
class Figures:
    """One approved year: staff in annual work units, turnover and balance in euro, None missing."""

    staff: Decimal | None = None
    turnover: Decimal | None = None
    balance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A partner or linked enterprise of a firm, or of the one that holds it.

    `years` gives its figures by year, `latest` those of the last year that is judged. `share` is
    the greater of capital and votes, in per cent. `through_person` says that the tie is a natural
    person or a group of them; `same_market` whether the two work on the same or adjacent markets,
    None where nobody has said.
    """

    kind: RelationKind
    share: Decimal | None = None
    years: tuple[tuple[int, Figures], ...] = ()
    latest: Figures | None = None
    through_person: bool = False
    same_market: bool | None = None
    tax_code: str = ""
    name: str = ""
    relations: tuple["Related", ...] = ()


class Note(StrEnum):
    """What is worth telling of one tie."""

    BELOW_PARTNER = "below-partner"
    SHARE_MISSING = "share-missing"
    CONTROL_BY_SHARE = "control-by-share"
    JOINT_SHARES = "joint-shares"
    PERSON = "person"
    PERSON_OTHER_MARKET = "person-other-market"
    PERSON_PARTNER = "person-partner"
    PARTNER_OF_PARTNER = "partner-of-partner"


@dataclass(frozen=True, slots=True)
class Told:
    """A note about an enterprise, and the share that it is about."""

    note: Note
    who: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Member:
    """An enterprise that counts: whole (`share` 100) or in part; `rest` counts whole into it."""

    who: str
    share: Decimal
    own: tuple[Related, ...]
    rest: tuple[tuple[str, tuple[Related, ...]], ...] = ()

    @property
    def linked(self) -> bool:
        """Tell whether its figures count whole."""
        return self.share == WHOLE


@dataclass(frozen=True, slots=True)
class Group:
    """Who counts beside the firm, what is told of each tie, and whether a share is missing."""

    members: tuple[Member, ...]
    told: tuple[Told, ...]

    @property
    def open(self) -> bool:
        """Tell whether a missing share leaves it undecided who counts, and how much."""
        return any(told.note is Note.SHARE_MISSING for told in self.told)


@dataclass(frozen=True, slots=True)
class Limits:
    """From which share on an enterprise is a partner, and above which it is linked (art. 3)."""

    partner_from: Decimal
    linked_above: Decimal


def group_of(relations: Iterable[Related], limits: Limits, own_tax_code: str = "") -> Group:
    """Find who counts beside a firm that has these relations."""
    walk = _Walk(limits, own_tax_code)
    walk.follow(relations, _OWN, "")
    walk.join_shares()
    return walk.group()


@dataclass(slots=True)
class _Node:
    """One enterprise where it was first met, with every entry that names it."""

    who: str
    place: str
    entries: list[Related] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """A walk over the chain of linked enterprises, gathering holdings on its way."""

    limits: Limits
    own: str
    linked: dict[str, _Node] = field(default_factory=dict)
    held: dict[str, _Node] = field(default_factory=dict)
    shares: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    unshared: set[str] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)

    def follow(self, relations: Iterable[Related], holder: str, path: str) -> None:
        """Take in the relations of one holder, and of every enterprise linked with it."""
        waiting = deque((related, holder, place) for related, place in _placed(relations, path))
        while waiting:
            related, holding, place = waiting.popleft()
            key = _key(related, place)
            if key == self.own:
                continue  # a cross-holding in the firm itself: its figures are there already
            if not self._counts(related, place):
                continue
            if not self._is_linked(related, place):
                self._hold(key, related, holding, place)
                continue
            node = self.linked.setdefault(key, _Node(_who(related, place), place))
            node.entries.append(related)
            waiting.extend((r, key, at) for r, at in _placed(related.relations, place))

    def join_shares(self) -> None:
        """Make linked what several linked holders hold by a majority together (art. 3(3))."""
        while found := [key for key in self.held if self._is_joined(key)]:
            for key in found:
                self._join(key, self.held.pop(key))

    def _is_joined(self, key: str) -> bool:
        return key in self.linked or self._sum(key) > self.limits.linked_above

    def _join(self, key: str, node: _Node) -> None:
        if key not in self.linked:
            self._tell(Note.JOINT_SHARES, node.who, self._sum(key))
            self.linked[key] = _Node(node.who, node.place)
        self.linked[key].entries.extend(node.entries)
        for entry in node.entries:
            self.follow(entry.relations, key, node.place)

    def group(self) -> Group:
        """Give who counts."""
        whole = [Member(n.who, WHOLE, tuple(n.entries)) for n in self.linked.values()]
        parts = [part for key in self.held if (part := self._part(key)) is not None]
        return Group((*whole, *parts), tuple(self.told))

    def _tell(self, note: Note, who: str, share: Decimal | None) -> None:
        self.told.append(Told(note, who, share))

    def _counts(self, related: Related, place: str) -> bool:
        """Tell whether a tie through natural persons counts, and say why."""
        if not related.through_person:
            return True
        if related.kind is RelationKind.PARTNER and not self._majority(related):
            self._tell(Note.PERSON_PARTNER, _who(related, place), related.share)
            return False
        other = related.same_market is False
        note = Note.PERSON_OTHER_MARKET if other else Note.PERSON
        self._tell(note, _who(related, place), related.share)
        return not other

    def _majority(self, related: Related) -> bool:
        share = _sound(related.share)
        return share is not None and share > self.limits.linked_above

    def _is_linked(self, related: Related, place: str) -> bool:
        if related.kind is RelationKind.LINKED:
            return True
        if self._majority(related):
            self._tell(Note.CONTROL_BY_SHARE, _who(related, place), related.share)
            return True
        return False

    def _hold(self, key: str, related: Related, holder: str, place: str) -> None:
        node = self.held.setdefault(key, _Node(_who(related, place), place))
        node.entries.append(related)
        share = _sound(related.share)
        if share is None:
            self.unshared.add(key)
            return
        shares = self.shares.setdefault(key, {})
        shares[holder] = max(share, shares.get(holder, share))

    def _sum(self, key: str) -> Decimal:
        return sum(self.shares.get(key, {}).values(), Decimal(0))

    def _part(self, key: str) -> Member | None:
        """Give a holding as a partner, None for one that is too small or unknown."""
        node, share = self.held[key], self._sum(key)
        if key in self.unshared:
            self._tell(Note.SHARE_MISSING, node.who, None)
            return None
        if share < self.limits.partner_from:
            self._tell(Note.BELOW_PARTNER, node.who, share)
            return None
        if len(self.shares[key]) > 1:
            self._tell(Note.JOINT_SHARES, node.who, share)
        return Member(node.who, share, tuple(node.entries), self._rest(key, node))

    def _rest(self, key: str, node: _Node) -> tuple[tuple[str, tuple[Related, ...]], ...]:
        """Give the enterprises linked with a partner: they count whole into it (art. 6(3))."""
        inner = _Walk(self.limits, self.own)
        for entry in node.entries:
            inner.follow(entry.relations, key, node.place)
        inner.join_shares()
        for held, other in inner.held.items():
            self._tell(Note.PARTNER_OF_PARTNER, other.who, inner._sum(held) or None)
        self.told.extend(inner.told)
        known = {key, *self.linked}
        return tuple((n.who, tuple(n.entries)) for k, n in inner.linked.items() if k not in known)


def _placed(relations: Iterable[Related], path: str) -> Iterator[tuple[Related, str]]:
    """Give relations with their places: "1", and "1.2" for the second of the first."""
    for number, related in enumerate(relations, 1):
        yield related, f"{path}.{number}" if path else str(number)


def _key(related: Related, place: str) -> str:
    return related.tax_code or f"#{place}"


def _who(related: Related, place: str) -> str:
    return related.name or related.tax_code or place


def _sound(share: Decimal | None) -> Decimal | None:
    """Give a share that is a percentage, None for anything else."""
    if share is None or not share.is_finite():
        return None
    return share if 0 <= share <= WHOLE else None
