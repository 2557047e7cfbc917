"""The search box's table goes: its successors are derived and made by db/sqlite/index.py."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.drop_table("find")
