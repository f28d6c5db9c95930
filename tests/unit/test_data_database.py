"""The centre's file: settings, faults, one writer."""

from sqlmodel import select

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.model import Person


def test_that_what_was_written_is_read_back(database: Database) -> None:
    with database.writing("Add") as uow:
        uow.add(Person(first_name="สมชาย"))
    with database.reading() as session:
        assert len(session.exec(select(Person)).all()) == 1
