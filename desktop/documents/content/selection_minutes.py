"""The minutes of a selection, fit to be published: who goes, who waits, who not, and why.

What names a natural person is covered: its tax code everywhere, and its name where the reason for
which it was not admitted stands beside it (Reg. (EU) 2016/679, art. 5(1)(c)).
"""

import re
from collections.abc import Sequence

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
from desktop.documents.looks import Align, Ink, Tone
from desktop.documents.sources import DrawFacts, Imprint, MinutesSource, RankedFacts
from desktop.domain.records import ApplicationState, Firm, Selection
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.selection import Placing
from desktop.domain.rules.states import SEATED
from desktop.texts import texts

KIND = "selection-minutes"
_CODES = re.compile(r"[A-Z][A-Z_0-9]+(, [A-Z][A-Z_0-9]+)*")  # of rules, one or several
_PLACING = "placing"  # a group of the program's phrases
_PERSON = 16  # characters of a natural person's tax code
_SHOWN = frozenset({3, 6, 7, 8, 11, 15})  # of them, what is left: it tells two firms apart


def compose(source: MinutesSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the minutes of a selection say."""
    return _Minutes(source, imprint, hand).paper()


class _Minutes:
    """One selection's minutes in one language."""

    def __init__(self, source: MinutesSource, imprint: Imprint, hand: Hand) -> None:
        self._source = source
        self._imprint = imprint
        self._hand = hand
        self._texts = texts(hand.language)
        self._seated = [line for line in source.lines if line.state in SEATED]
        self._reserve = [x for x in source.lines if x.state is ApplicationState.RESERVE]
        self._others = [
            line for line in source.lines if line not in self._seated and line not in self._reserve
        ]

    def paper(self) -> b.Paper:
        hand, mission = self._hand, self._source.mission
        kind = hand.say("kind.selection-minutes")
        held = furniture(self._imprint, self._source.programme, kind, hand)
        named = translated(mission.title, mission.title_en, hand)
        days = hand.period(mission.starts, mission.ends)
        place = place_of(mission, hand) or named
        said = hand.say("dossier.mission_on", place=place, days=days)
        made_on = in_rome(self._source.ranking.made_at).date()
        sheet = b.Sheet(
            anchor="minutes", outline=kind, context=context(said, self._imprint, hand),
            label=hand.say("minutes.label"), label_note=hand.day(made_on),
            title=hand.say("minutes.title"), lead=named, sections=tuple(self._sections()),
            continued=hand.say("common.continued_from"),
        )  # fmt: skip
        return b.Paper(
            kind=KIND, language=hand.language, title=f"{kind} {self._imprint.number}, {named}",
            subject=held.programme, author=self._imprint.chamber, furniture=held, leaves=(sheet,),
        )  # fmt: skip

    def _sections(self) -> list[b.Section]:
        hand, source = self._hand, self._source
        sections = [
            self._sitting(),
            self._placed("admitted", self._seated),
            self._placed("reserve", self._reserve),
            self._not_admitted(),
        ]
        if source.draws:
            drawn = tuple(b.Paragraph(self._draw(draw)) for draw in source.draws)
            how = b.Paragraph(hand.say("minutes.draw_how"), Tone.NOTE)
            sections.append(b.Section(hand.say("minutes.draws"), (*drawn, how)))
        names = Names(source.programme, hand)
        provisional = provisional_section(source.mission, names, hand)
        sections += [provisional] if provisional is not None else []
        covered = b.Paragraph(hand.say("minutes.covered"), Tone.NOTE)
        sections.append(b.Section(hand.say("minutes.published"), (covered,)))
        signers = tuple(
            b.Signer(hand.say(f"minutes.{role}")) for role in ("chair", "member", "secretary")
        )
        sections.append(b.Section(hand.say("firm.signatures"), (b.Signatures(signers),)))
        return sections

    def _sitting(self) -> b.Section:
        hand, source = self._hand, self._source
        counted = hand.listed((
            hand.count("count.received", len(source.lines) + source.withdrawn),
            hand.count("minutes.admitted_count", len(self._seated)),
            hand.count("minutes.reserve_count", len(self._reserve)),
            hand.count("minutes.others_count", len(self._others)),
            *([hand.count("minutes.withdrawn_count", source.withdrawn)] if source.withdrawn
              else []),
        ))  # fmt: skip
        seats = hand.say("minutes.no_limit")
        if source.seats is not None:
            seats = hand.number(source.seats)
        rows = [
            b.Field(hand.say("minutes.criterion"), self._criterion()),
            b.Field(hand.say("minutes.seats"), seats),
            b.Field(hand.say("mission.applications"), counted),
        ]  # fmt: skip
        if source.quorum is not None:
            met = "minutes.quorum_met" if source.quorum_met else "minutes.quorum_missed"
            said = hand.say(met, n=hand.number(source.quorum))
            ink = Ink.TEXT if source.quorum_met else Ink.MISSING
            rows.append(b.Field(hand.say("minutes.quorum"), said, ink=ink))
        rules = rules_named(source.ranking.rules, source.programme, hand)
        rows.append(b.Field(hand.say("eligibility.rules"), rules))
        return b.Section(hand.say("minutes.sitting"), (b.Fields(tuple(rows)),))

    def _criterion(self) -> str:
        """Say how was chosen, and why there may be one whom the rules do not find eligible."""
        hand, placed = self._hand, [*self._seated, *self._reserve]
        said = [hand.choice("selection", self._source.ranking.selection)]
        if any(line.why == Placing.KEPT for line in placed):
            said.append(hand.say("minutes.kept"))
        if any(line.why != Placing.KEPT and self._open(line) for line in placed):
            said.append(hand.say("minutes.by_desk"))
        return "\n".join(said)

    @staticmethod
    def _open(line: RankedFacts) -> bool:
        return line.outcome not in ("", EligibilityOutcome.ELIGIBLE)

    # --- Who has a place --------------------------------------------------------------------

    def _placed(self, name: str, lines: Sequence[RankedFacts]) -> b.Section:
        hand = self._hand
        title = hand.say(f"minutes.{name}")
        if not lines:
            none = b.Paragraph(hand.say(f"minutes.no_{name}"), Tone.NOTE)
            return b.Section(title, (none,))
        scored = self._source.ranking.selection is Selection.SCORE
        columns = [
            b.Column(hand.say("minutes.place"), 10),
            b.Column(hand.say("delegation.firm"), 54),
            b.Column(hand.say("delegation.arrival"), 37),
            *([b.Column(hand.say("minutes.score"), 14, Align.RIGHT)] if scored else []),
            b.Column(hand.say("minutes.note"), 32),
        ]
        rows = tuple(self._place(line, scored=scored) for line in lines)
        counted = hand.count("count.firms", len(lines))
        return b.Section(title, (b.Table(tuple(columns), rows),), counted)

    def _place(self, line: RankedFacts, *, scored: bool) -> b.Row:
        hand = self._hand
        number = hand.known(None if line.place is None else str(line.place))
        if line.reserve is not None:
            number = hand.say("minutes.reserve_number", n=str(line.reserve))
        score = hand.known(None if line.score is None else str(line.score))
        return b.Row((
            b.Cell(number),
            b.Cell(self._name(line), note=self._below(line), strong=True),
            b.Cell(hand.arrival(line.arrived_at)),
            *((b.Cell(score),) if scored else ()),
            b.Cell(self._why(line), note=self._found(line)),
        ))  # fmt: skip

    def _found(self, line: RankedFacts) -> str:
        """Say what the rules found, where it is not what the place tells; of no person's firm."""
        if not self._open(line) or line.firm is None or is_person(line.firm):
            return ""
        return self._texts.choice("eligibility_outcome", line.outcome)

    def _why(self, line: RankedFacts) -> str:
        if line.why in set(Placing):
            return self._texts.say(_PLACING, line.why)
        return self._hand.quoted(line.why)

    def _name(self, line: RankedFacts) -> str:
        return self._hand.known(None if line.firm is None else line.firm.name)

    def _below(self, line: RankedFacts) -> str:
        """Give the province of the registered office, and a natural person's covered tax code."""
        if line.firm is None:
            return ""
        office = line.firm.registered_office
        parts = [office.province if office else None, self._code(line.firm)]
        return ", ".join(part for part in parts if part)

    def _code(self, firm: Firm) -> str:
        if not is_person(firm):
            return ""
        return self._hand.say("minutes.code", code=covered_code(firm.tax_code or ""))

    # --- Who has none -----------------------------------------------------------------------

    def _not_admitted(self) -> b.Section:
        hand = self._hand
        title = hand.say("minutes.others")
        if not self._others:
            none = b.Paragraph(hand.say("minutes.no_others"), Tone.NOTE)
            return b.Section(title, (none,))
        columns = (
            b.Column(hand.say("delegation.firm"), 42),
            b.Column(hand.say("minutes.reason"), 58),
        )
        rows = tuple(self._other(line) for line in self._others)
        return b.Section(title, (b.Table(columns, rows),),
                         hand.count("count.firms", len(rows)))  # fmt: skip

    def _other(self, line: RankedFacts) -> b.Row:
        firm = line.firm
        name, below = self._name(line), ""
        if firm is not None and is_person(firm):
            name, below = initials(firm.name), self._code(firm)
        return b.Row((b.Cell(name, note=below, strong=True), self._reasons(line)))

    def _reasons(self, line: RankedFacts) -> b.Cell:
        """Give the state and why, in sentences: a rule's code says nothing to who reads minutes."""
        hand = self._hand
        state = hand.choice("state", line.state)
        why = hand.quoted(" ".join(line.said))
        if not why and line.why:
            coded = _CODES.fullmatch(line.why) and line.why not in set(Placing)
            why = hand.say("minutes.on_file") if coded else self._why(line)
        return b.Cell(": ".join(part for part in (state, why) if part))

    # --- Ties -------------------------------------------------------------------------------

    def _draw(self, draw: DrawFacts) -> str:
        hand = self._hand
        names = {line.application: self._name(line) for line in self._source.lines}
        drawn = hand.listed(
            hand.say("minutes.drawn", n=hand.number(n), name=names.get(one, hand.known(None)))
            for n, one in enumerate(draw.order, start=1)
        )
        moment = hand.exact_moment(draw.arrived_at)
        seed = hand.known(None if self._source.ranking.seed is None
                          else str(self._source.ranking.seed))  # fmt: skip
        if draw.score is None:
            return hand.say("minutes.draw", moment=moment, seed=seed, drawn=drawn)
        return hand.say("minutes.draw_scored", moment=moment, score=hand.number(draw.score),
                        seed=seed, drawn=drawn)  # fmt: skip


def is_person(firm: Firm) -> bool:
    """Tell whether a firm is a natural person: its tax code is a person's."""
    return len(firm.tax_code or "") == _PERSON


def covered_code(code: str) -> str:
    """Cover a person's tax code so that it still tells two apart: ***M**85T**A***S."""
    return "".join(sign if place in _SHOWN else "*" for place, sign in enumerate(code))


def initials(name: str) -> str:
    """Give the initials of a name, which may be a person's: M. R."""
    return " ".join(f"{word[0]}." for word in re.findall(r"\w+", name))
