"""What other features show and do on the page of a record: their panels and actions, made on first use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.ui.buttons import Button, button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from learnsoc_desktop.core.feature import Action
    from learnsoc_desktop.ui.context import Context


def action_buttons(context: Context, subject: str, record_id: UUID) -> list[Button]:
    """Return a button for each thing others can do with a record of ``subject``, an entity name, or for a menu."""
    found: list[Button] = []
    menus: dict[str, list[Action]] = {}
    for one in context.contributions.actions(subject):
        if one.under:
            menus.setdefault(one.under, []).append(one)
        else:
            run = partial(_run, one, context, record_id)
            found.append(button(_(one.title), "quiet", one.icon, then=run))
    for words, inside in menus.items():
        made = button(_(words), "quiet", inside[0].icon)
        made.clicked.connect(partial(_open_menu, made, inside, context, record_id))
        found.append(made)
    return found


def panels(context: Context, subject: str, record_id: UUID) -> list[tuple[str, QWidget]]:
    """Return the title and the widget of each panel others show about a record of ``subject``."""
    return [
        (_(one.title), resolve(one.widget)(context, record_id))
        for one in context.contributions.panels(subject)
    ]


def _open_menu(
    made: Button,
    actions: Sequence[Action],
    context: Context,
    record_id: UUID,
    _on: bool = False,  # noqa: FBT001, FBT002  a slot
) -> None:
    menu = QMenu(made)
    menu.aboutToHide.connect(menu.deleteLater)
    for one in actions:
        menu.addAction(_(one.title), partial(_run, one, context, record_id))
    menu.popup(made.mapToGlobal(made.rect().bottomLeft()))


def _run(action: Action, context: Context, record_id: UUID) -> None:
    resolve(action.run)(context, record_id)
