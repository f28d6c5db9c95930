"""Tasks with a beginning and an end: they lie over the places, Back and Esc leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsoc_desktop.ui.page import Page, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnsoc_desktop.ui.context import Desk


class TaskPage(Page):
    """A task in an open centre: ``context.open_task(MyTask(context, …))``."""

    def close_task(self) -> None:
        """Leave it, as Back does."""
        self.context.back()


class DeskTask(View):
    """A task before any centre is open (a new centre): ``desk.open_task(MyTask(desk))``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def close_task(self) -> None:
        """Leave it, as Back does."""
        self.desk.back()
