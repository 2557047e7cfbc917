"""SQLAlchemy over the driver; whatever is read before it is loaded does without this module."""

from typing import cast

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool


def engine_over(connection: driver.Connection) -> Engine:
    """Give SQLAlchemy's engine over one open connection; transactions are begun by the store."""
    return create_engine(
        "sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool
    )


def driver_of(connection: Connection) -> driver.Connection:
    """Give the driver's own connection under one of SQLAlchemy's."""
    return cast("driver.Connection", connection.connection.driver_connection)
