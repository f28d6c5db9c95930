"""How a person sees the five skills today: one key a skill, from 1 to 5."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.people.errors import NoteRefused
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.path_model import Skill
from learnsoc_desktop.features.people.path_queries import path_notes
from learnsoc_desktop.features.people.path_service import mark_skills
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import Drafts, draft_of, put_back
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.theme import theme

WIDE = 720  # pixels at the first text size
DAY = "marked_on"


class Level(LabelledEnum):
    """How far a skill is."""

    ONE = "1", N_("1  not yet")
    TWO = "2", N_("2  a little")
    THREE = "3", N_("3  fairly")
    FOUR = "4", N_("4  well")
    FIVE = "5", N_("5  very well")


LEVELS = {level.value: level for level in Level}


def skill_fields() -> Sequence[FieldSpec]:
    """Return the day and a field for each skill."""
    skills = [
        FieldSpec(skill.value, Label(skill.source, line=True), Kind.CHOICE, Level)
        for skill in Skill
    ]
    return (FieldSpec(DAY, Label(N_("Date")), Kind.DATE, date, required=True), *skills)


class SkillsPage(TaskPage):
    """Asks for the five skills; what was said last stands in the fields."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Ask the person: how do you see yourself today? Nobody else decides."),
        N_("Once at the start and once a year is enough to see growth."),
        N_("Of one day the last word holds; earlier days stay as they are."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("save")), ("Tab", N_("next field")))

    def __init__(self, context: Context, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.person_id = person_id
        person = self.commands.query(lambda session: person_or_refuse(session, person_id))
        self._name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        self.form = Form(skill_fields())
        inside = hosted(column(self.form, None, gap=0, margins=(20, 10, 20, 14)))
        whole = panel(column((scroll(inside), 1), margins=(1, 1, 1, 1)))
        whole.setMaximumWidth(theme().px(WIDE))
        content = hosted(row((whole, 3), None, gap=0, margins=(24, 4, 24, 16)))
        writes = not self.commands.read_only
        self.drafts = Drafts(content, lambda: draft_of(self.form, ""), self._take, writes=writes)
        self.setLayout(column(self.drafts.view, gap=0))
        self.form.setEnabled(writes)
        notes = self.commands.query(lambda session: path_notes(session, person_id))
        last = dict(notes.skills[0][1]) if notes.skills else {}
        self._before = notes.skills[0][0] if notes.skills else None
        said = {skill.value: LEVELS[str(level)] for skill, level in last.items()}
        self.form.set_value({**dict.fromkeys(Skill), **said, DAY: local_today()})
        self.form.changed.connect(self.drafts.touch)
        self.drafts.answered.connect(self.header_changed)
        if not self.drafts.open(Shelf("skills", context.folder, person_id), new=False):
            QTimer.singleShot(0, self, lambda: self.form.go_to(Skill.CURIOUS.value))

    def title(self) -> str:
        """Say what is asked."""
        return _("Five skills of learning")

    def subtitle(self) -> str:
        """Name the person, and say when they were asked for last."""
        if self._before is None:
            return self._name
        said = _("Said last on {date}").format(date=formats.date_full(self._before))
        return f"{self._name} · {said}"

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on."""
        on = not self.commands.read_only and self.drafts.offered is None
        return (PageAction(_("Save"), "save", self.save, "Ctrl+S", "primary", enabled=on),)

    def save(self) -> None:
        """Note what was said and go back."""
        values = self.form.value()
        if values is None:
            return
        levels = {skill: int(values[skill.value]) for skill in Skill if values[skill.value]}
        person_id, day, today = self.person_id, values[DAY], local_today()
        stored: list[object] = []
        refused = NoteRefused(DAY, _("Date"), _("This day is still to come."))
        if day > today:
            self.form.set_error(DAY, refused.reason)
            self.form.go_to(DAY)
            return
        self.commands.run(
            lambda uow: mark_skills(uow, person_id, levels, on=day, today=today),
            lambda _nothing: stored.append(day),
            _("Noted the five skills"),
        )
        if stored:
            self.form.mark_clean()
            self.drafts.forget()
            self.close_task()

    def may_leave(self) -> bool:
        """Keep what was chosen and not saved as a draft."""
        if self.drafts.offered is None:
            self.drafts.keep()
        return True

    def _take(self, draft: Draft) -> None:
        put_back(self.form, draft)
