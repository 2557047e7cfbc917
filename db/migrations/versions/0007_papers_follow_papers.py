"""Papers that take the place of others; whom a certificate names; which edition a form asks."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply."""
    op.add_column("paper", sa.Column("revises", sa.LargeBinary(), nullable=True))
    op.add_column(
        "paper",
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    )
    op.add_column("paper", sa.Column("person", sa.LargeBinary(), nullable=True))
    op.add_column("paper", sa.Column("edition", sa.Text(), nullable=True))
    op.create_index("ix_paper_revises", "paper", ["revises"], unique=False)
