"""A name for something: a saved list, a group. One small form, and what is done with it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget
from sqlmodel import SQLModel

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark
from learnsoc_desktop.ui.theme import theme

WIDE = 620  # pixels at the first text size
NAME = "name"


class NamePage(TaskPage):
    """Asks for the fields of ``details``, a name among them, and saves with ``write(uow, details)``."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Give it the name you would look for."),
        N_("Ctrl+S saves; Esc goes back and leaves everything as it was."),
        N_("Ctrl+Z takes back what was saved."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))

    def __init__(
        self,
        context: Context,
        details: type[SQLModel],
        write: Callable[[UnitOfWork, Any], object],
        *,
        title: str,
        remark: str = "",
        values: Mapping[str, object] | None = None,
        done: str = "",
        then: Callable[[Any], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``done`` names the step with ``{name}`` in it; ``then`` is called with what ``write`` returned."""
        super().__init__(context, parent)
        self._details, self._write, self._done, self._then = details, write, done, then
        self._title = title
        self.form = Form(fields_of(details), model=details)
        self.form.set_value(dict(values or {}))
        self.form.finished.connect(self.save)
        parts: list[QWidget] = [self.form]
        if remark:
            parts.insert(0, Remark("info", remark, role="body"))
        whole = panel(column(*parts, gap=10, margins=(20, 14, 20, 18)))
        whole.setMaximumWidth(theme().px(WIDE))
        content = hosted(row((whole, 3), None, gap=0))
        self.setLayout(column(content, None, gap=0, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Say what gets a name."""
        return self._title

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        on = not self.commands.read_only
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def first_focus(self) -> QWidget | None:
        """Return the field of the name."""
        return self.form.findChild(QLineEdit)

    def save(self) -> None:
        """Save and go back; what is refused stands at its field or over the page."""
        values = self.form.value()
        if values is None or self.commands.read_only:
            return
        details = self._details.model_validate(values)
        stored: list[Any] = []
        said = self._done.format(name=str(values[NAME]).strip())
        self.commands.run(lambda uow: self._write(uow, details), stored.append, said)
        if stored:
            self.close_task()
            if self._then is not None:
                self._then(stored[0])
