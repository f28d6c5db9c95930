"""The last row of a sheet, always open: who is not on the roll."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.rules import sex_of_title
from learnsoc_desktop.ui.buttons import Chip, Choices, button
from learnsoc_desktop.ui.keys import digit_of
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.text import Picture
from learnsoc_desktop.ui.theme import theme

SEXES = (Sex.FEMALE, Sex.MALE)
NARROW = 680  # pixels at the first text size
LEAST_REST = 2  # letters after a word like "aunt" before it tells the sex: แม่น is no แม่


class WalkInRow(QWidget):
    """A name and a sex, nothing else. Enter goes from the name to the sex, and from there adds.

    A name that tells the sex (ป้า…, ลุง…, นาย…) has it chosen at once, and one Enter is enough.

    Signals:
        added: A name and a Sex.
        left: Esc was pressed: back to the roll.
    """

    added = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = False
        self.name = QLineEdit()
        self.name.setFont(theme().font("body"))
        self.name.setPlaceholderText(_("Nickname or name of somebody not on the roll  F2"))
        self.name.setProperty("kind", "search")
        self.name.setMaxLength(100)
        self.name.setAccessibleName(_("Name of a walk-in"))
        self.sex = Choices([(sex, sex.label) for sex in SEXES])
        self.sex.setAccessibleName(_("Sex of the walk-in"))
        self.add = button("", "", "plus", then=self.take)
        self.sex.chosen.connect(self._sex_chosen)
        self.name.textEdited.connect(self._guess)
        self.picture = Picture("user-plus", "primary", 24)
        line = row(
            self.picture, (self.name, 1), self.sex, self.add, gap=8, margins=(14, 10, 14, 10)
        )
        self.setLayout(line)
        self._tell()

    @property
    def typed(self) -> str:
        """What is typed and not added yet."""
        return self.name.text().strip()

    def take(self) -> None:
        """Add who is typed; without a name there is nobody to add."""
        if not self.typed:
            self.name.setFocus()
            return
        self.added.emit(self.typed, self.sex.value() or Sex.UNSPECIFIED)

    def put_back(self, name: str, sex: Sex | None) -> None:
        """Show what was typed before, ready to be added."""
        self.name.setText(name)
        self.sex.set_value(sex)
        self._chosen = sex is not None
        self.name.setFocus()
        self._tell()

    def forget(self) -> None:
        """Begin with an empty row."""
        self.name.clear()
        self.sex.set_value(None)
        self._chosen = False
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, choose the sex by its letter or number, go back by Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.forget()
            self.left.emit()
        elif not self.name.hasFocus() and (sex := self._sex_of(event)) is not None:
            self.sex.set_value(sex)
            self._sex_chosen()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if not self.typed:
            self.left.emit()
        elif self.name.hasFocus() and self.sex.value() is None:
            self._chips()[0].setFocus(Qt.FocusReason.TabFocusReason)
            self._tell()
        else:
            self.take()

    def _sex_of(self, event: QKeyEvent) -> Sex | None:
        digit = digit_of(event)
        if digit is not None and 1 <= digit <= len(SEXES):
            return SEXES[digit - 1]
        typed = event.text().casefold()
        return next((sex for sex in SEXES if typed and sex.label.casefold()[0] == typed), None)

    def _sex_chosen(self) -> None:
        self._chosen = True
        chosen = SEXES.index(self.sex.value())
        self._chips()[chosen].setFocus(Qt.FocusReason.TabFocusReason)
        self._tell()

    def _guess(self, text: str) -> None:
        if not self._chosen:
            guess = sex_of_title(text.strip())
            long = sex_of_title(text.strip()[:-LEAST_REST]) is guess
            self.sex.set_value(guess if long else None)
        self._tell()

    def _chips(self) -> list[Chip]:
        return self.sex.findChildren(Chip)

    def _tell(self) -> None:
        asked = bool(self.typed) and self.sex.value() is None and not self.name.hasFocus()
        text = _("Add, sex not stated") if asked else _("Add as present")
        self.add.setAccessibleName(text)
        narrow = self.width() < theme().px(NARROW)
        self.add.setText(_("Add") if narrow and not asked else f"{text}  {_('Enter')}")
        self.picture.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the name."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line above it."""
        QPainter(self).fillRect(QRectF(0, 0, self.width(), 1), theme().colour("edge"))
