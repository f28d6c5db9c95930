"""The bar under the roll: what was saved, and the way back."""

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import EditorSetting
from learnsoc_desktop.ui.editors.figures import TimeEditor
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

GAP = 12
LEFT = FieldSpec("left_at", Label(N_("Time of leaving")), Kind.TIME, time)


class SavedBar(QWidget):
    """What was saved last, in words, with the way back and, after *left early*, the time.

    Signals:
        left_changed: Who left early (the key of the line) left at another time.
        closed: The field of the time was left without a change.
    """

    left_changed = Signal(object, object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._key: object = None
        self._left_at: time | None = None
        self.words = Remark(
            "circle-check", _("Each mark is saved at once."), "good", "lead", ink="ink", wrap=False
        )
        self.more = Text("", "body", "ink_soft")
        self.time = TimeEditor(EditorSetting(LEFT))
        self.time.setFixedWidth(theme().px(92))
        self.time.next_asked.connect(self._take_time)
        self.time.changed.connect(lambda: self.time.set_tone(""))
        self.time.line.setAccessibleName(_("Time of leaving"))
        self.take = button(_("Save the time"), "", "check", then=self._take_time)
        self.clock = button("", "quiet", "clock", then=self.ask_time)
        self.back = button(_("Undo"), "", "undo-2", then=context.commands.undo)
        self._line = row(
            (self.words, 1), self.more, self.time, self.take, self.clock, self.back, gap=GAP
        )
        self._line.setContentsMargins(17, 8, 14, 8)
        self.setLayout(column(panel(self._line, "sunken"), gap=0))
        self._show_time(asks=False)

    def tell(self, text: str, more: str = "") -> None:
        """Say what was saved."""
        self._key, self._left_at = None, None
        self.words.set_remark("circle-check", _("Saved: {what}").format(what=text), "good", "ink")
        self.more.set_text(more, "ink_soft")
        self._show_time(asks=False)

    def offer_time(self, key: object, left_at: time | None) -> None:
        """Offer to change the time at which the line of ``key`` left; None: it is not known yet."""
        self._key, self._left_at = key, left_at
        self._show_time(asks=False)

    def tell_undone(self, title: str) -> None:
        """Say what was taken back."""
        self.tell(title)
        self.words.set_remark("undo-2", _("Taken back: {what}").format(what=title), "late", "ink")

    def ask_time(self, name: str = "", key: object = None, left_at: time | None = None) -> None:
        """Ask when somebody left: who was marked last, or the line of ``key``."""
        if key is not None:
            self._key, self._left_at = key, left_at
            self.words.set_remark("clock", _("When did {name} leave?").format(name=name), "early")
        self.more.set_text(_("as 11.20, then Enter"), "ink_soft")
        self.time.set_value(self._left_at)
        self.time.set_tone("")
        self._show_time(asks=True)
        self._fit()
        self.time.setFocus(Qt.FocusReason.TabFocusReason)
        self.time.line.selectAll()

    def asks(self) -> bool:
        """Return True while the field of the time is open."""
        return self.time.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the field of the time on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.asks():
            self._show_time(asks=False)
            self.more.set_text("")
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_time(self, *, asks: bool) -> None:
        self.time.setVisible(asks)
        self.take.setVisible(asks)
        self.clock.setVisible(not asks and self._key is not None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the second sentence, the key, the words of the clock, before the first is cut."""
        back = _("Undo")
        clock = _("Change the time") if self._left_at else _("Put in the time")
        self.clock.setText(clock)
        self.clock.setAccessibleName(clock)
        self.clock.setToolTip(clock)
        parts = (self.time, self.take, self.clock)
        used = sum(part.sizeHint().width() + GAP for part in parts if part.isVisibleTo(self))
        room = self.width() - 31 - used - self.words.sizeHint().width() - GAP
        key = room >= self._wide_of(f"{back}  Ctrl+Z")
        text = f"{back}  Ctrl+Z" if key else back
        self.back.setText(text)
        left = room - self._wide_of(text) - GAP
        if left + GAP < 0:
            self.clock.setText("")
        self.more.setVisible(self.asks() or self.more.sizeHint().width() <= left)

    def _wide_of(self, text: str) -> int:
        return round(width(text)) + theme().px(20 + 26) + 8

    def refuse(self, text: str) -> None:
        """Say why a time is not taken; the field stays open."""
        self.time.set_tone("bad")
        self.more.set_text(text, "bad")
        self._show_time(asks=True)
        self.time.setFocus()

    def _take_time(self) -> None:
        if self.time.fault() or self.time.value() is None:
            self.refuse(self.time.fault() or _("Type the time, as 11.20."))
            return
        self.left_changed.emit(self._key, self.time.value())
