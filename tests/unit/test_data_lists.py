"""Lists that answer at once: what they answer is what the file would answer."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import and_, exists, not_
from sqlmodel import Session, col, select, update

from learnsoc_desktop.core import thai
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.data import instant_list, list_index
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.instant_list import InstantList, ListOrder
from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.data.list_filter import ListFacet, ListFilter
from learnsoc_desktop.data.list_index import ListIndex, bits_of, mask_of
from learnsoc_desktop.data.list_result import Rows
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.model import Person, PersonRole, PersonStatus

SYLLABLES = [
    "สม",
    "ศรี",
    "ชาย",
    "หญิง",
    "บุญ",
    "มา",
    "น้ำ",
    "ใจ",
    "ดี",
    "แก้ว",
    "เกษ",
    "ม",
    "โอ๊ค",
    "ต๋อง",
    "พร",
]
ROWS = 400


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of some hundred rows go all the ways of a long one."""
    monkeypatch.setattr(list_index, "PLAIN", 50)
    monkeypatch.setattr(list_index, "BLOCK", 64)
    monkeypatch.setattr(list_index, "DENSE", 8)
    monkeypatch.setattr(instant_list, "LATE_ROWS", 40)


@pytest.fixture
def dice() -> random.Random:
    return random.Random(7)


def row(dice: random.Random) -> dict[str, object]:
    name = "".join(dice.choices(SYLLABLES, k=dice.randint(1, 3)))
    return {
        "first_name": name,
        "last_name": "".join(dice.choices(SYLLABLES, k=2)),
        "phone": f"08{dice.randrange(10**8):08d}",
        "born": str(dice.randint(1940, 1960)),
        "status": dice.choice(list(PersonStatus)),
    }


@pytest.fixture(params=["by a condition", "by a facet", "by not having a value"])
def learners(database: Database, dice: random.Random, request: pytest.FixtureRequest) -> ListFilter:
    with database.writing() as uow:
        code = Code(list_key="role", name="ผู้เรียน")
        uow.add(code)
        ids = uow.insert_many(Person, [row(dice) for _ in range(ROWS)])
        roles = [{"person_id": one, "code_id": code.id} for one in ids if dice.random() < 0.6]
        uow.insert_many(PersonRole, roles)
    has_role = exists().where(
        col(PersonRole.person_id) == col(Person.id), col(PersonRole.deleted_at).is_(None)
    )
    watches = frozenset({"PersonRole"})
    if request.param == "by a condition":
        return ListFilter("learners", has_role, watches)
    person, role = table_of(Person), table_of(PersonRole)
    mine = and_(role.c.person_id == person.c.id, role.c.deleted_at.is_(None))
    facet = ListFacet("role", role.c.code_id, person.join(role, mine), watches)
    if request.param == "by a facet":
        return ListFilter("learners", has_role, watches, facet, code.id)
    return ListFilter("others", not_(has_role), watches, facet, code.id, without=True)


ACTIVE = ListFilter(
    "active",
    col(Person.status) == PersonStatus.ACTIVE,
    facet=ListFacet("status", col(Person.status)),
    value=PersonStatus.ACTIVE,
)
BORN = ListOrder("born", [col(Person.born)])


def people() -> InstantList:
    return InstantList(Person, col(Person.merged_into).is_(None))


def queries(session: Session, dice: random.Random) -> Iterator[str]:
    """Yield what people type: parts of what is there, of each length, and what is nowhere."""
    texts = [text for text in session.execute(select(Person.search_text)).scalars() if text]
    yield from ("", "ไม่มี", "ก", "08", "081", "zz", "s" * 300, "ส ม ด")
    for length in (1, 2, 3, 4, 6):
        for _ in range(6):
            words = dice.choice(texts).split()
            start = dice.randrange(3)
            yield " ".join(word[start : start + length] for word in words[: dice.randint(1, 2)])


def same(session: Session, fast: InstantList, dice: random.Random, learners: ListFilter) -> None:
    """Compare the answers from memory with those from the file."""
    slow = people()
    assert fast.ready
    for typed in queries(session, dice):
        for filters in ((), (learners,), (learners, ACTIVE)):
            order, descending = dice.choice(
                [(None, False), (None, True), (BORN, False), (BORN, True)]
            )
            told = fast.query(session, typed, filters, order, descending=descending)
            right = slow.query(session, typed, filters, order, descending=descending)
            ids = right.window(session, 0, ROWS * 2)
            assert told.count == right.count == len(ids), typed
            assert told.window(session, 0, ROWS * 2) == ids, typed
            each = (learners, ACTIVE)
            assert fast.counts(session, typed, filters, each) == slow.counts(
                session, typed, filters, each
            )
            start = dice.randrange(ROWS)
            assert told.window(session, start, start + 10) == ids[start : start + 10]
            if ids:
                number = dice.randrange(len(ids))
                assert told.position(session, ids[number]) == number
            assert told.position(session, uuid4()) is None


