"""Keeps what is typed into a record and not saved, within a second of each change."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from learnsoc_desktop.features.people.draft_service import Draft, DraftShelf
from learnsoc_desktop.features.people.form_widget import PersonForm

KEEP_AFTER = 700  # milliseconds after the first change that is not kept yet


class DraftKeeper(QObject):
    """The draft of one record. ``offered`` is one that was found and not answered: it is left alone."""

    def __init__(self, form: PersonForm, folder: Path, *, writes: bool) -> None:
        super().__init__(form)
        self._form, self._folder, self._writes = form, folder, writes
        self._shelf = DraftShelf(folder, None)
        self.offered: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)
        form.changed.connect(self._changed)

    def turn_to(self, person_id: UUID | None, *, look: bool = True) -> None:
        """Keep the draft of this record from now on; ``look`` for one that is there already."""
        self._timer.stop()
        self._shelf = DraftShelf(self._folder, person_id)
        self.offered = self._shelf.find() if look and self._writes else None

    def answer(self) -> Draft | None:
        """Take the draft that was offered; from now on what is typed goes over it."""
        draft, self.offered = self.offered, None
        return draft

    def keep(self) -> None:
        """Keep what is typed now; nothing typed leaves no draft."""
        self._timer.stop()
        if self.offered is not None or not self._writes:
            return
        form = self._form
        if form.dirty:
            self._shelf.keep(Draft(form.name(), form.changes(), form.unread()))
        else:
            self._shelf.drop()

    def forget(self) -> None:
        """Drop the draft: the record was saved, or nothing is changed any more."""
        self._timer.stop()
        if self.offered is None and self._writes:
            self._shelf.drop()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
