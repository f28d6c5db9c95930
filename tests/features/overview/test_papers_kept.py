"""Papers in the real window: adjusted, handed in, opened again as they were, compared."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import mark_attendance
from learnsoc_desktop.features.centre.paper_queries import snapshots, variants
from learnsoc_desktop.features.overview.adjust_page import AdjustPage
from learnsoc_desktop.features.overview.changes_page import ChangesPage
from learnsoc_desktop.features.overview.hand_in_page import HandInPage
from learnsoc_desktop.features.overview.kept_page import KeptPage
from learnsoc_desktop.features.overview.kept_paper_page import KeptPaperPage
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.features.people.page import PeoplePage
from tests.features.activities.pages_kit import (
    CONTROL,
    MORNING,
    TODAY,
    add_course,
    add_people,
    key,
    keys,
    many,
    opened,
    set_clock,
    settle,
    type_text,
)

PATIENCE = 15_000  # ms: the child process is started for the first paper
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def worker():
    """Return one child process for all tests of this file."""
    shared = Worker()
    yield shared
    shared.close()


class Desk:
    """The window with a course in it, at the summary of this year."""

    def __init__(self, database, window, context, qtbot):
        self.database, self.window, self.context, self.qtbot = database, window, context, qtbot

    @property
    def view(self):
        return self.window.current()

    def reports(self) -> ReportsPage:
        self.window.open("reports", report="summary", fiscal_year="2570")
        settle()
        page = self.view
        self.wait(page)
        return page

    def wait(self, page: ReportsPage) -> None:
        """Wait for the pages: the paper is read off the main thread."""
        self.qtbot.waitUntil(lambda: page.preview.ready, timeout=PATIENCE)

    def press(self, button):
        self.qtbot.waitUntil(button.isEnabled)  # not while a paper is read
        self.qtbot.mouseClick(button, LEFT)
        settle()

    def tick(self, box):
        self.qtbot.mouseClick(box, LEFT, pos=QPoint(12, box.height() // 2))
        settle()

    def hand_in(self, whom="District office") -> None:
        page = self.reports()
        self.press(page.versions.keep)
        assert isinstance(self.view, HandInPage)
        self.view.form.go_to("handed_to")
        type_text(self.window, whom)
        keys(self.window, Qt.Key.Key_Escape)
        key(self.window, Qt.Key.Key_S, held=CONTROL)
        settle()

    def somebody_comes_late(self) -> None:
        with self.database.writing() as uow:
            row = session_rows(uow.session)[-1]
            mark_attendance(uow, row.id, {self.people[0]: Mark.PRESENT})

    def kept(self):
        with self.database.reading() as session:
            return snapshots(session)


@pytest.fixture
def desk(database, monkeypatch, qtbot, worker):
    """Return the window on a centre with a course."""
    set_clock(monkeypatch, MORNING)
    people = add_people(database, many(3))
    _id, sessions = add_course(database, people, date(2026, 10, 7), TODAY)
    with database.writing() as uow:
        mark_attendance(uow, sessions[0], dict.fromkeys(people, Mark.PRESENT))
    manager = opened(database)
    window, context = manager.__enter__()
    context.desk.__dict__["worker"] = worker
    found = Desk(database, window, context, qtbot)
    found.people = people
    yield found
    context.desk.jobs.wait()
    del context.desk.__dict__["worker"]
    manager.__exit__(None, None, None)


def test_that_a_paper_is_kept_as_the_pages_that_are_shown(desk):
    page = desk.reports()
    shown = page.preview.content
    desk.hand_in()
    assert isinstance(desk.view, ReportsPage)
    (row,) = desk.kept()
    assert (row.handed_to, row.handed_on, row.report_key) == ("District office", TODAY, "summary")
    folder = CentreFolder(desk.context.folder)
    assert folder.read_blob(row.sha256) == shown
    assert desk.window.saved.text() == "Saved Handed in to District office"


def test_that_nothing_is_kept_without_saying_to_whom(desk):
    page = desk.reports()
    desk.press(page.versions.keep)
    key(desk.window, Qt.Key.Key_S, held=CONTROL)
    assert isinstance(desk.view, HandInPage)
    assert desk.view.form.errors()["handed_to"]
    assert desk.kept() == []


def test_that_leaving_a_half_typed_page_is_said_once(desk):
    page = desk.reports()
    desk.press(page.versions.keep)
    type_text(desk.window, "Dist")
    desk.window.back()
    assert isinstance(desk.view, HandInPage)
    assert desk.window.messages.text() == "The paper is not kept yet."
    desk.window.back()
    assert isinstance(desk.view, ReportsPage)
    assert desk.kept() == []


def test_that_a_paper_that_was_handed_in_is_marked_in_the_list_and_over_its_pages(desk):
    page = desk.reports()
    assert not page.versions.strip.isVisible()
    desk.hand_in()
    page = desk.reports()
    row = next(row for row in page.papers._rows if row.spec.key == "summary")
    assert row.mark == f"Handed in {formats.date_medium(TODAY)}"
    assert page.versions.strip.isVisible()
    assert page.versions.mark.text() == (
        f"Handed in to District office on {formats.date_medium(TODAY)}."
        " Nothing in it has changed since then."
    )
    assert not page.versions.differ.isVisible()
    page.choose(page.spec, {"quarter": "1", "fiscal_year": "2570"})
    desk.wait(page)
    assert not page.versions.strip.isVisible()  # another paper: it was never handed in


def test_that_what_changed_since_is_told_on_the_page_on_the_paper_and_as_a_list(desk):
    desk.hand_in()
    desk.somebody_comes_late()
    page = desk.reports()
    assert "different now" in page.versions.mark.text()
    assert "Changed since then: Participations 3 → 4" in page.printable().text()
    desk.press(page.versions.differ)
    assert isinstance(desk.view, ChangesPage)
    first = desk.view.table.records.row(0).found
    assert (first.row, first.before, first.now) == ("Participations", "3", "4")
    assert "Participations | 3 | 4" in desk.view.printable().text()


def test_that_the_paper_opens_as_it_was_after_the_data_changed(desk):
    page = desk.reports()
    before = page.preview.content
    desk.hand_in()
    desk.somebody_comes_late()
    page = desk.reports()
    assert page.preview.content != before
    page._open_kept()
    settle()
    assert isinstance(desk.view, KeptPage)
    keys(desk.window, Qt.Key.Key_Down)
    desk.view._open()
    settle()
    assert isinstance(desk.view, KeptPaperPage)
    assert desk.view.preview.content == before
    assert desk.view.preview.pages.count == 1


def test_that_a_damaged_file_is_told_in_words(desk):
    desk.hand_in()
    (row,) = desk.kept()
    CentreFolder(desk.context.folder).blob_path(row.sha256).write_bytes(b"%PDF-1.4 other")
    desk.reports()._open_kept()
    settle()
    desk.view._open()
    assert isinstance(desk.view, KeptPage)
    assert "missing or damaged" in desk.window.messages.text()


def test_that_a_kept_paper_is_corrected_deleted_and_brought_back(desk):
    desk.hand_in()
    desk.reports()._open_kept()
    settle()
    keys(desk.window, Qt.Key.Key_F2)
    assert isinstance(desk.view, HandInPage)
    desk.view.form.set_value({"handed_to": "Province", "handed_by": "Somsri"})
    desk.view.form.editor("handed_to").changed.emit()
    desk.view.save()
    settle()
    assert [(row.handed_to, row.handed_by) for row in desk.kept()] == [("Province", "Somsri")]
    desk.view.table.setFocus()
    keys(desk.window, Qt.Key.Key_Delete)
    settle()
    assert desk.kept() == []
    assert desk.view.table.records.rowCount() == 0
    desk.context.commands.undo()
    settle()
    assert [row.handed_to for row in desk.kept()] == ["Province"]


def test_that_the_list_is_searched_and_printed(desk):
    desk.hand_in("District office")
    desk.hand_in("Sub-district council")
    desk.reports()._open_kept()
    settle()
    type_text(desk.window, "council")
    assert desk.view.table.records.rowCount() == 1
    text = desk.view.printable().text()
    assert "Sub-district council" in text
    assert "District office" not in text


def test_that_a_paper_is_adjusted_and_kept_by_name(desk):
    page = desk.reports()
    desk.press(page.versions.adjust)
    adjust = desk.view
    assert isinstance(adjust, AdjustPage)
    type_text(desk.window, "For the district")
    table = adjust.adjust.tables["people"][1]
    desk.tick(table.row("change").box)
    desk.press(adjust.adjust.tables["participations"][1].row("all").up)
    adjust.adjust.form.go_to("title")
    type_text(desk.window, "Our year {period}")
    key(desk.window, Qt.Key.Key_S, held=CONTROL)
    settle()
    with desk.database.reading() as session:
        (row,) = variants(session, "summary")
    assert row.name == "For the district"
    assert row.change.hidden == {"people": ["change"]}
    assert row.change.order["participations"][:4] == ["band", "male", "all", "female"]
    page = desk.view
    assert isinstance(page, ReportsPage)
    assert page.versions.box.currentText() == "For the district"
    report = page.printable()
    assert report.title.startswith("Our year ")
    assert "change" not in [column.key for column in report.tables()[0].columns]


def test_that_the_standard_is_one_choice_away(desk):
    page = desk.reports()
    standard = page.printable().title
    desk.press(page.versions.adjust)
    type_text(desk.window, "Own")
    desk.view.adjust.form.go_to("title")
    type_text(desk.window, "Own title")
    desk.view.save()
    settle()
    page = desk.view
    assert page.printable().title == "Own title"
    page.versions.box.setCurrentIndex(0)
    page.versions.box.activated.emit(0)
    assert page.printable().title == standard


def test_that_a_version_is_changed_set_back_and_deleted(desk):
    page = desk.reports()
    desk.press(page.versions.adjust)
    type_text(desk.window, "Own")
    desk.view.adjust.form.go_to("below")
    type_text(desk.window, "A note")
    desk.view.save()
    settle()
    page = desk.view
    assert "A note" in page.printable().text()
    desk.press(page.versions.adjust)
    assert desk.view.adjust.change().below == "A note"
    desk.press(desk.view.standard)
    assert desk.view.adjust.change().below == ""
    desk.press(desk.view.delete)
    settle()
    with desk.database.reading() as session:
        assert variants(session, "summary") == []
    assert desk.view.versions.box.count() == 1


def test_that_a_version_without_a_name_or_with_a_name_used_before_is_told(desk):
    page = desk.reports()
    for _time in range(2):
        desk.wait(page)
        desk.press(page.versions.adjust)
        if desk.view.variant is None:
            desk.view.save()
            assert desk.view.name.errors()["name"]
            type_text(desk.window, "Own")
        desk.view.save()
        settle()
        page.versions.box.setCurrentIndex(0)
        page.versions.box.activated.emit(0)
        if isinstance(desk.view, AdjustPage):
            break
    assert isinstance(desk.view, AdjustPage)
    assert "already" in desk.window.messages.text()


def test_that_the_pages_follow_what_is_adjusted_and_leaving_is_said_once(desk):
    page = desk.reports()
    desk.press(page.versions.adjust)
    adjust = desk.view
    desk.qtbot.waitUntil(lambda: adjust.preview.ready, timeout=PATIENCE)
    before = adjust.preview.content
    adjust.adjust.form.go_to("above")
    type_text(desk.window, "Under the title")
    ready = lambda: adjust.preview.ready and adjust.preview.content != before  # noqa: E731
    desk.qtbot.waitUntil(ready, timeout=PATIENCE)
    desk.window.back()
    assert desk.view is adjust
    assert desk.window.messages.text() == "This version is not saved."
    desk.window.back()
    assert isinstance(desk.view, ReportsPage)


def test_that_the_last_column_cannot_be_hidden(desk):
    page = desk.reports()
    desk.press(page.versions.adjust)
    order = desk.view.adjust.tables["participations"][1]
    for part in order.order()[:-1]:
        desk.tick(order.row(part).box)
    last = order.row(order.order()[-1])
    assert not last.box.isEnabled()
    assert order.shown() == [last.key]


def test_that_a_file_of_people_is_kept_as_handed_in(desk, tmp_path, monkeypatch):
    path = tmp_path / "people.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    desk.window.open("people")
    settle()
    assert isinstance(desk.view, PeoplePage)
    desk.view.ways.export()
    messages = desk.window.messages
    desk.qtbot.waitUntil(lambda: messages.text().startswith("Saved"), timeout=PATIENCE)
    desk.press(messages.act)
    desk.qtbot.waitUntil(lambda: isinstance(desk.view, HandInPage), timeout=PATIENCE)
    type_text(desk.window, "District office")
    desk.view.save()
    settle()
    (row,) = desk.kept()
    assert row.report_key == "export-people"
    assert CentreFolder(desk.context.folder).read_blob(row.sha256) == path.read_bytes()
