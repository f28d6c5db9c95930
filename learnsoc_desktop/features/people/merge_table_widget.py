"""Two records field by field: what is kept is the ticked one, and what is left stands beside."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.people.merge_cell_widget import MergeCell, Outcome
from learnsoc_desktop.features.people.merge_fields import (
    MergePart,
    Take,
    default_take,
    merge_parts,
    same,
    taken,
)
from learnsoc_desktop.features.people.merge_queries import Comparison, RecordSide, differing
from learnsoc_desktop.features.people.merge_words_widget import (
    NOTHING,
    other_place,
    pair_texts,
    part_text,
)
from learnsoc_desktop.ui.buttons import Chip
from learnsoc_desktop.ui.dressed import Fitted
from learnsoc_desktop.ui.layout import clear, column, hosted, panel, row, scroll
from learnsoc_desktop.ui.portrait import Portrait
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

LABEL, FACE, GAP = 132, 44, 10
SPELT = frozenset({Kind.TEXT, Kind.ID_NUMBER, Kind.PHONE})  # where a single letter may be a slip
ADDRESSES = frozenset({"house_no", "registered_house_no"})  # another house is no slip
WHO = "first_name"  # the part that says who it is stands there even when both say the same


class MergeLine(QWidget):
    """One part: its name, both values, what is left.

    Signals:
        changed: Another value is kept.
        walked: An arrow key was pressed in a cell (the line, the key).
    """

    changed = Signal()
    walked = Signal(object, object)

    def __init__(self, part: MergePart, shown: Comparison, take: Take | None = None) -> None:
        super().__init__()
        self.part, self._shown = part, shown
        kept, other = shown.kept.side, shown.other.side
        values = kept.said, other.said
        self._place = other_place(*values)
        texts = pair_texts(part, *values, shown.words, place=self._place)
        self.same = same(part, kept, other)
        self.cells = [
            MergeCell(part.title, text, quiet=self.same or part.fixed or text == NOTHING)
            for text in texts
        ]
        if not self.same and part.specs[0].kind in SPELT and part.key not in ADDRESSES:
            self.cells[0].underline(differing(*texts))
            self.cells[1].underline(differing(*texts[::-1]))
        self.outcome = Outcome("" if self.same else "arrow-right")
        self.label = Text(part.title, "body", "ink_soft")
        parts = [(each, 1) for each in (*self.cells, self.outcome)]
        self.setLayout(row(20, self.label, *parts, gap=GAP, margins=(0, 0, 16, 0)))
        for cell in self.cells:
            cell.clicked.connect(partial(self._clicked, cell))
            cell.walked.connect(lambda key: self.walked.emit(self, key))
        self.take = take or default_take(part, kept, other)
        self._tell()

    @property
    def open(self) -> bool:
        """True when there is something to choose."""
        return any(cell.isCheckable() for cell in self.cells)

    def choose(self, take: Take) -> None:
        """Keep this value."""
        self.take = take
        self._tell()
        self.changed.emit()

    def _clicked(self, cell: MergeCell, _on: bool = False) -> None:  # noqa: FBT001, FBT002  a slot
        mine = Take.KEPT if cell is self.cells[0] else Take.OTHER
        if not self.part.joins:
            self.choose(mine)
            return
        on = [each.isChecked() for each in self.cells]
        if not any(on):  # one of them has to stay
            self.choose(mine)
        else:
            self.choose(Take.BOTH if all(on) else Take.KEPT if on[0] else Take.OTHER)

    def _tell(self) -> None:
        ticks = (self.take in {Take.KEPT, Take.BOTH}, self.take in {Take.OTHER, Take.BOTH})
        for cell, on in zip(self.cells, ticks, strict=True):
            cell.setChecked(on and cell.isCheckable())
            cell.update()
        kept, other = self._shown.kept.side, self._shown.other.side
        values = {**kept.said, **taken(self.part, kept, other, self.take)}
        text = part_text(self.part, values, self._shown.words, place=self._place)
        self.outcome.show_text(text)


class MergeTable(Fitted, QWidget):
    """Both records with all their parts, and below what is tied to them.

    Signals:
        changed: Another value is kept.
    """

    changed = Signal()

    def __init__(self, picture: Callable[[str], bytes]) -> None:
        super().__init__()
        self._picture = picture
        self.lines: list[MergeLine] = []
        self.chip = Chip("")
        self._labels: list[QWidget] = []
        self._heads, self._rows = column(gap=0), column(gap=3)
        body = scroll(hosted(self._rows))
        frame = panel(column(self._heads, 4, (body, 1), gap=3, margins=(1, 6, 1, 2)))
        self.setLayout(column((frame, 1), gap=0))

    def show_pair(
        self,
        shown: Comparison,
        held: Sequence[Sequence[tuple[str, str]]] = (),
        takes: Mapping[str, Take] | None = None,
        under: str = "",
        parts: Sequence[MergePart] | None = None,
    ) -> None:
        """Show two records. ``held`` are lines of what is tied: title; first, second, both with a note.

        ``takes`` are ticked at first, the better values where it says nothing; ``under`` stands over what is left.
        ``parts`` are shown alone; all of which one record says something, when they are not given.
        """
        takes = takes or {}
        clear(self._heads)
        clear(self._rows)
        self.lines = [
            MergeLine(part, shown, takes.get(part.key)) for part in (parts or _parts(shown))
        ]
        self._labels = [line.label for line in self.lines]
        self.chip = Chip("", checked=len(self.lines) > self._unequal() + 1)
        self.chip.setText(_("Different {count}").format(count=formats.number(self._unequal())))
        self.chip.toggled.connect(self._fold)
        self._heads.addWidget(self._head_line(shown, under))
        for line in self.lines:
            line.changed.connect(self.changed)
            line.walked.connect(self._walk)
            self._rows.addWidget(line)
        if held:
            self._rows.addSpacing(8)
            words = _("What is tied to both records counts for one person; nothing is lost")
            band = Text(words, "small_strong", "ink_soft")
            self._rows.addWidget(panel(row(band, margins=(20, 2, 16, 2)), "sunken"))
            for tied in held:
                self._rows.addWidget(self._held_line(tied))
        self._rows.addStretch(1)
        self._fold(self.chip.isChecked())
        self.fit()

    def fit(self) -> None:
        """Keep the columns of all lines below each other, also where the chip has long words."""
        wide = max(theme().px(LABEL), self.chip.sizeHint().width())
        for label in self._labels:
            label.setFixedWidth(wide)

    def takes(self) -> Mapping[str, Take]:
        """Return what is kept, by the key of its part."""
        return {line.part.key: line.take for line in self.lines}

    def next_difference(self) -> None:
        """Go to the next line in which there is something to choose, from the top after the last."""
        open_lines = [line for line in self.lines if line.open and not line.isHidden()]
        if open_lines:
            at = next((n for n, line in enumerate(open_lines) if _has_focus(line)), -1)
            _focus(open_lines[(at + 1) % len(open_lines)], column=-1)

    def _unequal(self) -> int:
        return sum(not line.same for line in self.lines)

    def _fold(self, only_different: bool) -> None:  # noqa: FBT001  a slot
        for line in self.lines:
            line.setVisible(not (only_different and line.same) or line.part.key == WHO)

    def _walk(self, line: MergeLine, key: Qt.Key) -> None:
        """Left and right choose, up and down walk."""
        at = 0 if line.cells[0].hasFocus() else 1
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            to = 0 if key == Qt.Key.Key_Left else 1
            cell = line.cells[to]
            if cell.isCheckable():
                cell.setFocus(Qt.FocusReason.TabFocusReason)
                if not line.part.joins and not cell.isChecked():
                    cell.click()
            return
        shown = [each for each in self.lines if each.open and not each.isHidden()]
        to = shown.index(line) + (1 if key == Qt.Key.Key_Down else -1)
        if 0 <= to < len(shown):
            _focus(shown[to], column=at)

    def _head_line(self, shown: Comparison, under: str) -> QWidget:
        holder = hosted(row(self.chip, None))
        self._labels.append(holder)
        left = _Head(_("They will be one person"), under or _("The old names are still found"))
        sign = row(Picture("git-merge", "primary", 30, FACE), (left, 1), gap=12)
        parts = [
            (self._record(shown.kept), 1),
            (self._record(shown.other), 1),
            (hosted(sign), 1),
        ]
        return hosted(row(20, holder, *parts, gap=GAP, margins=(0, 4, 16, 4)))

    def _record(self, record: RecordSide) -> QWidget:
        details = record.side.details
        portrait = Portrait(FACE)
        portrait.set_name(details.nickname or record.name)
        if details.picture:
            portrait.set_picture(self._picture(details.picture))
        return hosted(
            row(portrait, (_Head(_record_title(record), _record_under(record)), 1), gap=12)
        )

    def _held_line(self, line: Sequence[tuple[str, str]]) -> QWidget:
        """Return a line of what is tied to both records."""
        (title, _nothing), (one, _none), (two, _no), (both, note) = line
        label = Text(title, "body", "ink_soft")
        self._labels.append(label)
        outcome = Outcome()
        outcome.show_text(both, note)
        cells = (MergeCell(title, one, quiet=True), MergeCell(title, two, quiet=True), outcome)
        return hosted(
            row(20, label, *((cell, 1) for cell in cells), gap=GAP, margins=(0, 0, 16, 0))
        )


class _Head(QWidget):
    """Two lines over a column."""

    def __init__(self, title: str, under: str) -> None:
        super().__init__()
        self.setLayout(column(Text(title, "lead"), Text(under, "small", "ink_soft"), gap=0))


def _parts(shown: Comparison) -> list[MergePart]:
    """Return the parts of which one record at least says something."""
    sides = (shown.kept.side.said, shown.other.side.said)
    return [
        part
        for part in (*merge_parts(), *shown.more)
        if any(part_text(part, side, shown.words) != NOTHING for side in sides)
    ]


def _record_title(record: RecordSide) -> str:
    code = record.side.details.learner_code
    return _("Record {code}").format(code=code) if code else record.name


def _record_under(record: RecordSide) -> str:
    if record.file_name:
        return _("from the file {name}").format(name=record.file_name)
    made = formats.date_brief(record.created_at.astimezone().date())
    changed = formats.date_brief(record.side.updated_at.astimezone().date())
    if made == changed:
        return _("added {day}").format(day=made)
    return _("added {day} · changed {changed}").format(day=made, changed=changed)


def counted_once(count: int) -> str:
    """Return the note about what is tied to both records."""
    text = ngettext(
        "{count} is with both, counted once", "{count} are with both, counted once", count
    )
    return text.format(count=formats.number(count)) if count > 0 else ""


def _has_focus(line: MergeLine) -> bool:
    return any(cell.hasFocus() for cell in line.cells)


def _focus(line: MergeLine, *, column: int) -> None:
    """Put the cursor into a cell of a line; into the ticked one where no column is asked for."""
    ticked = next((cell for cell in line.cells if cell.isChecked()), line.cells[0])
    wanted = ticked if column < 0 else line.cells[column]
    cell = wanted if wanted.isCheckable() else line.cells[0 if wanted is line.cells[1] else 1]
    cell.setFocus(Qt.FocusReason.TabFocusReason)
