"""A measured table drawn on a page, or the part of it that goes there."""

from collections.abc import Collection, Sequence

from learnsoc_desktop.reporting.document import Align, Column, Parts, Role, Row, Ticks
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.measures import (
    BASELINE,
    BOX,
    BOX_GAP,
    BOX_LEFT,
    BOX_ROOM,
    FAINT,
    FINE,
    GREY,
    HAIR,
    HAIRLINE,
    INK,
    POINT,
    RULE,
    SHADE,
    SMALLEST,
    SUM_RULE,
    TH,
)
from learnsoc_desktop.reporting.table_plan import Plan, Planner
from learnsoc_desktop.reporting.typesetter import Weight
from learnsoc_desktop.reporting.written import cell_text, text_of

Lines = list[tuple[float, float, float, float]]


class TableDrawing:
    """Draws parts of one table; lines come last, so that no fill hides them."""

    def __init__(self, planner: Planner, plan: Plan) -> None:
        self.planner = planner
        self.plan = plan
        self.specs = list(zip(plan.table.columns, plan.edges, plan.widths, strict=False))

    def draw(
        self, surface: Surface, x: float, y: float, first: int, last: int, page: int = 1
    ) -> float:
        """Draw the head and the rows ``first`` to before ``last``; return the y under them."""
        plan, top = self.plan, y
        right = x + plan.width
        y = self._head(surface, x, y)
        hairs: Lines = []
        sums: Lines = []
        rules: Lines = [(x, top, right, top), (x, y, right, y)]
        edges = [x + edge for edge in plan.edges]
        open_since: list[float | None] = [y] * len(edges)
        for number in range(first, last):
            row = plan.rows[number]
            height = self.planner.row_height(plan, row)
            above = plan.rows[number - 1] if number > first else None
            hidden = self._row(surface, edges, y, height, row, page, self._said(row, above))
            for edge in range(1, len(edges) - 1):
                since = open_since[edge]
                if edge in hidden:
                    if since is not None and since < y:
                        hairs.append((edges[edge], since, edges[edge], y))
                    open_since[edge] = None
                elif since is None:
                    open_since[edge] = y
            y += height
            if row.role is Role.TOTAL:
                sums.append((x, y - height, right, y - height))
                rules.append((x, y, right, y))
            else:
                below = plan.rows[number + 1] if number + 1 < last else None
                goes_on = below is not None and 0 in self._said(below, row)
                hairs.append((edges[1] if goes_on else x, y, right, y))
        for edge in range(1, len(edges) - 1):
            since = open_since[edge]
            if since is not None:
                hairs.append((edges[edge], since, edges[edge], y))
        hairs += [(x, top, x, y), (right, top, right, y)]
        surface.lines(hairs, HAIRLINE, HAIR)
        surface.lines(sums, SUM_RULE, INK)
        surface.lines([*rules, (x, y, right, y)], RULE, INK)
        return y

    def _head(self, surface: Surface, x: float, y: float) -> float:
        plan = self.plan
        surface.area(x, y, plan.width, plan.head_height, SHADE)
        hairs: Lines = []
        middle, bottom = y + plan.group_height, y + plan.head_height
        for first, count, title in plan.groups:
            left = x + plan.edges[first]
            width = sum(plan.widths[first : first + count])
            text = text_of(title, surface.style)
            self._head_lines(surface, left, width, y, plan.group_height, [text])
            hairs.append((left, middle, left + width, middle))
        previous = ""
        for at, (column, edge, width) in enumerate(self.specs):
            top = middle if column.group else y
            left = x + edge
            inset = BOX_ROOM if column.boxes else 0.0
            self._head_lines(
                surface, left + inset, width - inset, top, bottom - top, plan.heads[at]
            )
            if at:
                same = column.group and column.group == previous and not column.boxes
                hairs.append((left, middle if same else y, left, bottom))
            previous = column.group
        surface.lines(hairs, HAIRLINE, HAIR)
        return bottom

    def _head_lines(
        self, surface: Surface, x: float, width: float, y: float, height: float, lines: list[str]
    ) -> None:
        size, step = self.plan.size, self.plan.step
        base = y + height / 2 - (len(lines) - 1) * step / 2 + size * TH * POINT * BASELINE
        for number, line in enumerate(lines):
            surface.text(
                x + width / 2,
                base + number * step,
                line,
                size,
                Weight.BOLD,
                Align.CENTRE,
                room=width - 0.8,
            )

    def _row(
        self,
        surface: Surface,
        edges: Sequence[float],
        y: float,
        height: float,
        row: Row,
        page: int,
        said: Collection[int],
    ) -> set[int]:
        """Draw a row but the cells in ``said``; return the edges that text runs across."""
        plan = self.plan
        weight = Weight.REGULAR if row.role is Role.NORMAL else Weight.BOLD
        if row.role is not Role.NORMAL:
            shade = SHADE if row.role is Role.TOTAL else FAINT
            surface.area(edges[0], y, plan.width, height, shade)
        base = y + height / 2 + plan.size * TH * POINT * BASELINE
        if row.role is Role.GROUP:
            text = cell_text(row.cells[0], plan.table.columns[0], surface.style, "")
            room = plan.width - 2 * plan.pad
            surface.text(edges[0] + plan.pad, base, text, plan.size, weight, room=room)
            return set(range(1, len(edges) - 1))
        hidden: set[int] = set()
        cells = row.cells
        for at, (column, _edge, width) in enumerate(self.specs):
            if at >= len(cells) or at in said or (value := cells[at]) == "":
                continue
            if isinstance(value, Ticks):
                middle = 0.0 if column.boxes else (width - BOX_ROOM) / 2
                self._ticks(surface, edges[at] + middle, y, height, column, value, row, page)
                continue
            if isinstance(value, Parts):
                self._parts(surface, edges[at], y, width, height, value)
                continue
            if column.wrap and isinstance(value, str):
                lines = self.planner.cell_lines(plan, at, value, row.role)
                if len(lines) > 1:
                    self._wrapped(surface, edges[at], y, height, lines, weight)
                    continue
            place = column.place
            room = width
            if weight is Weight.BOLD and place is Align.LEFT:
                room, crossed = self._across(row, at)
                hidden |= crossed
            text = cell_text(value, column, surface.style, plan.missing)
            self._write(surface, edges[at], base, room, text, weight, place)
        return hidden

    def _said(self, row: Row, above: Row | None) -> Collection[int]:
        """Return the columns whose cell of a row is not written, since the row above says the same."""
        if above is None or row.role is not Role.NORMAL or above.role is not Role.NORMAL:
            return ()
        return [
            at
            for at, (column, cell, before) in enumerate(
                zip(self.plan.table.columns, row.cells, above.cells, strict=False)
            )
            if column.once and cell == before
        ]

    def _write(
        self,
        surface: Surface,
        x: float,
        base: float,
        width: float,
        text: str,
        weight: Weight,
        place: Align,
    ) -> None:
        pad = self.plan.pad
        if place is Align.LEFT:
            surface.text(x + pad, base, text, self.plan.size, weight, room=width - pad - 0.8)
        elif place is Align.RIGHT:
            right = x + width - pad
            surface.text(right, base, text, self.plan.size, weight, place, room=width - 1.2)
        else:
            surface.text(x + width / 2, base, text, self.plan.size, weight, place, room=width - 1.2)

    def _across(self, row: Row, at: int) -> tuple[float, set[int]]:
        """Return the room of a sum's title and the edges it crosses: it may run over empty cells."""
        column = self.plan.table.columns[at]
        text = cell_text(row.cells[at], column, self.planner.style, "")
        needed = self.planner.wide(text, self.plan.size, Weight.BOLD) + self.plan.pad + 0.8
        width, last = self.plan.widths[at], at
        while needed > width and last + 1 < len(row.cells) and row.cells[last + 1] == "":
            last += 1
            width += self.plan.widths[last]
        return width, set(range(at + 1, last + 1))

    def _wrapped(
        self,
        surface: Surface,
        x: float,
        y: float,
        height: float,
        lines: list[str],
        weight: Weight,
    ) -> None:
        size, step = self.plan.size, self.plan.step
        base = y + height / 2 - (len(lines) - 1) * step / 2 + size * TH * POINT * BASELINE
        for number, line in enumerate(lines):
            surface.text(x + self.plan.pad, base + number * step, line, size, weight)

    def _ticks(
        self,
        surface: Surface,
        x: float,
        y: float,
        height: float,
        column: Column,
        value: Ticks,
        row: Row,
        page: int,
    ) -> None:
        """Draw the boxes over each other; beside boxes of a sheet the cell is for the signature."""
        labels = column.boxes or ("",)
        top = y + height / 2 - (len(labels) * (BOX + BOX_GAP) - BOX_GAP) / 2
        left = x + (BOX_LEFT if any(labels) else (BOX_ROOM - BOX) / 2)
        for number, label in enumerate(labels):
            box_top = top + number * (BOX + BOX_GAP)
            mark = value.marks[number] if number < len(value.marks) else ""
            place = (page, row.key, column.key or column.head, number)
            surface.tick_box(left, box_top, text_of(mark, surface.style), place)
            if label:
                surface.text(
                    x + 2.5, box_top + 2.5, label, SMALLEST - 1, align=Align.CENTRE, grey=GREY
                )
        if column.boxes:
            surface.line(x + BOX_ROOM, y, x + BOX_ROOM, y + height, FINE)

    def _parts(
        self, surface: Surface, x: float, y: float, width: float, height: float, value: Parts
    ) -> None:
        """Draw a cell in parts, each with a label and a value."""
        part = width / max(1, len(value.items))
        base = y + height / 2 + SMALLEST * TH * POINT * BASELINE
        for number, (label, amount) in enumerate(value.items):
            left = x + number * part
            if number:
                surface.line(left, y, left, y + height)
            surface.text(left + 1.2, base, label, SMALLEST, grey=GREY, room=part - 2.0)
            if amount is not None:
                right = left + part - self.plan.pad
                text = text_of(str(amount), surface.style)
                surface.text(right, base, text, self.plan.size, align=Align.RIGHT)
