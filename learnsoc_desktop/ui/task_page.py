"""A task with a beginning and an end: it lies over the places, Back and Esc leave it."""

from PySide6.QtCore import Signal

from learnsoc_desktop.ui.page import Page


class TaskPage(Page):
    """A page that is opened with ``context.open_task(TaskPage(context, …))``.

    Signals:
        left: The task was left; it is deleted after this.
    """

    left = Signal()

    def close_task(self) -> None:
        """Leave it, as Back does."""
        self.context.back()
