"""A tally of the living records of each kind, counted once from what is there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = (
    "firm", "site", "person", "accounts", "relation", "aid", "declaration", "consent",
    "export_sales", "session", "slot", "attendance", "readiness", "private_note", "mission",
    "application", "delegate", "programme", "line", "market", "sector", "sector_market", "paper",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "tally",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("alive", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_tally")),
        sqlite_strict=True,
    )
    for kind in KINDS:
        count = f"INSERT INTO tally SELECT '{kind}', count(*) FROM \"{kind}\" WHERE alive = 1"  # noqa: S608 - our own names
        op.execute(count)
