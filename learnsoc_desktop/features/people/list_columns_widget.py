"""The columns of the registry, and the orders it can stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.data.instant_list import ListOrder
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.completeness import missing_count
from learnsoc_desktop.features.people.model import Person, PersonColumns, PersonDetails
from learnsoc_desktop.features.people.queries import PersonRow
from learnsoc_desktop.features.people.rules import FIELDS
from learnsoc_desktop.ui.columns import Column, Face, Sign, columns_of
from learnsoc_desktop.ui.field_text import text_of

OWN = frozenset({"first_name", "last_name", "title", "nickname", "village_id", "target_groups"})
COMPLETE, LACKING = Sign("circle-check", "good"), Sign("circle-dashed", "late")
IN_WORDS = frozenset({Kind.TEXT, Kind.PARAGRAPH, Kind.PLACE})  # they sort as Thai words do


def _order(name: str) -> ListOrder:
    """Return the order by a stored field, rows without a value last."""
    spec, column = FIELDS[name], col(getattr(Person, name))
    if spec.type is str:
        words = spec.kind in IN_WORDS and not spec.label.masked
        return ListOrder(
            name,
            (column == "",) if words else (column == "", column),
            words=column if words else None,
        )
    return ListOrder(name, (column.is_(None), column))


def _order_of_code(name: str) -> ListOrder:
    """Return the order of a code list, rows without a word last."""
    column = col(getattr(Person, name))
    place = select(Code.position_no).where(Code.id == column).scalar_subquery()
    return ListOrder(name, (column.is_(None), place), frozenset({"Code"}))


ORDERS: Mapping[str, ListOrder] = {
    **{
        name: _order_of_code(name) if FIELDS[name].kind is Kind.CODE else _order(name)
        for name in PersonColumns.model_fields
        if name not in {"village_id", "picture"}
    },
    # The youngest first; whose birth is not known stands behind the oldest.
    "age": ListOrder("age", (col(Person.born) == "", col(Person.born).desc())),
    "village": ListOrder(
        "village",
        (
            col(Person.village_id).is_(None),
            select(Village.moo).where(Village.id == Person.village_id).scalar_subquery(),
            select(Village.sort_key).where(Village.id == Person.village_id).scalar_subquery(),
        ),
        frozenset({"Village"}),
    ),
    "missing": ListOrder("missing", (missing_count(),), frozenset({"PersonGroup"})),
}


def people_columns(own: Sequence[Column[PersonRow]] = ()) -> Sequence[Column[PersonRow]]:
    """Return all columns a person may choose; the first ones are shown from the start, ``own`` stand last."""
    return (
        Column(
            "name",
            N_("Name"),
            lambda row: row.name,
            210,
            stretch=True,
            face=lambda row: Face(row.initial, row.picture),
        ),
        Column("nickname", N_("Nickname"), lambda row: row.nickname, 74),
        Column(
            "village", N_("Village"), lambda row: _short(row.village), 112, quiet=True, leaves=2
        ),
        Column("age", N_("Age"), lambda row: formats.number(row.age), 52, right=True, leaves=3),
        Column(
            "groups",
            N_("Target groups"),
            lambda row: " · ".join(row.groups),
            112,
            quiet=True,
            sortable=False,
            leaves=1,
        ),
        Column(
            "missing",
            N_("Record"),
            _record,
            84,
            sign=lambda row: LACKING if row.missing else COMPLETE,
        ),
        *(
            replace(column, sortable=column.key in ORDERS)
            for column in columns_of(_others(), _cell)
            if column.key not in OWN
        ),
        *own,
    )


def _others() -> Sequence[FieldSpec]:
    return [spec for spec in fields_of(PersonDetails) if spec.name not in OWN]


def _cell(row: PersonRow, spec: FieldSpec) -> str:
    value: Any = row.values.get(spec.name)
    if spec.kind in {Kind.CODE, Kind.VILLAGE}:
        return str(value or "")
    if spec.kind is Kind.CODES:
        return " · ".join(value or ())
    if spec.kind is Kind.PLACE:
        return place_text(
            *(str(row.values.get(name) or "") for name in (spec.name, *spec.label.parts))
        )
    return text_of(spec, value)


def _record(row: PersonRow) -> str:
    if not row.missing:
        return _("complete")
    return _("lacks {count}").format(count=formats.number(row.missing))


def _short(village: str) -> str:
    """Return a village as briefly in English as in Thai: the column has no room for more."""
    return village.replace("บ้าน", "", 1).replace("Moo ", "M.", 1)
