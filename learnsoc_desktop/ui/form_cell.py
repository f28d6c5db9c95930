"""One field of a form: its label, its editor, and what is said under it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors import Editor, Hint
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.paint import draw, draw_icon, lines, width
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import theme

ICONS = {"good": "check", "late": "circle-alert", "bad": "circle-alert"}
SIDE = 16  # of the icon
INDENT = 22  # of the words behind it


class Said(Dressed, QLabel):
    """What is said under a field. ``fit`` fixes its height for a width.

    Heights are fixed from outside, never while a layout is at work: Qt forgets what changes then.
    """

    def __init__(self) -> None:
        super().__init__("")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.tone = "good"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hint(self, hint: Hint) -> None:
        """Say something."""
        self.tone = hint.tone
        self.setText(hint.text)

    def natural_width(self) -> int:
        """Return the width of one line, in pixels."""
        return round(width(self.text(), "small")) + theme().px(INDENT) + 2

    def sizeHint(self) -> QSize:
        """Return the width of one line and the height it has."""
        return QSize(self.natural_width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the height it has; it breaks as often as it must."""
        return QSize(theme().px(60), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon and the lines."""
        t, painter = theme(), QPainter(self)
        base = float(t.rise("small"))
        side = t.px(SIDE)
        icon = ICONS.get(self.tone, "info")
        draw_icon(painter, icon, self.tone, 0, base - t.px(14 * 0.35) - side / 2, side)
        ink = "ink_soft" if self.tone == "good" else self.tone
        for line in self._lines(self.width()):
            draw(painter, t.px(INDENT), base, line, "small", ink)
            base += t.line("small")

    def fit(self, room: int) -> None:
        """Be as high as the lines need in ``room`` pixels of width."""
        t = theme()
        self.setFixedHeight(t.box("small") + (len(self._lines(room)) - 1) * t.line("small"))

    def _lines(self, room: int) -> list[str]:
        return lines(self.text(), "small", room - theme().px(INDENT))


class FieldCell(QWidget):
    """A label above an editor, and under it what was understood, a doubt with its button, or a fault.

    Signals:
        settled: The doubt was confirmed.
    """

    settled = Signal()

    def __init__(self, editor: Editor, needed: str = "") -> None:
        """``needed`` says in blue that the field must be filled in; empty when it need not be."""
        super().__init__()
        self.editor = editor
        self.error = ""
        spec = editor.spec
        self.label = Text(spec.title, "small", "ink_soft")
        self.label.setBuddy(editor)
        self._help = Text(_(spec.label.help), "small", "ink_soft")
        self._head = [self.label, self._help]
        if needed:
            self._head.insert(1, Text(needed, "small_strong", "primary"))
        self._said = Said()
        self._confirm = Button("", "quiet", "check")
        self._confirm.clicked.connect(self._settle)
        self._under = QWidget()
        self._line = row((self._said, 1), self._confirm, gap=4)
        self._line.setAlignment(self._said, Qt.AlignmentFlag.AlignTop)
        self._under.setLayout(self._line)
        self._under.hide()
        self.setLayout(column(row(*self._head, None, gap=10), editor, self._under, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, hint: Hint | None) -> None:
        """Say ``hint`` under the field, or nothing."""
        self.editor.set_tone(hint.tone if hint is not None else "")
        proxy = self.editor.focusProxy() or self.editor
        proxy.setAccessibleDescription(hint.text if hint is not None else "")
        self._under.setVisible(hint is not None)
        if hint is None:
            return
        self._said.set_hint(hint)
        self._confirm.setText(hint.confirm)
        self._confirm.dress()
        self._confirm.setVisible(bool(hint.confirm))
        self.fit(self.width())

    def said(self) -> str:
        """Return what is said under the field, empty for nothing."""
        return self._said.text() if self._under.isVisibleTo(self) else ""

    def confirm_button(self) -> Button:
        """Return the button that settles a doubt."""
        return self._confirm

    def needs(self) -> int:
        """Return the least width at which nothing of the editor is cut or broken, in pixels."""
        return max(self.editor.minimumSizeHint().width(), self.editor.wanted_width())

    def fit(self, room: int) -> None:
        """Get ready for ``room`` pixels of width.

        The help is shown only where it is not cut; the button goes under words that need the line.
        """
        self.editor.fit(room)
        wanted = sum(part.sizeHint().width() + 10 for part in self._head)
        self._help.setVisible(bool(self._help.text()) and wanted <= room)
        self.setToolTip("" if self._help.isVisibleTo(self) else self._help.text())
        self._confirm.ensurePolished()  # a button has no size before it has its style
        button = self._confirm.sizeHint().width() + 4
        asks = self._confirm.isVisibleTo(self._under)
        below = asks and self._said.natural_width() + button > room
        self._said.fit(room - button if asks and not below else room)
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way == self._line.direction():
            return
        none = Qt.AlignmentFlag(0)
        self._line.setDirection(way)
        self._line.setAlignment(self._confirm, Qt.AlignmentFlag.AlignLeft if below else none)
        self._line.setAlignment(self._said, none if below else Qt.AlignmentFlag.AlignTop)

    def _settle(self) -> None:
        self.editor.confirm()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled.emit()
