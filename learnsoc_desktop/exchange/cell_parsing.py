"""From a cell of a file to the typed value of a field, with everything that is wrong or odd about it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.formats import (
    NumberNotUnderstood,
    date_medium,
    parse_date,
    parse_decimal,
    parse_hours,
    parse_money,
    parse_number,
    parse_time,
    repaired_cell,
)
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.identity import NotAPhone, clean_id, clean_phone
from learnsoc_desktop.core.partial_date import read_typed
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.exchange.cells import Cell
from learnsoc_desktop.exchange.text_encoding import looks_broken
from learnsoc_desktop.exchange.words import WordList

EMPTY_WORDS = frozenset({"-", "--", "---", "–", "—"})
EMPTY_KINDS = frozenset(
    {Kind.DATE, Kind.PARTIAL_DATE, Kind.TIME, Kind.NUMBER, Kind.MONEY, Kind.MINUTES, Kind.YES_NO}
    | {Kind.CHOICE, Kind.CODE, Kind.CODES, Kind.PERSON, Kind.VILLAGE}
)
ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
YES = ("yes", "y", "true", "1", "ใช่", "มี", "จริง", "ถูก", "✓", "✔", "√", "/", "☑")
NO = ("no", "n", "false", "0", "ไม่", "ไม่ใช่", "ไม่มี", "เท็จ", "ผิด", "✗", "✘", "☐")
FIRST_SERIAL, LAST_SERIAL = 10_000, 99_999  # day numbers of 1927 to 2173
FIRST_BE_SERIAL, LAST_BE_SERIAL = 219_500, 275_000  # of B.E. 2500 to 2652, typed as C.E.
LONGEST_NUMBER = 10**15
_APOSTROPHES = "'’`"  # that people type to keep the zero
_DAY_0, _DAY_0_1904 = date(1899, 12, 30), date(1904, 1, 1)


class CellRefused(AppError):
    """A value of a file that no field can hold."""


class ErrorValue(CellRefused):
    """The formula of the cell fails."""

    message = N_("The spreadsheet shows an error here ({text}).")


class BrokenLetters(CellRefused):
    """Thai that another program has turned into something else."""

    message = N_("The letters were broken by another program: {text}")
    hint = N_("Take the text from where it was still readable.")


class BecameADate(CellRefused):
    """A house number such as 1/2, which the spreadsheet took for a date."""

    message = N_("The spreadsheet has turned this into a date ({date}).")
    hint = N_("Format the column as text and type it again.")


class TextTooLong(CellRefused):
    """More letters than the field holds."""

    message = N_("This is longer than {limit} letters.")


class NotAChoice(CellRefused):
    """A word that is none of the choices."""

    message = N_("“{text}” is none of: {choices}.")


class NotYesOrNo(CellRefused):
    """A word that means neither yes nor no."""

    message = N_("“{text}” is neither yes nor no.")


class NotInList(CellRefused):
    """A word that the list of codes does not have; the row is taken without it."""

    message = N_("“{text}” is not in the list; it is left out.")


class InListTwice(CellRefused):
    """A word that two entries of the list share; the row is taken without it."""

    message = N_("“{text}” is in the list more than once; it is left out.")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A typed value; doubts a person should read; words that a list does not know.

    ``known`` is False when there is no value to take, so that nothing that is there gets overwritten.
    """

    value: Any
    doubts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    known: bool = True


