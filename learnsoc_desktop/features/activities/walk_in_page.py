"""Who a walk-in was: somebody of the registry, or a new person."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.queries import SessionRow
from learnsoc_desktop.features.activities.roll_queries import Match, people_like
from learnsoc_desktop.features.activities.sheet_queries import RollRow
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.names import split_full_name
from learnsoc_desktop.features.people.rules import cleaned, refusals
from learnsoc_desktop.features.people.service import register_person
from learnsoc_desktop.ui.buttons import Big, button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import make_editor
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Text

FIND = FieldSpec("person", Label(N_("Find in the registry")), Kind.PERSON, UUID)
FIELDS = ("title", "first_name", "last_name", "nickname", "sex", "village_id", "phone")
OFFERED = 5


class WalkInPage(TaskPage):
    """Links a walk-in's mark to a person, or makes the person first."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Press the person who it was, or find the person by name."),
        N_("Somebody new needs a name, the sex, and a phone number or a village."),
        N_("From then on the mark counts for the person; Ctrl+Z takes it back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Tab", N_("next field")),)

    def __init__(
        self, context: Context, session: SessionRow, line: RollRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.session, self.line = session, line
        sources = CentreSources(context)
        self.finder = make_editor(FIND, sources)
        self.finder.changed.connect(self._found)
        likely = self.commands.query(lambda s: people_like(s, line.name, OFFERED))
        self.offers = [self._offer(match) for match in likely]
        specs = {spec.name: spec for spec in fields_of(PersonDetails)}
        self.form = Form([_plain(specs[name]) for name in FIELDS], sources, PersonDetails)
        self.form.set_value(self._typed_name())
        self.make = button(_("Add to the registry"), "", "user-plus", then=self.register)
        known = column(
            Text(_("Somebody the centre knows"), "lead"),
            self.finder,
            8,
            *self.offers,
            *(
                []
                if self.offers
                else [Remark("info", _("Nobody of this name is in the registry."))]
            ),
            None,
            gap=8,
            margins=(20, 14, 20, 14),
        )
        new = column(
            Text(_("Somebody new"), "lead"),
            self.form,
            row(None, self.make),
            None,
            gap=6,
            margins=(20, 14, 20, 14),
        )
        panels = [
            panel(column(scroll(hosted(part)), margins=(1, 1, 1, 1))) for part in (known, new)
        ]
        self.setLayout(row(*((each, 1) for each in panels), gap=16, margins=(24, 4, 24, 16)))
        QTimer.singleShot(0, self, self._begin)

    def title(self) -> str:
        """Name the walk-in."""
        return _("Who is {name}?").format(name=self.line.nickname)

    def subtitle(self) -> str:
        """Name the activity and the day."""
        return f"{self.session.activity} · {formats.date_full(self.session.held_on)}"

    def link(self, person_id: UUID) -> None:
        """Say that it was this person."""
        attendance_id = self.line.attendance_id
        if attendance_id is not None:
            self.commands.run(
                lambda uow: service.link_walk_in(uow, attendance_id, person_id),
                lambda _nothing: self.close_task(),
                self._said(),
            )

    def register(self) -> None:
        """Add the person that is typed and say that it was this one; faults stand beside the fields."""
        values, attendance_id = self.form.value(), self.line.attendance_id
        if values is None or attendance_id is None:
            return
        details = PersonDetails.model_validate(values)
        today = local_today()
        faults = refusals(cleaned(details), today)
        for fault in faults:
            self.form.set_error(fault.name, fault.reason, "late" if fault.doubt else "bad")
        if faults:
            self.form.go_to(faults[0].name)
            return

        def command(uow: UnitOfWork) -> None:
            service.link_walk_in(uow, attendance_id, register_person(uow, details, today=today))

        self.commands.run(command, lambda _nothing: self.close_task(), self._said())

    def _begin(self) -> None:
        (self.offers[0] if self.offers else self.finder).setFocus()

    def _offer(self, match: Match) -> Big:
        under = " · ".join(part for part in (match.nickname, match.village, match.more) if part)
        offer = Big("user", match.name, under, high=72)
        offer.clicked.connect(lambda _on=False, i=match.person_id: self.link(i))
        return offer

    def _found(self) -> None:
        person_id = self.finder.value()
        if person_id is not None:
            self.link(person_id)

    def _said(self) -> str:
        return _("{name} is in the registry now").format(name=self.line.nickname)

    def _typed_name(self) -> dict[str, object]:
        """Return what the walk-in's name and sex say of a new person; the sex may still be open."""
        parts = split_full_name(self.line.name)
        names: dict[str, object] = {"nickname": self.line.name}
        if parts.get("last_name"):
            names = {name: parts.get(name, "") for name in ("title", "first_name", "last_name")}
        return {**names, "sex": None if self.line.sex is Sex.UNSPECIFIED else self.line.sex}


def _plain(spec: FieldSpec) -> FieldSpec:
    """Return a field without the heading it has in the whole record."""
    return replace(spec, label=replace(spec.label, group=""))
