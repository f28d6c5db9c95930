"""Code lists: words are added, renamed, ordered, retired, and never lost while they are used."""

from uuid import UUID

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.features.centre import codes, model, queries
from learnsoc_desktop.features.centre.code_lists import LISTS, code_id, first_words
from learnsoc_desktop.features.centre.errors import (
    CodeInUse,
    CodeTwice,
    NameMissing,
    OtherList,
)
from learnsoc_desktop.features.centre.model import CodeDetails
from learnsoc_desktop.features.people.model import Person, PersonGroup

FARMER = code_id("target_group", "farmer")
YOUTH = code_id("target_group", "youth")
TRADER = code_id("occupation", "trader")


def _names(database: Database, list_key: str, *, retired: bool = False) -> list[str]:
    with database.reading() as session:
        return [row.name for row in queries.codes(session, list_key, retired=retired)]


def _person(database: Database, *groups: UUID) -> UUID:
    with database.writing() as uow:
        person = Person(first_name="สมชาย", occupation_id=TRADER)
        uow.add(person)
        for place, group in enumerate(groups):
            uow.add(
                PersonGroup(
                    id=natural_id("person_group", person.id, group),
                    person_id=person.id,
                    code_id=group,
                    main=place == 0,
                )
            )
        return person.id


def test_that_the_first_words_are_unique_and_of_known_lists() -> None:
    rows = first_words()
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["list_key"] for row in rows} == {each.key for each in LISTS}
    for each in LISTS:
        words = [row for row in rows if row["list_key"] == each.key]
        assert [row["position_no"] for row in words] == list(range(1, len(words) + 1))
        assert all(row["name"] and row["name_en"] for row in words)


def test_that_words_are_shown_in_the_language_of_the_person(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {}
    for language in ("th", "en"):
        monkeypatch.setattr(model, "language", lambda language=language: language)
        with database.reading() as session:
            shown[language] = queries.code_texts(session)[FARMER]
    assert shown == {"th": "เกษตรกร", "en": "Farmers"}


def test_that_a_word_is_added_at_the_end_and_not_twice(database: Database) -> None:
    with database.writing() as uow:
        codes.add_code(uow, "occupation", CodeDetails(name=" ประมง "))
    assert _names(database, "occupation")[-1] == "ประมง"
    with pytest.raises(CodeTwice), database.writing() as uow:
        codes.add_code(uow, "occupation", CodeDetails(name="ประมง"))
    with pytest.raises(NameMissing), database.writing() as uow:
        codes.add_code(uow, "occupation", CodeDetails(name=" "))


def test_that_words_that_differ_by_a_tone_mark_are_two(database: Database) -> None:
    with database.writing() as uow:
        codes.add_code(uow, "occupation", CodeDetails(name="คาขาย"))
    assert _names(database, "occupation")[-1] == "คาขาย"


def test_that_a_word_can_be_moved_up_and_down(database: Database) -> None:
    before = _names(database, "role")
    instructor = code_id("role", "instructor")
    with database.writing() as uow:
        codes.move_code(uow, instructor, 1)
    assert _names(database, "role") == [before[0], before[2], before[1], *before[3:]]
    with database.writing() as uow:
        codes.move_code(uow, instructor, -9)
    assert _names(database, "role")[0] == "วิทยากร"


def test_that_a_retired_word_is_offered_no_longer_but_kept(database: Database) -> None:
    with database.writing() as uow:
        codes.retire_code(uow, FARMER)
    assert "เกษตรกร" not in _names(database, "target_group")
    assert "เกษตรกร" in _names(database, "target_group", retired=True)
    with database.writing() as uow:
        codes.unretire_code(uow, FARMER)
    assert "เกษตรกร" in _names(database, "target_group")


def test_that_a_used_word_is_counted_and_cannot_be_removed(database: Database) -> None:
    _person(database, FARMER)
    _person(database, YOUTH, FARMER)
    with database.reading() as session:
        used = {row.id: row.used for row in queries.codes(session, "target_group", used=True)}
        assert (used[FARMER], used[YOUTH]) == (2, 1)
        assert [r.used for r in queries.codes(session, "occupation", used=True) if r.used] == [2]
    with pytest.raises(CodeInUse) as caught, database.writing() as uow:
        codes.remove_code(uow, FARMER)
    assert caught.value.params["count"] == 2
    with database.writing() as uow:
        codes.remove_code(uow, code_id("target_group", "pondok"))
    assert "ปอเนาะ" not in _names(database, "target_group", retired=True)


def test_that_renaming_keeps_the_uses(database: Database) -> None:
    _person(database, FARMER)
    with database.writing() as uow:
        codes.rename_code(uow, FARMER, CodeDetails(name="ชาวนา ชาวสวน", name_en="Growers"))
    with database.reading() as session:
        row = next(r for r in queries.codes(session, "target_group", used=True) if r.id == FARMER)
    assert (row.name, row.used) == ("ชาวนา ชาวสวน", 1)


def test_that_uses_move_to_another_word_of_the_list(database: Database) -> None:
    plain = _person(database, FARMER)
    both = _person(database, FARMER, YOUTH)
    with database.writing("move") as uow:
        assert codes.move_uses(uow, FARMER, YOUTH) == 2
        assert codes.move_uses(uow, TRADER, code_id("occupation", "hired")) == 2
    with database.reading() as session:
        used = {row.id: row.used for row in queries.codes(session, "target_group", used=True)}
        assert (used[FARMER], used[YOUTH]) == (0, 2)
        for person in (plain, both):
            row = session.get(PersonGroup, natural_id("person_group", person, YOUTH))
            assert row is not None
            assert (row.main, row.deleted_at) == (True, None)
        assert session.get_one(Person, plain).occupation_id == code_id("occupation", "hired")
    database.undo()
    with database.reading() as session:
        used = {row.id: row.used for row in queries.codes(session, "target_group", used=True)}
        assert (used[FARMER], used[YOUTH]) == (2, 1)


def test_that_uses_do_not_move_to_another_list(database: Database) -> None:
    with pytest.raises(OtherList), database.writing() as uow:
        codes.move_uses(uow, FARMER, TRADER)
