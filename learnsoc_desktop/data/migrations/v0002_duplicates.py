"""Records that were found to be one person, and those that were found not to be."""

import sqlalchemy as sa
from alembic import op

from learnsoc_desktop.data.migrations.v0001_baseline import record_columns


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "person_merge",
        *record_columns(),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("overwritten", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_merge_kept_id"), "person_merge", ["kept_id"], unique=False)
    op.create_index(op.f("ix_person_merge_other_id"), "person_merge", ["other_id"], unique=False)
    op.create_table(
        "not_same_person",
        *record_columns(),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("two_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["two_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_not_same_person_one_id"), "not_same_person", ["one_id"], unique=False)
    op.create_index(op.f("ix_not_same_person_two_id"), "not_same_person", ["two_id"], unique=False)
