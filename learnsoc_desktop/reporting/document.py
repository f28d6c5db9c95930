"""A report as plain data: what a paper says, and in which order, but not how it is drawn.

A ``Report`` can be pickled, compared and read as text. ``reporting.pdf`` draws it,
``reporting.sheets`` writes its tables to XLSX and CSV. Values in tables and figures stay typed
(``int``, ``date``, ...); they become text in the digits and the calendar of the paper when it is
made. Lengths are millimetres; type sizes are those of TH SarabunPSK, the ones officials speak of
("16 point").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style, current_style
from learnsoc_desktop.core.i18n import _, language
from learnsoc_desktop.reporting.charts.kinds import Chart
from learnsoc_desktop.reporting.forms.kinds import FormBlock
from learnsoc_desktop.reporting.tables import Align, Cell, Column, Parts, Role, Row, Table, Ticks

__all__ = [
    "Align",
    "Bar",
    "Bars",
    "Beside",
    "Block",
    "Booklet",
    "Cell",
    "Column",
    "Edges",
    "Field",
    "Fields",
    "Figure",
    "Figures",
    "Filling",
    "Head",
    "Heading",
    "Note",
    "PageBreak",
    "PageKind",
    "Paragraph",
    "Parts",
    "Report",
    "Role",
    "Row",
    "Signature",
    "Signatures",
    "Space",
    "Table",
    "Ticks",
    "Together",
    "Words",
    "change",
    "walk",
]


class PageKind(StrEnum):
    """Margins and furniture of a page. A table too wide turns REPORT into WIDE by itself."""

    COVER = "cover"  # upright, nothing around what stands on it
    FRONT = "front"  # upright, letters for page numbers: contents, foreword
    LETTER = "letter"  # upright, broad margins, no head and foot: memo, order, minutes
    REPORT = "report"  # upright: lists, directories
    WIDE = "wide"  # across: registers
    SHEET = "sheet"  # across, with corner marks: to be signed and photographed
    SUMMARY = "summary"  # upright, one page only: figures for officials
    ENTRY = "entry"  # upright, its own head: a page of a directory, a record
    CERTIFICATE = "certificate"  # across, nothing around what stands on it
    BARE = "bare"  # upright, narrow edges, nothing around: cards, labels
    BOOKLET = "booklet"  # A5 upright: pages that are folded and stapled, two on a sheet


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a part; stays with what follows it."""

    text: str
    number: int | None = None
    key: str = ""  # names it in a centre's own version of the paper


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``indent`` is that of the first line, in millimetres (25 in letters).

    ``lead`` are bold words it begins with; with ``hang`` they stand plain at the left and all lines
    begin ``hang`` further in, below 0 as far as the lead is wide. ``air`` is the height over it, when
    it is not the usual one. ``keep`` leaves it on the page of what follows, as a heading stays.
    """

    text: str
    size: float = 16.0
    indent: float = 0.0
    inset: float = 0.0  # of all lines
    bold: bool = False
    align: Align = Align.LEFT
    lead: str = ""
    hang: float = 0.0
    air: float | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Small grey text: how something was counted."""

    text: str
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """A label and a value on a dotted leader; no value leaves room to write.

    Without a label the value is plain text with no leader.
    """

    label: str
    value: Cell = None
    share: float = 1.0  # of the width of its line
    kind: Kind = Kind.TEXT
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of fields, ``step`` apart; the labels may be larger than the values."""

    rows: tuple[tuple[Field, ...], ...]
    size: float = 15.0
    label_size: float = 0.0
    step: float = 7.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One big number, with the same number of the period before under it."""

    title: str
    value: int | float | Decimal | None
    before: int | float | Decimal | None = None
    note: str = ""  # instead of the period before
    places: int = 0
    key: str = ""  # names it in what is kept of the paper


@dataclass(frozen=True, slots=True)
class Figures:
    """Big numbers side by side. ``before_title`` says what is compared with: "last year"."""

    items: tuple[Figure, ...]
    before_title: str = ""
    name: str = ""  # of the sheet in XLSX


@dataclass(frozen=True, slots=True)
class Bar:
    """One pair of bars."""

    label: str
    value: float | None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars: this period solid, the one before outlined, so that no colour is needed."""

    items: tuple[Bar, ...]
    title: str = ""  # of the solid bars: "2569"
    before_title: str = ""  # of the outlined ones; empty when there are none
    unit: str = ""
    places: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. No ``name`` gives a dotted line in brackets."""

    role: str  # "reports", "checks", "certifies"
    name: str = ""
    position: str = ""  # "\n" begins a second line
    key: str = ""  # names the person in a centre's own version of the paper


