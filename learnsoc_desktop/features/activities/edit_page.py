"""Planning an activity: what it is, and its sessions, on one sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.leaving_widget import Leaving
from learnsoc_desktop.features.activities.model import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    SessionDetails,
)
from learnsoc_desktop.features.activities.queries import activity_or_refuse
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.ui.buttons import Chip
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, draft_of, plain, put_back, values_of
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import Flow, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import theme

WEEK = 7
TIMES, DAYS = "_times", "_days"  # of a draft, beside the fields
STARTS, ENDS = time(9), time(12)
SIDE, MOST_SIDE = 380, 0.38  # pixels at the first text size; share of the page
SESSION_FIELDS = (
    FieldSpec("starts", Label(N_("From"), width=90), Kind.TIME, time),
    FieldSpec("ends", Label(N_("To"), width=90), Kind.TIME, time),
)


class ActivityEditPage(TaskPage):
    """A new activity, or one to be changed. Ctrl+S saves, and so does going back.

    Going back from one without a name keeps it as a draft, so that nothing typed is lost.
    """

    help_lines: ClassVar[Sequence[str]] = (
        N_("Only the name and the first day are needed; everything else can follow."),
        N_("Choose weekdays and times, and the sessions are made for you."),
        N_("Who takes part is added on the activity's page afterwards."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))

    def __init__(
        self, context: Context, activity_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.activity_id = activity_id
        self._leaving = Leaving(context)
        sources = CentreSources(context)
        self.form = Form(fields_of(ActivityDetails), sources, ActivityDetails)
        self.times = Form(SESSION_FIELDS, sources)
        self.days = [Chip(formats.weekday_name(_monday(n), short=True)) for n in range(WEEK)]
        self.told = Remark("calendar-days", " ", "ink_soft")
        for number, chip in enumerate(self.days):
            chip.setAccessibleName(formats.weekday_name(_monday(number)))
            chip.toggled.connect(lambda _on: self._typed())
        self.form.changed.connect(lambda _name: self._typed())
        self.times.changed.connect(lambda _name: self._typed())
        left = panel(column((scroll(hosted(self._padded(self.form))), 1), margins=(1, 1, 1, 1)))
        parts: list[Any] = [
            Text(_("Sessions"), "lead"),
            Text(_("Weekdays"), "small", "ink_soft"),
            Flow(*self.days),
            self.times,
            4,
            self.told,
            None,
        ]
        self._right = panel(column(*parts, gap=6, margins=(18, 12, 18, 14)))
        content = hosted(row((left, 1), self._right, gap=16, margins=(24, 4, 24, 16)))
        writes = not self.commands.read_only
        self.drafts = Drafts(content, self._draft, self._take, writes=writes)
        self.setLayout(column(self.drafts.view, gap=0))
        self._right.setVisible(activity_id is None)
        self._load()
        self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the form the larger part."""
        super().resizeEvent(event)
        self._right.setFixedWidth(min(theme().px(SIDE), round(self.width() * MOST_SIDE)))

    def title(self) -> str:
        """Say what is done here."""
        return _("Plan an activity") if self.activity_id is None else _("Change the activity")

    def subtitle(self) -> str:
        """Say what is needed."""
        return _("The name and the first day are enough; the rest can follow.")

    def page_actions(self) -> Sequence[PageAction]:
        """Return the one way on."""
        on = self.drafts.offered is None
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def save(self) -> None:
        """Store what is typed and go back; faults stand beside their fields."""
        activity_id = self._store()
        if activity_id is not None:
            self.close_task()
            self.context.open("activities", record_id=str(activity_id))

    def may_leave(self) -> bool:
        """Save what is typed; what cannot be read is said once, and kept as a draft."""
        if self.drafts.offered is not None:
            return True
        if not self.form.dirty and not self.form.unread():
            self.drafts.forget()
            return True
        if self.activity_id is None and not self.form.values()["name"]:
            name, status = _("Activity without a name"), ActivityStatus.DRAFT
            self.form.set_value({**self.form.values(), "name": name, "status": status})
        if self._store() is not None:
            return True
        self.drafts.keep()
        state = {**self.form.values(), **self.form.unread()}
        return self._leaving.may(state, _("This is not saved: look at the red field."))

    def _store(self) -> UUID | None:
        """Store what is typed; return the id, or None after saying beside the fields what is wrong."""
        values, times = self.form.value(), self.times.value()
        if values is None or times is None:
            return None
        details = ActivityDetails.model_validate(values)
        if details.ends_on and details.ends_on < details.starts_on:
            self.form.set_error("ends_on", _("The last day comes before the first day."))
            self.form.go_to("ends_on")
            return None
        sessions = self._planned(details) if self.activity_id is None else []
        if self.activity_id is None and not sessions:
            self.times.set_error("ends", _("The session ends before it begins."))
            self.times.go_to("ends")
            return None
        stored: list[UUID] = []
        activity_id = self.activity_id
        if activity_id is None:
            self.commands.run(
                lambda uow: service.plan_activity(uow, details, sessions),
                stored.append,
                _("Planned: {name}").format(name=details.name),
            )
        else:
            self.commands.run(
                lambda uow: service.change_activity(uow, activity_id, details),
                lambda _nothing: stored.append(activity_id),
                _("Changed: {name}").format(name=details.name),
            )
        if not stored:
            return None
        self.drafts.forget()
        self.activity_id = stored[0]
        self.form.mark_clean()
        return stored[0]

    def _begin(self) -> None:
        """Begin with the question about a draft, or in the first field."""
        self.drafts.answered.connect(self._answered)
        shelf = Shelf("activity", self.context.folder, self.activity_id)
        if not self.drafts.open(shelf, new=self.activity_id is None):
            QTimer.singleShot(0, self, self.form.go_to)

    def _answered(self) -> None:
        self.form.go_to()
        self.header_changed.emit()

    def _typed(self) -> None:
        self._tell_sessions()
        self.drafts.touch()

    def _draft(self) -> Draft | None:
        """Return what is typed, with the times and weekdays of a new one."""
        draft = draft_of(self.form, str(self.form.values()["name"] or ""))
        if draft is None and not self.times.dirty:
            return None
        draft = draft or Draft("")
        beside = {
            TIMES: plain(self.times.values()),
            DAYS: [number for number, chip in enumerate(self.days) if chip.isChecked()],
        }
        return replace(draft, values={**draft.values, **beside})

    def _take(self, draft: Draft) -> None:
        put_back(self.form, draft)
        times, days = draft.values.get(TIMES), draft.values.get(DAYS)
        if isinstance(times, dict):
            self.times.take(values_of(times, self.times.types))
        if isinstance(days, list):
            for number, chip in enumerate(self.days):
                chip.setChecked(number in days)

    def _padded(self, form: Form) -> Any:  # noqa: ANN401  a layout
        return column(form, gap=0, margins=(20, 10, 20, 14))

    def _load(self) -> None:
        if self.activity_id is None:
            today = local_today()
            self.form.set_value({"starts_on": today, "status": ActivityStatus.APPROVED})
            self.times.set_value({"starts": STARTS, "ends": ENDS})
            self.days[today.weekday()].setChecked(True)
        else:
            found: Activity = self.commands.query(
                lambda session: activity_or_refuse(session, self.activity_id or UUID(int=0))
            )
            self.form.set_value(
                {name: getattr(found, name) for name in ActivityDetails.model_fields}
            )
        self._tell_sessions()

    def _planned(self, details: ActivityDetails) -> list[SessionDetails]:
        """Return the sessions of the chosen weekdays; one on the first day when none is chosen."""
        times = self.times.values()
        starts, ends = times["starts"] or STARTS, times["ends"] or ENDS
        if ends <= starts:
            return []
        weekdays = [number for number, chip in enumerate(self.days) if chip.isChecked()]
        last = details.ends_on or details.starts_on
        found = service.weekly(details.starts_on, last, weekdays, starts, ends)
        return found or service.weekly(
            details.starts_on, details.starts_on, range(WEEK), starts, ends
        )

    def _tell_sessions(self) -> None:
        values = self.form.values()
        first, last = values.get("starts_on"), values.get("ends_on")
        if not isinstance(first, date) or (last and last < first):
            self.told.set_remark("calendar-days", _("Fill in the first day."), "ink_soft")
            return
        planned = self._planned(
            ActivityDetails.model_construct(starts_on=first, ends_on=last or first)
        )
        if not planned:
            self.told.set_remark("circle-alert", _("The session ends before it begins."), "late")
            return
        minutes = sum(session.minutes for session in planned)
        text = ngettext(
            "{count} session, {hours} hours in all: {days}",
            "{count} sessions, {hours} hours in all: {days}",
            len(planned),
        ).format(
            count=formats.number(len(planned)),
            hours=formats.hours(minutes),
            days=formats.date_range(planned[0].held_on, planned[-1].held_on),
        )
        self.told.set_remark("calendar-check", text, "good")


def _monday(number: int) -> date:
    """Return a day whose weekday is ``number`` (0 is Monday)."""
    return date(2024, 1, 1) + timedelta(days=number)
