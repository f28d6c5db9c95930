"""Every command can be undone and done again: the tables are then as they were."""

import inspect
import io
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import inspect as inspect_tables
from sqlmodel import col, func, select

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import Matching, parse_file
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivityDetails,
    ActivitySession,
    Attendance,
    Enrolment,
    Mark,
    SessionDetails,
)
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.centre.codes import add_code, retire_code
from learnsoc_desktop.features.centre.model import (
    Code,
    CodeDetails,
    ImportBatch,
    ProfileDetails,
    Signatory,
    SignatoryDetails,
    Village,
    VillageDetails,
)
from learnsoc_desktop.features.centre.paper_model import SnapshotDetails, VariantDetails
from learnsoc_desktop.features.centre.paper_service import (
    HandedFile,
    add_variant,
    keep_handed_in,
)
from learnsoc_desktop.features.centre.saved_list_model import SavedList, SavedListDetails
from learnsoc_desktop.features.centre.saved_list_queries import ListAsked
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.bulk_queries import BulkField
from learnsoc_desktop.features.people.consent_fields import SigningDetails
from learnsoc_desktop.features.people.consent_model import Answer, Purpose, Signer
from learnsoc_desktop.features.people.consent_service import record_consent
from learnsoc_desktop.features.people.custom_model import (
    CustomField,
    CustomFieldDetails,
    CustomKind,
)
from learnsoc_desktop.features.people.custom_service import add_field, retire_field
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.layout_model import LayoutColumn, LayoutDetails
from learnsoc_desktop.features.people.layout_queries import with_program
from learnsoc_desktop.features.people.layout_service import remove_layout
from learnsoc_desktop.features.people.merge_service import merge_people
from learnsoc_desktop.features.people.model import Person, PersonDetails, PersonGroup, Sex
from learnsoc_desktop.features.people.more_model import (
    MemberDetails,
    MoreDetails,
    NameDetails,
    PersonMore,
    PersonName,
    RoleTerm,
    SensitiveDetails,
    TermDetails,
)
from learnsoc_desktop.features.people.own_group_model import (
    OwnGroup,
    OwnGroupDetails,
    OwnGroupMember,
)
from learnsoc_desktop.features.people.parked_model import ParkedRow
from learnsoc_desktop.features.people.parked_service import take_as_same
from learnsoc_desktop.features.people.path_model import (
    GoalDetails,
    LearningGoal,
    Skill,
    WantDetails,
)
from learnsoc_desktop.reporting.adjusting import Adjustment
from learnsoc_desktop.reporting.content import Content
from tests.contract.kit import EXCHANGES, TRASH, modules

TODAY = date.today()  # noqa: DTZ011  the sample is made for the day on the wall
NEW_NAME = "ชื่อใหม่ของการทดสอบ"
FILE = "คำนำหน้า,ชื่อ,นามสกุล,เพศ,โทรศัพท์\nนาง,สมใจ,ทดสอบดี,หญิง,081-234-5678\n"

HANDED = HandedFile("summary", "สรุปผล", Content("th", (), ()), b"%PDF-1.4", {"quarter": "1"})
VILLAGES = "หมู่ที่,ชื่อหมู่บ้าน,ชาย,หญิง\n1,บ้านโคกสว่าง,300,\n92,บ้านใหม่,10,12\n"

COLUMNS = (LayoutColumn("ชื่อเต็ม", "full_name"), LayoutColumn("ลายมือชื่อ"))

Step = Callable[[UnitOfWork], Any]


