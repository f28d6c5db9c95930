"""What is still missing in a person's record: the same rule for SQL and for Python."""

from collections.abc import Mapping, Sequence
from functools import cache, reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, exists, literal, or_
from sqlmodel import col

from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.data.entity import alive, fields_of
from learnsoc_desktop.features.people.model import (
    IdType,
    Person,
    PersonDetails,
    PersonGroup,
    PersonStatus,
)

# A field that need not be filled once another one is: an address is a village or a sub-district, a person
# is reached by phone or LINE. An ID number is not missed where somebody said that there is none.
EXCUSED_BY: Mapping[str, str] = {
    "phone": "line_id",
    "village_id": "subdistrict",
    "subdistrict": "village_id",
}


@cache
def wanted_fields() -> tuple[FieldSpec, ...]:
    """Return the fields that make a record complete, in the order of the form."""
    return tuple(spec for spec in fields_of(PersonDetails) if spec.label.wanted)


def missing_fields(details: PersonDetails) -> Sequence[str]:
    """Return the names of the wanted fields that ``details`` leaves empty."""
    return missing_of(details.__dict__)


def missing_of(values: Mapping[str, Any]) -> Sequence[str]:
    """Return the names of the wanted fields that are empty in ``values``; codes may be words."""
    return [
        spec.name
        for spec in wanted_fields()
        if not values[spec.name] and _needed(values, spec.name)
    ]


def missing_expressions() -> Mapping[str, ColumnElement[bool]]:
    """Return, for each wanted field, the SQL condition that a row of ``Person`` lacks it."""
    return {spec.name: _lacks(spec.name) for spec in wanted_fields()}


def missing_count() -> ColumnElement[int]:
    """Return the SQL expression of how many wanted fields a row of ``Person`` lacks."""
    parts = [cast(condition, Integer) for condition in missing_expressions().values()]
    return reduce(add, parts[1:], literal(0) + parts[0])


def incomplete() -> ColumnElement[bool]:
    """Return the SQL condition that a person still belongs to the centre and lacks something."""
    return and_(col(Person.status) == PersonStatus.ACTIVE, or_(*missing_expressions().values()))


def _needed(values: Mapping[str, Any], name: str) -> bool:
    if name == "id_number":
        return values["id_type"] is not IdType.NONE
    excuse = EXCUSED_BY.get(name)
    return not (excuse and values[excuse])


def _lacks(name: str) -> ColumnElement[bool]:
    if name == "target_groups":
        return ~exists().where(col(PersonGroup.person_id) == Person.id, alive(PersonGroup))
    condition = _empty(name)
    if name == "id_number":
        return and_(condition, col(Person.id_type) != IdType.NONE)
    excuse = EXCUSED_BY.get(name)
    return and_(condition, _empty(excuse)) if excuse else condition


def _empty(name: str) -> ColumnElement[bool]:
    column: Any = col(getattr(Person, name))
    empty: ColumnElement[bool] = (
        column.is_(None) if Person.model_fields[name].default is None else column == ""
    )
    return empty
