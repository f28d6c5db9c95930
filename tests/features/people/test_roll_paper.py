"""What the learner roll says, before it is drawn."""

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.model import PersonStatus, Sex
from learnsoc_desktop.features.people.report import learner_roll
from learnsoc_desktop.reporting.document import Note, Report
from tests.features.people.builders import add


def made(database: Database) -> Report:
    with database.reading() as session:
        return learner_roll(session)


def test_that_a_roll_ends_with_status_by_sex(database: Database) -> None:
    for number, (sex, status) in enumerate(
        (
            (Sex.FEMALE, PersonStatus.ACTIVE),
            (Sex.FEMALE, PersonStatus.ACTIVE),
            (Sex.MALE, PersonStatus.ACTIVE),
            (Sex.MALE, PersonStatus.MOVED),
        )
    ):
        add(database, first_name=f"ชื่อ{number}", sex=sex, status=status)
    people, by_status = made(database).tables()
    assert len(people.rows) == 4
    assert [column.title for column in by_status.columns] == ["Status", "Female", "Male", "All"]
    assert [row.cells for row in by_status.rows] == [
        ("In the area", 2, 1, 3),
        ("Moved away", None, 1, 1),
        ("Total (people)", 2, 2, 4),
    ]


def test_that_a_roll_of_nobody_says_so(database: Database) -> None:
    report = made(database)
    assert len(report.tables()) == 1
    assert [block.text for block in report.blocks if isinstance(block, Note)] == [
        "Nobody is in this roll."
    ]


def test_that_somebody_from_elsewhere_stands_there_with_the_whole_place(database: Database) -> None:
    place = {"subdistrict": "นาคำน้อย", "district": "ทุ่งสายธาร", "province": "ศรีธารา"}
    add(database, house_no="45", **place)
    table = made(database).tables()[0]
    at = [column.key for column in table.columns].index("address")
    assert table.rows[0].cells[at] == "45 นาคำน้อย, ทุ่งสายธาร, ศรีธารา"
