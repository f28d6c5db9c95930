"""Leaving something that cannot be saved: said once, then it may be left as a draft."""

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.context import Context


class Leaving:
    """Remembers what was said of which state, so that nobody is held twice."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._told: object = None

    def may(self, state: object, why: str) -> bool:
        """Return True when ``why`` was said of this very ``state`` before; say it otherwise."""
        if self._told == state:
            return True
        self._told = state
        act = (_("Leave it as a draft"), self._context.back)
        self._context.notify(why, tone="late", act=act)
        return False
