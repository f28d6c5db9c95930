"""The pages of a PDF on the screen, drawn when they come into sight."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from learnsoc_desktop.reporting.preview import Found, Preview
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.page_images import PageImages
from learnsoc_desktop.ui.theme import theme

POINTS = 72.0  # of an inch; PDF measures in points
INCH = 96.0  # pixels of the screen that 100 % draws an inch with
GAP = 12  # between two pages
ZOOM = 1.25  # of one step
MOST, LEAST = 4.0, 0.25  # pixels a point
FOUND, FOUND_HERE = QColor("#FFE58A"), QColor("#FFB347")  # on paper, which is white in the dark too
WIDEST = 1.5  # pixels a point at most while the pages fit by themselves


class Fit(Enum):
    """How large pages are while nobody zooms."""

    WIDTH = "width"
    PAGE = "page"


class PdfPages(Dressed, QAbstractScrollArea):
    """Pages one below the other, as large as there is room or as a person zooms them.

    Signals:
        moved: Another page is in sight, or the zoom is another.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: list[Preview] = []  # the document that is shown, if one is
        self.images: PageImages | None = None
        self._sizes: list[tuple[float, float]] = []  # of the pages, in points
        self.size_by: Fit | float = Fit.WIDTH  # or pixels a point
        self._marks: Mapping[int, Sequence[Found]] = {}
        self._marked: Found | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.destroyed.connect(partial(_close, self._open))

    def set_pdf(self, content: bytes) -> None:
        """Show another document; the place in it is kept. Raises NotAPaper."""
        self.forget()
        paper = Preview(content)
        self._open.append(paper)
        self.images = PageImages(paper)
        self._sizes = [paper.points(number) for number in range(paper.pages)]
        self._lay_out()
        self.moved.emit()

    def forget(self) -> None:
        """Let go of the document."""
        _close(self._open)
        self.images = None
        self._sizes = []
        self.mark({}, None)
        self._lay_out()

    @property
    def paper(self) -> Preview | None:
        """The document that is shown."""
        return self._open[-1] if self._open else None

    def mark(self, places: Mapping[int, Sequence[Found]], one: Found | None) -> None:
        """Mark places on the pages, ``one`` of them stronger."""
        self._marks, self._marked = places, one
        self.viewport().update()

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
    def percent(self) -> int:
        """How large the pages are drawn: 100 is as large as on paper."""
        return round(self.scale() * POINTS / INCH * 100)

    def fit_to(self, fit: Fit) -> None:
        """Fit the pages into the room."""
        self._size(fit)

    def zoom(self, steps: int) -> None:
        """Draw larger or smaller by ``steps``; 0 fits the width again."""
        if steps:
            self._size(max(LEAST, min(self.scale() * ZOOM**steps, MOST)))
        else:
            self._size(Fit.WIDTH)

    def _size(self, size: Fit | float) -> None:
        """Draw another size; the page in sight stays."""
        here = self.current
        inside = self.verticalScrollBar().value() - self._top(here)
        across, room = self.horizontalScrollBar(), self.viewport().width()
        whole = across.maximum() + room
        middle = (across.value() + room / 2) / whole if across.maximum() else 0.5
        before = self.scale()
        self.size_by = size
        self._lay_out()
        moved = round(inside * self.scale() / before) if inside > 0 else inside
        self.verticalScrollBar().setValue(self._top(here) + moved)
        across.setValue(round(middle * (across.maximum() + room) - room / 2))
        self.moved.emit()

    def _top(self, page: int) -> int:
        places = self._places()
        return int(places[page].top()) if page < len(places) else 0

    def show_place(self, place: Found) -> None:
        """Bring a place on a page into the middle of what is seen."""
        scale, on_page = self.scale(), self._places()[place.page]
        x, y, width, height = place.boxes[0] if place.boxes else (0.0, 0.0, 0.0, 0.0)
        middle = on_page.top() + (y + height / 2) * scale
        self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))
        right = on_page.left() + (x + width) * scale
        self.horizontalScrollBar().setValue(round(max(0.0, right + GAP - self.viewport().width())))

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
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by_key(event)
            return
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

    def _zoom_by_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1)
            case Qt.Key.Key_Minus:
                self.zoom(-1)
            case Qt.Key.Key_0:
                self.fit_to(Fit.PAGE if self.size_by is Fit.WIDTH else Fit.WIDTH)
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
            self._paint_page(painter, number, target, QRectF(event.rect()))

    def _paint_page(self, painter: QPainter, number: int, target: QRectF, seen: QRectF) -> None:
        if self.images is None:
            return
        scale = round(self.scale() * self.devicePixelRatioF(), 3)
        rows = list(self.images.rows(number, scale))
        high = target.height() / rows[-1][1]  # of a pixel row on the screen
        for first, last in rows:
            place = QRectF(target.left(), target.top() + first * high, target.width(), 0)
            place.setHeight((last - first) * high)
            if place.intersects(seen):
                painter.drawImage(place, self.images.strip(number, scale, (first, last)))
        self._paint_marks(painter, number, target)

    def _paint_marks(self, painter: QPainter, number: int, target: QRectF) -> None:
        """Paint what was searched, as a marker does: the letters stay black, also in the dark."""
        scale = self.scale()
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for found in self._marks.get(number, ()):
            colour = FOUND_HERE if found is self._marked else FOUND
            for x, y, width, height in found.boxes:
                box = QRectF(x * scale, y * scale, width * scale, height * scale)
                painter.fillRect(box.translated(target.topLeft()).adjusted(-1, -1, 1, 1), colour)
        painter.restore()

    def scale(self) -> float:
        """Return the pixels a point is drawn with."""
        if isinstance(self.size_by, float):
            return self.size_by
        if not self._sizes:
            return 1.0
        seen = self.viewport()
        widest = max(width for width, _height in self._sizes)
        scale = (seen.width() - 2 * GAP) / widest
        if self.size_by is Fit.PAGE:
            highest = max(height for _width, height in self._sizes)
            scale = min(scale, (seen.height() - 2 * GAP) / highest)
        return max(LEAST, min(scale, WIDEST))

    def _places(self) -> list[QRectF]:
        """Return where each page lies, from the top left of all."""
        scale, y = self.scale(), float(GAP)
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


def _close(papers: list[Preview], *_widget: object) -> None:
    """Let go of documents, also when their widget is gone already."""
    while papers:
        papers.pop().close()
