"""What happens to a centre's file when a program is killed, a disk is bad or a copy is incomplete."""

import random
import subprocess
import sys
from uuid import UUID

import pytest
from sqlmodel import select

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data import startup
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import DamagedFile, NoRoom
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.model import Person

WRITER = """
import sys
from pathlib import Path
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.activities import model
from learnsoc_desktop.features.people.model import Person
database = Database(Path(sys.argv[1]))
while True:
    with database.writing("Add") as uow:
        pair = [Person(first_name="ก"), Person(first_name="ข")]
        uow.add_all(pair)
    print(*(person.id.hex for person in pair), flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_that_a_killed_program_loses_nothing_it_said_was_saved(
    centre: CentreFolder, acknowledged: int
) -> None:
    command = [sys.executable, "-c", WRITER, str(centre.database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(acknowledged)]
        program.kill()
        told += [line for line in program.stdout if line.endswith("\n")]
    saved = {UUID(one) for line in told for one in line.split()}
    with Database(centre.database) as database:
        with database.reading() as session:
            people = session.exec(select(Person)).all()
            assert {person.id for person in people} >= saved
            assert len(people) % 2 == 0  # a unit of work is there whole or not at all
        with database.writing() as uow:
            uow.add(Person(first_name="ค"))
    assert startup.faults_of(centre.database, thorough=True) == []


@pytest.mark.parametrize("size", [1, 99, 100, 512, 4096, 4097, 40_000])
def test_that_a_file_cut_short_is_refused(centre: CentreFolder, size: int) -> None:
    content = centre.database.read_bytes()[:size]
    centre.database.write_bytes(content)

    def use() -> None:
        with Database(centre.database) as database, database.reading() as session:
            session.exec(select(Person)).all()
        if startup.faults_of(centre.database):
            raise DamagedFile

    with pytest.raises(AppError):
        use()
    assert centre.database.stat().st_size == size


def test_that_bad_sectors_never_look_like_a_bug(centre: CentreFolder) -> None:
    with Database(centre.database) as database, database.writing() as uow:
        uow.insert_many(Person, [{"first_name": f"คนที่ {number}"} for number in range(500)])
    content = centre.database.read_bytes()
    dice = random.Random(3)
    for _ in range(25):
        damaged = bytearray(content)
        start = dice.randrange(100, len(damaged) - 512)
        damaged[start : start + 512] = dice.randbytes(512)
        centre.database.write_bytes(damaged)
        try:
            with Database(centre.database) as database:
                with database.reading() as session:
                    session.exec(select(Person)).all()
                with database.writing() as uow:
                    uow.add(Person(first_name="ก"))
        except AppError:
            continue
        except (ValueError, LookupError, UnicodeError):
            continue  # a value that makes no sense: the check at the start finds such a file


def test_that_a_disk_that_fills_up_never_loses_what_was_saved(centre: CentreFolder) -> None:
    with Database(centre.database) as database:
        with database.writing() as uow:
            pages = uow.session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        kept = 0
        for room in range(0, 60, 3):
            try:
                with database.writing("Add") as uow:
                    limit = f"PRAGMA max_page_count={pages + room}"
                    uow.session.connection().exec_driver_sql(limit)
                    uow.insert_many(Person, [{"first_name": "ก", "notes": "x" * 900}] * 40)
                kept += 40
            except NoRoom:
                pass
            with database.reading() as session:
                assert len(session.exec(select(Person)).all()) == kept
        assert kept
        with database.writing() as uow:
            uow.session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")
        while database.undo_title:
            database.undo()
    assert startup.faults_of(centre.database, thorough=True) == []
