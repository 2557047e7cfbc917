"""A programme's next version: drafted, checked, tried, published; what was kept stays as it was."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.versions import Entered
from desktop.domain.problems import DeskError
from desktop.domain.programme_draft import Change, Data, data_in, entries, renamed, written
from desktop.domain.programme_file import ProgrammeFileError, read_programme
from desktop.domain.programme_text import programme_text
from desktop.domain.records import Mission, Programme
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.services import (
    evaluating,
    firms,
    missions,
    programme_drafts,
    programme_trial,
    programmes,
    stores,
)
from desktop.services.desk import Desk
from desktop.services.programme_trial import Shift, Who
from desktop.texts import texts
from tests.builders import FIRM
from tests.conftest import PROGRAMME, MakeDesk

DUBAI = "DUBAI-2021"


def text_in_force(desk: Desk) -> str:
    held = programme_drafts.in_force(desk, PROGRAMME)
    return written(programme_drafts.base_of(held))


def next_version(desk: Desk) -> Data:
    data = data_in(text_in_force(desk))
    data["version"] = programme_drafts.in_force(desk, PROGRAMME).programme.version + 1
    return data


def mission_in(data: Data) -> Data:
    (mission,) = entries(data, ("missions",))
    return mission


def kept(desk: Desk, data: Data) -> programme_drafts.Checked:
    base = programme_drafts.in_force(desk, PROGRAMME).programme.version
    return programme_drafts.keep(desk, PROGRAMME, base, written(data))


def published(desk: Desk, data: Data) -> None:
    kept(desk, data)
    programme_drafts.publish(desk, PROGRAMME)


def applied(desk: Desk, **more: object) -> UUID:
    draft = FIRM | {"sectors": ["green-economy"], **more}
    (firm,) = firms.add(desk, [draft]).ids
    asked = {"mission": DUBAI, "firm": str(firm), "channel": "pec", "export_only": True}
    missions.apply(desk, [asked | {"arrived_at": "2021-09-07T10:00:05+02:00"}])
    return firm


# --- the text ------------------------------------------------------------------------------------


def test_what_is_written_reads_as_what_was_read(desk: Desk) -> None:
    (path,) = programmes.packaged()
    text = path.read_text(encoding="utf-8")
    assert read_programme(written(data_in(text))) == read_programme(text)
    assert written(data_in(text_in_force(desk))) == text_in_force(desk)


def test_odd_texts_are_written_so_that_they_read_back() -> None:
    odd = 'a"b\\c\n\td\x7f «è» \ud800'
    assert data_in(written({"code": odd}))["code"] == odd.replace("\ud800", "?")


@given(text=st.text(st.characters(exclude_categories=["Cs"])), number=st.integers(0, 10**9))
def test_any_text_and_number_is_written_so_that_it_reads_back(text: str, number: int) -> None:
    data: Data = {"code": text, "version": number, "lines": [{"code": text, "active": False}]}
    data["exports"] = {"source": text, "classes": [{"title": {"it": text, "en": ""}}]}
    assert data_in(written(data)) == data


def test_a_code_that_changes_is_followed(desk: Desk) -> None:
    data = next_version(desk)
    entries(data, ("sectors",))[0]["code"] = "verde"
    renamed(data, ("sectors",), "green-economy", "verde")
    assert mission_in(data)["sectors"] == ["verde", "sustainable-furniture-construction"]
    assert read_programme(written(data)).matrix[0].sector == "verde"


# --- the draft -----------------------------------------------------------------------------------


def test_a_draft_is_kept_apart_and_said_how_it_differs(desk: Desk) -> None:
    data = next_version(desk)
    mission_in(data)["seats"] = 12
    entries(data, ("lines",)).pop()
    found = kept(desk, data)
    told = [(d.path[0] if d.path else "", d.name, d.what, d.keys) for d in found.differing]
    assert told == [
        ("lines", "L4", Change.GONE, ()),
        ("missions", DUBAI, Change.CHANGED, ("seats",)),
    ]
    assert found.problems == ()
    held = programme_drafts.opened(desk, PROGRAMME)
    assert held.draft is not None
    assert data_in(held.draft.text) == data_in(written(data))
    assert held.in_force.programme.version == 1
    assert missions.listed(desk)[0].seats == 10
    programme_drafts.discard(desk, PROGRAMME)
    assert programme_drafts.opened(desk, PROGRAMME).draft is None


def test_what_is_wrong_in_a_draft_is_said_and_it_is_not_published(desk: Desk) -> None:
    data = next_version(desk)
    mission_in(data)["quorum"] = 11
    mission_in(data)["from"] = "il tre ottobre"
    codes = {problem.path: problem.code for problem in kept(desk, data).problems}
    assert codes["missions[0].quorum"] == "quorum-above-seats"
    assert codes["missions[0].from"] == "not-a-date"
    with pytest.raises(ProgrammeFileError):
        programme_drafts.publish(desk, PROGRAMME)
    assert missions.listed(desk)[0].quorum == 6


def test_a_mission_that_firms_applied_to_is_not_taken_out(desk: Desk) -> None:
    applied(desk)
    data = next_version(desk)
    data["missions"] = []
    assert [problem.code for problem in kept(desk, data).problems] == ["mission-in-use"]
    with pytest.raises(ProgrammeFileError):
        programme_drafts.publish(desk, PROGRAMME)


def test_a_draft_that_changes_nothing_or_is_behind_is_not_published(desk: Desk) -> None:
    kept(desk, next_version(desk))
    with pytest.raises(DeskError, match="draft-same"):
        programme_drafts.publish(desk, PROGRAMME)
    data = next_version(desk)
    mission_in(data)["seats"] = 12
    kept(desk, data)
    programmes.enter(desk, written(data | {"title": {"it": "Altro", "en": "Other"}}))
    assert programme_drafts.opened(desk, PROGRAMME).behind
    with pytest.raises(DeskError, match="draft-behind"):
        programme_drafts.publish(desk, PROGRAMME)


# --- published -----------------------------------------------------------------------------------


def test_version_2_is_in_force_and_writes_only_what_differs(desk: Desk) -> None:
    data = next_version(desk)
    mission_in(data)["seats"] = 12
    before = desk.store.history(Mission.KIND, missions.listed(desk)[0].id)
    published(desk, data)
    held = programme_drafts.in_force(desk, PROGRAMME)
    assert held.programme.version == 2
    assert programmes.versions(desk, held.programme) == (1, 2)
    mission = missions.listed(desk)[0]
    assert mission.seats == 12
    added = desk.store.history(Mission.KIND, mission.id)[len(before) :]
    assert [entry.field for entry in added] == ["seats"]
    assert programme_drafts.opened(desk, PROGRAMME).draft is None
    assert stores.check(desk).ok


def test_the_version_after_builds_on_the_text_that_was_published(desk: Desk) -> None:
    data = next_version(desk)
    mission_in(data)["seats"] = 12
    published(desk, data)
    assert read_programme(text_in_force(desk)) == read_programme(written(data))
    third = next_version(desk)
    assert third["version"] == 3
    mission_in(third)["seats"] = 14
    published(desk, third)
    assert missions.listed(desk)[0].seats == 14


def test_another_desk_adds_the_exported_file_and_holds_the_same(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    one, other = make_desk("uno"), make_desk("due")
    data = next_version(one)
    mission_in(data)["seats"] = 12
    published(one, data)
    path = tmp_path / "versione-2.toml"
    path.write_text(programme_text(programmes.file_of(one, PROGRAMME)), encoding="utf-8")
    _, entered = programmes.add(other, path)
    assert entered is Entered.WRITTEN
    assert one.store.digest() == other.store.digest()


def test_a_malformed_file_leaves_what_is_in_force(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rotto.toml"
    path.write_text(text_in_force(desk).replace("version = 1", "version = 2\nseats = ["), "utf-8")
    with pytest.raises(ProgrammeFileError) as refused:
        programmes.add(desk, path)
    assert refused.value.problems[0].line > 1
    assert programme_drafts.in_force(desk, PROGRAMME).programme.version == 1


# --- cases of the version before -----------------------------------------------------------------


def test_what_was_kept_under_version_1_stays_as_it_was(desk: Desk) -> None:
    firm = applied(desk)
    judged = evaluating.of_mission(desk, DUBAI)
    evaluating.keep(desk, judged)
    (before,) = evaluating.kept(desk, DUBAI, str(firm))
    data = next_version(desk)
    mission_in(data)["sectors"] = ["sustainable-furniture-construction"]
    published(desk, data)
    (after,) = evaluating.kept(desk, DUBAI, str(firm))
    assert after == before
    assert after.rules == f"{PROGRAMME}/1"
    compared = evaluating.compare(desk, after.id)
    assert compared.now.eligibility.rules == f"{PROGRAMME}/2"
    assert compared.differing


# --- tried ---------------------------------------------------------------------------------------


def tried(desk: Desk, data: Data, who: Who | None = None) -> list[programme_trial.Tried]:
    return programme_trial.run(desk, written(data), DUBAI, who or Who())


def test_a_trial_says_whom_the_draft_would_exclude_and_writes_nothing(desk: Desk) -> None:
    firm = applied(desk)
    before = desk.store.digest()
    data = next_version(desk)
    mission_in(data)["sectors"] = ["sustainable-furniture-construction"]
    (one,) = tried(desk, data)
    assert one.firm.id == firm
    assert one.applied
    assert one.before is not one.after
    assert one.after is EligibilityOutcome.NOT_ELIGIBLE
    assert one.shift in {Shift.EXCLUDED, Shift.OUTCOME}
    assert one.differing
    assert all(texts("it").reason(d.reason) for d in one.differing)
    assert one.open
    assert desk.store.digest() == before
    assert missions.listed(desk)[0].sectors[0] == "green-economy"


def test_a_trial_of_what_asks_less_includes_a_firm(desk: Desk) -> None:
    applied(desk)
    data = next_version(desk)
    for key in ("eligibility", "attendance"):
        del data[key]
    mission_in(data).pop("required")
    mission_in(data).pop("aid")
    mission_in(data).pop("largest_size")
    (one,) = tried(desk, data)
    assert (one.before, one.after) == (
        EligibilityOutcome.TO_COMPLETE, EligibilityOutcome.ELIGIBLE
    )  # fmt: skip
    assert one.shift is Shift.INCLUDED
    assert {str(d.what) for d in one.differing} >= {"went"}
    assert one.open == ()
    assert programme_trial.counted([one])[Shift.INCLUDED] == 1


def test_chosen_firms_and_the_whole_register_are_tried(desk: Desk) -> None:
    firm = applied(desk)
    (other,) = firms.add(desk, [FIRM | {"name": "Arredi Utopia S.r.l.", "tax_code": "00000020156",
                                        "vat_number": "00000020156"}]).ids  # fmt: skip
    data = next_version(desk)
    chosen = tried(desk, data, Who(applicants=False, firms=(other,)))
    assert [(t.firm.id, t.applied, t.shift) for t in chosen] == [(other, False, Shift.SAME)]
    everyone = tried(desk, data, Who(everyone=True))
    assert {t.firm.id for t in everyone} == {firm, other}


def test_a_new_mission_has_no_outcome_in_force_and_a_removed_one_none_after(desk: Desk) -> None:
    applied(desk)
    data = next_version(desk)
    mission_in(data)["code"] = "ABU-DHABI-2021"
    text = written(data)
    (new,) = programme_trial.run(desk, text, "ABU-DHABI-2021", Who(everyone=True))
    assert new.before is None
    assert new.after is not None
    (gone,) = programme_trial.run(desk, text, DUBAI, Who())
    assert gone.before is not None
    assert gone.after is None
    codes = [code for code, *_ in programme_trial.missions_of(desk, PROGRAMME, text)]
    assert codes == [DUBAI, "ABU-DHABI-2021"]


def test_a_mission_changed_by_hand_stays_so_where_the_draft_says_nothing(
    desk: Desk,
) -> None:
    applied(desk)
    missions.change(desk, DUBAI, {"sectors": ["sustainable-furniture-construction"]})
    data = next_version(desk)
    mission_in(data)["seats"] = 12
    (one,) = tried(desk, data)
    assert one.shift is Shift.SAME
    assert programme_drafts.in_force(desk, PROGRAMME).programme.valid_from == date(2021, 5, 24)
    with desk.store.reading() as reader:
        assert len(reader.all(Programme)) == 1
