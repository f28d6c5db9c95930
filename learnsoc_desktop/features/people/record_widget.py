"""How the record of a person is laid out: parts, fields, and what stands beside them."""

from PySide6.QtWidgets import QApplication, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.people.form_widget import PersonForm
from learnsoc_desktop.features.people.parts_widget import PartList
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.editors import Editor
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.text import Note
from learnsoc_desktop.ui.theme import theme

PARTS, SIDE = 206, 304  # widths at the first text size
ROOM = 560  # of the fields; with less, picture and groups go below them
MARGINS = 72  # around and between the panels


class PersonRecordView(Fitted, QWidget):
    """The parts on the left, the fields in the middle, picture and groups at the right or below."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self._form = form
        self.parts = PartList()
        note = Note("save", _("A draft is kept every second"), "ink_soft")
        self._left = panel(column((self.parts, 1), note, gap=0, margins=(6, 10, 6, 10)))
        self.hint = hosted(column(gap=6))
        self.hint.hide()
        self._inner = column(self.hint, form.main, gap=12, margins=(20, 10, 20, 14))
        self._beside = column(form.side, None, gap=0, margins=(18, 12, 18, 12))
        middle = panel(column((scroll(hosted(self._inner)), 1), gap=0, margins=(1, 1, 1, 1)))
        self._right = panel(column((scroll(hosted(self._beside)), 1), gap=0, margins=(1, 1, 1, 1)))
        fields = row(self._left, (middle, 1), self._right, gap=12, margins=(24, 4, 24, 16))
        self.setLayout(fields)
        self.parts.chosen.connect(form.main.go_to_group)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.fit()

    def show_states(self) -> None:
        """Show how far each part is."""
        self.parts.show_parts(self._form.groups())

    def fit(self) -> None:
        """Put picture and groups where there is room for them."""
        t = theme()
        self._left.setFixedWidth(t.px(PARTS))
        self._right.setFixedWidth(t.px(SIDE))
        room = self.width() - MARGINS - t.px(PARTS) - t.px(SIDE)
        beside = room >= t.px(ROOM)
        if beside == self._right.isVisibleTo(self):
            return
        if beside:
            self._beside.insertWidget(0, self._form.side)
        else:
            self._inner.addWidget(self._form.side)
        self._right.setVisible(beside)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Mark the part in which the cursor is."""
        while now is not None and not isinstance(now, Editor):
            now = now.parentWidget()
        if now is not None and self.isAncestorOf(now):
            self.parts.mark(self._form.group_at(now))
