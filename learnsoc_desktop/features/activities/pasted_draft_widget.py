"""Pasted names that are not on the roll yet: kept, and offered when the roll is opened again."""

from uuid import UUID

from PySide6.QtWidgets import QPlainTextEdit

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import BarDraft

TEXT = "text"


class PastedDraft(BarDraft):
    """The draft of the names pasted for the roll of an activity."""

    def __init__(self, context: Context, activity_id: UUID, paste: QPlainTextEdit) -> None:
        super().__init__(context, paste, self._half_typed, self._put_back)
        self._paste = paste
        self.open(Shelf("roll", context.folder, activity_id))
        paste.textChanged.connect(self.touch)

    def _half_typed(self) -> Draft | None:
        text = self._paste.toPlainText().strip()
        if not text:
            return None
        return Draft(_("{name} …").format(name=text.splitlines()[0]), {TEXT: text})

    def _put_back(self, draft: Draft) -> None:
        self._paste.setPlainText(str(draft.values.get(TEXT, "")))
