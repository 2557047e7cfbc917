"""The mission dossier: cover, index, mission, delegation, firm by firm, what is missing."""

from desktop.documents import blocks as b
from desktop.documents.content.dossier_copies import copies_part
from desktop.documents.content.dossier_facts import DossierFacts, Part
from desktop.documents.content.dossier_front import cover, index
from desktop.documents.content.dossier_gaps import missing_part, piece_part
from desktop.documents.content.dossier_parts import (
    checklist_part,
    delegation_part,
    firms_part,
    mission_part,
)
from desktop.documents.content.frame import furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.pieces import missing
from desktop.documents.sources import DossierSource, Imprint, Missing

KIND = "mission-dossier"


def compose(
    source: DossierSource, imprint: Imprint, hand: Hand
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide all that a dossier says, and name the pieces that it lacks."""
    facts = DossierFacts(source, imprint, hand)
    parts = _parts(facts)
    kind = hand.say("kind.mission-dossier")
    held = furniture(imprint, source.programme, kind, hand)
    front = (cover(parts, facts), index(parts, facts))
    paper = b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {facts.place}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(*front, *(leaf for part in parts for leaf in part.leaves)),
    )
    return paper, (*_nobody(facts), *(missing(piece, facts.needs, hand) for piece in facts.lacking))


def _parts(facts: DossierFacts) -> list[Part]:
    parts = [mission_part(1, facts), delegation_part(2, facts)]
    if facts.held:
        parts += [firms_part(3, facts), checklist_part(4, facts)]
    told = sum(len(part.there) for part in parts)
    total = told + len(facts.asked)
    for code in facts.needs.codes() if facts.held else ():
        part = piece_part(len(parts) + 1, code, told, facts, total)
        told += len(part.there)
        parts.append(part)
    if facts.copies:
        parts.append(copies_part(len(parts) + 1, facts))
    if facts.lacking:
        parts.append(missing_part(len(parts) + 1, facts))
    return parts


def _nobody(facts: DossierFacts) -> tuple[Missing, ...]:
    """Name the delegation itself as missing when nobody applied."""
    if facts.held:
        return ()
    hand = facts.hand
    return (
        Missing(
            code="delegation",
            firm=None,
            piece=hand.say("delegation.title"),
            firm_name="",
            why=hand.say("delegation.none"),
            supplier=hand.say("common.desk", desk=facts.imprint.desk),
            due=facts.mission.starts,
        ),
    )
