"""Painted text: lines and paragraphs with room for stacked marks, titles, remarks, pills."""

from html import escape
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import row
from learnsoc_desktop.ui.paint import (
    Align,
    draw,
    draw_icon,
    lines,
    middle,
    pill,
    pill_width,
    width,
)
from learnsoc_desktop.ui.theme import INK_BOTTOM, INK_TOP, TYPE, theme

PARAGRAPH = 320  # least width of a paragraph that nothing else decides
BREAK = "\u200b"  # ZERO WIDTH SPACE: where a Thai line may break


def tip(text: str) -> str:
    """Return ``text`` for a tooltip that shows it letter by letter: Qt would take ``<b>`` for markup."""
    text = text.replace(BREAK, "")
    return f"<span>{escape(text)}</span>" if QtText.mightBeRichText(text) else text


class Text(Dressed, QLabel):
    """A line or, with ``wrap``, a paragraph of text.

    A line with too little room is elided and shown whole by a tooltip. ``role`` is a key of
    ``theme.TYPE``, ``colour`` a token. It is a QLabel to screen readers and for ``setBuddy``.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = False,
        align: Align = "left",
    ) -> None:
        super().__init__(text)
        self.role, self.colour, self.align = role, colour, align
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_text(self, text: str, colour: str = "") -> None:
        """Show another text, in another colour when one is given."""
        self.colour = colour or self.colour
        self.setText(text)
        self._tell_rest()
        self.updateGeometry()
        self.update()

    def heightForWidth(self, room: int) -> int:
        """Return the height its lines need in this width."""
        count = len(lines(self.text(), self.role, room)) if self.wordWrap() else 1
        return theme().box(self.role) + (count - 1) * theme().line(self.role)

    def hasHeightForWidth(self) -> bool:
        """Return True when the height depends on the width."""
        return self.wordWrap()

    def sizeHint(self) -> QSize:
        """Return the size it wants: the height its lines need in the width it has got."""
        wide = ceil(width(self.text(), self.role)) + 1
        if self.wordWrap():
            wide = min(wide, theme().px(PARAGRAPH))
        return QSize(wide, self.heightForWidth(min(wide, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        t = theme()
        least = t.px(60) if self.wordWrap() else min(self.sizeHint().width(), t.px(60))
        return QSize(least, t.box(self.role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what depends on the size."""
        super().resizeEvent(event)
        self._tell_rest()
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.updateGeometry()  # a layout gives no more height than the hint says

    def _tell_rest(self) -> None:
        cut = not self.wordWrap() and width(self.text(), self.role) > self.width() + 1
        self.setToolTip(tip(self.text()) if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, room = theme(), QPainter(self), self.width()
        base = float(t.rise(self.role))
        shown = lines(self.text(), self.role, room) if self.wordWrap() else [self.text()]
        if not self.wordWrap():
            base += (self.height() - t.box(self.role)) / 2
        colour = self.colour if self.isEnabled() else "edge"
        for line in shown:
            draw(painter, 0, base, line, self.role, colour, room=room + 0.5, align=self.align)
            base += t.line(self.role)


class Heading(Dressed, QWidget):
    """The title of a page with one quiet line under it."""

    def __init__(self, title: str = "", under: str = "") -> None:
        super().__init__()
        self.title, self.under = title, under
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_texts(title, under)

    def set_texts(self, title: str, under: str) -> None:
        """Show another title and quiet line."""
        self.title, self.under = title, under
        self.setAccessibleName(title.replace(BREAK, ""))
        self.setAccessibleDescription(under.replace(BREAK, ""))
        self.setToolTip(tip(under) if width(under) > self.width() > 0 else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        wide = max(width(self.title, "title"), width(self.under))
        return QSize(ceil(wide) + 1, theme().px(68))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(160), theme().px(68))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter, room = theme(), QPainter(self), self.width()
        draw(painter, 0, t.px(33 if self.under else 43), self.title, "title", room=room)
        draw(painter, 0, t.px(60), self.under, "body", "ink_soft", room=room)


class Picture(Dressed, QWidget):
    """An icon that stands beside words which say the same."""

    def __init__(self, icon: str, colour: str = "ink_soft", side: int = 20, high: int = 0) -> None:
        super().__init__()
        self.icon, self.colour, self._side, self._high = icon, colour, side, high
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        t = theme()
        return QSize(t.px(self._side), max(t.px(self._high), t.px(self._side)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        side = theme().px(self._side)
        draw_icon(QPainter(self), self.icon, self.colour, 0, (self.height() - side) / 2, side)


class Remark(QWidget):
    """An icon and a sentence that wraps."""

    def __init__(
        self,
        icon: str,
        text: str,
        tone: str = "ink_soft",
        role: str = "small",
        *,
        ink: str = "",
        wrap: bool = True,
    ) -> None:
        super().__init__()
        high = round(TYPE[role][0] * (INK_TOP + INK_BOTTOM))  # of the first line, beside it
        self.picture = Picture(icon, tone, 16, high)
        self.words = Text(text, role, ink or tone, wrap=wrap)
        layout = row(self.picture, (self.words, 1), gap=6)
        layout.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_remark(self, icon: str, text: str, tone: str, ink: str = "") -> None:
        """Say something else."""
        self.picture.icon, self.picture.colour = icon, tone
        self.picture.update()
        self.words.set_text(text, ink or tone)

    def text(self) -> str:
        """Return the sentence."""
        return self.words.text()


class Note(Dressed, QLabel):
    """One line with an icon: saved, late, refused. As wide as its words."""

    def __init__(self, icon: str, text: str, tone: str = "ink_soft", role: str = "small") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.icon, self.tone, self.role = icon, tone, role
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_note(self, icon: str, text: str, tone: str) -> None:
        """Say something else."""
        self.icon, self.tone = icon, tone
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        t = theme()
        return QSize(ceil(width(self.text(), self.role)) + t.px(24), t.box(self.role))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return QSize(theme().px(60), theme().box(self.role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        t, painter = theme(), QPainter(self)
        draw_icon(painter, self.icon, self.tone, 0, (self.height() - t.px(16)) / 2, t.px(16))
        base = middle(0, self.height(), self.role)
        room = self.width() - t.px(21)
        draw(painter, t.px(21), base, self.text(), self.role, self.tone, room=room)


class Pill(Dressed, QLabel):
    """A small word on a soft ground; ``tone`` as in ``paint.pill``."""

    def __init__(self, text: str, tone: str = "ink_soft", icon: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.tone, self.icon = tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        return QSize(ceil(pill_width(self.text(), self.icon)), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        """Return the least size it can be read in."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        pill(QPainter(self), 0, 1, self.text(), self.tone, self.icon)


class Rule(QWidget):
    """A thin line between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), theme().colour("line"))
