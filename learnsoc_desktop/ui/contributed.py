"""What other features show and do on the page of a record: their panels and actions, made on first use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.ui.buttons import Button, button

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from learnsoc_desktop.core.feature import Action
    from learnsoc_desktop.ui.context import Context


def action_buttons(context: Context, subject: str, record_id: UUID) -> list[Button]:
    """Return a button for each thing others can do with a record of ``subject``, an entity name."""
    return [
        button(_(one.title), "quiet", one.icon, then=partial(_run, one, context, record_id))
        for one in context.contributions.actions(subject)
    ]


def panels(context: Context, subject: str, record_id: UUID) -> list[tuple[str, QWidget]]:
    """Return the title and the widget of each panel others show about a record of ``subject``."""
    return [
        (_(one.title), resolve(one.widget)(context, record_id))
        for one in context.contributions.panels(subject)
    ]


def _run(action: Action, context: Context, record_id: UUID) -> None:
    resolve(action.run)(context, record_id)