@dataclass(frozen=True, slots=True)
class Signatures:
    """Up to four blocks, three in a row. They stay with what stands before them.

    Those of letters are ``plain``: no word stands beside the line, the role under the position.
    ``place`` puts a single block elsewhere than in the middle. ``dated`` leaves room for the day.
    """

    people: tuple[Signature, ...]
    at_foot: bool = False  # at the foot of the last page
    size: float = 14.0
    plain: bool = False
    place: float = 0.5  # of the width
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks side by side; ``share`` is the part of the width the left one takes."""

    left: "Fields | Table | Bars | Signatures | Note | Paragraph | Chart | FormBlock"
    right: "Fields | Table | Bars | Signatures | Note | Paragraph | Chart | FormBlock"
    share: float = 0.5
    gap: float = 4.0


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Filling(Together):
    """A page that stands as often as a booklet needs: ``least`` times, and until its pages come in fours.

    ``after`` says how many pages still follow.
    """

    least: int = 1
    after: int = 0


@dataclass(frozen=True, slots=True)
class Booklet(Together):
    """One booklet of a paper of the kind BOOKLET: its pages are counted and folded by themselves.

    The first block fills the first page. ``holder`` stands in the foot of the pages between first and last.
    """

    holder: str = ""


Block = (
    Heading
    | Paragraph
    | Note
    | Fields
    | Table
    | Figures
    | Bars
    | Chart
    | FormBlock
    | Signatures
    | Space
    | PageBreak
    | Beside
    | Together
)


@dataclass(frozen=True, slots=True)
class Edges:
    """Free edges of the pages of one paper, instead of those of its kind; None leaves one as it is."""

    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Who gives out the paper: the organisations from the centre upwards, and the emblem."""

    chain: tuple[str, ...] = ()  # centre, district, province, department
    emblem: bytes | None = None  # PNG or JPEG

    @property
    def centre(self) -> str:
        """The centre's own name."""
        return self.chain[0] if self.chain else ""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a paper, in the language it was asked for.

    They are translated when the report is built, because a paper is drawn in another process.
    """

    language: str = field(default_factory=language)
    page: str = field(default_factory=lambda: _("Page {number}/{count}"))
    continued: str = field(default_factory=lambda: _("{title} (continued)"))
    as_of: str = field(default_factory=lambda: _("Data as of {date}"))
    sample: str = field(default_factory=lambda: _("Sample data"))
    signed: str = field(default_factory=lambda: _("Signed"))
    day: str = field(default_factory=lambda: _("Date ……… / …………………… / …………"))
    sheet: str = field(default_factory=lambda: _("Sheet {number} of {count}"))
    sheet_no: str = field(default_factory=lambda: _("No. {number}"))
    counted: str = field(default_factory=lambda: _("Counted from {counted}"))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a paper says.

    ``period`` and ``filter`` say what it is about and what was left out; ``counted`` how many
    records it was counted from. ``fields`` stand under the title, on a SHEET on every page.
    ``code`` stands on every page of a SHEET as a QR code, with page and pages behind it.
    ``digits`` and ``calendar`` are those of the person's settings when empty. ``size`` (A4, F4, Letter) is
    that of the printer when empty; booklets are always A5, and ``folded`` puts two of their pages on a side of
    that size, in the order in which the sheets are folded and stapled. ``margins`` are those of the kind of
    page, "narrow", left for "binding", or edges of its own. In a binder ``first_page`` is the number of the
    first page and ``pages`` how many the whole binder has.
    """

    key: str
    title: str
    head: Head
    blocks: tuple[Block, ...]
    period: str = ""
    filter: str = ""
    page: PageKind = PageKind.REPORT
    fields: Fields | None = None
    as_of: datetime | None = None  # local time
    counted: str = ""  # "2,296 records"
    sheet_no: str = ""
    code: str = ""
    sample: bool = False
    foot_note: str = ""  # instead of title and date in the foot
    digits: str = ""  # "thai", "arabic"
    calendar: str = ""  # "be", "ce"
    size: str = ""
    margins: Edges | str = ""
    folded: bool = False
    first_page: int = 1
    pages: int = 0
    words: Words = field(default_factory=Words)

    def __post_init__(self) -> None:
        """Take digits and calendar from the settings now; another process has other settings."""
        style = current_style()
        object.__setattr__(self, "digits", self.digits or style.digits)
        object.__setattr__(self, "calendar", self.calendar or style.calendar)

    @property
    def style(self) -> Style:
        """How dates and numbers are written on this paper."""
        return Style(self.calendar, self.digits, self.words.language)

    def text(self) -> str:
        """Return the paper as plain text, a line a row: for tests and for copying."""
        from learnsoc_desktop.reporting.plain_text import plain_text  # noqa: PLC0415  reads this

        return plain_text(self)

    def tables(self) -> Sequence[Table]:
        """Return the tables in reading order."""
        return [block for block in walk(self.blocks) if isinstance(block, Table)]


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks in reading order, looking into those that hold others."""
    for block in blocks:
        match block:
            case Together(inner):
                yield from walk(inner)
            case Beside(left, right):
                yield left
                yield right
            case _:
                yield block


def change(value: float | Decimal | None, before: float | Decimal | None) -> Decimal | None:
    """Return the change from ``before`` to ``value`` in per cent; None where there is no base."""
    if value is None or not before:
        return None
    return (Decimal(str(value)) - Decimal(str(before))) / Decimal(str(before)) * 100
