"""`./dev archive`: what a validator that others wrote says of every paper in every language.

No registry that we reach has a validator of PDF/A-2 (veraPDF is in none). Debian has Apache
Preflight, which knows PDF/A-1b, and that is nearly the stricter one: our files use nothing that
came with PDF 1.5. So each file is shown to it with the claim "part 2" changed to "part 1" and no
other byte. Copies that are broken on purpose are shown too: it must refuse each.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop.documents import issue
from desktop.documents.kinds import KINDS
from tests.documents import judged, samples

JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation",
        "jaxb-api")  # fmt: skip
FOLDER = Path("/usr/share/java")
VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"
BROKEN = {
    "no-intent": (rb"/OutputIntents", b"/OutputIntentz"),
    "no-metadata": (rb"/Metadata (\d+ 0 R)", rb"/Metadatz \1"),
    "endstream": (rb"\nendstream", b"endstream"),
    "no-face": (rb"/FontFile2", b"/FontFilez"),
    "another-title": (rb">Dossier", b">Dossiar"),
    "hidden-links": (rb"/F 4", b"/F 6"),
    "no-id": (rb"/ID", b"/IE"),
}


def main() -> int:
    """Issue every paper from the tests' records, have them judged, say the figures."""
    with tempfile.TemporaryDirectory() as place:
        good, bad = Path(place, "papers"), Path(place, "broken")
        good.mkdir()
        bad.mkdir()
        for name, pdf in _papers():
            (good / f"{name}.pdf").write_bytes(pdf)
        whole = (good / "mission-dossier-0-it.pdf").read_bytes()
        for name, (old, new) in BROKEN.items():
            (bad / f"{name}.pdf").write_bytes(re.sub(old, new, whole, count=1))
        refused, found = _refused(good)
        kept = set(BROKEN) - set(_refused(bad)[0])
        total = len(list(good.iterdir()))
    say = sys.stdout.write
    say(f"{total - len(refused)} of {total} papers pass; {len(BROKEN) - len(kept)} of "
        f"{len(BROKEN)} broken copies are refused\n")  # fmt: skip
    say("".join(f"refused: {name}\n" for name in refused) + found)
    say("".join(f"broken and yet passed: {name}\n" for name in sorted(kept)))
    return int(bool(refused or kept))


def _papers() -> list[tuple[str, bytes]]:
    return [
        (
            f"{kind}-{form}-{language}",
            issue(kind, language, source, samples.imprint()).pdf.replace(b'part="2"', b'part="1"'),
        )
        for kind, held in judged.every_kind().items()
        for form, source in enumerate(held)
        for language in KINDS[kind].choices()
    ]


def _refused(folder: Path) -> tuple[list[str], str]:
    """Name the files of a folder that the validator refuses, and give what it said of them."""
    path = os.pathsep.join(str(FOLDER / f"{jar}.jar") for jar in JARS)
    words = ("java", "-cp", path, VALIDATOR, "batch", str(folder))
    said = subprocess.run(words, check=False, capture_output=True, text=True)
    if "Exception" in said.stderr and not said.stdout:
        raise SystemExit(said.stderr)
    passed = set(re.findall(r"The file (\S+)\.pdf is a valid PDF/A-1b file", said.stdout))
    refused = sorted({path.stem for path in folder.iterdir()} - passed)
    return refused, re.sub(r"The file \S+ is a valid PDF/A-1b file\n*", "", said.stdout).strip()


if __name__ == "__main__":
    sys.exit(main())
