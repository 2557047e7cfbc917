"""The export readiness questionnaire: twenty statements in five areas, blank or answered."""

from desktop.documents import blocks as b
from desktop.documents.content.form_parts import contact, firm_fields, open_field, signed_by, when
from desktop.documents.content.frame import context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.sittings import person_name
from desktop.documents.sources import Imprint, OrientationSource
from desktop.domain.records import Person, Readiness

KIND = "questionnaire"
VERSION = "2021-1"  # of the statements in the phrases; answers carry the version they were given to
AREAS = 5
ITEMS_AN_AREA = 4
HIGHEST = 3
_REMARKS = 5  # lines
_ITEMS = AREAS * ITEMS_AN_AREA


def compose(source: OrientationSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that the questionnaire says."""
    kind = hand.say("kind.questionnaire")
    firm = source.firm.firm.name if source.firm else ""
    version = source.readiness.version if source.readiness else VERSION
    said = hand.say("questionnaire.version", version=version)
    sections = (
        _frame(source, hand),
        *(_area(number, source.readiness, hand) for number in range(1, AREAS + 1)),
        *_remarks(source.readiness, hand),
        signed_by(source.firm, imprint, hand, blank=source.readiness is None),
    )
    sheet = b.Sheet(
        anchor="questionnaire",
        outline=firm or kind,
        context=context(said, imprint, hand),
        label=kind,
        label_note=_answered(source.readiness, hand),
        title=firm or hand.say("questionnaire.title"),
        lead=hand.say("questionnaire.lead"),
        sections=sections,
        continued=hand.say("common.continued_from"),
    )
    held = furniture(imprint, source.programme, kind, hand)
    return b.Paper(
        kind=KIND,
        language=hand.language,
        title=f"{kind} {imprint.number}, {firm or hand.say('form.blank')}",
        subject=held.programme,
        author=imprint.chamber,
        furniture=held,
        leaves=(sheet,),
    )


def _remarks(readiness: Readiness | None, hand: Hand) -> tuple[b.Section, ...]:
    """Give lines to write remarks on, on a form alone."""
    if readiness is not None:
        return ()
    return (b.Section(hand.say("form.notes"), (b.Ruled(_REMARKS),)),)


def _answered(readiness: Readiness | None, hand: Hand) -> str:
    if readiness is None:
        return hand.say("form.blank_note")
    answered = len(answers(readiness))
    return hand.say("questionnaire.answered", n=hand.number(answered), of=hand.number(_ITEMS))


def answers(readiness: Readiness | None) -> dict[int, int]:
    """Give the answers by number of the statement, without those that are off the scale."""
    held = dict(readiness.answers) if readiness else {}
    return {
        int(item): value
        for item, value in held.items()
        if str(item).isdecimal() and 1 <= int(item) <= _ITEMS and 0 <= value <= HIGHEST
    }


def _frame(source: OrientationSource, hand: Hand) -> b.Section:
    person = _who_answered(source)
    rows = [
        *firm_fields(source.firm, hand),
        open_field(hand.say("questionnaire.filled_by"), person_name(person, "")),
        open_field(hand.say("form.day"), when(source.sheet, hand) if source.sheet else ""),
    ]
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


def _area(number: int, readiness: Readiness | None, hand: Hand) -> b.Section:
    held, items = answers(readiness), _items(number)
    heads = tuple(str(point) for point in range(HIGHEST + 1))
    rows = tuple(
        b.ScaleRow(str(item), hand.say(f"readiness_item.{item}"), held.get(item)) for item in items
    )
    note = _points(number, held, hand) if readiness is not None else ""
    return b.Section(hand.say(f"readiness_area.{number}"), (b.Scale(heads, rows),), note)


def _points(number: int, held: dict[int, int], hand: Hand) -> str:
    """Write the points of an area, of as many as it can have."""
    points = sum(held.get(item, 0) for item in _items(number))
    return hand.count("questionnaire.points", points, of=hand.number(ITEMS_AN_AREA * HIGHEST))


def areas(readiness: Readiness, hand: Hand) -> tuple[tuple[str, str], ...]:
    """Give the name of each area and its points, in words."""
    held = answers(readiness)
    return tuple(
        (hand.say(f"readiness_area.{number}"), _points(number, held, hand))
        for number in range(1, AREAS + 1)
    )


def _items(number: int) -> range:
    first = (number - 1) * ITEMS_AN_AREA + 1
    return range(first, first + ITEMS_AN_AREA)
