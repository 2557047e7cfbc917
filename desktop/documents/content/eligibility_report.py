"""The eligibility report: the outcome of a firm before a mission, with every reason for it."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.documents import blocks as b
from desktop.documents.content.frame import (
    Names,
    context,
    furniture,
    place_of,
    rules_named,
    translated,
)
from desktop.documents.content.hand import Hand
from desktop.documents.content.mission_sheet import provisional_section
from desktop.documents.looks import Ink, Sign, Tone
from desktop.documents.sources import EligibilitySource, Imprint, JudgedFacts
from desktop.domain.records import Firm
from desktop.domain.rules.eligibility import EligibilityOutcome as Outcome
from desktop.domain.rules.mending import Mend
from desktop.domain.rules.reason import Reason, Severity
from desktop.texts import texts

KIND = "eligibility-report"
_ACTS = (("D.P.C.M.", "DPCM"), ("D.P.R.", "DPR"), ("D.M.", "DM"), ("D.L.", "DL"),
         ("D.lgs.", "d.lgs."))  # fmt: skip
_NUMBERED = (" n.", " No", "art.", "artt.", "arts")
_WHERE = " ("  # before the journal in which an act was published
_SIGNS = {
    Severity.BLOCKS: Sign.BLOCKS, Severity.REMEDIABLE: Sign.TO_SUPPLY,
    Severity.NOT_VERIFIABLE: Sign.UNVERIFIABLE, Severity.WARNING: Sign.WARNING,
    Severity.SATISFIED: Sign.MET,
}  # fmt: skip
_OUTCOME_SIGNS = {
    Outcome.ELIGIBLE: Sign.MET, Outcome.TO_COMPLETE: Sign.TO_SUPPLY,
    Outcome.NOT_VERIFIABLE: Sign.UNVERIFIABLE, Outcome.NOT_ELIGIBLE: Sign.BLOCKS,
}  # fmt: skip


def compose(source: EligibilitySource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that an eligibility report says."""
    return _Report(source, imprint, hand).paper()


