"""Labels with the firms' postal addresses, two by eight to a sheet."""

from desktop.documents import blocks as b
from desktop.documents.content.addresses import in_order, whose
from desktop.documents.content.firm import address
from desktop.documents.content.frame import furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.letter import address_lines
from desktop.documents.content.pieces import supplier
from desktop.documents.sources import AddressSource, FirmFacts, Imprint, Missing
from desktop.domain.problems import DeskError

KIND = "labels"


def compose(
    source: AddressSource, imprint: Imprint, hand: Hand
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide the labels, and name the firms that have none: their address is not known.

    Raises `DeskError("labels-none")` when no firm has an address.
    """
    firms = in_order(source)
    known = [held for held in firms if address(held.firm.registered_office)]
    if not known:
        raise DeskError("labels-none", details=[held.firm.name for held in firms])
    kind, about = hand.say("kind.labels"), whose(source, hand)
    labels = b.Labels(
        anchor="labels",
        outline=about,
        context="",
        labels=tuple(address_lines(held, hand) for held in known),
    )
    held = furniture(imprint, source.programme, kind, hand)
    paper = b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {about}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(labels,),
    )
    return paper, tuple(_missing(one, hand) for one in firms if one not in known)


def _missing(facts: FirmFacts, hand: Hand) -> Missing:
    return Missing(
        code="address",
        firm=facts.firm.id,
        piece=hand.say("firm.registered_office"),
        firm_name=facts.firm.name,
        why=hand.say("labels.no_address"),
        supplier=supplier(facts, hand),
        due=None,
    )
