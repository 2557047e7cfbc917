"""Issuing a paper: content, text, pages, bytes, in this order."""

from desktop.documents import blocks as b
from desktop.documents import isolates
from desktop.documents.content.hand import Hand, hand
from desktop.documents.kinds import KINDS, PaperKind
from desktop.documents.plain import as_text, mapped, with_visible_controls
from desktop.documents.sources import Imprint, Issued, Missing, Source
from desktop.documents.web import as_html
from desktop.domain.problems import DeskError


def issue(
    kind: str, language: str, source: Source, imprint: Imprint, *, html: bool = False
) -> Issued:
    """Make a paper in a language, or in two side by side ("it-en") where the kind allows it.

    With `html` also as one accessible page of HTML.

    Raises `DeskError`: "paper-kind" for a kind that is not made, "paper-language" for a language
    in which this kind is not made, "missing-glyphs" for characters that the faces do not hold.
    """
    paper, missing = _decided(kind, language, source, imprint)
    from desktop.documents.layout.render import render  # noqa: PLC0415 - ReportLab costs 0.3 s

    pdf, pages = render(paper)
    return Issued(pdf=pdf, text=as_text(paper), title=isolates.bare(paper.title), pages=pages,
                  missing=mapped(missing, isolates.bare),
                  html=as_html(paper) if html else "")  # fmt: skip


def content_of(kind: str, language: str, source: Source, imprint: Imprint) -> str:
    """Give what a paper would say, as text, without drawing it; refused like `issue`."""
    return as_text(_decided(kind, language, source, imprint)[0])


def _decided(
    kind: str, language: str, source: Source, imprint: Imprint
) -> tuple[b.Paper, tuple[Missing, ...]]:
    made = KINDS.get(kind)
    if made is None:
        known = sorted(KINDS)
        raise DeskError("paper-kind", known, kind=kind, known=", ".join(known))
    if language not in made.choices():
        languages = ", ".join(made.languages)
        raise DeskError("paper-language", details=list(made.languages), kind=kind,
                        language=language, languages=languages)  # fmt: skip
    if not isinstance(source, made.source):
        message = f"{kind} is not made from {type(source).__name__}"
        raise TypeError(message)
    return _composed(made, source, imprint, tuple(map(hand, language.split("-"))))


def _composed(
    made: PaperKind, source: Source, imprint: Imprint, writers: tuple[Hand, ...]
) -> tuple[b.Paper, tuple[Missing, ...]]:
    """Decide the content; no control that a record holds turns a line round or vanishes."""
    if not any(writer.from_the_right for writer in writers):
        paper, missing = made.compose(source, imprint, *writers)
        return with_visible_controls(paper), missing
    # Content puts isolates in: those of the records are shown before, so that none is taken for
    # one of content's own.
    shown, named = with_visible_controls(source), with_visible_controls(imprint)
    paper, missing = made.compose(shown, named, *writers)
    return with_visible_controls(paper, keep=isolates.ALL), missing
