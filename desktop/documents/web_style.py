"""How the HTML of a paper looks: the papers' own colours, faces of the system, a printed form."""

from desktop.documents.layout import styles as s
from desktop.documents.looks import Ink, Sign

_GLYPHS = {  # as the drawn signs; a reader that speaks passes over them, the words say the same
    Sign.BLOCKS: "■", Sign.TO_SUPPLY: "◧", Sign.WARNING: "▲", Sign.UNVERIFIABLE: "?",
    Sign.MET: "✓", Sign.MISSING: "☒",
}  # fmt: skip
_SIGNS = "".join(
    f'.sign-{sign}::before {{ content: "{glyph} "; content: "{glyph} " / "" }}\n'
    for sign, glyph in _GLYPHS.items()
)
_INKS = "".join(f".ink-{ink} {{ color: {s.COLOURS[ink]} }}\n" for ink in Ink)
STYLE = f"""\
:root {{ color-scheme: light }}
body {{ margin: 0 auto; max-width: 46rem; padding: 1.5rem; background: {s.WHITE}; color: {s.INK};
  font: 1rem/1.5 "IBM Plex Sans", "IBM Plex Sans Arabic", "Segoe UI", system-ui, sans-serif }}
header, footer {{ border-block: 1px solid {s.INK}; padding-block: .5rem }}
p {{ margin: .25rem 0 }}
h1 {{ font-weight: 300; font-size: 1.6rem; line-height: 1.2; margin: .5rem 0 }}
h2 {{ font-weight: 300; font-size: 2rem; line-height: 1.15; margin: .5rem 0 }}
h3 {{ font-size: 1rem; margin: 1.5rem 0 .25rem; padding-top: .25rem;
  border-top: 2px solid {s.INK} }}
section, nav {{ margin-block: 2.5rem; overflow-x: auto }}
a {{ color: {s.PETROL} }}
code, .code {{ font-family: "IBM Plex Mono", ui-monospace, monospace; font-size: .95em;
  overflow-wrap: anywhere }}
p, dd, li, td, th {{ overflow-wrap: anywhere }}
.context, .quiet, .lead, dt {{ color: {s.SECONDARY} }}
.lead {{ font-size: 1.15rem }}
.strong, .total {{ font-weight: 600 }}
.figure {{ font-size: 1.6rem; font-weight: 300 }}
.aside {{ float: inline-end }}
.stamp {{ border: 1px dashed {s.SECONDARY}; width: 7rem; padding: 2.5rem 0; text-align: center }}
dl {{ margin: 0 }}
dl div {{ display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: 1rem;
  border-bottom: 1px solid {s.HAIRLINE}; padding-block: .25rem }}
dd {{ margin: 0 }}
.signatures div {{ border: 0 }}
table {{ width: 100%; border-collapse: collapse }}
th, td {{ text-align: start; vertical-align: top; font-weight: 400; padding: .25rem .5rem .25rem 0;
  border-bottom: 1px solid {s.HAIRLINE} }}
thead th, thead td {{ font-weight: 600; border-color: {s.INK} }}
.number {{ text-align: end }}
.by-hand td {{ height: 2.5rem }}
.ruled {{ min-height: 2rem; border-bottom: 1px solid {s.INK} }}
ul.plain, ol.plain, .cards, .tags {{ list-style: none; margin: 0; padding: 0 }}
.cards li {{ border: 1px solid {s.HAIRLINE}; padding: .75rem; margin-block: .75rem }}
.tags li {{ display: inline-block; margin-inline-end: 1rem }}
.box::before {{ content: "☐ "; content: "☐ " / "" }}
.ticked::before {{ content: "☑ "; content: "☑ " / "" }}
[aria-checked=false]::before {{ content: "☐"; content: "☐" / "" }}
[aria-checked=true]::before {{ content: "☒"; content: "☒" / "" }}
{_SIGNS}{_INKS}@media print {{
  @page {{ size: A4; margin: 15mm 15mm 15mm 20mm }}
  body {{ max-width: none; padding: 0; font-size: 10pt }}
  section + section, nav + section {{ break-before: page }}
  tr, li, dl div {{ break-inside: avoid }}
  h2, h3 {{ break-after: avoid }}
}}
"""
