"""All papers in the real window: chosen, set, looked at, printed, saved."""

import csv
import errno
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog

from learnsoc_desktop.core import settings
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.features.activities.model import Mark
from learnsoc_desktop.features.activities.queries import session_rows
from learnsoc_desktop.features.activities.service import mark_attendance, mark_rest
from learnsoc_desktop.features.overview.reports_page import ReportsPage
from learnsoc_desktop.ui import printing
from learnsoc_desktop.ui.printing import page_size
from learnsoc_desktop.ui.theme import set_theme
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


@pytest.fixture(scope="module")
def worker():
    """Return one child process for all tests of this file."""
    shared = Worker()
    yield shared
    shared.close()


class Papers:
    def __init__(self, window, context, page, qtbot):
        self.window, self.context, self.page, self.qtbot = window, context, page, qtbot

    def wait(self):
        self.qtbot.waitUntil(lambda: self.page.preview.ready, timeout=PATIENCE)

    def box(self, name) -> QComboBox:
        return self.page.form.cell(name).box

    def choose(self, name, text):
        box = self.box(name)
        box.setFocus()
        place = box.findText(text, Qt.MatchFlag.MatchContains)
        assert place >= 0, [box.itemText(n) for n in range(box.count())]
        while box.currentIndex() != place:
            keys(self.window, Qt.Key.Key_Down if place > box.currentIndex() else Qt.Key.Key_Up)
        box.activated.emit(place)

    def choose_way(self, text):
        asked = self.page.form._ways["fiscal_year"].box
        asked.setFocus()
        place = asked.findText(text)
        while asked.currentIndex() != place:
            keys(self.window, Qt.Key.Key_Down if place > asked.currentIndex() else Qt.Key.Key_Up)
        asked.activated.emit(place)
        settle()

    def type_day(self, name, text):
        line = self.page.form.cell(name).editor.line
        line.setFocus()
        line.selectAll()
        type_text(self.window, text)
        keys(self.window, Qt.Key.Key_Return)

    def row(self, words):
        return next(row for row in self.page.papers._rows if row.text() == words)


@pytest.fixture
def papers(database, monkeypatch, qtbot, worker):
    """Return a function that opens the page, on an empty centre or on one with a course."""
    set_clock(monkeypatch, MORNING)
    stack = []

    def begin(*, full=True, size=(1366, 768), **args):
        if full:
            people = add_people(database, many(3))
            _id, sessions = add_course(database, people, TODAY - timedelta(days=7), TODAY)
            with database.writing() as uow:
                mark_attendance(uow, sessions[0], dict.fromkeys(people, Mark.PRESENT))
        manager = opened(database, size)
        window, context = manager.__enter__()
        stack.append((manager, context))
        context.desk.__dict__["worker"] = worker
        window.open("reports", **args)
        settle()
        page = window.current()
        assert isinstance(page, ReportsPage)
        return Papers(window, context, page, qtbot)

    yield begin
    for manager, context in stack:
        context.desk.jobs.wait()
        del context.desk.__dict__["worker"]
        manager.__exit__(None, None, None)


def test_that_papers_are_walked_through_by_keys(papers):
    shown = papers()
    shown.wait()
    page = shown.page
    rows = page.papers._rows
    below = rows[rows.index(shown.row("Learner roll")) + 1]
    shown.row("Learner roll").setFocus()
    keys(shown.window, Qt.Key.Key_Down)
    assert page.spec.key == below.spec.key
    assert below.hasFocus()
    assert below.isChecked()
    keys(shown.window, Qt.Key.Key_Up)
    assert page.spec.key == "learner-roll"
    shown.row("Activity summary").setFocus()
    keys(shown.window, Qt.Key.Key_Return)
    assert page.spec.key == "activity-summary"
    assert page.name.text() == "Activity summary"


def test_that_a_paper_is_found_by_its_words(papers, qtbot):
    shown = papers()
    key(shown.window, Qt.Key.Key_F, held=CONTROL)
    assert shown.page.search.hasFocus()
    type_text(shown.window, "official")
    assert [row.text() for row in shown.page.papers._rows if row.isVisible()] == [
        "Summary for officials"
    ]
    keys(shown.window, Qt.Key.Key_Return)
    assert shown.page.spec.key == "summary"
    shown.page.search.setFocus()
    type_text(shown.window, "xyz")
    assert shown.page.papers._none.isVisible()
    keys(shown.window, Qt.Key.Key_Escape)
    assert all(row.isVisible() for row in shown.page.papers._rows)
    qtbot.mouseClick(shown.row("Attendance sheet"), Qt.MouseButton.LeftButton)
    assert shown.page.spec.key == "attendance-sheet"


