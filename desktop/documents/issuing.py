"""Issuing a paper: content, text, pages, bytes, in this order."""

from desktop.documents.content.hand import hand
from desktop.documents.kinds import KINDS
from desktop.documents.plain import as_text, with_visible_controls
from desktop.documents.sources import Imprint, Issued, Source
from desktop.domain.problems import DeskError


def issue(kind: str, language: str, source: Source, imprint: Imprint) -> Issued:
    """Make a paper in a language, or in two side by side ("it-en") where the kind allows it.

    Raises `DeskError`: "paper-kind" for a kind that is not made, "paper-language" for a language
    in which this kind is not made, "missing-glyphs" for characters that the faces do not hold.
    """
    made = KINDS.get(kind)
    if made is None:
        raise DeskError("paper-kind", details=sorted(KINDS), kind=kind)
    if language not in made.choices():
        languages = ", ".join(made.languages)
        raise DeskError("paper-language", details=list(made.languages), kind=kind,
                        language=language, languages=languages)  # fmt: skip
    if not isinstance(source, made.source):
        message = f"{kind} is not made from {type(source).__name__}"
        raise TypeError(message)
    composed, missing = made.compose(source, imprint, *map(hand, language.split("-")))
    paper = with_visible_controls(composed)
    from desktop.documents.layout.render import render  # noqa: PLC0415 - ReportLab costs 0.3 s

    pdf, pages = render(paper)
    return Issued(pdf=pdf, text=as_text(paper), title=paper.title, pages=pages, missing=missing)
