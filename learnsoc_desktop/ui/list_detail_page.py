"""A list with the chosen record beside it."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, panel, row
from learnsoc_desktop.ui.list_page import ListPage
from learnsoc_desktop.ui.theme import theme

if TYPE_CHECKING:
    from learnsoc_desktop.ui.context import Context

PANE, NARROW_PANE, WIDEST_PANE = 400, 360, 480  # pixels; the first grows with the text
NARROW = 1000  # pixels of the page; below it the pane is the narrow one
LIST = 400  # least width of the list at the first text size
GAP = 16
SETTLE = 60  # milliseconds: walking through rows does not read each record


class ListDetailPage(Dressed, ListPage):
    """A list page whose right pane shows the chosen row; the pane goes when room is short.

    A subclass makes the widget of the pane once and shows a row in it. ``pane_wide`` is its width in pixels
    at the first text size.
    """

    pane_wide: ClassVar[int] = PANE

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        self._pane: QWidget | None = None
        super().__init__(context, parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self._show_now)

    def make_detail(self) -> QWidget:
        """Return the widget of the pane; called when it is first needed."""
        raise NotImplementedError

    def show_detail(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Show a row in the pane."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Put the list and the pane on the page."""
        self._frame = panel(column(gap=0, margins=(1, 1, 1, 1)))
        self._frame.hide()
        self.setLayout(row((self.list_panel, 1), self._frame, gap=GAP, margins=(24, 0, 24, 16)))

    def pane_shown(self) -> bool:
        """Return True while the pane is in sight."""
        return self._frame.isVisibleTo(self)

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list, or None
        """Show the row in the pane, once the cursor rests on it."""
        del row
        self._timer.start()

    def show_now(self) -> None:
        """Show the current row in the pane at once."""
        self._timer.stop()
        self._show_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pane where there is room for it."""
        super().resizeEvent(event)
        self._fit_pane()

    def dress(self) -> None:
        """Show the pane where there is room for it at another text size."""
        self._fit_pane()

    def _fit_pane(self) -> None:
        t = theme()
        most = NARROW_PANE if self.width() < NARROW else WIDEST_PANE
        wide = min(t.px(self.pane_wide), most)
        room = self.width() - 48 - GAP - wide
        shown = room >= t.px(LIST) and self.table.records.rowCount() > 0
        self._frame.setFixedWidth(wide)
        if shown and self._pane is None:
            self._pane = self.make_detail()
            layout = self._frame.layout()
            if layout is not None:
                layout.addWidget(self._pane)
        if shown != self.pane_shown():
            self._frame.setVisible(shown)
            if shown:
                self._timer.start()

    def reload(self) -> None:
        """Find the rows again; without any there is nothing beside them."""
        super().reload()
        self._fit_pane()

    def _show_now(self) -> None:
        if self.pane_shown():
            self.show_detail(self.table.current_row())
