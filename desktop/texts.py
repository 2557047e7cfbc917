"""What the program says to people outside the window's own labels, in Italian and English.

Labels of fields and choices, sentences for problems, refusals and findings: one phrase file
for each language in resources/phrases, the same keys in each (a test holds that).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.problems import DeskError, Problem, ProblemsError

if TYPE_CHECKING:
    from desktop.domain.rules.mending import Mend
    from desktop.domain.rules.reason import Reason

LANGUAGES = ("it", "en")
_ARTICLE = re.compile(r"\b([Ii]l|[Dd]al|[Aa]l|[Dd]el) \{(\w+)\}")
_JOINED = {"il": "l", "Il": "L"}  # the others take an l more: dal, dall’
_VOWEL = re.compile(r"0?8|11(?!\d)|1(?![\dº/.])")  # otto, ottanta, undici, uno; 1º is "primo"


def elided(phrase: str, values: Mapping[str, object]) -> str:
    """Join an Italian article to a figure that is read with a vowel: l’8 luglio, dall’11, l’80 %.

    The phrase still has its places: what fills them is looked at, never changed.
    """

    def joined(found: re.Match[str]) -> str:
        article, name = found.groups()
        if not _VOWEL.match(str(values.get(name, ""))):
            return found[0]
        return f"{_JOINED.get(article, f'{article}l')}’{{{name}}}"

    return _ARTICLE.sub(joined, phrase)


class Texts:
    """The phrases of one language."""

    def __init__(self, language: str, phrases: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._phrases = phrases

    def field(self, kind: str, name: str) -> str:
        """Give the label of a field, such as `firm` `registered_office.town`."""
        return self._phrases["field"][f"{kind}.{name}"]

    def kind(self, name: str) -> str:
        """Give the name of a kind of record."""
        return self._phrases["kind"][name]

    def choice(self, group: str, value: str) -> str:
        """Give the word for one of a field's choices; an unknown value is given as it is."""
        return self._phrases["choice"].get(f"{group}.{value}", value)

    def languages(self, code: str) -> str:
        """Give the language of a paper, or the two that it sets side by side ("it-en")."""
        return " + ".join(self.choice("paper.language", part) for part in code.split("-"))

    def problem(self, problem: Problem) -> str:
        """Give the sentence for something wrong with a typed value."""
        values = dict(problem.values)
        shown = self._phrases["example"].get(values.get("example", ""))
        if shown is not None:  # a form that this language says more of
            values["example"] = shown
        return self._phrases["problem"][problem.code].format_map(_Values(values))

    def refusal(self, error: DeskError) -> str:
        """Give the sentence for a refusal; a draft's problems follow it, one a line."""
        values = dict(error.values)
        if error.code.startswith("move-"):
            values = {name: self._states(value) for name, value in values.items()}
        cause = self._phrases["cause"].get(values.get("why", ""))
        if cause is not None:  # a word of the system, or of a file's reader
            values["why"] = cause.format_map(_Values(values))
        said = self._phrases["refusal"][error.code].format_map(_Values(values))
        if isinstance(error, ProblemsError):
            said += "".join(f"\n  {p.field}: {self.problem(p)}" for p in error.problems)
        return said

    def _states(self, named: str) -> str:
        """Give the words of an application's states."""
        return ", ".join(self.choice("application.state", one) for one in named.split(", "))

    def say(self, group: str, key: str, /, **values: object) -> str:
        """Give any other sentence, its values filled in."""
        return self._filled(self._phrases[group][key], values)

    def reason(self, reason: "Reason") -> str:
        """Give the sentence of a rule's reason, its data in the hand of the language."""
        from desktop.domain.rules.wording import worded  # noqa: PLC0415 - rules come with a case

        data = worded(reason.data, self.language, self._phrases)
        return self._filled(self._phrases["rule"][self._rule(reason.code)], data)

    def source(self, cited: str) -> str:
        """Give a rule's source with the words that are the desk's own; titles stay Italian."""
        for italian, said in self._phrases["citation"].items():
            cited = cited.replace(italian, said)
        return cited

    def ruleset(self, rules: str) -> str:
        """Give the set of rules that a reason rests on, with its edition."""
        name, _, version = rules.partition(" ")
        if name not in self._phrases["ruleset"]:
            name, version = "programme", rules.rpartition("/")[2]
        return self.say("ruleset", name, version=version)

    def exclusion(self, code: str) -> str:
        """Name what shut an application out; a code that has no words is given as it is."""
        words = {**self._phrases["exclusion"], **self._phrases["placing"]}
        known = [key for key in words if code.startswith(key)]
        return words[max(known, key=len)] if known else code

    def light(self, reason: "Reason") -> str:
        """Give the few words that a declaration's light needs: until when it holds, what lacks."""
        from desktop.domain.rules.wording import worded  # noqa: PLC0415 - as above

        data = worded(reason.data, self.language, self._phrases)
        lights = self._phrases["light"]
        return self._filled(lights.get(reason.code, lights["irregular"]), data)

    def mend(self, mend: "Mend") -> str:
        """Give the sentence of what would mend a reason, or that nothing would."""
        from desktop.domain.rules.wording import worded  # noqa: PLC0415 - as above

        key = "nothing" if mend.outcome is None else self._rule(mend.reason.code)
        change = self._phrases["mend"].get(key, self._phrases["mend"]["change"])
        data = worded(mend.data, self.language, self._phrases)
        return self._filled(change, data)

    def _filled(self, phrase: str, values: Mapping[str, object]) -> str:
        whole = elided(phrase, values) if self.language == "it" else phrase
        return whole.format_map(_Values(values))

    def _rule(self, code: str) -> str:
        """Give the key of a code's sentence: a code that ends in a programme's own word has one."""
        phrases = self._phrases["rule"]
        return code if code in phrases else max(filter(code.startswith, phrases), key=len)

    def keys(self, group: str) -> frozenset[str]:
        """Give the keys of a group of phrases."""
        return frozenset(self._phrases[group])


class _Values(dict[str, object]):
    """Values of a sentence; one that is missing is shown by its name, never a crash."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> Texts:
    """Give the phrases of a language; Italian for one that the program does not speak."""
    import tomllib  # noqa: PLC0415 - the empty frame has words of its own

    known = language if language in LANGUAGES else LANGUAGES[0]
    with (paths.resources() / "phrases" / f"{known}.toml").open("rb") as file:
        return Texts(known, tomllib.load(file))
