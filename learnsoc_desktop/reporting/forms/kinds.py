"""What the blocks of forms hold, as plain data. Lengths are millimetres, pictures PNG or JPEG bytes."""

from dataclasses import dataclass, field

from learnsoc_desktop.core.i18n import _


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a binder: it fills a page of the kind COVER.

    ``lines`` say the period: the first one large, the others small. The emblem is that of the
    report's head; so is the ``chain`` when none is given here.
    """

    title: str
    lines: tuple[str, ...] = ()
    picture: bytes | None = None  # 3 wide to 2 high looks best
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookletCover:
    """The first page of a booklet that is somebody's own; the emblem and the chain are those of the head.

    ``name`` None leaves a line to write on. ``labels`` stand over the name and over the ``number``. ``code``
    is what the QR code says, nothing while there is no number; without a photo there is a place to stick one
    on, with ``photo_words``.
    """

    title: str
    labels: tuple[str, str]
    name: str | None = None
    number: str = ""
    code: str = ""
    photo: bytes | None = None
    photo_words: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``page`` is a number, or letters of the front pages (``front_number``).

    ``level`` 0 is a plain line, 1 the title of a part, 2 a paper inside a part.
    """

    title: str
    page: int | str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a binder, on pages of the kind FRONT; long ones run over more pages."""

    entries: tuple[Entry, ...]
    title: str = field(default_factory=lambda: _("Contents"))
    page_title: str = field(default_factory=lambda: _("Page"))
    note: str = ""  # what was put together, from when


@dataclass(frozen=True, slots=True)
class ContentsHead:
    """What contents are cut into: their title, and what stands over the page numbers."""

    title: str
    page_title: str


@dataclass(frozen=True, slots=True)
class ContentsNote:
    """What contents are cut into: what was put together."""

    text: str


@dataclass(frozen=True, slots=True)
class Crest:
    """The garuda of a letter and the title of the paper; without a picture its place stays free.

    In a memo the picture is 15 mm high at the left, the title large beside it; otherwise it is 30 mm
    high in the middle, the title under it. Both begin 15 mm under the edge of the page.
    """

    picture: bytes | None = None
    title: str = ""
    memo: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A short line in the middle, under the head of an order or of minutes."""

    width: float = 44.0


@dataclass(frozen=True, slots=True)
class Roster:
    """Numbered names, each with what else is said of it, in columns without lines.

    ``shares`` are parts of the width left by the number. ``blank`` lines are for handwriting.
    """

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = (0.33, 0.42, 0.25)
    first: int = 1
    blank: int = 0


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What a roster is cut into; without cells a line to write on."""

    number: int
    cells: tuple[str, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick with words beside them. ``write`` puts a dotted line after the last one."""

    items: tuple[tuple[str, bool], ...]
    columns: int = 3
    write: bool = False


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Dotted lines for handwriting; the first may be indented as a paragraph is."""

    count: int
    indent: float = 0.0
    lead: str = ""  # words the first line begins with
    bold: bool = True  # the lead


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values of a record; a value may take more lines. None leaves a line to write on."""

    rows: tuple[tuple[str, str | None], ...]
    label_width: float = 33.0


@dataclass(frozen=True, slots=True)
class EntryHead:
    """Over an entry of a directory: which directory, its number, the name, and what it is."""

    kind: str
    number: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Shaded:
    """Lines on light grey at the end of an entry. ``ticked`` puts a box before the first one."""

    lines: tuple[str, ...]
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture and the words under it; no picture is a place to stick one on, if frames are shown."""

    picture: bytes | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures in rows. ``frames`` shows dashed places and lines for captions where none are known.

    Without ``frames`` photos without a picture are left out: an empty frame is never handed in.
    """

    items: tuple[Photo, ...]
    columns: int = 2
    height: float = 62.0  # of a picture
    frames: bool = False


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """What photos are cut into."""

    items: tuple[Photo, ...]
    columns: int
    height: float
    frames: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate, filling a page of the kind CERTIFICATE.

    Long lines are narrowed and broken, and the others make room. ``bordered`` False is for printing
    on stock paper that has its own border: the lines stand in the same places. ``code`` is what the QR
    code says. Where a text is None a dotted line is left for handwriting; where it is empty nothing
    stands.
    """

    offices: tuple[str, ...]  # the one that gives it, then those over it
    title: str  # "Certificate"
    opening: str  # "is given to show that"
    name: str | None
    deed: str  # "has learnt and finished the course"
    course: str | None
    details: tuple[str | None, ...]  # hours and days; good wishes; given on
    signer: str = ""
    position: str = ""
    number: str = ""
    register: str = ""
    code: str = ""
    bordered: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A learner's card. ``code`` is what the QR code says: the learner code, never a name."""

    first: str
    last: str = ""
    number: str = ""
    until: str = ""
    photo: bytes | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of 85.6 x 54 mm, eight on a page of the kind BARE, with cut marks."""

    items: tuple[Card, ...]
    title: str
    labels: tuple[str, str, str]  # over the number; under the signature; to whom a found card goes
    note: str = ""  # at the foot of the page: print at 100 %


@dataclass(frozen=True, slots=True)
class LabelSize:
    """How a sheet of stickers is cut: columns and rows, and what one measures (millimetres)."""

    columns: int = 3
    rows: int = 8
    width: float = 64.0
    height: float = 34.0
    left: float = 7.0
    top: float = 12.5
    across: float = 2.0  # between two columns
    down: float = 0.0  # between two rows


@dataclass(frozen=True, slots=True)
class Labels:
    """Stickers: the first line of each is large. ``skip`` leaves stickers out that are used up."""

    items: tuple[tuple[str, ...], ...]
    size: LabelSize = LabelSize()
    skip: int = 0
    outlined: bool = False  # for plain paper that is cut
    note: str = ""  # at the foot of the page, where the stickers leave room


FormBlock = (
    Cover
    | BookletCover
    | Contents
    | ContentsHead
    | Entry
    | ContentsNote
    | Crest
    | Rule
    | Roster
    | RosterRow
    | Choices
    | WriteLines
    | Facts
    | EntryHead
    | Shaded
    | Photos
    | PhotoRow
    | Certificate
    | Cards
    | Labels
)
