"""A card over the page that asks for the letters on a paper sheet."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.sheet_queries import (
    LEAST_LETTERS,
    SHEET_LENGTH,
    is_code,
    sheet_letters,
)
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.editors.line import Line
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Picture, Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme
from learnsoc_desktop.ui.veil import Veil

MOST_TYPED = 99  # letters: a reader types the whole code of a paper


class SheetCard(Veil):
    """Finds the sheet while its letters are typed, on any keyboard layout; Enter opens it.

    A reader held over the QR code of a paper types too: then the first sheet on it that is not filled
    is meant.

    Signals:
        chosen: The session of the sheet (its id).
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget, find: Callable[[str], Sequence[Hit]]) -> None:
        """``find`` returns the sheets whose number begins with the letters."""
        super().__init__(window)
        self._find = find
        self._found: Hit | None = None
        self.field = Line()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setProperty("kind", "count")
        self.field.setMaxLength(MOST_TYPED)
        self.field.setAccessibleName(_("Number of the sheet"))
        self.field.textEdited.connect(self._typed)
        self.field.entered.connect(self.take)
        self.answer = Remark("info", " ", "ink_soft", "body")
        self.go = button(_("Open the sheet"), "primary", "clipboard-check", then=self.take)
        self.closer = button(_("Close"), "", "", key="Esc", then=self.lift)
        self.card.setLayout(
            column(
                row(
                    Picture("clipboard-list", "primary", 24),
                    (Text(_("Number of the sheet"), "lead"), 1),
                    gap=10,
                ),
                Rule(),
                self.field,
                self.answer,
                4,
                row(None, self.closer, self.go, gap=12),
                gap=10,
                margins=(22, 18, 22, 16),
            )
        )

    def dress(self) -> None:
        """Take fonts and widths from the theme."""
        super().dress()
        self.field.setFont(theme().font("title"))
        self.card.setFixedWidth(min(self.card.maximumWidth(), theme().px(520)))

    def ask(self) -> None:
        """Lay it over the window, empty."""
        self.field.clear()
        self._typed("")
        self.lay(self.field)

    def take(self) -> None:
        """Open the sheet that was found; nothing while there is none."""
        if self._found is None:
            self.field.setFocus()
            return
        session_id = UUID(self._found.id)
        self.lift()
        self.chosen.emit(session_id)

    def _typed(self, text: str) -> None:
        scanned = is_code(text)
        letters = text if scanned else sheet_letters(text)[:SHEET_LENGTH]
        if letters != text:
            self.field.setText(letters)
        found = self._find(letters)
        self._found = found[0] if found and (scanned or len(found) == 1) else None
        self.go.setEnabled(self._found is not None)
        if self._found is not None:
            self.answer.set_remark("circle-check", self._found.title, "good")
        elif len(letters) >= SHEET_LENGTH or (len(letters) >= LEAST_LETTERS and not found):
            words = _("There is no sheet of this number in this centre.")
            self.answer.set_remark("circle-alert", words, "late")
        else:
            words = _(
                "The eight letters on the paper sheet; the layout of the keys does not matter."
            )
            self.answer.set_remark("info", words, "ink_soft")
