"""Files, settings and texts: the floor that everything stands on."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import files, logs, paths, settings
from desktop.domain.problems import DeskError
from desktop.settings import Settings
from desktop.texts import texts


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "paper.pdf"
    files.write_whole(path, b"first")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeskError) as refused:
        files.write_whole(path, b"second")
    assert (refused.value.code, refused.value.values["why"]) == (
        "file-not-written",
        "no-space",
    )
    assert path.read_bytes() == b"first"
    assert [held.name for held in path.parent.iterdir()] == ["paper.pdf"]


def test_a_folder_is_tried_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    files.try_folder(tmp_path / "deep" / "out")
    assert list((tmp_path / "deep" / "out").iterdir()) == []
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DeskError) as refused:
        files.try_folder(tmp_path / "file")
    assert refused.value.values["path"] == str(tmp_path / "file")


def test_on_windows_a_held_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fake Windows: no folder can be synced, and a scanner holds the file at first."""
    path = tmp_path / "paper.pdf"
    held = {"times": 3}
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if held["times"]:
            held["times"] -= 1
            raise PermissionError(13, "held by another program")
        return real(self, target)

    def unknown(*_: object) -> int:
        message = "Windows opens no folder"
        raise AssertionError(message)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "time", SimpleNamespace(sleep=lambda _: None))
    fake = SimpleNamespace(**{n: getattr(os, n) for n in ("getpid", "fsync", "O_RDONLY")})
    monkeypatch.setattr(files, "os", SimpleNamespace(**vars(fake), name="nt", open=unknown))
    files.write_whole(path, b"done")
    assert path.read_bytes() == b"done"
    held["times"] = 10**6
    with pytest.raises(DeskError):
        files.write_whole(path, b"never")
    assert path.read_bytes() == b"done"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MI1-2021-000409-firm-card-it.pdf", "MI1-2021-000409-firm-card-it.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("a/b\\c:d*e?", "a-b-c-d-e-"),
        ("CON.pdf", "CON.pdf-"),
        ("  .. ", "file"),
        ("Perù Òlò.pdf", "Perù Òlò.pdf"),
    ],
)
def test_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert files.safe_name(text) == name


def test_reading_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * 100)
    assert files.read_whole(path, 100) == b"x" * 100
    for code, named, limit in (("file-too-large", path, 99), ("file-not-read", tmp_path / "no", 9)):
        with pytest.raises(DeskError) as refused:
            files.read_whole(named, limit)
        assert refused.value.code == code


@pytest.mark.parametrize(("number", "said"), [
    (errno.EACCES, "permesso negato"), (errno.ENOSPC, "sul disco non c’è più spazio"),
    (errno.EISDIR, "è una cartella"), (errno.ENOENT, "non esiste"),
    (errno.EROFS, "il disco è in sola lettura"),
    (errno.EPROTO, f"il sistema risponde con il codice {errno.EPROTO}"),
    (errno.ETIMEDOUT, "la rete o il disco di rete non risponde"),
    (errno.ESTALE, "la rete o il disco di rete non risponde"),
    (errno.EMFILE, "troppi file sono aperti insieme"),
    (errno.EFBIG, "il file è più grande di quanto il disco accetti"),
    (errno.ENOMEM, "la memoria del computer non basta"),
])  # fmt: skip
def test_a_word_of_the_system_is_told_in_the_language_of_the_desk(number: int, said: str) -> None:
    own = os.strerror(number)
    refused = files.system_refusal("file-not-written", "/x/y", OSError(number, own, "/x/y"))
    assert texts("it").refusal(refused).startswith(f"«/x/y» non si può scrivere ({said}): ")
    assert own not in texts("it").refusal(refused)
    assert refused.details == {"system": own}


class WindowsError(OSError):
    """What Python raises there: errno as it translates, and the system's own number beside it."""

    def __init__(self, number: int, winerror: int | None) -> None:
        super().__init__(number, "in the words of Windows", "C:\\x")
        self.winerror = winerror


