"""Blocks that stand on one page: how high they are, and how they are drawn."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from learnsoc_desktop.core import formats
from learnsoc_desktop.reporting.bars import BarsDrawing
from learnsoc_desktop.reporting.charts.drawing import drawn
from learnsoc_desktop.reporting.charts.kinds import CHARTS, Chart
from learnsoc_desktop.reporting.charts.paper import PaperSetter, put
from learnsoc_desktop.reporting.charts.scene import Scene
from learnsoc_desktop.reporting.document import (
    Align,
    Bars,
    Beside,
    Block,
    Fields,
    Figures,
    Filling,
    Heading,
    Note,
    PageBreak,
    PageKind,
    Paragraph,
    Report,
    Signatures,
    Space,
    Table,
    Together,
)
from learnsoc_desktop.reporting.drawing import Surface
from learnsoc_desktop.reporting.field_drawing import FieldsDrawing
from learnsoc_desktop.reporting.forms import drawing as forms
from learnsoc_desktop.reporting.forms.setting import Setting
from learnsoc_desktop.reporting.lines import Line, wrap
from learnsoc_desktop.reporting.measures import FRAME, GREY, HAIR, LEADING, POINT, TH
from learnsoc_desktop.reporting.signing import SignaturesDrawing
from learnsoc_desktop.reporting.table_drawing import TableDrawing
from learnsoc_desktop.reporting.table_plan import Plan, Planner
from learnsoc_desktop.reporting.typesetter import Typesetter, Weight
from learnsoc_desktop.reporting.written import text_of

GAP, HEADING_GAP, CLOSE_GAP = 2.4, 3.2, 1.0  # over a block, a heading, a further paragraph
NOTE_LEADING = 0.95  # of the leading of running text
HEADING_SIZE, NOTE_SIZE = 15.5, 12.0
HEADING_HEIGHT, FIGURES_HEIGHT = 6.6, 20.0
LEAD_AIR = 3.0  # after the bold words a paragraph begins with
FIRST_BASE = 0.64  # of the leading, under the top of a line
WHOLE_LINES = 3  # a paragraph of so many lines is never cut


class Blocks:
    """Measures and draws the blocks of one report with the faces of one document."""

    def __init__(self, report: Report, typesetter: Typesetter, scale: float = 1.0) -> None:
        self.report = report
        self.style = report.style
        self.words = report.words
        self.typesetter = typesetter
        self.scale = scale
        self.planner = Planner(typesetter, self.style, scale)
        self.missing = "" if report.page is PageKind.SHEET else formats.MISSING
        self.setting = Setting(typesetter, self.style, self.words, report.head, report.sample)
        self._plans: dict[tuple[int, float], Plan] = {}
        self._scenes: dict[tuple[int, float], Scene] = {}
        self._heights: Mapping[type[Any], Callable[[Any, float], float]] = {
            Heading: lambda _block, _width: HEADING_HEIGHT * self.scale,
            Paragraph: self._paragraph_height,
            Note: self._note_height,
            Fields: lambda block, width: (
                FieldsDrawing(block, self.style, self.planner, width).height
            ),
            Table: self._table_height,
            Figures: lambda _block, _width: FIGURES_HEIGHT * self.scale,
            Bars: lambda block, _width: BarsDrawing(block, self.style, self.scale).height,
            Signatures: lambda block, width: (
                SignaturesDrawing(block, self.words, self.planner, width).height
            ),
            Space: lambda block, _width: block.height * self.scale,
            PageBreak: lambda _block, _width: 0.0,
            Beside: self._beside_height,
            **dict.fromkeys((Together, Filling), self._together_height),
            **dict.fromkeys(CHARTS, self._chart_height),
            **dict.fromkeys(forms.WAYS, self._form_height),
        }
        self._drawings: Mapping[type[Any], Callable[..., None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Note: self._note,
            Fields: self._fields,
            Table: self._table,
            Figures: self._figures,
            Bars: self._bars,
            Signatures: self._signatures,
            Space: lambda *_place: None,
            PageBreak: lambda *_place: None,
            Beside: self._beside,
            **dict.fromkeys((Together, Filling), self._together),
            **dict.fromkeys(CHARTS, self._chart),
            **dict.fromkeys(forms.WAYS, self._form),
        }

    def plan(self, table: Table, width: float) -> Plan:
        """Return the table measured for ``width``; measured once."""
        key = (id(table), width)
        if key not in self._plans:
            self._plans[key] = self.planner.plan(table, width, self.missing)
        return self._plans[key]

    def gap(self, block: Block, before: Block | None = None) -> float:
        """Return the free height over a block that stands under ``before``."""
        if isinstance(block, Space | PageBreak | Signatures):
            return 0.0
        if isinstance(block, Paragraph) and block.air is not None:
            return block.air * self.scale
        if isinstance(before, Heading) or type(block) in forms.CLOSE:
            return 0.0
        if isinstance(block, Heading):
            return HEADING_GAP * self.scale
        close = isinstance(before, Paragraph) and isinstance(block, Paragraph | Note)
        return (CLOSE_GAP if close else GAP) * self.scale

    def height(self, block: Block, width: float) -> float:
        """Return how high a block is."""
        return self._heights[type(block)](block, width)

    def heights(self, blocks: Sequence[Block], width: float) -> float:
        """Return how high blocks under each other are."""
        gaps = sum(self.gap(block, before) for before, block in pairwise(blocks))
        return gaps + sum(self.height(block, width) for block in blocks)

    def draw(
        self, block: Block, surface: Surface, x: float, y: float, width: float, page: int
    ) -> float:
        """Draw a block; return the y under it."""
        self._drawings[type(block)](block, surface, x, y, width, page)
        return y + self.height(block, width)

    def _paragraph_height(self, block: Paragraph, width: float) -> float:
        return len(self.lines(block, width)) * self.step(block.size) + 0.6

    def _note_height(self, block: Note, width: float) -> float:
        return len(self.note_lines(block, width)) * self.step(NOTE_SIZE) * NOTE_LEADING

    def _table_height(self, block: Table, width: float) -> float:
        plan = self.plan(block, width)
        return plan.head_height + sum(self.planner.row_height(plan, row) for row in plan.rows)

    def _together_height(self, block: Together, width: float) -> float:
        return self.heights(block.blocks, width)

    def _beside_height(self, block: Beside, width: float) -> float:
        left, right = self._sides(block, width)
        return max(self.height(block.left, left), self.height(block.right, right))

    def _paragraph(
        self, block: Paragraph, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        self.draw_lines(surface, x, y, block, self.lines(block, width), width, first=True)

    def _table(
        self, block: Table, surface: Surface, x: float, y: float, width: float, page: int
    ) -> None:
        plan = self.plan(block, width)
        TableDrawing(self.planner, plan).draw(surface, x, y, 0, len(plan.rows), page)

    def _signatures(
        self, block: Signatures, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        SignaturesDrawing(block, self.words, self.planner, width).draw(surface, x, y)

    def _together(
        self, block: Together, surface: Surface, x: float, y: float, width: float, page: int
    ) -> None:
        before: Block | None = None
        for inner in block.blocks:
            y += self.gap(inner, before) if before else 0.0
            y = self.draw(inner, surface, x, y, width, page)
            before = inner

    def step(self, size: float) -> float:
        """Return the leading of running text."""
        return size * self.scale * TH * LEADING * POINT

    def lines(self, block: Paragraph, width: float) -> list[Line]:
        """Return the lines of a paragraph."""
        weight = Weight.BOLD if block.bold else Weight.REGULAR
        ruler = self._ruler(block.size * self.scale, weight)
        text = text_of(block.text, self.style)
        return wrap(text, width - block.inset - self._hang(block), ruler, self._indent(block))

    def _hang(self, block: Paragraph) -> float:
        """Return how far in all lines begin, for the lead before them."""
        return self._lead(block) if block.hang < 0 else block.hang

    def _lead(self, block: Paragraph) -> float:
        """Return the width of the lead with the air after it."""
        weight = Weight.REGULAR if block.hang and not block.bold else Weight.BOLD
        lead = text_of(block.lead, self.style)
        return self.planner.wide(lead, block.size * self.scale, weight) + LEAD_AIR

    def _indent(self, block: Paragraph) -> float:
        """Return how far the first line begins after the others: its lead stands before it."""
        beside = block.lead and not block.hang
        return block.indent + (self._lead(block) if beside else 0.0)

    def note_lines(self, block: Note, width: float) -> list[Line]:
        """Return the lines of a note."""
        ruler = self._ruler(NOTE_SIZE * self.scale, Weight.REGULAR)
        return wrap(text_of(block.text, self.style), width - block.inset, ruler)

    def draw_lines(
        self,
        surface: Surface,
        x: float,
        y: float,
        block: Paragraph,
        lines: Sequence[Line],
        width: float,
        *,
        first: bool,
    ) -> float:
        """Draw lines of a paragraph; ``first`` when its first line is among them."""
        step, size = self.step(block.size), block.size * self.scale
        weight = Weight.BOLD if block.bold else Weight.REGULAR
        left = x + block.inset + self._hang(block)
        begins = first
        if first and block.lead:
            lead, at = text_of(block.lead, self.style), x + block.inset + block.indent
            heavy = Weight.REGULAR if block.hang and not block.bold else Weight.BOLD
            surface.text(at, y + step * FIRST_BASE, lead, size, heavy)
        for number, line in enumerate(lines):
            base = y + number * step + step * FIRST_BASE
            if block.align is Align.LEFT:
                indent = self._indent(block) if begins else 0.0
                if line.last:
                    surface.text(left + indent + line.inset, base, line.text, size, weight)
                else:
                    surface.spread(left + indent, base, line.text, line.slack, size, weight)
            else:
                middle = block.align is Align.CENTRE
                at = left + (width - block.inset) / 2 if middle else x + width
                surface.text(at, base, line.text, size, weight, block.align)
            begins = line.last and not block.lead
        return y + len(lines) * step + 0.6

    def _bars(
        self, block: Bars, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        BarsDrawing(block, self.style, self.scale).draw(surface, x, y, width)

    def _scene(self, chart: Chart, width: float) -> Scene:
        """Return a chart drawn for ``width``; drawn once."""
        key = (id(chart), width)
        if key not in self._scenes:
            setter = PaperSetter(self.typesetter)
            self._scenes[key] = drawn(chart, width / self.scale, setter, self.style)
        return self._scenes[key]

    def _chart_height(self, chart: Chart, width: float) -> float:
        return self._scene(chart, width).height * self.scale

    def _chart(
        self, chart: Chart, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        put(self._scene(chart, width), surface, x, y, self.scale)

    def parts(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Return the blocks in parts that each stand on one page, or flow over more."""
        return list(forms.parts(blocks))

    def _form_height(self, block: Block, width: float) -> float:
        return forms.WAYS[type(block)][0](self.setting, block, width)

    def _form(
        self, block: Block, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        forms.WAYS[type(block)][1](self.setting, block, surface, x, y, width)

    def _ruler(self, size: float, weight: Weight) -> Callable[[str], float]:
        return lambda text: self.planner.wide(text, size, weight)

    def _heading(
        self, block: Heading, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        number = ""
        if block.number is not None:
            number = str(block.number)
            if self.words.language == "th":  # Thai figures even on papers of Arabic ones
                number = formats.numerals(number, style=formats.Style(digits="thai"))
            number += "   "
        text = number + text_of(block.text, self.style)
        size = HEADING_SIZE * self.scale
        surface.text(x, y + 4.4 * self.scale, text, size, Weight.BOLD, room=width)

    def _note(
        self, block: Note, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        step = self.step(NOTE_SIZE) * NOTE_LEADING
        for number, line in enumerate(self.note_lines(block, width)):
            base = y + number * step + step * FIRST_BASE
            surface.text(x + block.inset, base, line.text, NOTE_SIZE * self.scale, grey=GREY)

    def _fields(
        self, block: Fields, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        FieldsDrawing(block, self.style, self.planner, width).draw(surface, x, y)

    def _figures(
        self, block: Figures, surface: Surface, x: float, y: float, width: float, _page: int
    ) -> None:
        part, scale = width / max(1, len(block.items)), self.scale
        for number, figure in enumerate(block.items):
            left, middle = x + number * part, x + (number + 0.5) * part
            if number:
                surface.line(left, y + 1, left, y + 19 * scale, FRAME, HAIR)
            room = part - 3
            title = text_of(figure.title, self.style)
            value = formats.number(figure.value, figure.places, style=self.style)
            note = text_of(figure.note, self.style)
            if not note and block.before_title:
                before = formats.number(figure.before, figure.places, style=self.style)
                grown = formats.change(figure.value, figure.before, style=self.style)
                grown = f"   {grown}%" if figure.before else ""
                note = f"{text_of(block.before_title, self.style)} {before}{grown}"
            centre = Align.CENTRE
            surface.text(
                middle, y + 4 * scale, title, 14 * scale, Weight.REGULAR, centre, GREY, room
            )
            surface.text(
                middle, y + 12.4 * scale, value, 32 * scale, Weight.BOLD, centre, room=room
            )
            surface.text(
                middle, y + 18.4 * scale, note, 12 * scale, Weight.REGULAR, centre, GREY, room
            )

    def _sides(self, block: Beside, width: float) -> tuple[float, float]:
        left = (width - block.gap) * block.share
        return left, width - block.gap - left

    def _beside(
        self, block: Beside, surface: Surface, x: float, y: float, width: float, page: int
    ) -> None:
        left, right = self._sides(block, width)
        for inner, at, room, other, beside in (
            (block.left, x, left, block.right, right),
            (block.right, x + left + block.gap, right, block.left, left),
        ):
            if isinstance(inner, Bars) and isinstance(other, Table):
                plan = self.plan(other, beside)  # each pair of bars stands at its row
                drawing = BarsDrawing(inner, self.style, self.scale)
                row = other.row_height * self.scale
                drawing.draw(surface, at, y, room, top=plan.head_height, pitch=row)
            else:
                self.draw(inner, surface, at, y, room, page)