def test_that_what_is_chosen_changes_the_paper_and_is_remembered(papers):
    shown = papers(report="summary")
    assert shown.box("fiscal_year").currentData() == "2570"
    shown.choose("quarter", "1")
    assert shown.page.form.values()["quarter"] == "1"
    assert shown.page.printable().title.endswith("quarter 1")
    assert settings.load().report_parameters["summary"]["quarter"] == "1"
    assert "fiscal_year" not in settings.load().report_parameters["summary"]  # today decides it
    shown.choose("fiscal_year", "2569")
    shown.window.open("reports", report="learner-roll")
    shown.window.open("reports", report="summary")
    assert shown.page.form.values() == {
        "fiscal_year": "2569",
        "quarter": "1",
        "semester": "",
        "first_day": "",
        "last_day": "",
        "village": "",
        "programme": "",
    }


def test_that_a_period_is_said_by_year_semester_or_days(papers):
    shown = papers(report="summary")
    form = shown.page.form
    assert form.cell("quarter").isVisible()
    assert not form.cell("first_day").isVisible()
    shown.choose_way("Semester")
    assert not form.cell("quarter").isVisible()
    assert shown.box("semester").currentText() == "Semester 2/2569"
    assert shown.page.printable().title.endswith("Semester 2/2569")
    shown.choose_way("Any days")
    shown.type_day("first_day", "1/11/69")
    shown.type_day("last_day", "๑๕ พ.ย. ๒๕๖๙")
    assert form.values()["first_day"] == "2026-11-01"
    assert form.values()["last_day"] == "2026-11-15"
    assert form.values()["semester"] == form.values()["fiscal_year"] == ""
    kept = settings.load().report_parameters["summary"]
    assert set(kept) == {"quarter", "village", "programme"}  # days pass
    assert shown.page.printable().title.endswith("1–15 พ.ย. 2569")


def test_that_days_that_cannot_be_are_told_beside_their_field(papers, qtbot):
    shown = papers(report="summary")
    shown.wait()
    form = shown.page.form
    shown.choose_way("Any days")
    shown.type_day("first_day", "31/2/69")
    assert "has no day 31" in form.cell("first_day").said()
    assert "marked" in shown.page.preview.message.text()
    assert not any(button.isEnabled() for button in shown.page.savers.all())
    assert not shown.page.page_actions()[0].enabled
    shown.type_day("first_day", "1/11/69")
    shown.wait()
    shown.type_day("last_day", "1/10/69")
    qtbot.waitUntil(
        lambda: form.cell("last_day").said() == "The last day is before the first.",
        timeout=PATIENCE,
    )
    assert shown.page.settings.told.text() == "There are no pages."
    shown.type_day("last_day", "30/11/69")
    shown.wait()
    assert "30" in form.cell("last_day").said()  # in words again


def test_that_a_link_decides_what_the_paper_is_about(papers, database):
    other, _sessions = add_course(database, [], name="จักสาน")
    shown = papers(report="activity-summary", activity=str(other))
    assert shown.box("activity").currentData() == str(other)
    assert "จักสาน" in shown.page.printable().title + shown.page.printable().filter + str(
        shown.page.printable().blocks
    )


def test_that_a_choice_that_is_gone_gives_way_to_the_usual_one(papers, database):
    shown = papers()
    kept = {"activity-summary": {"activity": "11111111-1111-1111-1111-111111111111"}}
    shown.context.settings.report_parameters = kept
    shown.window.open("reports", report="activity-summary")
    assert "แปรรูปกล้วย" in shown.box("activity").currentText()


def test_that_pages_are_shown_and_told(papers, qtbot):
    shown = papers(report="summary")
    shown.wait()
    shown.row("Learner roll").click()
    assert not shown.page.savers.all()[0].isEnabled()
    counted = "Counted from 3 people"
    qtbot.waitUntil(lambda: shown.page.settings.told.text() == counted, timeout=PATIENCE)
    assert shown.page.preview.bar.place.text() == "Page 1 of 1"
    assert all(button.isEnabled() for button in shown.page.savers.all())


def refused_by(shown, monkeypatch, error, where):
    """Let the pages of the next paper be refused, while it is read or while it is made."""

    def fail(*_args, **_more):
        raise error

    if where == "read":
        monkeypatch.setattr("learnsoc_desktop.features.people.report.learner_roll", fail)
    else:
        monkeypatch.setattr(shown.context.desk.worker, "call", fail)
    shown.row("Learner roll").setFocus()
    shown.row("Learner roll").click()


