"""Tables of a report as plain data: columns, rows, and what may stand in a cell."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from learnsoc_desktop.core.fields import Kind


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Role(StrEnum):
    """What a row of a table is."""

    NORMAL = "normal"
    TOTAL = "total"  # bold, grey, ruled: the sum of all
    GROUP = "group"  # bold, light grey: the first cell runs across the table


@dataclass(frozen=True, slots=True)
class Ticks:
    """What stands in the boxes of one cell: ``""`` empty, ``"/"`` a stroke, other text a letter."""

    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A cell cut into equal parts, each with a small grey label and a value or room for one."""

    items: tuple[tuple[str, int | str | None], ...]


Cell = str | int | float | Decimal | date | datetime | time | Ticks | Parts | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``width`` 0 asks for as much as the content needs; such columns share what is left over by
    ``share``. ``align`` is taken from ``kind`` when not given. ``group`` writes one head over
    neighbours of the same group. ``key`` names the column in the map of tick boxes, in a centre's own
    version of the paper and in what is kept of it. ``boxes`` gives the labels of tick boxes drawn in every
    row.
    """

    title: str  # "\n" begins a second line
    width: float = 0.0
    align: Align | None = None
    kind: Kind = Kind.TEXT
    key: str = ""
    group: str = ""
    share: float = 1.0
    places: int = 0  # decimals of a float or Decimal
    signed: bool = False  # writes + before a number above zero
    verbatim: bool = False  # codes: the digits stay as they are typed
    wrap: bool = False  # what narrowing does not fit takes more lines; otherwise it is cut
    boxes: tuple[str, ...] = ()
    once: bool = False  # what stands in the row above too is not written again on the same page

    @property
    def head(self) -> str:
        """The head in one line, with its group, as a spreadsheet shows it."""
        title = " ".join(self.title.split("\n"))
        return f"{self.group} {title}".strip() if self.group else title

    @property
    def place(self) -> Align:
        """Where the text stands: numbers and dates right, the rest left."""
        if self.align is not None:
            return self.align
        numbers = {Kind.NUMBER, Kind.MONEY, Kind.MINUTES, Kind.DATE, Kind.PARTIAL_DATE, Kind.TIME}
        return Align.RIGHT if self.kind in numbers else Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``key`` names it in the map of tick boxes and in what is kept (the id of a person)."""

    cells: tuple[Cell, ...]
    role: Role = Role.NORMAL
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. The head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""  # of the sheet in XLSX
    size: float = 14.0
    row_height: float = 6.2  # 9.0 where people sign; a row of wrapped text takes more
    blank_rows: int = (
        0  # empty rows for handwriting, before the first total row that ends the table
    )
    blank_from: int | None = None  # number written into the first cell of the first blank row
    key: str = ""  # names it in a centre's own version of the paper and in what is kept of it
