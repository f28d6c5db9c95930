"""The rest of a record and the centre's own fields on papers about people."""

from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.analysis_report import analysis_of
from learnsoc_desktop.features.people.application_report import application_form, application_of
from learnsoc_desktop.features.people.custom_model import CustomKind
from learnsoc_desktop.features.people.more_model import MemberDetails, MoreDetails
from learnsoc_desktop.features.people.more_service import save_more
from learnsoc_desktop.features.people.report import MOST_WIDE, learner_roll
from learnsoc_desktop.reporting.document import Note, Signatures, walk
from learnsoc_desktop.reporting.pdf import write_pdf
from tests.features.people.builders import add
from tests.features.people.test_custom_fields import define, put
from tests.features.people.test_more_record import note
from tests.features.people.test_person_papers import answers

CARD = "รหัสสมาชิกห้องสมุด"


@pytest.fixture
def person(database: Database) -> UUID:
    person = add(database, first_name="คำแสง", born="2012")
    mother = add(database, title="นาง", first_name="คำมี")
    details = MoreDetails(
        nationality="ลาว",
        guardian_name="นางคำมี",
        internet_id=code_id("internet", "own"),
        devices=[code_id("device", "smartphone")],
    )
    with database.writing() as uow:
        save_more(uow, person, details)
    note(database, person, MemberDetails(member_id=mother))
    put(database, person, define(database)[CARD], "ห-001")
    return person


def test_that_the_application_form_is_filled(
    database: Database, person: UUID, tmp_path: Path
) -> None:
    with database.reading() as session:
        report = application_of(session, person)
    said = answers(report)
    assert (said["Nationality"], said[CARD]) == ("ลาว", "ห-001")
    (signed,) = (block for block in walk(report.blocks) if isinstance(block, Signatures))
    assert [one.name for one in signed.people if one.role == "Guardian"] == ["นางคำมี"]
    write_pdf(report, tmp_path / "form.pdf")


def test_that_a_blank_form_has_room_for_the_fields_of_the_centre(
    database: Database, person: UUID
) -> None:
    with database.reading() as session:
        said = answers(application_form(session))
    assert CARD in said
    assert set(said.values()) == {None}


def test_that_the_analysis_is_filled(database: Database, person: UUID, tmp_path: Path) -> None:
    with database.reading() as session:
        report = analysis_of(session, person, [])
    said = answers(report)
    assert said["Lives with"] == "นางคำมี"
    assert said["Internet and devices"] == "Own, Smartphone"
    assert said[CARD] == "ห-001"
    assert "ขนาดเสื้อ" not in said  # nothing is noted there
    write_pdf(report, tmp_path / "analysis.pdf")


@pytest.mark.parametrize("count", [1, 4, 8, 16])
def test_that_a_roll_keeps_its_columns_readable_and_says_what_has_no_room(
    database: Database, count: int
) -> None:
    add(database, first_name="มาลี")
    names = [f"ช่องที่ {number}" for number in range(1, count + 1)]
    define(database, dict.fromkeys(names, CustomKind.TEXT))
    with database.reading() as session:
        before = learner_roll(session).tables()[0]
        report = learner_roll(session, own="all")
    roll = report.tables()[0]
    heads = [column.head for column in roll.columns]
    assert sum(column.width for column in roll.columns) <= MOST_WIDE
    assert all(len(row.cells) == len(heads) for row in roll.rows)
    assert heads[:4] == [column.head for column in before.columns[:4]]
    left = {*(column.head for column in before.columns), *names} - {*heads}
    notes = [block.text for block in walk(report.blocks) if isinstance(block, Note)]
    assert all(any(head in text for text in notes) for head in left)
    assert bool(left) is bool(notes)
    assert names[0] in heads
    assert report.tables()[1].rows[-1].cells[-1] == 1  # people are counted all the same


@pytest.mark.parametrize("own", [0, 1, 3, 12])
def test_that_papers_on_a_person_stay_on_a_page(
    database: Database, tmp_path: Path, own: int
) -> None:
    person = add(database, first_name="คำแสง", born="2012")
    specs = define(database, {f"ช่องที่ {number}": CustomKind.TEXT for number in range(own)})
    for spec in specs.values():
        put(database, person, spec, "มี")
    with database.reading() as session:
        papers = (
            application_of(session, person),
            application_form(session),
            analysis_of(session, person, []),
        )
    for number, report in enumerate(papers):
        path = tmp_path / f"{number}.pdf"
        write_pdf(report, path)
        assert len(PdfDocument(path)) == 1, report.key
