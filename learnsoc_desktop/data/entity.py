"""Base of all stored entities, and what can be read from their declaration."""

import types
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin
from uuid import NAMESPACE_OID, UUID

from annotated_types import MaxLen
from pydantic import BaseModel
from sqlalchemy import ColumnElement, DateTime, Enum, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel, col
from uuid_utils.compat import uuid5, uuid7

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum

KINDS: Mapping[type, Kind] = {
    bool: Kind.YES_NO,
    int: Kind.NUMBER,
    date: Kind.DATE,
    time: Kind.TIME,
    str: Kind.TEXT,
}

# Validators are made when a class validates first: a quarter of what our classes cost at the start.
SQLModel.model_config["defer_build"] = True


def utc_now() -> datetime:
    """Return the current time in UTC; tests replace it."""
    return datetime.now(UTC)


def local_today() -> date:
    """Return the day it is where the computer stands, by ``utc_now``."""
    return utc_now().astimezone().date()


def _now() -> datetime:
    """Ask ``utc_now`` anew each time, since tests replace it after the classes were made."""
    return utc_now()


def natural_id(*parts: object) -> UUID:
    """Return the id of a row that means the same wherever it is made (UUIDv5 of its natural key)."""
    return uuid5(NAMESPACE_OID, "/".join(map(str, parts)))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def stored_enum(kind: type[LabelledEnum]) -> Any:  # noqa: ANN401  SQLModel asks for a class, takes an instance
    """Return the column type of an enumeration, stored by its stable value as text."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=30,
    )


class Entity(SQLModel):
    """A row whose id is unique across machines, so that two centres' files can be merged.

    A row is never removed: ``deleted_at`` says since when it is in the trash.
    """

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    created_at: datetime = Field(default_factory=_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(
        default_factory=_now, sa_type=UtcDateTime, sa_column_kwargs={"onupdate": _now}
    )
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Findable(SQLModel):
    """Columns of an entity that lists sort in Thai order and search finds.

    A class sets ``find_fields``: names of the columns search looks in, the one it sorts by first; the
    two functions below read no other columns. ``data.keys`` fills both columns for ORM and bulk writes.
    """

    find_fields: ClassVar[tuple[str, ...]] = ()

    sort_key: str = Field(default="", index=True)
    search_text: str = ""

    @classmethod
    def sort_text(cls, values: Mapping[str, Any]) -> str:
        """Return the text the row is sorted by, of its column values."""
        return str(values.get(cls.find_fields[0]) or "")

    @classmethod
    def find_text(cls, values: Mapping[str, Any]) -> str:
        """Return the text search looks in, before folding."""
        return " ".join(str(values[name]) for name in cls.find_fields if values.get(name))


def alive(model: type[Entity]) -> ColumnElement[bool]:
    """Return the condition that a row of ``model`` is not in the trash."""
    return col(model.deleted_at).is_(None)


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """Return the labelled fields of ``model`` in the order they are written."""
    specs = []
    for name, info in model.model_fields.items():
        label = next((m for m in info.metadata if isinstance(m, Label)), None)
        if label is None:
            continue
        length = next((m.max_length for m in info.metadata if isinstance(m, MaxLen)), None)
        plain = _plain_type(info.annotation)
        specs.append(FieldSpec(name, label, _kind(label, plain), plain, info.is_required(), length))
    return tuple(specs)


def _kind(label: Label, plain: type[Any]) -> Kind:
    if label.kind is not None:
        return label.kind
    if issubclass(plain, LabelledEnum):
        return Kind.CHOICE
    return KINDS[plain]


def _plain_type(annotation: Any) -> type[Any]:  # noqa: ANN401
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, types.UnionType}:
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    plain: type[Any] = get_origin(annotation) or annotation
    return plain
