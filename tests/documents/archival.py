"""Which clauses of ISO 19005-2 (PDF/A-2) a file breaks, as far as a look at its parts can tell.

`faults` checks, and names in what it finds, these clauses of level B:

    6.1.2 header and its comment          6.1.3 trailer: ID, no encryption, nothing after %%EOF
    6.1.7.1 streams: length, line ends    6.1.7.2 filters              6.1.12 permissions
    6.1.13 limits of strings and names    6.2.2 operators and colours that the intent covers
    6.2.3 the output intent's profile     6.2.9 XObjects               6.2.10 transparency
    6.2.11.4 faces embedded               6.2.11.5 widths              6.2.11.6 encodings
    6.2.11.8 no .notdef is shown          6.3 annotations              6.4 forms
    6.5 actions                           6.6.2 metadata, in step with the Info dictionary
    6.6.4 the claim of part and level     6.8 embedded files           6.9 optional content
    6.10 presentations                    6.11 requirements

It knows what our own writer can put into a file, and refuses the rest unread: any font but a
TrueType subset, any image, graphics state or colour space counts as a fault. It does not look at
the outlines of glyphs, at the syntax of tokens, or at parts other than those that a paper has.
`./dev archive` asks a validator that others wrote.
"""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf

Found = Iterator[tuple[str, str]]
_OPERATORS = re.compile(
    r"""[qQwJjMdimlcvyhnSsfFBbgG'"]|cm|re|[fBbW]\*|BT|ET|T[cwzLfrsdDmjJ*]|Do|rg|RG|BDC|BMC|EMC"""
)
_FILTERS = frozenset(("/FlateDecode", "/DCTDecode", "/ASCII85Decode", "/ASCIIHexDecode"))
_FORBIDDEN = {
    "6.1.12": ("/Perms",), "6.4": ("/AcroForm",), "6.9": ("/OCProperties",),
    "6.10": ("/PresSteps",), "6.11": ("/Requirements",), "6.5": ("/AA", "/OpenAction", "/JS"),
    "6.2.10": ("/SMask", "/Group"), "6.2.2": ("/ExtGState", "/ColorSpace", "/Shading", "/Pattern"),
}  # fmt: skip
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256  # flags of an annotation
_LONGEST_STRING, _LONGEST_NAME = 32767, 128  # a name is 127 bytes and its slash
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP, _PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"


