"""The one sheet of the window, made from the tokens, on top of Fusion."""

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui import icons, tokens

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_SHEET = Template("""
* { font-family: "$sans"; font-size: ${body}pt; color: $text; }
QMainWindow, QWidget[part="canvas"] { background: $canvas; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[look="name"] { font-size: ${name}pt; font-weight: 600; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[look="counter"] { font-size: ${counter}pt; font-weight: 600; }
QLabel[look="card"] { font-size: ${value}pt; font-weight: 600; }
QLabel[look="value"], QLabel[look="opening"] { font-size: ${value}pt; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="label"] { font-size: ${small}pt; font-weight: 600; color: $text2; }
QLabel[look="hint"] { font-size: ${small}pt; color: $text2; }
QLabel[look="ok"] { font-size: ${small}pt; color: $ok; }
QLabel[look="warn"] { font-size: ${small}pt; color: $warn; }
QLabel[look="bad"] { font-size: ${small}pt; color: $bad; }
QLabel[look="soft"] { font-size: ${small}pt; color: $soft; }
QLabel[look="railstrong"] { font-size: ${small}pt; font-weight: 600; color: $railtext; }
QLabel[look="rail"] { font-size: ${small}pt; color: $railmuted; }

QFrame[part="rail"] { background: $rail; }
QFrame[part="railline"] { background: $railselected; }
QFrame[part="topbar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[part="foot"], QFrame[part="status"] {
    background: $surface; border: none; border-top: 1px solid $line; }
QFrame[part="listpane"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[part="listpane"][alone="true"] { border: none; }
QFrame[part="formpane"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[part="formpane"][alone="true"] { border: none; }
QFrame[part="head"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[part="count"] { background: $sunken; border: none;
    border-top: 1px solid $line; border-bottom: 1px solid $line; }
QFrame[part="line"] { background: $line; border: none; }
QWidget[part="sheet"] { background: $surface; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[part="cardheader"] { background: transparent; border: none;
    border-bottom: 1px solid $line; }
QFrame[part="strip"] { background: $ptint; border: none; border-bottom: 1px solid $pline; }
QFrame[part="strip"][tone="ok"] { background: $oktint; border-bottom-color: $okborder; }
QFrame[part="strip"][tone="warn"] { background: $warntint; border-bottom-color: $warnborder; }
QFrame[part="strip"][tone="bad"] { background: $badtint; border-bottom-color: $badborder; }
QFrame[part="box"] { background: $surface; border: 1px solid $linestrong; border-radius: 6px; }
QFrame[part="boxhead"] { background: transparent; border: none;
    border-bottom: 2px solid $primary; }
QFrame[part="boxfoot"] { background: transparent; border: none; border-top: 1px solid $line; }
QScrollArea, QStackedWidget { background: transparent; border: none; }

QLineEdit, QPlainTextEdit, QComboBox, QListWidget {
    background: $surface; border: 1px solid $linestrong; border-radius: 4px;
    font-size: ${value}pt; selection-background-color: $primary;
    selection-color: $onprimary; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $text3; }
QLineEdit, QComboBox { min-height: 30px; max-height: 30px; padding: 0 9px; }
QLineEdit { padding: 0 7px; }
QPlainTextEdit { padding: 3px 5px; }
QListWidget { padding: 3px; font-size: ${body}pt; }
QListWidget::item { min-height: ${check}px; padding: 0 4px; border-radius: 3px; }
QListWidget::item:selected { background: $selected; color: $text; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QListWidget:focus {
    border: 2px solid $primary; }
QLineEdit:focus, QComboBox:focus { padding: 0 8px; min-height: 28px; max-height: 28px; }
QLineEdit:focus { padding: 0 6px; }
QPlainTextEdit:focus { padding: 2px 4px; }
QListWidget:focus { padding: 2px; }
QLineEdit[part="boxline"], QLineEdit[part="boxline"]:focus { border: none;
    background: transparent; padding: 0 6px; min-height: 32px; max-height: 32px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $sunken; color: $text3; border-color: $line; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"], QComboBox[state="bad"] {
    border: 1px solid $baddot; border-left: 4px solid $baddot; padding-left: 6px; }
QLineEdit[state="bad"]:focus, QComboBox[state="bad"]:focus {
    border: 2px solid $baddot; border-left: 4px solid $baddot; padding-left: 6px; }
QLineEdit[state="bad"], QLineEdit[state="bad"]:focus { padding-left: 4px; }
QLineEdit[state="soft"], QPlainTextEdit[state="soft"], QComboBox[state="soft"] {
    border: 1px dashed $softdot; }
QLineEdit[state="soft"]:focus, QComboBox[state="soft"]:focus { border: 2px dashed $softdot; }
QComboBox { padding-right: 4px; }
QComboBox::drop-down { border: none; width: 28px; subcontrol-origin: border;
    subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $line; outline: none; padding: 3px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 3px; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $text; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; border-radius: 4px;
    border: 2px solid transparent; padding: 2px 6px 2px 2px; }
QCheckBox:focus, QRadioButton:focus { background: $ptint; border-color: $primary; }
QCheckBox::indicator, QListWidget::indicator {
    width: 16px; height: 16px; border: 1px solid $linestrong; border-radius: 4px;
    background: $surface; }
QCheckBox::indicator:checked, QListWidget::indicator:checked {
    background: $primary; border-color: $primary; image: url("$tick"); }
QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid $linestrong;
    border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { border: 5px solid $primary; width: 7px; height: 7px; }

QTabBar { background: $surface; border: none; }
QTabBar::tab { background: transparent; border: none; border-bottom: 3px solid transparent;
    padding: 8px 9px 6px 9px; font-size: ${body}pt; color: $text2; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $primary; }
QTabBar::tab:hover { color: $text; }
QTabBar QToolButton { background: $surface; border: none; }
QTabBar QToolButton::left-arrow { image: url("$left"); width: 16px; height: 16px; }
QTabBar QToolButton::right-arrow { image: url("$right"); width: 16px; height: 16px; }
QTabBar QToolButton::left-arrow:disabled { image: url("$noleft"); }
QTabBar QToolButton::right-arrow:disabled { image: url("$noright"); }

QTableView, QListView { background: $surface; border: none; outline: none; }
QTableView:focus, QListView:focus { border: none; }
QListWidget { border: 1px solid $linestrong; }
QListWidget:focus { border: 2px solid $primary; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $text2; font-size: ${small}pt;
    font-weight: 600; border: none; border-bottom: 1px solid $line; padding: 0 12px; }
QTableView[left="14"] QHeaderView::section:first,
QTableView[left="14"] QHeaderView::section:only-one { padding-left: 14px; }
QTableView[left="20"] QHeaderView::section:first,
QTableView[left="20"] QHeaderView::section:only-one { padding-left: 20px; }
QTableCornerButton::section { background: $sunken; border: none; }

QSplitter::handle { background: $line; }
QProgressBar { background: $neutral; border: none; border-radius: 4px; max-height: 8px;
    min-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }

QScrollBar:vertical { background: transparent; width: ${scrollbar}px; margin: 0; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 3px; margin: 2px;
    min-height: 28px; }
QScrollBar:horizontal { background: transparent; height: ${scrollbar}px; margin: 0; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 3px; margin: 2px;
    min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $linestrong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 22px; border-radius: 3px; }
QMenu::item:selected { background: $selected; }
""")


