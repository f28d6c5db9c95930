"""The card beside a list: one record in a form that saves when a field is left, or a new one."""

from collections.abc import Hashable, Mapping
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.ui.buttons import button, wide
from learnsoc_desktop.ui.editors.messages import faults_of
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, scroll
from learnsoc_desktop.ui.text import Remark, Text


class Saying(Remark):
    """A remark that is as high as its lines, in a place that scrolls too."""

    def set_remark(self, icon: str, text: str, tone: str, ink: str = "") -> None:
        """Say something else."""
        super().set_remark(icon, text, tone, ink)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines of this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self.words.x()  # the icon and its distance stand before the words
        self.words.setFixedHeight(self.words.heightForWidth(max(self.width() - margins, 1)))
        self.setFixedHeight(self.words.height())


class RecordCard(QWidget):
    """Shows one record and changes it, or takes a new one.

    Signals:
        changed: A field was left with another value (all values).
        added: A new record is asked for (its values).
        done_adding: The new record was added, or is not wanted (its id, or None).
    """

    changed = Signal(object)
    added = Signal(object)
    done_adding = Signal(object)

    def __init__(self, model: type[BaseModel], add_text: str, *extras: QWidget) -> None:
        """``add_text`` stands on the button that adds; ``extras`` follow the fields of a record."""
        super().__init__()
        self._model, self._adding = model, False
        self._key: Hashable = None
        self.heading = Text("", "big")
        self.form = Form(fields_of(model), model=model)
        self.remark = Saying("info", "")
        self.add_button = wide(button(add_text, "primary", "check", then=self.add))
        leave = wide(button(_("Do not add"), "", "x", key="Esc", then=self.leave_new))
        self._new = hosted(column(self.add_button, leave, gap=8))
        self._known = hosted(column(*extras, self.remark, gap=8))
        inside = column(
            self.heading, self.form, 4, self._new, self._known, None, gap=6, margins=(18, 8, 18, 14)
        )
        self._frame = panel(column((scroll(inside), 1), gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(column(self._frame, gap=0))
        self.form.left.connect(self._left)
        self.form.finished.connect(self._finished)
        self._show_parts()

    @property
    def adding(self) -> bool:
        """True while it takes a new record."""
        return self._adding

    def show_record(self, key: Hashable, heading: str, values: Mapping[str, Any]) -> None:
        """Show a record; what is typed into the same one and not saved yet stays."""
        typed = not self._adding and key == self._key and self.form.dirty
        self._adding, self._key = False, key
        self.heading.set_text(heading)
        if not typed:
            self.form.set_value(values)
        self._show_parts()

    def begin(self, heading: str, values: Mapping[str, Any]) -> None:
        """Take a new record; ``values`` is what is proposed."""
        self._adding, self._key = True, None
        self.heading.set_text(heading)
        self.form.set_value(values)
        self._show_parts()
        self.form.go_to()

    def add(self) -> None:
        """Ask for the new record, or say at a field what is missing."""
        values = self.form.value()
        if values is not None:
            self.added.emit(values)

    def leave_new(self) -> None:
        """Take no new record after all."""
        self.done_adding.emit(None)

    def save(self) -> bool:
        """Ask for the change when something was typed; return False when it cannot be taken."""
        if self._adding or not self.form.dirty:
            return True
        values = self.form.values()
        faults = faults_of(self._model, values)
        for name, text in faults.items():
            self.form.set_error(name, text)
        if faults:
            return False
        self.changed.emit(values)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a new record with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._adding:
            self.leave_new()
        else:
            super().keyPressEvent(event)

    def _left(self, _name: str) -> None:
        self.save()

    def _finished(self) -> None:
        if self._adding:
            self.add()

    def _show_parts(self) -> None:
        self._new.setVisible(self._adding)
        self._known.setVisible(not self._adding)
