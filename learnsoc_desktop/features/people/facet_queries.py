"""What people have of something, for filters that differ only in a value: one reading answers all of them.

Values are texts as they are stored: ``value_of`` an id, ``value`` of an enumeration.
"""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, type_coerce

from learnsoc_desktop.data.keys import table_of
from learnsoc_desktop.data.list_filter import ListFacet
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole


def value_of(record_id: UUID) -> str:
    """Return an id as facets tell it."""
    return record_id.hex


@cache
def column_facet(name: str) -> ListFacet:
    """Return the facet of a column of ``Person``."""
    return ListFacet(name, _stored(table_of(Person).c[name]))


@cache
def link_facet(link: type[PersonGroup | PersonRole]) -> ListFacet:
    """Return the facet of the words that a person is linked to: target groups, roles."""
    person, linked = table_of(Person), table_of(link)
    mine = and_(linked.c.person_id == person.c.id, linked.c.deleted_at.is_(None))
    return ListFacet(
        link.__name__,
        _stored(linked.c.code_id),
        person.join(linked, mine),
        frozenset({link.__name__}),
    )


def _stored(column: ColumnElement[Any]) -> ColumnElement[str]:
    return type_coerce(column, String)
