"""The communication to a firm on its application: what was decided, with numbered reasons."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import numbered
from desktop.documents.content.hand import Hand
from desktop.documents.content.letter import letter, mission_title
from desktop.documents.content.pieces import Requirements, State, piece_name
from desktop.documents.sources import ApplicationFacts, Imprint, LetterSource
from desktop.domain.records import ApplicationState as S
from desktop.domain.rules.moments import in_rome

KIND = "communication"
_SAID = {
    S.TO_COMPLETE: "to_complete",
    S.NOT_ELIGIBLE: "not_eligible",
    S.EXCLUDED: "excluded",
    S.RESERVE: "reserve",
    S.SELECTED: "admitted",
    S.CONFIRMED: "admitted",
    S.PARTICIPANT: "admitted",
    S.CONCLUDED: "admitted",
    S.ELIGIBLE: "eligible",
}
_REFUSED = frozenset({"not_eligible", "excluded", "reserve"})
_NOTICE = frozenset({"not_eligible"})  # art. 10-bis of Law 241/1990: ten days to answer


def compose(source: LetterSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the communication says; it follows the application's state."""
    held = source.application
    said = _SAID.get(held.application.state, "received") if held else "received"
    about = mission_title(source, hand)
    reasons = source.reasons or _lacking(source, said, imprint, hand)
    blocks: list[b.Block] = []
    if held is not None:
        moment = hand.exact_moment(held.application.arrived_at)
        blocks.append(b.Paragraph(hand.say("communication.application", moment=moment)))
    blocks.append(b.Paragraph(hand.say(f"communication.{said}", mission=about)))
    if reasons:
        blocks.append(b.Paragraph(hand.say(f"communication.{_heading(said)}")))
        blocks.append(numbered(reasons, hand))
    if said in _NOTICE:
        blocks.append(b.Paragraph(hand.say("communication.notice")))
    blocks += [
        b.Paragraph(hand.say("communication.desk")),
        b.Signatures((b.Signer(hand.say("communication.officer"), imprint.operator),)),
    ]
    subject = hand.say(f"communication_subject.{said}", mission=about)
    return letter(KIND, subject, tuple(blocks), source, imprint, hand)


def _heading(said: str) -> str:
    """Give how the list is opened: what is missing, why, or only what is to be known."""
    if said == "to_complete":
        return "to_supply"
    return "reasons" if said in _REFUSED else "notes"


def _lacking(source: LetterSource, said: str, imprint: Imprint, hand: Hand) -> tuple[str, ...]:
    """Give the pieces that an application to be completed lacks, where no reason was typed."""
    held, mission, programme = source.application, source.mission, source.programme
    if said != "to_complete" or held is None or mission is None or programme is None:
        return ()
    needs = Requirements(mission, programme, in_rome(imprint.printed_at).date())
    return tuple(
        _piece(code, needs, held, hand)
        for code in needs.codes()
        if needs.piece(code, held, hand).state is State.MISSING
    )


def _piece(code: str, needs: Requirements, held: ApplicationFacts, hand: Hand) -> str:
    said = needs.piece(code, held, hand).said.replace("\n", "; ")
    due = needs.due(code)
    name = piece_name(code, hand)
    if due is None:
        return hand.say("communication.piece", piece=name, why=said)
    return hand.say("communication.piece_by", piece=name, why=said, day=hand.day(due))
