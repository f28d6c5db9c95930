"""Making pages in the child process: those that are looked at, the first one at once; many papers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.reporting.binder import Binder, write_binder
from learnsoc_desktop.reporting.document import Block, Booklet, PageKind, Paragraph, Report, Table
from learnsoc_desktop.reporting.pdf import write_pdf

FIRST = "first.pdf"
MORE_THAN_A_PAGE = 70  # rows or lines: no page holds as many


def make_pages(
    report: Report, folder: str, paper: str, progress: Progress | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF of ``report`` and the letters no typeface has.

    Of a long report the beginning is laid out first and left as ``FIRST`` in ``folder``, with "…" for the
    number of pages: whoever waits sees the first page before the widths of all rows are measured.
    """
    place = Path(folder)
    start = beginning(report)
    if start is not None:
        write_pdf(start, place / FIRST, paper=paper)
    path = place / "pages.pdf"
    printed = write_pdf(report, path, progress, paper=paper)
    content = path.read_bytes()
    path.unlink()
    return content, printed.missing


def make_papers(
    reports: Sequence[Report], folder: str, paper: str, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write each report as ``0.pdf``, ``1.pdf``, … into ``folder``; return the letters no typeface has."""
    missing: set[str] = set()
    for number, report in enumerate(reports):
        if progress is not None:
            progress.step(number, len(reports), report.title)
        printed = write_pdf(report, Path(folder) / f"{number}.pdf", paper=paper)
        missing.update(printed.missing)
    return tuple(sorted(missing))


def make_binder(
    binder: Binder, folder: str, paper: str, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write a binder as ``0.pdf`` into ``folder``; return the letters no typeface has."""
    return write_binder(binder, Path(folder) / "0.pdf", progress, paper=paper).missing


def beginning(report: Report) -> Report | None:
    """Return the first page and a little more of a long report; None of a short one."""
    if report.page is PageKind.SUMMARY:
        return None  # one page, laid out as a whole
    kept: list[Block] = []
    room = MORE_THAN_A_PAGE
    for at, block in enumerate(report.blocks):
        lines = _lines(block)
        if isinstance(block, Table) and lines > room:
            kept.append(replace(block, rows=block.rows[:room]))
            return _unfinished(report, kept)
        kept.append(block)
        room -= lines
        if room <= 0 and at + 1 < len(report.blocks):
            return _unfinished(report, kept)
    return None


def _lines(block: Block) -> int:
    """Return the least number of lines a block takes."""
    if isinstance(block, Booklet):
        return MORE_THAN_A_PAGE
    if isinstance(block, Table):
        return len(block.rows)
    return 1 + len(block.text) // 150 if isinstance(block, Paragraph) else 1


def _unfinished(report: Report, blocks: list[Block]) -> Report:
    """Return a report of some blocks that says it does not know yet how many pages there are."""
    words = report.words
    words = replace(
        words,
        page=words.page.replace("{count}", "…"),
        sheet=words.sheet.replace("{count}", "…"),
    )
    return replace(report, blocks=tuple(blocks), words=words)
