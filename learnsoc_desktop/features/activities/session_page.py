"""One session of an activity: when, where, what about, or that it is cancelled."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.edit_page import ENDS, STARTS, WEEK
from learnsoc_desktop.features.activities.leaving_widget import Leaving
from learnsoc_desktop.features.activities.model import SessionDetails
from learnsoc_desktop.features.activities.queries import session_or_refuse, session_rows
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, draft_of, put_back
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage

OF_A_PLANNED_ONE = frozenset({"cancelled", "cancel_reason"})  # nobody adds a session to cancel it


class SessionPage(TaskPage):
    """A new session, or one to be changed."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Only the date is needed; a new session comes a week after the last one."),
        N_("A cancelled session keeps its marks, but counts nowhere."),
        N_("Deleted sessions lie in the trash and can be taken back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))

    def __init__(
        self,
        context: Context,
        activity_id: UUID,
        session_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.activity_id, self.session_id = activity_id, session_id
        self._leaving = Leaving(context)
        fields = fields_of(SessionDetails)
        if session_id is None:
            fields = tuple(field for field in fields if field.name not in OF_A_PLANNED_ONE)
        self.form = Form(fields, model=SessionDetails)
        inner = column(self.form, gap=0, margins=(20, 10, 20, 14))
        sheet = panel(column((scroll(hosted(inner)), 1), margins=(1, 1, 1, 1)))
        content = hosted(row(sheet, margins=(24, 4, 24, 16)))
        writes = not self.commands.read_only
        self.drafts = Drafts(content, self._draft, partial(put_back, self.form), writes=writes)
        self.setLayout(column(self.drafts.view, gap=0))
        self._load()
        self._begin()

    def title(self) -> str:
        """Say what is done here."""
        return _("Add a session") if self.session_id is None else _("Change the session")

    def subtitle(self) -> str:
        """Name the activity."""
        rows = self.commands.query(lambda s: session_rows(s, activity_id=self.activity_id))
        return rows[0].activity if rows else ""

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        on = self.drafts.offered is None
        save = PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on)
        if self.session_id is None:
            return (save,)
        return (save, PageAction(_("Move to trash"), "trash-2", self.delete, shown="button"))

    def save(self) -> None:
        """Store what is typed and go back; faults stand beside their fields."""
        if self._store():
            self.close_task()

    def may_leave(self) -> bool:
        """Save what is typed; what cannot be read is said once, and kept as a draft."""
        if self.drafts.offered is not None:
            return True
        typed = self.form.unread()
        if not self.form.dirty and not typed:
            self.drafts.forget()
            return True
        if self._store():
            return True
        self.drafts.keep()
        state = {**self.form.values(), **typed}
        return self._leaving.may(state, _("This is not saved: look at the red field."))

    def _store(self) -> bool:
        """Store what is typed; return False after saying beside the fields what is wrong."""
        values = self.form.value()
        if values is None:
            return False
        details = SessionDetails.model_validate(values)
        if details.starts and details.ends and details.ends <= details.starts:
            self.form.set_error("ends", _("The session ends before it begins."))
            self.form.go_to("ends")
            return False
        done: list[object] = []
        when = formats.date_medium(details.held_on)
        session_id = self.session_id
        if session_id is None:
            self.commands.run(
                lambda uow: service.add_session(uow, self.activity_id, details),
                done.append,
                _("Session added: {date}").format(date=when),
            )
        else:
            self.commands.run(
                lambda uow: service.change_session(uow, session_id, details),
                lambda _nothing: done.append(session_id),
                _("Session changed: {date}").format(date=when),
            )
        if done:
            self.form.mark_clean()
            self.drafts.forget()
        return bool(done)

    def delete(self) -> None:
        """Put the session into the trash."""
        session_id = self.session_id
        if session_id is not None:
            self.commands.run(
                lambda uow: service.delete_session(uow, session_id),
                lambda _nothing: self._deleted(),
                _("Session moved to the trash"),
            )

    def _begin(self) -> None:
        """Begin with the question about a draft, or in the first field."""
        self.form.changed.connect(self.drafts.touch)
        self.drafts.answered.connect(self._answered)
        new = self.session_id is None
        key = f"of-{self.activity_id}" if new else self.session_id
        if not self.drafts.open(Shelf("session", self.context.folder, key), new=new):
            QTimer.singleShot(0, self, self.form.go_to)

    def _answered(self) -> None:
        self.form.go_to()
        self.header_changed.emit()

    def _draft(self) -> Draft | None:
        held_on = self.form.values()["held_on"]
        day = formats.date_medium(held_on) if held_on else ""
        return draft_of(self.form, " · ".join(part for part in (self.subtitle(), day) if part))

    def _deleted(self) -> None:
        self.form.mark_clean()
        self.drafts.forget()
        self.close_task()

    def _load(self) -> None:
        session_id = self.session_id
        if session_id is not None:
            found = self.commands.query(
                lambda s: {
                    name: getattr(session_or_refuse(s, session_id), name)
                    for name in SessionDetails.model_fields
                }
            )
            self.form.set_value(found)
            return
        rows = self.commands.query(lambda s: session_rows(s, activity_id=self.activity_id))
        last = rows[-1] if rows else None
        today = local_today()
        self.form.set_value(
            {
                "held_on": last.held_on + timedelta(days=WEEK) if last else today,
                "starts": last.starts if last else STARTS,
                "ends": last.ends if last else ENDS,
                "minutes": last.minutes if last else 180,
            }
        )
