"""What holds for every part of the window: names, colours, words, layers of text."""

import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from desktop import paths
from desktop.services import missions
from tests.ui.conftest import Screen
from ui import tokens
from ui.pages.catalogue import PAGES

ROOT = Path(__file__).parents[2]
WORDS = paths.resources() / "i18n" / "sportello_it.ts"


def test_no_module_but_tokens_names_a_colour() -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b")
    found = [
        path.name
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.name != "tokens.py" and named.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_page_opens_a_box_over_the_window() -> None:
    boxes = ("QMessageBox", "QInputDialog", "QProgressDialog", ".exec(")
    allowed = {"opening.py", "pictures.py"}  # the one event loop, and the one that waits
    found = [
        f"{path.name}: {box}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for box in boxes
        if path.name not in allowed and box in path.read_text(encoding="utf-8")
    ]
    assert found == []


def messages(path: Path) -> dict[tuple[str, str], str | None]:
    """Give the finished translations of a file, None for one that is not."""
    found: dict[tuple[str, str], str | None] = {}
    for context in ET.parse(path).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = translation.text if translation is not None and done else None
            found[name, message.findtext("source") or ""] = text
    return found


def test_every_word_of_the_window_has_its_italian(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run(
        [tool, "-silent", "-extensions", "py", "ui", "-no-obsolete", "-ts", fresh],
        cwd=ROOT, check=True,
    )  # fmt: skip
    wanted, held = set(messages(fresh)), messages(WORDS)
    assert wanted - set(held) == set()
    assert set(held) - wanted == set(), "words that nothing says any more: ./dev words"
    assert [source for source, text in held.items() if not text] == []


def test_a_translation_fills_the_same_places() -> None:
    places = re.compile(r"\{\w*\}")
    odd = [
        source
        for (_, source), text in messages(WORDS).items()
        if sorted(places.findall(source)) != sorted(places.findall(text or ""))
    ]
    assert odd == []


def test_the_italian_is_written_with_its_own_signs() -> None:
    odd = [text for text in messages(WORDS).values() if text and re.search(r"'|\"|\.\.\.|!", text)]
    assert odd == []


def open_page(screen: Screen, page: str) -> None:
    """Open a page; an application belongs to a mission."""
    argument = None
    if page == "application-form":
        argument = (screen.ask(lambda desk: missions.listed(desk)[0].id), None)
    screen.go(page, argument)


def focusable(screen: Screen) -> list[QWidget]:
    return [
        widget
        for widget in screen.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_everything_that_takes_the_cursor_has_a_name(
    stocked: list[UUID], screen: Screen, page: str
) -> None:
    open_page(screen, page)
    assert stocked
    nameless = []
    for widget in focusable(screen):
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def by_arrows(widget: QWidget) -> bool:
    """Tell whether the arrows lead there: Tab goes to the chosen one of a group."""
    if not isinstance(widget, QAbstractButton):
        return False
    return widget.group() is not None and not widget.isChecked()


@pytest.mark.parametrize("page", sorted(PAGES))
def test_tab_reaches_everything_and_comes_round(
    stocked: list[UUID], screen: Screen, page: str
) -> None:
    open_page(screen, page)
    assert stocked
    wanted = [w for w in focusable(screen) if w.isEnabled() and not by_arrows(w)]
    reached: list[QWidget] = []
    for _ in range(len(wanted) + 3):
        screen.press(Qt.Key.Key_Tab)
        reached.append(screen.focus())
    missed = [w.accessibleName() for w in wanted if not any(w is seen for seen in reached)]
    assert missed == []
    back = [screen.focus()]
    for _ in range(len(wanted) + 2):
        screen.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(screen.focus())
    assert [w.accessibleName() for w in back] == [w.accessibleName() for w in reversed(reached)]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_no_label_reads_markup(screen: Screen, page: str) -> None:
    open_page(screen, page)
    labels = [label for label in screen.window.findChildren(QLabel) if label.text()]
    assert labels
    assert [x.text() for x in labels if x.textFormat() is not Qt.TextFormat.PlainText] == []


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    made = QColor(colour)
    weighed = ((made.redF(), 0.2126), (made.greenF(), 0.7152), (made.blueF(), 0.0722))
    return float(sum(weight * linear(part) for part, weight in weighed))


def linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_words_and_marks_can_be_told_from_what_lies_behind(theme: tokens.Tokens) -> None:
    grounds = (theme.surface, theme.canvas, theme.sunken, theme.selected, theme.hover)
    weak = [
        (words, ground)
        for words in (theme.text, theme.text2, theme.text3)
        for ground in grounds
        if contrast(words, ground) < 4.5
    ]
    weak += [
        (tone.text, tone.tint)
        for tone in (theme.ok, theme.warn, theme.bad, theme.soft)
        if contrast(tone.text, tone.tint) < 4.5
    ]
    weak += [
        (mark, theme.surface)
        for mark in (theme.linestrong, theme.primary, theme.ok.dot, theme.warn.dot, theme.bad.dot,
                     theme.soft.dot)
        if contrast(mark, theme.surface) < 3
    ]  # fmt: skip
    weak += [(one, other) for one, other in _pairs(theme) if contrast(one, other) < 4.5]
    bars = (theme.rail_bar, theme.rail_text)  # the open page, the cursor
    weak += [(bar, theme.rail_selected) for bar in bars if contrast(bar, theme.rail_selected) < 3]
    assert weak == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_placeholder_is_dark_enough_to_read(screen: Screen, theme: str) -> None:
    screen.sitting.dress(theme)
    screen.go("firms")
    line = next(line for line in screen.window.page.findChildren(QLineEdit))
    line.ensurePolished()
    role = QPalette.ColorRole
    words, ground = (line.palette().color(r) for r in (role.PlaceholderText, role.Base))
    screen.sitting.dress("light")
    assert words.alpha() == 255
    assert contrast(words.name(), ground.name()) >= 4.5


def test_the_cursor_has_a_ring_on_a_choice(screen: Screen) -> None:
    screen.go("settings")
    button = screen.focus()
    assert isinstance(button, QRadioButton)
    edge = QColor(tokens.LIGHT.primary)
    drawn = button.grab().toImage()
    assert drawn.pixelColor(1, drawn.height() // 2) == edge
    assert drawn.pixelColor(drawn.width() // 2, 1) == edge


def test_the_bar_above_ends_where_the_page_does(screen: Screen) -> None:
    screen.go("settings")  # it has no verb
    top = screen.window.top
    assert top.width() - 1 - top.finder.geometry().right() == tokens.EDGE_RIGHT


def test_the_programme_is_named_by_its_title(screen: Screen) -> None:
    screen.go("settings")
    said = [label.text() for label in screen.window.page.findChildren(QLabel)]
    assert "Programma Internazionalizzazione 2021" in said
    assert "internazionalizzazione-2021" not in said


def _pairs(theme: tokens.Tokens) -> list[tuple[str, str]]:
    """Give what is written on the other fills: buttons, matches, selected rows, the rail."""
    blue = [(theme.primary, ground) for ground in (theme.surface, theme.ptint, theme.selected)]
    main = (theme.primary, theme.primary_hover, theme.primary_pressed)
    rail = (theme.rail, theme.rail_selected)
    outcomes = (theme.ok, theme.warn, theme.bad, theme.soft)
    return [
        *blue, *((theme.onprimary, fill) for fill in main), (theme.onmatch, theme.match),
        *((theme.text, ground) for ground in (theme.ptint, theme.neutral)),
        *((words, fill) for words in (theme.rail_text, theme.rail_muted) for fill in rail),
        *((tone.text, theme.selected) for tone in outcomes),
        *((tone.text, theme.surface) for tone in outcomes),
    ]  # fmt: skip


def test_the_cursor_is_seen_on_every_field(screen: Screen) -> None:
    screen.go("firm-form")
    field = screen.focus()
    box = QRect(0, 0, field.width(), field.height())
    with_cursor = field.grab(box).toImage()
    screen.press(Qt.Key.Key_Tab)
    assert field.grab(box).toImage() != with_cursor


def test_a_palette_of_high_contrast_breaks_nothing(screen: Screen) -> None:
    before = QPalette(QApplication.palette())
    QApplication.setPalette(QPalette(Qt.GlobalColor.black))
    try:
        for page in ("firms", "settings"):
            screen.go(page)
            assert not screen.window.grab().isNull()
    finally:
        QApplication.setPalette(before)


@pytest.mark.usefixtures("qapp")
def test_palettes_lead_back_to_their_tokens() -> None:
    assert tokens.of(tokens.palette(tokens.DARK)) is tokens.DARK
    assert tokens.of(QPalette(QApplication.palette())) is tokens.LIGHT
