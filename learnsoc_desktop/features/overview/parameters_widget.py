"""What one paper is about: a form of its parameters."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.feature import Parameter, ReportSpec
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.overview.parameter_cells_widget import ChoiceCell, TypedCell
from learnsoc_desktop.ui.layout import clear, column

Choices = Sequence[tuple[str, str]]
Cell = ChoiceCell | TypedCell
WAY = N_("Chosen by")


class ParameterForm(QWidget):
    """The parameters of one paper; each has a value from the start.

    Signals:
        changed: A person gave another value, and all of them can be read.
        faulty: What a person typed cannot be read; it is said beside its field.
    """

    changed = Signal()
    faulty = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.spec: ReportSpec | None = None
        self._cells: dict[str, Cell] = {}
        self._ways: dict[str, ChoiceCell] = {}  # by the first parameter of their group
        self._inner = column(gap=8)
        self.setLayout(self._inner)

    def show_parameters(
        self,
        spec: ReportSpec,
        choices: Mapping[str, Choices],
        values: Mapping[str, str],
        defaults: Mapping[str, str],
    ) -> None:
        """Show the parameters of ``spec``; a value that is no longer offered gives way to the usual one."""
        clear(self._inner)
        self.spec, self._cells, self._ways = spec, {}, {}
        for in_ways, group in groupby(spec.parameters, key=lambda one: bool(one.way)):
            parameters = tuple(group)
            if in_ways:
                self._add_ways(parameters, values)
            for parameter in parameters:
                usual = defaults.get(parameter.name, "")
                offered = choices.get(parameter.name, ())
                if in_ways and parameter.way != parameters[0].way:
                    offered = [choice for choice in offered if choice[0]]
                cell = _cell(parameter, offered)
                cell.set_value(values.get(parameter.name, usual), usual)
                cell.changed.connect(self._changed)
                self._inner.addWidget(cell)
                self._cells[parameter.name] = cell
        self._show_ways()

    def cell(self, name: str) -> Cell:
        """Return the field of a parameter."""
        return self._cells[name]

    def values(self) -> dict[str, str]:
        """Return what was given, by the names of the parameters; empty for what is not asked for."""
        return {
            name: cell.value() if self._asked_for(name) else ""
            for name, cell in self._cells.items()
        }

    def refuse(self, name: str, text: str) -> None:
        """Say beside the field of a parameter why the paper cannot take it."""
        self._cells[name].refuse(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break what is said under the fields anew."""
        super().resizeEvent(event)
        for cell in self._cells.values():
            cell.fit(self.width())

    def _add_ways(self, parameters: Sequence[Parameter], values: Mapping[str, str]) -> None:
        """Ask first which of several ways is meant; the last one in which something was given is."""
        ways = list(dict.fromkeys(one.way for one in parameters))
        used = [one.way for one in parameters if values.get(one.name)]
        asked = ChoiceCell(_(WAY), [(way, _(way)) for way in ways])
        asked.set_value(used[-1] if used else ways[0], ways[0])
        asked.changed.connect(self._way_changed)
        self._inner.addWidget(asked)
        self._ways.update(dict.fromkeys((one.name for one in parameters), asked))

    def _show_ways(self) -> None:
        for name, cell in self._cells.items():
            cell.setVisible(self._asked_for(name))

    def _asked_for(self, name: str) -> bool:
        asked = self._ways.get(name)
        if asked is None or self.spec is None:
            return True
        return any(one.name == name and one.way == asked.value() for one in self.spec.parameters)

    def _way_changed(self) -> None:
        self._show_ways()
        self._changed()

    def _changed(self) -> None:
        faults = [cell.fault() for name, cell in self._cells.items() if self._asked_for(name)]
        (self.faulty if any(faults) else self.changed).emit()


def _cell(parameter: Parameter, offered: Choices) -> Cell:
    if parameter.kind == "choice":
        return ChoiceCell(_(parameter.title), offered)
    return TypedCell(parameter)
