"""The papers of the rules: every reason with its source, nothing personal where it is public."""

import re
from dataclasses import replace

from desktop.documents import EligibilitySource, RankedFacts, issue
from desktop.documents.content.eligibility_report import in_one_hand
from desktop.documents.content.selection_minutes import covered_code, initials
from desktop.domain.records import ApplicationState, Selection
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.reason import Severity
from desktop.domain.rules.selection import Placing
from desktop.texts import texts
from tests.documents import judged, samples


def _text(source: object, kind: str, language: str = "it") -> str:
    return issue(kind, language, source, samples.imprint()).text  # type: ignore[arg-type]  # a source


def test_a_report_tells_every_reason_with_its_source() -> None:
    source = judged.report()
    text, spoken = _text(source, "eligibility-report"), texts("it")

    for reason in source.judged[0].eligibility.reasons:
        assert spoken.reason(reason) in text
        assert in_one_hand(reason.source).split(" (")[0] in text
        if reason.severity is not Severity.SATISFIED:
            assert reason.code in text
    assert "Con il profilo in inglese" in text
    assert "Tutti insieme | Ammissibile" in text
    assert "I dati usati e i motivi sono conservati" in text


def test_a_report_on_all_begins_with_their_list_by_outcome() -> None:
    source = judged.report(whole=True)
    held = [one.eligibility.outcome for one in source.judged]
    issued = issue("eligibility-report", "it", source, samples.imprint())

    assert len(set(held)) > 1
    assert issued.text.count("\nRiscontri\n") == len(held)
    assert f"{held.count(EligibilityOutcome.ELIGIBLE)} Ammissibili" in issued.text
    assert issued.title.endswith(samples.mission().title)


def test_a_report_on_nobody_says_so() -> None:
    source = EligibilitySource(mission=samples.mission(), judged=(), whole=True)

    assert "Nessuna domanda registrata." in _text(source, "eligibility-report")


def test_a_firm_without_an_application_is_told_to_have_none() -> None:
    asked = judged.judged(replace(judged.case(0), application=None))
    source = EligibilitySource(mission=samples.mission(), judged=(asked,))

    assert "non presentata: valutazione come se" in _text(source, "eligibility-report")


def test_the_minutes_cover_what_names_a_person() -> None:
    text = _text(judged.minutes(), "selection-minutes")

    assert judged.PERSON not in text
    assert "***M**85T**A***S" in text
    admitted, _, others = text.partition("\nNon ammesse\n")
    assert "Bottega di Mario Rossi" in admitted
    assert "B. d. M. R." in others.partition("\nSorteggi\n")[0]
    assert "Rossi" not in others.partition("\nSorteggi\n")[0]


def test_minutes_tell_reasons_in_sentences_and_never_by_a_rule_s_code() -> None:
    unsaid = judged.line(5, ApplicationState.NOT_ELIGIBLE, "SETTORE_NON_AMMESSO, DURC_SCADUTO")
    typed = judged.line(6, ApplicationState.EXCLUDED, "Domanda doppia")
    held = judged.minutes()
    text = _text(replace(held, lines=(*held.lines, unsaid, typed)), "selection-minutes")

    assert not re.search("[A-Z]+_[A-Z]+", text)
    assert "Non ammissibile: Il settore dell’impresa non è ammesso." in text
    assert "Non ammissibile: i motivi sono agli atti" in text
    assert "Esclusa: Domanda doppia" in text


def test_a_report_names_the_codes_of_what_is_open_once_for_the_desk() -> None:
    text = _text(judged.report(), "eligibility-report")
    told, _, codes = text.partition("\nCodici dei riscontri: ")

    assert "PROFILO_EN_MANCANTE, " in codes.partition("\n")[0]
    assert not re.search("[A-Z]+_[A-Z]+", told)


