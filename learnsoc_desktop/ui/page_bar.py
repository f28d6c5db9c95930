"""The line over the pages: which page is seen, how large, and the way to the search."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button, icon_button
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.pdf_pages import Fit, PdfPages
from learnsoc_desktop.ui.text import Text


class PageBar(QWidget):
    """Tells about the pages and sizes them.

    Signals:
        stop_asked: What goes on (making, printing) is to stop.
        search_asked: The search is to be shown.
    """

    stop_asked = Signal()
    search_asked = Signal()

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self.pages = pages
        self.unfinished = False  # the first page is shown and the others are being made
        self._doing = ""
        self.place = Text("", "body", "ink_soft")
        self.doing = Text("", "small", "ink_soft")
        self.stop = button(_("Stop"), "quiet", "circle-x", then=self.stop_asked.emit)
        self.search = icon_button(
            "search",
            _("Find in the pages (Ctrl+Shift+F)"),
            kind="quiet",
            then=self.search_asked.emit,
        )
        self.smaller = icon_button(
            "minus", _("Smaller"), kind="quiet", then=partial(pages.zoom, -1)
        )
        self.larger = icon_button("plus", _("Larger"), kind="quiet", then=partial(pages.zoom, 1))
        self.fit = button("", "quiet", then=self._fit)
        self.fit.setAccessibleDescription(_("Fits the width, then the whole page"))
        self.setLayout(
            row(
                self.place,
                (self.doing, 1),
                self.stop,
                None,
                self.search,
                self.smaller,
                self.fit,
                self.larger,
                gap=4,
            )
        )
        pages.moved.connect(self.tell)
        self.tell()

    def do(self, text: str) -> None:
        """Say what goes on, with a way to stop it; nothing when it is over."""
        self._doing = text
        self.tell()

    def tell(self) -> None:
        """Say where the pages are."""
        count = self.pages.count
        shown = count > 0
        place = _("Page {number} of {count}").format(
            number=self.pages.current + 1, count="…" if self.unfinished else count
        )
        self.place.set_text(place if shown else "")
        for part in (self.smaller, self.larger, self.fit):
            part.setVisible(shown)
        self.search.setVisible(shown and not self.unfinished)
        match self.pages.size_by:
            case Fit.WIDTH:
                self.fit.setText(_("Fits the width"))
            case Fit.PAGE:
                self.fit.setText(_("Whole page"))
            case _:
                self.fit.setText(_("{percent} %").format(percent=self.pages.percent))
        self.doing.set_text(self._doing)
        self.stop.setVisible(bool(self._doing))

    def _fit(self) -> None:
        self.pages.fit_to(Fit.PAGE if self.pages.size_by is Fit.WIDTH else Fit.WIDTH)
