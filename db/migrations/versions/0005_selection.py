"""Selections and evaluations as records; what a programme asks of firms; why a state."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "criterion",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("programme", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("most", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "provisional", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("alive", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dots", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.id"],
            name=op.f("fk_criterion_programme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sqlite_strict=True,
    )
    op.create_index("ix_criterion_programme", "criterion", ["programme"], unique=False)
    op.create_table(
        "ranking",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("mission", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=True),
        sa.Column("selection", sa.Text(), nullable=True),
        sa.Column("seed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("alive", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dots", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mission"],
            ["mission.id"],
            name=op.f("fk_ranking_mission"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking")),
        sqlite_strict=True,
    )
    op.create_index("ix_ranking_mission", "ranking", ["mission"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("mission", sa.LargeBinary(), nullable=True),
        sa.Column("firm", sa.LargeBinary(), nullable=True),
        sa.Column("application", sa.LargeBinary(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("alive", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dots", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application"],
            ["application.id"],
            name=op.f("fk_evaluation_application"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["firm"],
            ["firm.id"],
            name=op.f("fk_evaluation_firm"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mission"],
            ["mission.id"],
            name=op.f("fk_evaluation_mission"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sqlite_strict=True,
    )
    op.create_index("ix_evaluation_application", "evaluation", ["application"], unique=False)
    op.create_index("ix_evaluation_firm", "evaluation", ["firm"], unique=False)
    op.create_index("ix_evaluation_mission", "evaluation", ["mission"], unique=False)
    op.add_column("application", sa.Column("scores", sa.Text(), nullable=True))
    op.add_column("application", sa.Column("why", sa.Text(), nullable=True))
    op.add_column(
        "application",
        sa.Column("reserve", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    )
    op.add_column("application", sa.Column("admitted_on", sa.Text(), nullable=True))
    op.add_column("application", sa.Column("renounced_on", sa.Text(), nullable=True))
    op.add_column(
        "market",
        sa.Column(
            "passport_months", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
    op.add_column("programme", sa.Column("region", sa.Text(), nullable=True))
    op.add_column("programme", sa.Column("provinces", sa.Text(), nullable=True))
    op.add_column(
        "programme",
        sa.Column(
            "export_only", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
    op.add_column("programme", sa.Column("declarations", sa.Text(), nullable=True))
    op.add_column("programme", sa.Column("needs", sa.Text(), nullable=True))
    op.add_column("programme", sa.Column("counting", sa.Text(), nullable=True))
    op.add_column("programme", sa.Column("file", sa.Text(), nullable=True))
    op.add_column(
        "programme",
        sa.Column(
            "renunciation_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
    op.add_column(
        "programme",
        sa.Column(
            "score_threshold", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
    )
