"""The whole main job on invented data."""

from pathlib import Path

from desktop.cli.call import Call
from desktop.cli.terminal import Answer
from desktop.services import demo


def run(call: Call) -> Answer:
    """Do the whole job into a folder and say what was made and where."""
    made = demo.run(Path(call.given("dir")))
    issued = (
        call.say("issued", number=w.paper.number, pages=w.paper.pages, path=w.path)
        for w in made.papers
    )
    return Answer(made.as_json(), (
        call.say("demo-store", path=made.store),
        call.say("demo-counts", **made.counts),
        *issued,
    ))  # fmt: skip
