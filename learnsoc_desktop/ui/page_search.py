"""Searching the pages that are shown: a field, how many hits, the one before and after."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.reporting.preview import Found
from learnsoc_desktop.ui.buttons import icon_button
from learnsoc_desktop.ui.keys import asks_for_escape
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.pdf_pages import PdfPages
from learnsoc_desktop.ui.search_field import SearchField
from learnsoc_desktop.ui.text import Text

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PageSearch(QWidget):
    """Looks through the pages, one page each time the window is free, and marks what it finds.

    Signals:
        closed: The person has done with it.
    """

    closed = Signal()

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self.pages = pages
        self.field = SearchField(_("Find in the pages"))
        self.field.setAccessibleName(_("Find in the pages"))
        self.field.setToolTip(_("Find in the pages (Ctrl+Shift+F)"))
        self.field.textChanged.connect(lambda _text: self.begin())
        self.field.installEventFilter(self)
        self.told = Text("", "body", "ink_soft")
        previous = icon_button("arrow-up", _("The place before"), kind="quiet", then=self.previous)
        following = icon_button("arrow-down", _("The next place"), kind="quiet", then=self.next)
        end = icon_button("x", _("Close the search"), kind="quiet", then=self.close_search)
        self.steps = (previous, following)
        self.setLayout(row((self.field, 1), self.told, previous, following, end, gap=4))
        self._hits: dict[int, list[Found]] = {}
        self._at = -1  # of all hits
        self._page = 0  # the next one to look through
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)

    @property
    def hits(self) -> list[Found]:
        """The places that were found, in reading order."""
        return [found for page in sorted(self._hits) for found in self._hits[page]]

    def begin(self) -> None:
        """Look through the pages anew: another text, or other pages."""
        self._hits, self._at, self._page = {}, -1, 0
        self.pages.mark({}, None)
        if self.field.text().strip() and not self.isHidden():
            self._timer.start()
        else:
            self._timer.stop()
        self._tell()

    def next(self) -> None:
        """Show the next place; after the last one the first."""
        self._step(1)

    def previous(self) -> None:
        """Show the place before."""
        self._step(-1)

    def close_search(self) -> None:
        """Take the marks away."""
        self._timer.stop()
        self.pages.mark({}, None)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step by Enter; Esc in the empty field ends the search."""
        escape = asks_for_escape(event)
        if escape:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and not self.field.text():
                self.close_search()
                return True
        return super().eventFilter(watched, event)

    def _look_on(self) -> None:
        paper = self.pages.paper
        if paper is None or self._page >= paper.pages:
            self._timer.stop()
            self._tell()
            return
        found = list(paper.search_page(self._page, self.field.text().strip()))
        self._page += 1
        if found:
            self._hits[found[0].page] = found
            if self._at < 0:
                self._step(1)
            else:
                self.pages.mark(self._hits, self.hits[self._at])
        self._tell()

    def _step(self, by: int) -> None:
        hits = self.hits
        if hits:
            self._at = (self._at + by) % len(hits)
            self.pages.mark(self._hits, hits[self._at])
            self.pages.show_place(hits[self._at])
        self._tell()

    def _tell(self) -> None:
        count, searching = len(self.hits), self._timer.isActive()
        for each in self.steps:
            each.setEnabled(count > 0)
        if not self.field.text().strip():
            text = ""
        elif count:
            text = _("{number} of {count}").format(
                number=self._at + 1, count=f"{count}…" if searching else count
            )
        else:
            text = "…" if searching else _("Not found")
        self.told.set_text(text)
