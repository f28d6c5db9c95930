"""Values that are no fault to SQLite and make no sense all the same."""

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import select

from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import DamagedFile
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.model import Person


def spoil(folder: CentreFolder, column: str, value: str) -> None:
    with Database(folder.database) as database, database.writing() as uow:
        uow.insert_many(Person, [{"first_name": "ก"}, {"first_name": "ข"}])
    connection = dbapi2.connect(str(folder.database))
    connection.execute(f"UPDATE person SET {column} = {value} WHERE first_name = 'ข'")
    connection.commit()
    connection.close()


def test_that_the_check_reads_every_value_of_a_sound_centre(centre: CentreFolder) -> None:
    spoil(centre, "notes", "'จด'")
    assert check_centre(centre).sound


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("notes", "CAST(x'E0B8' AS TEXT)"),
        ("created_at", "'2026-1'"),
        ("village_id", "'xyz'"),
        ("sex", "'nale'"),
        ("first_name", "'ฃ'"),
    ],
)
def test_that_the_check_finds_a_value_that_makes_no_sense(
    centre: CentreFolder, column: str, value: str
) -> None:
    spoil(centre, column, value)
    found = [each for each in check_centre(centre).findings if each.kind is Kind.DAMAGED]
    assert found
    assert all(column in each.detail or column == "first_name" for each in found)


def test_that_letters_that_are_none_are_told_as_damage(centre: CentreFolder) -> None:
    spoil(centre, "notes", "CAST(x'E0B8' AS TEXT)")
    with (
        Database(centre.database) as database,
        pytest.raises(DamagedFile),
        database.reading() as session,
    ):
        session.exec(select(Person)).all()
