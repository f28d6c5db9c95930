"""The centre's own fields on paper, and found from anywhere."""

from datetime import date

import pytest

from learnsoc_desktop.features.people.custom_queries import own_choices
from learnsoc_desktop.features.people.report import learner_roll
from tests.features.people.builders import add
from tests.features.people.test_custom_fields import KINDS, define, put, word

SIZE, DAY = "ขนาดเสื้อ", "วันที่ฉีดวัคซีน"


@pytest.fixture
def specs(database):
    specs = define(database)
    person = add(database, first_name="มาลี")
    put(database, person, specs[SIZE], word(database, specs[SIZE], "แอล"))
    put(database, person, specs[DAY], date(2026, 5, 1))
    add(database, first_name="สมใจ")
    return specs


def table(database, **asked):
    with database.reading() as session:
        return learner_roll(session, **asked).tables()[0]


def test_that_the_roll_is_as_before_until_a_field_is_asked_for(database, specs):
    assert len(table(database).columns) == 14


def test_that_a_field_is_a_column_of_the_roll(database, specs):
    roll = table(database, own=specs[SIZE].name)
    assert roll.columns[-1].title == SIZE
    assert [row.cells[-1] for row in roll.rows] == ["แอล", None]


def test_that_all_fields_stand_in_their_order(database, specs):
    roll = table(database, own="all")
    assert [column.title for column in roll.columns[-4:]] == list(KINDS)
    assert roll.rows[0].cells[-4:] == ("แอล", date(2026, 5, 1), None, None)


def test_that_a_blank_roll_has_the_columns_too(database, specs):
    assert table(database, own="all", form="blank").columns[-1].title == list(KINDS)[-1]


def test_that_the_choices_name_the_fields(database, specs):
    with database.reading() as session:
        texts = [text for _value, text in own_choices(session)]
    assert texts == ["None", *KINDS, "All of them"]
