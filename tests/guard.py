"""Triggers on every table of records: no path writes without an operation of the journal."""

from string import Template

from db.store import Store
from db.tables import RECORDS

# A new row's making dot must be in the log of the same transaction already, a changed row must
# carry new dots, and no row is ever deleted.
_TRIGGERS = (
    Template("""
        CREATE TRIGGER guard_insert_$name AFTER INSERT ON "$name"
        WHEN NOT EXISTS (
            SELECT 1 FROM log WHERE writer = NEW.made >> 40
            AND first <= (NEW.made & 1099511627775) AND last >= (NEW.made & 1099511627775))
        BEGIN SELECT RAISE(ABORT, 'made without an operation'); END
    """),
    Template("""
        CREATE TRIGGER guard_update_$name AFTER UPDATE ON "$name"
        WHEN NEW.dots IS OLD.dots OR NEW.dots IS NULL OR NEW.made IS NOT OLD.made
        BEGIN SELECT RAISE(ABORT, 'changed without an operation'); END
    """),
    Template("""
        CREATE TRIGGER guard_delete_$name AFTER DELETE ON "$name"
        BEGIN SELECT RAISE(ABORT, 'deleted'); END
    """),
)


def forbid_writes_without_operation(store: Store) -> None:
    """Let every write fail that no operation of the journal stands for."""
    with store.checking() as connection:
        for name in RECORDS:
            for trigger in _TRIGGERS:
                connection.exec_driver_sql(trigger.substitute(name=name))
