"""The tables of the first release."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def record_columns() -> list[sa.Column[Any]]:
    """Return the columns that every record has, anew for each table."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "attachment",
        *record_columns(),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    op.create_table(
        "centre_profile",
        *record_columns(),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("old_name", sa.String(length=150), nullable=False),
        sa.Column("subdistrict", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("province", sa.String(length=80), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("district_office", sa.String(length=150), nullable=False),
        sa.Column("province_office", sa.String(length=150), nullable=False),
        sa.Column("department", sa.String(length=150), nullable=False),
        sa.Column("document_prefix", sa.String(length=40), nullable=False),
        sa.Column("emblem", sa.String(length=64), nullable=False),
        sa.Column("garuda", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("legal_basis", sa.String(length=30), nullable=False),
        sa.Column("kept_years", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "code",
        *record_columns(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("list_key", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("position_no", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_code_list_key"), "code", ["list_key"], unique=False)
    op.create_table(
        "consent_text",
        *record_columns(),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "custom_field",
        *record_columns(),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("help", sa.String(length=120), nullable=False),
        sa.Column("position_no", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "head_matching",
        *record_columns(),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_head_matching_signature"), "head_matching", ["signature"], unique=False
    )
    op.create_table("household", *record_columns(), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "import_batch",
        *record_columns(),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("parked", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "own_group",
        *record_columns(),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
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
    op.create_index(
        op.f("ix_paper_snapshot_report_key"), "paper_snapshot", ["report_key"], unique=False
    )
    op.create_table(
        "paper_variant",
        *record_columns(),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("report_key", sa.String(length=60), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_paper_variant_report_key"), "paper_variant", ["report_key"], unique=False
    )
    op.create_table(
        "people_layout",
        *record_columns(),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("dates", sa.String(length=30), nullable=False),
        sa.Column("digits", sa.String(length=30), nullable=False),
        sa.Column("words", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "saved_list",
        *record_columns(),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("sort", sa.String(length=60), nullable=False),
        sa.Column("descending", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_saved_list_place"), "saved_list", ["place"], unique=False)
    op.create_table(
        "signatory",
        *record_columns(),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("position", sa.String(length=150), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("position_no", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "village",
        *record_columns(),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("moo", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("men_0_5", sa.Integer(), nullable=True),
        sa.Column("women_0_5", sa.Integer(), nullable=True),
        sa.Column("men_6_14", sa.Integer(), nullable=True),
        sa.Column("women_6_14", sa.Integer(), nullable=True),
        sa.Column("men_15_24", sa.Integer(), nullable=True),
        sa.Column("women_15_24", sa.Integer(), nullable=True),
        sa.Column("men_25_39", sa.Integer(), nullable=True),
        sa.Column("women_25_39", sa.Integer(), nullable=True),
        sa.Column("men_40_59", sa.Integer(), nullable=True),
        sa.Column("women_40_59", sa.Integer(), nullable=True),
        sa.Column("men_60", sa.Integer(), nullable=True),
        sa.Column("women_60", sa.Integer(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_village_sort_key"), "village", ["sort_key"], unique=False)
    op.create_table(
        "import_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_import_change_batch_id"), "import_change", ["batch_id"], unique=False)
    op.create_table(
        "person",
        *record_columns(),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("nickname", sa.String(length=60), nullable=False),
        sa.Column("sex", sa.String(length=30), nullable=False),
        sa.Column("born", sa.String(length=12), nullable=False),
        sa.Column("id_type", sa.String(length=30), nullable=False),
        sa.Column("id_number", sa.String(length=30), nullable=False),
        sa.Column("id_confirmed", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("line_id", sa.String(length=60), nullable=False),
        sa.Column("house_no", sa.String(length=40), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("road", sa.String(length=80), nullable=False),
        sa.Column("subdistrict", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("province", sa.String(length=80), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("house_code", sa.String(length=15), nullable=False),
        sa.Column("registered_house_no", sa.String(length=40), nullable=False),
        sa.Column("registered_village", sa.String(length=80), nullable=False),
        sa.Column("registered_road", sa.String(length=80), nullable=False),
        sa.Column("registered_subdistrict", sa.String(length=80), nullable=False),
        sa.Column("registered_district", sa.String(length=80), nullable=False),
        sa.Column("registered_province", sa.String(length=80), nullable=False),
        sa.Column("registered_postcode", sa.String(length=10), nullable=False),
        sa.Column("education_id", sa.Uuid(), nullable=True),
        sa.Column("occupation_id", sa.Uuid(), nullable=True),
        sa.Column("learner_code", sa.String(length=30), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.ForeignKeyConstraint(["education_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["merged_into"], ["person.id"]),
        sa.ForeignKeyConstraint(["occupation_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_id_number"), "person", ["id_number"], unique=False)
    op.create_index(op.f("ix_person_learner_code"), "person", ["learner_code"], unique=False)
    op.create_index(op.f("ix_person_merged_into"), "person", ["merged_into"], unique=False)
    op.create_index(op.f("ix_person_sort_key"), "person", ["sort_key"], unique=False)
    op.create_index(op.f("ix_person_village_id"), "person", ["village_id"], unique=False)
    op.create_table(
        "activity",
        *record_columns(),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("venue", sa.String(length=150), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("lecturer_id", sa.Uuid(), nullable=True),
        sa.Column("target_people", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["lecturer_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["responsible_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_activity_programme_id"), "activity", ["programme_id"], unique=False)
    op.create_index(op.f("ix_activity_sort_key"), "activity", ["sort_key"], unique=False)
    op.create_index(op.f("ix_activity_starts_on"), "activity", ["starts_on"], unique=False)
    op.create_table(
        "consent",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("answer", sa.String(length=30), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("text_id", sa.Uuid(), nullable=True),
        sa.Column("signer", sa.String(length=30), nullable=False),
        sa.Column("signer_name", sa.String(length=150), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("witness", sa.String(length=150), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["text_id"], ["consent_text.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "custom_value",
        *record_columns(),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("field_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("code_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["field_id"], ["custom_field.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_custom_value_code_id"), "custom_value", ["code_id"], unique=False)
    op.create_index(
        "ix_custom_value_held",
        "custom_value",
        ["field_id", "person_id", "number", "day", "deleted_at"],
        unique=False,
    )
    op.create_index(op.f("ix_custom_value_person_id"), "custom_value", ["person_id"], unique=False)
    op.create_index(op.f("ix_custom_value_sort_key"), "custom_value", ["sort_key"], unique=False)
    op.create_table(
        "household_member",
        *record_columns(),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("relation_id", sa.Uuid(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["relation_id"], ["code.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_household_member_household_id"), "household_member", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_household_member_member_id"), "household_member", ["member_id"], unique=False
    )
    op.create_table(
        "learning_goal",
        *record_columns(),
        sa.Column("goal", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("steps", sa.String(length=1000), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_learning_goal_person_id"), "learning_goal", ["person_id"], unique=False
    )
    op.create_table(
        "learning_log",
        *record_columns(),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=150), nullable=False),
        sa.Column("used_for", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_learning_log_person_id"), "learning_log", ["person_id"], unique=False)
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
    op.create_table(
        "own_group_member",
        *record_columns(),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["own_group.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_own_group_member_group_id"), "own_group_member", ["group_id"], unique=False
    )
    op.create_index(
        "ix_own_group_member_person_id_group_id",
        "own_group_member",
        ["person_id", "group_id"],
        unique=False,
    )
    op.create_table(
        "parked_row",
        *record_columns(),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("own", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("like_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("overwritten", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"]),
        sa.ForeignKeyConstraint(["like_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_parked_row_batch_id"), "parked_row", ["batch_id"], unique=False)
    op.create_index(op.f("ix_parked_row_like_id"), "parked_row", ["like_id"], unique=False)
    op.create_index(op.f("ix_parked_row_state"), "parked_row", ["state"], unique=False)
    op.create_table(
        "person_group",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_group_code_id"), "person_group", ["code_id"], unique=False)
    op.create_index(
        "ix_person_group_person_id_code_id", "person_group", ["person_id", "code_id"], unique=False
    )
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
        "person_more",
        *record_columns(),
        sa.Column("clergy_id", sa.Uuid(), nullable=True),
        sa.Column("nationality", sa.String(length=60), nullable=False),
        sa.Column("literacy", sa.String(length=30), nullable=True),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("guardian_name", sa.String(length=150), nullable=False),
        sa.Column("guardian_relation_id", sa.Uuid(), nullable=True),
        sa.Column("guardian_phone", sa.String(length=40), nullable=False),
        sa.Column("internet_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["clergy_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["guardian_relation_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["internet_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_person_more_guardian_id"), "person_more", ["guardian_id"], unique=False
    )
    op.create_index(op.f("ix_person_more_person_id"), "person_more", ["person_id"], unique=False)
    op.create_table(
        "person_name",
        *record_columns(),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("language_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["language_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_name_person_id"), "person_name", ["person_id"], unique=False)
    op.create_index(op.f("ix_person_name_sort_key"), "person_name", ["sort_key"], unique=False)
    op.create_table(
        "person_role",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_role_code_id"), "person_role", ["code_id"], unique=False)
    op.create_index(
        "ix_person_role_person_id_code_id", "person_role", ["person_id", "code_id"], unique=False
    )
    op.create_table(
        "person_sensitive",
        *record_columns(),
        sa.Column("religion", sa.String(length=60), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("disability_card", sa.String(length=30), nullable=False),
        sa.Column("disability_card_until", sa.Date(), nullable=True),
        sa.Column("health", sa.String(length=1000), nullable=False),
        sa.Column("health_until", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_person_sensitive_person_id"), "person_sensitive", ["person_id"], unique=False
    )
    op.create_table(
        "person_word",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_word_code_id"), "person_word", ["code_id"], unique=False)
    op.create_index(
        "ix_person_word_person_id_code_id", "person_word", ["person_id", "code_id"], unique=False
    )
    op.create_table(
        "role_term",
        *record_columns(),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.String(length=80), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["role_id"], ["code.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_role_term_person_id"), "role_term", ["person_id"], unique=False)
    op.create_table(
        "skill_mark",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("skill", sa.String(length=30), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_skill_mark_person_id"), "skill_mark", ["person_id"], unique=False)
    op.create_table(
        "status_change",
        *record_columns(),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_status_change_person_id"), "status_change", ["person_id"], unique=False
    )
    op.create_table(
        "study_term",
        *record_columns(),
        sa.Column("semester", sa.String(length=10), nullable=False),
        sa.Column("level_id", sa.Uuid(), nullable=True),
        sa.Column("group_name", sa.String(length=80), nullable=False),
        sa.Column("student_code", sa.String(length=20), nullable=False),
        sa.Column("quality_hours", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["level_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_study_term_person_id"), "study_term", ["person_id"], unique=False)
    op.create_table(
        "want",
        *record_columns(),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=150), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_want_person_id"), "want", ["person_id"], unique=False)
    op.create_table(
        "activity_session",
        *record_columns(),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("venue", sa.String(length=150), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("cancel_reason", sa.String(length=200), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("heads_counted", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_activity_session_activity_id"), "activity_session", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_activity_session_held_on"), "activity_session", ["held_on"], unique=False
    )
    op.create_table(
        "enrolment",
        *record_columns(),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("roll_no", sa.Integer(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_enrolment_activity_id"), "enrolment", ["activity_id"], unique=False)
    op.create_index(op.f("ix_enrolment_person_id"), "enrolment", ["person_id"], unique=False)
    op.create_table(
        "erasure",
        *record_columns(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("details", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"], unique=False)
    op.create_table(
        "attendance",
        *record_columns(),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("walk_in_name", sa.String(length=100), nullable=False),
        sa.Column("walk_in_sex", sa.String(length=30), nullable=False),
        sa.Column("mark", sa.String(length=30), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["session_id"], ["activity_session.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"], unique=False)
    op.create_index(op.f("ix_attendance_session_id"), "attendance", ["session_id"], unique=False)
    op.create_table(
        "head_count",
        *record_columns(),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("sex", sa.String(length=30), nullable=False),
        sa.Column("age_band", sa.String(length=10), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["activity_session.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_head_count_session_id"), "head_count", ["session_id"], unique=False)
