"""The fields a centre defines itself: what they hold, and that nothing they hold is lost."""

from datetime import date

import pytest

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.features.centre.codes import add_code, rename_code
from learnsoc_desktop.features.centre.model import CodeDetails
from learnsoc_desktop.features.people.custom_model import CustomFieldDetails, CustomKind
from learnsoc_desktop.features.people.custom_queries import (
    own_fields,
    own_specs,
    own_values,
    shown_values,
    values_find,
)
from learnsoc_desktop.features.people.custom_service import (
    add_field,
    change_field,
    move_field,
    retire_field,
    set_own_values,
    unretire_field,
)
from learnsoc_desktop.features.people.errors import OwnFieldInUse, OwnFieldTwice
from tests.features.people.builders import add

KINDS = {
    "ขนาดเสื้อ": CustomKind.CHOICE,
    "วันที่ฉีดวัคซีน": CustomKind.DATE,
    "รหัสสมาชิกห้องสมุด": CustomKind.TEXT,
    "จำนวนบุตร": CustomKind.NUMBER,
}


def define(database, kinds=KINDS):
    """Define fields; return their specs by name."""
    with database.writing("fields") as uow:
        for name, kind in kinds.items():
            add_field(uow, CustomFieldDetails(name=name, kind=kind))
        uow.session.flush()
        return {spec.label.text: spec for spec in own_specs(uow.session)}


def word(database, spec, name):
    with database.writing("word") as uow:
        return add_code(uow, spec.label.codes, CodeDetails(name=name))


def put(database, person, spec, value):
    with database.writing("value") as uow:
        set_own_values(uow, person, {spec.name: value})


def held(database, person):
    with database.reading() as session:
        return own_values(session, [person]).get(person, {})


@pytest.fixture
def specs(database):
    return define(database)


def test_that_a_field_is_told_like_a_field_of_the_program(specs):
    assert [spec.kind for spec in specs.values()] == [
        Kind.CODE,
        Kind.DATE,
        Kind.TEXT,
        Kind.NUMBER,
    ]
    assert [spec.title for spec in specs.values()] == list(KINDS)


def test_that_each_kind_holds_its_value(database, specs):
    person = add(database)
    values = {
        specs["ขนาดเสื้อ"].name: word(database, specs["ขนาดเสื้อ"], "แอล"),
        specs["วันที่ฉีดวัคซีน"].name: date(2026, 5, 1),
        specs["รหัสสมาชิกห้องสมุด"].name: "ห-012",
        specs["จำนวนบุตร"].name: 0,
    }
    with database.writing("values") as uow:
        set_own_values(uow, person, values)
    assert held(database, person) == values


def test_that_a_word_is_shown_as_it_is_called_now(database, specs):
    spec, person = specs["ขนาดเสื้อ"], add(database)
    size = word(database, spec, "แอล")
    put(database, person, spec, size)
    with database.writing("rename") as uow:
        rename_code(uow, size, CodeDetails(name="L ใหญ่"))
    with database.reading() as session:
        assert shown_values(session, [person], [spec]) == {person: {spec.name: "L ใหญ่"}}


def test_that_an_emptied_value_is_gone_and_comes_back_with_undo(database, specs):
    spec, person = specs["รหัสสมาชิกห้องสมุด"], add(database)
    put(database, person, spec, "ห-012")
    put(database, person, spec, "")
    assert held(database, person) == {}
    database.undo()
    assert held(database, person) == {spec.name: "ห-012"}


def test_that_a_retired_field_keeps_what_it_holds(database, specs):
    spec, person = specs["รหัสสมาชิกห้องสมุด"], add(database)
    put(database, person, spec, "ห-012")
    field = next(each for each in fields(database) if each.key == spec.name)
    with database.writing("retire") as uow:
        retire_field(uow, field.id)
    assert spec not in define(database, {})
    assert held(database, person) == {spec.name: "ห-012"}
    with database.writing("again") as uow:
        unretire_field(uow, field.id)
    assert spec.label.text in define(database, {})


def test_that_fields_stand_in_the_order_they_are_put_in(database, specs):
    last = fields(database)[-1]
    with database.writing("move") as uow:
        move_field(uow, last.id, -3)
    assert [field.name for field in fields(database)] == [last.name, *list(KINDS)[:3]]


@pytest.mark.parametrize("name", ["โทรศัพท์", "Phone", "phone", "เบอร์โทร", " ขนาดเสื้อ "])
def test_that_a_name_which_files_could_mistake_is_refused(database, specs, name):
    with pytest.raises(OwnFieldTwice), database.writing("add") as uow:
        add_field(uow, CustomFieldDetails(name=name))


def test_that_a_field_that_holds_something_keeps_its_kind(database, specs):
    spec = specs["รหัสสมาชิกห้องสมุด"]
    field = next(each for each in fields(database) if each.key == spec.name)
    other = CustomFieldDetails(name=field.name, kind=CustomKind.NUMBER)
    put(database, add(database), spec, "ห-012")
    with pytest.raises(OwnFieldInUse), database.writing("change") as uow:
        change_field(uow, field.id, other)


def test_that_an_empty_field_may_change_its_kind(database, specs):
    field = fields(database)[2]
    with database.writing("change") as uow:
        change_field(uow, field.id, CustomFieldDetails(name="เลขสมาชิก", kind=CustomKind.NUMBER))
    assert (fields(database)[2].name, fields(database)[2].kind) == (
        "เลขสมาชิก",
        CustomKind.NUMBER,
    )


def test_that_a_text_finds_its_person(database, specs):
    person = add(database)
    put(database, person, specs["รหัสสมาชิกห้องสมุด"], "ห้อง-012")
    with database.reading() as session:
        (hit,) = values_find(session, "ห้อง-012")
    assert hit.id == str(person)
    assert hit.detail == "รหัสสมาชิกห้องสมุด: ห้อง-012"


def test_that_a_field_counts_who_has_a_value(database, specs):
    put(database, add(database), specs["จำนวนบุตร"], 2)
    with database.reading() as session:
        assert [field.used for field in own_fields(session, used=True)] == [0, 0, 0, 1]


def fields(database):
    with database.reading() as session:
        return own_fields(session)
