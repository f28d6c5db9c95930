"""From rows to a table with heads, the same for every kind of file."""

from collections.abc import Sequence

from learnsoc_desktop.exchange.cells import SourceRow, SourceTable, head_texts
from learnsoc_desktop.exchange.errors import EmptyFile


def table_of(
    rows: Sequence[SourceRow],
    name: str,
    *,
    sheet: str = "",
    sheets: Sequence[str] = (),
    encoding: str = "",
    starts_1904: bool = False,
    notes: Sequence[str] = (),
) -> SourceTable:
    """Return ``rows`` as a table whose first row is the heads; raise EmptyFile when there is none."""
    if not rows:
        raise EmptyFile(name=name)
    return SourceTable(
        name=name,
        heads=head_texts(rows[0].cells),
        rows=tuple(rows[1:]),
        head_row=rows[0].number,
        sheet=sheet,
        sheets=tuple(sheets),
        encoding=encoding,
        starts_1904=starts_1904,
        notes=tuple(notes),
    )
