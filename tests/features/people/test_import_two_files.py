"""5,000 messy rows of two files with 300 people in them twice: the right people, an account of each, undone."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, func, select

from learnsoc_desktop.core.identity import check_digit
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.exchange.importing import ImportResult
from learnsoc_desktop.features.centre.batch_service import imports
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.parked_importer import take_as_other
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.parked_queries import ParkedLine, parked_lines
from learnsoc_desktop.features.people.parked_service import take_as_same, undo_file
from learnsoc_desktop.features.people.queries import listed
from tests.features.people.builders import TODAY
from tests.features.people.parked_kit import looked_at, taken, waiting
from tests.features.people.reference_people import MARKS, VOWELS, names

ROWS, TWICE, FILES = 5_000, 300, 2
HEADS = "ที่,ชื่อ-สกุล,เพศ,วันเดือนปีเกิด,เลขบัตร ปชช.,หมู่,เบอร์โทร"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Villager:
    """Who somebody is, whatever a file writes."""

    female: bool
    first: str
    last: str
    born: date
    moo: int
    card: str
    phone: str


def villagers(pick: random.Random, count: int) -> list[Villager]:
    """Return people of whom no two have both names."""
    lists, seen, found = names(1), set[tuple[str, str]](), list[Villager]()
    while len(found) < count:
        female = pick.random() < 0.55
        first = pick.choice(lists["female" if female else "male"])
        last = pick.choice(lists["surname"])
        if (first, last) in seen or len(first) < 4 or len(last) < 5:
            continue
        seen.add((first, last))
        body = f"{pick.choice('135')}99{len(found):09d}"
        found.append(
            Villager(
                female,
                first,
                last,
                date(1945, 1, 1) + timedelta(days=pick.randrange(24_000)),
                pick.randrange(1, 12),
                f"{body}{check_digit(body)}",
                f"08{pick.randrange(10**8):08d}",
            )
        )
    return found


def written(pick: random.Random, who: Villager, name: str, *, card: bool) -> str:
    """Return a row as somebody types it: titles in front, days and digits in any manner, cells left empty."""
    title = pick.choice(("นาง", "น.ส.", "นางสาว ")) if who.female else pick.choice(("นาย", "นาย "))
    year = who.born.year + 543
    born = pick.choice(
        (
            f"{who.born.day}/{who.born.month}/{year}",
            f"{who.born.day:02d}-{who.born.month:02d}-{year}",
            f"{who.born.day}/{who.born.month}/{year}".translate(THAI),
            who.born.isoformat(),
        )
    )
    number = who.card if card else ""
    if number and pick.random() < 0.3:
        number = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    sex = pick.choice(("หญิง", "ญ")) if who.female else pick.choice(("ชาย", "ช", "พระ"))
    phone = who.phone if pick.random() < 0.8 else ""
    return f"{title}{name},{sex},{born},{number},{pick.choice(('', 'หมู่ '))}{who.moo},{phone}"


def slipped(pick: random.Random, who: Villager) -> str:
    """Return a name as it is written a second time: with a slip of the finger or of the ear."""
    last = who.last
    marks = [at for at, letter in enumerate(last) if letter in MARKS]
    vowels = [at for at, letter in enumerate(last) if letter in VOWELS]
    slip = pick.randrange(4)
    if slip == 0 and marks:
        at = pick.choice(marks)
        last = last[:at] + last[at + 1 :]
    elif slip == 1 and vowels:
        at = pick.choice(vowels)
        last = last[:at] + VOWELS[last[at]] + last[at + 1 :]
    elif slip == 2:
        last = f"{last[:2]}\u200b{last[2:]}"
    else:
        last = last[:-1]
    return f"{who.first} {last}"


def files(
    pick: random.Random,
) -> tuple[Sequence[Sequence[str]], Mapping[tuple[int, int], Villager]]:
    """Return the rows of both files, and who stands there the second time, by file and number of the row."""
    people = villagers(pick, ROWS - TWICE)
    half = ROWS // FILES
    again = pick.sample(people[:half], TWICE)
    first = [written(pick, who, f"{who.first} {who.last}", card=True) for who in people[:half]]
    rest = [
        (written(pick, who, f"{who.first} {who.last}", card=True), None) for who in people[half:]
    ]
    rest += [(written(pick, who, slipped(pick, who), card=False), who) for who in again]
    pick.shuffle(rest)
    twice = {(1, at): who for at, (_row, who) in enumerate(rest, 2) if who is not None}
    rows = [first, [row for row, _who in rest]]
    return [[f"{at},{row}" for at, row in enumerate(each, 1)] for each in rows], twice


def people(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Person).where(listed())).one()


def everything(result: ImportResult) -> int:
    return result.added + result.changed + result.same + result.parked + result.refused


def test_that_two_messy_files_end_as_the_right_people_and_can_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    rows, twice = files(random.Random(20))
    results = []
    for number, part in enumerate(rows):
        folder = tmp_path / str(number)
        folder.mkdir()
        results.append(taken(database, looked_at(database, folder, *part, heads=HEADS)))
        if number == 0:
            first_open = waiting(database)
    assert [everything(result) for result in results] == [ROWS // FILES] * FILES  # nothing dropped
    assert [result.refused for result in results] == [0, 0]

    lines = waiting(database)
    first_file = {line.batch_id for line in first_open}
    planted = [line for line in lines if _is_twice(line, first_file, twice)]
    others = [line for line in lines if line not in planted]
    # Who stands there a second time is parked, or was known without a doubt (same name, birth and village).
    known = results[1].same + results[1].changed
    assert len(planted) + known == TWICE
    assert len(planted) > TWICE // 2
    with database.writing("one by one") as uow:
        for line in planted[:5]:
            take_as_same(uow, [line.id])
    with database.writing("the same") as uow:
        take_as_same(uow, [line.id for line in planted[5:]])
    with database.writing("others") as uow:
        take_as_other(uow, [line.id for line in others], today=TODAY)

    with database.reading() as session:
        assert people(session) == ROWS - TWICE
        account = parked_lines(session)
        batches = imports(session)
    assert len(account) == sum(result.parked for result in results) == len(lines)
    assert {line.state for line in account} <= {ParkedState.SAME, ParkedState.OTHER}
    assert all(line.decided_at is not None and line.person for line in account)
    told = {line.id: (line.like, line.state) for line in account}
    assert all(told[line.id] == (line.like, ParkedState.SAME) for line in planted)
    assert sum(batch.parked for batch in batches) == len(account)

    for batch in batches:  # the latest first
        with database.writing("take back") as uow:
            undo_file(uow, batch.id)
    with database.reading() as session:
        assert people(session) == 0
        assert session.exec(select(ParkedRow).where(alive(ParkedRow))).all() == []
        assert all(batch.undone_at is not None for batch in imports(session))


def _is_twice(
    line: ParkedLine, first_file: set[object], twice: Mapping[tuple[int, int], Villager]
) -> bool:
    """Return whether somebody who knows the village says: that is the same person."""
    who = twice.get((0 if line.batch_id in first_file else 1, line.row_no))
    return who is not None and line.like.endswith(f"{who.first} {who.last}")
