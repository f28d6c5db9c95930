"""The numbers of a chart: as a table for spreadsheets and plain text, as words for a screen reader."""

from collections.abc import Sequence

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.charts.kinds import Chart, Gantt, StepRing, known
from learnsoc_desktop.reporting.document import Align, Cell, Column, Row, Table
from learnsoc_desktop.reporting.written import cell_text, text_of


def chart_table(chart: Chart) -> Table:
    """Return what a chart tells as a table, a row a label."""
    words = chart.about.words
    columns: tuple[Column, ...]
    if isinstance(chart, Gantt):
        columns = (
            Column(words.task, key="task"),
            Column(words.start, kind=Kind.DATE, key="start"),
            Column(words.end, kind=Kind.DATE, key="end"),
            Column(f"% {words.done}", kind=Kind.NUMBER, key="done"),
        )
        rows = [
            (t.title, t.start, t.end or t.start, None if t.done is None else t.done * 100)
            for t in chart.tasks
        ]
        return _table(chart, columns, rows)
    if isinstance(chart, StepRing):
        columns = (
            Column("", align=Align.CENTRE, key="number"),
            Column(words.step, key="step"),
            Column(words.state, key="state"),
        )
        told = [
            (number, step.title, " · ".join(filter(None, (words.of(step.state), step.note))))
            for number, step in enumerate(chart.steps, start=1)
        ]
        return _table(chart, columns, told)
    places = chart.about.places
    columns = (
        Column(chart.about.unit, key="label"),
        *(
            Column(series.title, kind=Kind.NUMBER, places=places, key=f"series{number}")
            for number, series in enumerate(chart.series)
        ),
    )
    lines = [
        (label, *(known(v) for series in chart.series for v in series.values[at : at + 1]))
        for at, label in enumerate(chart.labels)
    ]
    return _table(chart, columns, lines)


def _table(chart: Chart, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(columns, tuple(Row(cells) for cells in rows), name=chart.about.title)


def in_words(chart: Chart, style: Style) -> str:
    """Return every number of a chart in one text: "October: People 12, Times 30; November: …"."""
    table = chart_table(chart)
    told = []
    for row in table.rows:
        cells = [
            cell_text(value, column, style)
            for column, value in zip(table.columns, row.cells, strict=False)
        ]
        named = [
            f"{column.head} {text}" if column.head else text
            for column, text in list(zip(table.columns, cells, strict=False))[1:]
        ]
        told.append(f"{cells[0]}: {', '.join(named)}")
    unit = text_of(chart.about.unit, style)
    text = "; ".join(told) or chart.about.words.nothing
    return f"{unit}. {text}".removeprefix(". ").replace(ZERO_WIDTH_SPACE, "")
