"""One parameter of a paper: its label, its field, and what is said under it. Values are text."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from learnsoc_desktop.core.feature import Parameter
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.centre.papers import readable
from learnsoc_desktop.ui.editors import Hint, NoSources, make_editor
from learnsoc_desktop.ui.form_cell import FieldCell, Said
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

YES = "yes"


class Typed(NamedTuple):
    """How a kind of parameter is edited, and how its value is text."""

    kind: Kind
    type: type[Any]
    read: Callable[[str], Any]  # the value of a text that is not empty
    write: Callable[[Any], str]


KINDS: Mapping[str, Typed] = {
    "date": Typed(Kind.DATE, date, date.fromisoformat, date.isoformat),
    "number": Typed(Kind.NUMBER, int, int, str),
    "yes_no": Typed(Kind.YES_NO, bool, bool, lambda on: YES if on else ""),
    "text": Typed(Kind.TEXT, str, str, str.strip),
}


class ChoiceCell(QWidget):
    """One of several.

    Signals:
        changed: A person chose.
    """

    changed = Signal()

    def __init__(self, title: str, offered: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setFont(theme().font("body"))
        self.box.setAccessibleName(title)
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.box.setSizeAdjustPolicy(narrow)
        self.box.setMinimumContentsLength(8)
        for value, text in offered:
            self.box.addItem(text, value)
        if not offered:
            self.box.addItem(_("nothing to choose yet"), "")
            self.box.setEnabled(False)
        self.box.activated.connect(self._chosen)
        label = Text(title, "small", "ink_soft")
        label.setBuddy(self.box)
        self._said = Said()
        self._said.hide()
        self.setLayout(column(label, self.box, self._said, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """Return what is chosen."""
        return str(self.box.currentData() or "")

    def set_value(self, value: str, usual: str) -> None:
        """Choose ``value``, or the usual one where that is not offered (any more)."""
        place = self.box.findData(value)
        self.box.setCurrentIndex(place if place >= 0 else max(0, self.box.findData(usual)))

    def fault(self) -> str:
        """Return why what was given cannot be read: a choice always can."""
        return ""

    def refuse(self, text: str) -> None:
        """Say under the field why the choice cannot be taken; nothing takes it away."""
        self._said.setVisible(bool(text))
        self._said.set_hint(Hint(text, "bad"))
        self.box.setAccessibleDescription(text)
        self.fit(self.width())

    def fit(self, room: int) -> None:
        """Break what is said in ``room`` pixels."""
        self._said.fit(room)

    def _chosen(self) -> None:
        self.refuse("")
        self.changed.emit()


class TypedCell(FieldCell):
    """What is typed or pressed: a date in either era, a number, a text, yes or no.

    Signals:
        changed: A person gave something else and left the field or pressed Enter.
    """

    changed = Signal()

    def __init__(self, parameter: Parameter) -> None:
        self._kind = KINDS[parameter.kind]
        spec = FieldSpec(
            parameter.name, Label(parameter.title), self._kind.kind, self._kind.type, max_length=200
        )
        super().__init__(make_editor(spec, NoSources()))
        self._settled = ""
        self.editor.changed.connect(self._typed)
        self.editor.left.connect(self._left)
        self.editor.next_asked.connect(self._left)

    def value(self) -> str:
        """Return what was typed; empty for nothing, and for what cannot be read."""
        value = self.editor.value()
        return "" if value in (None, "") else self._kind.write(value)

    def set_value(self, value: str, usual: str) -> None:
        """Show ``value``, or the usual one where it cannot be read."""
        self.editor.set_value(readable(self._kind.read, value, usual))
        self._settled = self.value()

    def fault(self) -> str:
        """Return why what was typed cannot be read; empty when it can."""
        return self.editor.fault()

    def refuse(self, text: str) -> None:
        """Say under the field why what was given cannot be taken."""
        self.say(Hint(text, "bad"))

    def _typed(self) -> None:
        self.say(self.editor.hint())
        if self._kind.kind is Kind.YES_NO:
            self._left()

    def _left(self) -> None:
        fault = self.fault()
        self.say(Hint(fault, "bad") if fault else self.editor.hint())
        given = fault or self.value()
        if given != self._settled:
            self._settled = given
            self.changed.emit()
