"""The one door from the views to the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.ui.jobs import Job, JobRunner

if TYPE_CHECKING:  # the window is painted before these are imported
    from sqlmodel import Session

    from learnsoc_desktop.core.changes import ChangeSet
    from learnsoc_desktop.core.progress import Progress
    from learnsoc_desktop.core.worker import Worker
    from learnsoc_desktop.data.database import Database, LongWrite
    from learnsoc_desktop.data.undo import Undone
    from learnsoc_desktop.data.uow import UnitOfWork

T = TypeVar("T")


class Commands(QObject):
    """Runs commands and queries on one centre; tells every page what changed.

    A write that comes while a job writes is done at once where the job gives way, and otherwise at its end, so
    that nothing typed is refused.

    Signals:
        changed: A unit of work was committed (ChangeSet).
        failed: An expected error is to be shown (AppError).
        done: The title of a step that was saved and can be undone.
        undone: The title of a step that was taken back.
        redone: The title of a step that was done again.
    """

    changed = Signal(object)
    failed = Signal(object)
    done = Signal(str)
    undone = Signal(str)
    redone = Signal(str)

    def __init__(
        self,
        database: Database,
        jobs: JobRunner | None = None,
        worker: Callable[[], Worker] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.database = database
        self.jobs = jobs or JobRunner(self)
        self._worker = worker
        self._waiting: list[Callable[[], None]] = []
        self.jobs.freed.connect(self._go_on)

    @property
    def read_only(self) -> bool:
        """True when the centre was opened for reading."""
        return self.database.read_only

    @property
    def undo_title(self) -> str:
        """What ``undo`` would take back; empty when there is nothing."""
        return self.database.undo_title

    @property
    def redo_title(self) -> str:
        """What ``redo`` would do again; empty when there is nothing."""
        return self.database.redo_title

    def query(self, question: Callable[[Session], T]) -> T:
        """Answer ``question`` in a short read session."""
        with self.database.reading() as session:
            return question(session)

    def answer(
        self,
        question: Callable[[Session], T],
        then: Callable[[T], None],
        otherwise: Callable[[AppError], None],
    ) -> None:
        """Answer ``question`` at once and call ``then`` with it, or ``otherwise`` with an AppError."""
        try:
            found = self.query(question)
        except AppError as error:
            otherwise(error)
        else:
            then(found)

    def run(
        self,
        command: Callable[[UnitOfWork], T],
        then: Callable[[T], None] | None = None,
        title: str = "",
    ) -> None:
        """Run ``command`` in a unit of work; call ``then`` only if it was committed.

        With a ``title`` ("Saved Boonruean") it is a step that can be undone. An AppError goes to
        ``failed``, and ``then`` is not called.
        """
        self._when_free(lambda: self._run(command, then, title))

    def start(
        self,
        title: str,
        command: Callable[[UnitOfWork, Progress], T],
        then: Callable[[T], None] | None = None,
        *,
        step: str = "",
        otherwise: Callable[[AppError], None] | None = None,
    ) -> Job:
        """Run a long ``command`` on the writing thread, with progress and cancel.

        ``title`` stands in the status bar; ``step`` names what can be undone (``title`` when it is
        not given).
        """

        def work(progress: Progress) -> tuple[T, ChangeSet]:
            with self.database.writing(step or title) as uow:
                result = command(uow, progress)
            return result, uow.changes

        return self._write(title, work, then, step or title, otherwise)

    def start_for_good(
        self,
        title: str,
        command: Callable[[UnitOfWork], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[AppError], None] | None = None,
    ) -> Job:
        """Run a ``command`` that erases on the writing thread; it is no step, and nothing offers to undo it."""

        def work(_progress: Progress) -> tuple[T, ChangeSet]:
            with self.database.writing() as uow:
                result = command(uow)
            return result, uow.changes

        return self._write(title, work, then, "", otherwise)

    def start_long(
        self,
        title: str,
        long: Callable[[Worker, Progress], LongWrite[Any, T]],
        then: Callable[[T], None] | None = None,
        *,
        step: str = "",
        otherwise: Callable[[AppError], None] | None = None,
    ) -> Job:
        """As ``start``, for a write that gives way: what is saved meanwhile need not wait for it.

        ``long`` is given the child process to prepare in.
        """
        worker = self._child()

        def work(progress: Progress) -> tuple[T, ChangeSet]:
            return self.database.write_long(long(worker, progress), step or title, progress)

        return self._write(title, work, then, step or title, otherwise)

    def ask(
        self,
        title: str,
        question: Callable[[Session], T],
        then: Callable[[T], None],
        *,
        otherwise: Callable[[AppError], None] | None = None,
        quiet: bool = False,
    ) -> Job:
        """Answer a ``question`` that takes long on a helper thread; call ``then`` with it.

        ``quiet``: the page itself tells that it is at work.
        """
        return self.jobs.start(
            title,
            lambda _progress: self.query(question),
            then,
            otherwise or self.failed.emit,
            quiet=quiet,
        )

    def compute(
        self,
        title: str,
        function: str | Callable[..., Any],
        args: Sequence[object] = (),
        then: Callable[[Any], None] | None = None,
        *,
        otherwise: Callable[[AppError], None] | None = None,
        failure: AppError | None = None,
        timeout: float | None = None,
        quiet: bool = False,
    ) -> Job:
        """Run ``function(*args)`` in the child process; call ``then`` with its result.

        ``failure`` is what is said when the child dies or goes over its time or memory.
        ``quiet``: the page itself tells that it is at work.
        ``function`` is ``"module:name"`` or a function of a module; all data is plain.
        """
        worker = self._child()
        return self.jobs.start(
            title,
            lambda progress: worker.call(
                function, *args, progress=progress, timeout=timeout, failure=failure
            ),
            then or _ignore,
            otherwise or self.failed.emit,
            quiet=quiet,
        )

    def undo(self) -> None:
        """Take the newest step back."""
        self._when_free(lambda: self._take_back(self.database.undo, self.undone))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._when_free(lambda: self._take_back(self.database.redo, self.redone))

    def announce(self, changes: ChangeSet) -> None:
        """Tell the pages what a unit of work changed."""
        if changes:
            self.changed.emit(changes)

    def _child(self) -> Worker:
        if self._worker is None:
            raise TypeError(self._worker)
        return self._worker()

    def _write(
        self,
        title: str,
        work: Callable[[Progress], tuple[T, ChangeSet]],
        then: Callable[[T], None] | None,
        step: str,
        otherwise: Callable[[AppError], None] | None,
    ) -> Job:
        def finish(outcome: tuple[T, ChangeSet]) -> None:
            result, changes = outcome
            self._saved(changes, step)
            if then is not None:
                then(result)

        return self.jobs.start(title, work, finish, otherwise or self.failed.emit, writes=True)

    def _run(
        self, command: Callable[[UnitOfWork], T], then: Callable[[T], None] | None, title: str
    ) -> None:
        try:
            with self.database.writing(title) as uow:
                result = command(uow)
        except AppError as error:
            self.failed.emit(error)
            return
        self._saved(uow.changes, title)
        if then is not None:
            then(result)

    def _saved(self, changes: ChangeSet, title: str) -> None:
        self.announce(changes)
        if changes and title:
            self.done.emit(title)

    def _take_back(self, act: Callable[[], Undone], signal: SignalInstance) -> None:
        try:
            step = act()
        except AppError as error:
            self.failed.emit(error)
            return
        self.announce(step.changes)
        signal.emit(step.title)

    def _when_free(self, act: Callable[[], None]) -> None:
        if self.jobs.writing is None or (not self._waiting and self.database.can_write_soon):
            act()
        else:
            self._waiting.append(act)

    def _go_on(self) -> None:
        """Do what waited for the writing job, in the order it was asked for."""
        while self._waiting and self.jobs.writing is None:
            self._waiting.pop(0)()


def _ignore(_result: object) -> None:
    """Take a result nobody wants."""
