"""From a PDF to a printer, page by page; Qt's own PDF engine would lose Thai text."""

import pypdfium2
from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.ui.pdf_pages import POINTS, page_image

SHARP = 300  # dots an inch; more is only slower
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
F4 = (215.9, 330.2)  # millimetres; Qt knows no F4


def page_size(paper: str) -> QPageSize:
    """Return the paper of the settings as Qt names it."""
    if paper in SIZES:
        return QPageSize(SIZES[paper])
    return QPageSize(QSizeF(*F4), QPageSize.Unit.Millimeter, "F4")


def ask_printer(parent: QWidget, paper: str, name: str = "") -> QPrinter | None:
    """Ask for a printer, ``name`` chosen already; None when the person does not want to print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setPageSize(page_size(paper))
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class PrintJob(QObject):
    """Sends the pages of a PDF to a printer without holding the window.

    Signals:
        ended: All pages were handed over, or it was stopped (True when all were).
    """

    ended = Signal(bool)

    def __init__(self, content: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = pypdfium2.PdfDocument(content)
        self._printer = printer
        self._painter = QPainter()
        self._left = self._wanted()
        self._first = True

    def start(self) -> None:
        """Begin; ``ended`` comes when it is done."""
        QTimer.singleShot(0, self._next)

    def _wanted(self) -> list[int]:
        """Return the pages the person chose in the printer dialog."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        count = len(self._document)
        return list(range(count))[max(first - 1, 0) : last or count]

    def _next(self) -> None:
        if not self._left:
            self._end(done=True)
            return
        number = self._left.pop(0)
        if not self._turn_to(number):
            self._end(done=False)
            return
        dots = min(self._printer.resolution(), SHARP)
        image = page_image(self._document, number, dots / POINTS)
        whole = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), image)
        QTimer.singleShot(0, self._next)

    def _turn_to(self, number: int) -> bool:
        """Begin the next sheet, upright or across as the page is; False if the printer is gone."""
        width, height = self._document.get_page_size(number)
        across = width > height
        upright, sideways = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
        self._printer.setPageOrientation(sideways if across else upright)
        self._printer.setFullPage(True)
        if self._first:
            self._first = False
            return self._painter.begin(self._printer)
        return self._printer.newPage()

    def _end(self, *, done: bool) -> None:
        if self._painter.isActive():
            done = self._painter.end() and done
        self._document.close()
        self.ended.emit(done)
        self.deleteLater()
