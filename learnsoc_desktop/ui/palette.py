"""Ctrl+K: one field, few answers of every kind, the best one already chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.finder import Found, found_part
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Picture, Rule, Text
from learnsoc_desktop.ui.theme import CONTROL, theme
from learnsoc_desktop.ui.veil import Veil

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
LINE, HEAD = 44, 32  # heights at the first text size
Line = Found | str  # a hit, or the head of a group


class Hits(QAbstractListModel):
    """The lines of the palette: heads of groups and what was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._parts: list[tuple[int, int]] = []

    def set_found(self, found: Sequence[Found], text: str) -> None:
        """Show these hits; ``text`` is marked in their titles."""
        lines: list[Line] = []
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                lines.append(group)
            lines.append(one)
        self.beginResetModel()
        self._lines = lines
        self._parts = [
            (0, 0) if isinstance(line, str) else found_part(line.title, text) for line in lines
        ]
        self.endResetModel()

    def line(self, number: int) -> Line | None:
        """Return a line, or None past the end."""
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def part(self, number: int) -> tuple[int, int]:
        """Return where the searched text stands in the title of a line."""
        return self._parts[number]

    def next_hit(self, number: int, step: int) -> int:
        """Return the next line that can be chosen, going round at the ends; -1 for none."""
        count = len(self._lines)
        for away in range(1, count + 1):
            at = (number + step * away) % count
            if isinstance(self._lines[at], Found):
                return at
        return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what may be done with a row."""
        if isinstance(self.line(index.row()), Found):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401  by role
        """Return what a view asks of a row."""
        line = self.line(index.row())
        if isinstance(line, str):
            return line if role in {Role.DisplayRole, Role.AccessibleTextRole} else None
        if line is None:
            return None
        match role:
            case Role.DisplayRole:
                return line.title
            case Role.AccessibleTextRole:
                return ", ".join(filter(None, (line.group, line.title, line.detail, line.key)))
            case Role.UserRole:
                return line
        return None


class HitPainter(QStyledItemDelegate):
    """Paints a line: icon, title with the found part underlined, what it is, its key."""

    def __init__(self, hits: Hits, parent: QObject) -> None:
        super().__init__(parent)
        self._hits = hits

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size it wants."""
        head = isinstance(self._hits.line(index.row()), str)
        return QSize(200, theme().px(HEAD if head else LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        t, line = theme(), self._hits.line(index.row())
        rect = QRectF(option.rect)
        state = option.state
        if isinstance(line, str):
            base = middle(rect.y() + 2, rect.height() - 2, "small_strong")
            draw(painter, rect.x() + 20, base, line, "small_strong", "ink_soft")
            return
        if line is None:
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            fill(painter, rect.adjusted(8, 0, -8, 0), "primary_soft", CONTROL)
            bar = QRectF(rect.x() + 8, rect.y() + 6, 4, rect.height() - 12)
            fill(painter, bar, "primary", 2)
        side = t.px(20)
        top = rect.y() + (rect.height() - side) / 2
        ink = "primary" if chosen else "ink_soft"
        draw_icon(painter, line.icon, ink, rect.x() + 24, top, side)
        right = self._key(painter, rect, line.key or (_("Enter") if chosen else ""))
        detail = min(width(line.detail, "small"), rect.width() * 0.45)
        if line.detail:
            base = middle(rect.y(), rect.height(), "small")
            draw(
                painter,
                right - detail,
                base,
                line.detail,
                "small",
                "ink_soft",
                room=detail + 1,
                align="right",
            )
        left = rect.x() + 24 + t.px(34)
        room = right - detail - t.px(16) - left
        self._title(painter, left, middle(rect.y(), rect.height()), room, index.row())

    def _title(self, painter: QPainter, x: float, base: float, room: float, number: int) -> None:
        line = self._hits.line(number)
        assert isinstance(line, Found)
        start, end = self._hits.part(number)
        parts = ((line.title[:start], "body"), (line.title[start:end], "strong"))
        limit = x + room
        for text, role in (*parts, (line.title[end:], "body")):
            if not text or x >= limit:
                continue
            used = draw(painter, x, base, text, role, room=limit - x)
            if role == "strong":
                under = QRectF(x, base + theme().px(8), used, 2)
                painter.fillRect(under, theme().colour("primary"))
            x += used

    def _key(self, painter: QPainter, rect: QRectF, key: str) -> float:
        """Paint the key in its cap at the right; return where the room left of it ends."""
        t, right = theme(), rect.right() - 24
        if not key:
            return right
        wide = width(key, "small") + t.px(14)
        cap = QRectF(right - wide, rect.y() + (rect.height() - t.px(25)) / 2, wide, t.px(25))
        fill(painter, cap, "surface", 4, "edge")
        base = middle(cap.y(), cap.height(), "small")
        draw(painter, cap.x(), base, key, "small", room=wide, align="centre")
        return right - wide - t.px(12)


class Palette(Veil):
    """The card of Ctrl+K. ``find`` answers what is typed."""

    def __init__(self, window: QWidget, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__(window)
        self._find = find
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setAccessibleName(_("Find anything"))
        self.hint = Text("", "small", "ink_soft")
        self.none = Text("", "body", "ink_soft", align="centre")
        self.hits = Hits(self)
        self.list = QListView()
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitPainter(self.hits, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(_("What was found"))
        self.list.clicked.connect(self._open)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        keys = Text(_("↑ ↓ choose     Enter open     Esc close"), "small", "ink_soft")
        head = row(Picture("search", "ink_soft", 24), (self.field, 1), self.hint, gap=8)
        head.setContentsMargins(22, 4, 22, 4)
        foot = row(keys, None, margins=(20, 7, 20, 7))
        self.card.setLayout(
            column(
                head,
                Rule(),
                4,
                self.none,
                self.list,
                4,
                Rule(),
                foot,
                gap=0,
                margins=(2, 2, 2, 2),
            )
        )

    def dress(self) -> None:
        """Take fonts and widths from the theme."""
        super().dress()
        self.field.setFont(theme().font("big"))

    def ask(self) -> None:
        """Lay it over the window, empty."""
        self.field.clear()
        self.hint.set_text(_("people, tasks, pages, reports, settings"))
        self.lay(self.field)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list while the keys stay in the field."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._walk(Qt.Key(event.key())):
                return True
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            done = super().eventFilter(watched, event)
            self._fit()
            return done
        return super().eventFilter(watched, event)

    def _walk(self, key: Qt.Key) -> bool:
        at = self.list.currentIndex().row()
        match key:
            case Qt.Key.Key_Down:
                self._choose(self.hits.next_hit(at, 1))
            case Qt.Key.Key_Up:
                self._choose(self.hits.next_hit(max(at, 0), -1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.list.currentIndex())
            case _:
                return False
        return True

    def _search(self, text: str) -> None:
        self.hits.set_found(self._find(text), text)
        found = self.hits.rowCount() > 0
        self.none.setVisible(not found)
        self.none.set_text(_("“{text}” was not found").format(text=text.strip()))
        self.list.setVisible(found)
        self._choose(self.hits.next_hit(-1, 1) if found else -1)
        self._fit()

    def _choose(self, number: int) -> None:
        if number >= 0:
            index = self.hits.index(number)
            self.list.setCurrentIndex(index)
            top = number == 1 and isinstance(self.hits.line(0), str)
            self.list.scrollTo(self.hits.index(0) if top else index)

    def _open(self, index: Index) -> None:
        line = self.hits.line(index.row())
        if isinstance(line, Found):
            self.lift()
            line.run()

    def _fit(self) -> None:
        """Be as high as the hits; scroll when the window is lower, half a line saying more."""
        t = theme()
        lines = [self.hits.line(number) for number in range(self.hits.rowCount())]
        need = sum(t.px(HEAD if isinstance(line, str) else LINE) for line in lines) + 4
        margins = self.contentsMargins()
        room = self.height() - t.px(84) - t.px(120) - margins.top() - 24
        if need > room:
            room = int(room // t.px(LINE)) * t.px(LINE) - t.px(LINE) // 2
        self.list.setFixedHeight(max(min(need, room), t.px(LINE)))
