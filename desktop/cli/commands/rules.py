"""Cases judged by the rules, without a store."""

from desktop.cli.call import Call
from desktop.cli.inputs import read_cases
from desktop.cli.terminal import Answer
from desktop.domain.codecs import ROME
from desktop.services import checking
from desktop.services.glance import system_now


def check(call: Call) -> Answer:
    """Judge one case or a list of cases; a list is answered by a list."""
    drafts, many = read_cases(call.given("file"), call.terminal)
    today = system_now().astimezone(ROME).date()
    asking = checking.asking(today, call.texts)
    judged = checking.check(call.given("kind"), drafts, many=many, asking=asking)
    answers = [case.answer for case in judged]
    lines = [line for case in judged for line in case.why]
    return Answer(answers if many else answers[0], tuple(lines))
