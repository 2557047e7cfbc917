"""Every command: its words, what it takes, and where its function stands.

What stands here works; help lists nothing else. The words of help are in resources/phrases,
group `help`, under "firms add" for a command and "firms add FILE" for what it takes.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing a command takes: a value by its place, or an option that begins with --."""

    name: str
    metavar: str = ""
    needed: bool = False
    flag: bool = False
    number: bool = False
    many: bool = False

    @property
    def label(self) -> str:
        """Give the name under which help speaks of it."""
        return self.name if self.name.startswith("--") else self.metavar


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `words` as typed, `function` in the module of desktop.cli.commands."""

    words: str
    module: str
    function: str
    takes: tuple[Argument, ...] = field(default=())


def _value(name: str, metavar: str) -> Argument:
    return Argument(name, metavar, needed=True)


_FILE = _value("file", "FILE")
_OUT = Argument("--out", "DIR", needed=True)

COMMANDS = (
    Command("init", "store", "init", (
        Argument("--chamber", "MI", needed=True),
        Argument("--desk", "MI1", needed=True),
        Argument("--name", "NAME"),
        Argument("--programme", "CODE"),
    )),
    Command("schema", "schema", "show", (_value("kind", "KIND"),)),
    Command("firms add", "firms", "add", (_FILE,)),
    Command("firms change", "firms", "change", (_value("firm", "FIRM"), _FILE)),
    Command("firms remove", "firms", "remove", (_value("firm", "FIRM"),)),
    Command("firms show", "firms", "show", (_value("firm", "FIRM"),)),
    Command("firms find", "firms", "find", (
        _value("text", "TEXT"), Argument("--limit", "N", number=True),
    )),
    Command("firms history", "firms", "history", (_value("firm", "FIRM"),)),
    Command("firms import", "lists", "import_list", (
        _FILE, Argument("--mapping", "FILE.json"), Argument("--dry-run", flag=True),
        Argument("--rejects", "OUT.xlsx"),
    )),
    Command("firms export", "lists", "export", (_value("out", "OUT"),)),
    Command("firms merge", "firms", "merge", (
        _value("loser", "LOSER"), _value("winner", "WINNER"),
    )),
    Command("firms unmerge", "firms", "unmerge", (_value("loser", "LOSER"),)),
    Command("undo", "firms", "undo", (_value("transaction", "TRANSACTION"),)),
    Command("imports list", "lists", "imports"),
    Command("imports undo", "lists", "undo_import", (_value("id", "IMPORT"),)),
    Command("sessions add", "sessions", "add", (_FILE,)),
    Command("sessions change", "sessions", "change", (_value("session", "SESSION"), _FILE)),
    Command("sessions list", "sessions", "listed"),
    Command("missions add", "missions", "add", (_FILE,)),
    Command("missions change", "missions", "change", (_value("mission", "MISSION"), _FILE)),
    Command("missions list", "missions", "listed"),
    Command("missions show", "missions", "show", (_value("mission", "MISSION"),)),
    Command("missions evaluate", "selection", "evaluate", (
        _value("mission", "MISSION"), Argument("--on", "DATE"), Argument("--all", flag=True),
    )),
    Command("missions select", "selection", "select", (
        _value("mission", "MISSION"), Argument("--seed", "N"),
    )),
    Command("applications add", "missions", "apply", (_FILE,)),
    Command("applications list", "missions", "applications", (_value("mission", "MISSION"),)),
    Command("applications move", "selection", "move", (
        _value("id", "ID"), _value("state", "STATE"), Argument("--why", "TEXT", needed=True),
        Argument("--on", "DATE"),
    )),
    Command("programmes list", "programmes", "listed"),
    Command("programmes check", "programmes", "check", (_FILE,)),
    Command("programmes add", "programmes", "add", (_FILE,)),
    Command("documents issue", "documents", "issue", (
        _value("kind", "KIND"), Argument("--mission", "M"), Argument("--firm", "F"),
        Argument("--session", "S"), Argument("--from", "DATE"), Argument("--to", "DATE"),
        Argument("--languages", "it,en"),
        Argument("--reason", "TEXT", many=True), Argument("--html", flag=True),
        Argument("--eml", flag=True), Argument("--subject", "TEXT"), Argument("--text", "FILE"),
        Argument("--state", "STATE"), Argument("--one", flag=True),
        Argument("--leave-out", flag=True), _OUT,
    )),
    Command("documents list", "documents", "listed"),
    Command("documents reprint", "documents", "reprint", (_value("number", "NUMBER"), _OUT)),
    Command("documents scan", "documents", "scan", (_value("code", "CODE"),)),
    Command("attachments add", "attachments", "add", (
        _value("kind", "KIND"), _value("id", "ID"), _FILE,
        Argument("--as", "TYPE", needed=True), Argument("--dated", "DATE"),
        Argument("--expires", "DATE"), Argument("--declaration", "CODE"),
        Argument("--note", "TEXT"),
    )),
    Command("attachments list", "attachments", "listed", (
        _value("kind", "KIND"), _value("id", "ID"),
    )),
    Command("attachments save", "attachments", "save", (_value("id", "ID"), _OUT)),
    Command("attachments remove", "attachments", "remove", (_value("id", "ID"),)),
    Command("attachments due", "attachments", "due"),
    Command("attachments drop", "attachments", "drop"),
    Command("rules check", "rules", "check", (_value("kind", "KIND"), _FILE)),
    Command("sync card", "sync", "card", (
        _value("out", "OUT"), Argument("--office", flag=True), Argument("--renew", flag=True),
    )),
    Command("sync trust", "sync", "trust_card", (
        _value("card", "CARD"), Argument("--fingerprint", "WORDS"),
    )),
    Command("sync revoke", "sync", "revoke", (_value("desk", "DESK"),)),
    Command("sync peers", "sync", "peers"),
    Command("sync export", "sync", "export", (
        Argument("--to", "DESK", needed=True), Argument("--out", "DIR"),
        Argument("--no-attachments", flag=True),
    )),
    Command("sync import", "sync", "import_files", (
        Argument("files", "FILE", needed=True, many=True),
    )),
    Command("sync inspect", "sync", "inspect", (_FILE,)),
    Command("sync conflicts", "sync", "conflicts"),
    Command("sync resolve", "sync", "resolve", (
        _value("id", "ID"), Argument("--keep", "a"), Argument("--value", "V"),
    )),
    Command("sync status", "sync", "status"),
    Command("sync digest", "sync", "digest"),
    Command("subjects export", "subjects", "export", (_value("id", "ID"),)),
    Command("subjects erase", "subjects", "erase", (_value("id", "ID"),)),
    Command("subjects proofs", "subjects", "proofs"),
    Command("store check", "store", "check"),
    Command("store info", "store", "info"),
    Command("store backup", "store", "backup", (Argument("dir", "DIR"),)),
    Command("store restore", "store", "restore", (
        _value("backup", "BACKUP"), Argument("--to", "PATH", needed=True),
    )),
    Command("report indicators", "report", "indicators", (
        Argument("--from", "DATE", needed=True), Argument("--to", "DATE", needed=True),
        Argument("--out", "OUT.(xlsx|pdf)"),
    )),
    Command("demo", "demo", "run", (_value("dir", "DIR"),)),
)  # fmt: skip
