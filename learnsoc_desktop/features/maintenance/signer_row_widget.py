"""The people who sign, each in a row that is changed, moved and removed in its place."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.features.centre.model import SignatoryDetails
from learnsoc_desktop.features.centre.queries import SignatoryRow
from learnsoc_desktop.features.centre.report import TASKS
from learnsoc_desktop.features.maintenance.turning_widget import turn
from learnsoc_desktop.ui.buttons import icon_button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.layout import column, hosted, row
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

LONGEST, LONGEST_TASK = 150, 60  # letters
ONE_LINE = 640  # width from which a row stands on one line


class SignerRow(Dressed, QWidget):
    """One who signs: name, position, what for; buttons to move and to remove.

    Signals:
        settled: A field was left with other words (what they are now).
        moved: Signs earlier (-1) or later (1).
        removed: Signs no longer.
    """

    settled = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, *, known: bool = True) -> None:
        super().__init__()
        self._known, self._shown = known, ("", "", "")
        self._number = Text("", "body", "ink_soft")
        self._number.setFixedWidth(theme().px(20))
        self.name, self.position, self.task = Line(), Line(), Line()
        for line, longest in (
            (self.name, LONGEST),
            (self.position, LONGEST),
            (self.task, LONGEST_TASK),
        ):
            line.setMaxLength(longest)
            line.left.connect(self._left)
        self.name.entered.connect(self.position.setFocus)
        self.position.entered.connect(self._entered)
        self.task.entered.connect(self._entered)
        self.name.setPlaceholderText(_("Full name") if known else _("Add somebody who signs"))
        self.position.setPlaceholderText(_("Position"))
        self.up = icon_button("arrow-up", _("Sign earlier"), then=lambda: self.moved.emit(-1))
        self.down = icon_button("arrow-down", _("Sign later"), then=lambda: self.moved.emit(1))
        self.remove = icon_button("x", _("Signs no longer"), then=self.removed.emit)
        for each in (self.up, self.down, self.remove):
            policy = each.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            each.setSizePolicy(policy)
            if not known:
                each.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addLayout(row((self.name, 5), (self.position, 5), gap=8), 5)
        self._line.addLayout(row((self.task, 1), self.up, self.down, self.remove, gap=6), 3)
        self.setLayout(row(self._number, (hosted(self._line), 1), gap=8))

    def reset(self) -> None:
        """Be empty for the next one."""
        for line in (self.name, self.position, self.task):
            line.clear()

    def details(self) -> SignatoryDetails:
        """Return what the fields hold."""
        name, position, task = self._typed()
        return SignatoryDetails.model_construct(name=name, position=position, task=task)

    def show_signer(self, number: int, signer: SignatoryRow | None, count: int) -> None:
        """Show somebody, the ``number``-th of ``count`` from 1; fields being typed in stay."""
        self._number.set_text(formats.number(number))
        usual = TASKS[number - 1] if number <= len(TASKS) else ""
        self.task.setPlaceholderText(_(usual) or _("Signs as"))
        words = {"number": formats.number(number)}
        self.name.setAccessibleName(_("Name of signatory {number}").format(**words))
        self.position.setAccessibleName(_("Position of signatory {number}").format(**words))
        self.task.setAccessibleName(_("Signatory {number} signs as").format(**words))
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)
        stored = (signer.name, signer.position, signer.task) if signer else ("", "", "")
        fields = (self.name, self.position, self.task)
        for line, text, before in zip(fields, stored, self._shown, strict=True):
            if not line.hasFocus() or line.text() == before:
                line.setText(text)
                line.setCursorPosition(0)  # a long position is read from its beginning
        self._shown = stored

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two lines where one is too short."""
        super().resizeEvent(event)
        self._fit()

    def dress(self) -> None:
        """Take the lengths of another text size."""
        self._number.setFixedWidth(theme().px(20))
        self._fit()

    def _fit(self) -> None:
        turn(self._line, level=self.width() >= theme().px(ONE_LINE))
        self.setFixedHeight(self._line.sizeHint().height())  # at once, not a pass of layout later

    def _typed(self) -> tuple[str, str, str]:
        fields = (self.name, self.position, self.task)
        name, position, task = (normalise(line.text()).strip() for line in fields)
        return name, position, task

    def _entered(self) -> None:
        self._settle()
        (self.focusNextChild if self._known else self.name.setFocus)()

    def _left(self) -> None:
        """Settle; a new one only when the whole row is left, so that its position comes along."""
        if self._known:
            self._settle()
        else:
            QTimer.singleShot(0, self, self._settle_if_left)

    def _settle_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._settle()

    def _settle(self) -> None:
        typed = self._typed()
        if typed[0] and typed != self._shown:
            self.settled.emit(self.details())
        elif self._shown[0] and not typed[0]:
            self.name.setText(self._shown[0])  # a name is needed; removing has its own button


class SignerList(QWidget):
    """All who sign, in order, and a row for one more.

    Signals:
        added: Somebody new (SignatoryDetails).
        changed: Somebody is written otherwise (id, SignatoryDetails).
        moved: Somebody signs earlier or later (id, step).
        removed: Somebody signs no longer (id).
    """

    added = Signal(object)
    changed = Signal(object, object)
    moved = Signal(object, int)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[UUID, SignerRow] = {}
        self._known = column(gap=8)
        self.new = SignerRow(known=False)
        self.new.settled.connect(self._add)
        self.setLayout(column(self._known, self.new, gap=8))

    def set_signers(self, signers: Sequence[SignatoryRow]) -> None:
        """Show these, in their order; rows keep the cursor while they move."""
        old, self.rows = self.rows, {}
        for at, signer in enumerate(signers):
            line = old.pop(signer.id, None) or self._row(signer.id)
            self.rows[signer.id] = line
            if self._known.indexOf(line) != at:
                self._known.insertWidget(at, line)
            line.show_signer(at + 1, signer, len(signers))
        for gone in old.values():
            gone.hide()
            gone.deleteLater()
        self.new.show_signer(len(signers) + 1, None, len(signers))

    def value(self) -> tuple[tuple[str, str], ...]:
        """Return names and positions in their order."""
        return tuple((line.name.text(), line.position.text()) for line in self.rows.values())

    def _add(self, details: SignatoryDetails) -> None:
        self.new.reset()
        self.added.emit(details)

    def _row(self, key: UUID) -> SignerRow:
        made = SignerRow()
        made.settled.connect(lambda details: self.changed.emit(key, details))
        made.moved.connect(lambda step: self._move(key, step))
        made.removed.connect(lambda: self.removed.emit(key))
        return made

    def _move(self, key: UUID, step: int) -> None:
        """Ask for the move; the button keeps the cursor unless it came to the end."""
        self.moved.emit(key, step)
        line = self.rows[key]
        pressed = line.up if step < 0 else line.down
        other = line.down if step < 0 else line.up
        (pressed if pressed.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)
