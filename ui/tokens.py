"""The colours, sizes and spaces of the window, light and dark; no other module names a colour."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Tone(NamedTuple):
    """The colours of one meaning: its text, its mark, the fill behind it, that fill's border."""

    text: str
    dot: str
    tint: str
    border: str


class Tokens(NamedTuple):
    """Every colour of one theme, by what it is for."""

    canvas: str
    surface: str
    sunken: str
    line: str
    linestrong: str
    text: str
    text2: str
    text3: str
    primary: str
    primary_hover: str
    primary_pressed: str
    onprimary: str
    ptint: str
    pline: str
    selected: str
    hover: str
    neutral: str
    scroll: str
    match: str
    onmatch: str
    rail: str
    rail_selected: str
    rail_text: str
    rail_muted: str
    rail_bar: str
    badge: str
    onbadge: str
    ok: Tone
    warn: Tone
    bad: Tone
    soft: Tone

    def tone(self, name: str) -> Tone:
        """Give the colours of a meaning: ok, warn, bad, soft; anything else is plain."""
        known = {"ok": self.ok, "warn": self.warn, "bad": self.bad, "soft": self.soft}
        if name == "info":
            return Tone(self.primary, self.primary, self.ptint, self.pline)
        return known.get(name, Tone(self.text2, self.linestrong, self.neutral, self.neutral))


LIGHT = Tokens(
    canvas="#F2F5F8", surface="#FFFFFF", sunken="#F7F9FB", line="#D9E0E7", linestrong="#76879A",
    text="#17324D", text2="#435A70", text3="#53667A",
    primary="#0066CC", primary_hover="#0059B3", primary_pressed="#004C99", onprimary="#FFFFFF",
    ptint="#E5F0FB", pline="#9CC6EF", selected="#DDEBFA", hover="#F0F5FA", neutral="#EAEFF4",
    scroll="#B4C1CE", match="#FFE28A", onmatch="#17324D",
    rail="#12304E", rail_selected="#1F4A75", rail_text="#DCE7F2", rail_muted="#A9C0D6",
    rail_bar="#9CC6EF", badge="#FFD27A", onbadge="#3A2600",
    ok=Tone("#006B47", "#008055", "#E2F3EB", "#A5D8C2"),
    warn=Tone("#7F4C00", "#B36B00", "#FFF2DA", "#F0CF96"),
    bad=Tone("#B3243D", "#CC334D", "#FCE9EC", "#F0B6C0"),
    soft=Tone("#6A4596", "#7F56B3", "#F2ECFA", "#CDB9E6"),
)  # fmt: skip

DARK = Tokens(
    canvas="#0E1620", surface="#16202B", sunken="#121B25", line="#2B3947", linestrong="#73879C",
    text="#E8EEF4", text2="#B7C4D1", text3="#98A8B8",
    primary="#6FB4FF", primary_hover="#8CC3FF", primary_pressed="#4F9FF5", onprimary="#06182B",
    ptint="#15304D", pline="#2C5C8F", selected="#1A3552", hover="#1B2733", neutral="#222F3C",
    scroll="#43566A", match="#6B5600", onmatch="#FFF3C4",
    rail="#0A1119", rail_selected="#1B3552", rail_text="#DCE7F2", rail_muted="#94A9BE",
    rail_bar="#6FB4FF", badge="#FFD27A", onbadge="#3A2600",
    ok=Tone("#5FD0A0", "#3DBB86", "#11322A", "#23614C"),
    warn=Tone("#F2B95C", "#E5A23B", "#33270F", "#6B5220"),
    bad=Tone("#FF94A3", "#F2657A", "#3B1B24", "#7A3442"),
    soft=Tone("#C6ADF2", "#A885E6", "#2A2140", "#57457F"),
)  # fmt: skip

SANS = "IBM Plex Sans"
MONO = "IBM Plex Mono"

# points, so that the scale of the system works
NAME, TITLE, COUNTER, VALUE, BODY, SMALL, CAP = 16.5, 15.0, 18.0, 11.25, 10.5, 9.75, 9.0
RAIL_WIDTH, RAIL_FOLDED, NARROW = 196, 52, 1180
ONE_PANE, ONE_COLUMN = 960, 660  # a page, a form under so many pixels gives way
FORM = 1180  # a form is no wider: a line longer than that is not read at one look
BAR, STATUS, FIELD, SMALL_BUTTON, CHIP, CHECK = 52, 28, 32, 26, 22, 26
ROW, TWO_LINES, HEADER, CARD_HEADER = 34, 58, 30, 40
EDGE, EDGE_RIGHT, CARD, GAP, FIELD_GAP, LINE_GAP = 20, 16, 14, 12, 14, 9
SCROLL = 10  # a scroll bar
_HALF = 128  # of a lightness from 0 to 255
RADIUS_CARD, RADIUS_BUTTON, RADIUS_FIELD, RADIUS_CAP = 6, 5, 4, 3


def of(palette: QPalette) -> Tokens:
    """Give the tokens of the theme that a widget's palette carries.

    The sheet may have put another of the theme's grounds into the palette: only how dark it is
    tells.
    """
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < _HALF else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Give the palette of a theme; painters find their tokens again by it."""
    made = QPalette()
    role = QPalette.ColorRole
    for place, colour in {
        role.Window: tokens.canvas, role.WindowText: tokens.text,
        role.Base: tokens.surface, role.AlternateBase: tokens.sunken, role.Text: tokens.text,
        role.Button: tokens.surface, role.ButtonText: tokens.text,
        role.Highlight: tokens.selected, role.HighlightedText: tokens.text,
        role.PlaceholderText: tokens.text3, role.Link: tokens.primary,
        role.ToolTipBase: tokens.surface, role.ToolTipText: tokens.text,
        role.Light: tokens.surface, role.Midlight: tokens.line, role.Mid: tokens.line,
        role.Dark: tokens.linestrong, role.Shadow: tokens.line,
    }.items():  # fmt: skip
        made.setColor(place, QColor(colour))
    for place in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.text3))
    return made
