"""Reading what was typed after `sportello-cli`, with help and refusals in the desk's language."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import NoReturn

from desktop import __version__
from desktop.cli.catalogue import COMMANDS, Argument, Command
from desktop.texts import LANGUAGES, Texts
from desktop.typed import override

PROGRAM = "sportello-cli"
_WHOLE = frozenset(command.words for command in COMMANDS)

# What argparse says, and the phrase under which we say it.
_SAID = (
    ("needed", r"the following arguments are required: (?P<what>.*)"),
    ("unknown", r"unrecognized arguments: (?P<what>.*)"),
    ("choice", r"argument .*?: invalid choice: (?P<what>.*?) \(choose from (?P<known>.*)\)"),
    ("one-value", r"argument (?P<name>.*?): expected one argument"),
    ("not-a-number", r"argument (?P<name>.*?): invalid _count value: (?P<what>.*)"),
    ("no-value", r"argument (?P<name>.*?): ignored explicit argument (?P<what>.*)"),
)  # fmt: skip

_QUOTED = frozenset({"choice", "not-a-number", "no-value"})  # what was typed comes in quotes


class UsageError(Exception):
    """The command cannot be understood; `usage` is how it is written."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class HelpAskedError(Exception):
    """Help or the version was asked for, and nothing else is to be done."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _HelpAction(argparse.Action):
    @override
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace,
        values: str | Sequence[object] | None, option_string: str | None = None,
    ) -> NoReturn:  # fmt: skip
        raise HelpAskedError(parser.format_help())


class _VersionAction(argparse.Action):
    @override
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace,
        values: str | Sequence[object] | None, option_string: str | None = None,
    ) -> NoReturn:  # fmt: skip
        said = f"sportello {__version__}\n"
        raise HelpAskedError(said)


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the program, and speaks the desk's language."""

    texts: Texts

    @override
    def error(self, message: str) -> NoReturn:
        for key, pattern in _SAID:
            found = re.fullmatch(pattern, message)
            if found:
                values = found.groupdict()
                if key in _QUOTED:
                    values["what"] = _unquoted(values["what"])
                if "known" in values:
                    values["known"] = ", ".join(map(_unquoted, values["known"].split(", ")))
                raise UsageError(self.texts.say("usage", key, **values), self._usage())
        raise UsageError(self.texts.say("usage", "other", what=message), self._usage())

    @override
    def format_help(self) -> str:
        head = self.texts.say("help", "heading.usage")
        return super().format_help().replace("usage:", head, 1)

    def _usage(self) -> str:
        head = self.texts.say("help", "heading.usage")
        return super().format_usage().replace("usage:", head, 1)


def _unquoted(text: str) -> str:
    """Give a text without the quotes in which Python shows it."""
    return text[1:-1] if text[:1] in {"'", '"'} and text[-1:] == text[:1] else text


def wanted_language(arguments: Iterable[str]) -> str | None:
    """Give the language that is asked for, before the parser that speaks it is made."""
    typed = list(arguments)
    for place, word in enumerate(typed):
        if word == "--language" and place + 1 < len(typed):
            return typed[place + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


def parse(arguments: Sequence[str], texts: Texts) -> tuple[Command, argparse.Namespace]:
    """Read the arguments into a command and its values.

    Raises `UsageError` for what cannot be understood and `HelpAskedError` for help.
    """
    parser = _Parser(
        prog=PROGRAM, usage=_usage_of("", texts), description=texts.say("help", "program"),
        add_help=False, allow_abbrev=False,
    )  # fmt: skip
    parser.texts = texts
    _add_globals(parser, texts)
    _add_commands(parser, texts)
    values = parser.parse_args(arguments)
    command: Command | None = getattr(values, "command", None)
    if command is None:
        asked: argparse.ArgumentParser = getattr(values, "group", parser)
        raise UsageError(texts.say("usage", "no-command"), asked.format_help())
    return command, values


def _usage_of(words: str, texts: Texts, takes: Iterable[Argument] = ()) -> str:
    """Give how a command is written: its words, what it needs, and that there are options."""
    shown = [
        f"{a.name} {a.metavar}" if a.name.startswith("--") else a.metavar for a in takes if a.needed
    ]
    tail = shown if words in _WHOLE else [*shown, texts.say("help", "heading.command")]
    return " ".join([PROGRAM, *words.split(), *tail, texts.say("help", "heading.some")])


def _add_globals(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Add what every command takes; it may stand before the command or after it."""
    group = parser.add_argument_group(texts.say("help", "heading.options"))
    plain = argparse.SUPPRESS  # a value given before the command is not undone after it
    for name, metavar in (("--store", "PATH"), ("--operator", "NAME")):
        said = texts.say("help", name)
        group.add_argument(name, metavar=metavar, default=plain, help=said)
    group.add_argument(
        "--language", choices=LANGUAGES, default=plain, help=texts.say("help", "--language")
    )
    group.add_argument(
        "--json", action="store_true", default=plain, help=texts.say("help", "--json")
    )
    group.add_argument(
        "--version", action=_VersionAction, nargs=0, default=plain,
        help=texts.say("help", "--version"),
    )  # fmt: skip
    group.add_argument(
        "-h", "--help", action=_HelpAction, nargs=0, default=plain, help=texts.say("help", "--help")
    )


def _add_commands(parser: _Parser, texts: Texts) -> None:
    children = _children(parser, texts)
    groups: dict[str, argparse._SubParsersAction[_Parser]] = {}
    for command in COMMANDS:
        group, _, name = command.words.rpartition(" ")
        if group and group not in groups:
            said = texts.say("help", group)
            made = children.add_parser(
                group, usage=_usage_of(group, texts), help=said, description=said,
                add_help=False, allow_abbrev=False,
            )  # fmt: skip
            made.texts = texts
            _add_globals(made, texts)
            made.set_defaults(group=made)
            groups[group] = _children(made, texts)
        where = groups[group] if group else children
        _add_command(where, name, command, texts)


def _children(parser: _Parser, texts: Texts) -> "argparse._SubParsersAction[_Parser]":
    title = texts.say("help", "heading.commands")
    word = texts.say("help", "heading.command")
    return parser.add_subparsers(title=title, metavar=word, parser_class=_Parser)


def _add_command(
    where: "argparse._SubParsersAction[_Parser]", name: str, command: Command, texts: Texts
) -> None:
    said = texts.say("help", command.words)
    parser = where.add_parser(
        name, usage=_usage_of(command.words, texts, command.takes), help=said, description=said,
        add_help=False, allow_abbrev=False,
    )  # fmt: skip
    parser.texts = texts
    parser.set_defaults(command=command)
    held = parser.add_argument_group(texts.say("help", "heading.takes")) if command.takes else None
    for argument in command.takes:
        if held is not None:
            _add_argument(held, argument, texts.say("help", f"{command.words} {argument.label}"))
    _add_globals(parser, texts)


def _add_argument(where: "argparse._ArgumentGroup", argument: Argument, said: str) -> None:
    if argument.flag:
        where.add_argument(argument.name, action="store_true", help=said)
    elif argument.name.startswith("--"):
        where.add_argument(
            argument.name, metavar=argument.metavar, required=argument.needed, help=said,
            type=_count if argument.number else str,
            **({"action": "append"} if argument.many else {}),
        )  # fmt: skip
    else:
        where.add_argument(
            argument.name, metavar=argument.metavar,
            nargs="+" if argument.many else None if argument.needed else "?",
            help=said,
        )  # fmt: skip


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
