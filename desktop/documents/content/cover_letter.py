"""The cover letter: what is handed over, with pages and hash, and room for the receipt."""

from desktop.documents import blocks as b
from desktop.documents.content.hand import Hand
from desktop.documents.content.letter import letter, mission_title
from desktop.documents.looks import Align, Tone
from desktop.documents.sources import Imprint, LetterSource
from desktop.domain.records import Paper
from desktop.domain.rules.moments import in_rome

KIND = "cover-letter"
_OPEN_ROWS = 3  # for what goes with the letter and is no paper of the desk
_HASH = 16  # hexadecimal digits of a SHA-256 that tell one file from another


def compose(source: LetterSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the letter says."""
    about = mission_title(source, hand)
    key = "cover_letter.subject_mission" if about else "cover_letter.subject"
    subject = hand.say(key, mission=about) if about else hand.say(key)
    blocks: list[b.Block] = [b.Paragraph(hand.say("cover_letter.opening")), _papers(source, hand)]
    blocks += [b.Paragraph(text, Tone.NOTE) for text in _notes(source, hand)]
    blocks += [
        b.Paragraph(hand.say("cover_letter.receipt")),
        b.Stamp(hand.say("certificate.stamp")),
        b.Signatures((
            b.Signer(hand.say("cover_letter.received_by")),
            b.Signer(hand.say("firm.for_the_desk"), imprint.operator),
        )),
    ]  # fmt: skip
    return letter(KIND, subject, tuple(blocks), source, imprint, hand)


def _papers(source: LetterSource, hand: Hand) -> b.Table:
    """List the papers that the desk issued for the firm, then rows for what else goes along."""
    columns = (
        b.Column(hand.say("cover_letter.paper"), 40),
        b.Column(hand.say("letter.number"), 31, code=True),
        b.Column(hand.say("cover_letter.pages"), 12, Align.RIGHT),
        b.Column(hand.say("cover_letter.hash"), 36, code=True),
    )
    rows = [_paper(paper, hand) for paper in source.papers]
    empty = b.Row(tuple(b.Cell("") for _ in columns))
    return b.Table(columns, (*rows, *(empty,) * _OPEN_ROWS), by_hand=True)


def _paper(paper: Paper, hand: Hand) -> b.Row:
    name = hand.choice("kind", paper.kind)
    issued = hand.date(in_rome(paper.issued_at).date())
    note = hand.together(hand.tongue(paper.language), issued)
    return b.Row((
        b.Cell(name, note=note),
        b.Cell(paper.number),
        b.Cell(hand.number(paper.pages)),
        b.Cell(paper.sha256.hex()[:_HASH]),
    ))  # fmt: skip


def _notes(source: LetterSource, hand: Hand) -> tuple[str, ...]:
    hashes = hand.say("cover_letter.hash_said", n=_HASH) if source.papers else ""
    if source.application is None:
        return (hashes,) if hashes else ()
    moment = hand.exact_moment(source.application.application.arrived_at)
    return tuple(text for text in (hashes, hand.say("cover_letter.arrived", moment=moment)) if text)
