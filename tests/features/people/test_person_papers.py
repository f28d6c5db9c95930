"""Papers about people that are filled in or gone on with: the application form, records to be completed."""

from datetime import UTC, datetime
from pathlib import Path

from learnsoc_desktop.core.feature import TAUGHT, Event
from learnsoc_desktop.core.identity import grouped
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.analysis_report import analysis_of
from learnsoc_desktop.features.people.application_report import application_form, application_of
from learnsoc_desktop.features.people.incomplete_report import incomplete_list
from learnsoc_desktop.features.people.model import IdType, PersonStatus
from learnsoc_desktop.reporting.document import Fields, Report, Signatures, Ticks, walk
from learnsoc_desktop.reporting.forms.kinds import Choices
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.features.people.builders import GOOD_ID, add


def answers(report: Report) -> dict[str, object]:
    """Return what stands on the leaders, by label; the second of the same label counts."""
    found = [block for block in walk(report.blocks) if isinstance(block, Fields)]
    found += [report.fields] if report.fields else []
    return {field.label: field.value for block in found for row in block.rows for field in row}


def signers(report: Report) -> list[str]:
    (block,) = (block for block in walk(report.blocks) if isinstance(block, Signatures))
    return [person.role for person in block.people]


def test_that_a_blank_form_leaves_every_answer_open(database: Database) -> None:
    with database.reading() as session:
        report = application_form(session, course="ทำขนม")
    said = answers(report)
    assert said.pop("Applies for") == "ทำขนม"
    assert set(said.values()) == {None}
    assert signers(report)[:2] == ["Applicant", "Guardian"]


def test_that_a_form_is_filled_from_the_record(database: Database, tmp_path: Path) -> None:
    person = add(
        database,
        first_name="สุดา",
        last_name="ใจดี",
        born="1970-03-14",
        id_type=IdType.THAI,
        id_number=GOOD_ID,
        subdistrict="นาคำน้อย",
        registered_house_no="7/1",
    )
    with database.reading() as session:
        report = application_of(session, person)
    said = answers(report)
    assert said["Name"] == "สุดา ใจดี"
    assert said["ID number"] == grouped(GOOD_ID)
    assert said["In the house register"] == "7/1"
    assert "Guardian" not in signers(report)
    write_pdf(report, tmp_path / "form.pdf")
    (groups,) = (block for block in walk(report.blocks) if isinstance(block, Choices))
    assert not any(ticked for _word, ticked in groups.items)


def test_that_the_guardian_of_a_child_signs(database: Database) -> None:
    child = add(database, born="2015~")
    with database.reading() as session:
        assert signers(application_of(session, child))[:2] == ["Applicant", "Guardian"]


def test_that_the_list_names_what_is_missing_in_records_still_in_use(database: Database) -> None:
    add(database, first_name="ก", phone="", line_id="kai")
    add(database, first_name="ข", status=PersonStatus.MOVED)
    with database.reading() as session:
        report = incomplete_list(session, role="all")
    people, sums = report.tables()
    assert [row.cells[1] for row in people.rows] == ["ก"]
    missing = str(people.rows[0].cells[4])
    assert "Date of birth" in missing
    assert "Phone" not in missing  # LINE is enough
    assert [row.cells[1] for row in sums.rows] == [1] * (len(sums.rows) - 1) + [len(sums.rows) - 1]


def test_that_nothing_missing_is_said(database: Database) -> None:
    with database.reading() as session:
        assert "Every record is complete." in incomplete_list(session).text()


def test_that_an_analysis_tells_what_is_known_and_leaves_the_rest_to_the_teacher(
    database: Database, tmp_path: Path
) -> None:
    person = add(database, nickname="ฟ้า", house_no="7")
    when = datetime(2024, 5, 1, 9, tzinfo=UTC)
    events = [Event(when, "attended", "ทำขนม", "", 2.5), Event(when, TAUGHT, "สานตะกร้า", "", 4)]
    with database.reading() as session:
        report = analysis_of(session, person, events)
        nothing = answers(analysis_of(session, person, ()))
    said = answers(report)
    assert (said["Entries in all"], said["Hours learned"], said["Times taught others"]) == (
        2,
        150,
        1,
    )
    assert said["this fiscal year"] is None  # of both lines: nothing, not 0
    assert nothing["Entries in all"] is None
    (aspects,) = report.tables()
    assert all(isinstance(cell, Ticks) for row in aspects.rows for cell in row.cells[1:-1])
    write_pdf(report, tmp_path / "analysis.pdf")
