"""Numbers that tell people apart: Thai ID numbers, other papers, telephones.

What is surely damaged is refused; what is only odd is taken with a doubt, because worn cards, pink cards
and old registers do carry odd numbers, and a form that insists is filled with invented ones.
A kind of paper is named as it is stored: "thai_id", "pink_card", "g_code", "passport", or another.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import mul

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.formats import plain_digits
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.thai import normalise

LENGTH = 13
_ZEROS_LOST = 2  # numbers of pink cards begin with one or two, which a spreadsheet drops
NONE_WORDS = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "ไม่มี",
        "ไม่ทราบ",
        "none",
        "no",
        "n/a",
        "na",
        "null",
        "nan",
        "#n/a",
        "ฯลฯ",
    }
)
_GROUPED = re.compile(r"[\s\-‐‑–—_.]+")
_FLOAT = re.compile(r"(\d+)\.0+")
_POWER = re.compile(r"(\d)(?:[.,](\d+))?e\+?(\d{1,3})", re.IGNORECASE)
_PAPER = re.compile(r"[A-Z0-9]{4,20}")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,15}")
_USUAL_PHONE = re.compile(r"0(?:\d{8,9}|\d{1,2}-\d{3}-\d{4})", re.ASCII)
_G_CODE = re.compile(r"G\d{12}")


class NumberRefused(AppError):
    """A number cannot be taken as it stands."""

    message = N_("“{text}” is not such a number.")


class DigitsLost(NumberRefused):
    """A spreadsheet has rounded a long number; the digits are gone."""

    message = N_("The spreadsheet has cut this number ({text}); its last digits are lost.")
    hint = N_("Format the column as text in the spreadsheet and type the number again.")


class WrongLength(NumberRefused):
    """A Thai ID number has 13 digits."""

    message = N_("An ID number has 13 digits; this one has {count}.")


class InventedNumber(NumberRefused):
    """All digits are the same, or all zeros: typed to get past a form."""

    message = N_("This number was made up: its digits are all the same.")
    hint = N_("Leave it empty if there is none.")


class NotAGCode(NumberRefused):
    """A G-Code is G and 12 digits."""

    message = N_("A G-Code is the letter G and 12 digits.")


class NotAPassport(NumberRefused):
    """A passport number is letters and digits."""

    message = N_("A passport number has 5 to 15 letters and digits.")


class NotAPhone(NumberRefused):
    """A telephone number is digits."""

    message = N_("“{text}” is not a telephone number.")
    hint = N_("Write it as 081 234 5678.")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A number as it is stored, and what a person should look at again."""

    value: str
    doubts: tuple[str, ...] = ()


_FACTORS = range(13, 1, -1)


def check_digit(body: str) -> int:
    """Return the 13th digit of the 12 digits ``body``.

    Formula of the Bureau of Registration Administration: the sum of (14 - i) times the i-th digit,
    modulo 11, is x; the digit is 11 - x, of which the last figure counts.
    """
    total: int = sum(map(mul, map(int, body), _FACTORS))
    return (11 - total % 11) % 10


def is_valid(number: str) -> bool:
    """Return True when ``number`` is 13 plain digits that a person can have and the last one fits."""
    return (
        len(number) == LENGTH
        and number.isascii()
        and number.isdigit()
        and not _invented(number)
        and int(number[-1]) == check_digit(number[:-1])
    )


def clean_id(text: str, kind: str = "thai_id") -> Cleaned:
    """Return an ID number as it is stored. Raises NumberRefused and its kinds.

    ``kind`` names the paper. Words and marks that mean "none" give an empty number.
    """
    plain = plain_digits(normalise(text))
    if plain.lower() in NONE_WORDS:
        return Cleaned("")
    return _CLEANERS.get(kind, _other_paper)(plain)


def grouped(number: str) -> str:
    """Return 13 digits as the card shows them, 1-1017-00230-70-8; anything else as it is."""
    if len(number) != LENGTH or not number.isdigit():
        return number
    return "-".join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


