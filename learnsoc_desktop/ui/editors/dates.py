"""Editors of dates: typed in either era and script, or picked from a month."""

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats import (
    DateRefused,
    date_full,
    date_medium,
    month_year,
    parse_date,
)
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.kedmanee import as_us_keys
from learnsoc_desktop.core.partial_date import (
    DatePrecision,
    PartialDate,
    doubts_about,
    echo,
    parse_typed,
)
from learnsoc_desktop.ui.editors.base import EditorSetting, Hint
from learnsoc_desktop.ui.editors.line import ReadEditor
from learnsoc_desktop.ui.editors.month import MonthPopup
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.theme import theme


class AnyLayoutEditor(ReadEditor):
    """Reads what was typed; when it makes no sense, what the same keys give on the other layout.

    A date holds letters and digits, so a key cannot be read by its place while it is typed. What was
    understood is said under the field and the text stays as it was typed.
    """

    tidies: ClassVar[bool] = False

    def settle(self) -> None:
        """Show what was meant in place of what the wrong layout gave."""
        text = self.line.text().strip()
        if text and text != self.meant():
            self.line.setText(self.meant())

    def meant(self) -> str:
        """Return what was typed, or what the same keys give on the other layout if only that reads."""
        text = self.line.text().strip()
        other = as_us_keys(text)
        return other if not self._reads(text) and self._reads(other) else text

    def untouched(self) -> bool:
        """Return True while the field shows what it was given."""
        return self.line.text() == self._given[0]

    def read_typed(self, text: str) -> Any:  # noqa: ANN401  what the field holds
        """Return the value of ``text``, or raise AppError."""
        return type(self).read(text)

    def _understood(self) -> tuple[Any, str]:
        if self.is_empty():
            return None, ""
        if self.untouched():
            return self._given[1], ""
        try:
            return self.read_typed(self.meant()), ""
        except AppError as error:
            return None, " ".join(part for part in (str(error), error.advice) if part)

    def _reads(self, text: str) -> bool:
        try:
            self.read_typed(text)
        except AppError:
            return False
        return True


class DateEditor(AnyLayoutEditor):
    """Edits a date. The button, Alt+Down or F4 opens the month."""

    read = staticmethod(parse_date)
    write = staticmethod(date_medium)

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.opener = QAction(_("Choose from the month"), self)
        self.opener.triggered.connect(self.open_month)
        self.line.addAction(self.opener, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)
        self.dress()

    def dress(self) -> None:
        """Take the icon from the theme."""
        self.opener.setIcon(icon("calendar-days", "ink_soft", theme().px(18)))

    def hint(self) -> Hint | None:
        """Say the date in words: it shows a slip between the eras."""
        day = self.value()
        return None if day is None or self.untouched() else Hint(date_full(day), "good")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the month by key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() == Qt.Key.Key_Down
            with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (down and with_alt):
                self.open_month()
                return True
        return super().eventFilter(watched, event)

    def open_month(self) -> None:
        """Show the month of the date, or this month."""
        today = self.sources.today()
        popup = MonthPopup(self.line, self.value() or today, today)
        popup.picked.connect(self._picked)
        popup.open_below()

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self._given = ("", None)  # so that it is said in words as well
        self.changed.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class PartialDateEditor(AnyLayoutEditor):
    """Edits a date of birth: a day, a month, a year alone or about. The value is the stored text."""

    def set_value(self, value: Any) -> None:  # noqa: ANN401  the stored text
        """Show a stored date."""
        text = "" if not value else _shown(PartialDate.from_text(str(value)))
        self._given = (text, value or "")
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def value(self) -> str:
        """Return the stored form of what was understood, empty when nothing was."""
        found: str | None = self._understood()[0]
        return found or ""

    def read_typed(self, text: str) -> str:
        """Return the stored form of ``text``, or raise AppError."""
        return parse_typed(text, self.sources.today()).text

    def hint(self) -> Hint | None:
        """Say what was understood and the age it makes, a doubt, or the part that is sure."""
        if self.is_empty() or self.untouched():
            return None
        today = self.sources.today()
        try:
            value = parse_typed(self.meant(), today)
        except DateRefused as refused:
            if not refused.salvage:
                return None
            sure = PartialDate.from_text(refused.salvage)
            by_month = sure.precision is DatePrecision.MONTH
            part = month_year(sure.day, short=True) if by_month else sure.short()
            return Hint(str(refused), "bad", _("Take only {part}").format(part=part))
        doubts = doubts_about(value, today)
        return Hint(doubts[0], "late") if doubts else Hint(echo(self.meant(), today), "good")

    def confirm(self) -> None:
        """Take the part of the date that is sure."""
        try:
            parse_typed(self.meant(), self.sources.today())
        except DateRefused as refused:
            if refused.salvage:
                self.set_value(refused.salvage)
                self.changed.emit()


def _shown(value: PartialDate) -> str:
    """Return a date of birth as its field shows it: "14 มี.ค. 2506", "3/2506", "2506", "2506~"."""
    return date_medium(value.day) if len(value.text) == len("1963-03-14") else value.short()
