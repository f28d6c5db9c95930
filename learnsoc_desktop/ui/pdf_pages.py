"""The pages of a PDF on the screen, drawn when they come into sight."""

from collections import OrderedDict

import pypdfium2
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.theme import theme

POINTS = 72.0  # of an inch; PDF measures in points
GAP = 12  # between two pages
KEPT = 6  # drawn pages kept in memory
ZOOM = 1.25  # of one step
MOST, LEAST = 4.0, 0.25  # pixels a point
FIT = 1.5  # pixels a point at most while the pages fit the width by themselves


def page_image(document: pypdfium2.PdfDocument, number: int, scale: float) -> QImage:
    """Return one page as a picture, ``scale`` pixels a point. Main thread only: pdfium asks it."""
    page = document[number]
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    ).copy()
    bitmap.close()
    page.close()
    return image


class PdfPages(Dressed, QAbstractScrollArea):
    """Pages one below the other, as wide as there is room or as a person zooms them.

    Signals:
        moved: Another page is in sight, or the zoom is another.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = b""
        self._sizes: list[tuple[float, float]] = []  # of the pages, in points
        self._zoom = 0.0  # pixels a point; 0 fits the width
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.moved)

    def set_pdf(self, content: bytes) -> None:
        """Show another document; the place in it is kept."""
        self.forget()
        document = pypdfium2.PdfDocument(content)
        self._sizes = [document.get_page_size(number) for number in range(len(document))]
        document.close()
        self._content = content
        self._lay_out()
        self.moved.emit()

    def forget(self) -> None:
        """Let go of the document."""
        self._content, self._sizes = b"", []
        self._drawn.clear()
        self._lay_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def current(self) -> int:
        """The page in the middle of what is seen, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [number for number, place in enumerate(self._places()) if place.top() <= middle]
        return below[-1] if below else 0

    @property
    def fits(self) -> bool:
        """True while the pages are as wide as there is room."""
        return not self._zoom

    def zoom(self, steps: int) -> None:
        """Draw larger or smaller by ``steps``; 0 fits the width again."""
        wished = self._scale() * ZOOM**steps if steps else 0.0
        self._zoom = max(LEAST, min(wished, MOST)) if steps else 0.0
        self._lay_out()
        self.moved.emit()

    def go_to(self, page: int) -> None:
        """Bring the top of a page into sight."""
        places = self._places()
        if 0 <= page < len(places):
            self.verticalScrollBar().setValue(int(places[page].top()) - GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what depends on the size."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on a key."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.go_to(self.current + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self.current - 1)
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + 60)
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - 60)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, otherwise scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self.viewport())
        painter.fillRect(event.rect(), t.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left = -self.horizontalScrollBar().value()
        top = -self.verticalScrollBar().value()
        for number, place in enumerate(self._places()):
            target = place.translated(left, top)
            if not target.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(target.adjusted(-1, -1, 1, 1), t.colour("edge"))
            painter.drawImage(target, self._image(number))

    def _image(self, number: int) -> QImage:
        scale = round(self._scale() * self.devicePixelRatioF(), 3)
        key = (number, scale)
        if key not in self._drawn:
            document = pypdfium2.PdfDocument(self._content)
            self._drawn[key] = page_image(document, number, scale)
            document.close()
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def _scale(self) -> float:
        """Return the pixels a point is drawn with."""
        if self._zoom or not self._sizes:
            return self._zoom or 1.0
        room = self.viewport().width() - 2 * GAP
        widest = max(width for width, _height in self._sizes)
        return max(LEAST, min(room / widest, FIT))

    def _places(self) -> list[QRectF]:
        """Return where each page lies, from the top left of all."""
        scale, y = self._scale(), float(GAP)
        places = []
        for width, height in self._sizes:
            wide, high = width * scale, height * scale
            x = max(GAP, (self.viewport().width() - wide) / 2)
            places.append(QRectF(round(x), round(y), round(wide), round(high)))
            y += round(high) + GAP
        return places

    def _lay_out(self) -> None:
        places = self._places()
        seen = self.viewport().size()
        whole = QRect()
        for place in places:
            whole = whole.united(place.toRect())
        for bar, need, room in (
            (self.verticalScrollBar(), whole.bottom() + GAP, seen.height()),
            (self.horizontalScrollBar(), whole.right() + GAP, seen.width()),
        ):
            bar.setRange(0, max(0, need - room) if places else 0)
            bar.setPageStep(room)
            bar.setSingleStep(40)
        self.viewport().update()
