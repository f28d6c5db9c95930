"""What a person's record must hold before it is kept: one list for forms, commands and files."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import clean_id, clean_phone
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.names import FEMALE_TITLES, MALE_TITLES

FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in fields_of(PersonDetails)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a field is not taken. A doubt is taken once a person confirms it."""

    name: str
    reason: str
    doubt: bool = False


def cleaned(details: PersonDetails) -> PersonDetails:
    """Return ``details`` as they are stored: texts normalised, numbers as plain digits.

    A number that cannot be read stays as it was typed; ``refusals`` says what is wrong with it. Of a number
    that fits its rule nothing is confirmed, so that a later wrong one is asked about again.
    """
    tidy = tidied(details)
    numbers: dict[str, Any] = {}
    if tidy.id_number:
        with suppress(AppError):
            number = clean_id(tidy.id_number, tidy.id_type).value
            doubts = clean_id(number, tidy.id_type).doubts
            numbers = {"id_number": number, "id_confirmed": tidy.id_confirmed and bool(doubts)}
    if tidy.phone:
        with suppress(AppError):
            numbers["phone"] = clean_phone(tidy.phone).value
    return tidy.model_copy(update=numbers) if numbers else tidy


def refusals(details: PersonDetails, today: date, *, numbers: bool = True) -> Sequence[Refusal]:
    """Return everything that keeps ``details`` (cleaned) from being stored, in the order of the form.

    Without ``numbers`` the numbers of cards and telephones are known to be right.
    """
    found = [*_missing(details), *_born(details, today)]
    return [*found, *_numbers(details)] if numbers else found


@lru_cache(maxsize=1024)
def sex_of_title(title: str) -> Sex | None:
    """Return the sex that a title tells, None when it does not."""
    if FEMALE_TITLES.match(title):
        return Sex.FEMALE
    return Sex.MALE if MALE_TITLES.match(title) else None


def _missing(details: PersonDetails) -> Iterator[Refusal]:
    if not (details.first_name or details.nickname):
        yield Refusal("first_name", _("A first name or a nickname is needed."))
    if "sex" not in details.model_fields_set:
        yield Refusal("sex", _("Choose one; “not stated” is a choice too."))
    if not (details.phone or details.line_id or details.village_id):
        yield Refusal("phone", _("A phone number, a LINE name or a village is needed."))


def _born(details: PersonDetails, today: date) -> Iterator[Refusal]:
    if not details.born:
        return
    try:
        born = PartialDate.from_text(details.born)
    except AppError as error:
        yield Refusal("born", str(error))
        return
    if born.day > today:
        yield Refusal("born", _("This day is still to come."))


def _numbers(details: PersonDetails) -> Iterator[Refusal]:
    try:
        doubts = clean_id(details.id_number, details.id_type).doubts if details.id_number else ()
    except AppError as error:
        yield Refusal("id_number", str(error))
    else:
        if doubts and not details.id_confirmed:
            yield Refusal("id_number", " ".join(doubts), doubt=True)
    try:
        clean_phone(details.phone)
    except AppError as error:
        yield Refusal("phone", str(error))
