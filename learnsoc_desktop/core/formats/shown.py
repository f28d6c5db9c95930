"""Dates, times and numbers as people read them. None is shown as an en dash."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal

from learnsoc_desktop.core.formats.names import (
    BE_OFFSET,
    DAYS_EN,
    DAYS_TH,
    MONTHS_EN,
    MONTHS_TH,
    SHORT_DAYS_EN,
    SHORT_DAYS_TH,
    SHORT_MONTHS_EN,
    SHORT_MONTHS_TH,
)
from learnsoc_desktop.core.formats.style import Style, current_style, numerals

MISSING = "–"  # what is not known; never 0, never an empty cell
MINUS = "\u2212"
_WIDE = Context(prec=400)  # enough for any float


def year(number: int, *, style: Style | None = None) -> str:
    """Return a C.E. year as the calendar counts it: 2026 is "2569" or "2026"."""
    style = style or current_style()
    return numerals(str(_year_number(number, style)), style=style)


def year_with_era(number: int, *, style: Style | None = None) -> str:
    """Return a C.E. year with its era: "พ.ศ. 2569", "2569 B.E.", "ค.ศ. 2026", "2026"."""
    style = style or current_style()
    shown = year(number, style=style)
    if style.language == "th":
        return f"{'พ.ศ.' if style.calendar == 'be' else 'ค.ศ.'} {shown}"
    return f"{shown} B.E." if style.calendar == "be" else shown


def month_name(month: int, *, short: bool = False, style: Style | None = None) -> str:
    """Return the name of month 1 to 12."""
    if (style or current_style()).language == "th":
        return (SHORT_MONTHS_TH if short else MONTHS_TH)[month - 1]
    return (SHORT_MONTHS_EN if short else MONTHS_EN)[month - 1]


def weekday_name(day: date, *, short: bool = False, style: Style | None = None) -> str:
    """Return the weekday: "อาทิตย์", "อา."; "Sunday", "Sun"."""
    if (style or current_style()).language == "th":
        return (SHORT_DAYS_TH if short else DAYS_TH)[day.weekday()]
    return (SHORT_DAYS_EN if short else DAYS_EN)[day.weekday()]


def month_year(day: date, *, short: bool = False, style: Style | None = None) -> str:
    """Return "พฤศจิกายน 2569" or "พ.ย. 2569"."""
    return f"{month_name(day.month, short=short, style=style)} {year(day.year, style=style)}"


def date_short(day: date | None, *, style: Style | None = None) -> str:
    """Return a date as a table column has it: "22/11/2569"."""
    if day is None:
        return MISSING
    style = style or current_style()
    return numerals(f"{day.day}/{day.month}/{_year_number(day.year, style)}", style=style)


def date_brief(day: date | None, *, style: Style | None = None) -> str:
    """Return the narrowest date: "22 พ.ย. 69".

    The year is whole where it counts C.E. and in English, in which "22 Nov 69" is read as 1969.
    """
    if day is None:
        return MISSING
    style = style or current_style()
    number = _year_number(day.year, style)
    two_digits = style.calendar == "be" and style.language == "th"
    shown = f"{number % 100:02}" if two_digits else str(number)
    name = month_name(day.month, short=True, style=style)
    return numerals(f"{day.day} {name} {shown}", style=style)


def date_medium(day: date | None, *, style: Style | None = None) -> str:
    """Return "22 พ.ย. 2569"."""
    if day is None:
        return MISSING
    style = style or current_style()
    name = month_name(day.month, short=True, style=style)
    return numerals(f"{day.day} {name} {_year_number(day.year, style)}", style=style)


def date_long(day: date | None, *, style: Style | None = None) -> str:
    """Return the date as a letter has it: "22 พฤศจิกายน 2569"."""
    if day is None:
        return MISSING
    style = style or current_style()
    name = month_name(day.month, style=style)
    return numerals(f"{day.day} {name} {_year_number(day.year, style)}", style=style)


def date_full(day: date | None, *, style: Style | None = None) -> str:
    """Return "วันอาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569"."""
    if day is None:
        return MISSING
    style = style or current_style()
    name, weekday = month_name(day.month, style=style), weekday_name(day, style=style)
    shown = year_with_era(day.year, style=style)
    text = f"วัน{weekday}ที่ {day.day} {name} {shown}"
    if style.language != "th":
        text = f"{weekday}, {day.day} {name} {shown}"
    return numerals(text, style=style)


def date_solemn(day: date, *, style: Style | None = None) -> str:
    """Return the date as a certificate has it: "23 พฤศจิกายน พุทธศักราช 2569", with the era in words."""
    style = style or current_style()
    name, number = month_name(day.month, style=style), _year_number(day.year, style)
    if style.language == "th":
        era = "พุทธศักราช" if style.calendar == "be" else "คริสต์ศักราช"
        return numerals(f"{day.day} {name} {era} {number}", style=style)
    return numerals(f"{day.day} {name} {year_with_era(day.year, style=style)}", style=style)


def date_range(
    first: date | None, last: date | None, *, short: bool = True, style: Style | None = None
) -> str:
    """Return "22–24 พ.ย. 2569", "30 พ.ย. – 2 ธ.ค. 2569", or one date when it is one day."""
    style = style or current_style()
    whole = date_medium if short else date_long
    if first is None or last is None or first == last:
        return whole(first or last, style=style)
    if (first.year, first.month) == (last.year, last.month):
        return f"{numerals(str(first.day), style=style)}–{whole(last, style=style)}"
    if first.year == last.year:
        name = month_name(first.month, short=short, style=style)
        return f"{numerals(str(first.day), style=style)} {name} – {whole(last, style=style)}"
    return f"{whole(first, style=style)} – {whole(last, style=style)}"


def time_of_day(at: time | None, *, style: Style | None = None) -> str:
    """Return "09.00 น." or "09:00"."""
    if at is None:
        return MISSING
    style = style or current_style()
    return f"{_clock(at, style)} น." if style.language == "th" else _clock(at, style)


def time_range(starts: time | None, ends: time | None, *, style: Style | None = None) -> str:
    """Return "09.00–12.00 น." or "09:00–12:00"; one time when the other is not known."""
    if starts is None or ends is None:
        return time_of_day(starts or ends, style=style)
    style = style or current_style()
    return f"{_clock(starts, style)}–{time_of_day(ends, style=style)}"


def moment(at: datetime | None, *, style: Style | None = None) -> str:
    """Return "22 พ.ย. 2569 09.30 น.", a moment with a zone in this computer's own time."""
    if at is None:
        return MISSING
    own = at.astimezone() if at.tzinfo else at
    return f"{date_medium(own.date(), style=style)} {time_of_day(own.time(), style=style)}"


