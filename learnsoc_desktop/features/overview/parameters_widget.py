"""What one paper is about: a form of its parameters."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from learnsoc_desktop.core.feature import ReportSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.layout import clear, column
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme


class ParameterForm(QWidget):
    """The choices of one paper; each has a value from the start.

    Signals:
        changed: A person chose something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.spec: ReportSpec | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._inner = column(gap=4)
        self.setLayout(self._inner)

    def show_parameters(
        self,
        spec: ReportSpec,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        values: Mapping[str, str],
        defaults: Mapping[str, str],
    ) -> None:
        """Show the choices of ``spec``; a value that is no longer offered gives way to the usual one."""
        clear(self._inner)
        self.spec = spec
        self._boxes = {}
        for parameter in spec.parameters:
            offered = choices.get(parameter.name, ())
            box = QComboBox()
            box.setFont(theme().font("body"))
            box.setAccessibleName(_(parameter.title))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            for value, text in offered:
                box.addItem(text, value)
            if not offered:
                box.addItem(_("nothing to choose yet"), "")
                box.setEnabled(False)
            usual = max(0, box.findData(defaults.get(parameter.name, "")))
            wanted = values.get(parameter.name)
            place = -1 if wanted is None else box.findData(wanted)
            box.setCurrentIndex(place if place >= 0 else usual)
            box.activated.connect(lambda _index: self.changed.emit())
            label = Text(_(parameter.title), "small", "ink_soft")
            label.setBuddy(box)
            self._inner.addWidget(label)
            self._inner.addWidget(box)
            self._inner.addSpacing(6)
            self._boxes[parameter.name] = box

    def values(self) -> dict[str, str]:
        """Return the chosen values by the names of the parameters."""
        return {name: str(box.currentData() or "") for name, box in self._boxes.items()}
