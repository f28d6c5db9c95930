"""Dates of which only a part may be known: old people often know the year alone.

Stored as text whose order is the order of time: ``1963``, ``1963-03``, ``1963-03-14``, and ``1963~`` for
an estimated year (the first letters of EDTF, the extended date format of the Library of Congress).
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.formats import (
    DateRefused,
    Style,
    current_style,
    date_full,
    date_short,
    month_name,
    numerals,
    year,
    year_with_era,
)
from learnsoc_desktop.core.formats.typed_dates import TypedParts, read_parts
from learnsoc_desktop.core.i18n import N_, _, ngettext

READ_AS = N_("Read as {date}")  # said of a year of two figures
OLDEST = 120  # years; more is a doubt, not a refusal
_STORED = re.compile(r"(\d{4})(?:(~)|-(\d{2})(?:-(\d{2}))?)?")


class DatePrecision(LabelledEnum):
    """How much of a date is known."""

    DAY = "day", N_("Day, month and year")
    MONTH = "month", N_("Month and year")
    YEAR = "year", N_("Year only")
    ESTIMATED = "estimated", N_("Estimated year")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it is known; ``day`` is the earliest day it can be."""

    day: date
    precision: DatePrecision = DatePrecision.DAY

    @classmethod
    def from_text(cls, text: str) -> "PartialDate":
        """Return the value of a stored text. Raises DateRefused when it is none."""
        match = _STORED.fullmatch(text)
        try:
            if match:
                return _of_numbers(
                    int(match[1]), int(match[3] or 0), int(match[4] or 0), estimated=bool(match[2])
                )
        except ValueError as error:
            raise DateRefused(text=text) from error
        raise DateRefused(text=text)

    @property
    def text(self) -> str:
        """The stored form."""
        whole = self.day.isoformat()
        if self.precision is DatePrecision.DAY:
            return whole
        if self.precision is DatePrecision.MONTH:
            return whole[:7]
        return whole[:4] + ("~" if self.precision is DatePrecision.ESTIMATED else "")

    def __str__(self) -> str:
        """Return the stored form."""
        return self.text

    def age_on(self, day: date) -> int | None:
        """Return completed years on ``day``, None before birth.

        Counted from the earliest day it can be: of a year alone it is the difference of the years, as
        population tables count it.
        """
        passed = (day.month, day.day) >= (self.day.month, self.day.day)
        age = day.year - self.day.year - (not passed)
        return age if age >= 0 else None

    def in_words(self, *, style: Style | None = None) -> str:
        """Return "14 มีนาคม พ.ศ. 2506", "มีนาคม พ.ศ. 2506", "พ.ศ. 2506", "ประมาณ พ.ศ. 2506"."""
        style = style or current_style()
        words = year_with_era(self.day.year, style=style)
        if self.precision is DatePrecision.ESTIMATED:
            return f"{'ประมาณ' if style.language == 'th' else 'about'} {words}"
        if self.precision is DatePrecision.YEAR:
            return words
        words = f"{month_name(self.day.month, style=style)} {words}"
        if self.precision is DatePrecision.DAY:
            return f"{numerals(str(self.day.day), style=style)} {words}"
        return words

    def short(self, *, style: Style | None = None) -> str:
        """Return "14/3/2506", "3/2506", "2506", "2506~", as a table column has it."""
        if self.precision is DatePrecision.DAY:
            return date_short(self.day, style=style)
        shown = year(self.day.year, style=style)
        if self.precision is DatePrecision.MONTH:
            return numerals(f"{self.day.month}/{shown}", style=style)
        return shown + ("~" if self.precision is DatePrecision.ESTIMATED else "")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was understood of a typed date, and what a person should look at again."""

    value: PartialDate
    doubts: tuple[str, ...] = ()


def parse_typed(text: str, today: date) -> PartialDate:
    """Return what a person typed, of any precision. Raises DateRefused and its kinds."""
    return read_typed(text, today).value


def read_typed(text: str, today: date) -> TypedDate:
    """Return what a person typed with its doubts. Raises DateRefused and its kinds.

    A century that was guessed, a day to come and an age over 120 are doubts: they are said, and taken.
    Two figures mean the century in which the day is past: in 2569, 07/02/93 is of 2493.
    """
    parts = read_parts(text)
    value = _of_parts(parts)
    if parts.short_year and value.day > today:
        parts = replace(parts, year=parts.year - 100)
        # a leap day may be none a century earlier (1900): then the first reading stays
        with suppress(ValueError):
            value = _of_parts(parts)
    doubts = list(doubts_about(value, today))
    if parts.short_year:
        doubts.insert(0, _(READ_AS).format(date=value.in_words()))
    return TypedDate(value, tuple(doubts))


def doubts_about(value: PartialDate, today: date) -> tuple[str, ...]:
    """Return what is odd about a date of birth, in the person's language."""
    if value.day > today:
        return (_("This day is still to come."),)
    age = value.age_on(today)
    if age is not None and age > OLDEST:
        return (
            ngettext(
                "That would be {count} year of age.", "That would be {count} years of age.", age
            ).format(count=age),
        )
    return ()


def is_short_year(doubt: str) -> bool:
    """Return whether a doubt only says how a year of two figures was read."""
    before, _date, after = _(READ_AS).partition("{date}")
    return doubt.startswith(before) and doubt.endswith(after)


def age_in_words(value: PartialDate, day: date) -> str:
    """Return "age 63 years" or "age about 63 years" in the person's language; empty before birth."""
    age = value.age_on(day)
    if age is None:
        return ""
    if value.precision is DatePrecision.ESTIMATED:
        text = ngettext("age about {count} year", "age about {count} years", age)
    else:
        text = ngettext("age {count} year", "age {count} years", age)
    return text.format(count=numerals(str(age)))


def echo(text: str, today: date) -> str:
    """Return what was understood of a typed birth date: "March 2506 B.E. · age 63 years".

    Raises DateRefused and its kinds.
    """
    value = parse_typed(text, today)
    words = value.in_words()
    if value.precision is DatePrecision.DAY:
        words = date_full(value.day)
    return " · ".join(part for part in (words, age_in_words(value, today)) if part)


@lru_cache(maxsize=20_000)
def age_on(born: str, day: date) -> int | None:
    """Return the age on ``day`` of a person whose birth is stored as ``born``; None when not known."""
    try:
        return PartialDate.from_text(born).age_on(day)
    except DateRefused:
        return None


def _of_parts(parts: TypedParts) -> PartialDate:
    return _of_numbers(parts.year, parts.month, parts.day, estimated=parts.estimated)


def _of_numbers(number: int, month: int, day: int, *, estimated: bool) -> PartialDate:
    """Return the value of C.E. year, month and day, 0 for what is not known."""
    earliest = date(number, month or 1, day or 1)
    if estimated:
        return PartialDate(earliest, DatePrecision.ESTIMATED)
    if not month:
        return PartialDate(earliest, DatePrecision.YEAR)
    return PartialDate(earliest, DatePrecision.DAY if day else DatePrecision.MONTH)
