"""Missions and the applications to join them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from db import overview
from db.reading import Reader
from desktop.domain.codecs import EXACT, Reading
from desktop.domain.drafts import Draft, Known, Tree, parse_tree, to_json, tree_json
from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.domain.records import Application, ApplicationState, Delegate, Firm, Mission
from desktop.domain.rules.states import going, moved
from desktop.services import firms
from desktop.services.desk import Changed, Desk, changed


@dataclass(frozen=True, slots=True)
class Entered:
    """An application with its firm and its delegates."""

    application: Application
    firm: Firm
    delegates: tuple[Delegate, ...]


def add(
    desk: Desk, drafts: Sequence[Draft], *, reading: Reading = EXACT, source: str = "typed"
) -> tuple[tuple[UUID, ...], Changed]:
    """Enter missions, all or none; a mission's code is its own within its programme."""
    stamp = desk.stamp(source)
    problems: list[Problem] = []
    with desk.store.writing(stamp) as (reader, writing):
        taken = {_code(mission) for mission in reader.all(Mission)}
        ids: list[UUID] = []
        for place, draft in enumerate(drafts):
            filled = {"programme": desk.store.identity.programme} | dict(draft)
            tree, found = parse_tree(Mission.KIND, filled, desk.new_id, reading=reading)
            mission = cast("Mission", tree.record) if tree else None
            faults = [*found, *(_mission_faults(mission, taken) if mission else ())]
            problems += [p.under(f"[{place}]") if len(drafts) > 1 else p for p in faults]
            if mission is not None:
                taken.add(_code(mission))
                writing.add(mission)
                ids.append(mission.id)
        if problems:
            raise ProblemsError(tuple(problems))
        touched = writing.touched
    return tuple(ids), changed(stamp, touched)


def _code(mission: Mission) -> tuple[str, str]:
    """Give a mission's code within its programme; capitals tell none apart, as in `resolve`."""
    return mission.programme, mission.code.casefold()


def _mission_faults(mission: Mission, taken: set[tuple[str, str]]) -> Iterable[Problem]:
    if _code(mission) in taken:
        yield Problem("code-taken", "code", {"value": mission.code})
    if mission.starts and mission.ends and mission.ends < mission.starts:
        yield Problem("ends-before", "to")


def change(
    desk: Desk, named: str, draft: Draft, *, reading: Reading = EXACT, source: str = "typed"
) -> Changed:
    """Change a mission: only what the draft names is read."""
    stamp = desk.stamp(source)
    with desk.store.writing(stamp) as (reader, writing):
        base = resolve(reader, named)
        tree, problems = parse_tree(Mission.KIND, draft, desk.new_id, base=base, reading=reading)
        mission = cast("Mission", tree.record) if tree else None
        others = {_code(held) for held in reader.all(Mission) if held.id != base.id}
        faults = [*problems, *(_mission_faults(mission, others) if mission else ())]
        if faults or mission is None:
            raise ProblemsError(tuple(faults))
        writing.put(base, mission)
        touched = writing.touched
    return changed(stamp, touched)


def resolve(reader: Reader, named: str) -> Mission:
    """Give the mission that an id or a code names; `not-found` or `ambiguous` otherwise."""
    try:
        found: tuple[Mission, ...] = tuple(m for m in [reader.get(Mission, UUID(named))] if m)
    except ValueError:
        wanted = named.strip().casefold()
        found = tuple(m for m in reader.all(Mission) if m.code.casefold() == wanted)
    if not found:
        raise DeskError("not-found", kind="mission", named=named)
    if len(found) > 1:
        raise DeskError("ambiguous", details=[str(m.id) for m in found], named=named)
    return found[0]


def listed(desk: Desk) -> list[Mission]:
    """Give every mission, the next to leave first, those without a date last."""
    with desk.store.reading() as reader:
        missions = reader.all(Mission)
    return sorted(
        missions, key=lambda m: (m.starts is None, m.starts and m.starts.isoformat(), m.code)
    )


def applied(desk: Desk) -> dict[UUID, dict[ApplicationState, int]]:
    """Count the applications to each mission by their state; one without any is left out."""
    found: dict[UUID, dict[ApplicationState, int]] = {}
    with desk.store.reading() as reader:
        for (mission, state), many in overview.applications(reader).items():
            found.setdefault(UUID(bytes=mission), {})[ApplicationState(state)] = many
    return found


def show(desk: Desk, named: str) -> dict[str, object]:
    """Give a mission as JSON."""
    with desk.store.reading() as reader:
        return to_json(resolve(reader, named))


