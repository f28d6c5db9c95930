"""Papers about people that are filled in or gone on with: the application form, records to be completed."""

from learnsoc_desktop.core.identity import grouped
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.application_report import application_form, application_of
from learnsoc_desktop.features.people.incomplete_report import incomplete_list
from learnsoc_desktop.features.people.model import IdType, PersonStatus
from learnsoc_desktop.reporting.document import Fields, Report, Signatures, walk
from learnsoc_desktop.reporting.forms.kinds import Choices
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.features.people.builders import GOOD_ID, add


def answers(report: Report) -> dict[str, object]:
    """Return what stands on the leaders, by label; the second of the same label counts."""
    fields = (block for block in walk(report.blocks) if isinstance(block, Fields))
    return {field.label: field.value for block in fields for row in block.rows for field in row}


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


def test_that_a_form_is_filled_from_the_record(database: Database, tmp_path) -> None:
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
