"""The editor of many codes: chips of what is chosen, the main one first, and a button to add."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, Chip
from learnsoc_desktop.ui.editors.base import Editor, EditorSetting, Option
from learnsoc_desktop.ui.editors.line import ENTER, Line
from learnsoc_desktop.ui.editors.option_list import Line as ListLine
from learnsoc_desktop.ui.editors.option_list import OptionList
from learnsoc_desktop.ui.editors.pick import STEPS, matching
from learnsoc_desktop.ui.keys import asks_for_escape
from learnsoc_desktop.ui.layout import Flow
from learnsoc_desktop.ui.theme import theme

REMOVE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class CodesEditor(Editor):
    """Edits ids of a code list, the main one first.

    A chip opens a menu (make it the main one, take it off); Delete takes it off at once. The button at the
    end opens the list; each Enter adds one, Esc ends.
    """

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._ids: list[Any] = []
        self._chips: list[Chip] = []
        self.finder = Finder(self)
        self.finder.hide()
        self.add_button = Button(_("Add"), "quiet", "plus")
        self.add_button.clicked.connect(self.start_adding)
        self.add_button.installEventFilter(self)
        self._flow = Flow(self.finder, self.add_button, gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        self.setFocusProxy(self.add_button)
        self.finder.taken.connect(self._add)
        self.finder.ended.connect(self._stop_adding)

    def value(self) -> list[Any]:
        """Return the ids, the main one first."""
        return list(self._ids)

    def set_value(self, value: Any) -> None:  # noqa: ANN401  a sequence of ids
        """Show these ids."""
        self._ids = list(value or ())
        self._show()

    def chips(self) -> Sequence[Chip]:
        """Return the chips of what is chosen."""
        return tuple(self._chips)

    def options(self) -> list[Option]:
        """Return the rows that are not chosen yet."""
        rows = self.sources.codes(self.spec.label.codes)
        return [row for row in rows if row.value not in self._ids]

    def start_adding(self) -> None:
        """Show the field and the list to add from."""
        self.finder.open_with(self.options)

    def make_main(self, chosen: Any) -> None:  # noqa: ANN401  an id
        """Put an id first."""
        self._ids.remove(chosen)
        self._ids.insert(0, chosen)
        self._show()
        self._chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_off(self, chosen: Any) -> None:  # noqa: ANN401  an id
        """Take an id off."""
        at = self._ids.index(chosen)
        self._ids.remove(chosen)
        self._show()
        rest: list[QWidget] = [*self._chips, self.add_button]
        rest[min(at, len(rest) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take off with Delete, go on with Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = next((n for n, chip in enumerate(self._chips) if chip is watched), -1)
            if at >= 0 and event.key() in REMOVE:
                self.take_off(self._ids[at])
                return True
            if at >= 0 and event.key() in ENTER:
                self._open_menu(self._ids[at])
                return True
            if watched is self.add_button and event.key() in ENTER:
                self.next_asked.emit()
                return True
        return super().eventFilter(watched, event)

    def fit(self, room: int) -> None:
        """Be as high as the chips need."""
        self.setFixedHeight(self._flow.heightForWidth(room))

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        names = {row.value: row.text for row in self.sources.codes(self.spec.label.codes)}
        several = len(self._ids) > 1
        self._chips = []
        for at, chosen in enumerate(self._ids):
            text = names.get(chosen, _("(no longer in the list)"))
            if at == 0 and several:
                text = _("{name} · main").format(name=text)
            chip = Chip(text, checked=True)
            chip.clicked.connect(lambda _on=False, one=chosen: self._open_menu(one))
            chip.installEventFilter(self)
            self._flow.insert(at, chip)
            chip.show()
            self._chips.append(chip)
        before: QWidget | None = None
        for widget in (*self._chips, self.finder, self.add_button):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.fit(self.width())

    def menu_for(self, chosen: Any) -> QMenu:  # noqa: ANN401  an id
        """Return the menu of a chip."""
        menu = QMenu(self)
        if self._ids and self._ids[0] != chosen:
            menu.addAction(_("Make it the main one"), lambda: self.make_main(chosen))
        menu.addAction(_("Take it off"), lambda: self.take_off(chosen))
        return menu

    def _open_menu(self, chosen: Any) -> None:  # noqa: ANN401  an id
        chip = self._chips[self._ids.index(chosen)]
        chip.setChecked(True)  # it stays chosen until it is taken off
        menu = self.menu_for(chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _add(self, option: Option) -> None:
        self._ids.append(option.value)
        self._show()
        self.finder.open_with(self.options)
        self.changed.emit()

    def _stop_adding(self) -> None:
        self.finder.hide()
        self.add_button.show()
        self.fit(self.width())
        self.left.emit()


class Finder(Line):
    """The field that is there while something is added.

    Signals:
        taken: An option was taken (Option).
        ended: Nothing more is to be added.
    """

    taken = Signal(object)
    ended = Signal()

    def __init__(self, editor: CodesEditor) -> None:
        super().__init__(parent=editor)
        self._editor = editor
        self._options: list[Option] = []
        self._list: OptionList | None = None
        self.setPlaceholderText(_("Type to find"))
        self.setFixedWidth(theme().px(200))
        self.textEdited.connect(self._offer)
        self.left.connect(self._end)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc for the end of adding, so that it does not leave the page."""
        if asks_for_escape(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def open_with(self, options: Any) -> None:  # noqa: ANN401  a function that gives the options
        """Show the field with these options under it."""
        self._options = options()
        self.clear()
        self._editor.add_button.hide()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.fit(self._editor.width())
        layout = self._editor.layout()
        if layout is not None:
            layout.activate()  # so that the list opens where the field is
        self._offer("")

    def listed(self) -> OptionList | None:
        """Return the list while it is open."""
        return self._list if self._list is not None and self._list.isVisible() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take with Enter, end with Esc or an empty Enter."""
        shown = self.listed()
        if event.key() in STEPS and shown is not None:
            shown.step(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER and shown is not None:
            self._take(shown.current())
        elif event.key() == Qt.Key.Key_Escape or event.key() in ENTER:
            self._end()
            self._editor.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        if self._list is None:
            self._list = OptionList(self)
            self._list.taken.connect(self._take)
        found = matching(self._options, text.strip(), 500)
        self._list.offer(found)
        if not found:
            self._list.close_popup()
        elif not self._list.isVisible():
            self._list.open_below()

    def _take(self, line: ListLine | None) -> None:
        if line is not None and line.option is not None:
            self.taken.emit(line.option)

    def _end(self) -> None:
        if self._list is not None:
            self._list.close_popup()
        if self.isVisible():
            self.ended.emit()
