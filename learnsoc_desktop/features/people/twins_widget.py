"""Says while somebody new is typed who is here already and looks the same."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people.duplicate_queries import COMPARED, Alike
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, panel, row
from learnsoc_desktop.ui.text import Remark

LIKE = "learnsoc_desktop.features.people.duplicate_queries:people_like"
PAUSE = 350  # ms after the last change: the registry is looked through in the child process


class TwinHint(QObject):
    """Compares what is typed with the registry and fills ``place`` with whom it may be.

    Signals:
        asked: The record of one of them is to be opened (the id).
    """

    asked = Signal(object)

    def __init__(self, context: Context, place: QWidget) -> None:
        super().__init__(place)
        self._context, self._place = context, place
        self._typed: Mapping[str, Any] = {}
        self._busy = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._compare)
        self._turn = 0  # what an older turn found is not shown

    def look(self, values: Mapping[str, Any]) -> None:
        """Compare these values once nothing more is typed for a moment."""
        typed = {name: values.get(name) for name in COMPARED}
        if typed != self._typed:
            self._typed = typed
            self._timer.start()

    def forget(self) -> None:
        """Show nothing more."""
        self._typed = {}
        self._turn += 1
        self._timer.stop()
        self._show(())

    def _compare(self) -> None:
        """Ask the child process; what is typed meanwhile is asked about when it has answered."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        path = CentreFolder(self._context.folder).database
        self._context.commands.compute(
            _("Looking for records that are alike"),
            LIKE,
            (str(path), dict(self._typed), None),
            partial(self._answered, self._turn),
            otherwise=partial(self._failed, self._turn),
            quiet=True,
        )

    def _failed(self, turn: int, _error: AppError) -> None:
        """Show nothing: a hint that does not come keeps nobody from typing."""
        self._answered(turn, ())

    def _answered(self, turn: int, found: Sequence[Alike]) -> None:
        self._busy = False
        if turn == self._turn:
            self._show(found)
            if self._again:
                self._again = False
                self._compare()

    def _show(self, found: Sequence[Alike]) -> None:
        layout = self._place.layout()
        if layout is None:
            return
        clear(layout)
        self._place.setVisible(bool(found))
        for each in found:
            why = ", ".join(reason.label for reason in each.reasons)
            said = _("{name} is here already: {why}").format(name=each.name, why=why)
            show = button(
                _("Open the record"), "quiet", "user", then=partial(self.asked.emit, each.person_id)
            )
            remark = Remark("circle-alert", said, "late", "body", ink="ink")
            line = row((column(None, remark, None), 1), show, gap=8)
            line.setContentsMargins(12, 6, 6, 6)
            layout.addWidget(panel(line, "late"))
