"""The program itself is killed while somebody works in its window: nothing it said was saved is missing."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import col, select

from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_manifest import backups_in
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.activities.model import Attendance
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.parked_model import ParkedRow
from tests.faults.conftest import Figure
from tests.faults.programs import LONG
from tests.faults.whole_window import ACTS, ROWS
from tests.features.activities.pages_kit import add_course, add_people, many

KILLS = 10 if LONG else 1  # of each act
LEARNERS = 20
LAST = {"marking": 40, "importing": 2, "backing up": 40, "printing": 60}  # lines before a kill


@contextmanager
def window(folder: CentreFolder, act: str, first: int = 0) -> Iterator["subprocess.Popen[str]"]:
    """Start the program in a process of its own; it is killed in any case."""
    command = [sys.executable, "-m", "tests.faults.whole_window", str(folder.root), act, str(first)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "LEARNSOC_HOME": str(folder.root.parent)},
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def marks_in(folder: CentreFolder) -> dict[str, str]:
    with Database(folder.database) as database, database.reading() as session:
        rows = session.exec(select(Attendance.person_id, Attendance.mark)).all()
    return {person.hex: mark.value for person, mark in rows if person is not None}


def taken_in(folder: CentreFolder, first: int) -> int:
    """Return how many rows of a list are there: people, and those that look like one and wait."""
    numbers = range(first, first + ROWS)
    with Database(folder.database) as database, database.reading() as session:
        people = select(Person.id).where(
            col(Person.first_name).in_([f"คนที่{number}" for number in numbers])
        )
        waiting = select(ParkedRow.id).where(
            col(ParkedRow.name).in_([f"นายคนที่{number} ใจดี" for number in numbers])
        )
        return len(session.exec(people).all()) + len(session.exec(waiting).all())


def others(said: dict[str, str], there: dict[str, str]) -> list[str]:
    """Return the people whose mark is not the last one that was said."""
    return [person for person, mark in said.items() if there.get(person) != mark]


@pytest.mark.parametrize("act", ACTS)
def test_that_nothing_the_window_said_was_saved_is_missing_after_a_kill(
    filled: CentreFolder, act: str, figure: Figure
) -> None:
    with Database(filled.database) as database:
        add_course(database, add_people(database, many(LEARNERS)))
    dice = random.Random(act)
    told: Counter[str] = Counter()
    first = 0
    for _kill in range(KILLS):
        lines: list[list[str]] = []
        last = dice.randint(LAST[act] // 2, LAST[act]) + 1
        with window(filled, act, first) as running:
            assert running.stdout is not None
            for line in running.stdout:
                lines.append(line.split())
                if len(lines) >= last:
                    break
            running.kill()
            lines += [line.split() for line in running.stdout if line.endswith("\n")]
        told.update(line[0] for line in lines)
        marks = {line[1]: line[2] for line in lines if line[0] == "mark"}
        # One more may have been saved before the window could say it.
        assert len(others(marks, marks_in(filled))) <= 1
        lists = [int(line[1]) for line in lines if line[0] == "imported"]
        assert [taken_in(filled, each) for each in lists] == [ROWS] * len(lists)
        first = (lists[-1] if lists else first - ROWS) + ROWS
        assert taken_in(filled, first) in {0, ROWS}  # whole, or not at all
        first += ROWS
        made = {each.path.name: each for each in backups_in(filled.backups)}
        kept = [line[1] for line in lines if line[0] == "backup" and line[1] in made]
        assert all(verify_backup(made[name]).sound for name in kept)
        assert check_centre(filled).sound
    with window(filled, "") as running:  # and it opens as ever
        assert running.stdout is not None
        assert running.stdout.read().split() == ["open"]
        assert running.wait() == 0
    figure(f"window killed, {act}", lost=0, of=KILLS, said=sum(told.values()))
