"""Dates as people type and spreadsheets hold them: both eras, both languages, whole or in part.

Year of four figures: from 2400 on B.E., 1800 to 2200 C.E.; of two figures: B.E. 25yy. The leap day
is decided by the C.E. year. Day before month, always: month 13 and more is refused, never turned.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats.names import (
    BE_OFFSET,
    DAYS_EN,
    DAYS_TH,
    FIRST_BE_YEAR,
    MONTHS_EN,
    MONTHS_TH,
    SHORT_MONTHS_TH,
)
from learnsoc_desktop.core.formats.shown import month_name, month_year
from learnsoc_desktop.core.formats.typed import plain_digits
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.thai import fold, normalise

FIRST_YEAR, LAST_YEAR = 1800, 2200  # C.E.
_CENTURY = 2500  # a year of two figures is one of B.E. 2500 to 2599
_SHORT_YEAR, _LONG_YEAR = 2, 4  # figures
_ALL = 3  # day, month and year
_MONTHS_A_YEAR = 12

_TOKENS = re.compile(r"\d+|[a-zก-๎.]+|[-–—?_]+|~")
_USUAL = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_SOLID = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)")
_SOLID_YEAR_FIRST = re.compile(r"(\d{4})(\d\d)(\d\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_CLOCK = re.compile(r"[t\s]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*น\.?|z)?$")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_APART = re.compile(r"[/,\\]|(?<=\d)\.(?=\d)|(?<=[\w.])\s*[-–]\s*(?=\w)|(?<=[-–—])-(?=[-–—\d])")
_NOISE = re.compile(
    rf"วัน(?:{'|'.join(DAYS_TH)})?(?:ที่)?|เกิด(?:เมื่อ)?|เดือน|ปี|{'|'.join(DAYS_TH)}"
    rf"|\b(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in DAYS_EN)})\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"0+|[-–—?_]+")


class DateRefused(AppError):
    """A text is no date. ``salvage`` is the part that is sure ("1969-02"), or empty."""

    message = N_("“{text}” is not a date.")
    hint = N_("Write it as 22/11/2569, or only the year.")

    def __init__(self, salvage: str = "", **params: object) -> None:
        super().__init__(**params)
        self.salvage = salvage


class NoSuchDay(DateRefused):
    """The month has not so many days."""

    message = N_("{month} has no day {day}.")
    hint = ""


class NoSuchMonth(DateRefused):
    """There are twelve months. Often the day and the month were typed the other way round."""

    message = N_("There is no month {month}.")
    hint = N_("The day comes first, then the month: 22/11/2569.")


class NoSuchYear(DateRefused):
    """The year is neither a B.E. nor a C.E. year of somebody's life."""

    message = N_("The year {year} cannot be right.")
    hint = N_("Write all four figures, as 2569 or 2026.")


class DateIncomplete(DateRefused):
    """A whole date is needed here."""

    message = N_("“{text}” needs a day, a month and a year.")


@dataclass(frozen=True, slots=True)
class TypedParts:
    """What was understood: a C.E. year, month and day 0 when they are not known."""

    year: int
    month: int = 0
    day: int = 0
    estimated: bool = False
    short_year: bool = False  # two figures were typed, so the century is our reading

    @property
    def text(self) -> str:
        """The stored form: 1963, 1963-03, 1963-03-14, 1963~."""
        if self.estimated:
            return f"{self.year:04}~"
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "")


def parse_date(text: str) -> date:
    """Return the day that ``text`` names. Raises DateRefused and its kinds."""
    parts = read_parts(text)
    if not parts.day or parts.estimated:
        raise DateIncomplete(text=text.strip(), salvage=parts.text)
    return date(parts.year, parts.month, parts.day)


def year_of_era(number: int) -> int:
    """Return the C.E. year that a year of four figures means. Raises NoSuchYear."""
    year = number - BE_OFFSET if number >= FIRST_BE_YEAR else number
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchYear(year=number)
    return year


def repaired_cell(day: date) -> date:
    """Return the day a date cell means, whose B.E. year a spreadsheet may have taken for a C.E. one.

    Raises NoSuchDay (29 February of a year that has none by the right count) and NoSuchYear.
    """
    return _whole(year_of_era(day.year), day.month, day.day)


@lru_cache(maxsize=4096)
def read_parts(text: str) -> TypedParts:
    """Read a date of any precision. Raises DateRefused and its kinds.

    Read are 22/11/69, 22-11-2569, 22112569, ๒๒ พ.ย. ๖๙, 22 November 2026, 2026-11-22, มี.ค. 06,
    3/2506, 2500, 0/3/2506 and -/-/2506 (day or month not known), 1963~ and "ประมาณ 2506"
    (estimated), the same with a weekday, an era or a time of day around them.
    """
    if match := _USUAL.fullmatch(text):  # what most files hold, read in a third of the time
        return _checked(text, match[1], match[3], match[4])
    plain = _CLOCK.sub("", plain_digits(normalise(text)).lower()).strip()
    if match := _ISO.fullmatch(plain):
        return _checked(text, match[3] or "", match[2], match[1])
    if match := _SOLID.fullmatch(plain):
        return _solid(text, match)
    plain = _APART.sub(" ", _NOISE.sub(" ", _ORDINAL.sub("", plain)))
    tokens = _TOKENS.findall(plain)
    if "".join(tokens) != "".join(plain.split()):
        raise DateRefused(text=text.strip())
    return _from_tokens(text, tokens)


