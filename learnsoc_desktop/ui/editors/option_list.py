"""The list that opens under a field: options under their headings, the cursor moved by the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.editors.base import Option
from learnsoc_desktop.ui.editors.popup import Popup
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.paint import draw, draw_icon, middle, rule, width
from learnsoc_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
OPTION, HEADING = 40, 30  # heights at the first text size
WIDEST = 420
OptionRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a heading, an option, or the line that keeps what was typed."""

    option: Option | None = None
    heading: str = ""
    typed: str = ""

    @property
    def text(self) -> str:
        """What the line says."""
        if self.option is not None:
            return " ".join(part for part in (self.option.text, self.option.detail) if part)
        if self.typed:
            return _("Use “{text}” as it is typed").format(text=self.typed)
        return self.heading


def lines_of(options: Sequence[Option], typed: str = "") -> list[Line]:
    """Return the lines for ``options``: a heading before each group, ``typed`` last if given."""
    result: list[Line] = []
    group = ""
    for option in options:
        if option.group and option.group != group:
            result.append(Line(heading=option.group))
        group = option.group
        result.append(Line(option=option))
    if typed:
        result.append(Line(typed=typed))
    return result


class OptionModel(QAbstractListModel):
    """Lines of options."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a line, or the line."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.text
        return line if role == OptionRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything but headings be chosen."""
        if not index.isValid() or self.lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OptionDelegate(QStyledItemDelegate):
    """Draws a line: a heading, or an icon, the text and what tells it apart."""

    def __init__(self, parent: QWidget, icon: str) -> None:
        super().__init__(parent)
        self._icon = icon

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        line = index.data(OptionRole)
        return QSize(80, theme().px(HEADING if line.heading else OPTION))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: Line = index.data(OptionRole)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, theme().colour("primary_soft" if chosen else "surface"))
        if chosen:
            bar = QRect(box.left(), box.top(), 4, box.height())
            painter.fillRect(bar, theme().colour("primary"))
        if line.heading:
            base = middle(box.y(), box.height(), "small_strong")
            draw(painter, box.x() + 12, base, line.heading, "small_strong", "ink_soft")
        else:
            self._paint_option(painter, box, line, chosen=chosen)
        painter.restore()

    def _paint_option(self, painter: QPainter, box: QRect, line: Line, *, chosen: bool) -> None:
        t = theme()
        left, base = float(box.x() + 14), middle(box.y(), box.height())
        right = box.right() - 12.0
        icon = "pencil" if line.typed else self._icon
        if icon:
            side = t.px(18)
            draw_icon(painter, icon, "ink_soft", left, box.y() + (box.height() - side) / 2, side)
            left += t.px(28)
        if line.typed:
            rule(painter, box.left(), box.right() + 1, box.top())
        if chosen:
            key = _("Enter")
            right -= width(key, "small")
            draw(painter, right, middle(box.y(), box.height(), "small"), key, "small", "primary")
            right -= 10
        room = max(right - left, 1)
        if line.option is None:
            draw(painter, left, base, line.text, "body", room=room)
            return
        role = "strong" if line.option.detail or chosen else "body"
        used = draw(painter, left, base, line.option.text, role, room=room)
        if line.option.detail and room - used > t.px(40):
            detail, at = line.option.detail, left + used + 10
            draw(painter, at, base, detail, "body", "ink_soft", room=room - used - 10)


class OptionList(Popup):
    """The list under a field. The field keeps the keyboard and calls ``step`` and ``current``.

    Signals:
        taken: A line was pressed (Line).
    """

    taken = Signal(object)

    def __init__(self, anchor: QWidget, icon: str = "") -> None:
        super().__init__(anchor)
        self._model = OptionModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(OptionDelegate(self.view, icon))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self._point)
        self.view.clicked.connect(self._press)
        self.setLayout(column(self.view, gap=0, margins=(1, 4, 1, 4)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._model.lines

    def offer(self, options: Sequence[Option], typed: str = "", *, chosen: object = None) -> None:
        """Show ``options`` with the cursor on the first, or on the one whose value is ``chosen``."""
        self._model.set_lines(lines_of(options, typed))
        values = [line.option.value if line.option else None for line in self._model.lines]
        at = values.index(chosen) if chosen is not None and chosen in values else -1
        if at < 0:
            at = next((n for n, line in enumerate(self._model.lines) if not line.heading), -1)
        self._go(at)
        if self.isVisible():
            self.place()

    def wanted(self, room: int) -> QSize:
        """Return the size of all lines, as wide as the field at least."""
        t = theme()
        high = sum(t.px(HEADING if line.heading else OPTION) for line in self._model.lines) + 10
        texts = max((width(line.text, "strong") for line in self._model.lines), default=0)
        wide = max(self.anchor.width(), min(round(texts) + t.px(120), t.px(WIDEST)))
        return QSize(wide, min(high, room, t.px(OPTION) * 8 + 10))

    def current(self) -> Line | None:
        """Return the line under the cursor."""
        at = self.view.currentIndex().row()
        return self._model.lines[at] if at >= 0 else None

    def step(self, count: int) -> None:
        """Move the cursor by ``count`` lines, past headings."""
        rows = [at for at, line in enumerate(self._model.lines) if not line.heading]
        if rows:
            now = self.view.currentIndex().row()
            place = rows.index(now) if now in rows else -1
            self._go(rows[max(0, min(place + count, len(rows) - 1))])

    def _go(self, at: int) -> None:
        index = self._model.index(at, 0)
        self.view.setCurrentIndex(index)
        line = self.current()
        if line is not None and self.isVisible():
            self.anchor.setAccessibleDescription(line.text)  # the field keeps the keyboard
        if at <= 1:
            self.view.scrollToTop()  # the heading of the first one too
        else:
            self.view.scrollTo(index)

    def _point(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.view.setCurrentIndex(index)

    def _press(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.taken.emit(index.data(OptionRole))
