"""The desk without a screen: `sportello-cli`, for scripts and for hands that type.

Exit 0 done, 1 a fault of the program, 2 wrong usage, 3 refused, 130 interrupted.
"""

import contextlib
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from desktop import bootstrap, logs, paths
from desktop.bootstrap import Environment
from desktop.cli.arguments import HelpAskedError, UsageError, parse, wanted_language
from desktop.cli.catalogue import Command
from desktop.cli.refusals import details, words
from desktop.cli.terminal import Answer, Terminal
from desktop.domain.problems import DeskError
from desktop.files import system_refusal
from desktop.services.uncollected import uncollected
from desktop.settings import Settings
from desktop.texts import Texts, texts

DONE, FAULT, USAGE, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    options = typed[: typed.index("--")] if "--" in typed else typed
    terminal = Terminal(json="--json" in options)
    try:
        return _guarded(typed, terminal)
    except BrokenPipeError:
        terminal.abandon_output()
        return DONE  # the work was done; who asked for the answer has left
    except OSError:
        terminal.abandon_output()
        return REFUSED  # even the refusal could not be written: the disk is full


def _guarded(typed: Sequence[str], terminal: Terminal) -> int:
    environment = Environment.read()
    spoken = texts(bootstrap.language(wanted_language(typed), environment, Settings()))
    try:
        saved = bootstrap.saved_settings()
        spoken = texts(bootstrap.language(wanted_language(typed), environment, saved))
        if _run(typed, terminal, spoken, environment, saved):
            return REFUSED
    except BrokenPipeError:
        raise
    except HelpAskedError as asked:
        terminal.tell(asked.text)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - here every fault ends
        ending = _ending(error, spoken)
        terminal.refuse(ending.code, ending.message, ending.details, ending.usage)
        return ending.exit
    return DONE


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a command ends that did not do what it was asked."""

    exit: int
    code: str
    message: str
    details: object = None
    usage: str = ""


def _ending(error: BaseException, spoken: Texts) -> _Ending:
    if isinstance(error, UsageError):
        return _Ending(USAGE, "usage", error.message, usage=error.usage)
    if isinstance(error, DeskError):
        return _Ending(REFUSED, error.code, words(error, spoken), details(error, spoken))
    if isinstance(error, KeyboardInterrupt):
        return _Ending(INTERRUPTED, "interrupted", spoken.say("answer", "interrupted"))
    if isinstance(error, OSError):
        said = system_refusal("system", error.filename or "-", error)
        return _Ending(REFUSED, said.code, words(said, spoken), said.details)
    folder = paths.data_folder() / "logs"
    with contextlib.suppress(OSError):
        logs.start(folder)
        logs.fault(error)
    return _Ending(FAULT, "fault", spoken.say("answer", "fault", folder=folder))


def _run(
    typed: Sequence[str], terminal: Terminal, spoken: Texts, environment: Environment,
    saved: Settings,
) -> bool:  # fmt: skip
    """Run a command and answer; tells whether part of what was asked was refused."""
    command, values = parse(typed, spoken)
    from desktop.cli.call import Call  # noqa: PLC0415 - loads the store: help needs none

    with uncollected():
        answer = _function(command)(Call(values, spoken, terminal, environment, saved))
    terminal.answer(answer)
    return answer.refused


def _function(command: Command) -> Callable[..., Answer]:
    """Load the one module that a command needs."""
    module = importlib.import_module(f"desktop.cli.commands.{command.module}")
    return cast("Callable[..., Answer]", getattr(module, command.function))
