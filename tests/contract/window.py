"""The real window on a prepared centre, and what every view in it must keep to."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QStackedWidget,
    QWidget,
)
from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from learnsoc_desktop.core.i18n import plain
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import Entity
from learnsoc_desktop.data.errors import DamagedFile
from learnsoc_desktop.data.findings import Checked, Finding, Kind, Looked, Part
from learnsoc_desktop.exchange.backup_manifest import Backup, Why
from learnsoc_desktop.features.activities.model import Attendance
from learnsoc_desktop.features.activities.queries import session_row
from learnsoc_desktop.features.activities.sheet_queries import roll
from learnsoc_desktop.features.centre.attachments import folder_of
from learnsoc_desktop.features.centre.paper_queries import (
    SnapshotRow,
    snapshot_file,
    snapshots,
    variants,
)
from learnsoc_desktop.features.centre.paper_service import HandedFile
from learnsoc_desktop.features.people.custom_queries import own_specs
from learnsoc_desktop.features.people.custom_range_queries import KINDS
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_model import RoleTerm, TermDetails
from learnsoc_desktop.features.people.own_group_model import OwnGroupDetails
from learnsoc_desktop.features.people.own_group_service import add_own_group
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.path_model import GoalDetails, LearningGoal
from learnsoc_desktop.features.people.queries import listed
from learnsoc_desktop.reporting.changes import Difference, What
from learnsoc_desktop.reporting.content import Content
from learnsoc_desktop.ui.commands import Commands
from learnsoc_desktop.ui.context import Context, Desk
from learnsoc_desktop.ui.jobs import JobRunner
from learnsoc_desktop.ui.main_window import MainWindow
from learnsoc_desktop.ui.page import View
from learnsoc_desktop.ui.theme import set_theme
from learnsoc_desktop.ui.veil import Veil
from tests.contract import kit
from tests.ui.window_kit import NoCentres

SCREEN = (1366, 690)  # what a maximised window has on a screen of 1366 × 768
SMALL = (1024, 700)
PATIENCE = 20_000  # ms
HELP_LINES = 3
EDGES = 2  # px: the ring of the focus makes a field so much higher
THAI = re.compile("[\u0e01-\u0e4e]")


@dataclass(frozen=True)
class Look:
    """How the program is looked at."""

    language: str
    centre: str
    size: tuple[int, int] = SCREEN
    step: int = 0
    alone: bool = False  # without what other features contribute
    mirrored: bool = False  # from right to left

    def __str__(self) -> str:
        words = [self.language, self.centre, str(self.size[0]), f"text+{self.step}"]
        return "-".join(words + ["alone"] * self.alone + ["mirrored"] * self.mirrored)


class Scene:
    """The window on a prepared centre, in one look."""

    def __init__(self, look: Look, folder: Path, worker: Worker, catalogues: Path) -> None:
        self.look, self._catalogues = look, catalogues
        self.dress()
        language = "en" if look.language == kit.LONG else look.language
        self.desk = Desk(Settings(language=language), JobRunner())
        self.desk.__dict__["worker"] = worker  # one child process for all
        self.desk.centres = NoCentres()
        self.database = Database.open(folder / "centre.db")
        commands = Commands(self.database, self.desk.jobs, lambda: self.desk.worker, self.desk)
        shown = kit.alone() if look.alone else kit.ALL
        self.context = Context(self.desk, commands, shown)
        self.window = MainWindow(self.desk)
        self.window.resize(*look.size)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.window.enter(self.context)

    def dress(self) -> None:
        """Speak the language and wear the look, which the test before may have changed."""
        if hasattr(self, "window") and not self.window.isActiveWindow():
            self.window.activateWindow()
            assert QTest.qWaitForWindowActive(self.window)
        kit.speak(self.look.language, self._catalogues)
        set_theme("light", self.look.step)
        right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        QApplication.setLayoutDirection(right if self.look.mirrored else left)

    def close(self) -> None:
        """Let go of everything and leave the program as it was."""
        self.desk.jobs.cancel()
        self.desk.jobs.wait()
        self.window.clear()
        self.window.close()
        self.window.deleteLater()
        self.database.close()
        set_theme("light", 0)
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def rest(self, qtbot: Any) -> None:
        """Let the program work until it is done."""
        qtbot.waitUntil(self._quiet, timeout=PATIENCE)
        self.window.grab()

    def open(self, place: str, qtbot: Any) -> View:
        """Go to a place, as it is shown first."""
        self.window.open(place)
        self.rest(qtbot)
        return self.view

    def leave_tasks(self) -> None:
        """Leave whatever lies over the places."""
        for veil in self.window.findChildren(Veil):
            if veil.isVisible():
                veil.lift()
        while self.window.stack.in_task:
            before = self.view
            self.window.back()
            if self.view is before:  # a form says why first, and keeps a draft the second time
                self.window.back()
            assert self.view is not before, f"{type(before).__name__} cannot be left"

    @contextmanager
    def without_centre(self, view: View) -> Iterator[None]:
        """Show a view that stands before any centre, then the centre again."""
        self.window.stand_alone(view)
        yield
        self.window.enter(self.context)

    @property
    def view(self) -> View:
        """What is shown."""
        view = self.window.current()
        assert view is not None
        return view

    def tabs(self) -> list[QAbstractButton]:
        """Return the tabs that are shown."""
        buttons = self.view.findChildren(QAbstractButton)
        return [each for each in buttons if each.property("kind") == "tab" and each.isVisible()]

    def _quiet(self) -> bool:
        waited = self._waits()
        for _round in range(3):  # what a timer did a moment ago is laid out
            QApplication.processEvents()
        return not waited and not self._waits()

    def _waits(self) -> bool:
        return self.desk.jobs.running or any(
            timer.isActive() and (timer.isSingleShot() or timer.interval() == 0)
            for timer in self.window.findChildren(QTimer)
        )


# ---------------------------------------------------------------- tasks and what they are about


def arguments(task: type, session: Session, *, optional: bool) -> dict[str, Any] | None:
    """Return what a task is opened about; None when no record is stored it could be about.

    A parameter ``activity_id`` is the id that columns of this name point to: the one most rows do. A task
    that wants more than ids says in ``ABOUT`` what.
    """
    if task.__name__ in ABOUT:
        return ABOUT[task.__name__](session)
    found: dict[str, Any] = {}
    for parameter in list(inspect.signature(task.__init__).parameters.values())[2:]:
        needed = parameter.default is inspect.Parameter.empty
        if not parameter.name.endswith("_id") or not (needed or optional):
            assert not needed or parameter.name.endswith("_id"), f"{task}: what is {parameter}?"
            continue
        row = _most_used(session, parameter.name)
        if row is None:
            return None
        found[parameter.name] = row.id
        found |= {name: getattr(row, name) for name in found if hasattr(row, name)}
    return found


def _walk_in(session: Session) -> dict[str, Any] | None:
    query = select(Attendance.session_id).where(Attendance.person_id.is_(None))
    session_id = session.scalars(query.limit(1)).first()
    if session_id is None:
        return None
    line = next(row for row in roll(session, session_id).rows if row.person_id is None)
    return {"session": session_row(session, session_id), "line": line}


def _a_note(session: Session) -> dict[str, Any] | None:
    goal = session.scalars(select(LearningGoal).limit(1)).first()
    if goal is None:
        return None
    return {"kind": GoalDetails, "person_id": goal.person_id, "note_id": goal.id}


def _an_entry(session: Session) -> dict[str, Any] | None:
    term = session.scalars(select(RoleTerm).limit(1)).first()
    if term is None:
        return None
    return {"kind": TermDetails, "person_id": term.person_id, "note_id": term.id}


def _a_backup(_session: Session) -> dict[str, Any]:
    when = datetime(2026, 11, 21, 16, 40, tzinfo=UTC)
    path = Path("20261121-164000-000-close.db")
    return {"backup": Backup(path, 1, Why.CLOSE, when, 3_500_000, counts={"person": 312}, blobs=96)}


def _findings(_session: Session) -> dict[str, Any]:
    found = (Finding(Kind.FILE_MISSING, "ab" * 32), Finding(Kind.DAMAGED, "centre.db", "row 7"))
    return {"checked": Checked((Looked(Part.HEAD, "centre.db"),), found)}


def _snapshot(session: Session) -> SnapshotRow | None:
    return next(iter(snapshots(session)), None)


def _adjusted(session: Session) -> dict[str, Any]:
    spec = next(spec for spec in kit.REPORTS if spec.key == "summary")
    variant = next(iter(variants(session, spec.key)), None)
    return {"spec": spec, "parameters": {}, "variant": variant}


def _handed_in(session: Session) -> dict[str, Any]:
    paper = HandedFile("summary", "สรุปผล", Content("th", (), ()), b"", {}, "ปี 2569", "ทุกหมู่บ้าน")
    return {"paper": _snapshot(session) or paper}


def _kept(session: Session) -> dict[str, Any] | None:
    row = _snapshot(session)
    folder = folder_of(session)
    if row is None or folder is None:
        return None
    return {"row": row, "pdf": snapshot_file(session, folder, row)[0]}


def _changes(session: Session) -> dict[str, Any] | None:
    row = _snapshot(session)
    if row is None:
        return None
    return {"row": row, "differences": [Difference(What.CHANGED, "", "คน", "", "1", "2")]}


def _several(session: Session) -> dict[str, Any] | None:
    ids = session.scalars(select(Person.id).where(listed()).limit(4)).all()
    return {"ids": ids} if ids else None


def _named(_session: Session) -> dict[str, Any]:
    return {"details": OwnGroupDetails, "write": add_own_group, "title": "กลุ่มใหม่"}


def _a_parked_row(session: Session) -> dict[str, Any] | None:
    row = session.scalars(select(ParkedRow).where(ParkedRow.state == ParkedState.OPEN)).first()
    return None if row is None else {"parked_id": row.id}


def _a_range(session: Session) -> dict[str, Any] | None:
    found = (spec for spec in own_specs(session) if spec.kind in KINDS)
    spec = next(found, None)
    return None if spec is None else {"spec": spec, "then": lambda _new: None}


ABOUT: Mapping[str, Callable[[Session], dict[str, Any] | None]] = {
    "WalkInPage": _walk_in,
    "RestorePage": _a_backup,
    "CheckPage": _findings,
    "AdjustPage": _adjusted,
    "HandInPage": _handed_in,
    "KeptPaperPage": _kept,
    "ChangesPage": _changes,
    "NoteEditPage": _a_note,
    "BulkPage": _several,
    "NamePage": _named,
    "EntryEditPage": _an_entry,
    "ParkedRowPage": _a_parked_row,
    "RangePage": _a_range,
}


def before_any_centre(view: type, scene: Scene) -> dict[str, Any]:
    """Return what a view that stands before any centre is opened about."""
    if view.__name__ != "TroublePage":
        return {}
    gone = scene.database.path.parent / "gone"
    return {"folder": gone, "error": DamagedFile(place=gone)}


def _most_used(session: Session, name: str) -> Any:
    """Return the record that most living rows point to by a column called ``name``."""
    for mapper in sorted(SQLModel._sa_registry.mappers, key=lambda m: -len(m.columns)):
        column = mapper.columns.get(name)
        if column is None or not column.foreign_keys or not issubclass(mapper.class_, Entity):
            continue
        query = (
            select(column, func.count())
            .where(column.is_not(None), mapper.columns["deleted_at"].is_(None))
            .group_by(column)
            .order_by(func.count().desc(), column)
        )
        first = session.execute(query).first()
        if first is not None:
            (key,) = column.foreign_keys
            target = next(
                m.class_ for m in SQLModel._sa_registry.mappers if m.local_table is key.column.table
            )
            return session.get(target, first[0])
    return None


# ---------------------------------------------------------------- what is asked of every view


def faults(scene: Scene) -> list[str]:
    """Return what is wrong with what the window shows now."""
    window, view = scene.window, scene.view
    shown = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.window() is window and not each.size().isEmpty()
    ]
    found = []
    if (window.width(), window.height()) != scene.look.size:
        found.append(f"needs a window of {window.width()} × {window.height()}")
    if not window.isActiveWindow():
        found.append("lets another window take the keys: a part was shown before it had a parent")
    if window.messages.isVisible():
        found.append(f"says: {window.messages.text()}")
    found += [*_title(view), *_primary(shown), *_nameless(shown), *_placed(shown, window)]
    found += [*_crushed(shown), *_covered(shown), *_untranslated(shown, scene.look)]
    where = type(_innermost(view)).__name__
    return [f"{where}: {fault}" for fault in found]


def _innermost(view: View) -> View:
    """Return the page a page of tabs shows, or the page itself."""
    inside = [each for each in view.findChildren(View) if each.isVisible()]
    return inside[-1] if inside else view


def seen(view: View) -> set[type]:
    """Return the classes of all views that are shown."""
    return {type(view), *(type(each) for each in view.findChildren(View) if each.isVisible())}


def _title(view: View) -> Iterator[str]:
    if not view.title() and not view.bare:
        yield "has no title"
    lines = view.help_lines
    if len(lines) != HELP_LINES:
        yield f"has {len(lines)} sentences of help"
    yield from (f"no sentence: {line}" for line in lines if not line.rstrip().endswith((".", "?")))
    if not all(len(pair) == 2 and all(pair) for pair in view.keys):
        yield f"keys are not pairs: {view.keys}"


def _primary(shown: Sequence[QWidget]) -> Iterator[str]:
    filled = [name_of(each) for each in shown if each.property("kind") == "primary"]
    if len(filled) > 1:
        yield f"has {len(filled)} filled buttons: {', '.join(filled)}"


def _nameless(shown: Sequence[QWidget]) -> Iterator[str]:
    for each in shown:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not name_of(each):
            yield f"{chain(each)} takes the focus and has no name"


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else widget.accessibleName()


def _placed(shown: Sequence[QWidget], window: QWidget) -> Iterator[str]:
    for each in shown:
        start = each.mapTo(window, QPoint(0, 0))
        if start.x() < 0 or start.x() + each.width() > window.width():
            yield f"{chain(each)} reaches over the side of the window"
        if not _scrolls(each) and start.y() + each.height() > window.height():
            yield f"{chain(each)} reaches under the window"
        parent = each.parentWidget()
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(each.geometry()) and not (
            isinstance(parent.parentWidget(), QAbstractScrollArea)
        ):
            yield f"{chain(each)} reaches over what holds it"
        if isinstance(each, QScrollBar) and each.orientation() == Qt.Orientation.Horizontal:
            yield f"{chain(each)} scrolls sideways"


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _crushed(shown: Sequence[QWidget]) -> Iterator[str]:
    """Tell which leaves have too little room; what holds them has then too little itself."""
    holders = {id(each.parentWidget()) for each in shown}
    for each in shown:
        if id(each) in holders or isinstance(each.parentWidget(), QLineEdit | QAbstractScrollArea):
            continue  # Qt sizes what is inside a field and beside a table by rules of its own
        wide, high = each.minimumSizeHint().toTuple()
        if each.hasHeightForWidth():
            high = each.heightForWidth(each.width())
        if each.width() < wide:
            yield f"{chain(each)} is {each.width()} wide and needs {wide}"
        if each.height() + EDGES < high:
            yield f"{chain(each)} is {each.height()} high and needs {high}"


def _covered(shown: Sequence[QWidget]) -> Iterator[str]:
    children: dict[int, list[QWidget]] = {}
    for each in shown:
        parent = each.parentWidget()
        if parent is not None and not isinstance(parent, QLineEdit | QStackedWidget):
            children.setdefault(id(parent), []).append(each)
    for brothers in children.values():
        for one, other in combinations(brothers, 2):
            both: QRect = one.geometry() & other.geometry()
            if both.width() > 1 and both.height() > 1:
                yield f"{chain(one)} and {chain(other)} overlap by {both.width()} × {both.height()}"


def _untranslated(shown: Sequence[QWidget], look: Look) -> Iterator[str]:
    if look.language != "th":
        return
    sources = kit.texts_that_differ()
    for each in shown:
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            said = [each.text(), getattr(each, "placeholderText", str)()]
            said += [each.toolTip(), each.accessibleName()]
            yield from (f"not translated: {text}" for text in said if text in sources)


def chain(widget: QWidget) -> str:
    """Return where a widget stands, for the person who reads the fault."""
    text = getattr(widget, "text", None)
    words = f" “{plain(text())[:30]}”" if callable(text) and text() else ""
    parents = []
    parent = widget.parentWidget()
    while parent is not None and len(parents) < 3:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__}{words} in {' in '.join(parents)}"