def test_a_report_names_rules_and_sources_in_the_words_of_its_language() -> None:
    text = issue("eligibility-report", "en", judged.report(), samples.imprint()).text

    assert "Rules: Internationalisation Programme 2021, version 1 (" in text
    assert " | Reg. (EU) 651/2014, Annex I; Rec. 2003/361/EC, art.\u00a04\n" in text
    assert " | deadline of the mission\n" in text
    assert " | “DM 30 gennaio 2015, art.\u00a07”\n" in text  # a title stays as it is
    assert " | Lombardy Regional Government Resolution 4769 of 24 May 2021\n" in text
    assert not re.search("requisiti|allegato|termine della|iscrizione", text)


def test_the_short_names_of_acts_are_written_in_one_way() -> None:
    assert in_one_hand("D.M. 30 gennaio 2015, art. 7") == in_one_hand("DM 30 gennaio 2015, art. 7")
    assert in_one_hand("D.P.R. 445/2000, artt. 46-47") == "DPR 445/2000, artt.\u00a046-47"
    assert in_one_hand("Reg. (UE) n. 1407/2013") == "Reg. (UE) n.\u00a01407/2013"


def test_the_minutes_say_why_one_who_is_not_eligible_has_a_seat() -> None:
    kept = judged.line(0, ApplicationState.CONFIRMED, Placing.KEPT, outcome="to_complete")
    named = judged.line(1, ApplicationState.SELECTED, outcome="not_verifiable")
    person = judged.line(2, ApplicationState.SELECTED, Placing.KEPT, outcome="to_complete",
                         firm=judged.person(2))  # fmt: skip
    fine = judged.line(3, ApplicationState.SELECTED, outcome="eligible")

    def told(*lines: RankedFacts) -> str:
        return _text(judged.minutes(lines=lines, draws=()), "selection-minutes")

    text = told(kept, named, person, fine)
    assert "esito già registrato, da integrare\n" in text
    assert "in ordine di arrivo, non verificabile\n" in text
    assert text.count("da integrare\n") == 1  # nothing of a natural person
    assert "lo conserva, anche se la domanda risulta da integrare" in text
    assert "che lo sportello ha dichiarato ammissibili" in text
    assert "lo conserva" not in told(fine)
    assert "dichiarato ammissibili" not in told(fine)


def test_what_is_covered_still_tells_two_apart() -> None:
    assert covered_code(judged.PERSON) == "***M**85T**A***S"
    assert initials("Bottega di Mario Rossi") == "B. d. M. R."


def test_the_minutes_tell_seed_order_and_quorum_of_a_draw() -> None:
    text = _text(judged.minutes(), "selection-minutes")

    assert "Seme 20210924; ordine estratto: 1) Arredi Valsera S.p.A.; 2) Bottega" in text
    assert "6, non raggiunto" in text
    assert "R1 | Bottega di Mario Rossi" in text


def test_the_minutes_of_a_selection_by_score_show_the_points() -> None:
    held = judged.minutes()
    lines = tuple(replace(line, score=80 - n) for n, line in enumerate(held.lines))
    ranking = replace(held.ranking, selection=Selection.SCORE)
    draws = (replace(held.draws[0], score=79),)
    text = _text(replace(held, lines=lines, ranking=ranking, draws=draws), "selection-minutes")

    assert "Per punteggio fra le ammissibili" in text
    assert "Domande con 79 punti arrivate insieme" in text


def test_a_selection_of_nobody_says_so_in_every_part() -> None:
    text = _text(judged.minutes(lines=(), draws=(), quorum=None), "selection-minutes")

    for said in ("Nessuna impresa ammessa.", "Nessuna impresa in riserva.",
                 "Nessuna domanda è rimasta fuori."):  # fmt: skip
        assert said in text
    assert "Sorteggi" not in text


def test_a_firm_that_is_gone_leaves_its_line() -> None:
    gone = judged.line(0, ApplicationState.SELECTED, firm=None)
    text = _text(judged.minutes(lines=(gone,), draws=()), "selection-minutes")

    assert "\n1 | n.d. | " in text
