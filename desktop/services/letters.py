"""Letters to many firms of a mission at once: what lacks is told before anything is made.

The texts that go along (reasons, the mail's subject and text) hold placeholders, as {impresa}; the
result is a paper for each firm and, where asked for, a draft of a mail with the paper attached. The
program sends nothing: a person opens the draft and sends it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from db.reading import Reader
from desktop.documents import KINDS
from desktop.documents.content.hand import hand
from desktop.domain.problems import DeskError
from desktop.domain.records import Application, ApplicationState, Firm, Mission, Person
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.states import IDLE
from desktop.files import safe_name, try_folder, write_whole
from desktop.services import documents, evaluating, missions
from desktop.services.desk import Desk
from desktop.services.documents import IssueReport, Named, Prepared, Written
from desktop.services.watch import ALONE, Watch
from desktop.texts import Texts, texts

PLACEHOLDERS = ("firm", "representative", "pec", "email", "mission", "place", "days", "deadline",
                "protocol", "number")  # fmt: skip
ADDRESS = "address"  # what lacks where a mail has nobody to go to
_NUMBER = "number"  # known once the paper is made: for the mail alone
_HELD = re.compile(r"\{([^{}\n]{1,40})\}")
_BOUNDARY = 24  # digits of the paper's hash


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the kind of letter, to whose applications, and the texts.

    `state` is of the applications that are written to; None are all that are open. An empty
    subject or text takes the desk's own words. With `mail` drafts are made.
    """

    kind: str
    mission: str
    language: str = "it"
    state: ApplicationState | None = None
    reasons: tuple[str, ...] = ()
    mail: bool = False
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """What one firm's letter lacks: placeholders without a value, `ADDRESS` for a mail."""

    firm: UUID
    name: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter to be made: whose, where a mail goes, and the values of the placeholders."""

    firm: Firm
    to: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """All letters that can be made, and what the others lack."""

    wanted: Wanted
    letters: tuple[Addressed, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that was made: the paper, and its draft where one was written."""

    letter: Addressed
    written: Written
    draft: Path | None = None


@dataclass(frozen=True, slots=True)
class LettersReport:
    """What was made, and what was left out."""

    made: tuple[Made, ...]
    lacks: tuple[Lack, ...]
    issued: IssueReport

    def as_json(self) -> dict[str, object]:
        """Give the answer of `documents issue` for many letters."""
        files = self.issued.as_json()["files"]
        assert isinstance(files, list)  # noqa: S101 - what `as_json` gives
        return {
            "files": [
                told | {"firm": str(one.letter.firm.id), "to": one.letter.to or None,
                        "draft": str(one.draft) if one.draft else None}
                for told, one in zip(files, self.made, strict=True)
            ],
            "missing": [], "left_out": lacks_json(self.lacks),
        }  # fmt: skip


def lacks_json(lacks: Sequence[Lack]) -> list[dict[str, object]]:
    """Give what lacks as the command line answers it."""
    return [{"firm": str(one.firm), "firm_name": one.name, "lacks": list(one.what)}
            for one in lacks]  # fmt: skip


def lacks_said(told: Texts, lacks: Sequence[Lack]) -> list[str]:
    """Say what lacks, a sentence for each: of how many firms, and which."""
    said = []
    for what in (ADDRESS, *PLACEHOLDERS):
        names = [one.name for one in lacks if what in one.what]
        if names:
            key = "lacks-one" if len(names) == 1 else "lacks-many"
            word = told.say("letter", f"lacks-{what}")
            said.append(told.say("letter", key, count=len(names), what=word,
                                 firms=", ".join(names).rstrip(".")))  # fmt: skip
    return said


# --- before anything is made ------------------------------------------------------------------


