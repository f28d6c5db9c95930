"""A small table of numbers: heads by age band and sex, with sums that tally."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.ages import BANDS as KNOWN_BANDS
from learnsoc_desktop.core.ages import UNKNOWN_BAND
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

BANDS = (*KNOWN_BANDS, UNKNOWN_BAND)
SEXES = (Sex.FEMALE, Sex.MALE, Sex.UNSPECIFIED)
MOST = 99_999
NAME, CELL = 130, 92  # widths of a name and of a number
Cell = tuple[Sex, str]  # sex and age band


def band_text(band: str) -> str:
    """Return an age band in words."""
    if not band:
        return _("Age not known")
    if band.endswith("+"):
        return _("{age} years and over").format(age=formats.numerals(band.rstrip("+")))
    return _("{ages} years").format(ages=formats.numerals(band.replace("-", "–")))


def cells_of() -> list[Cell]:
    """Return the cells of the table in the order they are walked through."""
    return [(sex, band) for sex in SEXES for band in BANDS]


class HeadGrid(QWidget):
    """Fields to type heads into; Enter and the arrows walk through them.

    Signals:
        changed: A cell was left with another number: (Sex, band) and the number.
        typed: Something was typed into a cell and is not stored yet.
    """

    changed = Signal(object, int)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stored: dict[Cell, int] = {}
        self._fields: dict[Cell, Line] = {}
        self._rows: dict[str, Text] = {}
        self._columns: dict[Sex, Text] = {}
        self.total = Text("0", "big", align="right")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        wide = theme().px(CELL)
        for column, sex in enumerate(SEXES, 1):
            grid.addWidget(Text(sex.label, "strong", align="right"), 0, column)
            grid.setColumnMinimumWidth(column, wide)
            self._columns[sex] = Text("", "lead", align="right")
            grid.addWidget(self._columns[sex], len(BANDS) + 1, column)
        last = len(SEXES) + 1
        grid.addWidget(Text(_("Total"), "strong", align="right"), 0, last)
        grid.setColumnMinimumWidth(last, wide)
        for line, band in enumerate(BANDS, 1):
            name = Text(band_text(band))
            name.setMinimumWidth(theme().px(NAME))
            grid.addWidget(name, line, 0)
            for column, sex in enumerate(SEXES, 1):
                self._fields[sex, band] = self._field(sex, band)
                grid.addWidget(self._fields[sex, band], line, column)
            self._rows[band] = Text("", "lead", align="right")
            grid.addWidget(self._rows[band], line, last)
        grid.addWidget(Text(_("Total"), "lead"), len(BANDS) + 1, 0)
        grid.addWidget(self.total, len(BANDS) + 1, last)
        grid.setColumnStretch(len(SEXES) + 2, 1)
        grid.setRowStretch(len(BANDS) + 2, 1)

    def field(self, sex: Sex, band: str) -> Line:
        """Return the field of a sex and an age band."""
        return self._fields[sex, band]

    def show_heads(self, heads: Mapping[Cell, int]) -> None:
        """Show what is stored; a cell in which somebody types keeps what is typed."""
        self._stored = dict(heads)
        for cell, field in self._fields.items():
            if not field.hasFocus():
                count = heads.get(cell, 0)
                field.setText(str(count) if count else "")
        self._add_up()

    def pending(self) -> dict[Cell, int]:
        """Return the numbers that are typed and not stored yet."""
        typed = {cell: int(field.text() or 0) for cell, field in self._fields.items()}
        return {cell: n for cell, n in typed.items() if n != self._stored.get(cell, 0)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk up and down with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        cell = next((cell for cell, field in self._fields.items() if field.hasFocus()), None)
        if step is None or cell is None:
            super().keyPressEvent(event)
        else:
            self._walk(cell, step)

    def _field(self, sex: Sex, band: str) -> Line:
        field = Line(digits=True)
        field.setFixedWidth(theme().px(CELL))
        field.setFont(theme().font("lead"))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setValidator(QIntValidator(0, MOST, field))
        field.setPlaceholderText("–")
        field.setAccessibleName(f"{sex.label}, {band_text(band)}")
        field.textChanged.connect(self._add_up)
        field.textChanged.connect(self.typed)
        field.left.connect(partial(self._keep, (sex, band)))
        field.entered.connect(partial(self._walk, (sex, band), 1))
        return field

    def _walk(self, cell: Cell, step: int) -> None:
        """Go one field down or up; past the end to the next or the last column."""
        order = cells_of()
        target = self._fields[order[(order.index(cell) + step) % len(order)]]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.selectAll()

    def _keep(self, cell: Cell) -> None:
        count = int(self._fields[cell].text() or 0)
        if count != self._stored.get(cell, 0):
            self._stored[cell] = count
            self.changed.emit(cell, count)

    def _add_up(self) -> None:
        typed = {cell: int(field.text() or 0) for cell, field in self._fields.items()}
        for band, text in self._rows.items():
            text.set_text(_sum(sum(typed.get((sex, band), 0) for sex in SEXES)))
        for sex, text in self._columns.items():
            text.set_text(_sum(sum(typed.get((sex, band), 0) for band in BANDS)))
        self.total.set_text(formats.number(sum(typed.values())))


def _sum(count: int) -> str:
    return formats.number(count) if count else "–"
