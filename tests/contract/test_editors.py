"""Every labelled field of every feature has an editor that holds its values."""

import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date, time
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

import pytest
from sqlmodel import SQLModel

from learnsoc_desktop import features
from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.ui.editors import NoSources, Option, make_editor
from learnsoc_desktop.ui.form import Form

ONE, TWO = UUID(int=1), UUID(int=2)
SAMPLES = {
    Kind.TEXT: "ผู้ใหญ่กิ๊ฟ",
    Kind.PARAGRAPH: "บรรทัดแรก\nบรรทัดที่สอง",
    Kind.NUMBER: 42,
    Kind.MONEY: 1_234_550,
    Kind.MINUTES: 100,
    Kind.DATE: date(2026, 11, 22),
    Kind.PARTIAL_DATE: "1963-03",
    Kind.TIME: time(13, 30),
    Kind.YES_NO: True,
    Kind.CODE: ONE,
    Kind.CODES: [TWO, ONE],
    Kind.PERSON: ONE,
    Kind.VILLAGE: TWO,
    Kind.PLACE: "นาคำน้อย",
    Kind.ID_NUMBER: "1101700230708",
    Kind.PHONE: "0812342214",
    Kind.PICTURE: "ab" * 32,
}


class Known(NoSources):
    """Knows two of everything."""

    def codes(self, _list_key):
        return (Option(ONE, "หนึ่ง"), Option(TWO, "สอง"))

    def villages(self):
        return self.codes("")

    def person(self, person_id):
        return Option(person_id, "บุญเรือน")


def details() -> Iterator[type[SQLModel]]:
    """Yield every class a form fills in."""
    for feature in pkgutil.iter_modules(features.__path__, f"{features.__name__}."):
        if not find_spec(f"{feature.name}.model"):
            continue
        module = import_module(f"{feature.name}.model")
        for _name, model in inspect.getmembers(module, inspect.isclass):
            named = model.__name__.endswith("Details") and model.__module__ == module.__name__
            if named and issubclass(model, SQLModel):
                yield model


DETAILS = sorted(details(), key=lambda model: model.__name__)
FIELDS = [(model, spec) for model in DETAILS for spec in fields_of(model) if spec.label.form]


def sample(spec: FieldSpec) -> object:
    """Return a value that a field of this kind holds."""
    if issubclass(spec.type, LabelledEnum):
        return list(spec.type)[-1]
    value = SAMPLES[spec.kind]
    return value[: spec.max_length] if isinstance(value, str) and spec.max_length else value


@pytest.fixture(autouse=True)
def style(qapp):
    set_style(Style())


@pytest.mark.parametrize(
    ("model", "spec"), FIELDS, ids=[f"{model.__name__}.{spec.name}" for model, spec in FIELDS]
)
def test_that_an_editor_gives_back_what_it_was_given(qtbot, model, spec):
    siblings = {each.name: each for each in fields_of(model)}
    editor = make_editor(spec, Known(), siblings)
    qtbot.addWidget(editor)
    value = sample(spec)
    editor.set_values({"id_type": "thai_id", spec.name: value})
    assert editor.value() == value
    assert editor.fault() == ""
    assert not editor.is_empty()


@pytest.mark.parametrize("model", DETAILS, ids=lambda model: model.__name__)
def test_that_every_labelled_field_is_edited_or_filled_by_another(qtbot, model):
    specs = fields_of(model)
    form = Form(specs, Known(), model)
    qtbot.addWidget(form)
    filled = {part for spec in specs for part in spec.label.parts}
    unreachable = [spec.name for spec in specs if not spec.label.form and spec.name not in filled]
    assert unreachable == []
    assert set(form.values()) >= {spec.name for spec in specs}


def test_that_there_are_forms_to_walk_through():
    assert {"PersonDetails", "ActivityDetails", "ProfileDetails"} <= {
        model.__name__ for model in DETAILS
    }