@pytest.mark.parametrize("where", ["read", "made"])
def test_that_a_refused_paper_says_why_and_can_be_tried_again(papers, monkeypatch, qtbot, where):
    shown = papers(report="summary")
    shown.wait()
    page = shown.page
    with monkeypatch.context() as patch:
        refused_by(shown, patch, DiskFull(name="preview.pdf"), where)
        qtbot.waitUntil(
            lambda: page.settings.told.text() == "There are no pages.", timeout=PATIENCE
        )
        said = page.preview.message
        assert said.isVisible()
        assert "There is no room left on the disk" in said.text()
        assert "Delete what is not needed" in said.text()
        assert not any(button.isEnabled() for button in page.savers.all())
        assert not page.page_actions()[0].enabled
        assert page.preview.pages.count == 0
    qtbot.mouseClick(page.preview.again, Qt.MouseButton.LeftButton)
    shown.wait()
    assert page.settings.told.text() == "Counted from 3 people"
    assert not page.preview.again.isVisible()


def test_that_a_fault_while_pages_are_made_is_no_endless_wait(papers, monkeypatch, qtbot):
    shown = papers(report="summary")
    shown.wait()
    with qtbot.captureExceptions() as caught, monkeypatch.context() as patch:
        refused_by(shown, patch, ValueError(), "made")
        qtbot.waitUntil(
            lambda: shown.page.settings.told.text() == "There are no pages.", timeout=PATIENCE
        )
    assert [kind for kind, _error, _trace in caught] == [ValueError]
    assert shown.page.preview.message.text().startswith("The pages could not be made.")


def test_that_a_file_that_cannot_be_written_is_told(papers, tmp_path, monkeypatch, qtbot):
    shown = papers(report="learner-roll")
    shown.wait()
    target = tmp_path / "paper.pdf"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.mouseClick(shown.page.savers.all()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "cannot be written" in shown.window.messages.text(), timeout=PATIENCE)
    assert "Close it in other programs" in shown.window.messages.text()
    assert shown.page.settings.told.text() == "Counted from 3 people"