def faults(pdf: bytes) -> list[str]:
    """Name each clause that a file breaks, and where."""
    found = list(_syntax(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        try:
            found += _parts(document)
        except pikepdf.DataDecodingError as error:
            found.append(("6.1.7.2", str(error)))
    return sorted({f"{clause} {what}" for clause, what in found})


def _parts(document: pikepdf.Pdf) -> Found:
    yield from _file(document)
    yield from _intent(document)
    yield from _metadata(document)
    for held in document.objects:
        yield from _object(held)
    for page in document.pages:
        yield from _page(page.obj)


def _syntax(pdf: bytes) -> Found:
    head = re.match(rb"%PDF-1\.[0-7]\n%([^\n]*)\n", pdf)
    if head is None or len(head[1]) < 4 or min(head[1][:4]) < 128:
        yield "6.1.2", "header"
    if not re.search(rb"startxref\s+\d+\s+%%EOF\s?\s?\Z", pdf):
        yield "6.1.3", "end of the file"
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream(\r\n|\n)?", pdf):
        end = found.end() + int(found[1])
        if not found[2] or not re.match(rb"\r?\nendstream", pdf[end : end + 11]):
            yield "6.1.7.1", "a stream's length or the line's end before endstream"


def _file(document: pikepdf.Pdf) -> Found:
    if document.is_encrypted or "/Encrypt" in document.trailer:
        yield "6.1.3", "encrypted"
    if len(document.trailer.get("/ID", [])) != 2:
        yield "6.1.3", "no ID"
    names: Any = document.Root.get("/Names", {})
    if "/EmbeddedFiles" in names:
        yield "6.8", "embedded files"
    if "/AlternatePresentations" in names:
        yield "6.10", "alternate presentations"
    if "/JavaScript" in names:
        yield "6.5", "JavaScript"


def _intent(document: pikepdf.Pdf) -> Found:
    held: list[Any] = list(document.Root.get("/OutputIntents", []))
    if [str(intent.get("/S")) for intent in held] != ["/GTS_PDFA1"]:
        yield "6.2.3", "not one output intent"
        return
    profile = held[0].DestOutputProfile
    data = profile.read_bytes()
    size, version = struct.unpack(">I4xB", data[:9])
    if size != len(data) or version >= 5 or data[36:40] != b"acsp":
        yield "6.2.3", "profile"
    if data[12:16] not in {b"mntr", b"prtr"} or data[16:20] != b"RGB " or profile.N != 3:
        yield "6.2.3", "the profile is not one of RGB"


def _metadata(document: pikepdf.Pdf) -> Found:
    stream = document.Root.get("/Metadata")
    if stream is None or stream.get("/Subtype") != "/XML":
        yield "6.6.2", "no metadata"
        return
    packet = stream.read_bytes().decode()
    if "/Filter" in stream or re.search(r"<\?xpacket begin[^>]*(bytes|encoding)=", packet):
        yield "6.6.2", "packet"
    tree = ET.fromstring(packet)  # noqa: S314 - our own
    attributes = {k: v for held in tree.iter(f"{_RDF}Description") for k, v in held.items()}
    if (attributes.get(f"{_PDFAID}part"), attributes.get(f"{_PDFAID}conformance")) != ("2", "B"):
        yield "6.6.4", "the claim"
    said = {
        "/Title": tree.findtext(f".//{_DC}title//{_RDF}li"),
        "/Author": tree.findtext(f".//{_DC}creator//{_RDF}li"),
        "/Subject": tree.findtext(f".//{_DC}description//{_RDF}li"),
        "/Keywords": attributes.get(f"{_PDF}Keywords"),
        "/Producer": attributes.get(f"{_PDF}Producer"),
        "/Creator": attributes.get(f"{_XMP}CreatorTool"),
        "/CreationDate": _pdf_date(attributes.get(f"{_XMP}CreateDate", "")),
        "/ModDate": _pdf_date(attributes.get(f"{_XMP}ModifyDate", "")),
    }
    info: Any = document.trailer.get("/Info", {})
    for key, value in said.items():
        if str(info.get(key, "")) != value:
            yield "6.6.2", f"{key} differs from the Info dictionary"


def _pdf_date(moment: str) -> str:
    whole, hours, minutes = moment[:19], moment[19:22], moment[23:25]
    return f"D:{re.sub('[-T:]', '', whole)}{hours}'{minutes}'"


def _object(held: Any) -> Found:  # noqa: ANN401 - any kind of object
    if isinstance(held, pikepdf.String) and len(bytes(held)) > _LONGEST_STRING:
        yield "6.1.13", "a string's length"
    if isinstance(held, pikepdf.Array):
        yield from (fault for one in held for fault in _direct(one))
    if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return
    yield from ((clause, key) for clause, keys in _FORBIDDEN.items() for key in keys if key in held)
    yield from (("6.1.13", "a name's length") for key in held if len(key) > _LONGEST_NAME)
    yield from (fault for _, value in held.items() for fault in _direct(value))
    if isinstance(held, pikepdf.Stream):
        yield from _stream(held)
    yield from _BY_TYPE.get(str(held.get("/Type")), _nothing)(held)


def _direct(held: Any) -> Found:  # noqa: ANN401
    """Look into what is not an object of its own: those are gone through one by one."""
    if isinstance(held, pikepdf.Object) and not held.is_indirect:
        yield from _object(held)


def _stream(held: Any) -> Found:  # noqa: ANN401
    filters = held.get("/Filter", ())
    named = filters if isinstance(filters, pikepdf.Array | tuple) else [filters]
    yield from (("6.1.7.2", str(name)) for name in named if str(name) not in _FILTERS)
    if "/F" in held:
        yield "6.1.7.1", "a stream outside the file"
    if held.get("/Type") == "/XObject" and held.get("/Subtype") != "/Form":
        yield "6.2.9", f"an XObject: {held.get('/Subtype')}"
    yield from (("6.2.9", key) for key in ("/OPI", "/PS", "/Ref", "/Subtype2") if key in held)


def _nothing(_: object) -> Found:
    return iter(())


def _action(held: Any) -> Found:  # noqa: ANN401
    yield "6.5", f"an action: {held.get('/S')}"


def _annotation(held: Any) -> Found:  # noqa: ANN401
    flags = int(held.get("/F", 0))
    if not flags & _PRINT or flags & _UNSEEN:
        yield "6.3", "flags"
    if held.get("/Subtype") != "/Link" or "/A" in held or "/AP" in held:
        yield "6.3", f"an annotation: {held.get('/Subtype')}"


def _font(held: Any) -> Found:  # noqa: ANN401
    name = str(held.get("/BaseFont"))
    described = held.get("/FontDescriptor", {})
    if held.get("/Subtype") != "/TrueType" or "/FontFile2" not in described:
        yield "6.2.11.4", f"{name} is not embedded"
        return
    flags = int(described.Flags)
    if "/Encoding" in held or not flags & _SYMBOLIC or flags & _NONSYMBOLIC:
        yield "6.2.11.6", f"{name} is not symbolic, or has an encoding"
    program = described.FontFile2.read_bytes()
    if font_table(program, b"cmap")[2:4] != b"\0\1":
        yield "6.2.11.6", f"{name} has not one cmap"
    advances, glyphs = _advances(program), _glyphs(program)
    for code, width in enumerate(held.Widths, int(held.FirstChar)):
        if abs(float(width) - advances[glyphs[code]]) > 1:
            yield "6.2.11.5", f"{name}: the width of {code}"


_BY_TYPE = {"/Annot": _annotation, "/Action": _action, "/Font": _font}


def font_table(program: bytes, wanted: bytes) -> bytes:
    """Give a table of a TrueType face."""
    count = struct.unpack(">H", program[4:6])[0]
    for place in range(12, 12 + 16 * count, 16):
        tag, _sum, offset, length = struct.unpack(">4sIII", program[place : place + 16])
        if tag == wanted:
            return program[offset : offset + length]
    return b""


def _glyphs(program: bytes) -> tuple[int, ...]:
    """Give the glyph of each code: the one table (1, 0) of format 6 that ReportLab writes."""
    table = font_table(program, b"cmap")[12:]
    first, count = struct.unpack(">HH", table[6:10])
    return (*(0,) * first, *struct.unpack(f">{count}H", table[10 : 10 + 2 * count]))


def _advances(program: bytes) -> list[float]:
    """Give the advance of each glyph in thousandths."""
    units = struct.unpack(">H", font_table(program, b"head")[18:20])[0]
    wide = struct.unpack(">H", font_table(program, b"hhea")[34:36])[0]
    count: int = struct.unpack(">H", font_table(program, b"maxp")[4:6])[0]
    table = font_table(program, b"hmtx")
    known = [struct.unpack(">H", table[4 * n : 4 * n + 2])[0] * 1000 / units for n in range(wide)]
    return [*known, *known[-1:] * (count - wide)]


def _page(page: Any) -> Found:  # noqa: ANN401
    _left, _low, width, height = (float(edge) for edge in page.MediaBox)
    if not (3 <= width <= 14400 and 3 <= height <= 14400):
        yield "6.1.13", "a page's size"
    for held in (page, *page.Resources.get("/XObject", {}).values()):
        shown: Any = None
        steps: Any = pikepdf.parse_content_stream(held)
        for operands, operator in steps:
            if not _OPERATORS.fullmatch(str(operator)):
                yield "6.2.2", f"the operator {operator}"
            if str(operator) == "Tf":
                shown = page.Resources.Font[str(operands[0])]
            if str(operator) in {"Tj", "TJ"}:
                yield from _shown(shown, operands[0])


def _shown(font: Any, held: Any) -> Found:  # noqa: ANN401
    if "/FontFile2" not in font.FontDescriptor:
        return
    parts = held if isinstance(held, pikepdf.Array) else [held]
    glyphs = _glyphs(font.FontDescriptor.FontFile2.read_bytes())
    for part in parts:
        if isinstance(part, pikepdf.String) and any(not glyphs[code] for code in bytes(part)):
            yield "6.2.11.8", f"{font.BaseFont} shows .notdef"
