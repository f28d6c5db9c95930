"""Pairs of records that may be one person, the likeliest first; each is decided on a page of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.changes import ChangeSet
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.people import merge_service
from learnsoc_desktop.features.people.duplicate_queries import still_open
from learnsoc_desktop.features.people.likeness_scan import Pair
from learnsoc_desktop.features.people.merge_page import MergePage
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.jobs import Job
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.list_page import Asked, Found, ListPage
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.record_table import SequenceSource
from learnsoc_desktop.ui.table_states import Empty
from learnsoc_desktop.ui.task_page import TaskPage

SCAN = "learnsoc_desktop.features.people.duplicate_queries:scan"
ALL, LIKELY = "all", "likely"
VERY = 85  # points from which two records are most likely one person


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the list shows it."""

    id: frozenset[UUID]
    pair: Pair
    one: str
    two: str

    @property
    def why(self) -> str:
        """The reasons in words."""
        return ", ".join(reason.label for reason in self.pair.reasons)


class DuplicatesPage(TaskPage, ListPage):
    """All records are compared in the child process; then the pairs are decided one by one."""

    name = "duplicates"
    watches = frozenset({"Person", "PersonMerge", "NotSamePerson"})
    search_hint = N_("Find a name")
    usual_order = N_("the likeliest first")
    help_lines: ClassVar[Sequence[str]] = (
        N_("Every record was compared with the others; the likeliest pairs stand first."),
        N_("Enter shows both records side by side; there you merge them, or say they are two."),
        N_("What you said of a pair is remembered, and can be taken back."),
    )
    keys = (
        ("Ctrl+Del", N_("not the same person")),
        ("F5", N_("compare again")),
        *ListPage.list_keys,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._pairs: Sequence[Pair] = ()
        self._rows: Sequence[PairRow] = ()
        self._job: Job | None = None
        self._stopped = False  # by a person, who compares again when it suits
        self._known = self._gone = False  # the records were compared; the page was left
        super().__init__(context, parent)
        self.left.connect(self._stop)
        apart = shortcut(self.table, "Ctrl+Del", self.keep_apart)
        apart.setEnabled(not self.commands.read_only)

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Return the title of the page."""
        return _("Possible duplicates")

    def subtitle(self) -> str:
        """Say how many pairs there are."""
        if self._job is not None:
            return _("Comparing all records…")
        if not self._known:
            return _("The records were not compared")
        return self.count_text(len(self._rows))

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done here."""
        there = self.table.current_row() is not None
        writes = there and not self.commands.read_only
        return (
            PageAction(_("Compare"), "git-merge", self._open_current, "", "primary", there),
            PageAction(_("Not the same person"), "split", self.keep_apart, enabled=writes),
            PageAction(_("Compare again"), "refresh-cw", self.scan, "F5"),
        )

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns."""
        return (
            Column("one", N_("First record"), lambda row: row.one, 210),
            Column("two", N_("Second record"), lambda row: row.two, 210),
            Column(
                "score",
                N_("Alike"),
                lambda row: _("{score} of 100").format(score=formats.number(row.pair.score)),
                120,
                order=lambda row: row.pair.score,
                sign=_sign,
            ),
            Column("why", N_("Why"), lambda row: row.why, 240, quiet=True, stretch=True),
        )

    def filters(self) -> Sequence[Filter]:
        """Return all pairs, and the most likely ones."""
        if not self._rows:
            return ()
        return (
            Filter(ALL, _("All pairs"), "score", default=True),
            Filter(LIKELY, _("Most likely"), "score"),
        )

    def rows_for(self, asked: Asked) -> Found:
        """Return the pairs that hold the text in one of their names."""
        wanted = fold(asked.text)
        named = [row for row in self._rows if wanted in fold(f"{row.one} {row.two}")]
        likely = [row for row in named if row.pair.score >= VERY]
        rows = likely if LIKELY in asked.filters else named
        counts = {ALL: len(named), LIKELY: len(likely)}
        return Found(SequenceSource(rows), counts, len(self._rows))

    def count_text(self, count: int) -> str:
        """Return how many pairs there are."""
        text = ngettext("{count} pair to look at", "{count} pairs to look at", count)
        return text.format(count=formats.number(count))

    def empty(self) -> Empty:
        """Say that nobody is here twice, or that it is not known yet."""
        if self._job is not None:
            return Empty(
                _("Comparing all records…"),
                _("Names, births, villages, ID numbers and phones are compared with each other."),
            )
        if not self._known:
            again = PageAction(_("Compare"), "git-merge", self.scan)
            return Empty(_("The records were not compared"), "", (), (again,))
        return Empty(
            _("Nobody seems to be here twice"),
            _("Records that look alike appear here; what you decided is remembered."),
        )

    def row_actions(self, row: Any) -> Sequence[PageAction]:  # noqa: ANN401  a row of this list
        """Return the menu of a row."""
        if row is None:
            return ()
        writes = not self.commands.read_only
        return (
            PageAction(_("Compare"), "git-merge", lambda: self.open_row(row)),
            PageAction(
                _("Not the same person"), "split", self.keep_apart, "Ctrl+Del", enabled=writes
            ),
        )

    def row_chosen(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Let the header follow."""
        del row
        self.header_changed.emit()

    def refresh(self) -> None:
        """Leave out what was decided; compare when that was not done yet."""
        if not (self._known or self._stopped) and self._job is None:
            self.scan()
        pairs = self._pairs

        def ask(session: Any) -> tuple[Sequence[Pair], Mapping[UUID, str]]:  # noqa: ANN401
            left = still_open(session, pairs)
            ids = {each for pair in left for each in (pair.one, pair.two)}
            return left, person_names(session, list(ids))

        left, names = self.commands.query(ask)
        self._rows = [
            PairRow(frozenset((pair.one, pair.two)), pair, names[pair.one], names[pair.two])
            for pair in left
        ]
        super().refresh()
        self.header_changed.emit()

    # --- What a person does ----------------------------------------------------------------------

    def scan(self) -> None:
        """Compare all records, in the child process; the window goes on meanwhile."""
        if self._job is None:
            self._stopped = False
            path = CentreFolder(self.context.folder).database
            self._job = self.commands.compute(
                _("Comparing all records…"),
                SCAN,
                (str(path),),
                self._scanned,
                otherwise=self._failed,
            )
            self.make_stale()

    def open_row(self, row: Any) -> None:  # noqa: ANN401  a row of this list
        """Show both records side by side; the pairs below follow."""
        shown = [self.table.records.row(at) for at in range(self.table.records.rowCount())]
        pairs = [each.pair for each in shown if each is not None]
        page = MergePage(self.context, row.pair.one, row.pair.two, pairs=pairs)
        self.context.open_task(page)

    def keep_apart(self) -> None:
        """Say that the chosen pair are two persons."""
        row: PairRow | None = self.table.current_row()
        if row is not None:
            title = _("Two persons: {one} and {two}").format(one=row.one, two=row.two)
            pair = row.pair
            self.commands.run(
                lambda uow: merge_service.keep_apart(uow, pair.one, pair.two), title=title
            )

    # --- Inside ----------------------------------------------------------------------------------

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.open_row(row)

    def _scanned(self, pairs: Sequence[Pair]) -> None:
        self._job, self._known, self._pairs = None, True, pairs
        if not self._gone:
            self.make_stale()

    def _failed(self, error: AppError) -> None:
        """Say why, and leave it to the person to compare again."""
        self._job, self._known, self._pairs = None, False, ()
        if not self._gone:
            self._stopped = True
            self.context.fail(error)
            self.make_stale()

    def _on_changed(self, changes: ChangeSet) -> None:
        """Compare again what somebody typed since; a merge alone only takes pairs away."""
        typed = changes.touches({"Person"}) and not changes.touches({"PersonMerge"})
        if typed and self._known and self._job is None:
            self._known = False
        super()._on_changed(changes)

    def _stop(self) -> None:
        self._gone = True
        if self._job is not None:
            self._job.cancel()


def _sign(row: PairRow) -> Sign:
    return Sign("circle-check" if row.pair.score >= VERY else "circle-dashed", "primary")
