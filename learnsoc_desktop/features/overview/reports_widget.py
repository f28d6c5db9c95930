"""The list of papers, by what a person wants."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import ReportSpec
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.ui.buttons import Chip
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, hosted, row, scroll
from learnsoc_desktop.ui.paint import draw, draw_icon, fill, middle
from learnsoc_desktop.ui.text import Remark, Text
from learnsoc_desktop.ui.theme import CONTROL, theme

BESIDE_BOX = 42  # pixels of a row at the first text size in which a press ticks
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
GROUPS = {"hand in": N_("To hand in"), "display": N_("To display"), "check": N_("To check")}


class ReportRow(Dressed, QAbstractButton):
    """One paper in the list.

    Signals:
        walked: The focus is to go up (-1) or down (1).
        ticked: It is to be among several papers, or not any more.
    """

    walked = Signal(int)
    ticked = Signal()

    def __init__(self, spec: ReportSpec) -> None:
        super().__init__()
        self.spec, self.mark = spec, ""
        self.place: int | None = (
            None  # among the ticked ones, 0 for not ticked; None: nothing to tick
        )
        self.setText(_(spec.title))
        self.setAccessibleDescription(_(spec.summary))
        self.setToolTip(_(spec.summary))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: str, whole: str) -> None:
        """Say under the title that it was handed in; an empty text takes the mark away."""
        self.mark = mark
        self.setToolTip("\n".join(part for part in (_(self.spec.summary), whole) if part))
        self.setAccessibleDescription(self.toolTip())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in STEPS:  # Qt would start from the one that is chosen
            self.walked.emit(STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space and self.place is not None:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick it where its box is; elsewhere it is chosen."""
        if self.place is not None and event.position().x() < theme().px(BESIDE_BOX):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.ticked.emit()
        else:
            super().mousePressEvent(event)

    def set_place(self, place: int | None) -> None:
        """Show which of several papers it is, a box to tick (0), or that there is nothing to tick."""
        self.place = place
        words = _("number {place}").format(place=place) if place else ""
        self.setAccessibleDescription("\n".join(part for part in (words, self.toolTip()) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(theme().px(160), theme().px(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, high = theme(), QPainter(self), self.height()
        whole = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        chosen = self.isChecked()
        if chosen or self.underMouse() or self.hasFocus():
            back = "primary_soft" if chosen else "sunken" if self.underMouse() else ""
            fill(painter, whole, back, CONTROL, "focus" if self.hasFocus() else "", 2)
        if chosen:
            fill(painter, QRectF(0, 7, 3, high - 14), "primary", 1)
        side = t.px(20)
        if self.place is None:
            icon, ink = ("stamp", "good") if self.mark else ("file-text", "ink_soft")
            draw_icon(painter, icon, ink, t.px(12), t.px(17), side)
        else:
            self._paint_box(painter, QRectF(t.px(11), (high - t.px(22)) / 2, t.px(22), t.px(22)))
        left = t.px(42)
        room = self.width() - left - 4
        role = "strong" if chosen else "body"
        draw(painter, left, t.px(25), self.text(), role, room=room)
        under = self.mark or _(self.spec.summary)
        draw(
            painter, left, t.px(47), under, "small", "good" if self.mark else "ink_soft", room=room
        )

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        """Paint a box to tick; ticked it tells the place among the papers."""
        if self.place:
            fill(painter, box, "primary", 5)
            base = middle(box.top(), box.height(), "small_strong")
            words = formats.number(self.place)
            left = box.left()
            draw(
                painter,
                left,
                base,
                words,
                "small_strong",
                "on_primary",
                room=box.width(),
                align="centre",
            )
        else:
            fill(painter, box, "surface", 5, "edge", 1)


class ReportList(QWidget):
    """All papers by what a person wants.

    Signals:
        chosen: A ReportSpec.
        several_changed: Papers are to be ticked, or not any more; or one was.
    """

    chosen = Signal(object)
    several_changed = Signal()

    def __init__(self, specs: Sequence[ReportSpec]) -> None:
        super().__init__()
        self._ticked: list[ReportSpec] = []
        self._rows: list[ReportRow] = []
        self._heads: dict[str, Text] = {}
        self._group = QButtonGroup(self)
        self._none = Remark("info", _("There is no such paper."), role="body")
        self._none.hide()
        inner = column(self._none, gap=0, margins=(6, 0, 6, 0))
        for key, title in GROUPS.items():
            of_group = [spec for spec in specs if spec.group == key]
            if not of_group:
                continue
            head = Text(_(title), "small_strong", "ink_soft")
            self._heads[key] = head
            inner.addWidget(head)
            for spec in of_group:
                line = ReportRow(spec)
                line.clicked.connect(lambda _on=False, s=spec: self.chosen.emit(s))
                line.walked.connect(partial(self._walk, line))
                line.ticked.connect(partial(self._tick, line))
                self._rows.append(line)
                self._group.addButton(line)
                inner.addWidget(line)
        inner.addStretch(1)
        self.several = Chip(_("Several papers"), "list-checks")
        self.several.toggled.connect(self._begin_several)
        foot = row(self.several, None, margins=(6, 6, 6, 0))
        self.setLayout(column((scroll(hosted(inner)), 1), foot, gap=0))

    def specs(self) -> Sequence[ReportSpec]:
        """Return the papers in the order they are shown."""
        return [line.spec for line in self._rows]

    def mark(self, spec: ReportSpec) -> None:
        """Show which paper is chosen."""
        here = any(line.hasFocus() for line in self._rows)
        for line in self._rows:
            line.setChecked(line.spec.key == spec.key)
            if line.isChecked():
                self.setFocusProxy(line)
                if here:
                    line.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_marks(self, last: Mapping[str, SnapshotRow]) -> None:
        """Mark the papers that were handed in, by what of each went out last."""
        for line in self._rows:
            row = last.get(line.spec.key)
            words = ""
            if row is not None:
                day = formats.date_medium(row.handed_on)
                words = _("Handed in {date}").format(date=day)
            line.set_mark(words, handed_in_text(row) if row is not None else "")

    def choose_first(self) -> None:
        """Choose the first paper that is shown and give it the keys."""
        for line in self._rows:
            if not line.isHidden():
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.click()
                return

    def ticked(self) -> Sequence[ReportSpec]:
        """Return the papers that are ticked, in the order they were."""
        return tuple(self._ticked)

    def _begin_several(self, on: bool) -> None:  # noqa: FBT001  a slot
        for line in self._rows:
            line.set_place(0 if on else None)
        self._ticked = []
        self.several_changed.emit()

    def _tick(self, line: ReportRow) -> None:
        if line.spec in self._ticked:
            self._ticked.remove(line.spec)
        else:
            self._ticked.append(line.spec)
        for each in self._rows:
            place = self._ticked.index(each.spec) + 1 if each.spec in self._ticked else 0
            each.set_place(place)
        self.several_changed.emit()

    def _walk(self, line: ReportRow, step: int) -> None:
        """Choose the paper that is shown above or below."""
        shown = [each for each in self._rows if not each.isHidden()]
        there = shown[max(0, min(shown.index(line) + step, len(shown) - 1))]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        there.click()

    def show_only(self, wanted: str) -> None:
        """Show the papers whose title or summary holds the folded text ``wanted``."""
        for line in self._rows:
            text = fold(f"{_(line.spec.title)} {_(line.spec.summary)}")
            line.setVisible(wanted in text)
        for key, head in self._heads.items():
            head.setVisible(
                any(line.spec.group == key and not line.isHidden() for line in self._rows)
            )
        self._none.setVisible(all(line.isHidden() for line in self._rows))
