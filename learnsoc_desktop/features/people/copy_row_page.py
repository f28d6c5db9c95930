"""One person copied value by value, for typing into a system on the web: each press copies the next one."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QComboBox, QScrollArea, QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.layout_exporter import layout_values
from learnsoc_desktop.features.people.layout_queries import LayoutRow, layouts
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import person_or_refuse, survivor_of
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

HEADS, LAYOUTS = 230, 420  # pixels at the first text size
LAST = "layout"  # key of the layout that was used last, as long as the program runs
_chosen: dict[str, UUID] = {}


class CopyRowPage(TaskPage):
    """Values of a layout, the next one first; what was copied carries a tick."""

    watches = frozenset({"Person", "PeopleLayout"})
    help_lines: ClassVar[Sequence[str]] = (
        N_(
            "Press Enter here, then Ctrl+V in the other program; the next press copies the next value."
        ),
        N_("A press on any value copies that one and goes on from there."),
        N_("Which values, and in what order, says the layout; empty ones are passed over."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Enter", N_("copy the next value")),
        ("Ctrl+Backspace", N_("copy the one before again")),
        ("Ctrl+R", N_("begin anew")),
    )

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._person_id, self._next = person_id, 0
        self._values: Sequence[tuple[str, str]] = ()
        self._layouts: Sequence[LayoutRow] = ()
        self.lines: list[Button] = []
        self.layouts = QComboBox()
        self.layouts.setAccessibleName(_("Layout"))
        self.layouts.setMaximumWidth(theme().px(LAYOUTS))
        self.layouts.activated.connect(lambda _at: self._take_layout())
        self.told = Remark("copy", "", "good", "strong", ink="ink")
        self.go_on = button("", "primary", "copy", then=self.copy_next, big=True)
        self._inner = column(gap=2)
        self._area: QScrollArea = scroll(hosted(self._inner))
        top = row(Text(_("Layout"), "small", "ink_soft"), (self.layouts, 1), gap=10)
        whole = panel(
            column(
                top,
                row((column(None, self.told, None), 1), self.go_on, gap=16),
                (self._area, 1),
                gap=12,
                margins=(18, 14, 18, 14),
            )
        )
        self.setLayout(row((whole, 1), gap=0, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self.go_on, self.go_on.setFocus)

    def title(self) -> str:
        """Say whose values they are."""
        return _("Copy for another system: {name}").format(name=person_title(self._person()))

    def subtitle(self) -> str:
        """Say how it goes."""
        return _("Each press copies the next value; paste it in the other program")

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done, for keys and the palette."""
        return (
            PageAction(
                _("Copy the one before again"), "undo-2", self.copy_before, "Ctrl+Backspace"
            ),
            PageAction(_("Begin anew"), "rotate-ccw", self.begin, "Ctrl+R", "button"),
        )

    def refresh(self) -> None:
        """Read the layouts and the values again."""
        self._layouts = self.commands.query(layouts)
        wanted = _chosen.get(LAST)
        self.layouts.clear()
        for each in self._layouts:
            self.layouts.addItem(each.details.name, each.id)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(wanted)))
        self._show()

    def copy_next(self) -> None:
        """Copy the next value that says something."""
        if self._next < len(self._values):
            self.copy(self._next)

    def copy_before(self) -> None:
        """Copy the value again that was copied last."""
        before = [at for at in self._filled() if at < self._next]
        if before:
            self.copy(before[-1])

    def begin(self) -> None:
        """Begin with the first value."""
        self._show()
        self.go_on.setFocus()

    def copy(self, at: int) -> None:
        """Put a value on the clipboard, say which one, and go on behind it."""
        head, text = self._values[at]
        QGuiApplication.clipboard().setText(text)
        self.told.set_remark(
            "check", _("Copied: {head}: {text}").format(head=head, text=text), "good", "ink"
        )
        self._next = next((n for n in self._filled() if n > at), len(self._values))
        self._tell(copied=at)

    def _take_layout(self) -> None:
        _chosen[LAST] = self.layouts.currentData()
        self._show()
        self.go_on.setFocus()

    def _show(self) -> None:
        clear(self._inner)
        self.lines, self._values = [], ()
        at = self.layouts.currentIndex()
        if 0 <= at < len(self._layouts):
            layout, today, person_id = self._layouts[at], local_today(), self._person().id
            said = self.commands.query(
                lambda session: layout_values(session, layout, person_id, today)
            )
            self._values = [(head, text) for head, text in said if head]
        for number, (head, text) in enumerate(self._values):
            self._inner.addLayout(self._line(number, head, text))
        self._inner.addStretch(1)
        self._next = next(iter(self._filled()), len(self._values))
        self.told.set_remark("info", _("Nothing is copied yet."), "ink_soft")
        self._tell(copied=-1)

    def _line(self, number: int, head: str, text: str) -> QBoxLayout:
        label = Text(head, "body", "ink_soft")
        label.setFixedWidth(theme().px(HEADS))
        made = button(text or "–", "quiet", "circle-dot", then=partial(self.copy, number))
        made.setEnabled(bool(text))
        made.setAccessibleName(f"{head}: {text}")
        self.lines.append(made)
        return row(label, made, None, gap=10)

    def _tell(self, *, copied: int) -> None:
        """Mark what was copied and what comes next."""
        for number, made in enumerate(self.lines):
            done = number <= copied and bool(self._values[number][1])
            made.icon_name = "check" if done else "arrow-right" if number == self._next else "copy"
            made.dress()
        there = self._next < len(self._values)
        head = self._values[self._next][0] if there else ""
        self.go_on.setText(
            _("Copy: {head}").format(head=head) if there else _("All values were copied")
        )
        self.go_on.setEnabled(there)
        if there:
            self._area.ensureWidgetVisible(self.lines[self._next])

    def _filled(self) -> Sequence[int]:
        return [number for number, (_head, text) in enumerate(self._values) if text]

    def _person(self) -> Person:
        person_id = self._person_id
        return self.commands.query(
            lambda session: person_or_refuse(session, survivor_of(session, person_id))
        )


def open_copy(context: Context, person_id: UUID) -> None:
    """Copy the values of a person one by one."""
    context.open_task(CopyRowPage(context, person_id))
