"""Times, hours, numbers and money as people type them, on either keyboard layout."""

import re
from datetime import time
from decimal import Decimal

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.thai import normalise

# The top row of the Kedmanee layout, 1 to 9 and 0, unshifted: the digit keys of a person whose
# keyboard is still on Thai.
KEDMANEE_DIGITS = "ๅ/-ภถ\u0e38\u0e36คตจ"
_KEYS = str.maketrans(KEDMANEE_DIGITS, "1234567890")
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{1,2}))?(?:[.:]\d{2})?")
_TIME_SOLID = re.compile(r"(\d{1,2})(\d{2})")
_TIME_WORDS = re.compile(r"\s*(?:น\.?|นาฬิกา|hrs?\.?|h)?$", re.IGNORECASE)
_HOURS = re.compile(r"(\d*)(?:\.(\d+))?")
_HOURS_MINUTES = re.compile(r"(\d+):([0-5]\d)")
_HOUR_WORDS = re.compile(r"\s*(?:ชม\.?|ชั่วโมง|hours?|hrs?\.?|h)$", re.IGNORECASE)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")
_LONGEST = 18  # figures; more are a slip and do not fit the file


class TimeNotUnderstood(AppError):
    """A text is no time of day."""

    message = N_("“{text}” is not a time of day.")
    hint = N_("Write it as 9.00 or 13.30.")


class HoursNotUnderstood(AppError):
    """A text is no length of time."""

    message = N_("“{text}” is not a number of hours.")
    hint = N_("Write it as 3, 1.5 or 1:30.")


class NumberNotUnderstood(AppError):
    """A text is no number."""

    message = N_("“{text}” is not a number.")


class NotWhole(AppError):
    """A number has parts where only whole ones make sense."""

    message = N_("“{text}” is not a whole number.")


def plain_digits(text: str) -> str:
    """Return ``text`` with Thai digits as Arabic ones and nothing else changed."""
    return text.translate(_THAI)


def digits(text: str) -> str:
    """Return what was typed into a field of digits only, whatever the keyboard layout.

    Thai digits and the Kedmanee keys of the number row become 0 to 9; all else is dropped. Only for
    keys that were typed: in pasted text a hyphen is a hyphen (``plain_digits``).
    """
    return "".join(one for one in text.translate(_THAI).translate(_KEYS) if one in "0123456789")


def parse_time(text: str) -> time:
    """Return the time of day of "9.00", "09:00", "0900", "9", "๙.๓๐ น.". Raises TimeNotUnderstood."""
    plain = _TIME_WORDS.sub("", plain_digits(normalise(text)))
    match = _TIME.fullmatch(plain) or _TIME_SOLID.fullmatch(plain)
    if match:
        hour, minute = int(match[1]), _minutes_of(match[2])
        if hour < 24 and minute < 60:  # noqa: PLR2004
            return time(hour, minute)
    raise TimeNotUnderstood(text=text.strip())


def parse_hours(text: str) -> int:
    """Return the minutes of "3", "1.5", "1:30", "3 ชม.", rounded. Raises HoursNotUnderstood."""
    plain = _HOUR_WORDS.sub("", plain_digits(normalise(text))).replace(",", "")
    match = _HOURS_MINUTES.fullmatch(plain)
    if match and len(plain) <= _LONGEST:
        return int(match[1]) * 60 + int(match[2])
    if plain.strip(".") and len(plain) <= _LONGEST and _HOURS.fullmatch(plain):
        return round(Decimal(plain) * 60)
    raise HoursNotUnderstood(text=text.strip())


def parse_number(text: str) -> int:
    """Return the whole number of "1,234", "๑๒", "12.0". Raises NumberNotUnderstood, NotWhole."""
    value = parse_decimal(text)
    if value != int(value):
        raise NotWhole(text=text.strip())
    return int(value)


def parse_money(text: str) -> int:
    """Return the satang of "1,234.50", "฿100", "100 บาท". Raises NumberNotUnderstood.

    Parts of a satang are refused: they are a sign of another column.
    """
    plain = normalise(text).removeprefix("฿").removesuffix("บาท").removesuffix(".-")
    satang = parse_decimal(plain) * 100
    if satang != int(satang):
        raise NumberNotUnderstood(text=text.strip())
    return int(satang)


def parse_decimal(text: str) -> Decimal:
    """Return the number that ``text`` holds, thousands separated or not. Raises NumberNotUnderstood."""
    plain = plain_digits(normalise(text)).replace("\u2212", "-").replace(" ", "")
    match = _NUMBER.fullmatch(plain)
    if not match or len(plain) > _LONGEST:
        raise NumberNotUnderstood(text=text.strip())
    sign, whole, parts = match.groups()
    return Decimal(f"{sign}{whole.replace(',', '')}.{parts or 0}")


def _minutes_of(text: str | None) -> int:
    """Return minutes; "9.5" is half past nine to nobody, so a single figure counts as tens: 9.30."""
    if text is None:
        return 0
    return int(text) * 10 if len(text) == 1 else int(text)
