"""Where the registry leads to: tasks that are imported when somebody goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.people.names import person_title
from learnsoc_desktop.features.people.queries import person_or_refuse, survivor_of
from learnsoc_desktop.features.people.todo_queries import parked_words
from learnsoc_desktop.ui.page import PageAction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnsoc_desktop.ui.context import Context

HERE = "learnsoc_desktop.features.people"


class PeopleWays:
    """Opens what the buttons of the registry lead to; ``added`` is called with a person who was added."""

    def __init__(self, page: QWidget, context: Context, added: Callable[[UUID], object]) -> None:
        self._page, self._context, self._added = page, context, added

    def of_the_page(self, *, writable: bool) -> Sequence[PageAction]:
        """Return what can be done on the page, the filled button first."""
        return (
            PageAction(
                _("Add somebody"), "user-plus", self.add, "Ctrl+N", "primary", enabled=writable
            ),
            PageAction(_("Take in a file"), "file-down", self.take_in, enabled=writable),
            PageAction(_("Export"), "file-spreadsheet", self.export),
            PageAction(_("Possible duplicates"), "git-merge", self.find_duplicates),
        )

    def of_the_list(self, others: Sequence[PageAction]) -> Sequence[PageAction]:
        """Return what can be done under the list: what waits for a decision first, then the ``others``."""
        waiting = self._context.commands.query(parked_words)
        return (
            *(PageAction(words, "hourglass", self.show_parked) for words in waiting),
            *others,
            PageAction(_("Wishes"), "star", self.show_wants),
            PageAction(_("Layouts"), "columns-3", self.show_layouts),
        )

    def add(self, name: str = "") -> None:
        """Add a person, whose name may be known already."""
        task = resolve(f"{HERE}.edit_page:PersonEditPage")(self._context, name=name)
        task.stored.connect(self._added)
        self._context.open_task(task)

    def change(self, person_id: UUID) -> None:
        """Change a person."""
        task = resolve(f"{HERE}.edit_page:PersonEditPage")(self._context, person_id=person_id)
        self._context.open_task(task)

    def take_in(self, path: Path | None = None) -> None:
        """Take a file of people in; without ``path`` it is chosen first."""
        self._context.open_task(resolve(f"{HERE}.import_page:ImportPage")(self._context, path))

    def export(self) -> None:
        """Write everybody to a file."""
        path: Path | None = resolve(f"{HERE}.export_page:ask_file")(self._page)
        if path is not None:
            resolve(f"{HERE}.export_page:export_people")(self._context, path)

    def find_duplicates(self) -> None:
        """Show the pairs of records that may be one person."""
        self._context.open_task(resolve(f"{HERE}.duplicates_page:DuplicatesPage")(self._context))

    def show_wants(self) -> None:
        """Show what people want to learn, village by village."""
        self._context.open_task(resolve(f"{HERE}.wants_page:WantsPage")(self._context))

    def show_parked(self, batch_id: UUID | None = None) -> None:
        """Show the rows of files that wait until somebody says who they are (of one file, its account)."""
        self._context.open_task(resolve(f"{HERE}.parked_page:ParkedPage")(self._context, batch_id))

    def show_layouts(self) -> None:
        """Show the layouts that tables are written and read by."""
        self._context.open_task(resolve(f"{HERE}.layouts_page:LayoutsPage")(self._context))

    def print_blank(self) -> None:
        """Print a roll to be filled by hand."""
        self._context.open("reports", report="learner-roll", form="blank")

    def left_of(self, record_id: str) -> str:
        """Return who a link means: of a merged record the person that is left, and say so."""
        asked, query = UUID(record_id), self._context.commands.query
        left = query(lambda session: survivor_of(session, asked))
        if left != asked:
            person = query(lambda session: person_or_refuse(session, left))
            text = _("That record was merged with another: this is {name}.")
            self._context.notify(text.format(name=person_title(person)))
        return str(left)
