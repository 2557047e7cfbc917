"""The store's tables. Those of records derive from their declaration; the rest are listed here.

Three classes (docs/architecture.md): records (every write is an operation of the journal),
derived (rebuilt at will: search) and local (what is the desk's own: log, writers, imports...).
"""

from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from desktop.domain.record import Column as Declared
from desktop.domain.record import Kind
from desktop.domain.records import KINDS

WHOLE = BigInteger().with_variant(Integer(), "sqlite")  # STRICT knows no BIGINT
_TYPES: dict[type, TypeEngine[Any]] = {int: WHOLE, str: Text(), bytes: LargeBinary()}
SYSTEM_COLUMNS = ("alive", "made", "dots")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _column(declared: Declared) -> Column[Any]:
    kind_type = _TYPES[declared.codec.primitive]
    name, spec = declared.name, declared.spec
    if name == "id":
        return Column(name, kind_type, primary_key=True, nullable=False)
    if spec.refers and not spec.verb:  # a verb's came later: SQLite takes no key into a table
        key = ForeignKey(f"{spec.refers}.id", deferrable=True, initially="DEFERRED")
        return Column(name, kind_type, key, index=spec.index)
    return Column(name, kind_type, index=spec.index)


def _record_table(kind: Kind) -> Table:
    """Give a kind's table: its columns, whether it is alive, and the dots that wrote it.

    `made` is the dot of the operation that made the row, `dots` (null until the first edit)
    the msgpack map {register: [live dots]} of the registers written since.
    """
    return Table(
        kind.name,
        METADATA,
        *(_column(declared) for declared in kind.columns),
        Column("alive", WHOLE, nullable=False),
        Column("made", WHOLE, nullable=False),
        Column("dots", LargeBinary),
        sqlite_strict=True,
    )


RECORDS: MappingProxyType[str, Table] = MappingProxyType(
    {kind.name: _record_table(kind) for kind in KINDS}
)

# local: who this store is
SETTING = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
# local: every writer ever seen, with how far its operations are here and the chain there
WRITER = Table(
    "writer",
    METADATA,
    Column("no", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("own", WHOLE, nullable=False),
    Column("last", WHOLE, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_strict=True,
)
# local: the journal, a log of frames. sealed = 0: one transaction, plain; 1: joined, zstd
LOG = Table(
    "log",
    METADATA,
    Column("writer", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("first", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("last", WHOLE, nullable=False),
    Column("sealed", WHOLE, nullable=False),
    Column("tx_first", LargeBinary, nullable=False),
    Column("tx_last", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Index("ix_log_tx", "tx_last", "tx_first"),
    sqlite_strict=True,
)
# local: one row for each imported list; its transaction is the import's id
IMPORT = Table(
    "import",
    METADATA,
    Column("id", LargeBinary, primary_key=True, nullable=False),
    Column("file", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("new", WHOLE, nullable=False),
    Column("changed", WHOLE, nullable=False),
    Column("same", WHOLE, nullable=False),
    Column("doubtful", WHOLE, nullable=False),
    Column("refused", WHOLE, nullable=False),
    Column("undone", WHOLE, nullable=False),
    sqlite_strict=True,
)
# derived: how many records of each kind are alive (db/tally.py)
TALLY = Table(
    "tally",
    METADATA,
    Column("kind", Text, primary_key=True, nullable=False),
    Column("alive", WHOLE, nullable=False),
    sqlite_strict=True,
)
# local: how the columns of a list were mapped, by the list's own headers
MAPPING = Table(
    "mapping",
    METADATA,
    Column("headers", Text, primary_key=True, nullable=False),
    Column("mapping", Text, nullable=False),
    sqlite_strict=True,
)
# local: files by their SHA-256: the PDFs of issued papers, and attachments
BLOB = Table(
    "blob",
    METADATA,
    Column("sha256", LargeBinary, primary_key=True, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
# local: the desk's own keys, oldest first: the last one signs, all of them open files
KEY = Table(
    "key",
    METADATA,
    Column("no", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("secret", LargeBinary, nullable=False),
    Column("card", LargeBinary, nullable=False),
    sqlite_strict=True,
)
# local: other desks by their code; `cards` are all that they ever had, the newest last, `seen`
# what they have confirmed and `lacking` the files they asked for, `accepted` (of one revoked)
# how far its writers are read
PEER = Table(
    "peer",
    METADATA,
    Column("desk", Text, primary_key=True, nullable=False),
    Column("state", Text, nullable=False),
    Column("office", WHOLE, nullable=False),
    Column("cards", LargeBinary, nullable=False),
    Column("trusted_at", Text),
    Column("heard_at", Text),
    Column("seen", LargeBinary),
    Column("lacking", LargeBinary),
    Column("accepted", LargeBinary),
    sqlite_strict=True,
)
# local: export files that came and that left; `applied` says which stretches of the journal came
BUNDLE = Table(
    "bundle",
    METADATA,
    Column("sha256", LargeBinary, primary_key=True, nullable=False),
    Column("out", WHOLE, nullable=False),
    Column("desk", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("operations", WHOLE, nullable=False),
    Column("conflicts", WHOLE, nullable=False),
    Column("applied", LargeBinary),
    Column("undone", WHOLE, nullable=False),
    Index("ix_bundle_at", "at"),
    sqlite_strict=True,
)
# local: frames that wait: for an earlier one, for a desk to be trusted, for what they refer to
PARKED = Table(
    "parked",
    METADATA,
    Column("writer", Text, primary_key=True, nullable=False),
    Column("first", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("chain", LargeBinary, primary_key=True, nullable=False),
    Column("last", WHOLE, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Column("body", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("waits_for", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("desk", Text, nullable=False),
    sqlite_strict=True,
)
# local: the copies that were made of this store
BACKUP = Table(
    "backup",
    METADATA,
    Column("path", Text, primary_key=True, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)
# derived: the registers in which live values differ (db/conflicts.py)
CONFLICT = Table(
    "conflict",
    METADATA,
    Column("record", LargeBinary, primary_key=True, nullable=False),
    Column("register", WHOLE, primary_key=True, nullable=False, autoincrement=False),
    Column("kind", WHOLE, nullable=False),
    sqlite_strict=True,
)
LOCAL = (SETTING, WRITER, LOG, IMPORT, MAPPING, BLOB, KEY, PEER, BUNDLE, PARKED, BACKUP)
# Derived tables are the database's own (full text) and made by its module: db/sqlite/index.py
DERIVED = "find"  # what their names begin with
