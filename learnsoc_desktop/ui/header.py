"""The head of a page: title, quiet line, search, help, print and the one filled button."""

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import clear, row
from learnsoc_desktop.ui.page import PageAction, View
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.text import Heading
from learnsoc_desktop.ui.theme import theme

FINDER, FIELD, NARROW_FIELD = 236, 330, 150  # widths at the first text size


class Header(Dressed, QWidget):
    """Shows what a view says about itself.

    Signals:
        back_asked, find_asked, help_asked, print_asked: A button of the header was pressed.
    """

    back_asked = Signal()
    find_asked = Signal()
    help_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._narrow, self._finds, self._bare = False, False, False
        self._keys: dict[str, QShortcut] = {}
        self._runs: dict[str, Callable[[], object]] = {}
        self._shown: list[PageAction] = []
        self._kinds: list[str] = []
        self._buttons: list[Button] = []
        self._field: QWidget | None = None
        self.heading = Heading()
        self.back = button(_("Back"), "", "arrow-left", big=True, then=self.back_asked.emit)
        self.finder = button(_("Find anything"), "finder", "search", key="Ctrl+K")
        self.finder.clicked.connect(lambda _on=False: self.find_asked.emit())
        self.helper = button(_("Help"), "", "circle-help", key="F1", then=self.help_asked.emit)
        self.printer = button(_("Print"), "", "printer", key="F12", then=self.print_asked.emit)
        self._fields, self._actions = QHBoxLayout(), QHBoxLayout()
        for part in (self._fields, self._actions):
            part.setSpacing(12)
        self.setLayout(
            row(
                self.back,
                (self.heading, 1),
                self._fields,
                self.finder,
                self.helper,
                self.printer,
                self._actions,
                gap=12,
                margins=(24, 4, 24, 4),
            )
        )
        self.dress()

    def dress(self) -> None:
        """Give each part its room: the title and the field of the page go before the tools."""
        t = theme()
        if self._field is not None:
            self._field.setMinimumWidth(t.px(NARROW_FIELD if self._narrow else FINDER))
            self._field.setMaximumWidth(t.px(FIELD))
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # when all have taken the size of the text

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what depends on the size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say less on the tools, the finder first, until there is room for everything."""
        beside = self._field is not None
        small = self._narrow or beside
        short = self._narrow and theme().step > 0
        gone = self._narrow and beside
        for small_, short_, gone_, bare in (
            (small, short, gone, False),
            (True, short, gone, False),
            (True, True, gone, False),
            (True, True, beside, False),
            (True, True, beside, True),
        ):
            self._show_tools(small=small_, short=short_, gone=gone_, bare=bare)
            if self.minimumSizeHint().width() + self._cut_of_title() <= self.width():
                break

    def _cut_of_title(self) -> int:
        """Return how much more room than its least the title wants."""
        heading = self.heading
        return max(0, ceil(width(heading.title, "title")) - heading.minimumSizeHint().width())

    def _show_tools(self, *, small: bool, short: bool, gone: bool, bare: bool) -> None:
        """Show the tools: a ``small`` or no finder, buttons that say ``short`` what their key is.

        ``bare``: all but the filled button show their picture alone.
        """
        self._bare = bare
        self._name_buttons()
        self.finder.setText("Ctrl+K" if small else f"{_('Find anything')}  Ctrl+K")
        self.finder.setMinimumWidth(0 if small else theme().px(FINDER))
        self.finder.setVisible(self._finds and not gone)
        for tool, words, key in ((self.helper, _("Help"), "F1"), (self.printer, _("Print"), "F12")):
            tool.setText("" if bare else key if short else f"{words}  {key}")
            tool.setAccessibleName(words)
            tool.setToolTip(f"{words}  {key}" if bare else words if short else "")

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less room."""
        self._narrow = narrow
        self.dress()

    def show_view(
        self, view: View, *, task: bool, centre: bool, taken: Callable[[str], bool]
    ) -> None:
        """Show the head of ``view``; ``taken`` says whether the window uses a key itself."""
        self._view = view
        self.back.setVisible(task)
        self._finds = centre and not task
        own = any(action.key == "F12" for action in view.page_actions())
        self.printer.setVisible(centre and not own)
        self.heading.set_texts(view.title(), view.subtitle())
        self._show_field(view.header_field())
        self.dress()
        self._show_actions(view, taken)

    def _show_field(self, field: QWidget | None) -> None:
        if field is self._field:
            return
        if self._field is not None:
            self._fields.removeWidget(self._field)
            self._field.hide()
        self._field = field
        if field is not None:
            self._fields.addWidget(field)
            field.show()

    def _show_actions(self, view: View, taken: Callable[[str], bool]) -> None:
        """Show the buttons of ``view``; one that stays is the same widget, so it keeps the focus."""
        actions = sorted(view.page_actions(), key=lambda action: action.shown == "primary")
        self._runs = {action.key: action.run for action in actions if action.key and action.enabled}
        for key in set(self._runs) - set(self._keys):
            if not taken(key):
                self._keys[key] = shortcut(self, key, partial(self._run, key))
        for key, short in self._keys.items():
            short.setEnabled(key in self._runs)
        shown = [action for action in actions if action.shown]
        filled = "" if view.calls else "primary"
        kinds = [filled if action.shown == "primary" else "" for action in shown]
        if kinds != self._kinds:
            self._kinds = kinds
            self._make_buttons()
        self._shown = shown
        for made, action in zip(self._buttons, shown, strict=True):
            made.set_icon(action.icon)
            made.setEnabled(action.enabled)
        self._name_buttons()
        QTimer.singleShot(0, self, self._fit)  # when what is new knows its size

    def _name_buttons(self) -> None:
        """Let the buttons of the view say what they do; in little room only the filled one does so in words."""
        for made, kind, action in zip(self._buttons, self._kinds, self._shown, strict=True):
            bare = self._bare and not kind and bool(action.icon)
            made.setText("" if bare else action.title)
            made.setAccessibleName(action.title)
            made.setToolTip(f"{action.title}  {action.key}".strip() if bare else action.key)

    def _make_buttons(self) -> None:
        clear(self._actions)
        self._buttons = []
        for number, kind in enumerate(self._kinds):
            made = Button("", kind)
            made.clicked.connect(partial(self._press, number))
            self._buttons.append(made)
            self._actions.addWidget(made)

    def _press(self, number: int, _on: bool = False) -> None:  # noqa: FBT001, FBT002  a slot
        self._shown[number].run()

    def _run(self, key: str) -> None:
        if key in self._runs:
            self._runs[key]()
