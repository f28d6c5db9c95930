"""A table taken elsewhere: as text for a spreadsheet, as a picture for a chat."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from learnsoc_desktop.ui.columns import Column
from learnsoc_desktop.ui.record_table import PAGE, RowSource
from learnsoc_desktop.ui.theme import TYPE, Theme

MOST_ROWS = 100  # of a picture; more cannot be read on a telephone
WIDEST = 320  # pixels of a column of a picture
EDGE, PAD = 24, 12
ROW, HEAD, TITLE, UNDER = 38, 36, 40, 26
SHARP = 1600  # pixels of rows that are drawn twice as fine; more would be too heavy


def rows_of(source: RowSource[Any], most: int | None = None) -> Iterator[Any]:
    """Yield the rows of a source, a page at a time."""
    count = source.count() if most is None else min(source.count(), most)
    for start in range(0, count, PAGE):
        yield from source.fetch(start, min(start + PAGE, count))


def as_text(columns: Sequence[Column[Any]], rows: Iterator[Any] | Sequence[Any]) -> str:
    """Return the table with tabs between cells, as spreadsheets paste it."""
    lines = ["\t".join(column.head for column in columns)]
    lines += ["\t".join(_cell(column, row) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def as_picture(
    columns: Sequence[Column[Any]],
    source: RowSource[Any],
    title: str,
    under: str = "",
    rest: str = "",
) -> QImage:
    """Return the whole table as a picture: black on white in every theme.

    ``under`` is the quiet line below the title, ``rest`` the line at the foot when rows are left out
    (``{count}`` is how many are shown).
    """
    rows = list(rows_of(source, MOST_ROWS))
    sheet = _Sheet(columns, rows)
    if source.count() == len(rows):
        rest = ""
    return sheet.drawn(title, under, rest.format(count=len(rows)))


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def copy_picture(image: QImage) -> None:
    """Put a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(image)


class _Sheet:
    """A table as it is drawn: black on white, the first text size."""

    def __init__(self, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        self._theme = Theme(dark=False, step=0)
        self._columns = columns
        self._texts = [[_cell(column, row) for column in columns] for row in rows]
        self._widths = [
            _wide(self._theme, [column.head, *(line[at] for line in self._texts)])
            for at, column in enumerate(columns)
        ]
        self._painter = QPainter()

    def drawn(self, title: str, under: str, rest: str) -> QImage:
        """Return the table under its title, and ``rest`` at the foot."""
        ratio = 2 if len(self._texts) * ROW < SHARP else 1
        top = TITLE + (UNDER if under else 0) + 12
        wide = max(sum(self._widths), ceil(self._theme.metrics("title").horizontalAdvance(title)))
        high = top + HEAD + ROW * (len(self._texts) + bool(rest))
        image = QImage(
            (wide + 2 * EDGE) * ratio, (high + 2 * EDGE) * ratio, QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        self._painter.begin(image)
        self._painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.write(EDGE, EDGE + 28, title, "title", "ink", wide)
        if under:
            self.write(EDGE, EDGE + TITLE + 14, under, "body", "ink_soft", wide)
        y = float(EDGE + top)
        self.line(y, [column.head for column in self._columns], HEAD, head=True)
        y += HEAD
        for texts in self._texts:
            self.line(y, texts, ROW)
            y += ROW
        if rest:
            self.write(EDGE, y + 26, rest, "small", "ink_soft", wide)
        self._painter.end()
        return image

    def write(self, x: float, base: float, text: str, role: str, colour: str, room: float) -> None:
        """Write a text on a baseline, cut to ``room``."""
        metrics = self._theme.metrics(role)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.setFont(self._theme.font(role))
        self._painter.setPen(self._theme.colour(colour))
        self._painter.drawText(QPointF(x, base), shown)

    def line(self, y: float, texts: Sequence[str], high: int, *, head: bool = False) -> None:
        """Draw one row, or the head."""
        wide = sum(self._widths)
        if head:
            self._painter.fillRect(QRectF(EDGE, y, wide, high), self._theme.colour("sunken"))
        else:
            rule = QRectF(EDGE, y + high - 1, wide, 1)
            self._painter.fillRect(rule, self._theme.colour("line"))
        role = "small_strong" if head else "body"
        base = y + high / 2 + TYPE[role][0] * 0.35
        x = float(EDGE)
        for column, text, room in zip(self._columns, texts, self._widths, strict=True):
            inner = room - PAD
            at = x + PAD / 2
            if column.right:
                used = min(self._theme.metrics(role).horizontalAdvance(text), inner)
                at += inner - used
            self.write(at, base, text, role, "ink_soft" if head else "ink", inner)
            x += room


def _wide(theme: Theme, texts: Sequence[str]) -> int:
    natural = max(theme.metrics("strong").horizontalAdvance(text) for text in texts)
    return min(ceil(natural) + PAD + 2, WIDEST)


def _cell(column: Column[Any], row: Any) -> str:  # noqa: ANN401  a row of any list
    return " ".join(column.text(row).split())
