"""What a file says beyond the main record: the fields of the centre's own, and the rest of a record.

Both travel as one mapping by name. A file without such columns pays nothing.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.exchange.importing import Matching
from learnsoc_desktop.features.people.consent_model import Purpose
from learnsoc_desktop.features.people.consent_queries import shown_among
from learnsoc_desktop.features.people.custom_queries import (
    PREFIX,
    own_from_json,
    own_json,
    own_values,
)
from learnsoc_desktop.features.people.more_file_queries import (
    NAMES_APART,
    OTHER_NAMES,
    SENSITIVE,
    code_fields,
    more_from_json,
    more_json,
    more_values,
    read_specs,
    says,
)

READ = frozenset(spec.name for spec in read_specs())


def beside_names(heads: Matching) -> tuple[str, ...]:
    """Return the fields beside the main record that a file has a column of."""
    return tuple(
        dict.fromkeys(name for name in heads.fields if name.startswith(PREFIX) or name in READ)
    )


def is_beside(name: str) -> bool:
    """Return whether a word of this field that no list knows is kept in the notes."""
    return name.startswith(PREFIX) or (name in code_fields() and name not in SENSITIVE)


def said_beside(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return what a row says of ``names``, nothing empty."""
    found = {name: values[name] for name in names if says(values.get(name))}
    if OTHER_NAMES.name in found:
        parts = (part.strip() for part in found[OTHER_NAMES.name].split(NAMES_APART.strip()))
        found[OTHER_NAMES.name] = [part for part in dict.fromkeys(parts) if part]
    return found


class Held:
    """What is stored of people in fields beside the main record, and of whom what is sensitive may be kept."""

    def __init__(
        self,
        session: Session,
        ids: Collection[UUID],
        names: Collection[str],
        today: date | None = None,
    ) -> None:
        own = [name for name in names if name.startswith(PREFIX)]
        self._own = own_values(session, ids, own) if own else {}
        self._more = more_values(session, ids, names, today)
        self._session, self._ids = session, ids

    def of(self, person_id: UUID) -> Mapping[str, Any]:
        """Return what is stored of a person, by name."""
        return {**self._own.get(person_id, {}), **self._more.get(person_id, {})}

    def kept_back(self, person_id: UUID, said: Mapping[str, Any]) -> Collection[str]:
        """Return the fields that may not be kept of a person: sensitive ones without consent."""
        asked = SENSITIVE.intersection(said)
        return () if asked and person_id in self._consented else asked

    @cached_property
    def _consented(self) -> frozenset[UUID]:
        return shown_among(self._session, self._ids, Purpose.SENSITIVE)


def changed_beside(
    held: Mapping[str, Any], said: Mapping[str, Any], *, whole: bool
) -> dict[str, Any]:
    """Return what of ``said`` changes what is ``held``.

    A file of our own (``whole``) holds all words of a list, another one only adds to them; names are only added.
    """
    changed: dict[str, Any] = {}
    for name, value in said.items():
        before = held.get(name)
        if not isinstance(value, list | tuple):
            if value != before:
                changed[name] = value
            continue
        there = list(before or ())
        replaces = whole and name != OTHER_NAMES.name
        after = list(value) if replaces else list(dict.fromkeys([*there, *value]))
        if set(after) != set(there):
            changed[name] = after
    return changed


def beside_json(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return such values as JSON has them."""
    own = {name: each for name, each in (values or {}).items() if name.startswith(PREFIX)}
    return {**own_json(own), **more_json(values or {})}


def beside_from_json(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same as they were before ``beside_json``."""
    return {**own_from_json(session, values), **more_from_json(values)}
