"""Blocks laid out over pages: nothing alone that belongs to something."""

from collections.abc import Callable, Sequence

from learnsoc_desktop.core.progress import Progress
from learnsoc_desktop.reporting.blocks import WHOLE_LINES, Blocks
from learnsoc_desktop.reporting.document import (
    Beside,
    Block,
    Filling,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Role,
    Signatures,
    Space,
    Table,
    Together,
)
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.furniture import Furniture
from learnsoc_desktop.reporting.measures import Margins
from learnsoc_desktop.reporting.table_drawing import TableDrawing
from learnsoc_desktop.reporting.table_plan import Plan, tail_start

FOOT_AIR = 2.0  # mm under signatures at the foot
LEAST_ROWS = 2  # of a table under its head
IN_A_FOLD = 4  # pages of a sheet that is folded
LONGEST_TAIL = 0.5  # of a page, that is kept with the last rows of a table


class Flow:
    """Draws blocks one after the other and turns the page where it must."""

    def __init__(
        self,
        blocks: Blocks,
        furniture: Furniture,
        margins: Margins,
        new_surface: Callable[[], Surface],
        progress: Progress,
    ) -> None:
        self.blocks = blocks
        self.furniture = furniture
        self.new_surface = new_surface
        self.progress = progress
        self.pages: list[Surface] = []
        self.y = self.top = 0.0
        self.total_rows = sum(len(table.rows) for table in blocks.report.tables()) or 1
        self.rows = 0
        self.turn_page()
        surface = self.pages[0]
        self.x = margins.left
        self.width = surface.width - margins.left - margins.right
        self.bottom = surface.height - margins.bottom - furniture.foot_air

    @property
    def surface(self) -> Surface:
        """The page that is drawn on."""
        return self.pages[-1]

    @property
    def fresh(self) -> bool:
        """True while nothing stands under the head of the page."""
        return self.y <= self.top

    def turn_page(self) -> None:
        """Begin a page."""
        self.pages.append(self.new_surface())
        self.y = self.top = self.furniture.head(self.surface, len(self.pages))

    def run(self, blocks: Sequence[Block]) -> None:
        """Lay out the blocks of the report."""
        after_rows = _tail_start(blocks, (Space, Note, Paragraph))
        after_text = _tail_start(blocks, (Space,))
        for at, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                if not self.fresh:
                    self.turn_page()
                continue
            if isinstance(block, Filling):
                self._fill(block)
                continue
            if not self.fresh:
                self.y += self.blocks.gap(block, blocks[at - 1] if at else None)
            following = at + 1
            if isinstance(block, Table):
                self._table(block, self._tail(blocks, following, after_rows))
            elif isinstance(block, Paragraph):
                kept = block.keep and following < len(blocks)
                tail = self._beginning(blocks, following) if kept else 0.0
                self._paragraph(block, tail or self._tail(blocks, following, after_text))
            elif isinstance(block, Signatures) and block.at_foot:
                self._at_foot(block)
            elif isinstance(block, Heading) and following < len(blocks):
                self._whole(block, self._beginning(blocks, following))
            else:
                self._whole(block, self._tail(blocks, following, after_text))

    def _fill(self, block: Filling) -> None:
        """Put in a page as often as it takes until all pages come in fours."""
        used = len(self.pages) - self.fresh
        count = block.least + -(used + block.least + block.after) % IN_A_FOLD
        for _page in range(count):
            if not self.fresh:
                self.turn_page()
            self.run(block.blocks)

    def _need(self, height: float) -> None:
        """Turn the page unless ``height`` is left on it."""
        if self.y + height > self.bottom and not self.fresh:
            self.turn_page()

    def _whole(self, block: Block, after: float) -> None:
        height = self.blocks.height(block, self.width)
        if isinstance(block, Together) and height > self.bottom - self.top:
            self.run(block.blocks)  # goes on no page whole
            return
        self._need(height + after)
        page = len(self.pages)
        self.y = self.blocks.draw(block, self.surface, self.x, self.y, self.width, page)

    def _at_foot(self, block: Signatures) -> None:
        height = self.blocks.height(block, self.width)
        self._need(height + FOOT_AIR)
        self.y = self.bottom - height - FOOT_AIR
        page = len(self.pages)
        self.y = self.blocks.draw(block, self.surface, self.x, self.y, self.width, page)

    def _beginning(self, blocks: Sequence[Block], at: int) -> float:
        """Return the least height that the block at this place takes on a page."""
        block = blocks[at]
        if isinstance(block, Table):
            plan = self.blocks.plan(block, self.width)
            rows = plan.rows[:LEAST_ROWS]
            return plan.head_height + sum(self.blocks.planner.row_height(plan, r) for r in rows)
        if isinstance(block, Paragraph):
            lines = len(self.blocks.lines(block, self.width))
            return min(lines, WHOLE_LINES) * self.blocks.step(block.size)
        height = self.blocks.height(block, self.width)
        if isinstance(block, Heading) and at + 1 < len(blocks):
            return height + self._beginning(blocks, at + 1)
        return height

    def _tail(self, blocks: Sequence[Block], at: int, start: int) -> float:
        """Return the height of what ends the report from this place on, where that begins at ``start`` or later.

        0 when something else follows, or when it is so high that it may stand alone.
        """
        if at < start:
            return 0.0
        following = blocks[at:]
        if not any(map(_signed, following)):
            return 0.0
        height = self.blocks.gap(following[0])
        height += self.blocks.heights(following, self.width)
        return height if height < (self.bottom - self.top) * LONGEST_TAIL else 0.0

    def _paragraph(self, block: Paragraph, tail: float) -> None:
        """Lay out running text: never one line alone, up to three lines whole."""
        lines = self.blocks.lines(block, self.width)
        step = self.blocks.step(block.size)
        first = True
        while lines:
            room = int((self.bottom - self.y) / step)
            all_fit = len(lines) * step + tail <= self.bottom - self.y
            count = len(lines) if all_fit else min(room, len(lines) - 2)
            if not all_fit and (count < LEAST_ROWS or len(lines) <= WHOLE_LINES):
                if not self.fresh:
                    self.turn_page()
                    continue
                count = max(1, min(room, len(lines)))
            part = lines[:count]
            self.y = self.blocks.draw_lines(
                self.surface, self.x, self.y, block, part, self.width, first=first
            )
            lines, first = lines[count:], False
            if lines:
                self.turn_page()

    def _table(self, table: Table, tail: float) -> None:
        """Lay out rows: the head on each page, the last rows with the sums and what ends the paper."""
        plan = self.blocks.plan(table, self.width)
        drawing = TableDrawing(self.blocks.planner, plan)
        heights = [self.blocks.planner.row_height(plan, row) for row in plan.rows]
        kept = tail_start(table, plan.rows)
        first = 0
        self._need(plan.head_height + sum(heights[:LEAST_ROWS]))
        while True:
            last = self._rows_that_fit(plan, heights, first, kept, tail)
            if last == first and first < len(heights):
                if not self.fresh:
                    self.turn_page()
                    continue
                last = first + 1  # a row higher than a page
            page = len(self.pages)
            self.y = drawing.draw(self.surface, self.x, self.y, first, last, page)
            self.rows += last - first
            self.progress.step(min(self.rows, self.total_rows), self.total_rows)
            first = last
            if first >= len(heights):
                return
            self.turn_page()

    def _rows_that_fit(
        self, plan: Plan, heights: Sequence[float], first: int, kept: int, tail: float
    ) -> int:
        """Return before which row the page ends."""
        y, last = self.y + plan.head_height, first
        while last < len(heights) and y + heights[last] <= self.bottom + 0.01:
            y += heights[last]
            last += 1
        if last == len(heights) and y + tail <= self.bottom + 0.01:
            return last
        if last > kept > first:
            last = kept  # the last rows go with the sums and the signatures
        elif last == len(heights):
            return last
        while last - 1 > first and plan.rows[last - 1].role is Role.GROUP:
            last -= 1  # the title of a group goes with its first row
        return last


def _tail_start(blocks: Sequence[Block], kinds: tuple[type[Block], ...]) -> int:
    """Return from where on there is nothing but signatures and blocks of ``kinds``."""
    start = len(blocks)
    while start and (_signed(blocks[start - 1]) or isinstance(blocks[start - 1], kinds)):
        start -= 1
    return start


def _signed(block: Block) -> bool:
    """Return True for signatures, and for what stands beside them."""
    if isinstance(block, Beside):
        return isinstance(block.left, Signatures) or isinstance(block.right, Signatures)
    return isinstance(block, Signatures)
