"""Reads a file of people and compares it with the registry, while the window goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from sqlmodel import Session

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.exchange.errors import FileUnreadable
from learnsoc_desktop.exchange.importing import ImportPlan
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import LookedAt, Preview, preview
from learnsoc_desktop.features.people.import_mend import Item, Mend, Place, mended, to_look_at
from learnsoc_desktop.features.people.import_paste import forget_pasted
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.jobs import Job

READER = "learnsoc_desktop.features.people.import_look:look_at"


class ImportReader(QObject):
    """Holds the file that is looked at; another one takes its place only when it could be read.

    Signals:
        shown: A file was read and compared (Preview, what to look at in it).
        failed: It could not be read, or somebody stopped it (AppError); what was shown stays.
    """

    shown = Signal(object, object)
    failed = Signal(object)

    def __init__(self, commands: Commands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._path: Path | None = None
        self._looked: LookedAt | None = None
        self._mends: Mapping[Place, Mend] = {}
        self._job: Job | None = None
        self._turn = 0  # counts the readings; what an older one tells is not heard
        self._parks = True
        self.told = False  # a person said which column is which
        self.preview: Preview | None = None

    @property
    def busy(self) -> bool:
        """True while a file is read or compared."""
        return self._job is not None

    @property
    def mended(self) -> int:
        """How many cells are taken otherwise than the file says."""
        return len(self._mends)

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[int, str] | None = None,
        sheet: str = "",
        heads: Mapping[str, str] | None = None,
    ) -> None:
        """Read a file in the child process and compare it; ``columns`` are fields by column, ``heads`` by head."""
        self.told = columns is not None or bool(heads)
        if self._job is not None:
            self._job.cancel()
        self._turn += 1
        today = self._today()
        plan: ImportPlan = self._commands.query(lambda session: import_plan(session, today))
        self._job = self._commands.compute(
            _("Reading the file"),
            READER,
            (str(path), replace(plan, columns=columns, sheet=sheet, heads=heads or {})),
            partial(self._compare, self._turn, path, {}),
            otherwise=partial(self._refused, self._turn),
            failure=FileUnreadable(name=path.name),
        )

    def match(self, columns: Mapping[int, str]) -> None:
        """Read the file again with columns that a person matched."""
        if self._path is not None and self.preview is not None:
            self.read(self._path, columns=columns, sheet=self.preview.parsed.sheet)

    def match_heads(self, heads: Mapping[str, str]) -> None:
        """Read the file again with the heads of a layout; without any, as the file says itself."""
        if self._path is not None and self.preview is not None:
            self.read(self._path, sheet=self.preview.parsed.sheet, heads=heads)

    def choose_sheet(self, name: str) -> None:
        """Read another sheet of the file."""
        if self._path is not None:
            self.read(self._path, sheet=name)

    def mend(self, mends: Sequence[Mend]) -> None:
        """Take cells otherwise than the file says."""
        self._again({**self._mends, **{mend.place: mend for mend in mends}})

    def put_back(self) -> None:
        """Take all cells as the file says."""
        self._again({})

    def park(self, on: bool) -> None:  # noqa: FBT001  a slot
        """Park the rows that look like somebody, or add them."""
        self._parks = on
        if self.preview is not None and self._job is None:
            self.preview = self.preview.parking(on=on)
            self.shown.emit(self.preview, to_look_at(self.preview, self._today()))

    def stop(self) -> None:
        """Read no more: nobody looks any longer."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
        if self._path is not None:
            forget_pasted(self._path)

    def _again(self, mends: Mapping[Place, Mend]) -> None:
        if self._looked is not None and self._path is not None and self._job is None:
            self._compare(self._turn, self._path, mends, self._looked)

    def _compare(
        self, turn: int, path: Path, mends: Mapping[Place, Mend], looked: LookedAt
    ) -> None:
        """Compare a file with the registry, some of its cells left out."""
        if turn != self._turn:
            return
        today = self._today()
        again = replace(looked, parsed=mended(looked.parsed, mends))
        parks = self._parks
        left_out = frozenset(place for place, mend in mends.items() if mend.leaves_out)

        def compare(session: Session) -> tuple[Preview, Sequence[Item]]:
            found = preview(session, again, today, left_out, parks=parks)
            return found, to_look_at(found, today)

        self._job = self._commands.ask(
            _("Comparing with the registry"),
            compare,
            partial(self._compared, turn, path, mends, looked),
            otherwise=partial(self._refused, turn),
        )

    def _compared(
        self,
        turn: int,
        path: Path,
        mends: Mapping[Place, Mend],
        looked: LookedAt,
        compared: tuple[Preview, Sequence[Item]],
    ) -> None:
        if turn != self._turn:
            return
        if self._path is not None and self._path != path:
            forget_pasted(self._path)
        self._job = None
        self._path, self._looked, self._mends = path, looked, mends
        self.preview, items = compared
        self.shown.emit(self.preview, items)

    def _refused(self, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self._job = None
            self.failed.emit(error)

    def _today(self) -> date:
        return local_today()