def plan(desk: Desk, wanted: Wanted) -> Plan:
    """Look who would be written to and what lacks; nothing is made.

    Refuses with `letters-kind` for a paper that is no letter, `paper-language` for a language that
    it is not made in, `delegation-none` for a mission without applications, `delegation-drafts`
    where drafts are all that there is, `letters-none` where none is in the state that was asked
    for, `placeholder-unknown` for a placeholder that there is not.
    """
    if wanted.kind not in KINDS or not KINDS[wanted.kind].letter:
        known = ", ".join(kind for kind, held in KINDS.items() if held.letter)
        raise DeskError("letters-kind", kind=wanted.kind, known=known)
    documents.languages_of(wanted.kind, (wanted.language,))
    used = _used(wanted)
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, wanted.mission)
        entered = missions.entered_of(reader, mission)
        found = list(_addressed(reader, mission, entered, wanted))
    if not found and wanted.state is None:
        raise missions.nobody(mission, entered)
    if not found:
        raise DeskError("letters-none", mission=mission.code)
    lacks = tuple(lack for one in found if (lack := _lack(one, used, wanted)).what)
    short = {lack.firm for lack in lacks}
    return Plan(wanted, tuple(one for one in found if one.firm.id not in short), lacks)


def _used(wanted: Wanted) -> frozenset[str]:
    """Give the placeholders that the texts hold; the number can stand in a mail alone."""
    found = {_code(name, PLACEHOLDERS) for text in (wanted.subject, wanted.text)
             for name in _HELD.findall(text)}  # fmt: skip
    before = tuple(code for code in PLACEHOLDERS if code != _NUMBER)
    found |= {_code(name, before) for text in wanted.reasons for name in _HELD.findall(text)}
    return frozenset(found)


def _code(name: str, known: Sequence[str]) -> str:
    """Give the code of a placeholder by its name in either language."""
    names = {words.say("placeholder", code): code
             for words in (texts("en"), texts("it")) for code in known}  # fmt: skip
    code = names.get(name.strip().casefold())
    if code is None:
        raise DeskError("placeholder-unknown", named=name, known=", ".join(sorted(names)))
    return code


def names_said(told: Texts) -> str:
    """Give the placeholders as they are typed in a language."""
    return " ".join(f"{{{told.say('placeholder', code)}}}" for code in PLACEHOLDERS)


def own_words(language: str) -> tuple[str, str]:
    """Give subject and text of a mail for which none were typed, with that language's names."""
    told = texts(language)
    names = {code: f"{{{told.say('placeholder', code)}}}" for code in PLACEHOLDERS}
    subject, text = (_HELD.sub(lambda held: names[held[1]], told.say("letter", key))
                     for key in ("subject", "text"))  # fmt: skip
    return subject, text


def _addressed(
    reader: Reader, mission: Mission, entered: Sequence[missions.Entered], wanted: Wanted
) -> Iterator[Addressed]:
    """Give a letter for each firm, once: of the application that speaks for it."""
    firms = {one.firm.id: one.firm for one in entered}
    held = evaluating.spoken_for(reader, mission, (one.application for one in entered))
    people = reader.among(Person, "firm", held)
    for firm, application in held.items():
        state = application.state
        if state in IDLE if wanted.state is None else state is not wanted.state:
            continue
        own = [person for person in people if person.firm == firm]
        values = _values(mission, firms[firm], application, own, wanted.language)
        yield Addressed(firms[firm], values["pec"] or values["email"], values)


def _values(
    mission: Mission, firm: Firm, application: Application, people: Sequence[Person], language: str
) -> dict[str, str]:
    writer = hand(language)
    signing = next((person for person in people if person.signs), None)
    dated = mission.starts or mission.ends
    due = in_rome(mission.deadline) if mission.deadline else None
    english = mission.title_en if language == "en" else None
    return {
        "firm": firm.name, "pec": firm.pec or "", "email": firm.email or "",
        "representative": f"{signing.given_name} {signing.family_name}".strip() if signing else "",
        "mission": english or mission.title, "place": mission.place or "",
        "days": writer.period(mission.starts, mission.ends) if dated else "",
        "deadline": writer.moment(due) if due else "", "protocol": application.protocol or "",
    }  # fmt: skip


