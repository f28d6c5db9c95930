"""Booklets: the pages of each, and two of them on a side of a sheet that is folded and stapled in the fold.

The outermost sheet holds the last and the first page, with the second and the last but one behind them; the
sheets are printed on both sides, turned over the short edge, laid together and folded in the middle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from learnsoc_desktop.reporting.document import Block, Booklet, PageBreak, Report
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import POINT

IN_A_FOLD = 4  # pages of one sheet

Side = tuple[
    int | None, int | None
]  # places of the pages at the left and at the right; None is an empty half


def fold_order(count: int) -> Iterator[Side]:
    """Yield for each side of the sheets the places of its two pages, front and back in turn, outermost first."""
    whole = count + -count % IN_A_FOLD
    places = [place if place < count else None for place in range(whole)]
    for first in range(whole // 2):
        pair = (places[whole - 1 - first], places[first])
        yield pair if first % 2 == 0 else (pair[1], pair[0])


def folded(pages: Sequence[Surface], width: float, height: float) -> list[Surface]:
    """Return the sides of sheets of this size, across, each with two pages in the middle of its halves.

    Pages stay as they are drawn: text, faces and pictures are those of the pages, made smaller only where a
    half of the sheet is smaller than a page.
    """
    return [_side(pages, side, width, height) for side in fold_order(len(pages))]


def booklets_of(report: Report) -> list[Report]:
    """Return a report for each booklet of one; what stands outside of them stands on their second page."""
    notes = tuple(block for block in report.blocks if not isinstance(block, Booklet))
    return [
        replace(
            report,
            blocks=_with_notes(block.blocks, notes),
            foot_note=block.holder or report.foot_note,
        )
        for block in report.blocks
        if isinstance(block, Booklet)
    ]


def _with_notes(blocks: Sequence[Block], notes: Sequence[Block]) -> tuple[Block, ...]:
    """Put notes at the top of the page after the first block."""
    at = next((n for n, each in enumerate(blocks) if n and not isinstance(each, PageBreak)), 1)
    return (*blocks[:at], *notes, *blocks[at:])


def _side(pages: Sequence[Surface], side: Side, width: float, height: float) -> Surface:
    first = pages[0]
    sheet = Surface(first.typesetter, first.style, width, height)
    half = width / 2
    for number, place in enumerate(side):
        if place is None:
            continue
        page = pages[place]
        scale = min(1.0, half / page.width, height / page.height)
        x = number * half + (half - page.width * scale) / 2
        y = (height - page.height * scale) / 2
        _put(page, sheet, x, y, scale)
    return sheet


def _put(page: Surface, sheet: Surface, x: float, y: float, scale: float) -> None:
    """Draw a page on a sheet with its upper left corner at ``x`` and ``y``."""
    low = sheet.height - y - page.height * scale
    sheet.operators.append(f"q {scale:g} 0 0 {scale:g} {x / POINT:.2f} {low / POINT:.2f} cm")
    sheet.operators += page.operators
    sheet.operators.append("Q")
    for picture, left, top, wide, high in page.pictures:
        place = (x + left * scale, y + top * scale, wide * scale, high * scale)
        sheet.pictures.append((picture, *place))
