"""What makes a paper's PDF its own archive copy: PDF/A-2b (ISO 19005-2), whatever is on its pages.

The file says so in XMP metadata that agree with its Info dictionary, names the sRGB profile that
its colours mean, and carries the paper's id as its own. Whatever else the standard asks for
(faces embedded, no transparency, no encryption, no scripts, links that print) the pen keeps to;
tests/documents/test_archival.py says which clauses it looks at.
"""

from datetime import datetime
from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop import paths
from desktop.documents import blocks as b
from desktop.documents.isolates import bare
from desktop.typed import override

PRODUCER = "Sportello"
VERSION = (1, 4)  # nothing that a page needs is younger
_PROFILE = "sRGB-v2-magic.icc"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="2" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}" xmp:CreatorTool="{producer}"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 pdf:Producer="{producer}" pdf:Keywords="{number}"/>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def archive(canvas: Any, document: Any, paper: b.Paper) -> None:  # noqa: ANN401 - ReportLab's
    """Make what a canvas writes into a document PDF/A-2b; call it before the first page."""
    held = paper.furniture
    document.setTitle(bare(paper.title))
    document.setAuthor(bare(paper.author))
    document.setSubject(bare(paper.subject))
    document.setKeywords(bare(held.number))
    document.setCreator(PRODUCER)
    document.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    own = f"<{int(held.scan) // 100:032X}>".encode("ascii")  # the QR's digits are the paper's id
    document._ID = b"[" + own + own + b"]\n"  # noqa: SLF001 - it has no other way in
    document.encrypt = _Open()
    document._timeStamp = _Printed(held.made_at)  # noqa: SLF001 - likewise
    catalog = document.Catalog
    catalog.Metadata = _metadata(_packet(paper))
    catalog.OutputIntents = pdfdoc.PDFArray([_intent(document)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


class _Ended(bytes, pdfdoc.PDFObject):
    """The bytes of a stream; in the file they are followed by a line's end that is not of them."""

    def format(self, _document: object) -> bytes:
        return bytes(self) + b"\n"


class _Open(pdfdoc.NoEncryption):
    """No encryption: where ReportLab would encrypt a stream, it gets the end that it leaves out."""

    @override
    def encode(self, t: str | bytes) -> bytes:
        return _Ended(pdfdoc.pdfdocEnc(t))


class _Printed:
    """The moment of printing, as ReportLab reads one for CreationDate and ModDate."""

    def __init__(self, moment: datetime) -> None:
        minutes = int((moment.utcoffset() or moment - moment).total_seconds()) // 60
        self.t = moment.timestamp()
        self.YMDhms = moment.timetuple()[:6]
        self.dhh, self.dmm = minutes // 60, minutes % 60


def _packet(paper: b.Paper) -> str:
    """Write the metadata; each value is the same as in the Info dictionary."""
    held = paper.furniture
    said = {
        "title": bare(paper.title),
        "author": bare(paper.author),
        "subject": bare(paper.subject),
        "producer": PRODUCER,
        "number": bare(held.number),
        "moment": held.made_at.isoformat(timespec="seconds"),
    }
    quoted = {name: escape(text) for name, text in said.items()}
    tongues = "".join(f"<rdf:li>{escape(held)}</rdf:li>" for held in paper.language.split("-"))
    return _PACKET.format(**quoted, languages=tongues)


def _metadata(packet: str) -> Any:  # noqa: ANN401
    """Give the metadata's stream, readable as it is: not compressed."""
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(kind), packet.encode())


def _intent(document: Any) -> Any:  # noqa: ANN401
    """Say what the colours mean: sRGB, by the profile that is embedded."""
    profile: Any = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _profile())
    profile.filters = [pdfdoc.PDFZCompress]
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "RegistryName": pdfdoc.PDFString("http://www.color.org"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


@cache
def _profile() -> bytes:
    return (paths.resources() / "icc" / _PROFILE).read_bytes()
