"""A month to pick a day from: weeks begin on Sunday, years as the calendar of the window has them."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core.formats import date_full, month_year, numerals, weekday_name
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button, icon_button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors.popup import Popup
from learnsoc_desktop.ui.keys import asks_for_escape
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, fill, middle
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import CONTROL, theme

DAYS, WEEKS = 7, 6
CELL = 40  # at the first text size: wide enough to be hit
SUNDAY = date(2026, 11, 22)  # any Sunday, for the names of the days
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS,
    Qt.Key.Key_Down: DAYS,
}


def months_later(day: date, count: int) -> date:
    """Return the same day of another month, or its last day when the month is shorter."""
    month = day.year * 12 + day.month - 1 + count
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def first_shown(day: date) -> date:
    """Return the Sunday that begins the first week of the month of ``day``."""
    first = day.replace(day=1)
    return first - timedelta(days=(first.weekday() + 1) % DAYS)


class MonthGrid(Dressed, QWidget):
    """The days of a month.

    Signals:
        picked: A day was chosen.
        turned: Another day is under the cursor.
        given_up: Esc was pressed.
    """

    picked = Signal(object)
    turned = Signal(object)
    given_up = Signal()

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.day, self._today = day, today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(date_full(day))
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc for closing the month, so that it does not leave the page."""
        if asks_for_escape(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return room for seven days and six weeks under the names of the days."""
        cell = theme().px(CELL)
        return QSize(DAYS * cell, (WEEKS + 1) * cell)

    def go(self, day: date) -> None:
        """Put the cursor on a day, turning the month when it must."""
        self.day = day
        self.setAccessibleName(date_full(day))
        self.turned.emit(day)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days, weeks, months and years; Enter picks."""
        key = event.key()
        year = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in STEPS:
            self.go(self.day + timedelta(days=STEPS[Qt.Key(key)]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            step = 12 if year else 1
            self.go(months_later(self.day, -step if key == Qt.Key.Key_PageUp else step))
        elif key == Qt.Key.Key_Home:
            self.go(self.day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self.go(self.day.replace(day=monthrange(self.day.year, self.day.month)[1]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(self.day)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  Qt's own
        """Go back to the field with Tab."""
        del next
        self.given_up.emit()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the day that is pressed."""
        cell = theme().px(CELL)
        at = event.position().toPoint()
        place = (at.y() // cell - 1) * DAYS + at.x() // cell
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(first_shown(self.day) + timedelta(days=place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names of the days, then the weeks."""
        painter, cell = QPainter(self), theme().px(CELL)
        for at in range(DAYS):
            name = weekday_name(SUNDAY + timedelta(days=at), short=True)
            base = middle(0, cell, "small")
            colour = "bad" if at == 0 else "ink_soft"
            draw(painter, at * cell, base, name, "small", colour, room=cell, align="centre")
        first = first_shown(self.day)
        for place in range(DAYS * WEEKS):
            corner = QPointF(place % DAYS * cell, (place // DAYS + 1) * cell)
            self._paint_day(painter, first + timedelta(days=place), corner, cell)

    def _paint_day(self, painter: QPainter, day: date, corner: QPointF, cell: int) -> None:
        box = QRectF(corner.x() + 2, corner.y() + 2, cell - 4, cell - 4)
        chosen = day == self.day
        if chosen:
            fill(painter, box, "primary", CONTROL)
        elif day == self._today:
            fill(painter, box, "primary_soft", CONTROL, "primary")
        if chosen and self.hasFocus():
            fill(painter, box, "", CONTROL, "focus_on_fill", 3)
        other = "ink" if day.month == self.day.month else "edge"
        ink = "on_primary" if chosen else other
        role = "strong" if chosen or day == self._today else "body"
        text = numerals(str(day.day))
        base = middle(box.y(), box.height(), role)
        draw(painter, box.x(), base, text, role, ink, room=box.width(), align="centre")


class MonthPopup(Popup):
    """A month under a date field.

    Signals:
        picked: A day was chosen; it is closed.
    """

    picked = Signal(object)

    def __init__(self, anchor: QWidget, day: date, today: date) -> None:
        super().__init__(anchor)
        self.grid = MonthGrid(day, today)
        self._title = Text(month_year(day), "strong", align="centre")
        before = icon_button("chevron-left", _("Month before"), kind="quiet")
        after = icon_button("chevron-right", _("Month after"), kind="quiet")
        now = button(_("Today"), "quiet", then=lambda: self._pick(today))
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        head = row(before, (self._title, 1), after, gap=4)
        foot = row(None, now)
        self.setLayout(column(head, self.grid, foot, gap=0, margins=(8, 6, 8, 6)))
        self.grid.picked.connect(self._pick)
        self.grid.turned.connect(lambda shown: self._title.set_text(month_year(shown)))
        self.grid.given_up.connect(self._give_up)
        self.closed.connect(self.deleteLater)

    def open_below(self) -> None:
        """Show it and take the keyboard."""
        super().open_below()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _turn(self, count: int) -> None:
        self.grid.go(months_later(self.grid.day, count))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        self.close_popup()
        self.anchor.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: date) -> None:
        self.picked.emit(day)
        self.close_popup()