class Style:
    """Dresses the application in the light or the dark tokens, as the person or system asks."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._windows: list[QWidget] = []
        self._sheet = ""
        self._folder = QTemporaryDir()
        # its palette tells how the system is: its colour scheme would load all of Qt's enums
        self._system_is_dark = tokens.of(app.palette()) is tokens.DARK
        plain = QFont(tokens.SANS)
        plain.setPointSizeF(tokens.BODY)
        app.setFont(plain)

    def follow(self, scheme: "Qt.ColorScheme") -> None:
        """Take it that the system has gone dark or light."""
        self._system_is_dark = scheme.name == "Dark"

    def dress(self, theme: str) -> None:
        """Put on a theme: light, dark, or system, which follows the system's."""
        dark = theme == "dark" or (theme == "system" and self._system_is_dark)
        chosen = tokens.DARK if dark else tokens.LIGHT
        self._app.setPalette(tokens.palette(chosen))
        self._sheet = self._sheet_of(chosen)
        for window in self._windows:
            window.setStyleSheet(self._sheet)

    def put_on(self, window: QWidget) -> None:
        """Dress a window, now and whenever the theme changes.

        The sheet is the window's and not the application's: a page is put together before it
        comes into its window, and is gone through once, not anew with each of its parts.
        """
        window.setStyleSheet(self._sheet)
        self._windows.append(window)
        window.destroyed.connect(lambda: self._windows.remove(window))

    def _sheet_of(self, chosen: tokens.Tokens) -> str:
        kept = {
            "sans": tokens.SANS, "body": tokens.BODY, "small": tokens.SMALL,
            "value": tokens.VALUE, "title": tokens.TITLE, "name": tokens.NAME,
            "counter": tokens.COUNTER, "scrollbar": tokens.SCROLL, "check": tokens.CHECK,
            "arrow": self._image("down", chosen.text2),
            "tick": self._image("check", chosen.onprimary),
            "left": self._image("left", chosen.text2), "noleft": self._image("left", chosen.line),
            "right": self._image("right", chosen.text2),
            "noright": self._image("right", chosen.line),
            "railtext": chosen.rail_text, "railmuted": chosen.rail_muted,
            "railselected": chosen.rail_selected,
        }  # fmt: skip
        plain = ("canvas", "surface", "sunken", "line", "linestrong", "text", "text2", "text3",
                 "primary", "onprimary", "ptint", "pline", "selected", "neutral", "scroll",
                 "rail")  # fmt: skip
        kept |= {name: getattr(chosen, name) for name in plain}
        for name in ("ok", "warn", "bad", "soft"):
            tone = chosen.tone(name)
            kept |= {name: tone.text, f"{name}dot": tone.dot, f"{name}tint": tone.tint,
                     f"{name}border": tone.border}  # fmt: skip
        return _SHEET.substitute(kept)

    def _image(self, name: str, colour: str) -> str:
        """Give the path of an icon in a colour: a sheet takes pictures from files only."""
        path = Path(self._folder.filePath(f"{name}-{colour.lstrip('#')}.svg"))
        path.write_bytes(icons.coloured(name, colour, "white"))
        return path.as_posix()
