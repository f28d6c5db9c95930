"""Values of a report as text, in the digits and the calendar of the paper."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.formats import Style
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.reporting.document import Cell, Column, Field, Parts, Ticks

LISTED = 12  # letters in a sentence
AS_TYPED = {Kind.ID_NUMBER, Kind.PHONE}  # typed again by somebody: digits stay as they are


THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # as lists are lettered: no ฃ, no ฅ
ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def front_number(number: int, language: str) -> str:
    """Return the number of a front page: ก ข ค … in Thai, i ii iii … in other languages."""
    if language == "th":
        again, place = divmod(number - 1, len(THAI_LETTERS))
        return THAI_LETTERS[place] * (again + 1)
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def missing_text(letters: Sequence[str]) -> str:
    """Return the sentence that says which letters no typeface of the paper has; empty for none."""
    if not letters:
        return ""
    shown = " ".join(letters[:LISTED]) + (" …" if len(letters) > LISTED else "")
    text = _("These letters cannot be printed: {letters}. “?” or nothing stands in their place.")
    return text.format(letters=shown)


def text_of(text: str, style: Style) -> str:
    """Return ``text`` with its digits as the paper has them: one kind of digits a paper.

    The breaks that translated texts carry for the screen are taken out: paper finds its own.
    """
    text = text.replace(ZERO_WIDTH_SPACE, "")
    if style.digits == "thai":
        return formats.numerals(text, style=style)
    return formats.plain_digits(text)


def cell_text(
    value: Cell, spec: Column | Field, style: Style, missing: str = formats.MISSING
) -> str:
    """Return a value of a table or a field as the paper writes it; ``missing`` for None."""
    if value is None:
        return missing
    if isinstance(value, str):
        return _typed_text(value, spec, style)
    if isinstance(value, int | float | Decimal):
        return number_text(value, spec, style)
    if isinstance(value, Ticks):
        return " ".join(mark for mark in value.marks if mark)
    if isinstance(value, Parts):
        parts = (f"{label} {'' if part is None else part}" for label, part in value.items)
        return text_of("  ".join(part.strip() for part in parts), style)
    return _time_text(value, style)


def _typed_text(text: str, spec: Column | Field, style: Style) -> str:
    if spec.kind is Kind.PARTIAL_DATE and text:
        return PartialDate.from_text(text).short(style=style)
    return text if spec.verbatim or spec.kind in AS_TYPED else text_of(text, style)


def _time_text(value: date | time, style: Style) -> str:
    if isinstance(value, datetime):
        return formats.moment(value, style=style)
    if isinstance(value, date):
        return formats.date_short(value, style=style)
    return formats.time_of_day(value, style=style)


def number_text(value: float | Decimal, spec: Column | Field, style: Style) -> str:
    """Return a number as its kind is written."""
    if spec.kind is Kind.MONEY:
        return formats.money(int(value), style=style)
    if spec.kind is Kind.MINUTES:
        return formats.hours(float(value), style=style)
    places = spec.places if isinstance(spec, Column) else 0
    if isinstance(spec, Column) and spec.signed:
        return formats.difference(value, places, style=style)
    if spec.kind is Kind.TEXT and isinstance(value, int):
        return formats.numerals(str(value), style=style)  # a running number, a year
    return formats.number(value, places, style=style)
