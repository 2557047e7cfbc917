"""How complete the dossier of each application is: what is asked, what is missing, of whom.

The pieces are the dossier's own (`content.pieces`), so that the window's meter and the pages of
the paper never say two things.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from desktop.documents.content.hand import hand
from desktop.documents.content.pieces import Requirements, State, missing
from desktop.documents.sources import ApplicationFacts, Completeness, ProgrammeFacts
from desktop.domain.records import Mission


def measure(
    mission: Mission, programme: ProgrammeFacts, applications: Iterable[ApplicationFacts],
    on: date, language: str,
) -> dict[UUID, Completeness]:  # fmt: skip
    """Measure applications by their ids; the words are in a language of the papers."""
    needs, writer = Requirements(mission, programme, on), hand(language)
    found = {}
    for held in applications:
        pieces = [needs.piece(code, held, writer) for code in needs.codes()]
        asked = [piece for piece in pieces if piece.state is not State.NOT_APPLICABLE]
        lacking = [piece for piece in asked if piece.state is State.MISSING]
        said = tuple(missing(piece, needs, writer) for piece in lacking)
        found[held.application.id] = Completeness(asked=len(asked), missing=said)
    return found
