"""A list of what was done, where each row has its way back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.maintenance.peek_queries import when_words
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.list_page import ListPage
from learnsoc_desktop.ui.page import PageAction


class WayBackPage(ListPage):
    """The header's button, the menu and Enter do the one thing there is to do: ``give_back``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._now = utc_now().astimezone()
        super().__init__(context, parent)

    def give_back(self) -> None:
        """Put things back as they were before what the chosen row tells."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Tell times from now on."""
        self._now = utc_now().astimezone()
        super().refresh()

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Let the header know whether there is something to give back."""
        del row
        self.header_changed.emit()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  as the kit has it
        """Give the row back."""
        del row
        self.give_back()

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  as the kit has it
        """Return what can be done with a row, for its menu."""
        del row
        return self.page_actions()

    def when(self, at: datetime) -> str:
        """Return a moment as people say it."""
        return when_words(at.astimezone(), self._now)
