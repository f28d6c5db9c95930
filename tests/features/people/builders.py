"""Persons for tests."""

from datetime import date
from typing import Any
from uuid import UUID

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.service import register_person

TODAY = date(2026, 11, 22)
GOOD_ID, OTHER_ID = "1101700230708", "3100600123450"


def details(**values: Any) -> PersonDetails:
    """Return the details of a person who may be registered, with ``values`` instead of some."""
    first = {"first_name": "สมชาย", "sex": Sex.MALE, "phone": "0812342214"}
    return PersonDetails.model_validate({**first, **values})


def add(database: Database, **values: Any) -> UUID:
    """Register a person; return the id."""
    with database.writing("add") as uow:
        return register_person(uow, details(**values), today=TODAY)
