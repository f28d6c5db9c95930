"""Drafts of whatever is typed: kept within a second, offered again when the form is opened.

One way for all forms: ``DraftKeeper`` keeps what a page says is typed. ``Drafts`` also asks, in the place of
the form, whether to go on with what was kept; ``BarDraft`` asks in the message bar.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.draft_offer import OfferStack
from learnsoc_desktop.ui.form import Form

KEEP_AFTER = 700  # milliseconds after the first change that is not kept yet


class DraftKeeper(QObject):
    """The draft of one form. ``offered`` is one that was found and not answered: it is left alone.

    ``state`` returns what is typed and not saved now, None when that is nothing. ``writes`` is False in a
    centre that is only read. ``waits``: nothing can be typed before the offer is answered; otherwise typing
    anew answers it.
    """

    def __init__(
        self,
        parent: QObject,
        state: Callable[[], Draft | None],
        *,
        writes: bool = True,
        waits: bool = True,
    ) -> None:
        super().__init__(parent)
        self._state, self._writes, self._waits = state, writes, waits
        self._shelf: Shelf | None = None
        self.offered: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)

    def turn_to(self, shelf: Shelf, *, look: bool = True) -> None:
        """Keep the draft there from now on; ``look`` for one that is there already."""
        self._timer.stop()
        self._shelf = shelf
        self.offered = shelf.find() if look and self._writes else None

    def answer(self) -> Draft | None:
        """Take the draft that was offered; from now on what is typed goes over it."""
        draft, self.offered = self.offered, None
        return draft

    def touch(self, *_args: object) -> None:
        """Note that something was typed: it is kept in a moment."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep what is typed now; nothing typed leaves no draft."""
        self._timer.stop()
        if (self.offered is not None and self._waits) or not self._writes or self._shelf is None:
            return
        draft = self._state()
        if draft is None and self.offered is not None:
            return
        self.offered = None
        if draft is None:
            self._shelf.drop()
            return
        with suppress(AppError):  # a full disk: what is typed still stands in the form
            self._shelf.keep(draft)

    def forget(self) -> None:
        """Drop the draft: the record was saved, or nothing is changed any more."""
        self._timer.stop()
        if self.offered is None and self._writes and self._shelf is not None:
            self._shelf.drop()


class Drafts(DraftKeeper):
    """Keeps the draft of a page's ``content`` and asks in its place whether to go on with it.

    ``view`` is what the page shows; ``take`` puts a draft back into the form.

    Signals:
        answered: The person has chosen; the form is shown.
    """

    answered = Signal()

    def __init__(
        self,
        content: QWidget,
        state: Callable[[], Draft | None],
        take: Callable[[Draft], object],
        *,
        writes: bool = True,
    ) -> None:
        self.view = OfferStack(content)
        super().__init__(self.view, state, writes=writes)
        self._take = take
        self.view.offer.taken.connect(self._go_on)
        self.view.offer.refused.connect(self._begin_anew)

    def open(self, shelf: Shelf, *, new: bool) -> bool:
        """Begin with the draft of this place; return whether one is offered. ``new``: of a new record."""
        self.turn_to(shelf)
        if self.offered is not None:
            self.view.ask(self.offered, new=new)
        return self.offered is not None

    def _go_on(self) -> None:
        draft = self.answer()
        self.view.show_content()
        if draft is not None:
            self._take(draft)
        self.answered.emit()

    def _begin_anew(self) -> None:
        self.answer()
        self.view.show_content()
        self.answered.emit()


class BarDraft(DraftKeeper):
    """Keeps the draft of a sheet that must stay in sight, and offers it in the message bar.

    ``take`` puts a draft back; the name of a draft says what was typed.
    """

    def __init__(
        self,
        context: Context,
        parent: QObject,
        state: Callable[[], Draft | None],
        take: Callable[[Draft], object],
    ) -> None:
        super().__init__(parent, state, writes=not context.commands.read_only, waits=False)
        self._context, self._take = context, take

    def open(self, shelf: Shelf) -> None:
        """Begin with the draft of this place; it is offered once the page is shown."""
        self.turn_to(shelf)
        QTimer.singleShot(0, self, self._offer)

    def _offer(self) -> None:
        if self.offered is not None:
            words, more = _("Something was typed here and not saved"), self.offered.name
            act = (_("Go on with it"), self._go_on)
            self._context.notify(words, tone="late", more=more, act=act)

    def _go_on(self) -> None:
        draft = self.answer()
        if draft is not None:
            self._take(draft)


def draft_of(form: Form, name: str) -> Draft | None:
    """Return what is typed into a form and not saved; None when that is nothing."""
    changes, typed = form.changes(), form.unread()
    return Draft(name, plain(changes), typed) if changes or typed else None


def put_back(form: Form, draft: Draft) -> None:
    """Show a draft in a form as a person would have typed it: not saved yet."""
    form.take(values_of(draft.values, form.types), draft.typed)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of fields as JSON holds them."""
    adapter = TypeAdapter(Any)
    return {name: adapter.dump_python(value, mode="json") for name, value in values.items()}


def values_of(content: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of known fields from plain data; one that cannot be right is left out."""
    result: dict[str, Any] = {}
    for name, value in content.items():
        if name in types:
            if value is None:
                result[name] = None
                continue
            with suppress(ValidationError):
                result[name] = TypeAdapter(types[name]).validate_python(value)
    return result
