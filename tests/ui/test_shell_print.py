"""Pages of a paper on the screen, on a printer, in files."""

from datetime import datetime

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog

from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.reporting.document import Column, Head, Paragraph, Report, Row, Table
from learnsoc_desktop.reporting.making import make_pages
from learnsoc_desktop.reporting.pdf import write_pdf
from learnsoc_desktop.reporting.preview import Preview as ReadPages
from learnsoc_desktop.ui import printing
from learnsoc_desktop.ui.page_images import HELD
from learnsoc_desktop.ui.paper_files import write_file
from learnsoc_desktop.ui.pdf_pages import WIDEST, Fit, PdfPages
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.printing import NoPrinter, PrinterRefused, PrintJob, page_size
from learnsoc_desktop.ui.theme import set_theme
from tests.ui.window_kit import OtherPage, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier


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


def test_that_pages_fit_the_width_the_whole_page_or_what_keys_ask_for(pages):
    press(pages, Qt.Key.Key_0, held=CONTROL)
    assert pages.size_by is Fit.PAGE
    assert pages._places()[0].height() <= pages.viewport().height()
    press(pages, Qt.Key.Key_Plus, held=CONTROL)
    assert isinstance(pages.size_by, float)
    before = pages.percent
    press(pages, Qt.Key.Key_Minus, held=CONTROL)
    assert pages.percent < before
    press(pages, Qt.Key.Key_0, held=CONTROL)
    assert pages.size_by is Fit.WIDTH


def test_that_the_page_in_sight_stays_when_it_is_zoomed(pages):
    pages.go_to(2)
    pages.zoom(2)
    assert pages.current == 2
    pages.zoom(-4)
    assert pages.current == 2


def test_that_a_page_drawn_large_takes_little_memory(pages):
    pages.zoom(20)
    for at in range(0, pages.verticalScrollBar().maximum(), 800):
        pages.verticalScrollBar().setValue(at)
        pages.grab()
    assert pages.percent == 300
    assert 0 < pages.images.held <= HELD


