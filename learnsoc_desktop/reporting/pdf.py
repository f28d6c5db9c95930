"""A report as a PDF file: faces embedded, text that can be searched, the same bytes for the same report."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.reporting.blocks import Blocks
from learnsoc_desktop.reporting.complex_text import PaperCanvas
from learnsoc_desktop.reporting.document import PageKind, Report
from learnsoc_desktop.reporting.drawing import BoxPlace, Surface
from learnsoc_desktop.reporting.flow import Flow
from learnsoc_desktop.reporting.folding import booklets_of, folded
from learnsoc_desktop.reporting.furniture import Furniture
from learnsoc_desktop.reporting.measures import PAPERS, POINT, margins_of, size_of
from learnsoc_desktop.reporting.typefaces import Typefaces
from learnsoc_desktop.reporting.typesetter import Typesetter

SHARE = 1000  # steps of one part in the progress of all
SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8)  # tried until a summary goes on its one page


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: pages, characters no face has, and where the tick boxes lie."""

    pages: int
    missing: tuple[str, ...] = ()
    boxes: tuple[BoxPlace, ...] = ()


def write_pdf(
    report: Report, path: Path, progress: Progress | None = None, *, paper: str = "A4"
) -> Printed:
    """Write ``report`` to ``path``, whole or not at all.

    Runs in the child process: plain data in, a file and plain data out. ``paper`` is A4, F4 or Letter;
    a report that sets its own size keeps it.
    Raises DiskFull, FileNotWritable, FolderMissing, FaceMissing, PictureUnreadable, and what ``progress`` raises.
    """
    faces = Typefaces()
    typesetter = Typesetter(faces)
    told = Told(progress or NoProgress())
    with no_collecting():
        laid = lay_out(report, typesetter, report.size or paper, told)
        laid.finish(report.first_page, report.pages)
    with replacing(path) as part:
        canvas = open_canvas(part, faces, report)
        draw_pages(canvas, laid.pages, told)
        canvas.save()
    boxes = tuple(place for surface in laid.pages for place in surface.boxes)
    return Printed(len(laid.pages), tuple(sorted(typesetter.missing)), boxes)


def open_canvas(part: Path, faces: Typefaces, report: Report) -> PaperCanvas:
    """Return a canvas that writes to ``part`` and says in the file what ``report`` is."""
    canvas = PaperCanvas(part, faces, report.words.language)
    canvas.setTitle(report.title)
    canvas.setAuthor(report.head.centre)
    canvas.setSubject("   ".join(text for text in (report.period, report.filter) if text))
    if report.as_of:
        canvas.date(report.as_of)
    return canvas


def draw_pages(canvas: PaperCanvas, pages: Sequence[Surface], told: "Told") -> None:
    """Draw pages that are laid out, each of its own size."""
    for surface in pages:
        told.again()
        canvas.setPageSize((surface.width / POINT, surface.height / POINT))
        for picture, x, y, width, height in surface.pictures:
            bottom = (surface.height - y - height) / POINT
            canvas.picture(picture, x / POINT, bottom, width / POINT, height / POINT)
        canvas.draw(surface.operators)
        canvas.showPage()


class Told:
    """Progress by rows, that is asked on every page too whether to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = (0, 0, "")

    def step(self, done: int, total: int, text: str = "") -> None:
        """Pass a step on."""
        self._last = (done, total, text)
        self._progress.step(done, total, text)

    def again(self) -> None:
        """Tell the last step once more."""
        self._progress.step(*self._last)


class Part:
    """The progress of one part as a share of that of all ``count`` parts."""

    def __init__(self, progress: Progress, at: int, count: int, title: str = "") -> None:
        self._progress, self._at, self._total, self._title = progress, at, count * SHARE, title

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell how far all are."""
        done = self._at * SHARE + (done * SHARE // total if total else 0)
        self._progress.step(done, self._total, self._title or text)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let Python not look for cycles: none are made, and a long roll takes a third less time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of a report but for what needs to know how many there are; booklets know it already."""

    pages: Sequence[Surface]
    furniture: Furniture | None

    def finish(self, first: int, count: int) -> None:
        """Draw the feet; the first page has the number ``first``, ``count`` are all (0: these)."""
        if self.furniture is None:
            return
        self.furniture.number(first, count)
        for page, surface in enumerate(self.pages, start=1):
            self.furniture.foot(surface, page, len(self.pages))


def lay_out(report: Report, typesetter: Typesetter, paper: str, told: Told) -> LaidOut:
    """Return the pages of a report, drawn but for their feet."""
    if report.page is PageKind.BOOKLET:
        return _booklets(report, typesetter, paper, told)
    if report.page is PageKind.REPORT and _too_wide(report, typesetter, paper):
        report = replace(report, page=PageKind.WIDE)
    scales = SCALES if report.page is PageKind.SUMMARY else SCALES[:1]
    for scale in scales[:-1]:
        laid = _pages(report, typesetter, paper, told, scale)
        if len(laid.pages) == 1:
            return laid
    return _pages(report, typesetter, paper, told, scales[-1])


def _booklets(report: Report, typesetter: Typesetter, paper: str, told: "Told") -> LaidOut:
    """Return the booklets of a report one after the other, each counted and folded by itself."""
    pages: list[Surface] = []
    booklets = booklets_of(report)
    for at, booklet in enumerate(booklets):
        part = Told(Part(told, at, len(booklets)))
        laid = _pages(booklet, typesetter, paper, part, SCALES[0])
        laid.finish(1, 0)
        height, width = PAPERS[paper]
        pages += folded(laid.pages, width, height) if report.folded else laid.pages
    return LaidOut(pages, None)


def _too_wide(report: Report, typesetter: Typesetter, paper: str) -> bool:
    """Return True when a table goes on no upright page without force."""
    margins = margins_of(report.page, report.margins)
    room = PAPERS[paper][0] - margins.left - margins.right
    planner = Blocks(report, typesetter).planner
    return any(planner.natural(table) > room * 1.05 for table in report.tables())


def _pages(report: Report, typesetter: Typesetter, paper: str, told: Told, scale: float) -> LaidOut:
    margins = margins_of(report.page, report.margins)
    width, height = size_of(report.page, paper)
    if margins.across:
        width, height = height, width
    blocks = Blocks(report, typesetter, scale)
    furniture = Furniture(blocks, margins)

    def new_surface() -> Surface:
        told.again()
        return Surface(typesetter, report.style, width, height)

    flow = Flow(blocks, furniture, margins, new_surface, told)
    fields = () if report.fields is None or report.page is PageKind.SHEET else (report.fields,)
    flow.run(blocks.parts((*fields, *report.blocks)))
    return LaidOut(flow.pages, furniture)
