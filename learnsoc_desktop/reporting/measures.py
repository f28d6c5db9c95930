"""Measures of the papers, named once. Millimetres unless said otherwise; greys as PDF counts them."""

from dataclasses import dataclass, replace

from learnsoc_desktop.reporting.document import Edges, PageKind

POINT = 25.4 / 72  # millimetres
TH = 0.68  # Sarabun looks as large as TH SarabunPSK of size / 0.68
LEADING = 1.72  # of the Sarabun size: two marks above never meet a vowel of the line above
CELL_LEADING = 1.5
BASELINE = 0.37  # of the size under the middle of a row: room for two marks above, one below
ASCENT = 1.28  # of the size: a letter with two marks
SMALLEST = 12.0  # TH points

Colour = float | tuple[float, float, float]  # a grey, or red, green and blue
INK, GREY, MIDDLE, HAIR, SHADE, FAINT, WHITE = 0.0, 0.267, 0.467, 0.604, 0.914, 0.961, 1.0
RULE, SUM_RULE, BOX_LINE, FRAME, HAIRLINE, FINE = 0.9, 0.6, 0.7, 0.5, 0.35, 0.25  # points

PAD = 1.4  # inside a cell
TIGHT_PAD = 1.1  # inside a cell of a table with many columns
HARDLY_NARROWER = 0.94  # of its size a text is narrowed to before it takes a second line
NARROWEST = 0.82  # of its size a name is narrowed to before it is cut

CORNER_INSET, CORNER_MARK = 7.0, 4.0
BOX, BOX_GAP, BOX_LEFT, BOX_ROOM = 3.4, 0.9, 4.4, 9.4  # tick boxes in a cell
SIGNING_ROOM = 12.0  # free over a line to sign on

LEAST_EDGE = 7.0  # old printers print nothing nearer to the edge of the paper
LEAST_FOOT = 14.0  # under the blocks where a page has a foot

PAPERS = {"A4": (210.0, 297.0), "F4": (215.9, 330.2), "Letter": (215.9, 279.4)}
A5 = (148.0, 210.0)  # a page of a booklet, on any paper


@dataclass(frozen=True, slots=True)
class Margins:
    """Free edges of a page and whether it lies across."""

    left: float
    right: float
    top: float
    bottom: float
    across: bool = False


MARGINS = {
    PageKind.COVER: Margins(30, 20, 25, 20),
    PageKind.FRONT: Margins(30, 20, 25, 20),
    PageKind.LETTER: Margins(30, 20, 25, 20),
    PageKind.REPORT: Margins(25, 20, 15, 18),
    PageKind.WIDE: Margins(12, 12, 13, 17, across=True),
    PageKind.SHEET: Margins(14, 14, 12, 12, across=True),
    PageKind.SUMMARY: Margins(20, 15, 12, 17),
    PageKind.ENTRY: Margins(25, 20, 15, 18),
    PageKind.CERTIFICATE: Margins(30, 30, 25, 25, across=True),
    PageKind.BARE: Margins(10, 10, 10, 10),
    PageKind.BOOKLET: Margins(14, 14, 13, 16),
}
NARROWER, LEAST = 6.0, 10.0  # what narrow margins give up, and what they keep
BINDING = 10.0  # more on the left, where a paper is punched
FOOTLESS = frozenset(
    (
        *(PageKind.COVER, PageKind.FRONT, PageKind.LETTER, PageKind.CERTIFICATE, PageKind.BARE),
        PageKind.BOOKLET,  # counts the pages of each booklet
    )
)
HEADLESS = FOOTLESS | {PageKind.ENTRY}


def size_of(kind: PageKind, paper: str) -> tuple[float, float]:
    """Return width and height of an upright page of a kind on a paper."""
    return A5 if kind is PageKind.BOOKLET else PAPERS[paper]


def margins_of(kind: PageKind, chosen: Edges | str = "") -> Margins:
    """Return the margins of a page: its own, "narrow", with room for "binding", or those a paper sets itself.

    Edges are kept as far as printers can. A SHEET keeps its own margins: it is read again from a photograph,
    by where its boxes lie.
    """
    own = MARGINS[kind]
    if kind is PageKind.SHEET:
        return own
    if isinstance(chosen, Edges):
        return _with_edges(own, kind, chosen)
    match chosen:
        case "narrow":
            return Margins(
                _less(own.left), _less(own.right), _less(own.top), _less(own.bottom), own.across
            )
        case "binding":
            return replace(own, left=own.left + BINDING)
    return own


def _with_edges(own: Margins, kind: PageKind, edges: Edges) -> Margins:
    sides = {name: getattr(edges, name) for name in ("left", "right", "top", "bottom")}
    given = {name: max(LEAST_EDGE, side) for name, side in sides.items() if side is not None}
    if "bottom" in given and kind not in FOOTLESS:
        given["bottom"] = max(LEAST_FOOT, given["bottom"])
    return replace(own, **given)


def _less(edge: float) -> float:
    return max(edge - NARROWER, min(edge, LEAST))
