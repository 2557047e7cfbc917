"""The rule book that comes with the program: every dated rule set, read once and checked."""

from functools import lru_cache

from desktop import paths
from desktop.domain.rules.rule_file import FILES, RuleBook, read_rules
from desktop.files import read_whole

_LIMIT = 1 << 20


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """Give the packaged rules; a malformed file is refused with every line and reason."""
    folder = paths.resources() / "rules"
    data = {name: read_whole(folder / f"{name}.toml", _LIMIT) for name in FILES}
    return read_rules({name: held.decode("utf-8", "replace") for name, held in data.items()})
