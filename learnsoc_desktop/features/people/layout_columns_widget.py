"""The columns of a layout, each in a row that is changed, moved and removed in its place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.features.people.layout_model import LayoutColumn
from learnsoc_desktop.ui.buttons import button, icon_button
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.layout import clear, column, hosted, row
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

LONGEST = 120  # letters of a head or a text
NUMBER, SHARES = 26, (3, 3, 2)  # pixels of the number at the first text size; shares of the fields
BLANK, SAME = "", "="  # stays empty; holds the same text in every row


class LayoutColumnRow(QWidget):
    """One column: its head, what stands in it, and the text where that is always the same.

    Signals:
        changed: Something was typed or chosen.
        moved: It is to stand further left (-1) or right (1).
        removed: It is to go.
    """

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, shown: LayoutColumn, number: int, choices: Sequence[FieldSpec]) -> None:
        super().__init__()
        place = Text(formats.number(number), "body", "ink_soft")
        place.setFixedWidth(theme().px(NUMBER))
        place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head, self.text, self.holds = Line(), Line(), QComboBox()
        name = formats.number(number)
        self.head.setAccessibleName(_("Head of column {number}").format(number=name))
        self.text.setAccessibleName(_("Text of column {number}").format(number=name))
        self.holds.setAccessibleName(_("What column {number} holds").format(number=name))
        for line in (self.head, self.text):
            line.setMaxLength(LONGEST)
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.holds.setSizeAdjustPolicy(narrow)
        self.holds.setMinimumContentsLength(6)
        self.holds.addItem(_("stays blank"), BLANK)
        self.holds.addItem(_("always the same text"), SAME)
        for spec in choices:
            self.holds.addItem(spec.title, spec.name)
        self.head.setText(shown.head)
        self.text.setText(shown.text)
        held = shown.field or (SAME if shown.text else BLANK)
        self.holds.setCurrentIndex(max(0, self.holds.findData(held)))
        up = icon_button("arrow-up", _("Further left"), kind="quiet", then=partial(self._move, -1))
        down = icon_button(
            "arrow-down", _("Further right"), kind="quiet", then=partial(self._move, 1)
        )
        gone = icon_button("x", _("Remove the column"), kind="quiet", then=self.removed.emit)
        parts = (self.head, self.holds, self.text)
        for each in parts:
            each.setMinimumWidth(1)  # so that the shares hold
        self.setLayout(row(place, *zip(parts, SHARES, strict=True), up, down, gone))
        self.head.textEdited.connect(self.changed)
        self.text.textEdited.connect(self.changed)
        self.holds.activated.connect(self._chosen)
        self._fit()

    def value(self) -> LayoutColumn:
        """Return the column as it is typed now."""
        held = str(self.holds.currentData() or "")
        head = normalise(self.head.text()).strip()
        if held == SAME:
            return LayoutColumn(head, text=normalise(self.text.text()).strip())
        return LayoutColumn(head, held)

    def _chosen(self) -> None:
        self._fit()
        if not self.head.text():
            self.head.setText(
                "" if self.holds.currentData() in (BLANK, SAME) else self.holds.currentText()
            )
        if self.text.isEnabled():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fit(self) -> None:
        same = self.holds.currentData() == SAME
        self.text.setEnabled(same)
        self.text.setPlaceholderText(_("the same in every row") if same else "")

    def _move(self, step: int) -> None:
        self.moved.emit(step)


class ColumnHeads(QWidget):
    """What stands over the fields of a row: as wide as they are."""

    def __init__(self) -> None:
        super().__init__()
        titles = (_("Head of the column"), _("What stands in it"), _("Text"))
        texts = [Text(title, "small", "ink_soft") for title in titles]
        place, *ways = (QWidget() for _each in range(4))
        place.setFixedWidth(theme().px(NUMBER))
        for each in ways:
            each.setFixedWidth(icon_button("x", titles[0], kind="quiet").sizeHint().width())
        self.setLayout(row(place, *zip(texts, SHARES, strict=True), *ways))


class LayoutColumns(QWidget):
    """All columns of a layout.

    Signals:
        changed: A column was changed, moved, added or removed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LayoutColumnRow] = []
        self._fields: Sequence[FieldSpec] = ()
        self._inner = column(gap=4)
        self.more = button(_("Add a column"), "quiet", "plus", then=self.add)
        self.setLayout(column(self._inner, hosted(row(self.more, None)), None, gap=8))

    def show_columns(
        self, columns: Sequence[LayoutColumn], fields: Sequence[FieldSpec] = ()
    ) -> None:
        """Show these columns; ``fields`` are what one may hold, those of before when they are not given."""
        clear(self._inner)
        self._fields = fields or self._fields
        self.rows = [
            LayoutColumnRow(each, number, self._fields) for number, each in enumerate(columns, 1)
        ]
        for at, each in enumerate(self.rows):
            each.changed.connect(self.changed)
            each.moved.connect(partial(self._move, at))
            each.removed.connect(partial(self._remove, at))
            self._inner.addWidget(each)

    def value(self) -> list[LayoutColumn]:
        """Return the columns as they are typed now; an empty row is none."""
        said = (each.value() for each in self.rows)
        return [each for each in said if each != LayoutColumn("")]

    def add(self) -> None:
        """Add an empty column at the end."""
        self.show_columns([*(each.value() for each in self.rows), LayoutColumn("")])
        self.rows[-1].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, at: int, step: int) -> None:
        columns = [each.value() for each in self.rows]
        to = at + step
        if 0 <= to < len(columns):
            columns[at], columns[to] = columns[to], columns[at]
            self.show_columns(columns)
            self.rows[to].head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _remove(self, at: int) -> None:
        columns = [each.value() for each in self.rows]
        del columns[at]
        self.show_columns(columns)
        self.changed.emit()
