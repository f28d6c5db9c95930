"""Beside the roll: how many of each mark, and whether the heads in the room agree."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.roll_paint_widget import KEYS, SIGNS
from learnsoc_desktop.features.activities.sheet_queries import Roll
from learnsoc_desktop.ui.buttons import icon_button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme

MOST_HEADS = 9999
HEADS_KEY = "F6"


class Tally(Dressed, QWidget):
    """Progress in words and a bar, the five counts, and the walk-ins apart."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: Counter[Mark] = Counter()
        self._of = self._walk_ins = 0
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_roll(self, roll: Roll) -> None:
        """Count the marks of the enrolled; walk-ins stand on a line of their own."""
        listed = [line for line in roll.rows if not line.walk_in]
        self._marks = Counter(line.mark for line in listed if line.mark)
        self._of, self._walk_ins = len(listed), len(roll.rows) - len(listed)
        words = [f"{mark.label} {formats.number(self._marks[mark])}" for _digit, mark in KEYS]
        self.setAccessibleName(", ".join([self._progress(), *words]))
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Put two counts into a line where the window is low."""
        if low != self._low:
            self._low = low
            self.updateGeometry()
            self.update()

    @property
    def _two(self) -> str:
        """The role of the words where two counts stand in a line: in a low window, if none is cut."""
        t = theme()
        if not (self._low or t.step > 0):
            return ""
        for role in ("lead", "strong"):
            half = self.width() / 2 - t.px(10 + 38 + 6) - width("00", role)
            if all(width(mark.label, role) <= half for _digit, mark in KEYS):
                return role
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the lines need in this width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _progress(self) -> str:
        return _("{done} of {all} people").format(
            done=formats.number(self._marks.total()), all=formats.number(self._of)
        )

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(240), theme().px(80 + self._step() * self._lines() + 46))

    def _step(self) -> int:
        return 31 if self._low else 35

    def _lines(self) -> int:
        return 3 if self._two else 5

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, wide = theme(), QPainter(self), self.width()
        done = self._marks.total()
        used = draw(painter, 0, t.px(38), formats.number(done), "figure")
        of = ngettext("of {count} person", "of {count} people", self._of).format(
            count=formats.number(self._of)
        )
        draw(painter, used + 8, t.px(38), of, "lead")
        left = _("{count} left").format(count=formats.number(self._of - done))
        if self._of > done:
            draw(painter, wide - width(left, "strong"), t.px(38), left, "strong", "primary")
        bar = QRectF(0, t.px(54), wide, t.px(14))
        fill(painter, bar, "sunken", t.px(7))
        if done:
            share = max(wide * done / self._of, bar.height())
            fill(painter, QRectF(0, bar.y(), share, bar.height()), "primary", t.px(7))
        for number, (_digit, mark) in enumerate(KEYS):
            self._paint_count(painter, number, mark)
        y = t.px(84 + self._step() * self._lines())
        painter.fillRect(QRectF(0, y, wide, 1), t.colour("line"))
        draw_icon(painter, "user-plus", "ink_soft", t.px(5), y + t.px(10), t.px(18))
        base = middle(y, t.px(40))
        count = _people(self._walk_ins)
        room = wide - t.px(38) - width(count, "strong") - t.px(8)
        draw(painter, t.px(38), base, _("Walk-ins, apart"), "body", "ink_soft", room=room)
        draw(painter, 0, base, count, "strong", room=wide, align="right")

    def _paint_count(self, painter: QPainter, number: int, mark: Mark) -> None:
        t, wide = theme(), self.width()
        two, role = bool(self._two), self._two or "lead"
        y = t.px(80 + (number // 2 if two else number) * self._step())
        x = (number % 2) * wide / 2 if two else 0
        right = x + (wide / 2 - t.px(10) if two else wide)
        sign, tone = SIGNS[mark]
        fill(painter, QRectF(x, y + t.px(4), t.px(27), t.px(27)), tone, CONTROL)
        draw_icon(painter, sign, "surface", x + t.px(5), y + t.px(9), t.px(17))
        base = middle(y, t.px(self._step()), role)
        count = self._marks[mark]
        text = formats.number(count) if two else _people(count)
        room = right - x - t.px(42) - width(text, role)
        draw(painter, x + t.px(38), base, mark.label, role, room=room)
        draw(painter, right - width(text, role), base, text, role)


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=formats.number(count))


class HeadCheck(QFrame):
    """How many heads are in the room? Says in words whether it agrees with the marks, never blocks.

    Signals:
        counted: The number of heads, or None when the field was emptied.
        done: Enter or Esc was pressed: back to the roll.
    """

    counted = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._expected = 0
        self._parts = ""
        self.number = Line(digits=True)
        self.number.setFont(theme().font("big"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setProperty("kind", "count")
        self.number.setValidator(QIntValidator(0, MOST_HEADS, self.number))
        self.number.setPlaceholderText("–")
        self.number.setAccessibleName(_("How many heads are in the room?"))
        less = icon_button("minus", _("One head less"), then=lambda: self._step(-1))
        more = icon_button("plus", _("One head more"), then=lambda: self._step(1))
        for each in (less, more):
            each.setFixedSize(theme().px(56), theme().px(48))
        self.answer = Remark("circle-help", " ", "ink_soft", "strong")
        self.setLayout(
            column(
                row(
                    (Text(_("How many heads are in the room?"), "lead", wrap=True), 1),
                    Text(HEADS_KEY, "body", "ink_soft"),
                ),
                row(less, (self.number, 1), more, gap=8),
                self.answer,
                gap=4,
                margins=(16, 8, 16, 10),
            )
        )
        self.number.textEdited.connect(lambda _text: self._tell())
        self.number.left.connect(self.keep)
        self.number.entered.connect(self._enter)
        self._tell()

    def heads(self) -> int | None:
        """Return the number typed, or None."""
        text = self.number.text()
        return int(text) if text else None

    def keep(self) -> None:
        """Hand over the number that stands there."""
        self.counted.emit(self.heads())

    def show_roll(self, roll: Roll) -> None:
        """Expect those who are still in the room: present, late, walk-ins, heads without names.

        Who left early is not in the room any more.
        """
        listed = Counter(line.mark for line in roll.rows if not line.walk_in)
        walk_ins = sum(
            line.walk_in and line.mark in {Mark.PRESENT, Mark.LATE} for line in roll.rows
        )
        parts = [
            (_("{count} present"), listed[Mark.PRESENT]),
            (_("{count} late"), listed[Mark.LATE]),
            (_("{count} walk-ins"), walk_ins),
            (_("{count} without names"), roll.heads),
        ]
        self._expected = sum(count for _text, count in parts)
        shown = [text.format(count=formats.number(count)) for text, count in parts if count]
        self._parts = " + ".join(shown)
        if not self.number.hasFocus():
            heads = roll.heads_counted
            self.number.setText("" if heads is None else str(heads))
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the roll on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        self.keep()
        self.done.emit()

    def _step(self, by: int) -> None:
        heads = self.heads()
        start = self._expected if heads is None else heads
        self.number.setText(str(max(0, min(MOST_HEADS, start + by))))
        self._tell()
        self.counted.emit(self.heads())

    def _tell(self) -> None:
        heads = self.heads()
        kind, icon, tone = "true", "circle-help", "ink_soft"
        if heads is None:
            text = _("Count once and type the number.")
        elif heads == self._expected:
            kind, icon, tone = "good", "circle-check", "good"
            text = _("Agrees: {parts}").format(parts=self._parts or _("nobody"))
        else:
            kind, icon, tone = "late", "circle-alert", "late"
            more = heads - self._expected
            text = (
                ngettext(
                    "{count} more in the room: look at the open rows.",
                    "{count} more in the room: look at the open rows.",
                    more,
                )
                if more > 0
                else ngettext(
                    "{count} fewer in the room: look who is marked.",
                    "{count} fewer in the room: look who is marked.",
                    -more,
                )
            ).format(count=formats.number(abs(more)))
        if self.property("panel") != kind:
            self.setProperty("panel", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.answer.set_remark(icon, text, tone)
