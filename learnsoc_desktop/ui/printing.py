"""From a PDF to a printer, page by page; Qt's own PDF engine would lose Thai text."""

from collections.abc import Generator, Mapping

from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.settings import Settings
from learnsoc_desktop.reporting.preview import PRINTER_DPI, Preview
from learnsoc_desktop.ui.page_images import PageImages, page_strip
from learnsoc_desktop.ui.pdf_pages import POINTS

SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
F4 = (215.9, 330.2)  # millimetres; Qt knows no F4
DUPLEX = {mode.name: mode for mode in QPrinter.DuplexMode}
COLOUR = {mode.name: mode for mode in QPrinter.ColorMode}


class NoPrinter(AppError):
    """The computer knows no printer."""

    message = N_("There is no printer on this computer.")
    hint = N_("Connect one, or save the paper as PDF and print it on another computer.")


class PrinterRefused(AppError):
    """The printer took no page, or no more: it was switched off, or unplugged, or taken away."""

    message = N_("The printer “{name}” does not take the pages.")
    hint = N_("See that it is switched on and connected, then print again or choose another one.")


def page_size(paper: str) -> QPageSize:
    """Return the paper of the settings as Qt names it."""
    if paper in SIZES:
        return QPageSize(SIZES[paper])
    return QPageSize(QSizeF(*F4), QPageSize.Unit.Millimeter, "F4")


def ask_printer(parent: QWidget, settings: Settings, pages: int) -> QPrinter | None:
    """Ask for a printer, the last one chosen already; None when the person does not want to print.

    Raises NoPrinter.
    """
    known = QPrinterInfo.availablePrinterNames()
    if not known:
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if settings.printer in known:
        printer.setPrinterName(settings.printer)
    printer.setPageSize(page_size(settings.paper))
    restore(printer, settings.printing)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def kept(printer: QPrinter) -> dict[str, str]:
    """Return what is the same the next time: both sides, colour. Pages and copies are not."""
    return {"duplex": printer.duplex().name, "colour": printer.colorMode().name}


def restore(printer: QPrinter, chosen: Mapping[str, str]) -> None:
    """Set a printer as it was the last time."""
    if chosen.get("duplex") in DUPLEX:
        printer.setDuplex(DUPLEX[chosen["duplex"]])
    if chosen.get("colour") in COLOUR:
        printer.setColorMode(COLOUR[chosen["colour"]])


class PrintJob(QObject):
    """Sends the pages of a PDF to a printer without holding the window: a strip at a time, 100 %.

    Signals:
        advanced: So many of so many pages were handed over.
        ended: All pages were handed over (None), or why not (AppError).
    """

    advanced = Signal(int, int)
    ended = Signal(object)

    def __init__(self, content: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._paper = Preview(content)
        self._images = PageImages(self._paper)
        self._printer = printer
        self._painter = QPainter()
        self._wanted = self._pages()
        self._done = 0
        self._stopped = False
        self._steps = self._print()

    def start(self) -> None:
        """Begin; ``ended`` comes when it is done."""
        QTimer.singleShot(0, self._next)

    def stop(self) -> None:
        """Print no further page."""
        self._stopped = True

    def _pages(self) -> list[int]:
        """Return the pages to hand over, again for each copy that the printer does not make itself."""
        ranges, every = self._printer.pageRanges(), range(self._paper.pages)
        wanted = [page for page in every if ranges.isEmpty() or ranges.contains(page + 1)]
        itself = self._printer.supportsMultipleCopies()
        return wanted * (1 if itself else max(1, self._printer.copyCount()))

    def _next(self) -> None:
        try:
            more = next(self._steps, False)
        except AppError as error:
            self._end(error)
            return
        if more:
            QTimer.singleShot(0, self._next)
        else:
            self._end(None)

    def _print(self) -> Generator[bool]:
        """Hand over the pages; yields after each strip, so that the window is free."""
        for number in self._wanted:
            self.advanced.emit(self._done, len(self._wanted))
            self._turn_to(number)
            dots = min(self._printer.resolution(), PRINTER_DPI)
            pixel = self._printer.resolution() / dots  # of the printer
            scale = dots / POINTS
            for rows in self._images.rows(number, scale):
                if self._stopped:
                    raise Cancelled
                image = page_strip(self._paper, number, scale, rows)
                width, height = image.width() * pixel, image.height() * pixel
                self._painter.drawImage(QRectF(0, rows[0] * pixel, width, height), image)
                yield True
            self._done += 1

    def _turn_to(self, number: int) -> None:
        """Begin the next sheet, as large and as upright as the page is. Raises PrinterRefused."""
        width, height = self._paper.points(number)
        across = width > height
        upright, sideways = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
        size = QSizeF(min(width, height), max(width, height))
        self._printer.setPageSize(
            QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        )
        self._printer.setPageOrientation(sideways if across else upright)
        self._printer.setFullPage(True)
        begun = self._printer.newPage() if self._painter.isActive() else self._begin()
        if not begun:
            raise PrinterRefused(name=self._printer.printerName())

    def _begin(self) -> bool:
        native = self._printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
        there = self._printer.printerName() in QPrinterInfo.availablePrinterNames()
        return (there or not native) and self._painter.begin(self._printer)

    def _end(self, error: AppError | None) -> None:
        self._steps.close()
        if self._painter.isActive():
            if error is not None:
                self._printer.abort()
            if not self._painter.end() and error is None:
                error = PrinterRefused(name=self._printer.printerName())
        self._paper.close()
        self.ended.emit(error)
        self.deleteLater()
