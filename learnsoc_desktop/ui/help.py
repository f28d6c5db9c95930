"""F1: three sentences and the keys of the page that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import clear, column, hosted, row, scroll
from learnsoc_desktop.ui.page import View
from learnsoc_desktop.ui.text import Picture, Rule, Text
from learnsoc_desktop.ui.theme import theme
from learnsoc_desktop.ui.veil import Veil

KEY = 130  # width of the keys at the first text size, so that all tables stand in line

EVERYWHERE: Sequence[tuple[str, str]] = (
    ("Ctrl+K", N_("Find anything: people, activities, pages, reports, settings")),
    ("Ctrl+Z", N_("Undo what was saved last")),
    ("Ctrl+Shift+Z", N_("Do it again")),
    ("F12", N_("Print what is shown")),
    ("Ctrl++  Ctrl+-", N_("Larger or smaller text")),
    ("Ctrl+1 … 9", N_("Go to a place on the left")),
    ("Esc", N_("Go back")),
    ("F1", N_("This help")),
)


class KeyTable(QWidget):
    """Keys and what they do, in two columns."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme().px(KEY))
        for number, (key, meaning) in enumerate(keys):
            grid.addWidget(Text(key, "small_strong"), number, 0)
            grid.addWidget(Text(_(meaning), "small"), number, 1)


class Help(Veil):
    """The card of F1."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.heading = Text("", "lead")
        self.closer = button(_("Close"), "", "", key="Esc", then=self.lift)
        self._body = column(gap=4)
        self._inside = hosted(self._body)
        self._area = scroll(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys scroll it
        self.card.setLayout(
            column(
                row(Picture("circle-help", "primary", 24), (self.heading, 1), gap=10),
                Rule(),
                self._area,
                row(None, self.closer),
                gap=12,
                margins=(22, 18, 22, 16),
            )
        )

    def tell(self, view: View | None, name: str = "") -> None:
        """Show the help of ``view``, under ``name`` or its own title."""
        clear(self._body)
        self.heading.set_text(name or (view.title() if view else "") or _("Help"))
        for line in view.help_lines if view else ():
            self._body.addWidget(Text(_(line), wrap=True))
        for title, keys in self._parts(view):
            self._body.addSpacing(10)
            self._body.addWidget(Text(title, "small_strong", "ink_soft"))
            self._body.addWidget(KeyTable(keys))
        self.lay(self._area)
        self._fit()

    def _parts(self, view: View | None) -> list[tuple[str, Sequence[tuple[str, str]]]]:
        parts: list[tuple[str, Sequence[tuple[str, str]]]] = []
        if view is not None:
            own = [*view.keys]
            named = {key for key, _meaning in own}
            own += [
                (action.key, action.title)
                for action in view.page_actions()
                if action.key and action.key not in named
            ]
            if own:
                parts.append((_("Keys on this page"), own))
        parts.append((_("Keys everywhere"), EVERYWHERE))
        return parts

    def _fit(self) -> None:
        """Be as high as the words need, and scroll when the window is lower."""
        wide = self.card.width() - 44
        self._body.activate()
        need = self._body.totalHeightForWidth(wide) if self._body.hasHeightForWidth() else -1
        need = max(need, self._body.sizeHint().height())
        room = self.height() - theme().px(84) - theme().px(190)
        self._area.setFixedHeight(max(min(need, room), theme().px(120)))
