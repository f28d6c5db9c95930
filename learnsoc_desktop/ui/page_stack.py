"""What lies in the window: pages of places, made on first use, and tasks over them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.ui.page import View

if TYPE_CHECKING:
    from learnsoc_desktop.ui.context import Context


class PageStack(QStackedWidget):
    """Shows one view at a time.

    Signals:
        presented: Another view is shown (View).
        header_changed: The view that is shown wants its header read again (View).
    """

    presented = Signal(object)
    header_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._context: Context | None = None
        self._pages: dict[str, View] = {}
        self._tasks: list[View] = []
        self._alone: View | None = None
        self.place = ""
        self.addWidget(QWidget())  # nothing yet

    @property
    def context(self) -> Context | None:
        """The open centre."""
        return self._context

    @property
    def in_task(self) -> bool:
        """True while a task lies over the places."""
        return bool(self._tasks)

    @property
    def in_place(self) -> bool:
        """True while a page of a place is shown."""
        return bool(self.place) and not self._tasks

    def view(self) -> View | None:
        """Return what is shown."""
        if self._tasks:
            return self._tasks[-1]
        return self._pages.get(self.place, self._alone)

    def may_leave(self) -> bool:
        """Return whether what is shown may be left."""
        view = self.view()
        return view is None or view.may_leave()

    def set_context(self, context: Context) -> None:
        """Take everything away; pages are made for another centre from now on."""
        self.clear()
        self._context = context

    def stand_alone(self, view: View) -> None:
        """Show a view without any centre."""
        self.clear()
        self._alone = view
        self._add(view)
        self._present(view)

    def clear(self) -> None:
        """Take every page and task away."""
        for view in (*self._tasks, *self._pages.values(), self._alone):
            if view is not None:
                self._remove(view)
        self._tasks, self._pages, self._alone = [], {}, None
        self._context, self.place = None, ""

    def open(self, place: str, **args: object) -> None:
        """Show a place; the tasks over it are left, ``args`` are handed to its ``open``."""
        if self._context is None or not self.may_leave():
            return
        for task in reversed(self._tasks):
            self._remove(task)
        self._tasks = []
        page = self._pages.get(place) or self._make(place, self._context)
        self.place = place
        self._present(page)
        if args:
            page.open(**args)

    def open_task(self, task: View) -> None:
        """Lay a task over what is shown."""
        self._tasks.append(task)
        self._add(task)
        self._present(task)

    def back(self) -> None:
        """Leave the task that is shown."""
        if not self._tasks or not self._tasks[-1].may_leave():
            return
        self._remove(self._tasks.pop())
        below = self.view()
        if below is not None:
            self._present(below)

    def _make(self, key: str, context: Context) -> View:
        place = context.contributions.place(key)
        if place is None:
            raise KeyError(key)
        page: View = resolve(place.page)(context)
        self._pages[key] = page
        self._add(page)
        return page

    def _add(self, view: View) -> None:
        self.addWidget(view)
        view.header_changed.connect(partial(self._header_changed, view))

    def _header_changed(self, view: View) -> None:
        if view is self.view():
            self.header_changed.emit(view)

    def _remove(self, view: View) -> None:
        self.removeWidget(view)
        view.left.emit()
        view.hide()
        view.deleteLater()

    def _present(self, view: View) -> None:
        before = (
            view.focusWidget()
        )  # asked first: Qt gives the keys to any child when a view is shown
        self.setCurrentWidget(view)
        self.presented.emit(view)
        (before or view.first_focus() or view.focusWidget() or view).setFocus(
            Qt.FocusReason.OtherFocusReason
        )
