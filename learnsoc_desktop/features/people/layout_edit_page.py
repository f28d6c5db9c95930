"""One layout: what it is called, how it writes, and its columns."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.people.layout_columns_widget import ColumnHeads, LayoutColumns
from learnsoc_desktop.features.people.layout_exporter import layout_fields
from learnsoc_desktop.features.people.layout_model import LayoutColumn, LayoutDetails
from learnsoc_desktop.features.people.layout_queries import LayoutRow, layout_of
from learnsoc_desktop.features.people.layout_service import add_layout, change_layout
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

FORM, MOST_FORM = 330, 0.3  # pixels at the first text size; share of the page


class LayoutEditPage(Fitted, TaskPage):
    """Changes a layout, or makes a new one with the columns of ``like_id``."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("A column holds a field of the registry, the same text in every row, or nothing."),
        N_("A file with these heads is taken in by the same columns."),
        N_("Going back saves by itself; Ctrl+Z takes it back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))

    def __init__(
        self,
        context: Context,
        layout_id: UUID | None = None,
        like_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._id, self._dirty = layout_id, False
        self.form = Form(fields_of(LayoutDetails), model=LayoutDetails)
        self.columns = LayoutColumns()
        self._left = panel(column(self.form, None, gap=0, margins=(18, 10, 18, 14)))
        inside = hosted(column(self.columns, gap=0, margins=(12, 4, 12, 12)))
        rows = scroll(inside)
        bar = rows.verticalScrollBar().sizeHint().width()
        heads = column(ColumnHeads(), gap=0, margins=(12, 10, 12 + bar, 0))
        right = panel(column(heads, (rows, 1), gap=4, margins=(1, 1, 1, 1)))
        self.setLayout(row(self._left, (right, 1), gap=16, margins=(24, 4, 24, 16)))
        self._load(layout_id or like_id)
        self.setEnabled(not self.commands.read_only)
        self.form.changed.connect(self._touch)
        self.columns.changed.connect(self._touch)
        QTimer.singleShot(0, self, self.form.go_to)

    def fit(self) -> None:
        """Leave the columns most of the room."""
        self._left.setFixedWidth(min(theme().px(FORM), round(self.width() * MOST_FORM)))

    def title(self) -> str:
        """Say what is written here."""
        return _("New layout") if self._id is None else _("Change the layout")

    def subtitle(self) -> str:
        """Say what a layout is for."""
        return _("Tables of people are written and read by it")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        on = not self.commands.read_only
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def save(self) -> None:
        """Save and go back."""
        if self._store():
            self.close_task()

    def may_leave(self) -> bool:
        """Save what can be saved; what has no name or no column is left as it was."""
        named = str(self.form.values().get("name") or "").strip()
        if self._dirty and named and self.columns.value() and not self.commands.read_only:
            return self._store()
        return True

    def _load(self, layout_id: UUID | None) -> None:
        if layout_id is None:
            self.form.set_value(LayoutDetails.model_construct(name="").model_dump())
            fields = self.commands.query(layout_fields)
            self.columns.show_columns([LayoutColumn("", "full_name")], fields)
            return
        shown: LayoutRow = self.commands.query(lambda session: layout_of(session, layout_id))
        values = shown.details.model_dump()
        self.form.set_value(values if self._id else {**values, "name": ""})
        fields = self.commands.query(lambda session: layout_fields(session, shown.columns))
        self.columns.show_columns(shown.columns, fields)

    def _touch(self, *_args: object) -> None:
        self._dirty = True

    def _store(self) -> bool:
        values = self.form.value()
        if values is None:
            return False
        details, columns = LayoutDetails.model_validate(values), self.columns.value()
        layout_id, stored = self._id, list[object]()
        title = _("Saved: {name}").format(name=details.name)
        if layout_id is None:
            self.commands.run(lambda uow: add_layout(uow, details, columns), stored.append, title)
        else:
            self.commands.run(
                lambda uow: change_layout(uow, layout_id, details, columns), stored.append, title
            )
        self._dirty = self._dirty and not stored
        return bool(stored)