def apply(
    desk: Desk, drafts: Sequence[Draft], *, reading: Reading = EXACT, source: str = "typed"
) -> tuple[tuple[UUID, ...], Changed]:
    """Enter applications to missions, all or none."""
    stamp = desk.stamp(source)
    problems: list[Problem] = []
    with desk.store.writing(stamp) as (reader, writing):
        ids: list[UUID] = []
        for place, draft in enumerate(drafts):
            given, wrong = _given(reader, draft)
            plain = {k: v for k, v in draft.items() if k not in ("mission", "firm")}
            tree, found = parse_tree(
                Application.KIND, plain, desk.new_id, reading=reading, given=given
            )
            found = (*wrong, *(p for p in found if p.field not in ("mission", "firm")))
            problems += [p.under(f"[{place}]") if len(drafts) > 1 else p for p in found]
            if tree is not None and not wrong:
                writing.add(*tree.walk())
                ids.append(tree.record.id)
        if problems:
            raise ProblemsError(tuple(problems))
        touched = writing.touched
    return tuple(ids), changed(stamp, touched)


def _given(reader: Reader, draft: Draft) -> tuple[dict[str, object], list[Problem]]:
    """Find the mission and the firm that a draft names by code or id."""
    given: dict[str, object] = {}
    problems: list[Problem] = []
    for name, find in (("mission", resolve), ("firm", firms.resolve)):
        named = draft.get(name)
        if not named:
            problems.append(Problem("needed", name))
            continue
        try:
            given[name] = find(reader, str(named)).id
        except DeskError as refused:
            problems.append(Problem(f"{name}-{refused.code}", name, {"value": str(named)}))
    return given, problems


def change_application(
    desk: Desk, application: UUID, draft: Draft, *, reading: Reading = EXACT
) -> Changed:
    """Change an application and its delegates: only what the draft names is read."""
    stamp = desk.stamp("typed")
    with desk.store.writing(stamp) as (reader, writing):
        base = reader.get(Application, application)
        if base is None:
            raise DeskError("not-found", kind="application", named=str(application))
        plain = {k: v for k, v in draft.items() if k not in ("mission", "firm")}
        tree, problems = parse_tree(
            Application.KIND, plain, desk.new_id, base=base,
            known=Known(reader.children), reading=reading,
        )  # fmt: skip
        if tree is None:
            raise ProblemsError(problems)
        firms.write_tree(reader, writing, _stepped(desk, base, tree))
        touched = writing.touched
    return changed(stamp, touched)


def _stepped(desk: Desk, old: Application, tree: Tree) -> Tree:
    """Let a state that a draft names be one that may follow; `MoveError` otherwise."""
    new = cast("Application", tree.record)
    if new.state is old.state:
        return tree
    back = replace(new, state=old.state)
    return replace(tree, record=moved(back, new.state, new.why, desk.today()))


def entered(desk: Desk, named: str) -> list[Entered]:
    """Give the applications to a mission in the order of their arrival."""
    with desk.store.reading() as reader:
        return entered_of(reader, resolve(reader, named))


def entered_of(reader: Reader, mission: Mission) -> list[Entered]:
    """Give a mission's applications from the records of an open reading."""
    applications = sorted(
        reader.of(Application, mission=mission.id), key=lambda a: (a.arrived_at.timestamp(), a.id)
    )
    firm_of = {f.id: f for f in reader.among(Firm, "id", (a.firm for a in applications))}
    of_application: dict[UUID, list[Delegate]] = {}
    for delegate in reader.among(Delegate, "application", (a.id for a in applications)):
        of_application.setdefault(delegate.application, []).append(delegate)
    return [Entered(a, firm_of[a.firm], tuple(of_application.get(a.id, ()))) for a in applications]


def delegation(held: Sequence[Entered]) -> tuple[list[Entered], bool]:
    """Give who travels, and whether a selection was made."""
    return going(held, lambda one: one.application)


def nobody(mission: Mission, held: Iterable[Entered]) -> DeskError:
    """Give the refusal of a paper for the firms of a mission that has none, or only drafts."""
    drafts = any(e.application.state is ApplicationState.DRAFT for e in held)
    return DeskError("delegation-drafts" if drafts else "delegation-none", mission=mission.code)


def applications_listed(desk: Desk, named: str) -> list[dict[str, object]]:
    """Give the applications to a mission as JSON, delegates inside, by arrival."""
    with desk.store.reading() as reader:
        held = entered_of(reader, resolve(reader, named))
        return [
            tree_json(e.application, reader.children) | {"firm_name": e.firm.name} for e in held
        ]


def of_firm(reader: Reader, firm: UUID) -> list[tuple[Application, Mission]]:
    """Give a firm's applications with their missions, by arrival."""
    applications = sorted(reader.of(Application, firm=firm), key=lambda a: a.arrived_at.timestamp())
    mission_of = {m.id: m for m in reader.among(Mission, "id", (a.mission for a in applications))}
    return [(a, mission_of[a.mission]) for a in applications if a.mission in mission_of]
