"""Are these two records one person? Side by side, with what is left of each field; or they are two persons."""

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Held
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people import merge_service
from learnsoc_desktop.features.people.duplicate_queries import still_open
from learnsoc_desktop.features.people.likeness_scan import Pair
from learnsoc_desktop.features.people.merge_foot_widget import DecisionFoot
from learnsoc_desktop.features.people.merge_queries import Comparison, both_there, compare
from learnsoc_desktop.features.people.merge_table_widget import MergeTable, counted_once
from learnsoc_desktop.features.people.queries import records_of
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.task_page import TaskPage

SUBJECT = "Person"  # whose holdings others contribute
NOTHING = "–"


class MergePage(TaskPage):
    """Two records of perhaps one person; with ``pairs`` the next pair follows.

    Signals:
        decided: Somebody said of a pair whether it is one person.
    """

    decided = Signal()

    watches = frozenset(
        {"Person", "PersonGroup", "PersonRole", "NotSamePerson", "CustomValue", "Consent"}
        | {"PersonMore", "PersonSensitive", "PersonWord"}
    )
    help_lines: ClassVar[Sequence[str]] = (
        N_("The ticked value of each field is kept; what is left stands on the right."),
        N_("Marks and rolls stay where they are and count for one person."),
        N_("It can be taken back at any time: open the person and press “Split into two”."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("← →", N_("choose a value")),
        ("↑ ↓", N_("walk through the fields")),
        ("F8", N_("next difference")),
        ("Ctrl+Enter", N_("merge into one person")),
        ("Ctrl+Del", N_("not the same person")),
    )

    def __init__(
        self,
        context: Context,
        one_id: UUID,
        two_id: UUID,
        parent: QWidget | None = None,
        *,
        pairs: Sequence[Pair] = (),
    ) -> None:
        super().__init__(context, parent)
        self._pair = (one_id, two_id)
        self._pairs = list(pairs)
        self._folder = CentreFolder(context.folder)
        self.shown: Comparison | None = None
        self.table = MergeTable(self._picture)
        self._deciding = False
        self.setLayout(column((self.table, 1), self._foot(), gap=12, margins=(24, 4, 24, 16)))

    # --- What the window asks --------------------------------------------------------------------

    def title(self) -> str:
        """Ask the question."""
        return _("Are these two records one person?")

    def subtitle(self) -> str:
        """Say which pair it is, how alike they are and why."""
        parts = []
        if len(self._pairs) > 1:
            parts.append(
                _("pair {number} of {count}").format(
                    number=formats.number(self._at() + 1), count=formats.number(len(self._pairs))
                )
            )
        alike = self.shown.alike if self.shown else None
        if alike is not None:
            parts.append(_("alike {score} of 100").format(score=formats.number(alike.score)))
            parts.append(", ".join(reason.label for reason in alike.reasons))
        return " · ".join(parts)

    def page_actions(self) -> Sequence[PageAction]:
        """Return the decisions, for keys and the palette: their buttons stand at the foot."""
        on = not self.commands.read_only
        return (
            PageAction(
                _("Merge into one person"), "git-merge", self.merge, "Ctrl+Return", enabled=on
            ),
            PageAction(_("Not the same person"), "split", self.keep_apart, "Ctrl+Del", enabled=on),
            PageAction(_("Next difference"), "arrow-down", self.table.next_difference, "F8"),
        )

    def refresh(self) -> None:
        """Show the records as they are now; go on when somebody decided about them elsewhere."""
        if self._deciding:
            return
        one, two = self._pair
        if not self.commands.query(lambda session: both_there(session, one, two)):
            self._decided()
            return
        shown = self.commands.query(lambda session: compare(session, one, two))
        self.shown = shown
        self.table.show_pair(shown, self._held(shown))
        QTimer.singleShot(0, self.table, self.table.next_difference)
        self.header_changed.emit()

    # --- What a person decides -------------------------------------------------------------------

    def merge(self) -> None:
        """Let them be one person."""
        if self.shown is None:
            return
        kept, other = self.shown.kept, self.shown.other
        takes = self.table.takes()
        self._decide(
            lambda uow: merge_service.merge_people(uow, kept.person_id, other.person_id, takes),
            _("Merged: {name}").format(name=kept.name),
        )

    def keep_apart(self) -> None:
        """Remember that they are two persons."""
        if self.shown is None:
            return
        kept, other = self.shown.kept, self.shown.other
        self._decide(
            lambda uow: merge_service.keep_apart(uow, kept.person_id, other.person_id),
            _("Two persons: {one} and {two}").format(one=kept.name, two=other.name),
        )

    def skip(self) -> None:
        """Leave it open and go on to the next pair."""
        at = self._at()
        rest = [*self._pairs[at + 1 :], *self._pairs[:at]]
        left = self.commands.query(lambda session: still_open(session, rest))
        if at + 1 >= len(self._pairs) or not left:
            self.close_task()
        else:
            self._show(left[0])

    # --- Inside ----------------------------------------------------------------------------------

    def _foot(self) -> QWidget:
        on = not self.commands.read_only
        apart = button(_("Not the same person"), "", "split", then=self.keep_apart, big=True)
        skip = button(_("Not sure, go on"), "quiet", then=self.skip)
        back = _(
            "This can be taken back even in a year: open the person, press “Split into two”, "
            "and both records are as before."
        )
        merge = button(
            _("Merge into one person"), "primary", "git-merge", then=self.merge, big=True
        )
        for each in (apart, merge):
            each.setEnabled(on)
        return DecisionFoot((apart, skip), (merge,), back)

    def _decide(self, command: Callable[[UnitOfWork], None], title: str) -> None:
        if not self._deciding:
            self._deciding = True
            self.commands.run(command, lambda _none: self._decided(), title)
            self._deciding = False

    def _decided(self) -> None:
        """Show the next pair that nobody has decided, or go back to the list."""
        self.decided.emit()
        at = self._at()
        rest = [*self._pairs[at + 1 :], *self._pairs[: max(at, 0)]]
        left = self.commands.query(lambda session: still_open(session, rest))
        if left:
            self._show(left[0])
        else:
            self.close_task()

    def _show(self, pair: Pair) -> None:
        self._deciding = False
        self._pair = (pair.one, pair.two)
        self.refresh()

    def _at(self) -> int:
        """Return which of the pairs is shown, -1 when it is none of them."""
        mine = set(self._pair)
        return next((n for n, pair in enumerate(self._pairs) if {pair.one, pair.two} == mine), -1)

    def _held(self, shown: Comparison) -> Sequence[Sequence[tuple[str, str]]]:
        """Return what others have tied to the records: title, first, second, both with a note."""
        ids = (shown.kept.person_id, shown.other.person_id)
        queries = [resolve(one.query) for one in self.context.contributions.holdings(SUBJECT)]

        def ask(session: Session) -> list[tuple[Held, Held, Held]]:
            one, two = (records_of(session, each) for each in ids)
            return [
                lines
                for query in queries
                for lines in zip(
                    query(session, one),
                    query(session, two),
                    query(session, [*one, *two]),
                    strict=True,
                )
            ]

        return [_words(*lines) for lines in self.commands.query(ask)]

    def _picture(self, sha256: str) -> bytes:
        path = self._folder.blob_path(sha256)
        return path.read_bytes() if path.is_file() else b""


def _words(one: Held, two: Held, both: Held) -> Sequence[tuple[str, str]]:
    texts = [each.text if each.count else NOTHING for each in (one, two, both)]
    note = counted_once(one.count + two.count - both.count)
    return ((one.title, ""), (texts[0], ""), (texts[1], ""), (texts[2], note))
