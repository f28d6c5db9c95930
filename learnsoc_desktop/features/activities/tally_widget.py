"""Beside the roll: how many of each mark, whether the heads agree, and what was saved last."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.roll_widget import KEYS, SIGNS
from learnsoc_desktop.features.activities.sheet_queries import Roll
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.buttons import Choices, button, icon_button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.keys import digit_of
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle, width
from learnsoc_desktop.ui.text import Picture, Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme

MOST_HEADS = 9999


class Tally(Dressed, QWidget):
    """Progress in words and a bar, the five counts, and the walk-ins apart."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: Counter[Mark] = Counter()
        self._of = self._walk_ins = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_roll(self, roll: Roll) -> None:
        """Count the marks of the enrolled; walk-ins stand on a line of their own."""
        listed = [line for line in roll.rows if not line.walk_in]
        self._marks = Counter(line.mark for line in listed if line.mark)
        self._of, self._walk_ins = len(listed), len(roll.rows) - len(listed)
        words = [f"{mark.label} {self._marks[mark]}" for _digit, mark in KEYS]
        self.setAccessibleName(", ".join([self._progress(), *words]))
        self.update()

    def _progress(self) -> str:
        return _("{done} of {all} people").format(
            done=self._marks.total(), all=formats.number(self._of)
        )

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(240), theme().px(80 + self._step() * self._lines() + 46))

    def _step(self) -> int:
        return 35

    def _lines(self) -> int:
        return 3 if theme().step else 5  # large text: two counts in a line

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
        draw(painter, t.px(38), base, _("Walk-ins, counted apart"), "body", "ink_soft")
        draw(painter, 0, base, _people(self._walk_ins), "strong", room=wide, align="right")

    def _paint_count(self, painter: QPainter, number: int, mark: Mark) -> None:
        t, wide = theme(), self.width()
        two = t.step > 0
        y = t.px(80 + (number // 2 if two else number) * self._step())
        x = (number % 2) * wide / 2 if two else 0
        right = x + (wide / 2 - t.px(14) if two else wide)
        sign, tone = SIGNS[mark]
        fill(painter, QRectF(x, y + t.px(4), t.px(27), t.px(27)), tone, CONTROL)
        draw_icon(painter, sign, "surface", x + t.px(5), y + t.px(9), t.px(17))
        base = middle(y, t.px(self._step()), "lead")
        count = self._marks[mark]
        text = formats.number(count) if two else _people(count)
        room = right - x - t.px(44) - width(text, "lead")
        draw(painter, x + t.px(38), base, mark.label, "lead", room=room)
        draw(painter, right - width(text, "lead"), base, text, "lead")


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=formats.number(count))


class HeadCheck(QFrame):
    """How many heads are in the room? Says in words whether it agrees with the marks, never blocks.

    Signals:
        counted: The number of heads, or None when the field was emptied.
    """

    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._expected = 0
        self._parts: tuple[int, int, int] = (0, 0, 0)
        self.number = DigitLine()
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
                Text(_("How many heads are in the room?"), "lead"),
                row(less, (self.number, 1), more, gap=8),
                self.answer,
                gap=4,
                margins=(16, 8, 16, 10),
            )
        )
        self.number.textEdited.connect(lambda _text: self._tell())
        self.number.editingFinished.connect(lambda: self.counted.emit(self.heads()))
        self._tell()

    def heads(self) -> int | None:
        """Return the number typed, or None."""
        text = self.number.text()
        return int(text) if text else None

    def show_roll(self, roll: Roll) -> None:
        """Expect those who are still in the room: present, late and walk-ins, not who left."""
        present = sum(line.mark is Mark.PRESENT and not line.walk_in for line in roll.rows)
        late = sum(line.mark is Mark.LATE and not line.walk_in for line in roll.rows)
        walk_ins = sum(
            line.walk_in and line.mark in {Mark.PRESENT, Mark.LATE} for line in roll.rows
        )
        self._parts = (present, late, walk_ins)
        self._expected = present + late + walk_ins
        if not self.number.hasFocus():
            heads = roll.heads_counted
            self.number.setText("" if heads is None else str(heads))
        self._tell()

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
            text = _("Agrees: {present} present + {late} late + {walk_ins} walk-ins").format(
                present=self._parts[0], late=self._parts[1], walk_ins=self._parts[2]
            )
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


class DigitLine(QLineEdit):
    """A field of digits that reads the place of a key on any keyboard layout."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type the digit the key means."""
        digit = digit_of(event)
        if digit is None:
            super().keyPressEvent(event)
            return
        self.insert(str(digit))
        self.textEdited.emit(self.text())


class WalkInRow(QWidget):
    """The last row, always open: who is not on the roll gets a name and a sex, nothing else.

    Signals:
        added: A name and a Sex.
    """

    added = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setFont(theme().font("body"))
        self.name.setPlaceholderText(_("Nickname or name of somebody not on the roll  F2"))
        self.name.setProperty("kind", "search")
        self.name.setAccessibleName(_("Name of a walk-in"))
        self.sex = Choices([(Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label)])
        add = button(_("Add as present"), "", "plus", then=self._add, key="Enter")
        self.name.returnPressed.connect(self._add)
        picture = Picture("user-plus", "primary", 24)
        line = row(picture, (self.name, 1), self.sex, add, gap=8, margins=(34, 10, 14, 10))
        self.setLayout(line)

    def _add(self) -> None:
        if not self.name.text().strip():
            self.name.setFocus()
            return
        self.added.emit(self.name.text(), self.sex.value() or Sex.UNSPECIFIED)
        self.name.clear()
        self.sex.set_value(None)
        self.name.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line above it."""
        QPainter(self).fillRect(QRectF(0, 0, self.width(), 1), theme().colour("edge"))
