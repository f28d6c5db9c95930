"""A table measured for its place: widths of columns, lines of the head, heights of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from learnsoc_desktop.core.formats import MISSING, Style
from learnsoc_desktop.reporting.document import Cell, Column, Role, Row, Table, Ticks
from learnsoc_desktop.reporting.lines import pieces, wrap
from learnsoc_desktop.reporting.measures import (
    BOX,
    BOX_GAP,
    BOX_ROOM,
    CELL_LEADING,
    HARDLY_NARROWER,
    NARROWEST,
    PAD,
    POINT,
    SMALLEST,
    TH,
    TIGHT_PAD,
)
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight
from learnsoc_desktop.reporting.written import cell_text, text_of

MANY_COLUMNS = 9
HEAD_AIR = 1.5  # mm over and under the lines of a head, together
CELL_AIR = 1.6  # the same of a cell with more lines
SEEN = 400  # rows that are measured for the width of a column
WIDEST = 70.0  # mm a column asks for by itself
SIGN_WIDTH = 30.0  # mm for a signature, where no width is given
SUM_HEIGHT = 7.0  # mm of the rows of a sheet that nobody signs
LAST_ROWS = 2  # of a table that stay with its sums


@dataclass(slots=True)
class Plan:
    """A measured table. ``edges`` are the left sides of the columns and the right side of the last."""

    table: Table
    rows: tuple[Row, ...]
    widths: list[float]
    size: float
    pad: float
    missing: str
    heads: list[list[str]]  # lines of each column's title
    groups: list[tuple[int, int, str]]  # first column, columns, title
    group_height: float
    title_height: float

    @property
    def signed(self) -> bool:
        """True for a sheet to tick and sign."""
        return any(column.boxes for column in self.table.columns)

    @property
    def width(self) -> float:
        """Width of all columns."""
        return sum(self.widths)

    @property
    def head_height(self) -> float:
        """Height of the whole head."""
        return self.group_height + self.title_height

    @property
    def edges(self) -> list[float]:
        """Left sides of the columns from 0, and the right side of the last."""
        found = [0.0]
        for width in self.widths:
            found.append(found[-1] + width)
        return found

    @property
    def step(self) -> float:
        """From line to line inside a cell."""
        return self.size * TH * CELL_LEADING * POINT


class Planner:
    """Measures tables with the faces and in the digits of one paper."""

    def __init__(self, typesetter: Typesetter, style: Style, scale: float = 1.0) -> None:
        self.typesetter = typesetter
        self.style = style
        self.scale = scale  # below 1 where all must go on one page

    def wide(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of ``text``."""
        return self.typesetter.advance(text, weight) * size * TH / 1000 * POINT

    def plan(self, table: Table, room: float, missing: str = MISSING) -> Plan:
        """Measure ``table`` for a place ``room`` wide; smaller type where it is too wide."""
        rows = _with_blank_rows(table)
        size = max(SMALLEST * min(1.0, self.scale), table.size * self.scale)
        while True:
            pad = TIGHT_PAD if len(table.columns) >= MANY_COLUMNS else PAD
            widths, fits = self._widths(table.columns, rows, room, size, pad, missing)
            if fits or size <= SMALLEST:
                break
            size = max(SMALLEST, size - 0.5)
        plan = Plan(table, rows, widths, size, pad, missing, [], _groups(table.columns), 0.0, 0.0)
        self._measure_head(plan)
        return plan

    def natural(self, table: Table) -> float:
        """Return how wide ``table`` wants to be at its own size."""
        rows = _with_blank_rows(table)
        return sum(
            column.width or self._natural(column, at, rows, table.size, PAD, MISSING)
            for at, column in enumerate(table.columns)
        )

    def _natural(
        self, column: Column, at: int, rows: Sequence[Row], size: float, pad: float, missing: str
    ) -> float:
        """Return the width the head and the cells of a column ask for."""
        if column.boxes:
            return BOX_ROOM + SIGN_WIDTH
        every = max(1, len(rows) // SEEN)
        texts = (
            cell_text(row.cells[at], column, self.style, missing)
            for row in rows[::every]
            if at < len(row.cells) and row.role in {Role.NORMAL, Role.TOTAL}
        )
        cells = max((self.wide(text, size, Weight.BOLD) for text in texts), default=0.0)
        return max(self._least(column, size, pad), min(WIDEST, cells + 2 * pad + 0.4))

    def _least(self, column: Column, size: float, pad: float) -> float:
        """Return the width of the longest word of the head."""
        words = [
            piece.strip()
            for line in text_of(column.title, self.style).split("\n")
            for piece in pieces(line)
        ]
        widest = max((self.wide(word, size, Weight.BOLD) for word in words), default=0.0)
        return widest + pad + 0.8 + (BOX_ROOM if column.boxes else 0)

    def _widths(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        room: float,
        size: float,
        pad: float,
        missing: str,
    ) -> tuple[list[float], bool]:
        """Return the widths of the columns, and whether they go into ``room`` without force."""
        widths = [
            column.width or self._natural(column, at, rows, size, pad, missing)
            for at, column in enumerate(columns)
        ]
        free = [at for at, column in enumerate(columns) if not column.width]
        left = room - sum(widths)
        if left >= 0:
            shares = sum(columns[at].share for at in free)
            for at in free:
                widths[at] += left * columns[at].share / shares if shares else 0.0
            return widths, True
        least = {at: min(widths[at], self._least(columns[at], size, pad)) for at in free}
        spare = sum(widths[at] - least[at] for at in free)
        if spare:
            give = min(1.0, -left / spare)
            for at in free:
                widths[at] -= (widths[at] - least[at]) * give
        total = sum(widths)
        if total > room + 0.01:
            return [width * room / total for width in widths], total <= room * 1.03
        return widths, True

    def _measure_head(self, plan: Plan) -> None:
        weight, size = Weight.BOLD, plan.size
        for column, width in zip(plan.table.columns, plan.widths, strict=True):
            room = width - 0.8 - (BOX_ROOM if column.boxes else 0)
            text = text_of(column.title, self.style)
            wrapped = wrap(text, room, self._narrowed(room, size, weight))
            plan.heads.append([line.text for line in wrapped])
        single = plan.step + HEAD_AIR
        grouped = [at for at, column in enumerate(plan.table.columns) if column.group]
        alone = [at for at, column in enumerate(plan.table.columns) if not column.group]

        def height(columns: Sequence[int]) -> float:
            lines = max((len(plan.heads[at]) for at in columns), default=0)
            return lines * plan.step + HEAD_AIR if lines else 0.0

        if not grouped:
            plan.title_height = max(single, height(alone))
            return
        plan.group_height = single
        plan.title_height = max(height(grouped), height(alone) - plan.group_height)

    def _narrowed(self, room: float, size: float, weight: Weight) -> Callable[[str], float]:
        """Return a ruler that takes a word as wide as ``room`` when narrowing it is enough."""

        def measure(text: str) -> float:
            wide = self.wide(text, size, weight)
            return room if room < wide <= room / NARROWEST and " " not in text else wide

        return measure

    def row_height(self, plan: Plan, row: Row) -> float:
        """Return the height of a row: more where text takes more lines."""
        height = plan.table.row_height * self.scale
        if plan.signed and not any(isinstance(value, Ticks) for value in row.cells):
            height = min(height, SUM_HEIGHT)
        for at, (column, value) in enumerate(zip(plan.table.columns, row.cells, strict=False)):
            if isinstance(value, Ticks):
                boxes = max(1, len(column.boxes))
                height = max(height, boxes * (BOX + BOX_GAP) - BOX_GAP + 0.8)
            elif column.wrap and isinstance(value, str) and value:
                lines = len(self.cell_lines(plan, at, value, row.role))
                if lines > 1:
                    height = max(height, lines * plan.step + CELL_AIR)
        return height

    def cell_lines(self, plan: Plan, at: int, value: str, role: Role) -> list[str]:
        """Return the lines of a wrapped cell; one where narrowing it a little is enough."""
        weight = Weight.REGULAR if role is Role.NORMAL else Weight.BOLD
        room = plan.widths[at] - plan.pad - 0.8
        text = cell_text(value, plan.table.columns[at], self.style, plan.missing)
        if self.wide(text, plan.size, weight) <= room / HARDLY_NARROWER:
            return [text]
        found = wrap(text, room, lambda piece: self.wide(piece, plan.size, weight))
        return [line.text for line in found]


def tail_start(table: Table, rows: Sequence[Row]) -> int:
    """Return where the rows begin that stay together at the end: the sums and two rows before them."""
    return max(0, sums_start(table, rows) - LAST_ROWS)


def sums_start(table: Table, rows: Sequence[Row]) -> int:
    """Return where the rows begin that end the table: sums; in a sheet to tick all rows without boxes."""
    sheet = any(column.boxes for column in table.columns)
    end = len(rows)
    while end:
        row = rows[end - 1]
        ticked = any(isinstance(value, Ticks) for value in row.cells)
        if ticked or (row.role is Role.NORMAL and not sheet):
            break
        end -= 1
    return end


def _with_blank_rows(table: Table) -> tuple[Row, ...]:
    """Return the rows with those for handwriting before the rows that end the table."""
    if not table.blank_rows:
        return table.rows
    blanks = []
    for number in range(table.blank_rows):
        cells: list[Cell] = [
            Ticks(("",) * len(column.boxes)) if column.boxes else "" for column in table.columns
        ]
        if table.blank_from is not None:
            cells[0] = table.blank_from + number
        blanks.append(Row(tuple(cells), key=f"blank-{number + 1}"))
    end = sums_start(table, table.rows)
    return (*table.rows[:end], *blanks, *table.rows[end:])


def _groups(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """Return runs of neighbours under one head; columns to sign have one each."""
    found: list[tuple[int, int, str]] = []
    for at, column in enumerate(columns):
        if not column.group:
            continue
        same = found and found[-1][2] == column.group and sum(found[-1][:2]) == at
        if same and not column.boxes:
            first, count, title = found[-1]
            found[-1] = (first, count + 1, title)
        else:
            found.append((at, 1, column.group))
    return found
