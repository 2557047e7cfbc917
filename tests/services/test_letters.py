"""Letters to many firms at once: what lacks first, placeholders, drafts for a mail program."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState
from desktop.services import documents, firms, letters, missions, scanning, selecting
from desktop.services.desk import Desk
from desktop.services.letters import LettersReport, Wanted
from desktop.texts import texts

MAILS = {
    "00000010157": {"pec": "uno@pec.example", "email": "uno@uno.example"},
    "00000020156": {"email": "due@due.example"},
    "00000030155": {},
}
SIGNING = {"family_name": "Prova", "given_name": "Lia", "signs": True}


@pytest.fixture
def working(desk: Desk) -> Desk:
    """Enter three firms: one with all, one with an e-mail alone, one with neither."""
    for nth, (code, mail) in enumerate(MAILS.items(), 1):
        people = [SIGNING] if nth == 1 else []
        firms.add(desk, [{"name": f"Società n. {nth} S.r.l.", "vat_number": code,
                          "people": people, **mail}])  # fmt: skip
        missions.apply(desk, [{"mission": "DUBAI-2021", "firm": code,
                               "arrived_at": f"2021-09-0{nth}T10:00:05"}])  # fmt: skip
    return desk


def wanted(**chosen: object) -> Wanted:
    return Wanted(**{"kind": "communication", "mission": "DUBAI-2021", **chosen})  # type: ignore[arg-type]


def made(desk: Desk, out: Path, **chosen: object) -> LettersReport:
    return letters.issue(desk, letters.plan(desk, wanted(**chosen)), out, leave_out=True)


def test_what_lacks_is_told_before_anything_is_made(working: Desk, tmp_path: Path) -> None:
    plan = letters.plan(working, wanted(mail=True, text="Gentile {rappresentante}"))
    assert letters.lacks_said(texts("it"), plan.lacks) == [
        "1 impresa senza PEC né e-mail: Società n. 3 S.r.l.",
        "2 imprese senza legale rappresentante: Società n. 2 S.r.l., Società n. 3 S.r.l.",
    ]
    assert [one.firm.name for one in plan.letters] == ["Società n. 1 S.r.l."]
    with pytest.raises(DeskError) as refused:
        letters.issue(working, plan, tmp_path / "out")
    assert refused.value.code == "letters-lacking"
    assert refused.value.details == plan.lacks
    assert documents.listed(working) == []
    assert not (tmp_path / "out").exists()


def test_each_firm_gets_its_own_paper_with_the_reasons_filled_in(
    working: Desk, tmp_path: Path
) -> None:
    report = made(working, tmp_path, reasons=("L’impresa {impresa} parte per {luogo}.",))
    numbers = [one.written.paper.number for one in report.made]
    assert numbers == ["MI1-2021-000001", "MI1-2021-000002", "MI1-2021-000003"]
    for nth, one in enumerate(report.made, 1):
        said = f"1. L’impresa Società n. {nth} S.r.l. parte per Dubai."
        assert said in one.written.paper.content
        assert one.written.path is not None
        assert one.draft is None


def test_a_draft_is_a_mail_that_was_not_sent_with_the_paper_in_it(
    working: Desk, tmp_path: Path
) -> None:
    report = made(working, tmp_path, mail=True, subject="Missione a {luogo}: n. {numero}",
                  text="Spett.le {impresa},\nperché così è.\n")  # fmt: skip
    assert [one.letter.to for one in report.made] == ["uno@pec.example", "due@due.example"]
    assert list(tmp_path.glob("*.pdf")) == []
    first = report.made[0]
    assert first.draft is not None
    mail = message_from_bytes(first.draft.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "uno@pec.example"
    assert mail["Subject"] == "Missione a Dubai: n. MI1-2021-000001"
    body = mail.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Spett.le Società n. 1 S.r.l.,", "perché così è."]
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == first.written.pdf
    assert attached.get_filename() == "MI1-2021-000001-communication-it.pdf"
    assert mail["From"] is None


def test_a_draft_is_the_same_bytes_again(working: Desk, tmp_path: Path) -> None:
    plan = letters.plan(working, wanted(mail=True))
    report = letters.issue(working, plan, tmp_path, leave_out=True)
    for one in report.made:
        assert one.draft is not None
        assert letters.draft(plan.wanted, one.letter, one.written) == one.draft.read_bytes()
    said = report.made[0].draft
    assert said is not None
    assert b"\r\n" in said.read_bytes()


def test_a_line_break_in_a_subject_is_no_header(working: Desk, tmp_path: Path) -> None:
    report = made(working, tmp_path, mail=True, subject="Uno\r\nBcc: altri@altrove.example")
    assert report.made[0].draft is not None
    mail = message_from_bytes(report.made[0].draft.read_bytes(), policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Uno Bcc: altri@altrove.example"


def test_only_applications_in_a_state_are_written_to(working: Desk) -> None:
    first = missions.entered(working, "DUBAI-2021")[0].application
    selecting.move(working, str(first.id), "renounced", "rinuncia")
    plan = letters.plan(working, wanted())
    assert [one.firm.name for one in plan.letters] == ["Società n. 2 S.r.l.", "Società n. 3 S.r.l."]
    gone = letters.plan(working, wanted(state=ApplicationState.RENOUNCED))
    assert [one.firm.name for one in gone.letters] == ["Società n. 1 S.r.l."]


def test_a_firm_that_applied_again_after_the_term_is_written_to_by_its_seat(
    working: Desk, tmp_path: Path
) -> None:
    code = next(iter(MAILS))
    (late,), _ = missions.apply(
        working, [{"mission": "DUBAI-2021", "firm": code, "arrived_at": "2021-09-20T10:00:00"}]
    )
    first = missions.entered(working, "DUBAI-2021")[0].application
    for state in ("under_review", "eligible", "selected"):
        selecting.move(working, str(first.id), state, "prova")
    for state in ("under_review", "not_eligible"):
        selecting.move(working, str(late), state, "prova")
    chosen = letters.plan(working, wanted(state=ApplicationState.SELECTED))
    assert [one.firm.name for one in chosen.letters] == ["Società n. 1 S.r.l."]
    report = letters.issue(working, chosen, tmp_path)
    assert "1º settembre 2021" in report.made[0].written.paper.content
    assert "20 settembre 2021" not in report.made[0].written.paper.content
    scanned = scanning.scan(working, report.made[0].written.paper.number)
    assert scanned.application == first.id
    with pytest.raises(DeskError) as refused:
        letters.plan(working, wanted(state=ApplicationState.NOT_ELIGIBLE))
    assert refused.value.code == "letters-none"


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"kind": "firm-card"}, "letters-kind"),
        ({"kind": "x"}, "letters-kind"),
        ({"language": "de"}, "paper-language"),
        ({"language": "it-en"}, "paper-language"),
        ({"text": "{ragione sociale}"}, "placeholder-unknown"),
        ({"reasons": ("Lettera {numero}",)}, "placeholder-unknown"),
        ({"state": ApplicationState.RESERVE}, "letters-none"),
        ({"mission": "MARTE"}, "not-found"),
    ],
)
def test_what_cannot_be_written_is_refused(
    working: Desk, chosen: dict[str, object], code: str
) -> None:
    with pytest.raises(DeskError) as refused:
        letters.plan(working, wanted(**chosen))
    assert refused.value.code == code


@pytest.mark.parametrize("mail", [True, False])
def test_no_number_is_given_out_where_nothing_can_be_written(
    working: Desk, tmp_path: Path, *, mail: bool
) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        made(working, taken, mail=mail)
    assert (refused.value.code, refused.value.values["path"]) == ("file-not-written", str(taken))
    assert documents.listed(working) == []


def test_all_letters_are_one_pdf_to_print(working: Desk, tmp_path: Path) -> None:
    report = made(working, tmp_path, kind="cover-letter")
    with pypdfium2.PdfDocument(letters.joined(report.made)) as whole:
        assert len(whole) == sum(one.written.paper.pages for one in report.made)
