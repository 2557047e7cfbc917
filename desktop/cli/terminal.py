"""The two streams of a command: one answer on standard output, words on standard error."""

import contextlib
import getpass
import io
import json
import os
import sys
from dataclasses import dataclass
from datetime import date, time
from typing import TextIO

from desktop.domain.problems import DeskError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: as JSON for scripts, as lines of words for people."""

    data: object
    lines: tuple[str, ...]
    refused: bool = False  # part of what was asked: the answer is given, and the exit is 3


class Terminal:
    """Standard input, output and error, as they are when the command starts.

    `json` says that a script is listening: exactly one document on standard output, no prompt.
    """

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self._out = _open(sys.stdout)
        self._err = _open(sys.stderr)

    @property
    def interactive(self) -> bool:
        """Tell whether a person can be asked."""
        return not self.json and _is_terminal(sys.stdin) and _is_terminal(self._err)

    def answer(self, answer: Answer) -> None:
        """Write what a command found."""
        if self.json:
            self._write(self._out, document(answer.data))
        else:
            self._write(self._out, "".join(f"{line}\n" for line in answer.lines))

    def refuse(self, code: str, message: str, details: object, usage: str = "") -> None:
        """Write why a command did nothing: words, and the document where one is awaited."""
        with contextlib.suppress(OSError):
            self._write(self._err, f"{message}\n\n{usage}" if usage else f"{message}\n")
        if self.json:
            error = {"code": code, "message": message, "details": details}
            self._write(self._out, document({"error": error}))

    def tell(self, text: str) -> None:
        """Write words beside the answer: help, or what is being waited for."""
        self._write(self._err if self.json else self._out, text)

    def warn(self, text: str) -> None:
        """Write a sentence on standard error, whoever listens: the answer stands for itself."""
        self._write(self._err, f"{text}\n")

    def ask(self, prompt: str) -> str | None:
        """Ask a person for words; None when nobody answers."""
        self._write(self._err, f"{prompt} ")
        return sys.stdin.readline().strip() or None

    def ask_secret(self, prompt: str) -> str | None:
        """Ask a person for a passphrase, unseen; None when nobody answers."""
        try:
            return getpass.getpass(prompt, stream=self._err) or None
        except EOFError:
            return None

    def read_input(self, limit: int) -> bytes:
        """Read standard input to its end; refuses more than `limit` bytes."""
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            return b""
        data: bytes = stream.read(limit + 1)
        if len(data) > limit:
            raise DeskError("file-too-large", path="-", limit=str(limit >> 20))
        return data

    @staticmethod
    def _write(stream: TextIO, text: str) -> None:
        stream.write(text)
        stream.flush()

    def abandon_output(self) -> None:
        """Forget standard output after its reader left, so that closing it fails no more."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._out.fileno())
            os.close(nowhere)


def document(data: object) -> str:
    """Give a value as one JSON document."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    """Give what JSON has no form for as text: ids, moments, paths, bytes."""
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _open(stream: TextIO | None) -> TextIO:
    """Give a stream that writes UTF-8 whatever the system thinks; a closed one takes all."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False  # a closed stream