@pytest.mark.parametrize(("number", "winerror", "why"), [
    (errno.EACCES, 32, "busy"), (errno.EACCES, 33, "busy"), (errno.EACCES, 19, "read-only"),
    (errno.EACCES, 21, "device"), (errno.EACCES, 5, "permission"),
    (errno.EACCES, None, "denied"), (errno.EINVAL, 123, "name"),
    (errno.ENOENT, 53, "network"), (errno.EINVAL, 121, "network"),
    (errno.ENOSPC, 112, "no-space"), (errno.ENOENT, 2, "missing"), (errno.EINVAL, None, "name"),
])  # fmt: skip
def test_on_windows_its_own_number_is_looked_at_first(
    number: int, winerror: int | None, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sys", SimpleNamespace(platform="win32"))
    error = WindowsError(number, winerror)
    assert files.system_refusal("file-not-read", tmp_path / "x", error).values["why"] == why


def test_an_error_that_has_no_words_is_told_by_its_number(tmp_path: Path) -> None:
    unknown = files.system_refusal("file-not-read", tmp_path, WindowsError(errno.EINVAL, 4390))
    assert "(il sistema risponde con il codice 4390)" in texts("it").refusal(unknown)
    silent = files.system_refusal("file-not-read", tmp_path, OSError("no number"))
    assert "(il sistema non dice perché)" in texts("it").refusal(silent)


def test_on_windows_a_folder_is_no_matter_of_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = WindowsError(errno.EACCES, None)
    monkeypatch.setattr(files, "sys", SimpleNamespace(platform="win32"))
    for code, path, why in (
        ("file-not-read", tmp_path, "folder"), ("file-not-read", tmp_path / "x", "denied"),
        ("system", tmp_path, "denied"),  # what was forbidden may be to list it
    ):  # fmt: skip
        assert files.system_refusal(code, path, denied).values["why"] == why
    monkeypatch.setattr(files, "sys", SimpleNamespace(platform="linux"))
    assert files.system_refusal("file-not-read", tmp_path, denied).values["why"] == "permission"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(b"")
    for target in (file / "a.csv", file / "deep" / "a.csv", file / "deep" / "er" / "a.csv"):
        with pytest.raises(DeskError) as written:
            files.write_whole(target, b"")
        with pytest.raises(DeskError) as tried:
            files.try_folder(target.parent)
        for refused in (written, tried):
            assert (
                texts("it")
                .refusal(refused.value)
                .startswith(f"«{file}» non si può scrivere (al posto di una cartella c’è un file)")
            )


def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(DeskError, match="file-too-large"):
        files.read_whole(Path("/dev/zero"), 99)


def test_settings_go_round(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert settings.load(path) == Settings()
    chosen = Settings(language="en", theme="dark", operator='Anna "la prova" \\', store="/a b")
    settings.save(path, chosen)
    assert settings.load(path) == chosen


@pytest.mark.parametrize(("text", "why"), [
    ("language = 12\n", "alla riga 1 la voce «language» non va"),
    ('colour = "red"\n', "alla riga 1 la voce «colour» non va"),
    ('theme = "dark"\n[store]\n', "alla riga 2 la voce «store» non va"),
    ("langu", "non è TOML corretto"),
    ('theme = "pink"\n', "alla riga 1 la voce «theme» non va"),
])  # fmt: skip
def test_a_wrong_setting_is_said(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        settings.load(path)
    assert refused.value.code == "settings-bad"
    assert f" non si legge ({why}): " in texts("it").refusal(refused.value)
    assert path.read_text(encoding="utf-8") == text


def test_data_lies_where_it_is_told() -> None:
    folder = Path(os.environ["SPORTELLO_DATA"])
    assert paths.default_store().parent == folder
    assert paths.practice_store().parent == folder / "practice"
    assert (paths.resources() / "fonts").is_dir()


def test_the_log_holds_places_and_no_names(tmp_path: Path) -> None:
    logger = logs.start(tmp_path)
    try:
        int("Canarino Segreto S.r.l., 00743110157")
    except ValueError as fault:
        logs.fault(fault)
    for handler in logger.handlers:
        handler.flush()
    written = (tmp_path / "sportello.log").read_text(encoding="utf-8")
    assert "ValueError at test_files.py:" in written
    assert "Canarino" not in written
    for handler in list(logger.handlers):
        handler.close()
        logger.removeHandler(handler)


@pytest.mark.parametrize(
    ("system", "told", "folder"),
    [
        ("linux", {}, "home/.local/share"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "home/.local/share"),
        ("linux", {"XDG_DATA_HOME": "/srv/data"}, "/srv/data"),
        ("darwin", {"XDG_DATA_HOME": "/srv/data"}, "home/Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/profile/Local"}, "/profile/Local"),
        ("win32", {}, "home/AppData/Local"),
    ],
)
def test_data_lies_where_the_system_keeps_it(
    system: str, told: dict[str, str], folder: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(files, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "SPORTELLO_DATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert paths.data_folder() == tmp_path / folder / "sportello"


def test_memory_is_shared_and_given_back_where_the_system_has_it_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, ...]] = []
    library = SimpleNamespace(
        mallopt=lambda *values: asked.append(values),
        malloc_trim=lambda *values: asked.append(values),
    )
    monkeypatch.setattr("ctypes.CDLL", lambda _name: library)
    for system in ("win32", "darwin", "linux"):
        monkeypatch.setattr(files, "sys", SimpleNamespace(platform=system))
        files.share_memory_among_threads()
        files.give_memory_back()
    assert asked == [(-8, 1), (0,)]
    monkeypatch.setattr("ctypes.CDLL", lambda _name: SimpleNamespace())
    files.share_memory_among_threads()  # a C library that has no such call