def test_that_answers_are_those_of_the_file(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast = people()
    with database.reading() as session:
        assert not fast.ready
        fast.load(session)
        same(session, fast, dice, learners)


def test_that_answers_are_right_while_the_index_is_being_made(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast, slow = people(), people()
    with database.reading() as session:
        done = False
        while not done:
            done = fast.step(session, [learners], 60)
            typed = dice.choice(list(queries(session, dice)))
            told = fast.query(session, typed, [learners])
            right = slow.query(session, typed, [learners])
            assert told.window(session, 0, 500) == right.window(session, 0, 500)
        assert fast.ready


def change(database: Database, dice: random.Random, ids: list[UUID]) -> ChangeSet:
    """Do one of the things people do."""
    with database.writing("Change") as uow:
        one = uow.session.get(Person, dice.choice(ids))
        assert one is not None
        what = dice.randrange(7)
        if what == 0:
            uow.add(Person.model_validate(row(dice)))
        elif what == 1:
            one.first_name = dice.choice(SYLLABLES)
        elif what == 2:
            uow.delete(one)
        elif what == 3:
            uow.restore(one)
        elif what == 4:
            one.status = dice.choice(list(PersonStatus))
        elif what == 5:
            role = uow.session.execute(select(PersonRole)).scalars().first()
            assert role is not None
            role.person_id = one.id
        else:
            one.merged_into = dice.choice([None, ids[0]])
    return uow.changes


def test_that_answers_stay_right_while_rows_change(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast = people()
    with database.reading() as session:
        fast.load(session)
        ids = list(session.execute(select(Person.id)).scalars())
    for turn in range(30):
        fast.changed(change(database, dice, ids))
        if dice.random() < 0.2 and database.undo_title:
            fast.changed(database.undo().changes)
        if turn % 6 == 0:
            with database.reading() as session:
                fast.load(session)
                same(session, fast, dice, learners)


def test_that_changes_while_the_index_is_being_made_are_not_lost(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast = people()
    with database.reading() as session:
        ids = list(session.execute(select(Person.id)).scalars())
    for _ in range(10):
        with database.reading() as session:
            fast.step(session, rows=30)
        fast.changed(change(database, dice, ids))
    with database.reading() as session:
        fast.load(session)
        same(session, fast, dice, learners)


def test_that_many_changes_make_the_index_anew(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast = people()
    with database.reading() as session:
        fast.load(session)
    with database.writing() as uow:
        uow.session.execute(update(Person).values(first_name="ทุกคน"))
    fast.changed(uow.changes)
    assert not fast.ready
    with database.reading() as session:
        assert fast.query(session, "ทุกคน").count == ROWS
        fast.load(session)
        same(session, fast, dice, learners)
    fast.changed(ChangeSet({"Person": frozenset()}))
    assert not fast.ready
    fast.changed(ChangeSet({"Activity": frozenset()}))


def test_that_an_empty_list_answers(database: Database) -> None:
    fast = people()
    with database.reading() as session:
        fast.load(session)
        found = fast.query(session, "ก", [ACTIVE], BORN)
        assert (found.count, found.window(session, 0, 100)) == (0, [])
    with database.writing() as uow:
        uow.add(Person(first_name="กา"))
    fast.changed(uow.changes)
    with database.reading() as session:
        assert fast.query(session, "ก", [ACTIVE], BORN).count == 1


def test_that_rows_are_read_in_windows(
    database: Database, learners: ListFilter, dice: random.Random
) -> None:
    fast = people()

    def ask(question: Callable[[Session], Any]) -> Any:
        with database.reading() as session:
            return question(session)

    def read(session: Session, ids: Sequence[UUID]) -> list[str]:
        return [session.get_one(Person, one).sort_key for one in ids]

    for _ in range(2):
        found = ask(lambda session: fast.query(session, "", [learners]))
        rows = Rows(ask, found, read)
        assert rows.count() == found.count
        keys = [*rows.fetch(0, 100), *rows.fetch(100, rows.count())]
        assert keys == sorted(keys)
        assert len(keys) == found.count
        with database.reading() as session:
            (third,) = found.window(session, 2, 3)
        assert (rows.position(third), rows.position(uuid4()), rows.position("x")) == (2, -1, -1)
        ask(fast.load)


def test_that_rare_letters_are_found() -> None:
    texts = [thai.fold(text) for text in ("a𠀀b", "b𠀀", "𠀀", "ก", "x")] * 20
    index = ListIndex()
    index.extend(b"".join(uuid4().bytes for _ in texts), texts)
    while not index.build(7):
        pass
    for word in ("𠀀", "𠀀b", "a𠀀b", "ก", "x", "y", "b𠀀", "\ud800"):
        hits = index.find([word], index.everything)
        assert hits.window(0, 500) == [slot for slot, text in enumerate(texts) if word in text]


def test_that_masks_and_bit_sets_are_the_same(dice: random.Random) -> None:
    for size in (0, 1, 7, 8, 9, 1000):
        mask = bytes(dice.choices((0, 1), k=size))
        assert mask_of(bits_of(mask), size) == mask


def test_that_words_of_a_column_sort_in_thai_order(database: Database) -> None:
    with database.writing() as uow:
        for nickname in ("แดง", "ไก่", "", "นา", "เก่ง", "กบ"):
            uow.add(Person(first_name="ก", nickname=nickname))
    empty_last = ListOrder("nickname", [col(Person.nickname) == ""], words=col(Person.nickname))
    fast = people()
    with database.reading() as session:
        fast.load(session)
        for descending in (False, True):
            found = fast.query(session, order=empty_last, descending=descending)
            ids = found.window(session, 0, 10)
            names = [session.get_one(Person, each).nickname for each in ids]
            right = ["กบ", "เก่ง", "ไก่", "แดง", "นา", ""]
            assert names == (right[::-1] if descending else right)
