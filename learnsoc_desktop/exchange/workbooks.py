"""What the old and the new kind of workbook have in common: days as numbers, and several sheets."""

from collections.abc import Sequence
from datetime import date, datetime

from learnsoc_desktop.core.i18n import _

FALSE_LEAP_DAY = 60  # 29 February 1900, which spreadsheets count and no calendar has
LISTED = 5  # names in a sentence; more are not read by anybody


def is_day(number: float, *, starts_1904: bool) -> bool:
    """Return whether a calendar has the day that a spreadsheet writes as this number."""
    return number >= 0 and (starts_1904 or number != FALSE_LEAP_DAY)


def plain_date(moment: datetime) -> datetime | date:
    """Return a moment; as a date when it is the first of its day."""
    return moment if moment.hour or moment.minute or moment.second else moment.date()


def notes_of_sheets(read: str, titles: Sequence[str]) -> list[str]:
    """Say that only the sheet ``read`` is taken when there are others."""
    others = [title for title in titles if title != read]
    if not others:
        return []
    text = _("Only the sheet “{sheet}” is read; the file also has: {others}.")
    return [text.format(sheet=read, others=listed(others))]


def listed(names: Sequence[str]) -> str:
    """Return the first few names; the rest are counted by the reader's eye."""
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
