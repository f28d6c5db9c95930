"""The one table model: windows of rows, Thai order, what is said aloud."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from learnsoc_desktop.ui.columns import Column, chosen_keys, fitting
from learnsoc_desktop.ui.record_table import (
    PAGE,
    PAGES_KEPT,
    RecordTableModel,
    RowRole,
    SequenceSource,
)
from tests.ui.lazy_rows import KeySource

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Someone:
    id: int
    name: str
    age: int | None = None


COLUMNS = (
    Column[Someone]("name", "Name", lambda row: row.name, width=200, stretch=True),
    Column[Someone](
        "age",
        "Age",
        lambda row: "" if row.age is None else str(row.age),
        width=60,
        right=True,
        order=lambda row: row.age,
        leaves=2,
    ),
    Column[Someone]("id", "No.", lambda row: str(row.id), width=80, shown=False, leaves=1),
)
ALL = range(100_000)


@pytest.fixture
def long_model(qapp):
    """Return a model without the tester, which asks for every cell."""
    return RecordTableModel[Someone](COLUMNS)


@pytest.fixture
def model(qapp):
    model = RecordTableModel[Someone](COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def lazily(reads, keys=ALL):
    def read(keys):
        reads.append(len(keys))
        return [Someone(key, f"คนที่ {key}", 7) for key in keys]

    return KeySource(keys, read)


def names(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_a_list_of_any_length_keeps_200_rows(long_model):
    model, reads = long_model, []
    model.set_source(lazily(reads))
    assert model.rowCount() == 100_000
    for row in [0, 99_999, *range(0, 100_000, 997)]:
        assert model.index(row, 0).data() == f"คนที่ {row}"
        assert model.rows_held <= PAGE * PAGES_KEPT
    assert max(reads) <= PAGE


def test_that_a_page_is_read_once_for_all_its_cells(long_model):
    model, reads = long_model, []
    model.set_source(lazily(reads))
    for row in range(PAGE):
        for column in range(model.columnCount()):
            model.index(row, column).data()
    assert len(reads) == 1


def test_that_a_row_that_is_gone_shows_as_nothing(model):
    model.set_source(KeySource([1, 2, 3], lambda _keys: [Someone(1, "ก")]))
    assert model.index(2, 0).data() is None
    assert model.row(0) == Someone(1, "ก")
    assert model.row(-1) is None
    assert model.row(3) is None


def test_that_rows_at_hand_sort_in_thai_order_and_empty_ones_stay_last(model):
    model.set_rows([Someone(1, "แดง", 3), Someone(2, "กล้า"), Someone(3, "เก่ง", 20)])
    model.sort(0)
    assert names(model) == ["กล้า", "เก่ง", "แดง"]
    model.sort(1)
    assert names(model) == ["แดง", "เก่ง", "กล้า"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["เก่ง", "แดง", "กล้า"]


def test_that_new_rows_keep_the_order_that_was_asked_for(model):
    model.set_rows([])
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows([Someone(1, "ก"), Someone(2, "ค"), Someone(3, "ข")])
    assert names(model) == ["ค", "ข", "ก"]


def test_that_rows_not_at_hand_are_sorted_by_whoever_has_them(model, qtbot):
    model.set_source(lazily([], range(120)))
    with qtbot.waitSignal(model.sort_asked) as asked:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["age", True]


def test_that_each_cell_says_its_column_aloud(model):
    model.set_rows([Someone(1, "บุญเรือน")])
    assert model.index(0, 0).data(Role.AccessibleTextRole) == "Name: บุญเรือน"
    assert model.index(0, 1).data(Role.AccessibleTextRole) == "Age: –"
    model.sort(0)
    head = model.headerData(0, Qt.Orientation.Horizontal, Role.AccessibleTextRole)
    assert head == "Name, sorted from the first to the last"


def test_that_20_000_questions_without_an_answer_are_survived(model):
    model.set_rows([Someone(1, "ก")])
    index = model.index(0, 0)
    for _ in range(20_000):
        assert model.data(index, Role.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert index.data(RowRole) == Someone(1, "ก")


def test_that_a_row_is_found_by_its_key(model):
    source = SequenceSource([Someone(7, "ก"), Someone(9, "ข")])
    assert [source.position(9), source.position(8)] == [1, -1]
    assert lazily([]).position(99_998) == 99_998


def test_that_columns_leave_in_their_order_when_room_is_short():
    def keys(room, scale=1.0):
        return [column.key for column in fitting(COLUMNS, room, scale)]

    assert keys(340) == ["name", "age", "id"]
    assert keys(300) == ["name", "age"]
    assert keys(340, 1.27) == ["name", "age"]
    assert keys(100) == ["name"]


def test_that_a_choice_of_columns_is_kept_and_survives_a_lost_column():
    assert chosen_keys(COLUMNS, {}, "people") == ("name", "age")
    assert chosen_keys(COLUMNS, {"people": ["id", "gone"]}, "people") == ("name", "id")
