"""A report as plain text: what tests read, and what is copied from a preview."""

from collections.abc import Iterator, Sequence

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.charts.kinds import CHARTS
from learnsoc_desktop.reporting.charts.tables import chart_table
from learnsoc_desktop.reporting.document import (
    Bars,
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Figures,
    Heading,
    Note,
    Paragraph,
    Report,
    Role,
    Signatures,
    Table,
    walk,
)
from learnsoc_desktop.reporting.forms.text import form_lines
from learnsoc_desktop.reporting.written import cell_text, text_of


def plain_text(report: Report) -> str:
    """Return everything the paper says, a line a row, cells apart by " | "."""
    text = "\n".join(line for line in _lines(report) if line.strip(" |"))
    return text.replace(ZERO_WIDTH_SPACE, "")  # breaks that translated texts carry for the screen


def _lines(report: Report) -> Iterator[str]:
    style, words = report.style, report.words
    yield from (text_of(line, style) for line in report.head.chain)
    yield text_of(report.title, style)
    yield text_of("   ".join(part for part in (report.period, report.filter) if part), style)
    blocks: Sequence[Block] = (report.fields, *report.blocks) if report.fields else report.blocks
    for block in walk(blocks):
        yield from _block_lines(block, report)
    if report.as_of:
        yield words.as_of.format(date=formats.moment(report.as_of, style=style))
    if report.counted:
        yield text_of(words.counted.format(counted=report.counted), style)
    yield report.sheet_no
    if report.sample:
        yield words.sample


def _block_lines(block: Block, report: Report) -> Iterator[str]:
    style = report.style
    match block:
        case Heading(text, number):
            yield text_of(f"{number} {text}" if number is not None else text, style)
        case Paragraph(text=text, lead=lead):
            yield text_of(f"{lead} {text}".strip(), style)
        case Note(text=text):
            yield text_of(text, style)
        case Fields(rows):
            yield from (_field_line(row, style) for row in rows)
        case Table():
            yield from _table_lines(block, report)
        case Figures() | Bars():
            yield from _figure_lines(block, style)
        case Signatures():
            yield from _signature_lines(block, report)
        case _ if isinstance(block, CHARTS):
            yield text_of(block.about.title, style)
            yield from _table_lines(chart_table(block), report)
        case _:
            yield from form_lines(block, lambda text: text_of(text, style))


def _signature_lines(block: Signatures, report: Report) -> Iterator[str]:
    for person in block.people:
        if block.plain:
            yield f"…… ({person.name}) | {person.position} | {person.role}".rstrip(" |")
        else:
            yield f"{report.words.signed} …… {person.role} ({person.name}) {person.position}"


def _field_line(row: Sequence[Field], style: Style) -> str:
    return "   ".join(
        f"{text_of(field.label, style)} {cell_text(field.value, field, style, '……')}"
        for field in row
    )


def _figure_lines(block: Figures | Bars, style: Style) -> Iterator[str]:
    if isinstance(block, Bars):
        for bar in block.items:
            value = formats.number(bar.value, block.places, style=style)
            yield f"{text_of(bar.label, style)} {value}"
        return
    for figure in block.items:
        value = formats.number(figure.value, figure.places, style=style)
        before = figure.note
        if not before and block.before_title:
            before = formats.number(figure.before, figure.places, style=style)
            before = f"({block.before_title} {before})"
        yield text_of(f"{figure.title} {value} {before}".strip(), style)


def _table_lines(table: Table, report: Report) -> Iterator[str]:
    style = report.style
    yield " | ".join(text_of(column.head, style) for column in table.columns)
    for row in table.rows:
        if row.role is Role.GROUP:
            yield cell_text(row.cells[0], table.columns[0], style, "")
        else:
            yield " | ".join(_cells(table.columns, row.cells, report))


def _cells(columns: Sequence[Column], cells: Sequence[Cell], report: Report) -> Iterator[str]:
    for column, value in zip(columns, cells, strict=False):
        yield cell_text(value, column, report.style)