def test_that_papers_are_saved_as_pdf_excel_and_csv(papers, tmp_path, monkeypatch, qtbot):
    shown = papers(report="learner-roll")
    shown.wait()
    pdf, excel, table = shown.page.savers.all()
    for button, ending in ((pdf, ".pdf"), (excel, ".xlsx"), (table, ".csv")):
        target = tmp_path / f"paper{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, to=target: (str(to), ""))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda to=target: to.name in shown.window.messages.text(), timeout=PATIENCE)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "paper.pdf").pages)
    assert "ชื่อ1 สกุล1" in text.replace("\u200b", "")
    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(tmp_path / "paper.xlsx").active.iter_rows()
        for cell in row
    ]
    assert "ชื่อ2 สกุล2" in cells
    with (tmp_path / "paper.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any("ชื่อ3 สกุล3" in row for row in csv.reader(file))


def test_that_nothing_is_saved_when_no_file_is_chosen(papers, monkeypatch, qtbot):
    shown = papers(report="learner-roll")
    shown.wait()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    qtbot.mouseClick(shown.page.savers.all()[0], Qt.MouseButton.LeftButton)
    assert shown.window.messages.text() == ""


def test_that_f12_prints_the_pages(papers, tmp_path, monkeypatch, qtbot):
    shown = papers(report="attendance-sheet")
    shown.wait()
    target = tmp_path / "printed.pdf"

    def printer(_parent, chosen, _pages):
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setPageSize(page_size(chosen.paper))
        return made

    monkeypatch.setattr(printing, "ask_printer", printer)
    keys(shown.window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: shown.window.messages.text() == "Sent to the printer", timeout=PATIENCE)
    assert len(pypdf.PdfReader(target).pages) == shown.page.preview.pages.count


@pytest.mark.parametrize(
    "report", ["learner-roll", "attendance-sheet", "activity-summary", "summary"]
)
def test_that_every_paper_is_made_on_an_empty_centre(papers, report):
    shown = papers(full=False, report=report)
    shown.wait()
    assert shown.page.preview.pages.count == 1
    assert shown.page.savers.all()[0].isEnabled()
    if report == "activity-summary":
        assert not shown.box("activity").isEnabled()
        assert shown.box("activity").currentText() == "nothing to choose yet"


def test_that_a_new_mark_is_on_the_paper(papers):
    shown = papers(report="activity-summary")
    shown.wait()

    def hours():
        return [row.cells[3] for row in shown.page.printable().tables()[-1].rows]

    assert hours() == ["3/3", "3/3", "3/3"]
    made = []
    shown.page.preview.made.connect(made.append)
    shown.context.commands.run(lambda uow: mark_rest(uow, today_of(uow.session)))
    assert hours() == ["6/6", "6/6", "6/6"]
    shown.qtbot.waitUntil(lambda: bool(made), timeout=PATIENCE)


def today_of(session):
    return session_rows(session, start=TODAY, end=TODAY)[0].id


@pytest.mark.parametrize("step", [0, 1, 2])
def test_that_pages_keep_their_room_in_a_small_window(papers, step):
    shown = papers(size=(1024, 700))
    set_theme("light", step)
    settle()
    page = shown.page
    assert (shown.window.width(), shown.window.height()) == (1024, 700)
    assert page.preview.width() >= 350
    listed = page.papers.isVisible()
    assert listed is not page.paper_box.isVisible()
    if not listed:
        page.paper_box.setFocus()
        at = page.paper_box.findText("Activity summary")
        page.paper_box.setCurrentIndex(at)
        page.paper_box.activated.emit(at)
        assert page.spec.key == "activity-summary"


def tick(shown, words, qtbot):
    row = shown.row(words)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, row.height() // 2))


def test_that_several_papers_become_a_binder(papers, tmp_path, monkeypatch, qtbot):
    shown = papers(report="summary")
    shown.wait()
    page = shown.page
    shown.choose("quarter", "1")
    qtbot.mouseClick(page.papers.several, Qt.MouseButton.LeftButton)
    assert page.several.isVisible()
    assert not page.savers.isVisible()
    assert not page.several.binder.isEnabled()
    tick(shown, "Learner roll", qtbot)
    shown.row("Summary for officials").setFocus()
    keys(shown.window, Qt.Key.Key_Space)
    assert page.several.told.text() == "2 papers are ticked."
    assert [spec.key for spec in page.papers.ticked()] == ["learner-roll", "summary"]
    target = tmp_path / "binder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.mouseClick(page.several.binder, Qt.MouseButton.LeftButton)
    assert not page.several.binder.isEnabled()
    qtbot.waitUntil(lambda: "binder.pdf" in shown.window.messages.text(), timeout=PATIENCE)
    reader = pypdf.PdfReader(target)
    marks = [mark.title for mark in reader.outline]
    assert marks[0] == "Papers on learning activities"
    assert marks[2] == "Learner roll"
    assert marks[3].endswith("quarter 1")  # each with its own parameters
    assert page.several.binder.isEnabled()
    qtbot.mouseClick(page.papers.several, Qt.MouseButton.LeftButton)
    assert page.savers.isVisible()
    assert page.papers.ticked() == ()


def test_that_several_papers_become_files_and_none_is_written_over(
    papers, tmp_path, monkeypatch, qtbot
):
    shown = papers(report="summary")
    shown.wait()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "Learner roll.pdf").write_bytes(b"mine")
    qtbot.mouseClick(shown.page.papers.several, Qt.MouseButton.LeftButton)
    for words in ("Learner roll", "Activity summary"):
        tick(shown, words, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    qtbot.mouseClick(shown.page.several.single, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 papers were saved" in shown.window.messages.text(), timeout=PATIENCE)
    assert (folder / "Learner roll.pdf").read_bytes() == b"mine"
    made = sorted(path.name for path in folder.iterdir())
    assert "Learner roll (2).pdf" in made
    assert len(made) == 3
    assert all(path.read_bytes().startswith(b"%PDF") for path in folder.glob("A*.pdf"))


def test_that_no_half_set_of_papers_stays_when_the_disk_is_full(
    papers, tmp_path, monkeypatch, qtbot
):
    shown = papers(report="summary")
    shown.wait()
    folder = tmp_path / "out"
    folder.mkdir()
    qtbot.mouseClick(shown.page.papers.several, Qt.MouseButton.LeftButton)
    for words in ("Learner roll", "Activity summary"):
        tick(shown, words, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    copied = []

    def copy(source, target):
        if copied:
            raise OSError(errno.ENOSPC, "full")
        copied.append(target.write_bytes(source.read_bytes()))

    monkeypatch.setattr("learnsoc_desktop.ui.paper_run.shutil.copyfile", copy)
    qtbot.mouseClick(shown.page.several.single, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no room left" in shown.window.messages.text(), timeout=PATIENCE)
    assert list(folder.iterdir()) == []


def test_that_a_run_that_is_stopped_leaves_nothing(papers, tmp_path, monkeypatch, qtbot):
    shown = papers(report="summary")
    shown.wait()
    qtbot.mouseClick(shown.page.papers.several, Qt.MouseButton.LeftButton)
    tick(shown, "Learner roll", qtbot)
    target = tmp_path / "binder.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.mouseClick(shown.page.several.binder, Qt.MouseButton.LeftButton)
    shown.context.desk.jobs.cancel()
    qtbot.waitUntil(lambda: "Stopped" in shown.window.messages.text(), timeout=PATIENCE)
    assert not target.exists()
    assert not list(tmp_path.glob(".learnsoc-*"))
