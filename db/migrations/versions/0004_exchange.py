"""What desks exchange: keys, peers, files, conflicts; firms merged into others, erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "backup",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_backup")),
        sqlite_strict=True,
    )
    op.create_table(
        "bundle",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("out", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "operations", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conflicts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("applied", sa.LargeBinary(), nullable=True),
        sa.Column("undone", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_bundle")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("bundle", schema=None) as batch_op:
        batch_op.create_index("ix_bundle_at", ["at"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column(
            "register",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("record", "register", name=op.f("pk_conflict")),
        sqlite_strict=True,
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("records", sa.Text(), nullable=True),
        sa.Column("ordered_at", sa.Text(), nullable=True),
        sa.Column("ordered_by", sa.Text(), nullable=True),
        sa.Column("alive", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dots", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("erasure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_subject"), ["subject"], unique=False)

    op.create_table(
        "key",
        sa.Column(
            "no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "parked",
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column(
            "first",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("writer", "first", "chain", name=op.f("pk_parked")),
        sqlite_strict=True,
    )
    op.create_table(
        "peer",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("office", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cards", sa.LargeBinary(), nullable=False),
        sa.Column("trusted_at", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.Text(), nullable=True),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("lacking", sa.LargeBinary(), nullable=True),
        sa.Column("accepted", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_peer")),
        sqlite_strict=True,
    )
    op.add_column("firm", sa.Column("merged_into", sa.LargeBinary(), nullable=True))
    op.create_index("ix_firm_merged_into", "firm", ["merged_into"], unique=False)
