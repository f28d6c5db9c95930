"""Several papers as one: a cover, contents with page numbers, numbers through all pages, bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from learnsoc_desktop.core.files import replacing
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.reporting.document import PageKind, Report
from learnsoc_desktop.reporting.forms.kinds import Contents, Cover, Entry
from learnsoc_desktop.reporting.pdf import (
    SHARE,
    LaidOut,
    Part,
    Printed,
    Told,
    draw_pages,
    lay_out,
    no_collecting,
    open_canvas,
)
from learnsoc_desktop.reporting.typefaces import Typefaces
from learnsoc_desktop.reporting.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class Binder:
    """What is put together: the papers in their order, and what stands before them.

    ``front`` gives head, words, style and date of the cover and the contents; its title stands on the cover,
    ``lines`` under it. ``note`` stands under the contents.
    """

    front: Report
    papers: tuple[Report, ...]
    lines: tuple[str, ...] = ()
    note: str = ""
    contents_title: str = field(default_factory=lambda: _("Contents"))  # said before it travels
    page_title: str = field(default_factory=lambda: _("Page"))


def write_binder(
    binder: Binder, path: Path, progress: Progress | None = None, *, paper: str = "A4"
) -> Printed:
    """Write a binder to ``path``, whole or not at all. Runs in the child process.

    The papers share their faces, so that the file stays small. Page 1 is the first page of the first paper;
    the contents carry letters, the cover nothing. A paper keeps its own size and direction.
    Raises DiskFull, FileNotWritable, FolderMissing, FaceMissing, and what ``progress`` raises.
    """
    faces = Typefaces()
    typesetter = Typesetter(faces)
    progress = progress or NoProgress()

    told = Told(progress)

    def laid_out(report: Report, steps: Progress) -> LaidOut:
        return lay_out(report, typesetter, report.size or paper, Told(steps))

    with no_collecting():
        papers = [
            laid_out(report, Part(progress, at, len(binder.papers), report.title))
            for at, report in enumerate(binder.papers)
        ]
        firsts = _first_pages(papers)
        count = sum(len(laid.pages) for laid in papers)
        cover = laid_out(_cover(binder), NoProgress())
        contents = laid_out(_contents(binder, firsts), NoProgress())
        told.step(SHARE * len(papers), SHARE * len(papers))
        cover.finish(1, 0)
        contents.finish(1, 0)
        for laid, first in zip(papers, firsts, strict=True):
            laid.finish(first, count)
    with replacing(path) as part:
        canvas = open_canvas(part, faces, binder.front)
        parts = [(binder.front.title, cover), (binder.contents_title, contents)]
        parts += [(report.title, laid) for report, laid in zip(binder.papers, papers, strict=True)]
        for number, (title, laid) in enumerate(parts):
            canvas.mark(title, f"part-{number}")
            draw_pages(canvas, laid.pages, told)
        canvas.save()
    pages = sum(len(laid.pages) for _name, laid in parts)
    return Printed(pages, tuple(sorted(typesetter.missing)))


def _first_pages(papers: Sequence[LaidOut]) -> list[int]:
    """Return the number of the first page of each paper."""
    firsts, number = [], 1
    for laid in papers:
        firsts.append(number)
        number += len(laid.pages)
    return firsts


def _cover(binder: Binder) -> Report:
    cover = Cover(binder.front.title, binder.lines)
    return replace(binder.front, page=PageKind.COVER, blocks=(cover,))


def _contents(binder: Binder, firsts: Sequence[int]) -> Report:
    entries = tuple(
        Entry(_entry(report, binder.papers), first)
        for report, first in zip(binder.papers, firsts, strict=True)
    )
    block = Contents(entries, binder.contents_title, binder.page_title, binder.note)
    return replace(binder.front, page=PageKind.FRONT, blocks=(block,))


def _entry(report: Report, papers: Sequence[Report]) -> str:
    """Return what the contents call a paper: with its period and filter where titles are the same."""
    if sum(other.title == report.title for other in papers) == 1:
        return report.title
    return " ".join(part for part in (report.title, report.period, report.filter) if part)