class CellParser:
    """Reads the cells of one column; the same text is worked out once."""

    def __init__(
        self,
        spec: FieldSpec,
        *,
        words: WordList | None = None,
        today: date,
        starts_1904: bool = False,
    ) -> None:
        self.spec = spec
        self._words = words
        self._choices = WordList.of_choices(spec.type) if spec.kind is Kind.CHOICE else None
        self._today = today
        self._day_0 = _DAY_0_1904 if starts_1904 else _DAY_0
        self._read = _READERS.get(spec.kind, CellParser.text)
        self.seen: dict[str, Parsed | AppError] = {}  # what each text was read as
        self.empty = _EMPTY.get(spec.kind)

    def parse(self, cell: Cell) -> Parsed:
        """Return the typed value of ``cell``. Raises AppError for a value that cannot be taken."""
        if not isinstance(cell, str):
            return self._read(self, cell)
        found = self.seen.get(cell)
        if found is None:
            try:
                found = self._of_text(cell)
            except AppError as error:
                found = error
            self.seen[cell] = found
        if isinstance(found, AppError):
            raise found.with_traceback(None)
        return found

    def _of_text(self, cell: str) -> Parsed:
        if cell in ERROR_VALUES:
            raise ErrorValue(text=cell)
        if looks_broken(cell) or "\ufffd" in cell:
            raise BrokenLetters(text=cell[:40])
        text = normalise(cell)
        if not text or (text in EMPTY_WORDS and self.spec.kind in EMPTY_KINDS):
            return Parsed(self.empty)
        return self._read(self, text)

    def text(self, cell: Cell) -> Parsed:
        """Read one line of text; line ends become blanks."""
        if isinstance(cell, date) and self.spec.kind is Kind.TEXT:
            raise BecameADate(date=date_medium(cell))
        text = plain_text(cell)
        if self.spec.kind is not Kind.PARAGRAPH:
            text = text.replace("\n", " ")
        if self.spec.max_length is not None and len(text) > self.spec.max_length:
            raise TextTooLong(limit=self.spec.max_length)
        return Parsed(text)

    def number(self, cell: Cell) -> Parsed:
        """Read a number; whole where the field is whole."""
        if isinstance(cell, str):
            whole = self.spec.type is int
            return Parsed(parse_number(cell) if whole else float(parse_decimal(cell)))
        value = _plain_number(cell)
        return Parsed(parse_number(plain_text(cell)) if self.spec.type is int else float(value))

    def money(self, cell: Cell) -> Parsed:
        """Read an amount in baht as satang."""
        if isinstance(cell, str):
            return Parsed(parse_money(cell))
        satang = round(Decimal(str(_plain_number(cell))) * 100, 6)
        return Parsed(parse_money(format(satang / 100, "f")))

    def minutes(self, cell: Cell) -> Parsed:
        """Read hours as minutes."""
        if isinstance(cell, str):
            return Parsed(parse_hours(cell))
        if isinstance(cell, timedelta):
            return Parsed(round(cell.total_seconds() / 60))
        if isinstance(cell, time):
            return Parsed(cell.hour * 60 + cell.minute)
        return Parsed(parse_hours(format(Decimal(str(_plain_number(cell))), "f")))

    def day(self, cell: Cell) -> Parsed:
        """Read a whole date of either era; a bare day number with a doubt."""
        if isinstance(cell, date):
            return Parsed(repaired_cell(_date_of(cell)))
        text = plain_text(cell)
        serial = self._serial(text)
        if serial is not None:
            return Parsed(serial, (_read_as(serial),))
        return Parsed(parse_date(text))

    def partial_date(self, cell: Cell) -> Parsed:
        """Read a date of any precision as its stored text."""
        if isinstance(cell, date):
            text = repaired_cell(_date_of(cell)).isoformat()
        else:
            text = plain_text(cell)
            serial = self._serial(text)
            if serial is not None:
                return Parsed(serial.isoformat(), (_read_as(serial),))
        typed = read_typed(text, self._today)
        return Parsed(typed.value.text, typed.doubts)

    def time_of_day(self, cell: Cell) -> Parsed:
        """Read a time of day."""
        if isinstance(cell, datetime):
            return Parsed(cell.time().replace(second=0, microsecond=0))
        if isinstance(cell, time):
            return Parsed(cell.replace(second=0, microsecond=0))
        if isinstance(cell, float) and 0 < cell < 1:
            minutes = round(cell * 24 * 60)
            return Parsed(time(minutes // 60 % 24, minutes % 60))
        return Parsed(parse_time(plain_text(cell)))

    def yes_no(self, cell: Cell) -> Parsed:
        """Read a yes or no, a tick too."""
        if isinstance(cell, bool):
            return Parsed(cell)
        text = plain_text(cell)
        found = _YES_NO.find(text)
        if found is None:
            raise NotYesOrNo(text=text)
        return Parsed(found)

    def choice(self, cell: Cell) -> Parsed:
        """Read one of an enumeration by value, label, or a word of the feature."""
        text = plain_text(cell)
        found = self._words.find(text) if self._words else None
        if found is None and self._choices is not None:
            found = self._choices.find(text)
        if found is None:
            choices = ", ".join(one.label for one in self.spec.type)
            raise NotAChoice(text=text, choices=choices)
        return Parsed(self.spec.type(found))

    def code(self, cell: Cell) -> Parsed:
        """Read one entry of a list by any of its words."""
        text = plain_text(cell)
        found = self._words.find(text) if self._words else None
        if found is None:
            return Parsed(None, (self._why_unknown(text),), (text,), known=False)
        return Parsed(found)

    def codes(self, cell: Cell) -> Parsed:
        """Read entries of a list, one or several, in their order."""
        text = plain_text(cell)
        words = self._words or WordList()
        whole = words.find(text)
        if whole is not None:
            return Parsed((whole,))
        parts = [part for part in _split(text) if part]
        found = [(part, words.find(part)) for part in parts]
        unknown = tuple(part for part, value in found if value is None)
        values = tuple(dict.fromkeys(value for _part, value in found if value is not None))
        doubts = tuple(self._why_unknown(part) for part in unknown)
        return Parsed(values, doubts, unknown, known=bool(values))

    def id_number(self, cell: Cell) -> Parsed:
        """Read the number of any paper; the feature checks it by the kind of paper."""
        cleaned = clean_id(plain_text(cell).lstrip(_APOSTROPHES), "")
        return Parsed(cleaned.value, cleaned.doubts)

    def phone(self, cell: Cell) -> Parsed:
        """Read one or several telephone numbers."""
        if isinstance(cell, float) and not cell.is_integer():
            raise NotAPhone(text=plain_text(cell))
        cleaned = clean_phone(plain_text(cell).lstrip(_APOSTROPHES))
        return Parsed(cleaned.value, cleaned.doubts)

    def _why_unknown(self, text: str) -> str:
        ambiguous = self._words is not None and self._words.is_ambiguous(text)
        return str((InListTwice if ambiguous else NotInList)(text=text))

    def _serial(self, text: str) -> date | None:
        """Return the day that a bare day number of a spreadsheet means; None for anything else."""
        if not text.isascii() or not text.isdigit():
            return None
        number = int(text)
        if FIRST_SERIAL <= number <= LAST_SERIAL:
            return self._day_0 + timedelta(number)
        if FIRST_BE_SERIAL <= number <= LAST_BE_SERIAL and not _is_short_date(text):
            return repaired_cell(self._day_0 + timedelta(number))
        return None


def plain_text(cell: Cell) -> str:
    """Return a cell as the text a person sees in it."""
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return (
                str(int(cell)) if cell.is_integer() and abs(cell) < LONGEST_NUMBER else repr(cell)
            )
        case time():
            return cell.isoformat("minutes")
        case datetime():
            return cell.isoformat(" ", "minutes")
        case _:
            return str(cell)


def _plain_number(cell: Cell) -> float:
    match cell:
        case bool():
            pass
        case int() | float() if math.isfinite(cell) and abs(cell) < LONGEST_NUMBER:
            return cell
    raise NumberNotUnderstood(text=plain_text(cell))


def _date_of(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _is_short_date(text: str) -> bool:
    """Return True for six figures that are day, month and year of two figures."""
    return 1 <= int(text[:2]) <= 31 and 1 <= int(text[2:4]) <= 12  # noqa: PLR2004


def _read_as(day: date) -> str:
    return _("Read as {date}.").format(date=date_medium(day))


def _split(text: str) -> list[str]:
    for sign in ("\n", ";", "|", ",", "/"):
        if sign in text:
            return [part.strip() for part in text.split(sign)]
    return [text]


_YES_NO = WordList([(True, YES), (False, NO)])
_EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.PARAGRAPH: "",
    Kind.PLACE: "",
    Kind.PARTIAL_DATE: "",
    Kind.ID_NUMBER: "",
    Kind.PHONE: "",
    Kind.PICTURE: "",
    Kind.CODES: (),
}
_READERS: Mapping[Kind, Callable[[CellParser, Cell], Parsed]] = {
    Kind.NUMBER: CellParser.number,
    Kind.MONEY: CellParser.money,
    Kind.MINUTES: CellParser.minutes,
    Kind.DATE: CellParser.day,
    Kind.PARTIAL_DATE: CellParser.partial_date,
    Kind.TIME: CellParser.time_of_day,
    Kind.YES_NO: CellParser.yes_no,
    Kind.CHOICE: CellParser.choice,
    Kind.CODE: CellParser.code,
    Kind.CODES: CellParser.codes,
    Kind.PERSON: CellParser.code,
    Kind.VILLAGE: CellParser.code,
    Kind.ID_NUMBER: CellParser.id_number,
    Kind.PHONE: CellParser.phone,
}
