"""Pages of a paper on the screen, on a printer, in files."""

from datetime import datetime

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from learnsoc_desktop.reporting.document import Column, Head, Paragraph, Report, Row, Table
from learnsoc_desktop.reporting.making import make_pages
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.ui import printing
from learnsoc_desktop.ui.page_images import HELD
from learnsoc_desktop.ui.paper_files import write_file
from learnsoc_desktop.ui.pdf_pages import WIDEST, Fit, PdfPages
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.printing import PrintJob, page_size
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import OtherPage, open_window, press


def report(rows=3, words="ทดสอบ"):
    columns = (Column("ชื่อ"), Column("หมู่บ้าน"))
    table = Table(columns, tuple(Row((f"คนที่ {number}", "ดอนยาง")) for number in range(rows)))
    head = Head(("ศกร.ตำบลทดสอบ",))
    blocks = (Paragraph(words), table)
    return Report("test", "บัญชี: ทดสอบ", head, blocks, as_of=datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "paper.pdf"
    write_pdf(report(120), path)
    return path.read_bytes()


@pytest.fixture
def pages(qtbot, content):
    view = PdfPages()
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    view.set_pdf(content)
    return view


def test_that_pages_are_walked_through_by_keys(pages):
    assert pages.count > 2
    assert pages.current == 0
    press(pages, Qt.Key.Key_PageDown)
    assert pages.current == 1
    press(pages, Qt.Key.Key_End)
    assert pages.current == pages.count - 1
    press(pages, Qt.Key.Key_Home)
    assert pages.current == 0
    assert not pages.grab().isNull()


def test_that_zoom_is_kept_within_what_can_be_read(pages):
    assert pages.size_by is Fit.WIDTH
    high = pages.verticalScrollBar().maximum()
    pages.zoom(1)
    assert isinstance(pages.size_by, float)
    assert pages.verticalScrollBar().maximum() > high
    for _ in range(20):
        pages.zoom(1)
    assert pages.scale() <= 4
    pages.zoom(0)
    assert pages.verticalScrollBar().maximum() == high


def test_that_few_pages_are_kept_in_memory(pages):
    for number in range(pages.count):
        pages.go_to(number)
        pages.grab()
    assert pages.images.held <= HELD
    assert pages.scale() <= WIDEST


def test_that_the_printer_gets_every_page(qtbot, content, tmp_path):
    target = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(page_size("A4"))
    job = PrintJob(content, printer, printer_parent := PdfPages())
    qtbot.addWidget(printer_parent)
    with qtbot.waitSignal(job.ended, timeout=15_000) as ended:
        job.start()
    assert ended.args == [None]
    wanted, printed = (pypdfium2.PdfDocument(one) for one in (content, str(target)))
    assert len(printed) == len(wanted)
    assert printed.get_page_size(0) == pytest.approx(wanted.get_page_size(0), abs=3)
    wanted.close()
    printed.close()


def test_that_all_papers_have_a_size():
    assert page_size("F4").name() == "F4"
    assert page_size("Letter").name().startswith("Letter")


def test_that_the_child_hands_over_a_pdf_and_leaves_nothing(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    content, missing = make_pages(report(), str(folder), "A4")
    assert content.startswith(b"%PDF")
    assert missing == ()
    assert not list(folder.iterdir())
    write_file(str(tmp_path / "out.pdf"), b"%PDF")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF"


@pytest.fixture
def opened(qtbot, database, monkeypatch):
    set_theme("light", 0)
    monkeypatch.setattr(OtherPage, "printable", lambda _page: report())
    window, context = open_window(database)
    context.open("other")
    yield window, context
    context.desk.jobs.wait()
    context.desk.close()
    window.close()
    window.deleteLater()


def test_that_f12_shows_prints_and_saves_the_paper(opened, qtbot, tmp_path, monkeypatch):
    window, _context = opened
    press(window, Qt.Key.Key_F12)
    page = window.current()
    assert isinstance(page, PrintPage)
    assert page.title() == "บัญชี: ทดสอบ"
    qtbot.waitUntil(lambda: page.preview.ready, timeout=15_000)
    assert page.preview.bar.place.text() == "Page 1 of 1"
    assert [button.text() for button in window.header._buttons] == [
        "Save as PDF",
        "Excel",
        "CSV",
        "Print",
    ]
    for button, name in zip(window.header._buttons, ("a.pdf", "b", "c.csv"), strict=False):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, to=target: (str(to), ""))
        button.click()
        saved = target if target.suffix else target.with_name("b.xlsx")
        qtbot.waitUntil(lambda: "Saved" in window.messages.text(), timeout=15_000)
        assert saved.stat().st_size > 20
        window.messages.hide()
    monkeypatch.setattr(printing, "ask_printer", lambda *_args: None)
    press(window, Qt.Key.Key_F12)
    assert window.messages.text() == ""
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.current(), OtherPage)


def test_that_letters_that_cannot_be_printed_are_named_over_the_pages(opened, qtbot):
    _window, context = opened
    page = PrintPage(context, report(words="王小明 😀"))
    context.open_task(page)
    qtbot.waitUntil(lambda: page.preview.ready, timeout=15_000)
    assert page.preview.missing.isVisible()
    assert page.preview.missing.text().startswith("These letters cannot be printed: 小 明 王 😀.")
    page.preview.set_report(report())
    qtbot.waitUntil(lambda: page.preview.ready, timeout=15_000)
    assert not page.preview.missing.isVisible()


def test_that_a_paper_may_be_left_while_its_pages_are_made(opened, qtbot):
    window, context = opened
    with qtbot.captureExceptions() as caught:
        for _time in range(2):
            context.open_task(PrintPage(context, report(400)))
            QApplication.processEvents()
            window.back()
            QApplication.processEvents()
        qtbot.waitUntil(lambda: not context.desk.jobs.running, timeout=15_000)
        QApplication.processEvents()
    assert caught == []
