"""What stands in place of rows: nothing yet, nothing found."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import clear, column, hosted, row
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.paint import draw, draw_icon, lozenge
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that belongs here, in words of the village."""

    icon: str
    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty place says: what it is for and what to do first.

    The first of ``actions`` is the one filled button, two others may follow. All texts are in the
    person's language.
    """

    title: str
    under: str = ""
    examples: Sequence[Example] = ()
    actions: Sequence[PageAction] = ()


class Examples(Dressed, QWidget):
    """Lozenges on a thread, a thing that belongs here in each."""

    def __init__(self, examples: Sequence[Example]) -> None:
        super().__init__()
        self._examples = examples
        said = (f"{one.text} {one.under}".strip() for one in examples)
        self.setAccessibleName(", ".join(said))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all of them side by side."""
        t = theme()
        return QSize(t.px(210) * max(len(self._examples), 1), t.px(150))

    def minimumSizeHint(self) -> QSize:
        """Return less: they move together when the window is small."""
        return QSize(theme().px(110) * max(len(self._examples), 1), theme().px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the thread, the lozenges and their words."""
        t, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / max(len(self._examples), 1)
        radius, y = t.px(40), float(t.px(42))
        painter.setPen(QPen(t.colour("edge"), 2))
        painter.drawLine(QPointF(step / 2, y), QPointF(self.width() - step / 2, y))
        for at, one in enumerate(self._examples):
            middle = QPointF((at + 0.5) * step, y)
            edge = "primary" if at == 0 else "edge"
            done = 0.22 if at == 0 else 0
            lozenge(
                painter, middle, radius, done, thread="primary", edge=edge, back="surface", gap=6
            )
            side = t.px(22)
            draw_icon(painter, one.icon, "ink", middle.x() - side / 2, y - side / 2, side)
            left, room = at * step + 4, step - 8
            base = y + t.px(74)
            draw(painter, left, base, one.text, "strong", room=room, align="centre")
            base += t.px(29)
            draw(painter, left, base, one.under, "body", "ink_soft", room=room, align="centre")


class EmptyState(QWidget):
    """An empty place."""

    def __init__(self, empty: Empty) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        title = Text(empty.title, "title", align="centre")
        under = Text(empty.under, "body", "ink_soft", align="centre")
        self.buttons: list[Button] = []
        for at, action in enumerate(empty.actions):
            kind = "primary" if at == 0 else ""
            made = button(action.title, kind, action.icon, then=action.run, big=at == 0)
            made.setEnabled(action.enabled)
            self.buttons.append(made)
        layout = column(None, title, under, gap=8, margins=(24, 16, 24, 24))
        if empty.examples:
            examples = Examples(empty.examples)
            layout.addSpacing(theme().px(22))
            layout.addWidget(examples, 0, centre)
        if self.buttons:
            layout.addSpacing(theme().px(22))
            layout.addWidget(self.buttons[0], 0, centre)
        if self.buttons[1:]:
            layout.addSpacing(4)
            layout.addLayout(row(None, *self.buttons[1:], None, gap=12))
        layout.addStretch(2)
        self.setLayout(layout)
        self.setAccessibleName(empty.title)


class NothingFound(QWidget):
    """No row has what was asked for.

    Signals:
        cleared: The button was pressed.
    """

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "lead", align="centre")
        self._under = Text("", "body", "ink_soft", align="centre")
        self.clear_button = button("", "", "funnel-x", then=self.cleared.emit)
        sign = Picture("search", "ink_soft", 32)
        self.setLayout(
            column(
                None,
                row(None, sign, None),
                self.words,
                self._under,
                8,
                row(None, self.clear_button, None),
                None,
                None,
                gap=6,
                margins=(24, 16, 24, 16),
            )
        )

    def tell(self, text: str, filters: Sequence[str]) -> None:
        """Say what was looked for."""
        if text:
            self.words.set_text(_("“{text}” was not found").format(text=text))
        else:
            self.words.set_text(_("Nothing here fits the filter"))
        self._under.set_text(
            _("Filter: {filters}").format(filters=" · ".join(filters)) if filters else ""
        )
        self._under.setVisible(bool(filters))
        words = _("Clear the filters") if filters else _("Show everything")
        self.clear_button.setText(words)
        self.clear_button.dress()


class ListBody(QStackedWidget):
    """The rows, or what stands in their place.

    Signals:
        cleared: The filters are to be cleared.
    """

    cleared = Signal()

    def __init__(self, rows: QWidget) -> None:
        super().__init__()
        self._rows = rows
        self.nothing = NothingFound()
        self.nothing.cleared.connect(self.cleared)
        self._empty_box = column(gap=0)
        self._empty = hosted(self._empty_box)
        self.empty_state: EmptyState | None = None
        for page in (rows, self.nothing, self._empty):
            self.addWidget(page)

    def show_rows(self) -> None:
        """Show the rows."""
        self.setCurrentWidget(self._rows)

    def show_nothing(self, text: str, filters: Sequence[str]) -> None:
        """Say that nothing was found."""
        self.nothing.tell(text, filters)
        self.setCurrentWidget(self.nothing)

    def show_empty(self, empty: Empty) -> None:
        """Say that nothing is here yet, and what to do first."""
        clear(self._empty_box)
        self.empty_state = EmptyState(empty)
        self._empty_box.addWidget(self.empty_state)
        self.setCurrentWidget(self._empty)
