"""Several programs on one centre: one of them writes, and none is kept out by one that was killed."""

from contextlib import ExitStack

from sqlmodel import select

from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.model import Person
from tests.faults.conftest import Figure
from tests.faults.programs import FORKS, LONG, open_and_hold, program, write_numbers

ROUNDS = (50 if LONG else 10) if FORKS else 2
AT_ONCE = 4


def people(folder: CentreFolder, *, read_only: bool = False) -> list[str]:
    with Database(folder.database, read_only=read_only) as database, database.reading() as session:
        return list(session.exec(select(Person.first_name)).all())


def test_that_of_programs_started_at_once_one_writes_and_its_death_frees_the_centre(
    centre: CentreFolder, figure: Figure
) -> None:
    for _ in range(ROUNDS):
        with ExitStack() as stack:
            programs = [
                stack.enter_context(program(open_and_hold, centre.database)) for _ in range(AT_ONCE)
            ]
            said = []
            for each in programs:
                assert each.hear(1)
                said += each.said
            assert said.count("") == 1
            assert set(said) <= {"", "OpenTwice", "DatabaseBusy"}
            for each in programs:
                each.kill()
    assert people(centre) == []  # the one that was killed had not ended its write
    assert check_centre(centre).sound
    figure("programs started at once", writers_too_many=0, kept_out=0, of=ROUNDS)


def test_that_a_second_program_reads_while_the_first_writes(centre: CentreFolder) -> None:
    with program(write_numbers, centre.database, 10**9) as running:
        for _ in range(10):
            running.hear(len(running.said) + 3)
            told = len(running.said)
            there = sorted(map(int, people(centre, read_only=True)))
            assert there == list(range(1, len(there) + 1))
            assert len(there) >= told
        running.kill()
    assert len(people(centre)) >= len(running.said)
