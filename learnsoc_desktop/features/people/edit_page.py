"""The record of a person: parts on the left with their state, the fields in the middle."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, utc_now
from learnsoc_desktop.features.centre.queries import profile
from learnsoc_desktop.features.people import service
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.parts_widget import PartList
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.features.people.rules import cleaned, refusals
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

PARTS = 206
PLACE = ("subdistrict", "district", "province", "postcode")


class PersonEditPage(TaskPage):
    """A new person, or one to be changed. Ctrl+S saves; going back saves what can be saved."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("A name or nickname, the sex, and a phone number or village are enough."),
        N_("Under each field stands what was understood; amber is a doubt you may confirm."),
        N_("Going back saves by itself; Ctrl+Z takes it back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+S", N_("save")),
        ("Ctrl+Enter", N_("save and add the next one")),
        ("Tab", N_("next field")),
    )

    def __init__(
        self,
        context: Context,
        person_id: UUID | None = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(context, parent)
        self._name = name
        self.person_id = person_id
        self.form = Form(fields_of(PersonDetails), CentreSources(context), PersonDetails)
        self.parts = PartList()
        self.parts.chosen.connect(self.form.go_to_group)
        self.form.changed.connect(lambda _name: self._tell())
        self.form.left.connect(lambda _name: self._tell())
        left = panel(column((self.parts, 1), gap=0, margins=(6, 10, 6, 10)))
        left.setFixedWidth(theme().px(PARTS))
        inner = column(self.form, gap=0, margins=(20, 10, 20, 14))
        middle = panel(column((scroll(hosted(inner)), 1), gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(row(left, (middle, 1), gap=12, margins=(24, 4, 24, 16)))
        self._load()
        QTimer.singleShot(0, self, self.form.go_to)

    def title(self) -> str:
        """Name the person."""
        values = self.form.values()
        name = shown_name(
            *(
                str(values.get(part) or "")
                for part in ("title", "first_name", "last_name", "nickname")
            )
        )
        return name or _("Add somebody")

    def subtitle(self) -> str:
        """Say how far it is saved."""
        count = len(self.form.changes())
        if not count:
            return (
                _("Everything is saved") if self.person_id else _("A name and a village are enough")
            )
        return _("{count} fields not saved yet").format(count=formats.number(count))

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        actions = [PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary")]
        if self.person_id is None:
            actions.append(
                PageAction(
                    _("Save and next"), "user-plus", self.save_and_next, "Ctrl+Return", "button"
                )
            )
        return actions

    def may_leave(self) -> bool:
        """Save what can be saved; stay when something is typed that cannot."""
        if not self.form.dirty:
            return True
        return self._store() is not None

    def save(self) -> None:
        """Save and go back."""
        if self._store() is not None:
            self.close_task()

    def save_and_next(self) -> None:
        """Save and begin the next person; village and place stay."""
        values = self.form.values()
        if self._store() is None:
            return
        self.person_id = None
        kept = {name: values.get(name) for name in ("village_id", *PLACE)}
        self.form.set_value({**_nobody(), **kept})
        self.form.go_to()
        self._tell()

    def _store(self) -> UUID | None:
        """Store the record; return its id, or None after saying beside the fields what is wrong."""
        values = self.form.value()
        if values is None:
            return None
        details = PersonDetails.model_validate(values)
        faults = refusals(cleaned(details), self._today())
        for refusal in faults:
            self.form.set_error(refusal.name, refusal.reason, "late" if refusal.doubt else "bad")
        if faults:
            self.form.go_to(faults[0].name)
            return None
        stored: list[UUID] = []
        today, person_id = self._today(), self.person_id
        if person_id is None:
            self.commands.run(
                lambda uow: service.register_person(uow, details, today=today),
                stored.append,
                _("Added: {name}").format(name=self.title()),
            )
        else:
            self.commands.run(
                lambda uow: service.change_person(uow, person_id, details, today=today),
                lambda _nothing: stored.append(person_id),
                _("Changed: {name}").format(name=self.title()),
            )
        if stored:
            self.person_id = stored[0]
            self.form.mark_clean()
        return stored[0] if stored else None

    def _load(self) -> None:
        person_id = self.person_id
        if person_id is None:
            centre = self.commands.query(profile).details
            self.form.set_value({**_nobody(), **{name: getattr(centre, name) for name in PLACE}})
        else:
            details = self.commands.query(lambda session: person_details(session, person_id))
            self.form.set_value(details.model_dump())
        self._tell()

    def _tell(self) -> None:
        self.parts.show_parts(self.form.groups())
        self.header_changed.emit()

    def _today(self) -> date:
        return utc_now().astimezone().date()


def _nobody() -> Mapping[str, Any]:
    """Return the values of a record not begun: the sex is to be chosen, not taken for granted."""
    empty = PersonDetails().model_dump()
    return {**empty, "sex": None}