class _Report:
    """One report in one language."""

    def __init__(self, source: EligibilitySource, imprint: Imprint, hand: Hand) -> None:
        self._source = source
        self._imprint = imprint
        self._hand = hand
        self._texts = texts(hand.language)
        mission = source.mission
        self._mission = translated(mission.title, mission.title_en, hand)

    def paper(self) -> b.Paper:
        source, hand = self._source, self._hand
        kind = hand.say("kind.eligibility-report")
        held = furniture(self._imprint, source.programme, kind, hand)
        about = self._mission if source.whole else self._firms()
        leaves = [self._list()] if source.whole else []
        leaves += [self._sheet(n, one) for n, one in enumerate(source.judged)]
        return b.Paper(
            kind=KIND, language=hand.language, title=f"{kind} {self._imprint.number}, {about}",
            subject=held.programme, author=self._imprint.chamber, furniture=held,
            leaves=tuple(leaves),
        )  # fmt: skip

    def _firms(self) -> str:
        return ", ".join(one.case.applicant.firm.name for one in self._source.judged)

    def _context(self) -> str:
        mission, hand = self._source.mission, self._hand
        days = hand.period(mission.starts, mission.ends)
        place = place_of(mission, hand) or self._mission
        return context(hand.say("dossier.mission_on", place=place, days=days), self._imprint, hand)

    # --- All applications -------------------------------------------------------------------

    def _list(self) -> b.Sheet:
        hand, judged = self._hand, self._source.judged
        counts = [
            b.Figure(hand.number(len(held)), hand.say(f"eligibility.of_{outcome}"))
            for outcome, held in self._groups()
        ]
        blocks: list[b.Block] = [b.Figures(tuple(counts))]
        listed: list[b.Section] = []
        if judged:
            listed.append(b.Section(hand.say("mission.applications"), (self._table(),)))
        else:
            none = "eligibility.all_withdrawn" if self._source.withdrawn else "delegation.none"
            blocks.append(b.Paragraph(hand.say(none), Tone.NOTE))
        outcomes = hand.say("eligibility.outcomes")
        counted = hand.count("eligibility.judged", len(judged))
        if self._source.withdrawn:
            gone = hand.count("eligibility.withdrawn", self._source.withdrawn)
            counted = f"{counted}\n{gone}"
        days = {one.case.on for one in judged}
        return b.Sheet(
            anchor="list", outline=outcomes, context=self._context(),
            label=hand.say("eligibility.whole"),
            label_note=hand.say("eligibility.whole_on", day=hand.date(max(days, default=None))),
            title=self._mission,
            sections=(b.Section(outcomes, tuple(blocks), counted), *self._shared(), *listed,
                      *self._provisional()),
            continued=hand.say("common.continued_from"),
        )  # fmt: skip

    def _groups(self) -> Iterator[tuple[Outcome, list[JudgedFacts]]]:
        for outcome in _OUTCOME_SIGNS:
            held = [one for one in self._source.judged if one.eligibility.outcome is outcome]
            yield outcome, held

    def _table(self) -> b.Table:
        """List all by their outcome, and inside one as they arrived."""
        hand = self._hand
        columns = (
            b.Column(hand.say("delegation.firm"), 38),
            b.Column(hand.say("delegation.arrival"), 25),
            b.Column(hand.say("eligibility.first"), 61),
        )
        rows = [self._listed(one) for _, held in self._groups() for one in held]
        return b.Table(columns, tuple(rows), wide=True)

    def _listed(self, one: JudgedFacts) -> b.Row:
        hand, application = self._hand, one.case.application
        outcome = one.eligibility.outcome
        state = "" if application is None else hand.choice("state", application.state)
        arrived = hand.say("common.not_applicable")
        if application is not None:
            arrived = hand.arrival(application.arrived_at)
        kept_out = sorted(one.eligibility.open, key=_weight)
        first = self._texts.reason(kept_out[0]) if kept_out else hand.say("eligibility.none")
        more = len(kept_out) - 1
        return b.Row((
            b.Cell(one.case.applicant.firm.name, note=self._outcome(outcome),
                   sign=_OUTCOME_SIGNS[outcome], strong=True),
            b.Cell(arrived, note=state),
            b.Cell(first, note=hand.count("eligibility.more", more) if more > 0 else ""),
        ))  # fmt: skip

    # --- One firm ---------------------------------------------------------------------------

    def _sheet(self, number: int, one: JudgedFacts) -> b.Sheet:
        hand, firm = self._hand, one.case.applicant.firm
        lead = ", ".join(part for part in (firm.name, _town(firm)) if part)
        return b.Sheet(
            anchor=f"firm {number}", outline=firm.name, context=self._context(),
            level=int(self._source.whole), label=hand.say("eligibility.outcome"),
            label_note=hand.say("eligibility.judged_on", day=hand.date(one.case.on)),
            title=self._outcome(one.eligibility.outcome),
            lead=f"{lead}. {self._summary(one)}", sections=tuple(self._sections(one)),
            continued=hand.say("common.continued_from"),
        )  # fmt: skip

    def _outcome(self, outcome: Outcome) -> str:
        return self._hand.capital(self._texts.choice("eligibility_outcome", outcome.value))

    def _summary(self, one: JudgedFacts) -> str:
        hand = self._hand
        if not one.eligibility.open:
            return hand.say("eligibility.all_met")
        return hand.count("eligibility.kept_out", len(one.eligibility.open))

    def _sections(self, one: JudgedFacts) -> Iterator[b.Section]:
        reasons = one.eligibility.reasons
        yield self._counts(reasons)
        for severity in _SIGNS:
            if severity is Severity.SATISFIED:  # the longest, and it asks for nothing: it runs on
                yield from self._mends(one)
                yield self._application(one) if self._source.whole else self._basis(one)
            held = [reason for reason in reasons if reason.severity is severity]
            if held:
                name = self._hand.say(f"eligibility.reasons_{severity.name.lower()}")
                yield b.Section(name, (self._reasons(held, one),))
        if not self._source.whole:
            yield from self._provisional()

    def _counts(self, reasons: Sequence[Reason]) -> b.Section:
        hand = self._hand

        def figure(severity: Severity, note: str = "") -> b.Figure:
            many = sum(reason.severity is severity for reason in reasons)
            name = hand.say(f"eligibility.count_{severity.name.lower()}")
            return b.Figure(hand.number(many), name, note)

        warnings = sum(reason.severity is Severity.WARNING for reason in reasons)
        note = hand.count("eligibility.warnings", warnings) if warnings else ""
        figures = (
            figure(Severity.BLOCKS), figure(Severity.REMEDIABLE),
            figure(Severity.NOT_VERIFIABLE), figure(Severity.SATISFIED, note),
        )  # fmt: skip
        return b.Section(hand.say("eligibility.findings"), (b.Figures(figures),),
                         hand.count("eligibility.compared", len(reasons)))  # fmt: skip

    def _reasons(self, reasons: Iterable[Reason], one: JudgedFacts) -> b.Table:
        hand = self._hand
        columns = (
            b.Column(hand.say("eligibility.finding"), 60),
            b.Column(hand.say("eligibility.source"), 40),
        )
        act = one.case.terms.act
        rows = tuple(
            b.Row((
                b.Cell(self._texts.reason(reason), sign=_SIGNS[reason.severity]),
                b.Cell(self._cited(_short(reason.source, act)), ink=Ink.SECONDARY),
            ))
            for reason in reasons
        )  # fmt: skip
        return b.Table(columns, rows, wide=True)

    def _mends(self, one: JudgedFacts) -> Iterator[b.Section]:
        """Tell what each change alone would do; a reason that nothing mends is told too."""
        hand = self._hand
        if not one.mends:
            return
        columns = (
            b.Column(hand.say("eligibility.change"), 66),
            b.Column(hand.say("eligibility.would_be"), 34),
        )
        ordered = sorted(one.mends, key=lambda mend: _weight(mend.reason))
        now = one.eligibility.outcome
        rows = tuple(self._mend(mend, now) for mend in ordered)
        if one.together is not None and len(rows) > 1:
            all_ = b.Cell(hand.say("eligibility.together"))
            rows += (b.Row((all_, self._would_be(one.together, now)), total=True),)
        yield b.Section(hand.say("eligibility.mends"), (b.Table(columns, rows, wide=True),))

    def _mend(self, mend: Mend, now: Outcome) -> b.Row:
        if mend.outcome is None:
            would_be = b.Cell(self._hand.say("common.not_applicable"), ink=Ink.SECONDARY)
        else:
            would_be = self._would_be(mend.outcome, now)
        return b.Row((b.Cell(self._texts.mend(mend)), would_be))

    def _would_be(self, outcome: Outcome, now: Outcome) -> b.Cell:
        """Say what the outcome would be; a sign only where it is another."""
        if outcome is not now:
            return b.Cell(self._outcome(outcome), sign=_OUTCOME_SIGNS[outcome])
        still = self._texts.choice("eligibility_outcome", now.value)
        return b.Cell(self._hand.say("eligibility.still", outcome=still), ink=Ink.SECONDARY)

    def _cited(self, source: str) -> str:
        """Cite a source in the paper's words; one that has none is an Italian title, set apart."""
        hand, programme = self._hand, self._source.programme
        held = programme.programme if programme else None
        if held is not None and held.legal_basis and source in _names(held.legal_basis):
            return _like(translated(held.legal_basis, held.legal_basis_en, hand), source)
        said = self._texts.source(source)
        return in_one_hand(hand.quoted(source) if said == source else said)

    def _shared(self) -> Iterator[b.Section]:
        """Give once what holds for every application: act, grant, rules."""
        judged = self._source.judged
        if judged:
            rows = b.Fields(self._terms(judged))
            yield b.Section(self._hand.say("eligibility.basis"), (rows, self._kept()))

    def _about(self) -> b.Field:
        return b.Field(self._hand.say("eligibility.mission"), self._mission)

    def _terms(self, judged: Sequence[JudgedFacts]) -> tuple[b.Field, ...]:
        hand = self._hand
        named = [rules_named(one.eligibility.rules, self._source.programme, hand)
                 for one in judged]  # fmt: skip
        said = (
            (
                "mission.legal_basis",
                [hand.known(self._cited(one.case.terms.act)) for one in judged],
            ),
            ("mission.grant_on", [hand.day(one.case.granted_on) for one in judged]),
            ("eligibility.rules", named),
        )
        return tuple(
            b.Field(hand.say(key), hand.listed(dict.fromkeys(values))) for key, values in said
        )

    def _asked(self, one: JudgedFacts) -> tuple[b.Field, ...]:
        hand, application = self._hand, one.case.application
        if application is None:
            said = hand.say("eligibility.not_asked")
            return (b.Field(hand.say("application.title"), said),)
        arrived = hand.exact_moment(application.arrived_at)
        protocol = hand.known(application.protocol)
        entered = hand.say("application.entered", moment=arrived, protocol=protocol)
        return (
            b.Field(hand.say("application.title"), entered),
            b.Field(hand.say("application.state"), hand.choice("state", application.state)),
        )

    def _codes(self, one: JudgedFacts) -> tuple[b.Field, ...]:
        """Give the codes by which the desk finds the reasons again.

        Those of what is in order would fill a page.
        """
        told = [r for r in one.eligibility.reasons if r.severity is not Severity.SATISFIED]
        codes = dict.fromkeys(r.code for r in sorted(told, key=_weight))
        name = self._hand.say("eligibility.codes")
        return (b.Field(name, ", ".join(codes), code=True),) if codes else ()

    def _kept(self) -> b.Paragraph:
        return b.Paragraph(self._hand.say("eligibility.kept"), Tone.NOTE)

    def _application(self, one: JudgedFacts) -> b.Section:
        rows = (*self._asked(one), *self._codes(one))
        return b.Section(self._hand.say("eligibility.basis"), (b.Fields(rows),))

    def _basis(self, one: JudgedFacts) -> b.Section:
        rows = (self._about(), *self._asked(one), *self._terms((one,)), *self._codes(one))
        return b.Section(self._hand.say("eligibility.basis"), (b.Fields(rows), self._kept()))

    def _provisional(self) -> list[b.Section]:
        names = Names(self._source.programme, self._hand)
        section = provisional_section(self._source.mission, names, self._hand)
        return [] if section is None else [section]


def _town(firm: Firm) -> str:
    held = firm.registered_office
    if held is None or not held.town:
        return ""
    return f"{held.town} ({held.province})" if held.province else held.town


def _weight(reason: Reason) -> int:
    """Give the place of a reason among others: what blocks stands first."""
    return list(_SIGNS).index(reason.severity)


def _short(source: str, act: str) -> str:
    """Cite the programme's own act by its name alone; it is given whole once."""
    return act.partition(_WHERE)[0] if source == act else source


def in_one_hand(citation: str) -> str:
    """Write the short names of acts in one way, and no number at the head of a line."""
    for dotted, plain in _ACTS:
        citation = citation.replace(dotted, plain)
    for mark in _NUMBERED:
        citation = citation.replace(f"{mark} ", f"{mark}\u00a0")
    return citation


def _names(act: str) -> tuple[str, str]:
    """Give the two forms in which an act is cited: whole, and without where it was published."""
    return act, act.partition(_WHERE)[0]


def _like(act: str, source: str) -> str:
    """Give an act in the form in which another was cited."""
    return act if _WHERE in source else act.partition(_WHERE)[0]
