"""What to do first in a centre that has no people or no activity yet."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.overview.queries import Beginnings
from learnsoc_desktop.ui.buttons import Big
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.text import Text


@dataclass(frozen=True, slots=True)
class StepActs:
    """What the steps open."""

    add_person: Callable[[], object]
    take_in: Callable[[], object]
    plan: Callable[[], object]
    blank_sheet: Callable[[], object]


class FirstSteps(QWidget):
    """Rows to press; what is done carries a tick and says how much there is."""

    def __init__(self, begun: Beginnings, acts: StepActs) -> None:
        super().__init__()
        self.rows: list[Big] = []
        people, activities = begun.people, begun.activities
        add = ngettext("{count} person in the registry", "{count} people in the registry", people)
        plan = ngettext("{count} activity planned", "{count} activities planned", activities)
        self._add(
            "user-plus",
            _("Add people to the registry"),
            _("A name, the sex and the village are enough"),
            acts.add_person,
            add.format(count=formats.number(people)) if people else "",
        )
        if not people:
            self._add(
                "file-spreadsheet",
                _("Take people in from a file"),
                _("A list in Excel or CSV; you see everything before it is stored"),
                acts.take_in,
            )
        self._add(
            "calendar-plus",
            _("Plan an activity"),
            _("A course, a meeting, a reading hour; its sessions are made for you"),
            acts.plan,
            plan.format(count=formats.number(activities)) if activities else "",
        )
        self._add(
            "printer",
            _("Print a blank attendance sheet"),
            _("To write on by hand, even before anybody is in the registry"),
            acts.blank_sheet,
        )
        head = Text(_("What to do first"), "lead")
        self.setLayout(column(head, *self.rows, gap=12, margins=(0, 4, 0, 8)))

    def _add(
        self, icon: str, text: str, under: str, run: Callable[[], object], done: str = ""
    ) -> None:
        row = Big("circle-check" if done else icon, text, done or under, high=72)
        row.clicked.connect(lambda _on=False: run())
        self.rows.append(row)
