"""What labels and lists of addresses share: whose they are, and by which name."""

from desktop.documents.content.frame import translated
from desktop.documents.content.hand import Hand
from desktop.documents.sources import AddressSource, FirmFacts
from desktop.domain.text import fold


def in_order(source: AddressSource) -> tuple[FirmFacts, ...]:
    """Sort the firms by name."""
    return tuple(sorted(source.firms, key=lambda held: fold(held.firm.name)))


def whose(source: AddressSource, hand: Hand) -> str:
    """Name what has brought the firms together: a mission, a session, or the one firm."""
    if source.mission is not None:
        return translated(source.mission.title, source.mission.title_en, hand)
    if source.session is not None:
        return hand.quoted(source.session.title)
    return ", ".join(held.firm.name for held in source.firms[:1])
