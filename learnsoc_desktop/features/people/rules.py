"""What a person's record must hold before it is kept: one list for forms, commands and files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from learnsoc_desktop.core import identity
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.people.model import IdType, PersonDetails, Sex
from learnsoc_desktop.features.people.names import FEMALE_TITLES, MALE_TITLES

FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in fields_of(PersonDetails)}
NONE_WORDS = {"-", "–", "ไม่มี", "none", "n/a", "ไม่ระบุ"}  # typed where there is no number
OLDEST = 130  # years; nobody was ever older


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a field is not taken. A doubt is taken once a person confirms it."""

    name: str
    reason: str
    doubt: bool = False
