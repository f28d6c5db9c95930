"""What a person should look at in a file: one item a fault, with the quickest way out as its button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.people.import_mend import Item, Mend
from learnsoc_desktop.ui.buttons import Button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import clear, column, hosted, scroll
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, lines
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme

MOST_FAULTS = 100  # items of the list; the table shows all of them
ICON, LEFT, FIRST = 16, 26, 40  # pixels: the sign, what stands beside it, the line with the button


def _place_of(item: Item) -> str:
    """Return where a fault stands: row and column."""
    if not item.fault.row:
        return _("Whole file")
    row, more = formats.numerals(str(item.fault.row)), len(item.rows) - 1
    words = {"row": row, "column": item.column, "count": formats.number(more)}
    if more > 0:
        return ngettext(
            "row {row} and {count} more · {column}", "row {row} and {count} more · {column}", more
        ).format(**words)
    place = _("row {row} · {column}") if item.column else _("row {row}")
    return place.format(**words)


class FaultLine(Dressed, QAbstractButton):
    """One fault: row and column, the way out, and below what is wrong. Pressed, it shows the row."""

    def __init__(self, item: Item, mend: Callable[[Mend], object]) -> None:
        super().__init__()
        self.fault, self.rows, self._at = item.fault, item.rows, -1
        self._heights: dict[tuple[int, int], int] = {}  # by width and size of the text
        self.setText(_place_of(item))
        self.setAccessibleDescription(self.fault.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.way_out: Button | None = None
        chosen = item.mend
        if chosen is not None:
            self.way_out = Button(chosen.title, "quiet", parent=self)
            self.way_out.clicked.connect(lambda _on=False: mend(chosen))

    def next_row(self) -> int:
        """Return the number of the next row with this fault, after the last one the first."""
        self._at = (self._at + 1) % len(self.rows)
        return self.rows[self._at]

    def heightForWidth(self, wide: int) -> int:
        """Return the height its sentence needs."""
        t = theme()
        high = self._heights.get((wide, t.step))
        if high is None:
            count = len(lines(self.fault.text, "small", wide - t.px(LEFT + 6)))
            high = t.px(FIRST) + count * t.line("small") + t.px(8)
            self._heights[wide, t.step] = high
        return high

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(200), self.heightForWidth(max(self.width(), theme().px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the way out at the right of the first line."""
        super().resizeEvent(event)
        if self.way_out is not None:
            wide = min(self.way_out.sizeHint().width(), self.width() * 2 // 3)
            high = self.way_out.sizeHint().height()
            top = (theme().px(FIRST) - high) // 2
            self.way_out.setGeometry(self.width() - wide, max(top, 0), wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        if self.underMouse() or self.hasFocus():
            ring = "focus" if self.hasFocus() else ""
            back = "sunken" if self.underMouse() else ""
            fill(painter, QRectF(self.rect()), back, CONTROL, ring, 2)
        icon, tone = ("x", "bad") if self.fault.refuses else ("circle-alert", "late")
        side = t.px(ICON)
        draw_icon(painter, icon, tone, t.px(4), (t.px(FIRST) - side) / 2, side)
        taken = self.way_out.width() if self.way_out is not None else 0
        base = t.px(FIRST) / 2 + t.px(15 * 0.35)
        room = max(self.width() - t.px(LEFT) - taken - 4, 1)
        draw(painter, t.px(LEFT), base, self.text(), "strong", room=room)
        base = t.px(FIRST) + t.px(14)
        room = self.width() - t.px(LEFT + 6)
        for line in lines(self.fault.text, "small", room):
            draw(painter, t.px(LEFT), base, line, "small", "ink_soft", room=room + 1)
            base += t.line("small")


class FaultList(QWidget):
    """What a person should look at, by row; refused rows first.

    Signals:
        chosen: A fault was pressed (its row and the head of its column).
        mended: The way out of a fault was taken (Mend).
    """

    chosen = Signal(int, str)
    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[FaultLine] = []
        self._at = -1
        self._inner = column(gap=2)
        self._area: QScrollArea = scroll(hosted(self._inner))
        self.setLayout(column(self._area, gap=0))

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other faults; who was at one stays there, at what stands in its place now."""
        here = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        at = self._at if here else -1
        clear(self._inner)
        self.lines, self._at = [], -1
        for at, item in enumerate(items[:MOST_FAULTS]):
            line = FaultLine(item, self.mended.emit)
            line.clicked.connect(lambda _on=False, at=at: self._choose(at))
            self.lines.append(line)
            self._inner.addWidget(line)
        rest = len(items) - MOST_FAULTS
        if rest > 0:
            text = ngettext("{count} more in the table", "{count} more in the table", rest)
            words = text.format(count=formats.number(rest))
            self._inner.addWidget(Text(words, "small", "ink_soft"))
        if not items:
            self._inner.addWidget(Remark("circle-check", _("No fault was found."), "good", "body"))
        self._inner.addStretch(1)
        if at >= 0 and self.lines:
            self._at = min(at, len(self.lines) - 1)
            self.lines[self._at].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go to the next fault, after the last one to the first."""
        if self.lines:
            self._at = (self._at + 1) % len(self.lines)
            self.lines[self._at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._choose(self._at)

    def _choose(self, at: int) -> None:
        self._at, line = at, self.lines[at]
        self._area.ensureWidgetVisible(line)
        self.chosen.emit(line.next_row(), line.fault.column)