class Sample:
    """A sample centre to try a command on: its records, and what is written before it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.folder = CentreFolder(database.path.parent)

    def one(self, entity: Any, *conditions: Any, at: int = 0) -> Any:
        """Return a living record."""
        query = select(entity).where(alive(entity), *conditions).order_by(entity.id)
        with self.database.reading() as session:
            return session.exec(query.offset(at).limit(1)).one()

    def write(self, command: Step) -> Any:
        """Write something that is no part of the step."""
        with self.database.writing() as uow:
            return command(uow)

    def session_with_marks(self) -> ActivitySession:
        """Return the session with most marks."""
        query = (
            select(Attendance.session_id)
            .where(alive(Attendance))
            .group_by(col(Attendance.session_id))
            .order_by(func.count().desc())
        )
        with self.database.reading() as session:
            return session.get(ActivitySession, session.exec(query.limit(1)).one())

    def session_to_fill(self) -> ActivitySession:
        """Return a session somebody is enrolled for that has no mark."""
        enrolled = select(Enrolment.activity_id)
        marked = select(Attendance.session_id)
        return self.one(
            ActivitySession,
            col(ActivitySession.activity_id).in_(enrolled),
            col(ActivitySession.id).not_in(marked),
            col(ActivitySession.cancelled).is_(False),
        )

    def file(self, kind: str = "people", text: str = FILE) -> Any:
        """Return a parsed file, of one new person unless something else is said."""
        path = self.folder.root / f"{kind}.csv"
        path.write_text(text, "utf-8")
        spec = next(spec for spec in EXCHANGES if spec.key == kind)
        with self.database.reading() as session:
            return parse_file(str(path), resolve(spec.plan)(session, TODAY))


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "PNG")
    return file.getvalue()


def details(kind: Any, record: Any, **changed: Any) -> Any:
    """Return what a form would hand over to change a record."""
    values = {name: getattr(record, name) for name in kind.model_fields if hasattr(record, name)}
    return kind.model_validate({**values, **changed})


def walk_in(sample: Sample) -> UUID:
    """Return the mark of somebody who is not in the registry."""
    return sample.one(Attendance, col(Attendance.person_id).is_(None)).id


def stranger_to(sample: Sample, mark_id: UUID) -> UUID:
    """Return a person without a mark on the sheet a mark stands on."""
    sheet = select(Attendance.session_id).where(Attendance.id == mark_id).scalar_subquery()
    there = select(Attendance.person_id).where(
        Attendance.session_id == sheet, col(Attendance.person_id).is_not(None)
    )
    return sample.one(Person, col(Person.id).not_in(there)).id


def named_mark(sample: Sample) -> UUID:
    return sample.one(Attendance, col(Attendance.person_id).is_not(None)).id


def new_village(sample: Sample) -> UUID:
    return sample.write(lambda uow: add_village(uow, VillageDetails(moo=91, name="บ้านว่าง")))


def handed_in(sample: Sample) -> UUID:
    details = SnapshotDetails(handed_to="อำเภอ")
    return sample.write(lambda uow: keep_handed_in(uow, sample.folder, HANDED, details))


def consenting(sample: Sample) -> UUID:
    """Return a person who lets sensitive details be kept."""
    person = sample.one(Person, col(Person.merged_into).is_(None)).id
    signing = SigningDetails(given_on=TODAY, signer=Signer.BOTH, signer_name=NEW_NAME)
    answers = {Purpose.SENSITIVE: Answer.YES}
    sample.write(lambda uow: record_consent(uow, person, signing, answers, today=TODAY))
    return person


def new_variant(sample: Sample) -> UUID:
    details = VariantDetails(name="แบบทดสอบ")
    return sample.write(lambda uow: add_variant(uow, "summary", details, Adjustment(title="ก")))


def new_word(sample: Sample) -> UUID:
    return sample.write(lambda uow: add_code(uow, "occupation", CodeDetails(name="ช่างภาพ")))


def new_field(sample: Sample) -> UUID:
    details = CustomFieldDetails(name=NEW_NAME, kind=CustomKind.NUMBER)
    return sample.write(lambda uow: add_field(uow, details))


def retired_field(sample: Sample) -> UUID:
    field = new_field(sample)
    sample.write(lambda uow: retire_field(uow, field))
    return field


def own_value(sample: Sample) -> tuple[UUID, dict[str, int]]:
    return sample.one(Person).id, {f"own_{new_field(sample).hex}": 3}


def retired_word(sample: Sample) -> UUID:
    word = new_word(sample)
    sample.write(lambda uow: retire_code(uow, word))
    return word


def standing_import(sample: Sample) -> UUID:
    parsed = sample.file()
    sample.write(lambda uow: import_people(uow, parsed, today=TODAY))
    return sample.one(ImportBatch, col(ImportBatch.undone_at).is_(None)).id


def parked_row(sample: Sample) -> UUID:
    """Return a row of a file that is to be decided."""
    like, batch = sample.one(Person), standing_import(sample)
    details = PersonDetails(first_name=like.first_name, line_id=NEW_NAME).model_dump_json(
        include={"first_name", "line_id"}
    )
    row = ParkedRow(
        batch_id=batch, row_no=2, name=NEW_NAME, details=details, like_id=like.id, score=90
    )
    row_id = row.id
    sample.write(lambda uow: uow.add(row))
    return row_id


def decided_row(sample: Sample) -> UUID:
    row = parked_row(sample)
    sample.write(lambda uow: take_as_same(uow, [row]))
    return row


def removed_layout(sample: Sample) -> None:
    sample.write(lambda uow: remove_layout(uow, with_program()[1].id))


def cancelled(sample: Sample) -> UUID:
    return sample.one(ActivitySession, col(ActivitySession.cancelled).is_(True)).id


def used_words(sample: Sample) -> tuple[UUID, UUID]:
    """Return a target group people are in, and another."""
    words = {"older", "farmer"}
    with sample.database.reading() as session:
        query = select(Code.id).where(col(Code.key).in_(words), Code.list_key == "target_group")
        one, two = session.exec(query).all()
    return one, two


def unused_group(sample: Sample) -> UUID:
    """Return a target group nobody is in."""
    used = select(PersonGroup.code_id)
    groups = Code.list_key == "target_group"
    return sample.one(Code, groups, col(Code.id).not_in(used)).id


def not_in_group(sample: Sample, group_id: UUID) -> UUID:
    there = select(OwnGroupMember.person_id).where(OwnGroupMember.group_id == group_id)
    return sample.one(Person, col(Person.id).not_in(there), col(Person.merged_into).is_(None)).id


def in_trash(sample: Sample) -> UUID:
    with sample.database.reading() as session:
        return session.exec(
            select(Person.id).where(col(Person.deleted_at).is_not(None)).limit(1)
        ).one()


def person_not_on(sample: Sample, activity_id: UUID) -> UUID:
    there = select(Enrolment.person_id).where(Enrolment.activity_id == activity_id)
    return sample.one(Person, col(Person.id).not_in(there)).id


def two_people(sample: Sample) -> tuple[UUID, UUID]:
    """Return two records that may be merged."""
    free = col(Person.merged_into).is_(None)
    return sample.one(Person, free).id, sample.one(Person, free, at=1).id


def merged(sample: Sample) -> UUID:
    """Return a record that was merged into another one."""
    kept, other = two_people(sample)
    sample.write(lambda uow: merge_people(uow, kept, other))
    return other


def enrolled(sample: Sample) -> Enrolment:
    return sample.one(Enrolment)


def marked(sample: Sample) -> dict[UUID, Mark]:
    """Return marks for some of those on the roll of the session that is to be filled."""
    activity_id = sample.session_to_fill().activity_id
    first = [sample.one(Enrolment, Enrolment.activity_id == activity_id, at=n) for n in (0, 1)]
    return {first[0].person_id: Mark.PRESENT, first[1].person_id: Mark.LEFT_EARLY}


# What each command is called with, after ``uow``: by its name, arguments and named arguments.
CALLS: Mapping[str, Callable[[Sample], tuple[Any, ...]]] = {
    "add_code": lambda _s: ("occupation", CodeDetails(name="คนเลี้ยงผึ้ง", name_en="Bee keeper")),
    "add_own_group": lambda s: (OwnGroupDetails(name=NEW_NAME), two_people(s)),
    "add_field": lambda _s: (CustomFieldDetails(name=NEW_NAME),),
    "add_session": lambda s: (s.one(Activity).id, SessionDetails(held_on=TODAY)),
    "add_signatory": lambda _s: (SignatoryDetails(name=NEW_NAME),),
    "add_variant": lambda _s: (
        "summary",
        VariantDetails(name=NEW_NAME),
        Adjustment(title=NEW_NAME),
    ),
    "add_village": lambda _s: (VillageDetails(moo=90, name=NEW_NAME),),
    "add_walk_in": lambda s: (s.session_with_marks().id, "น้าติ๋ม", Sex.FEMALE),
    "cancel_session": lambda s: (s.session_with_marks().id, "ฝนตก"),
    "change_activity": lambda s: (
        (found := s.one(Activity)).id,
        details(ActivityDetails, found, name=NEW_NAME, ends_on=found.starts_on + timedelta(9)),
    ),
    "change_field": lambda s: (new_field(s), CustomFieldDetails(name=f"{NEW_NAME} 2")),
    "change_handing_in": lambda s: (handed_in(s), SnapshotDetails(handed_to=NEW_NAME)),
    "change_many": lambda s: (two_people(s), BulkField.ADD_GROUP, unused_group(s)),
    "change_mark": lambda s: (named_mark(s), Mark.LEFT_EARLY, time(10, 5)),
    "change_own_group": lambda s: (s.one(OwnGroup).id, OwnGroupDetails(name=NEW_NAME)),
    "change_person": lambda s: (
        (found := s.one(Person)).id,
        details(PersonDetails, found, nickname=NEW_NAME, target_groups=list(used_words(s))),
        {"today": TODAY},
    ),
    "change_session": lambda s: (
        (found := s.session_with_marks()).id,
        details(SessionDetails, found, topic=NEW_NAME),
    ),
    "change_signatory": lambda s: (s.one(Signatory).id, SignatoryDetails(name=NEW_NAME)),
    "change_title": lambda s: (s.one(Person, col(Person.title) != "").id, ""),
    "change_variant": lambda s: (
        new_variant(s),
        VariantDetails(name=NEW_NAME),
        Adjustment(above=NEW_NAME),
    ),
    "change_village": lambda s: (s.one(Village).id, VillageDetails(moo=90, name=NEW_NAME)),
    "clear_mark": lambda s: (named_mark(s),),
    "count_heads": lambda s: (s.session_with_marks().id, 33),
    "delete_activity": lambda s: (s.one(Activity).id,),
    "delete_people": lambda s: (two_people(s),),
    "delete_person": lambda s: (s.one(Person).id,),
    "delete_session": lambda s: (s.session_with_marks().id,),
    "empty_more": lambda s: (
        s.one(PersonMore, PersonMore.nationality != "").person_id,
        ["nationality"],
    ),
    "enrol": lambda s: (
        activity := s.one(Activity).id,
        [person_not_on(s, activity)],
    ),
    "finish_session": lambda s: (s.session_to_fill().id,),
    "hold_session": lambda s: (cancelled(s),),
    "import_people": lambda s: (s.file(), {"today": TODAY}),
    "keep_apart": two_people,
    "keep_handed_in": lambda s: (s.folder, HANDED, SnapshotDetails(handed_to=NEW_NAME)),
    "import_villages": lambda s: (s.file("villages", VILLAGES), {"today": TODAY}),
    "link_walk_in": lambda s: (mark := walk_in(s), stranger_to(s, mark)),
    "mark_attendance": lambda s: (s.session_to_fill().id, marked(s), {"left_at": time(10)}),
    "mark_rest": lambda s: (s.session_to_fill().id,),
    "merge_people": two_people,
    "move_code": lambda s: (s.one(Code).id, 1),
    "move_field": lambda s: (s.one(CustomField).id, 1),
    "move_signatory": lambda s: (s.one(Signatory).id, 1),
    "move_uses": used_words,
    "put_in": lambda s: (group := s.one(OwnGroup).id, [not_in_group(s, group)]),
    "plan_activity": lambda _s: (
        ActivityDetails(name=NEW_NAME, starts_on=TODAY),
        [SessionDetails(held_on=TODAY), SessionDetails(held_on=TODAY + timedelta(7))],
    ),
    "add_layout": lambda _s: (LayoutDetails(name=NEW_NAME), COLUMNS),
    "bring_back_layouts": lambda s: (removed_layout(s) or {},),
    "change_layout": lambda _s: (with_program()[0].id, LayoutDetails(name=NEW_NAME), COLUMNS),
    "remember_matching": lambda _s: (Matching(("a", "b"), ("full_name", "")),),
    "remove_layout": lambda _s: (with_program()[0].id,),
    "add_note": lambda s: (s.one(Person).id, WantDetails(what=NEW_NAME)),
    "change_note": lambda s: (s.one(LearningGoal).id, GoalDetails(goal=NEW_NAME)),
    "add_entry": lambda s: (
        (two := two_people(s))[0],
        MemberDetails(member_id=two[1]),
        {"today": TODAY},
    ),
    "change_entry": lambda s: (
        (found := s.one(RoleTerm)).id,
        details(TermDetails, found, position=NEW_NAME),
        {"today": TODAY},
    ),
    "remove_entry": lambda s: (NameDetails, s.one(PersonName).id),
    "save_more": lambda s: (
        s.one(Person).id,
        MoreDetails(guardian_name=NEW_NAME, languages=[code_id("language", "khmer")]),
    ),
    "save_sensitive": lambda s: (
        consenting(s),
        SensitiveDetails(ethnicity=NEW_NAME, supports=[code_id("support", "ramp")]),
        {"today": TODAY},
    ),
    "mark_skills": lambda s: (
        s.one(Person).id,
        {Skill.SOLVES: 3, Skill.THINKS: 5},
        {"on": TODAY, "today": TODAY},
    ),
    "remove_list": lambda s: (s.one(SavedList).id,),
    "remove_own_group": lambda s: (s.one(OwnGroup).id,),
    "rename_list": lambda s: (s.one(SavedList).id, SavedListDetails(name=NEW_NAME)),
    "save_list": lambda _s: (
        "people",
        SavedListDetails(name=NEW_NAME),
        ["older"],
        ListAsked(frozenset({"older"}), "ก"),
    ),
    "take_out": lambda s: ((one := s.one(OwnGroupMember)).group_id, [one.person_id]),
    "remove_note": lambda s: (GoalDetails, s.one(LearningGoal).id),
    "record_consent": lambda s: (
        s.one(Person).id,
        SigningDetails(given_on=TODAY, signer=Signer.GUARDIAN, signer_name=NEW_NAME),
        {Purpose.CONTACT: Answer.YES, Purpose.DIRECTORY: Answer.PUBLIC},
        {"today": TODAY},
    ),
    "reopen_parked": lambda s: ([decided_row(s)],),
    "register_person": lambda s: (
        PersonDetails(first_name=NEW_NAME, sex=Sex.MALE, village_id=s.one(Village).id),
        {"today": TODAY},
    ),
    "remove_code": lambda s: (new_word(s),),
    "remove_signatory": lambda s: (s.one(Signatory).id,),
    "remove_snapshot": lambda s: (handed_in(s),),
    "remove_variant": lambda s: (new_variant(s),),
    "remove_village": lambda s: (new_village(s),),
    "rename_code": lambda s: (s.one(Code).id, CodeDetails(name=NEW_NAME)),
    "restore": lambda s: (next(k for k in TRASH if k.title == "Person"), in_trash(s)),
    "retire_code": lambda s: (s.one(Code).id,),
    "retire_field": lambda s: (s.one(CustomField).id,),
    "save_profile": lambda s: (s.folder, ProfileDetails(name=NEW_NAME), {"emblem": picture()}),
    "set_consent_text": lambda _s: (Purpose.CONTACT, NEW_NAME),
    "set_many_more": lambda s: ([(s.one(Person).id, {"nationality": NEW_NAME})],),
    "set_many_values": lambda s: ([own_value(s)],),
    "set_own_values": own_value,
    "set_head_counts": lambda s: (s.session_with_marks().id, {(Sex.MALE, "60+"): 7}),
    "set_picture": lambda s: (s.folder, s.one(Person).id, picture()),
    "take_as_other": lambda s: ([parked_row(s)], {"today": TODAY}),
    "take_as_same": lambda s: ([parked_row(s)],),
    "throw_away": lambda s: ([parked_row(s)],),
    "undo_file": lambda s: (standing_import(s),),
    "undo_import": lambda s: (standing_import(s),),
    "unmerge_person": lambda s: (merged(s),),
    "unretire_code": lambda s: (retired_word(s),),
    "unretire_field": lambda s: (retired_field(s),),
    "update_profile": lambda _s: (ProfileDetails(name=NEW_NAME),),
    "withdraw": lambda s: ((one := enrolled(s)).activity_id, one.person_id),
}
# Called by commands, or before there is anything that could be undone.
PARTS = frozenset({"found_centre", "living", "move_references", "profile_of", "set_links"})
PARTS |= {"store_file", "store_picture", "write_people"}
PARTS |= {"note_statuses", "put_into_household", "settle_statuses", "take_back_status"}
PARTS |= {"after_restore"}
PARTS |= {"erase_sensitive"}  # nothing takes it back: tests/features/people/test_erasing.py
PARTS |= {"leave_more", "set_more"}  # of a merge
PARTS |= {"open_rows", "write_values", "store_file", "store_picture", "write_people"}
PARTS |= {"put_right"}  # of a file that a disk damaged: tests/features/maintenance/test_guard.py
PARTS |= {"mend_search"}  # works the index out anew; no row is written


def commands() -> dict[str, Callable[..., Any]]:
    """Return every function of the features that writes."""
    found = {}
    for module in modules(""):
        if module.__name__.endswith(("sample", "page", "widget")):
            continue
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            if next(iter(inspect.signature(function).parameters), "") == "uow":
                assert name not in found, f"two commands are called {name}"
                found[name] = function
    return found


COMMANDS = commands()


def state(database: Database) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row of every table a command writes to; not when it was written last."""
    rows = {}
    with database.reading() as session:
        connection = session.connection()
        for table in inspect_tables(connection).get_table_names():
            columns = [one["name"] for one in inspect_tables(connection).get_columns(table)]
            if "deleted_at" in columns:
                kept = [name for name in columns if name != "updated_at"]
                named = ", ".join(f'"{name}"' for name in kept)
                found = connection.exec_driver_sql(f'SELECT {named} FROM "{table}"')
                at = kept.index("id")
                rows |= {(table, row[at]): dict(zip(kept, row, strict=True)) for row in found}
    return rows


def test_that_every_command_is_tried_here():
    assert set(COMMANDS) == set(CALLS) | PARTS


@pytest.mark.parametrize("name", sorted(CALLS))
def test_that_a_command_is_undone_and_done_again(few, name):
    here = Sample(few)
    *arguments, last = CALLS[name](here)
    named = last if isinstance(last, dict) and set(last) <= NAMED[name] else None
    arguments += [last] if named is None else []
    before = state(few)
    with few.writing("step") as uow:
        COMMANDS[name](uow, *arguments, **(named or {}))
    after = state(few)
    assert after != before
    assert few.undo().title == "step"
    undone = state(few)
    assert differences(before, {key: undone[key] for key in before}) == {}
    left = {key for key in undone if key not in before and undone[key]["deleted_at"] is None}
    assert left == set()
    assert few.redo().title == "step"
    assert differences(after, state(few)) == {}


NAMED = {
    name: {
        parameter.name
        for parameter in inspect.signature(command).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    for name, command in COMMANDS.items()
}


def differences(one, other):
    """Return the values that differ, by table and id."""
    return {
        key: {name: (value, other.get(key, {}).get(name)) for name, value in row.items()}
        for key, row in one.items()
        if row != other.get(key)
    }
