"""The JSON schema of a kind of record, as `add` reads it."""

from typing import cast

from desktop.cli.call import Call
from desktop.cli.terminal import Answer, document
from desktop.domain.drafts import schema
from desktop.domain.problems import DeskError
from desktop.domain.record import Kind
from desktop.domain.records import (
    BY_NAME,
    Application,
    Attendance,
    OrientationSession,
    Person,
    PrivateNote,
)

Schema = dict[str, object]
_NAMED: Schema = {"type": "string", "description": "an id or a code"}
_PLACE: Schema = {"type": ["integer", "string"], "description": "a slot's place, from 0, or its id"}


def show(call: Call) -> Answer:
    """Give the schema of what `add` reads for a kind, from its declaration."""
    name = call.given("kind")
    if name not in BY_NAME:
        raise DeskError("kind-unknown", kind=name, known=", ".join(BY_NAME))
    found = _as_added(BY_NAME[name])
    return Answer(found, tuple(document(found).splitlines()))


def _as_added(kind: Kind) -> Schema:
    """Give a kind's schema; where `add` names a record by its code, so does the schema."""
    found = schema(kind)
    held = _properties(found)
    if kind is Application.KIND:
        held |= {"mission": _NAMED, "firm": _NAMED}
    if kind is OrientationSession.KIND:
        found["required"] = [n for n in cast("list[str]", found["required"]) if n != "number"]
        del held["number"]  # the desk draws it
        held["private_notes"] = _properties(schema(PrivateNote.KIND))["text"]
        items = cast("Schema", held["readiness"])["items"]
        _properties(cast("Schema", items)).update(firm=_NAMED)
        cast("Schema", items)["required"] = ["version"]
        held["readiness"] = items
        attendance = cast("Schema", cast("Schema", held["attendances"])["items"])
        _name_by_code(attendance)
    if kind is Attendance.KIND:
        _name_by_code(found)
    return found


def _name_by_code(attendance: Schema) -> None:
    person = schema(Person.KIND)
    del person["$schema"]
    _properties(attendance).update(firm=_NAMED, person=person, slot=_PLACE)


def _properties(of: Schema) -> Schema:
    return cast("Schema", of["properties"])
