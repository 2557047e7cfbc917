"""How a refusal is told: the sentences for people, the details for scripts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from desktop.domain.problems import DeskError, ProblemsError
from desktop.texts import Texts

if TYPE_CHECKING:
    from desktop.services.letters import Lack

_BUNDLE = "bundle-refused"  # its details name the check that was not passed
_LETTERS = "letters-lacking"  # its details are what each firm's letter lacks
_SUBJECTS = frozenset({"subject-needed", "subject-unused", "subject-doubled"})
_FILES = frozenset({"programme-file", "rules-file"})


def words(refused: DeskError, texts: Texts) -> str:
    """Give the sentence of a refusal, and under it every fault of a file, all that letters lack."""
    said = texts.refusal(refused)
    if refused.code == _BUNDLE:
        return f"{said} {texts.say('bundle', str(refused.details), **refused.values)}"
    if refused.code in _SUBJECTS:
        return f"{said} {_taken(cast('list[list[str]]', refused.details), texts)}"
    if refused.code == _LETTERS:
        from desktop.services import letters  # noqa: PLC0415 - a refusal of theirs has loaded it

        lacks = letters.lacks_said(texts, cast("Sequence[Lack]", refused.details))
        return "\n".join([said, *(f"  {one}" for one in lacks)])
    if refused.code not in _FILES:
        return said
    return "\n".join([said, *(f"  {_at_line(fault, texts)}" for fault in _faults(refused))])


def details(refused: DeskError, texts: Texts) -> object:
    """Give what a script may want besides: each problem with its field, code and sentence."""
    if isinstance(refused, ProblemsError):
        return [
            {"field": p.field, "code": p.code, "sentence": texts.problem(p)}
            for p in refused.problems
        ]
    if refused.code in _FILES:
        return [{**fault, "sentence": _at_line(fault, texts)} for fault in _faults(refused)]
    if refused.code == _LETTERS:
        from desktop.services import letters  # noqa: PLC0415 - as above

        return letters.lacks_json(cast("Sequence[Lack]", refused.details))
    return refused.details


def _taken(sets: list[list[str]], texts: Texts) -> str:
    """Say which subjects a kind of paper takes, by their options."""
    both, either = texts.say("answer", "takes-both"), texts.say("answer", "takes-either")
    said = f" {either} ".join(
        f" {both} ".join(f"--{option}" for option in held) for held in sets if held
    )
    return texts.say("answer", "takes" if all(sets) else "takes-or-nothing", options=said)


def _faults(refused: DeskError) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", refused.details)


def _at_line(fault: Mapping[str, object], texts: Texts) -> str:
    held = cast("Mapping[str, str]", fault["values"])
    # `say` has a parameter "key" of its own, so the phrases call a key of the file its name
    values = {"name" if name == "key" else name: value for name, value in held.items()}
    sentence = texts.say("programme_file", str(fault["code"]), **values)
    return texts.say(
        "answer", "at-line", line=fault["line"], path=fault["path"] or "-", sentence=sentence
    )