def _solid(text: str, match: re.Match[str]) -> TypedParts:
    """Read 22112569 and 221169; 20261122 too, where that is the only reading."""
    try:
        return _checked(text, match[1], match[2], match[3])
    except DateRefused as error:
        if len(match[3]) == _SHORT_YEAR:  # any six figures: nothing of it is sure
            raise DateRefused(text=text.strip()) from error
        turned = _SOLID_YEAR_FIRST.fullmatch(match[0])
        if turned and 1 <= int(turned[2]) <= _MONTHS_A_YEAR:
            return _checked(text, turned[3], turned[2], turned[1])
        raise


def _from_tokens(text: str, tokens: list[str]) -> TypedParts:
    """Tell numbers from words and put each in its place."""
    estimated, era = False, ""
    numbers: list[str] = []
    named: list[int] = []  # where among the numbers the month stands by its name
    for each in tokens:
        word = _word(each)
        if each[0].isdigit() or _UNKNOWN.fullmatch(each):
            numbers.append(each)
        elif word in _MONTHS:
            named.append(len(numbers))
            numbers.append(str(_MONTHS[word]))
        elif word in _ERAS and not era:
            era = _ERAS[word]
        elif each == "~" or word in _ABOUT:
            estimated = True
        elif word:
            raise DateRefused(text=text.strip())
    if len(named) > 1 or not 1 <= len(numbers) <= _ALL:
        raise DateRefused(text=text.strip())
    day, month, year = _in_order(text, numbers, named)
    if len(year) < _LONG_YEAR and not (named or day or era):
        raise DateRefused(text=text.strip())  # 22/11 lacks the year; 69 alone may be an age
    parts = _checked(text, day, month, year, era)
    if not estimated:
        return parts
    return TypedParts(parts.year, estimated=True, short_year=parts.short_year)


def _in_order(text: str, numbers: list[str], named: list[int]) -> list[str]:
    """Return day, month and year, "" for what was not written."""
    if len(numbers) == _ALL and len(numbers[0]) == _LONG_YEAR:
        numbers.reverse()  # 2569/11/22
    elif len(numbers) == _ALL and named == [0]:
        numbers = [numbers[1], numbers[0], numbers[2]]  # November 22, 2026
    elif named and (named[0] == len(numbers) - 1 or len(numbers) == _ALL and named[0] != 1):  # noqa: RUF021
        raise DateRefused(text=text.strip())  # 22 November lacks the year
    return ["", "", *numbers][-_ALL:]


def _checked(text: str, day: str, month: str, year: str, era: str = "") -> TypedParts:
    """Return the parts if there is such a date; a day or month not known is "" or marks like 0, -."""
    short = len(year) <= _SHORT_YEAR
    number = _year(text, year, era)
    months = 0 if not month or _UNKNOWN.fullmatch(month) else _whole_number(text, month)
    days = 0 if not day or _UNKNOWN.fullmatch(day) else _whole_number(text, day)
    if months > _MONTHS_A_YEAR:
        raise NoSuchMonth(month=months, salvage=TypedParts(number).text)
    if days and not months:
        raise DateRefused(text=text.strip(), salvage=TypedParts(number).text)
    if days:
        _whole(number, months, days)
    return TypedParts(number, months, days, short_year=short)


def _whole(year: int, month: int, day: int) -> date:
    """Return the date, or raise NoSuchDay with the month as what is sure."""
    if 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    first = date(year, month, 1)
    name = month_year(first) if (month, day) == (2, 29) else month_name(month)
    raise NoSuchDay(month=name, day=day, salvage=TypedParts(year, month).text)


def _year(text: str, figures: str, era: str) -> int:
    """Return the C.E. year of two or four figures, by the era when one was written."""
    if not figures.isdigit() or len(figures) not in {_SHORT_YEAR, _LONG_YEAR}:
        raise DateRefused(text=text.strip())
    number = int(figures)
    if len(figures) == _SHORT_YEAR:
        if era == "ce":
            raise NoSuchYear(year=figures)
        return _CENTURY + number - BE_OFFSET
    if era and (era == "be") != (number >= FIRST_BE_YEAR):
        raise NoSuchYear(year=number)
    return year_of_era(number)


def _whole_number(text: str, figures: str) -> int:
    if not figures.isdigit() or len(figures) > _SHORT_YEAR:
        raise DateRefused(text=text.strip())
    return int(figures)


def _word(name: str) -> str:
    """Return a name as it is compared: folded, without dots."""
    return fold(name.replace(".", ""))


def _month_words() -> dict[str, int]:
    """Return every way a month is named: whole, short, without its last syllable, first letters."""
    found: dict[str, int] = {}
    for number, (thai, short, english) in enumerate(
        zip(MONTHS_TH, SHORT_MONTHS_TH, MONTHS_EN, strict=True), 1
    ):
        names = [thai, short, english, english[:3], english[:4]]
        names += [thai.removesuffix(end) for end in ("คม", "ยน", "พันธ์")]
        found |= {_word(name): number for name in names}
    return found


_MONTHS = _month_words()
_ERAS = {"พศ": "be", "be": "be", "คศ": "ce", "ce": "ce", "ad": "ce"}
_ABOUT = {_word(word) for word in ("ประมาณ", "ราว", "ราวๆ", "about", "around", "c", "ca", "circa")}
