"""A centre's own versions of papers, and papers as they were handed in."""

import sqlalchemy as sa
from alembic import op

from learnsoc_desktop.data.migrations.v0001_baseline import record_columns


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "paper_variant",
        *record_columns(),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("report_key", sa.String(length=60), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_paper_variant_report_key"), "paper_variant", ["report_key"])
    op.create_table(
        "paper_snapshot",
        *record_columns(),
        sa.Column("handed_to", sa.String(length=150), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("handed_by", sa.String(length=150), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("report_key", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("parameters", sa.String(), nullable=False),
        sa.Column("period", sa.String(length=300), nullable=False),
        sa.Column("filter", sa.String(length=1000), nullable=False),
        sa.Column("counted", sa.String(length=120), nullable=False),
        sa.Column("variant", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_paper_snapshot_report_key"), "paper_snapshot", ["report_key"])
