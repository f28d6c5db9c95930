"""Every labelled field is told in words, has a text in lists, and comes back from a file as it went."""

from datetime import date, time
from uuid import UUID

import pytest

from learnsoc_desktop.core.fields import Kind, LabelledEnum
from learnsoc_desktop.core.i18n import plain
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.exchange.cell_parsing import CellParser
from learnsoc_desktop.exchange.tables import Table, read_table, write_table
from learnsoc_desktop.exchange.words import WordList
from learnsoc_desktop.ui.columns import columns_of
from learnsoc_desktop.ui.field_text import text_of
from tests.contract.kit import speak
from tests.contract.test_editors import DETAILS, ONE, TWO, sample

TODAY = date(2026, 11, 22)
NAMES = {ONE: "หนึ่ง", TWO: "สอง"}
WORDS = WordList([(key, (name,)) for key, name in NAMES.items()])
FIELDS = [(model, spec) for model in DETAILS for spec in fields_of(model) if spec.label.table]

fields = pytest.mark.parametrize(
    ("model", "spec"), FIELDS, ids=[f"{model.__name__}.{spec.name}" for model, spec in FIELDS]
)


def cell(spec, value):
    """Return a value as our own files write it: stable words, names for ids, ISO dates, hours."""
    match value:
        case LabelledEnum():
            return value.value
        case UUID():
            return NAMES[value]
        case list():
            return "; ".join(NAMES[each] for each in value)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
    return value / {Kind.MINUTES: 60, Kind.MONEY: 100}.get(spec.kind, 1) if number(value) else value


def number(value):
    return isinstance(value, int) and not isinstance(value, bool)


@fields
@pytest.mark.parametrize("language", ["th", "en"])
def test_that_a_field_has_a_title_and_a_text_in_lists(catalogues, model, spec, language):
    speak(language, catalogues)
    (column,) = columns_of([spec], lambda row, of: text_of(of, row, NAMES))
    assert column.head.strip() == spec.title
    assert column.text(sample(spec)).strip()
    assert column.text(None) == ""
    assert column.width >= 60


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("model", DETAILS, ids=lambda model: model.__name__)
def test_that_no_two_fields_of_a_form_are_called_the_same(catalogues, model, language):
    speak(language, catalogues)
    titles = [plain(spec.title) for spec in fields_of(model)]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


@fields
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_a_value_comes_back_from_a_file(tmp_path, model, spec, ending):
    value = sample(spec)
    path = tmp_path / f"one{ending}"
    write_table(Table((spec.name, "other"), [(cell(spec, value), "x")]), path)
    (row,) = read_table(path).rows
    parsed = CellParser(spec, words=WORDS, today=TODAY).parse(row.cells[0])
    back = list(parsed.value) if isinstance(parsed.value, tuple) else parsed.value
    assert back == value or plain_lines(back) == plain_lines(value)
    assert parsed.doubts == ()


def plain_lines(value):
    """Return a text as a field of one line takes it."""
    return value.replace("\n", " ") if isinstance(value, str) else value
