"""The parts of the import preview: rows with what they would do, faults, and which column is which."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.errors import Fault
from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.exchange.matching import Matching
from learnsoc_desktop.features.people.import_plan import Fate, PeoplePlan, PlannedRow
from learnsoc_desktop.features.people.rules import FIELDS
from learnsoc_desktop.ui.columns import Column, Sign
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.field_text import text_of
from learnsoc_desktop.ui.layout import clear, column, hosted, row, scroll
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, lines
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme

SIGNS = {
    Fate.ADDED: Sign("plus", "good"),
    Fate.CHANGED: Sign("pencil", "primary"),
    Fate.SAME: Sign("check", "ink_soft"),
    Fate.REFUSED: Sign("x", "bad"),
}
NAMES = frozenset({"title", "first_name", "last_name"})
MOST_FAULTS = 200  # rows of the list at the side; all of them go into the file


def preview_columns(matching: Matching, plan: PeoplePlan) -> Sequence[Column[PlannedRow]]:
    """Return the columns of the preview: row, what becomes of it, the name, and the file's fields."""
    del plan
    fields = [FIELDS[name] for name in dict.fromkeys(matching.fields) if name in FIELDS]
    return (
        Column(
            "row",
            N_("Row"),
            lambda line: formats.numerals(str(line.number)),
            60,
            right=True,
            order=lambda line: line.number,
        ),
        Column(
            "fate",
            N_("What becomes of it"),
            lambda line: line.fate.label,
            150,
            sign=lambda line: SIGNS[line.fate],
        ),
        Column("name", N_("Name"), lambda line: line.name, 200, stretch=True),
        *(
            Column(
                spec.name,
                spec.label.text,
                _cell(spec),
                min(spec.label.width, 130),
                leaves=place + 1,
                sign=_sign(spec),
            )
            for place, spec in enumerate(spec for spec in fields if spec.name not in NAMES)
            if spec.kind not in {Kind.CODE, Kind.CODES, Kind.VILLAGE}
        ),
    )


def _cell(spec: FieldSpec) -> Any:  # noqa: ANN401  a function of a row

    def text(line: PlannedRow) -> str:
        shown = text_of(spec, line.values.get(spec.name))
        before = text_of(spec, line.before.get(spec.name)) if spec.name in line.before else ""
        if before and before != shown:
            return _("{now} (was {before})").format(now=shown, before=before)
        return shown

    return text


def _sign(spec: FieldSpec) -> Any:  # noqa: ANN401  a function of a row

    def sign(line: PlannedRow) -> Sign | None:
        return Sign("pencil", "primary") if spec.name in line.before else None

    return sign


class FaultLine(Dressed, QAbstractButton):
    """One fault: row and column, and below what is wrong."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault
        place = _("row {row} · {column}") if fault.column else _("row {row}")
        self.setText(place.format(row=formats.numerals(str(fault.row)), column=fault.column))
        self.setAccessibleDescription(fault.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, wide: int) -> int:
        """Return the height its sentence needs."""
        t = theme()
        count = len(lines(self.fault.text, "small", wide - t.px(30)))
        return t.px(34) + count * t.line("small") + t.px(8)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(220), self.heightForWidth(theme().px(260)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        if self.underMouse() or self.hasFocus():
            ring = "focus" if self.hasFocus() else ""
            fill(
                painter,
                QRectF(self.rect()),
                "sunken" if self.underMouse() else "",
                CONTROL,
                ring,
                2,
            )
        icon, tone = ("x", "bad") if self.fault.refuses else ("circle-alert", "late")
        draw_icon(painter, icon, tone, t.px(4), t.px(9), t.px(16))
        room = self.width() - t.px(30)
        draw(painter, t.px(26), t.px(24), self.text(), "strong", room=room)
        base = t.px(34) + t.px(14)
        for line in lines(self.fault.text, "small", room):
            draw(painter, t.px(26), base, line, "small", "ink_soft", room=room + 1)
            base += t.line("small")


class FaultList(QWidget):
    """What a person should look at, by row.

    Signals:
        chosen: The row number of a fault that was pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[FaultLine] = []
        self._at = -1
        self._inner = column(gap=2)
        self.setLayout(column(scroll(hosted(self._inner)), gap=0))

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show other faults."""
        clear(self._inner)
        self._lines, self._at = [], -1
        for fault in faults[:MOST_FAULTS]:
            line = FaultLine(fault)
            line.clicked.connect(lambda _on=False, n=fault.row: self._choose(n))
            self._lines.append(line)
            self._inner.addWidget(line)
        rest = len(faults) - MOST_FAULTS
        if rest > 0:
            text = ngettext("{count} more, in the file", "{count} more, in the file", rest)
            self._inner.addWidget(
                Text(text.format(count=formats.number(rest)), "small", "ink_soft")
            )
        if not faults:
            self._inner.addWidget(Remark("circle-check", _("No fault was found."), "good", "body"))
        self._inner.addStretch(1)

    def go_on(self) -> None:
        """Go to the next fault."""
        if self._lines:
            self._at = (self._at + 1) % len(self._lines)
            self._lines[self._at].setFocus()
            self._choose(self._lines[self._at].fault.row)

    def _choose(self, number: Hashable) -> None:
        self.chosen.emit(number)


class MatchingForm(QWidget):
    """Which column of the file is which field.

    Signals:
        changed: A person matched a column otherwise.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[QComboBox] = []
        self._inner = column(gap=4)
        self.setLayout(column(scroll(hosted(self._inner)), gap=0))

    def show_matching(self, matching: Matching) -> None:
        """Show how the columns were matched."""
        clear(self._inner)
        self._boxes = []
        for head, name in zip(matching.heads, matching.fields, strict=True):
            box = QComboBox()
            box.setFont(theme().font("body"))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(8)
            box.addItem(_("leave out"), "")
            for spec in FIELDS.values():
                if spec.label.table:
                    box.addItem(spec.title, spec.name)
            if name and box.findData(name) < 0:
                box.addItem(name, name)
            box.setCurrentIndex(max(0, box.findData(name)))
            box.activated.connect(lambda _index: self.changed.emit())
            label = Text(head or "–", "small", "ink" if name else "ink_soft")
            label.setBuddy(box)
            self._boxes.append(box)
            self._inner.addLayout(row((label, 1), (box, 1), gap=8))
        self._inner.addStretch(1)

    def columns(self) -> Mapping[int, str]:
        """Return the chosen field by column, from 0."""
        return {at: str(box.currentData() or "") for at, box in enumerate(self._boxes)}