def _lack(one: Addressed, used: frozenset[str], wanted: Wanted) -> Lack:
    empty = [code for code in PLACEHOLDERS
             if code in used and code != _NUMBER and not one.values[code]]  # fmt: skip
    nowhere = [ADDRESS] if wanted.mail and not one.to else []
    return Lack(one.firm.id, one.firm.name, (*nowhere, *empty))


# --- making -----------------------------------------------------------------------------------


def prepare(desk: Desk, plan_: Plan) -> tuple[Prepared, ...]:
    """Gather the papers of a plan's letters, in its order; `letters-lacking` where all lack."""
    wanted = plan_.wanted
    if not plan_.letters:
        raise DeskError("letters-lacking", details=plan_.lacks)
    named = [
        Named(wanted.mission, str(one.firm.id), None,
              tuple(_filled(text, one.values) for text in wanted.reasons))
        for one in plan_.letters
    ]  # fmt: skip
    return documents.prepare_many(desk, wanted.kind, named, languages=(wanted.language,))


def issue(
    desk: Desk, plan_: Plan, out: Path, *, leave_out: bool = False, watch: Watch = ALONE
) -> LettersReport:
    """Make all letters, or none: refuses with `letters-lacking` unless who lacks is left out.

    The details of that refusal are what lacks; who tells it words them (`lacks_said`).
    """
    if plan_.lacks and not leave_out:
        raise DeskError("letters-lacking", details=plan_.lacks)
    prepared = prepare(desk, plan_)
    try_folder(out)  # once a paper is kept its number is given out
    drawn = documents.draw(prepared, watch)
    report = documents.keep(desk, prepared, drawn, None if plan_.wanted.mail else out)
    made = write(plan_, report, out)
    return LettersReport(made, plan_.lacks, report)


def write(plan_: Plan, report: IssueReport, out: Path | None) -> tuple[Made, ...]:
    """Tie the papers to their letters, and write the drafts where they were asked for."""
    pairs = zip(plan_.letters, report.papers, strict=True)
    if not plan_.wanted.mail or out is None:
        return tuple(Made(one, written) for one, written in pairs)
    made = []
    for one, written in pairs:
        path = out / safe_name(f"{written.paper.number}-{one.firm.name[:60]}.eml")
        write_whole(path, draft(plan_.wanted, one, written))
        made.append(Made(one, written, path))
    return tuple(made)


def draft(wanted: Wanted, one: Addressed, written: Written) -> bytes:
    """Give a mail that a mail program opens as not yet sent; the same letter, the same bytes."""
    paper, own = written.paper, own_words(wanted.language)
    values = dict(one.values) | {_NUMBER: paper.number}
    subject, text = wanted.subject.strip() or own[0], wanted.text.strip() or own[1]
    message = EmailMessage(policy=policy.SMTP)
    message["To"] = one.to
    message["Subject"] = " ".join(_filled(subject, values).split())
    message["X-Unsent"] = "1"  # Outlook and others open it to be written on
    message.set_content(_filled(text, values).strip() + "\n", cte="quoted-printable")
    name = safe_name(f"{paper.number}-{paper.kind}-{paper.language}.pdf")
    message.add_attachment(written.pdf, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(f"sportello-{paper.sha256.hex()[:_BOUNDARY]}")
    return message.as_bytes()


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HELD.sub(lambda held: values[_code(held[1], PLACEHOLDERS)], text)


def joined(made: Sequence[Made]) -> bytes:
    """Give all letters as one PDF, to be printed in one go; each is kept by itself as well."""
    import io  # noqa: PLC0415 - with pdfium, which only this needs

    import pypdfium2  # noqa: PLC0415 - as above

    whole = pypdfium2.PdfDocument.new()
    for one in made:
        with pypdfium2.PdfDocument(one.written.pdf) as part:
            whole.import_pages(part)
    target = io.BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()
