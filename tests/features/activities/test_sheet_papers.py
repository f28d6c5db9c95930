"""What the attendance sheet and the summary of an activity say, before they are drawn."""

import pypdfium2
import pytest

from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.report import BLANK_ROWS, attendance_sheet
from learnsoc_desktop.features.activities.service import add_walk_in, mark_attendance
from learnsoc_desktop.features.activities.sheet_queries import sheet_number, sheets_find
from learnsoc_desktop.features.activities.summary_report import activity_summary
from learnsoc_desktop.features.centre.model import SignatoryDetails
from learnsoc_desktop.features.centre.service import add_signatory
from learnsoc_desktop.reporting.document import Role, Signatures
from learnsoc_desktop.reporting.pdf import write_pdf


@pytest.fixture
def sheet(database, course):
    """Return a function that builds the sheet of the course."""

    def build(**asked):
        with database.reading() as session:
            return attendance_sheet(session, activity=str(course.activity), **asked)

    return build


def sums(report):
    (table,) = report.tables()
    return [row for row in table.rows if row.role is Role.TOTAL or row.cells[1].startswith("Leave")]


def test_that_the_code_of_a_sheet_leads_to_its_sessions(database, course, sheet):
    report = sheet()
    numbers = ".".join(sheet_number(session_id) for session_id in course.sessions)
    assert report.code == f"LS1/ATT/{numbers}"
    with database.reading() as session:
        hits = sheets_find(session, f"{report.code}/2-3")
        assert [hit.id for hit in hits] == [str(session_id) for session_id in course.sessions]
        assert not sheets_find(session, report.code)  # a reader has not typed it to the end


def test_that_a_session_nobody_marked_has_no_sums_yet(database, course, sheet):
    first, second, third = course.people
    with database.writing() as uow:
        mark_attendance(
            uow, course.sessions[0], {first: Mark.LATE, second: Mark.LEAVE, third: Mark.ABSENT}
        )
    came, away = sums(sheet(form="filled"))
    assert [part.items[0][1] for part in came.cells[2:4]] == [1, None]
    assert [part.items[0][1] for part in away.cells[2:4]] == [2, None]


def test_that_long_remarks_of_a_filled_sheet_are_whole_on_paper(database, course, sheet, tmp_path):
    first = course.people[0]
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], {first: Mark.LEFT_EARLY})
        mark_attendance(uow, course.sessions[1], {first: Mark.ABSENT})
    write_pdf(sheet(form="filled"), tmp_path / "sheet.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Left early ๑ Absent ๒" in " ".join(text.split())


def test_that_the_checker_is_the_one_of_the_other_papers(database, sheet):
    with database.writing() as uow:
        add_signatory(uow, SignatoryDetails(name="นางสาวปิยะนุช แก้วสว่าง"))
        add_signatory(uow, SignatoryDetails(name="นางรัชนี พูนผล", position="ครูชำนาญการ"))
    (block,) = [part for part in sheet().blocks if isinstance(part, Signatures)]
    checker = block.people[-1]
    assert (checker.name, checker.position) == ("นางรัชนี พูนผล", "ครูชำนาญการ")


def test_that_a_blank_sheet_needs_nothing_of_the_centre(database):
    with database.reading() as session:
        report = attendance_sheet(session)
    (table,) = report.tables()
    assert sum(row.role is Role.NORMAL and row.cells[1] == "" for row in table.rows) == BLANK_ROWS
    assert (report.code, report.sheet_no, report.sample) == ("", "", False)


def test_that_the_participations_of_a_summary_tally_with_walk_ins(database, course):
    with database.writing() as uow:
        mark_attendance(uow, course.sessions[0], dict.fromkeys(course.people, Mark.PRESENT))
        add_walk_in(uow, course.sessions[0], "ป้าติ๋ม")
    with database.reading() as session:
        by_age = activity_summary(session, activity=str(course.activity)).tables()[0]
    assert by_age.rows[-2].cells[0] == "Walk-ins"
    *parts, total = [row.cells[-1] for row in by_age.rows]
    assert (sum(parts), total) == (4, 4)
    assert by_age.rows[-1].cells[-2] == 3  # walk-ins are nobody in the registry: no people
