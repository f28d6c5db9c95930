"""Who takes part: found in the registry, or pasted as names from a chat or a spreadsheet."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.texts import names_from_text
from learnsoc_desktop.features.activities import service
from learnsoc_desktop.features.activities.candidates_widget import CandidateList, Choice
from learnsoc_desktop.features.activities.leaving_widget import Leaving
from learnsoc_desktop.features.activities.pasted_draft_widget import PastedDraft
from learnsoc_desktop.features.activities.queries import activity_or_refuse
from learnsoc_desktop.features.activities.roll_queries import (
    EnrolledRow,
    candidates,
    enrolled_rows,
)
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.service import add_village
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.names import split_full_name
from learnsoc_desktop.features.people.service import register_person
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.editors import make_editor
from learnsoc_desktop.ui.editors.line import LineEditor
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import column, hosted, panel, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_view import RecordView
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

SIDE, MOST_SIDE = 430, 0.45  # pixels at the first text size; share of the page
FIND = FieldSpec("person", Label(N_("Add from the registry")), Kind.PERSON, UUID)
VILLAGE = FieldSpec("village", Label(N_("Village of the new people")), Kind.VILLAGE, UUID)


class RollPage(TaskPage):
    """The roll of an activity, in the order it is printed."""

    watches = frozenset({"Enrolment", "Person", "Activity"})
    help_lines: ClassVar[Sequence[str]] = (
        N_("Type a name or nickname to add somebody from the registry."),
        N_("Or paste names, one a line; you see whom each one means before anything is stored."),
        N_("Whoever is taken off keeps the marks already given."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Del", N_("take off the roll")),
        ("Ctrl+V", N_("paste names")),
    )

    def __init__(self, context: Context, activity_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.activity_id = activity_id
        self._leaving = Leaving(context)
        sources = CentreSources(context)
        self.table = RecordView(_columns(), key=lambda line: line.person_id)
        self.table.setAccessibleName(_("Roll"))
        self.finder = make_editor(FIND, sources)
        self.finder.changed.connect(self._add_found)
        self.paste = QPlainTextEdit()
        self.paste.setFont(theme().font("body"))
        self.paste.setPlaceholderText(_("Paste names here, one a line"))
        self.paste.setAccessibleName(_("Pasted names"))
        self.paste.textChanged.connect(self._match)
        self.village = Form((VILLAGE,), sources)
        self.village.changed.connect(lambda _name: self._tell_village())
        self.new_village = button("", "quiet", "map-pin", then=self.add_village)
        self.new_village.hide()
        self.found = CandidateList()
        self.found.changed.connect(self._tell_button)
        self.take = button(_("Put on the roll"), "", "list-plus", then=self.take_pasted)
        self.off = button(_("Take off the roll"), "quiet", "user-minus", then=self.take_off)
        self.foot = hosted(row(None, self.off, gap=8, margins=(14, 2, 8, 2)))
        self._right = self._pasting()
        left = (self._on_roll(), 1)
        self.setLayout(row(left, self._right, gap=16, margins=(24, 4, 24, 16)))
        shortcut(self.table, "Del", self.take_off)
        self._tell_button()
        self.drafts = PastedDraft(context, activity_id, self.paste)

    def _on_roll(self) -> QWidget:
        find = column(
            Text(_("Add from the registry"), "small", "ink_soft"),
            self.finder,
            gap=2,
            margins=(16, 12, 16, 12),
        )
        return panel(column(find, (self.table, 1), self.foot, gap=0, margins=(1, 1, 1, 1)))

    def _pasting(self) -> QWidget:
        return panel(
            column(
                Text(_("Names from a chat or a spreadsheet"), "lead"),
                (self.paste, 2),
                (self.found, 3),
                self.village,
                self.new_village,
                self.take,
                gap=8,
                margins=(16, 12, 16, 14),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the roll its room."""
        super().resizeEvent(event)
        self._right.setFixedWidth(min(theme().px(SIDE), round(self.width() * MOST_SIDE)))

    def title(self) -> str:
        """Name the activity."""
        return _("Roll: {name}").format(name=self._name())

    def subtitle(self) -> str:
        """Say how many there are."""
        count = len(self._rows())
        return ngettext("{count} person on the roll", "{count} people on the roll", count).format(
            count=formats.number(count)
        )

    def page_actions(self) -> Sequence[PageAction]:
        """Return the ways on."""
        return (
            PageAction(_("Done"), "check", self.close_task, "Ctrl+S", "primary"),
            PageAction(_("Take off the roll"), "user-minus", self.take_off),
        )

    def may_leave(self) -> bool:
        """Say once that pasted names are not on the roll yet."""
        typed = self.paste.toPlainText().strip()
        self.drafts.keep()
        if not typed:
            return True
        return self._leaving.may(typed, _("The pasted names are not on the roll yet."))

    def refresh(self) -> None:
        """Read the roll again."""
        rows = self._rows()
        self.table.set_rows(rows)
        self.foot.setVisible(bool(rows))

    def take_off(self) -> None:
        """Take the chosen person off the roll."""
        line: EnrolledRow | None = self.table.current_row()
        if line is not None:
            self.commands.run(
                lambda uow: service.withdraw(uow, self.activity_id, line.person_id),
                title=_("Taken off the roll: {name}").format(name=line.name),
            )

    def take_pasted(self) -> None:
        """Put the matched and the new people on the roll, in one step that can be undone."""
        chosen, village = self.found.choices(), self.village.values()["village"]
        new = [choice for choice in chosen if choice.person_id is None]
        if self.village.value() is None:
            return
        if new and village is None:
            self.village.set_error("village", _needs_village(len(new)))
            self.village.go_to("village")
            return
        today = local_today()

        def command(uow: UnitOfWork) -> int:
            people = [
                choice.person_id or register_person(uow, _new_person(choice, village), today=today)
                for choice in chosen
            ]
            return service.enrol(uow, self.activity_id, people)

        title = ngettext(
            "{count} person put on the roll", "{count} people put on the roll", len(chosen)
        ).format(count=formats.number(len(chosen)))
        self.commands.run(command, lambda _count: self.paste.clear(), title)

    def add_village(self) -> None:
        """Add the village that is typed and take it for the new people."""
        name = self._typed_village()
        if name:
            self.commands.run(
                lambda uow: add_village(uow, VillageDetails(name=name)),
                self._village_added,
                _("Village added: {name}").format(name=name),
            )

    def _village_added(self, village_id: UUID) -> None:
        self.village.set_value({"village": village_id})
        self._tell_village()
        self.take.setFocus()

    def _typed_village(self) -> str:
        """Return a village that is typed and not in the list."""
        editor = self.village.editor("village")
        assert isinstance(editor, LineEditor)
        return "" if editor.value() or editor.is_empty() else editor.line.text().strip()

    def _tell_village(self) -> None:
        name = self._typed_village()
        self.new_village.setText(_("Add the village “{name}”").format(name=name))
        self.new_village.setVisible(bool(name))

    def _add_found(self) -> None:
        person_id = self.finder.value()
        if person_id is None:
            return
        self.commands.run(
            lambda uow: service.enrol(uow, self.activity_id, [person_id]),
            lambda _count: self.finder.set_value(None),
            _("Put on the roll"),
        )

    def _match(self) -> None:
        names = []
        for pasted in names_from_text(self.paste.toPlainText()):
            if not pasted.repeated:
                parts = split_full_name(pasted.name)
                names.append(
                    (
                        pasted.name,
                        parts.get("title", ""),
                        parts.get("first_name", ""),
                        parts.get("last_name", ""),
                    )
                )
        self.found.show_candidates(self.commands.query(lambda s: candidates(s, names)))
        self._tell_button()

    def _tell_button(self) -> None:
        count = len(self.found.choices())
        text = ngettext("Put {count} on the roll", "Put {count} on the roll", count)
        self.take.setText(
            text.format(count=formats.number(count)) if count else _("Put on the roll")
        )
        self.take.setEnabled(bool(count))

    def _rows(self) -> Sequence[EnrolledRow]:
        return self.commands.query(lambda session: enrolled_rows(session, self.activity_id))

    def _name(self) -> str:
        return self.commands.query(lambda s: activity_or_refuse(s, self.activity_id).name)


def _needs_village(count: int) -> str:
    text = ngettext(
        "{count} new person needs a village.", "{count} new people need a village.", count
    )
    return text.format(count=formats.number(count))


def _new_person(choice: Choice, village: UUID | None) -> PersonDetails:
    candidate = choice.candidate
    return PersonDetails(
        title=candidate.title,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        sex=choice.sex,
        village_id=village,
    )


def _columns() -> Sequence[Column[EnrolledRow]]:
    return (
        Column(
            "roll_no",
            N_("No."),
            lambda line: formats.numerals(str(line.number)),
            52,
            right=True,
            order=lambda line: line.number,
        ),
        Column("name", N_("Name"), lambda line: line.name, 220, stretch=True),
        Column("nickname", N_("Nickname"), lambda line: line.nickname, 110),
        Column("village", N_("Village"), lambda line: line.village, 150, quiet=True, leaves=1),
        Column("sex", N_("Sex"), lambda line: line.sex.label, 80, quiet=True, leaves=2),
    )