def mask(number: str) -> str:
    """Return an ID number of which only the last figures are seen: x-xxxx-xxxx8-12-5, xxxxxxx567."""
    plain = _GROUPED.sub("", number)
    if len(plain) == LENGTH and plain.isdigit():
        hidden = "x" * 9 + plain[9:]
        return "-".join((hidden[0], hidden[1:5], hidden[5:10], hidden[10:12], hidden[12]))
    seen = min(3, len(plain) // 2)
    return "x" * (len(plain) - seen) + plain[len(plain) - seen :]


def clean_phone(text: str) -> Cleaned:
    """Return a telephone number as it is stored: digits as text, several apart by a comma and blank.

    A zero that a spreadsheet took from the front is given back with a doubt; a number of an odd
    length is taken with a doubt. Raises NotAPhone, DigitsLost.
    """
    if _USUAL_PHONE.fullmatch(text):
        return Cleaned(text.replace("-", ""))
    plain = plain_digits(normalise(text))
    if plain.lower() in NONE_WORDS:
        return Cleaned("")
    cleaned = [_one_phone(part) for part in _phone_parts(plain)]
    return Cleaned(
        ", ".join(one.value for one in cleaned),
        tuple(dict.fromkeys(doubt for one in cleaned for doubt in one.doubts)),
    )


def phone_grouped(phone: str) -> str:
    """Return "081-234-2214" and "02-123-4567"; anything else as it is."""
    return ", ".join(_group_phone(one) for one in phone.split(", "))


def mask_phone(phone: str) -> str:
    """Return a telephone number of which only the ends are seen: 08x-xxx-2214."""
    return ", ".join(_mask_one_phone(one) for one in phone.split(", "))


def _thai_id(plain: str) -> Cleaned:
    digits = _GROUPED.sub("", _whole(plain))
    if not (digits.isascii() and digits.isdigit()):
        raise NumberRefused(text=plain)
    doubts: list[str] = []
    if LENGTH - _ZEROS_LOST <= len(digits) < LENGTH and is_valid(digits.zfill(LENGTH)):
        digits = digits.zfill(LENGTH)
        doubts.append(_("A zero was missing at the front; it was given back."))
    if len(digits) != LENGTH:
        raise WrongLength(count=len(digits))
    if _invented(digits):
        raise InventedNumber
    if int(digits[-1]) != check_digit(digits[:-1]):
        doubts.append(_("The last digit does not fit the others."))
    return Cleaned(digits, tuple(doubts))


def _pink_card(plain: str) -> Cleaned:
    cleaned = _thai_id(plain)
    if cleaned.value[0] in "067":
        return cleaned
    return Cleaned(
        cleaned.value, (*cleaned.doubts, _("The number of a pink card begins with 0, 6 or 7."))
    )


def _g_code(plain: str) -> Cleaned:
    code = _GROUPED.sub("", plain).upper()
    if not _G_CODE.fullmatch(code):
        raise NotAGCode(text=plain)
    return Cleaned(code)


def _passport(plain: str) -> Cleaned:
    number = _GROUPED.sub("", plain).upper()
    if not _PASSPORT.fullmatch(number):
        raise NotAPassport(text=plain)
    return Cleaned(number)


def _other_paper(plain: str) -> Cleaned:
    number = _GROUPED.sub("", _whole(plain)).upper()
    if not _PAPER.fullmatch(number):
        raise NumberRefused(text=plain)
    return Cleaned(number)


_CLEANERS: Mapping[str, Callable[[str], Cleaned]] = {
    "thai_id": _thai_id,
    "pink_card": _pink_card,
    "g_code": _g_code,
    "passport": _passport,
}


def _invented(number: str) -> bool:
    return len(set(number)) == 1 or not number[:-1].strip("0")


def _whole(plain: str) -> str:
    """Undo how a spreadsheet writes a long number; raise DigitsLost when it cannot be undone."""
    if match := _FLOAT.fullmatch(plain):
        return match[1]
    if match := _POWER.fullmatch(plain):
        first, rest, power = match[1], match[2] or "", int(match[3])
        if len(rest) != power:
            raise DigitsLost(text=plain)
        return first + rest
    return plain


def _phone_parts(plain: str) -> list[str]:
    parts = re.split(r"\s*(?:[,;/]|หรือ|และ|\bor\b)\s*", plain)
    return [part for part in parts if part]


def _one_phone(plain: str) -> Cleaned:
    digits = re.sub(r"[\s\-‐‑–—_.()]+", "", _whole(plain))
    digits = re.sub(r"^(?:tel|โทร|มือถือ):?", "", digits, flags=re.IGNORECASE)
    digits = re.sub(r"^(?:\+|00)66(?=\d{8,9}$)", "0", digits)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise NotAPhone(text=plain)
    if digits[0] != "0" and (
        (len(digits) == 9 and digits[0] in "689") or (len(digits) == 8 and digits[0] in "234567")  # noqa: PLR2004
    ):
        return Cleaned(f"0{digits}", (_("A zero was missing at the front; it was given back."),))
    if digits[0] == "+" or (digits[0] == "0" and len(digits) in {9, 10}):
        return Cleaned(digits)
    return Cleaned(digits, (_("A telephone number has 9 or 10 digits."),))


def _group_phone(one: str) -> str:
    if not one.isdigit() or len(one) not in {9, 10}:
        return one
    head = len(one) - 7
    return f"{one[:head]}-{one[head : head + 3]}-{one[head + 3 :]}"


def _mask_one_phone(one: str) -> str:
    digits = re.sub(r"\D", "", one)
    if len(digits) < 7:  # noqa: PLR2004
        return "x" * len(digits)
    hidden = digits[:2] + "x" * (len(digits) - 6) + digits[-4:]
    head = len(digits) - 7
    return f"{hidden[:head]}-{hidden[head:-4]}-{hidden[-4:]}" if head else hidden
