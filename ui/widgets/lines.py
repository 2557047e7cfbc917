"""Words in two lines: where a text breaks when one line is too narrow for it."""

from PySide6.QtGui import QFontMetrics


def in_two(said: str, wide: int, metrics: QFontMetrics) -> list[str]:
    """Give a text on one line, or cut at a word into two where it is wider than so much."""
    if wide <= 0 or metrics.horizontalAdvance(said) <= wide:
        return [said]
    words = said.split(" ")
    cut = len(words) - 1
    while cut > 1 and metrics.horizontalAdvance(" ".join(words[:cut])) > wide:
        cut -= 1
    return [" ".join(words[:cut]), " ".join(words[cut:])] if cut else [said]