def number(value: float | Decimal | None, decimals: int = 0, *, style: Style | None = None) -> str:
    """Return ``value`` with thousands separated, rounded half up; "–" for None."""
    if value is None or not _decimal(value).is_finite():
        return MISSING
    text = f"{_rounded(value, decimals):,}".replace("-", MINUS)
    return numerals(text, style=style)


def hours(minutes: float | None, *, style: Style | None = None) -> str:
    """Return minutes as hours: 180 is "3", 90 is "1.5", 100 is "1.67"."""
    if minutes is None:
        return MISSING
    text = f"{_rounded(_decimal(minutes) / 60, 2):,}"
    return numerals(text.rstrip("0").rstrip("."), style=style)


def money(satang: int | None, *, style: Style | None = None) -> str:
    """Return satang as baht: 1234550 is "12,345.50"."""
    return MISSING if satang is None else number(Decimal(satang) / 100, 2, style=style)


def percent(value: float | Decimal | None, decimals: int = 1, *, style: Style | None = None) -> str:
    """Return a number that is a per cent already: 41.666 is "41.7"; the sign stands in the head."""
    return number(value, decimals, style=style)


def share(
    part: float | Decimal | None,
    whole: float | Decimal | None,
    decimals: int = 1,
    *,
    style: Style | None = None,
) -> str:
    """Return what per cent ``part`` is of ``whole``: "41.7"; "–" when there is no whole."""
    if part is None or not whole:
        return MISSING
    return number(_decimal(part) * 100 / _decimal(whole), decimals, style=style)


def change(
    now: float | Decimal | None,
    before: float | Decimal | None,
    decimals: int = 1,
    *,
    style: Style | None = None,
) -> str:
    """Return by what per cent ``before`` grew: "+8.9", "−3.2", "0.0"; "–" from nothing."""
    if now is None or not before:
        return MISSING
    grown = _decimal(now) - _decimal(before)
    return difference(grown * 100 / abs(_decimal(before)), decimals, style=style)


def difference(
    value: float | Decimal | None, decimals: int = 0, *, style: Style | None = None
) -> str:
    """Return a number with its sign: "+12", "−3", "0"."""
    if value is None or not _decimal(value).is_finite():
        return MISSING
    sign = "+" if _rounded(value, decimals) > 0 else ""
    return sign + number(value, decimals, style=style)


def _year_number(number: int, style: Style) -> int:
    return number + BE_OFFSET if style.calendar == "be" else number


def _clock(at: time, style: Style) -> str:
    dot = "." if style.language == "th" else ":"
    return numerals(f"{at.hour:02}{dot}{at.minute:02}", style=style)


def _decimal(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Return ``value`` rounded half up, as people and officials check it; never minus zero."""
    rounded = _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    return rounded or abs(rounded)
