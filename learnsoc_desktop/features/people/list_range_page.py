"""From what to what: the range of a field of the centre's own that the registry is narrowed to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.fields import FieldSpec, Label
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.features.people.custom_queries import own_specs
from learnsoc_desktop.features.people.custom_range_queries import OwnRange, asks_range, range_in
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark
from learnsoc_desktop.ui.theme import theme

WIDE = 620  # pixels at the first text size
LOW, HIGH = "low", "high"

Narrow = Callable[[frozenset[str]], object]


class RangePage(TaskPage):
    """Asks for both ends; one may be left empty. ``then`` is called with the range."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Both ends belong to the range; an empty one is open."),
        N_("The same in both fields finds exactly that."),
        N_("The range stands as a chip over the list; a press on it takes it away."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("show the list")),)

    def __init__(
        self,
        context: Context,
        spec: FieldSpec,
        then: Callable[[OwnRange], object],
        last: OwnRange | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._spec, self._then = spec, then
        ends = ((LOW, N_("From")), (HIGH, N_("To")))
        self.form = Form(
            [replace(spec, name=name, label=Label(text, half=True)) for name, text in ends]
        )
        self.form.set_value({LOW: last.low if last else None, HIGH: last.high if last else None})
        self.form.finished.connect(self.show_list)
        remark = Remark("info", _("One of both may stay empty."), role="body")
        whole = panel(column(remark, self.form, gap=10, margins=(20, 14, 20, 18)))
        whole.setMaximumWidth(theme().px(WIDE))
        content = hosted(row((whole, 3), None, gap=0))
        self.setLayout(column(content, None, gap=0, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self, lambda: self.form.go_to(LOW))

    def title(self) -> str:
        """Say of what the range is."""
        return _("{field}: from … to …").format(field=self._spec.title)

    def subtitle(self) -> str:
        """Say where this leads."""
        return _("The list then shows only those in this range")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        return (PageAction(_("Show the list"), "check", self.show_list, "Ctrl+S", "primary"),)

    def show_list(self) -> None:
        """Narrow the list, or say beside the field what is missing."""
        values = self.form.value()
        if values is None:
            return
        low, high = values[LOW], values[HIGH]
        fault = _("From or to: one of both is needed.") if low is None and high is None else ""
        if low is not None and high is not None and low > high:
            fault = _("This is before the beginning of the range.")
        if fault:
            name = LOW if low is None else HIGH
            self.form.set_error(name, fault)
            self.form.go_to(name)
            return
        self.close_task()
        self._then(OwnRange(self._spec.name, low, high))


def ask_range(context: Context, key: str, active: Iterable[str], then: Narrow) -> None:
    """Ask for the range that a filter stands for; call ``then`` with the filters that are on with it."""
    name, on = asks_range(key), frozenset(active)
    specs = context.commands.query(own_specs)
    spec = next((each for each in specs if each.name == name), None)
    if spec is None:
        return
    found = (range_in(each, spec) for each in on)
    last = next((each for each in found if each is not None), None)
    others = frozenset(each for each in on if not each.startswith(f"{name}-"))
    page = RangePage(context, spec, lambda new: then(others | {new.key}), last)
    context.open_task(page)
