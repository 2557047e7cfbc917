"""The export readiness questionnaire in the version that was answered, blank or filled in."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import contact, firm_fields, open_field, signed_by, when
from desktop.documents.content.frame import context, furniture, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import person_name
from desktop.documents.looks import Tone
from desktop.documents.sources import Imprint, OrientationSource
from desktop.domain.problems import DeskError
from desktop.domain.records import Person, Readiness
from desktop.domain.rules.readiness import Area, Questionnaire

KIND = "questionnaire"
_REMARKS = 5  # lines


def compose(source: OrientationSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the questionnaire says.

    Raises `DeskError("questionnaire-unknown")` for answers to a version that is not known: its
    statements cannot be printed.
    """
    asked = source.questionnaire
    if asked is None:
        version = source.readiness.version if source.readiness else ""
        raise DeskError("questionnaire-unknown", version=version)
    kind = hand.say("kind.questionnaire")
    firm = source.firm.firm.name if source.firm else ""
    held = answers(source.readiness, asked) if source.readiness else None
    said = hand.say("questionnaire.version", version=asked.version)
    sheet = b.Sheet(
        anchor="questionnaire",
        outline=firm or kind,
        context=context(said, imprint, hand),
        label=kind,
        label_note=_answered(source.readiness, asked, hand),
        title=firm or hand.say("questionnaire.title"),
        lead=hand.say("questionnaire.lead"),
        sections=(
            _frame(source, hand),
            *outcome(source, hand),
            *(_area(area, held, asked, hand) for area in asked.areas),
            *_remarks(source.readiness, hand),
            signed_by(source.firm, imprint, hand, blank=source.readiness is None),
        ),
        continued=hand.say("common.continued_from"),
    )
    around = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm or hand.say('form.blank')}",
        subject=around.programme,
        author=imprint.chamber,
        furniture=around,
        leaves=(sheet,),
    )


def answers(readiness: Readiness, asked: Questionnaire) -> dict[int, int]:
    """Give the answers by number of the statement, without those that are off the scale."""
    known = {item.number for item in asked.items}
    return {
        int(item): points
        for item, points in readiness.answers
        if item.isdecimal() and int(item) in known and 0 <= points <= asked.most
    }


def outcome(source: OrientationSource, hand: Hand) -> tuple[b.Section, ...]:
    """Tell the score and its band, or why there is none; nothing where nothing was scored."""
    scored = source.scored
    if scored is None:
        return ()
    held = scored.outcome
    answered, asked = hand.number(held.answered), hand.number(held.asked)
    name = hand.say("questionnaire.outcome")
    if held.score is None:
        said = hand.say("questionnaire.no_score", n=answered, of=asked,
                        least=hand.number(scored.least_answers))  # fmt: skip
        return (b.Section(name, (b.Paragraph(said, Tone.NOTE),)),)
    band = translated(held.band.title.it, held.band.title.en, hand) if held.band else ""
    scale = hand.say("questionnaire.of_hundred")
    note = hand.together(scale, hand.say("questionnaire.answered", n=answered, of=asked))
    figure = b.Figure(hand.number(held.score), band or scale, note)
    blocks: list[b.Block] = [b.Figures((figure,))]
    if scored.provisional:
        blocks.append(b.Paragraph(hand.say("questionnaire.provisional"), Tone.PROVISIONAL))
    return (b.Section(name, tuple(blocks)),)


def by_area(readiness: Readiness, asked: Questionnaire, hand: Hand) -> tuple[b.Field, ...]:
    """Give the points of each area."""
    held = answers(readiness, asked)
    return tuple(
        b.Field(_title(area, hand), _points(area, held, asked, hand)) for area in asked.areas
    )


def _title(area: Area, hand: Hand) -> str:
    return translated(area.title.it, area.title.en, hand)


def _answered(readiness: Readiness | None, asked: Questionnaire, hand: Hand) -> str:
    if readiness is None:
        return hand.say("form.blank_note")
    answered = len(answers(readiness, asked))
    of = hand.number(len(asked.items))
    return hand.say("questionnaire.answered", n=hand.number(answered), of=of)


def _remarks(readiness: Readiness | None, hand: Hand) -> tuple[b.Section, ...]:
    """Give lines to write remarks on, on a form alone."""
    if readiness is not None:
        return ()
    return (b.Section(hand.say("form.notes"), (b.Ruled(_REMARKS),)),)


def _frame(source: OrientationSource, hand: Hand) -> b.Section:
    who = person_name(_who_answered(source), "")
    day = when(source.sheet, hand) if source.sheet else ""
    rows = [*firm_fields(source.firm, hand)]
    if who or day:
        rows.append(open_field(hand.say("questionnaire.filled_by"), who))
        rows.append(open_field(hand.say("form.day"), day))
    else:  # a line for both: all the questions have room on one page
        rows.append(open_field(hand.say("questionnaire.filled_by_on"), ""))
    if source.sheet is not None:
        number = source.sheet.session.session.number
        rows.append(b.Field(hand.say("form.session"), number, code=True))
    return b.Section(hand.say("form.frame"), (b.Fields(tuple(rows)),))


def _who_answered(source: OrientationSource) -> Person | None:
    """Give the person of the firm who was at the session, else who acts for it."""
    if source.readiness is None:
        return None
    people = source.sheet.people if source.sheet else ()
    mine = (one for one in people if one.firm == source.readiness.firm)
    return next(mine, contact(source.firm))


def _area(area: Area, held: dict[int, int] | None, asked: Questionnaire, hand: Hand) -> b.Section:
    """Give the statements of an area, and its points; a blank form has no answers and no points."""
    ticked = held or {}
    heads = tuple(str(point) for point in range(asked.most + 1))
    rows = tuple(
        b.ScaleRow(str(item.number), translated(item.title.it, item.title.en, hand),
                   ticked.get(item.number))
        for item in area.items
    )  # fmt: skip
    note = _points(area, held, asked, hand) if held is not None else ""
    return b.Section(_title(area, hand), (b.Scale(heads, rows),), note)


def _points(area: Area, held: dict[int, int], asked: Questionnaire, hand: Hand) -> str:
    """Write the points of an area, of as many as it can have."""
    points = sum(held.get(item.number, 0) for item in area.items)
    of = hand.number(asked.most * len(area.items))
    return hand.count("questionnaire.points", points, of=of)