def to_file(target, paper="A4"):
    """Return a printer that writes a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(page_size(paper))
    return printer


def printed_by(qtbot, content, printer):
    """Print, and return the error or None."""
    parent = PdfPages()
    qtbot.addWidget(parent)
    job = PrintJob(content, printer, parent)
    with qtbot.waitSignal(job.ended, timeout=15_000) as ended:
        job.start()
    return ended.args[0]


def ink_box(path, number):
    """Return where a page is not white, in points from the left upper corner."""
    document = pypdfium2.PdfDocument(path)
    image = document[number].render(scale=1).to_pil().convert("L")
    document.close()
    return image.point(lambda grey: 255 if grey < 200 else 0).getbbox()


def test_that_only_the_pages_a_person_chose_are_printed(qtbot, content, tmp_path):
    printer = to_file(tmp_path / "some.pdf")
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    assert printed_by(qtbot, content, printer) is None
    assert len(pypdf.PdfReader(tmp_path / "some.pdf").pages) == 2


def test_that_copies_are_made_for_a_printer_that_makes_none(qtbot, content, tmp_path):
    printer = to_file(tmp_path / "two.pdf")
    printer.setPageRanges(QPageRanges.fromString("1-2"))
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()
    assert printed_by(qtbot, content, printer) is None
    assert len(pypdf.PdfReader(tmp_path / "two.pdf").pages) == 4


def test_that_a_page_keeps_its_size_whatever_paper_the_printer_had(qtbot, content, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(content)
    assert printed_by(qtbot, content, to_file(tmp_path / "printed.pdf", "Letter")) is None
    wanted, printed = (ink_box(tmp_path / name, 0) for name in ("paper.pdf", "printed.pdf"))
    assert printed == pytest.approx(wanted, abs=2)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_that_a_printer_that_is_gone_is_told_in_a_sentence(qtbot, content, tmp_path):
    error = printed_by(qtbot, content, to_file(tmp_path / "nowhere" / "x.pdf"))
    assert isinstance(error, PrinterRefused)
    assert "does not take the pages" in str(error)
    assert "switched on" in error.advice


class Unplugged(QPrinter):
    """Takes the first page only."""

    def newPage(self):
        return False


def test_that_a_printer_that_goes_while_it_prints_is_told(qtbot, content, tmp_path):
    printer = Unplugged(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "half.pdf"))
    assert isinstance(printed_by(qtbot, content, printer), PrinterRefused)


def test_that_the_last_printer_and_its_settings_come_back_only_where_they_are(monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: asked.append(dialog.printer()) or 0)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    parent = PdfPages()
    qtbot.addWidget(parent)
    chosen = Settings(printer="Gone", printing={"duplex": "DuplexLongSide", "colour": "GrayScale"})
    assert printing.ask_printer(parent, chosen, 3) is None
    assert asked[0].printerName() != "Gone"
    assert asked[0].colorMode() == QPrinter.ColorMode.GrayScale
    assert printing.kept(asked[0])["colour"] == "GrayScale"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(NoPrinter):
        printing.ask_printer(parent, chosen, 3)


def test_that_the_printer_gets_every_page(qtbot, content, tmp_path):
    target = tmp_path / "printed.pdf"
    assert printed_by(qtbot, content, to_file(target)) is None
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


def shown_report(context, qtbot, what):
    page = PrintPage(context, what)
    context.open_task(page)
    qtbot.waitUntil(lambda: page.preview.ready, timeout=15_000)
    return page


def test_that_pages_are_searched_by_keys_and_hits_are_counted_and_marked(opened, qtbot):
    window, context = opened
    preview = shown_report(context, qtbot, report(120)).preview
    assert preview.search.isHidden()
    press(window, Qt.Key.Key_F, held=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    if preview.search.isHidden():  # the offscreen window hands out no shortcuts
        preview.bar.search.click()
    search = preview.search
    assert search.field.hasFocus()
    for letter in "คนที่ ๑๑":
        press(search.field, Qt.Key.Key_unknown, letter)
    qtbot.waitUntil(lambda: search.told.text() == "1 of 11", timeout=15_000)  # 11, 110 … 119
    first = preview.pages.current
    assert sum(len(found) for found in preview.pages._marks.values()) == 11
    press(search.field, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    assert search.told.text() == "11 of 11"
    assert preview.pages.current > first
    before = preview.pages.grab().toImage()
    press(search.field, Qt.Key.Key_Return)
    assert search.told.text() == "1 of 11"
    assert preview.pages.grab().toImage() != before
    press(search.field, Qt.Key.Key_Escape)
    assert search.field.text() == ""
    assert preview.pages._marks == {}
    for letter in "xyz":
        press(search.field, Qt.Key.Key_unknown, letter)
    qtbot.waitUntil(lambda: search.told.text() == "Not found", timeout=15_000)
    press(search.field, Qt.Key.Key_Escape)
    press(search.field, Qt.Key.Key_Escape)
    assert search.isHidden()
    assert preview.pages.hasFocus()


def test_that_the_first_page_is_seen_before_the_others_are_made(opened, qtbot):
    _window, context = opened
    page = PrintPage(context, report(3000))
    told = []
    page.preview.making.begun.connect(
        lambda content: told.append((page.preview.bar.place.text(), text_of(content)))
    )
    context.open_task(page)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert not page.preview.ready
    assert told[0][0] == "Page 1 of …"
    assert "1/…" in told[0][1]
    qtbot.waitUntil(lambda: page.preview.ready, timeout=30_000)
    count = page.preview.pages.count
    assert count > 70
    assert page.preview.bar.place.text() == f"Page 1 of {count}"
    assert not page.preview.bar.stop.isVisible()


def test_that_the_making_of_many_pages_can_be_stopped(opened, qtbot):
    _window, context = opened
    page = PrintPage(context, report(9000))
    context.open_task(page)
    qtbot.waitUntil(page.preview.bar.stop.isVisible, timeout=15_000)
    page.preview.bar.stop.click()
    assert page.preview.message.text().startswith("Stopped.")
    qtbot.waitUntil(lambda: not context.desk.jobs.running, timeout=15_000)
    assert not page.preview.ready
    page.preview.again.click()
    qtbot.waitUntil(lambda: page.preview.pages.count > 0, timeout=15_000)


def text_of(content):
    with ReadPages(content) as pages:
        return pages.text(0)


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
