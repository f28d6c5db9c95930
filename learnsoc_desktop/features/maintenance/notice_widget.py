"""What the strip over every page says of the centre that is open."""

from collections.abc import Callable

from learnsoc_desktop.core.i18n import _

Way = tuple[str, Callable[[], object]]


def notice(
    looking: str,
    back: Callable[[], object],
    leave: Callable[[], object],
    *,
    read_only: bool,
    sample: bool,
) -> tuple[str, Way | None]:
    """Return the words and the way on; no words for a centre like any other.

    ``looking`` are the words of a copy that is only looked at, ``back`` leads to the centre itself, ``leave``
    to the start page.
    """
    if looking:
        return looking, (_("Back to the centre"), back)
    if read_only:
        return _("This centre is open for reading only: it can be looked at and printed."), None
    if sample:
        words = _("This is the sample centre. Every name in it is invented; try anything.")
        return words, (_("My own centre"), leave)
    return "", None
