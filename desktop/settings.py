"""One settings file for each user: what is this person's and not the store's."""

from dataclasses import dataclass, fields
from pathlib import Path

from desktop.domain.problems import DeskError
from desktop.files import system_refusal, write_whole


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. `language` is it or en, `theme` system, light or dark.

    `exchange_folder` is watched for export files; empty, none is.
    """

    language: str = "it"
    theme: str = "system"
    operator: str = ""
    store: str = ""
    exchange_folder: str = ""


_CHOICES = {"language": ("it", "en"), "theme": ("system", "light", "dark")}


def load(path: Path) -> Settings:
    """Read the settings; without a file they are the defaults. A wrong one is said by line."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise system_refusal("settings-bad", path, error) from error
    except UnicodeDecodeError as error:
        raise DeskError("settings-bad", path=str(path), why="not-text") from error
    return _read(path, text)


def _read(path: Path, text: str) -> Settings:
    import tomllib  # noqa: PLC0415 - most desks keep the settings as they come

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = {"parser": str(error)}
        raise DeskError("settings-bad", said, path=str(path), why="not-toml") from error
    known = {field.name for field in fields(Settings)}
    for name, value in values.items():
        wrong = name not in known or not isinstance(value, str)
        if wrong or value not in _CHOICES.get(name, (value,)):
            rows = enumerate(text.splitlines(), 1)
            line = next((n for n, row in rows if row.lstrip(" [\"'").startswith(name)), 1)
            raise DeskError(
                "settings-bad", path=str(path), why="setting", name=name, line=str(line)
            )
    return Settings(**values)


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole."""
    lines = []
    for field in fields(Settings):
        value = str(getattr(settings, field.name)).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'{field.name} = "{value}"\n')
    write_whole(path, "".join(lines).encode())
