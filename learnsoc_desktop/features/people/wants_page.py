"""What people want to learn, village by village, and who they are: the list courses are planned from."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QMenu, QWidget
from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.thai import fold, sort_key
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.people.own_group_model import OwnGroupDetails
from learnsoc_desktop.features.people.own_group_service import add_own_group
from learnsoc_desktop.features.people.want_queries import Wisher, wants_by_village, wishers
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.layout import clear, column, hosted, scroll
from learnsoc_desktop.ui.layout import row as row_of
from learnsoc_desktop.ui.list_detail_page import ListDetailPage
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage
from learnsoc_desktop.ui.text import Text

HERE = "learnsoc_desktop.features.people"
SHOWN = 60  # people beside the list; the others are in the group that can be made of all
FIRST = "first"
VILLAGE_CHIPS = 4


class WantRow(NamedTuple):
    """A wish in a village, as the list shows it; ``id`` is village and wish."""

    id: tuple[UUID | None, str]
    village: str
    what: str
    people: int
    first: int
    place: int  # of the village


class WantsPage(TaskPage, ListDetailPage):
    """Unmet wishes, the most wanted first; beside the list who has the wish."""

    name = "wants"
    watches = frozenset({"Want", "Person", "Village"})
    search_hint = N_("Find a wish")
    usual_order = N_("the most wanted first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Wishes come from the learning paths of people; one that was met is no longer counted."),
        N_("Beside the list stands who has the wish; a press opens the person."),
        N_("Make a group of them, and you can call them, print them, enrol them."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+G", N_("make a group of those who want it")),
        *ListPage.list_keys,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._rows: Sequence[WantRow] = ()
        self._job: Job | None = None
        self.wishers: list[QWidget] = []  # the buttons beside the list
        super().__init__(context, parent)
        self.left.connect(self._stop)

    def title(self) -> str:
        """Name the page."""
        return _("Learning wishes by village")

    def subtitle(self) -> str:
        """Say how many wishes there are."""
        return self.count_text(len(self._rows))

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the wish, and the paper."""
        on = self.table.current_row() is not None and not self.commands.read_only
        return (
            PageAction(
                _("Make a group of them"), "users-round", self.make_group, "Ctrl+G", "primary", on
            ),
            PageAction(_("Print"), "printer", self._print),
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column(
                "what", N_("What people want to learn"), lambda row: row.what, 220, stretch=True
            ),
            Column(
                "village", N_("Village"), lambda row: row.village, 150, order=lambda row: row.place
            ),
            Column(
                "people",
                N_("People"),
                lambda row: formats.number(row.people),
                70,
                right=True,
                order=lambda row: row.people,
            ),
            Column(
                "first",
                N_("First wish"),
                lambda row: formats.number(row.first) if row.first else "–",
                90,
                right=True,
                order=lambda row: row.first,
            ),
        )

    def filters(self) -> Sequence[Filter]:
        """Return the villages that have wishes."""
        there = dict.fromkeys((row.place, row.id[0], row.village) for row in self._rows)
        chips = [
            Filter(
                f"village-{village_id}",
                text,
                "village",
                section=_("Village"),
                chip=at < VILLAGE_CHIPS,
            )
            for at, (_place, village_id, text) in enumerate(sorted(there, key=lambda one: one[0]))
        ]
        return [Filter(FIRST, _("Somebody's first wish")), *chips] if chips else ()

    def rows_for(self, asked: Asked) -> Found:
        """Return the wishes that hold the text, of the village that is chosen."""
        wanted = fold(asked.text)
        found = [row for row in self._rows if wanted in fold(row.what)]
        if FIRST in asked.filters:
            found = [row for row in found if row.first]
        keys = {key for key in asked.filters if key != FIRST}
        rows = [row for row in found if not keys or f"village-{row.id[0]}" in keys]
        return Found(SequenceSource(rows), self._counts(found), len(self._rows))

    def count_text(self, count: int) -> str:
        """Return how many wishes there are."""
        text = ngettext("{count} wish of a village", "{count} wishes of villages", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Say where wishes come from."""
        if self._job is not None:
            return Empty(_("Reading the wishes…"))
        return Empty(
            _("No wish was noted yet"),
            _("Open somebody's learning path and note what they want to learn."),
        )

    def refresh(self) -> None:
        """Read the wishes again, on a helper thread: those of a large centre take a moment."""
        self._job = job = self.commands.ask(
            _("Reading the wishes…"),
            _rows,
            lambda rows: self._show_rows(job, rows),
            otherwise=lambda error: self._failed(job, error),
            quiet=True,
        )
        if not self._rows:
            super().refresh()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Go to the first of those who have the wish, beside the list; where there is no room, into a menu."""
        self.show_now()
        if self.pane_shown() and self.wishers:
            self.wishers[0].setFocus()
            return
        menu = QMenu(self)
        for one in self._wishers(row)[:SHOWN]:
            menu.addAction(one.name, partial(self._open, one.id))
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(at))

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Let the header follow too."""
        super().row_chosen(row)
        self.header_changed.emit()

    def key_of(self, record_id: str) -> Hashable:
        """Return no key: wishes are not linked to."""
        return record_id

    # --- Inside ----------------------------------------------------------------------------------

    def _show_rows(self, job: Job, rows: Sequence[WantRow]) -> None:
        if job is not self._job:
            return  # they are being read anew
        self._job, self._rows = None, rows
        super().refresh()
        self.header_changed.emit()

    def _failed(self, job: Job, error: AppError) -> None:
        if job is self._job:
            self._job = None
            self.context.fail(error)

    def _stop(self) -> None:
        self._job = None

    # --- Beside the list -------------------------------------------------------------------------

    def make_detail(self) -> QWidget:
        """Make the pane of those who have the wish."""
        self._inner = column(gap=2, margins=(20, 14, 20, 14))
        return scroll(hosted(self._inner))

    def show_detail(self, row: WantRow | None) -> None:
        """Show who has the wish."""
        clear(self._inner)
        self.wishers = []
        if row is None:
            return
        people = self._wishers(row)
        self._inner.addWidget(Text(row.what, "lead", wrap=True))
        self._inner.addWidget(Text(f"{row.village} · {_people(row.people)}", "small", "ink_soft"))
        for one in people[:SHOWN]:
            made = button(one.name, "quiet", "user", then=partial(self._open, one.id))
            self.wishers.append(made)
            self._inner.addLayout(row_of(made, None, gap=0))
        more = len(people) - SHOWN
        if more > 0:
            text = ngettext("and {count} more", "and {count} more", more)
            words = text.format(count=formats.number(more))
            self._inner.addWidget(Text(words, "small", "ink_soft"))
        self._inner.addStretch(1)

    # --- What a person does ----------------------------------------------------------------------

    def make_group(self) -> None:
        """Make a group of those who have the wish."""
        row: WantRow | None = self.table.current_row()
        if row is None:
            return
        ids = [one.id for one in self._wishers(row)]
        remark = ngettext(
            "{count} person will be in it.", "{count} people will be in it.", len(ids)
        )
        self.context.open_task(
            resolve(f"{HERE}.name_page:NamePage")(
                self.context,
                OwnGroupDetails,
                lambda uow, details: add_own_group(uow, details, ids),
                title=_("New group"),
                remark=remark.format(count=formats.number(len(ids))),
                values={"name": f"{row.what} {row.village}"[:80], "purpose": ""},
                done=_("Made the group {name}"),
            )
        )

    def _wishers(self, row: WantRow) -> Sequence[Wisher]:
        village_id, what = row.id
        return self.commands.query(lambda session: wishers(session, village_id, what))

    def _open(self, person_id: UUID) -> None:
        self.context.open("people", record_id=str(person_id))

    def _print(self) -> None:
        villages_on = [key for key in self.filter_bar.active() if key != FIRST]
        village = villages_on[0].removeprefix("village-") if villages_on else ""
        village = "" if village == "None" else village
        self.context.open("reports", report="wants-by-village", village=village)

    @staticmethod
    def _counts(rows: Sequence[WantRow]) -> Mapping[str, int]:
        counts: dict[str, int] = {FIRST: sum(row.first > 0 for row in rows)}
        for row in rows:
            key = f"village-{row.id[0]}"
            counts[key] = counts.get(key, 0) + 1
        return counts


def _rows(session: Session) -> Sequence[WantRow]:
    names = {row.id: (place, row.text) for place, row in enumerate(villages(session))}
    nowhere = (len(names), _("No village noted"))
    rows = []
    for want in wants_by_village(session):
        place, text = names.get(want.village_id, nowhere) if want.village_id else nowhere
        key = (want.village_id, want.what)
        rows.append(WantRow(key, text, want.what, want.people, want.first, place))
    return sorted(rows, key=lambda row: (-row.people, -row.first, sort_key(row.what), row.place))


def _people(count: int) -> str:
    text = ngettext("{count} person", "{count} people", count)
    return text.format(count=formats.number(count))
