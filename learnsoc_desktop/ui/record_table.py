"""One table model for every list in the application."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.ui.columns import Column

Row = TypeVar("Row")
RowT_co = TypeVar("RowT_co", covariant=True)
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RowRole = Role.UserRole
ROOT = QModelIndex()
PAGE = 50  # rows read at once; a screen shows some twelve
PAGES_KEPT = 4  # so that a list of any length keeps 200 rows at most

RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class RowSource(Protocol[RowT_co]):
    """Where the rows of a list come from."""

    def count(self) -> int:
        """Return how many rows there are."""

    def fetch(self, start: int, stop: int) -> Sequence[RowT_co]:
        """Return the rows ``start`` to ``stop`` (not included)."""

    def position(self, key: Hashable) -> int:
        """Return where the row of this key stands, -1 when it is not there."""


class SequenceSource(Generic[Row]):
    """Rows that are all at hand; ``key`` gives what a row is known by."""

    def __init__(
        self, rows: Sequence[Row], key: Callable[[Row], Hashable] = attrgetter("id")
    ) -> None:
        self.rows = rows
        self.key = key

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def fetch(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows ``start`` to ``stop`` (not included)."""
        return self.rows[start:stop]

    def position(self, key: Hashable) -> int:
        """Return where the row of this key stands, -1 when it is not there."""
        return next((at for at, row in enumerate(self.rows) if self.key(row) == key), -1)


class RecordTableModel(QAbstractTableModel, Generic[Row]):
    """Shows immutable rows of a source; it never touches the database and never changes a row.

    Signals:
        sort_asked: Rows that are not all at hand are to be sorted (key of the column, descending).
    """

    sort_asked = Signal(str, bool)

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._source: RowSource[Row] = SequenceSource(())
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self.sorted_by = ""
        self.descending = False

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns that are shown."""
        return self._columns

    @property
    def source(self) -> RowSource[Row]:
        """Where the rows come from."""
        return self._source

    @property
    def rows_held(self) -> int:
        """How many rows of the source the model keeps."""
        return sum(len(page) for page in self._pages.values())

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def set_source(self, source: RowSource[Row]) -> None:
        """Show the rows of ``source``; rows at hand keep the order a person asked for."""
        self.beginResetModel()
        self._source = self._in_order(source)
        self._count = source.count()
        self._pages.clear()
        self.endResetModel()

    def set_rows(
        self, rows: Sequence[Row], key: Callable[[Row], Hashable] = attrgetter("id")
    ) -> None:
        """Show rows that are all at hand."""
        self.set_source(SequenceSource(rows, key))

    def row(self, number: int) -> Row | None:
        """Return one row, None when it is not there (any more)."""
        if not 0 <= number < self._count:
            return None
        if isinstance(self._source, SequenceSource):
            rows: Sequence[Row] = self._source.rows
            return rows[number]
        page = self._page(number // PAGE)
        return page[number % PAGE] if number % PAGE < len(page) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's own
        """Return the text, the row or the alignment of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Role.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role not in {Role.DisplayRole, RowRole, Role.AccessibleTextRole}:
            return None
        row = self.row(index.row())
        if row is None or role == RowRole:
            return row
        text = column.text(row)
        return text if role == Role.DisplayRole else f"{column.head}: {text or '–'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's own
        """Return the title of a column; said aloud it tells the order too."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Role.DisplayRole:
            return column.head
        if role == Role.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role == Role.AccessibleTextRole:
            return self._head_aloud(column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort rows that are at hand; ask for the order otherwise."""
        if not 0 <= column < len(self._columns) or not self._columns[column].sortable:
            return
        self.sorted_by = self._columns[column].key
        self.descending = order == Qt.SortOrder.DescendingOrder
        if isinstance(self._source, SequenceSource):
            self.set_source(self._source)
        else:
            self.sort_asked.emit(self.sorted_by, self.descending)

    def _head_aloud(self, column: Column[Row]) -> str:
        if column.key != self.sorted_by:
            return column.head
        if self.descending:
            return _("{column}, sorted from the last to the first").format(column=column.head)
        return _("{column}, sorted from the first to the last").format(column=column.head)

    def _in_order(self, source: RowSource[Row]) -> RowSource[Row]:
        column = next((each for each in self._columns if each.key == self.sorted_by), None)
        if column is None or not isinstance(source, SequenceSource):
            return source
        order = column.order or _thai_order(column)
        rows = sorted(source.rows, key=_empty_last(order, descending=self.descending))
        return SequenceSource(rows[::-1] if self.descending else rows, source.key)

    def _page(self, number: int) -> Sequence[Row]:
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE
            page = self._source.fetch(start, min(start + PAGE, self._count))
            while len(self._pages) >= PAGES_KEPT:
                self._pages.popitem(last=False)
            self._pages[number] = page
        else:
            self._pages.move_to_end(number)
        return page


def _thai_order(column: Column[Any]) -> Callable[[Any], str]:
    return lambda row: sort_key(column.text(row))


def _empty_last(
    order: Callable[[Any], Any], *, descending: bool
) -> Callable[[Any], tuple[bool, Any]]:
    """Return a sort key that keeps rows without a value at the end in both directions."""

    def key(row: Any) -> tuple[bool, Any]:  # noqa: ANN401  a row of any list
        value = order(row)
        empty = value is None or value == ""
        return (empty != descending, 0 if empty else value)

    return key
