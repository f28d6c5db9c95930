"""Watches the disk and the file of an open centre, and says in the strip above everything what is not well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.data.errors import DamagedFile, DamagedValue
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.maintenance.guard_service import (
    LEAST_FREE,
    Inside,
    free_reserve,
    look_at_disk,
    look_inside,
    mend_search,
    put_right,
)
from learnsoc_desktop.features.maintenance.peek_queries import sample_folder, when_words
from learnsoc_desktop.features.maintenance.safety_queries import size_words

if TYPE_CHECKING:
    from learnsoc_desktop.core.errors import AppError
    from learnsoc_desktop.exchange.backup_compare import Differing
    from learnsoc_desktop.ui.context import Act, Context

HERE = "learnsoc_desktop.features.maintenance"
OPEN_FOLDER, TELL = f"{HERE}.about_page:open_folder", f"{HERE}.trouble_page:tell_unopened"
TICK = 60_000  # ms between two looks at the disk


class Guard(QObject):
    """``notice`` is what the strip says now, with its button and tone; None while everything is well.

    Signals:
        told: The notice is another one.
    """

    told = Signal()
    _met = Signal(object)  # DamagedFile; crosses from any thread

    def __init__(self, context: Context) -> None:
        super().__init__(context.commands)
        self._context, self._folder = context, CentreFolder(context.folder)
        sample = self._folder.root.is_relative_to(sample_folder())
        self._reserves = not (sample or context.commands.read_only)
        self._damaged, self._looking, self._ended = False, False, False
        self._nonsense = False
        self._altered: Differing | None = None
        self._free: int | None = None
        self.notice: tuple[str, Act | None, str] | None = None
        context.commands.failed.connect(self._failed)
        self._met.connect(self._meet, Qt.ConnectionType.QueuedConnection)
        database = context.commands.database
        database.on_damage = self._met.emit
        if database.damage is not None:  # met before anybody listened
            self._met.emit(database.damage)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look_at_disk)
        self._timer.start()
        self.look_at_disk()
        if not context.commands.read_only:
            self.look_inside()

    def end(self) -> None:
        """Stop: the centre is closed."""
        self._ended = True
        self._timer.stop()

    def look_inside(self) -> None:
        """Look whether the file is well inside, off the main thread."""
        self._context.desk.jobs.start(
            _("Looking at the centre's file"),
            lambda _progress: look_inside(self._folder),
            self._seen_inside,
            self._ignore,
            quiet=True,
        )

    def look_at_disk(self) -> None:
        """Look how much room is left, off the main thread: a network disk may take its time."""
        if self._looking or self._ended:
            return
        self._looking = True
        self._context.desk.jobs.start(
            _("Looking at the disk"),
            lambda _progress: look_at_disk(self._folder, reserves=self._reserves),
            self._seen_disk,
            self._ignore,
            quiet=True,
        )

    def _seen_disk(self, free: int | None) -> None:
        self._looking = False
        self._free = free
        self._tell()

    def _seen_inside(self, inside: Inside) -> None:
        if self._ended:
            return
        self._altered = inside.altered
        if inside.damaged:
            self._stop()
        self._tell()
        if inside.unfound:
            words = _("Search does not find everything.")
            act = (_("Put search in order"), self._mend)
            more = _("Nothing is lost; the list of words has to be made again.")
            self._context.notify(words, tone="late", act=act, more=more)

    def _meet(self, error: DamagedFile) -> None:
        """Take note of damage that somebody met who read or wrote."""
        if self._ended:
            return
        if not isinstance(error, DamagedValue):
            self._stop()
        elif not self._nonsense:
            self._nonsense = True
            self.look_inside()  # a backup may hold what the value was
        self._tell()

    def _stop(self) -> None:
        """Let nobody write into a damaged file: it may be lost with the file."""
        self._damaged = True
        self._context.commands.database.stop_writing()

    def _put_right(self) -> None:
        differing = self._altered
        if differing is not None:
            self._context.commands.start(
                _("Putting values right"),
                lambda uow, _progress: put_right(uow, differing),
                self._right,
            )

    def _right(self, count: int) -> None:
        self._altered, self._nonsense = None, False
        self._tell()
        text = ngettext(
            "{count} value is again what was written.",
            "{count} values are again what was written.",
            count,
        )
        more = _("A disk that changes data is failing: copy to another disk often.")
        self._context.notify(text.format(count=formats.number(count)), undo=True, more=more)

    def _mend(self) -> None:
        commands = self._context.commands
        commands.start(
            _("Putting search in order"),
            lambda uow, _progress: mend_search(uow),
            lambda _count: self._context.notify(_("Search finds everything again.")),
        )

    def _failed(self, error: AppError) -> None:
        """Give the reserve free when the disk of the centre is full, so that a person can go on."""
        if not isinstance(error, DiskFull):
            return
        if self._reserves and free_reserve(self._folder):
            self._reserves = False  # until the centre is opened with enough room again
            self._context.notify(
                str(error),
                tone="bad",
                more=_("The room kept for this is free now: enough to export and delete."),
                act=self._opener(),
            )
        self.look_at_disk()

    def _tell(self) -> None:
        if self._ended:
            return
        notice: tuple[str, Act | None, str] | None = None
        if self._damaged:
            text = _("The centre's file is damaged inside. Nothing more is written into it.")
            notice = (text, (_("What can be done"), self._help), "bad")
        elif self._altered is not None and not self._context.commands.read_only:
            notice = (altered_words(self._altered), (_("Put it right"), self._put_right), "late")
        elif self._nonsense:
            text = _("The disk changed a value in the centre's file, and no backup knows it.")
            notice = (text, (_("What can be done"), self._help), "bad")
        elif self._free is not None and self._free < LEAST_FREE:
            text = _("Only {size} are free on the disk of this centre. Please make room.")
            notice = (text.format(size=size_words(self._free)), self._opener(), "late")
        if (notice and notice[0]) != (self.notice and self.notice[0]):
            self.notice = notice
            self.told.emit()

    def _opener(self) -> Act:
        return (_("Open the folder"), lambda: resolve(OPEN_FOLDER)(self._folder.root))

    def _help(self) -> None:
        """Close the centre and show the ways out."""
        desk, folder = self._context.desk, self._folder.root
        desk.centres.close_centre()
        resolve(TELL)(desk, folder, DamagedFile(place=folder))

    def _ignore(self, _error: AppError) -> None:
        self._looking = False


def altered_words(differing: Differing) -> str:
    """Say how many values nobody wrote, and which backup knows better."""
    text = ngettext(
        "The disk changed {count} value in the centre's file; the backup of {when} has it right.",
        "The disk changed {count} values in the centre's file; the backup of {when} has them right.",
        differing.values,
    )
    when = when_words(differing.backup.when.astimezone(), utc_now().astimezone())
    return text.format(count=formats.number(differing.values), when=when)
