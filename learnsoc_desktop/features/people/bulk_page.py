"""One field of many people: what is changed, what it is now and would be, who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import fields_of, local_today
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.queries import code_texts, villages
from learnsoc_desktop.features.people.bulk_queries import (
    VALUES,
    BulkField,
    BulkRow,
    Noted,
    bulk_rows,
    noted_fault,
)
from learnsoc_desktop.features.people.bulk_service import change_many
from learnsoc_desktop.features.people.form_sources_widget import CentreSources
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_model import StatusDetails
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.form import Form
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage

PREVIEW = "learnsoc_desktop.features.people.bulk_queries:bulk_preview"
CHANGED, LEFT_OUT = "changed", "left-out"
FIELD, VALUE = "field", "value"
SOON = 500  # people whose preview and change take no longer than a person sees
# When and why: asked of a change that is kept.
NOTED = tuple(
    replace(spec, required=False, label=replace(spec.label, half=False))
    for spec in fields_of(StatusDetails)
    if spec.name in Noted._fields
)
WHAT = FieldSpec(FIELD, Label(N_("What is changed"), line=True), Kind.CHOICE, BulkField)


class BulkPage(TaskPage, ListPage):
    """Asks for a field and a value, shows what they would do to each of the people, and does it in one step."""

    name = "bulk"
    watches = frozenset({"Person", "PersonGroup", "PersonRole", "StatusChange"})
    search_hint = N_("Find a name")
    usual_order = N_("as they were selected")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Choose what is changed, then to what; nothing is written before you press Change."),
        N_(
            "The list shows what it is now and what it would be; who is left out stands there with the reason."
        ),
        N_("All are changed in one step, and Ctrl+Z takes all of it back."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl+S", N_("change")), *ListPage.list_keys)

    def __init__(
        self, context: Context, ids: Sequence[UUID], parent: QWidget | None = None
    ) -> None:
        self.ids = tuple(ids)
        self._rows: Sequence[BulkRow] = ()
        self._job: Job | None = None
        self._words: Mapping[Any, str] = {}
        self._sources = CentreSources(context)
        self.what = Form((WHAT,))
        self.to: Form | None = None
        super().__init__(context, parent)
        self.left.connect(self._stop)
        self.what.changed.connect(lambda _name: self._choose())
        QTimer.singleShot(0, self, lambda: self.what.go_to(FIELD))

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Say what is done here."""
        return _("Change a field of several people")

    def subtitle(self) -> str:
        """Say how many people were selected."""
        return self.count_text(len(self.ids))

    def page_actions(self) -> Sequence[PageAction]:
        """Return the way on; it says how many people are changed."""
        count = sum(each.left_out is None for each in self._rows)
        text = ngettext("Change {count} person", "Change {count} people", count)
        ready = count > 0 and self._job is None and not self.commands.read_only
        words = text.format(count=formats.number(count)) if count else _("Change")
        return (PageAction(words, "check", self.change, "Ctrl+S", "primary", ready),)

    def lay_out(self) -> None:
        """Put what is asked over the list of what it would do."""
        self._to_place = column(gap=0)
        held = hosted(self._to_place)
        asked = panel(row((self.what, 2), (held, 3), gap=24, margins=(20, 10, 20, 12)))
        self.setLayout(column(asked, (self.list_panel, 1), gap=12, margins=(24, 4, 24, 16)))

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("name", N_("Name"), lambda row: row.name, 210, stretch=True),
            Column("before", N_("Now"), lambda row: self._text(row.before), 190, quiet=True),
            Column("after", N_("Then"), self._then, 190),
            Column("note", N_("What happens"), _note, 190, sign=_sign),
        )

    def filters(self) -> Sequence[Filter]:
        """Return those who are changed, and those who are left out."""
        if not self._rows:
            return ()
        return (
            Filter(CHANGED, _("Will be changed"), "state"),
            Filter(LEFT_OUT, _("Not changed"), "state"),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the people whose name holds the text."""
        wanted = fold(asked.text)
        named = [each for each in self._rows if wanted in fold(each.name)]
        kinds = {
            CHANGED: [each for each in named if each.left_out is None],
            LEFT_OUT: [each for each in named if each.left_out is not None],
        }
        rows = next((kinds[key] for key in kinds if key in asked.filters), named)
        counts = {key: len(found) for key, found in kinds.items()}
        return Found(SequenceSource(rows), counts, len(self._rows))

    def count_text(self, count: int) -> str:
        """Return how many people there are."""
        text = ngettext("{count} person", "{count} people", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Say what is missing before anything can be shown."""
        if self._job is not None:
            return Empty(_("Looking at each of them…"))
        return Empty(
            _("Choose what is changed, and to what"),
            _("Here you then see for each person what it is now and what it would be."),
        )

    def refresh(self) -> None:
        """Look again at what would be done."""
        if self._job is None:
            self._look()
        super().refresh()
        self.header_changed.emit()

    # --- What a person does ----------------------------------------------------------------------

    def change(self) -> None:
        """Change everybody who is not left out, in one step."""
        asked = self._asked_for()
        if asked is None or not any(each.left_out is None for each in self._rows):
            return
        field, value, noted = asked
        ids = self.ids
        count = sum(each.left_out is None for each in self._rows)
        said = _("{field}: {value}, of {people}").format(
            field=field.label, value=self._words[value], people=self.count_text(count)
        )
        if len(ids) <= SOON:
            done: list[int] = []
            self.commands.run(
                lambda uow: change_many(uow, ids, field, value, noted), done.append, title=said
            )
            if done:
                self.close_task()
            return
        self.commands.start(
            _("Changing…"),
            lambda uow, _progress: change_many(uow, ids, field, value, noted),
            step=said,
        )
        self.close_task()

    # --- Inside ----------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Ask for a value of the field that was chosen."""
        field = self.what.values()[FIELD]
        clear(self._to_place)
        self.to = None
        if field is not None:
            kind, list_key = VALUES[field]
            plain = PersonStatus if kind is Kind.CHOICE else UUID
            asked = NOTED if field is BulkField.STATUS else ()
            label = Label(field.source, codes=list_key, line=not asked)
            self.to = Form((FieldSpec(VALUE, label, kind, plain), *asked), self._sources)
            nothing = {VALUE: None, "since": local_today(), "reason": ""}
            self.to.set_value({name: nothing[name] for name in self.to.values()})
            self.to.changed.connect(self._look_again)
            self._to_place.addWidget(self.to)
        self._look_again()

    def _look_again(self, name: str = "") -> None:
        """Look at what would be done now; a reason changes nothing of it."""
        if name != "reason":
            self._stop()
            self.make_stale()

    def _asked_for(self) -> tuple[BulkField, Any, Noted | None] | None:
        """Return what is to be done; None while something is missing or cannot be."""
        field = self.what.values()[FIELD]
        values = {VALUE: None} if self.to is None else self.to.values()
        if field is None or values[VALUE] is None:
            return None
        if self.to is None or field is not BulkField.STATUS:
            return field, values[VALUE], None
        if values["since"] is None:
            return None
        noted = Noted(values["since"], (values["reason"] or "").strip())
        name, reason = noted_fault(values[VALUE], noted, local_today()) or ("since", "")
        self.to.set_error(name, reason)
        return None if reason else (field, values[VALUE], noted)

    def _look(self) -> None:
        """Ask what would be done to each: of a few at once, of many in the child process."""
        asked = self._asked_for()
        if asked is None:
            self._rows = ()
            return
        field, value, noted = asked
        self._words = self.commands.query(_words)
        ids = self.ids
        if len(ids) <= SOON:
            self._rows = self.commands.query(
                lambda session: bulk_rows(session, ids, field, value, noted)
            )
            return
        self._rows = ()
        path = str(CentreFolder(self.context.folder).database)
        self._job = job = self.commands.compute(
            _("Looking at each of them…"),
            PREVIEW,
            (path, ids, field, value, noted),
            lambda rows: self._looked(job, rows),
            otherwise=lambda error: self._failed(job, error),
        )

    def _looked(self, job: Job, rows: Sequence[BulkRow]) -> None:
        if job is not self._job:
            return  # something else was asked for since
        self._job, self._rows = None, rows
        ListPage.refresh(self)
        self.header_changed.emit()

    def _failed(self, job: Job, error: AppError) -> None:
        if job is self._job:
            self._job = None
            self.context.fail(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _then(self, row: BulkRow) -> str:
        return "" if row.left_out is not None else self._text(row.after)

    def _text(self, values: Sequence[Any]) -> str:
        return " · ".join(self._words.get(each, "") for each in values) or "–"


def _words(session: Any) -> Mapping[Any, str]:  # noqa: ANN401  a session
    """Return the word of every value that can be given."""
    return {
        **code_texts(session),
        **{each.id: each.text for each in villages(session)},
        **{each: each.label for each in PersonStatus},
    }


def _note(row: BulkRow) -> str:
    if row.left_out is None:
        return _("will be changed")
    return _("not changed: {why}").format(why=row.left_out.label)


def _sign(row: BulkRow) -> Sign:
    return Sign("circle-dashed", "ink_soft") if row.left_out else Sign("circle-check", "good")
