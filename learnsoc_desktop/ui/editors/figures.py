"""Editors of numbers, money, hours and times of day; digits by their keys on any layout."""

from datetime import time
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.formats import (
    hours,
    money,
    parse_hours,
    parse_money,
    parse_number,
    parse_time,
    time_of_day,
)
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.editors.base import EditorSetting, Hint
from learnsoc_desktop.ui.editors.line import ReadEditor
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme


class FigureEditor(ReadEditor):
    """A number with its unit written behind the field."""

    digits: ClassVar[bool] = True

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.line.setMaxLength(20)
        unit = self.unit()
        if unit:
            self._unit = Text(unit, "small", "ink_soft")
            self._unit.setParent(self.line)
            self._unit.show()

    def unit(self) -> str:
        """Return what is counted, in the person's language; empty for nothing."""
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the unit at the end of the field."""
        super().resizeEvent(event)
        if self.unit():
            self._place_unit()

    def _place_unit(self) -> None:
        wide, high = self._unit.sizeHint().width(), self._unit.sizeHint().height()
        left = self.line.width() - wide - theme().px(10)
        self._unit.setGeometry(left, (self.line.height() - high) // 2, wide, high)
        self.line.setTextMargins(0, 0, wide + theme().px(6), 0)


class NumberEditor(FigureEditor):
    """Edits a whole number."""

    read = staticmethod(parse_number)
    write = staticmethod(str)


class MoneyEditor(FigureEditor):
    """Edits baht; the value is satang."""

    read = staticmethod(parse_money)
    write = staticmethod(money)

    def unit(self) -> str:
        """Return the currency."""
        return _("baht")


class HoursEditor(FigureEditor):
    """Edits hours; the value is minutes."""

    read = staticmethod(parse_hours)
    write = staticmethod(hours)

    def unit(self) -> str:
        """Return the word for hours."""
        return _("hours")

    def hint(self) -> Hint | None:
        """Say parts of an hour in minutes."""
        minutes = self.value()
        if not minutes or minutes % 60 == 0:
            return None
        text = _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
        return Hint(text, "good")


class TimeEditor(FigureEditor):
    """Edits a time of day."""

    read = staticmethod(parse_time)
    write = staticmethod(time_of_day)

    def value(self) -> time | None:
        """Return what was understood, None when nothing was."""
        found: time | None = super().value()
        return found
