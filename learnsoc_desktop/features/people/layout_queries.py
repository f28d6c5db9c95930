"""Questions about layouts, those that come with the program among them; and how heads were matched before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive, natural_id
from learnsoc_desktop.features.people.errors import LayoutUnknown
from learnsoc_desktop.features.people.layout_model import (
    HeadMatching,
    LayoutColumn,
    LayoutDetails,
    PeopleLayout,
    columns_of,
)
from learnsoc_desktop.features.people.more_file_queries import told_specs


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A layout as lists and writers need it; ``key`` names one that came with the program."""

    id: UUID
    details: LayoutDetails
    columns: Sequence[LayoutColumn]
    key: str = ""

    @property
    def heads(self) -> Mapping[str, str]:
        """The field of each head, empty where a file with this layout has nothing for us."""
        known = {each.head: each.field for each in self.columns if each.head}
        written = {ROW_NO, *(spec.name for spec in told_specs())}
        return {head: "" if name in written else name for head, name in known.items()}


ROW_NO = "row_no"  # the running number of a row, which is written and never read


def layouts(session: Session) -> Sequence[LayoutRow]:
    """Return all layouts: those that came with the program in their order, then the centre's own by name."""
    rows = {row.id: row for row in session.exec(select(PeopleLayout).where(alive(PeopleLayout)))}
    given = [
        _row(rows[each.id]) if each.id in rows else each
        for each in with_program()
        if each.id not in rows or not rows[each.id].removed
    ]
    theirs = {each.id for each in with_program()}
    own = [_row(row) for row in rows.values() if row.id not in theirs]
    return [*given, *sorted(own, key=lambda row: (fold(row.details.name), row.id))]


def layout_of(session: Session, layout_id: UUID) -> LayoutRow:
    """Return a layout. Raises LayoutUnknown."""
    found = next((each for each in layouts(session) if each.id == layout_id), None)
    if found is None:
        raise LayoutUnknown(name="")
    return found


def layout_named(session: Session, name: str) -> LayoutRow:
    """Return the layout of this name, or of the key of one that came with the program. Raises LayoutUnknown."""
    wanted = fold(name)
    every = layouts(session)
    found = [each for each in every if wanted in {fold(each.details.name), each.key}]
    if not found:
        names = ", ".join(each.key or each.details.name for each in every)
        raise LayoutUnknown(name=name, names=names)
    return found[0]


@cache
def with_program() -> Sequence[LayoutRow]:
    """Return the layouts that come with the program."""
    said = json.loads(resource("layouts", "people.json").read_text(encoding="utf-8"))
    return tuple(
        LayoutRow(
            natural_id("people_layout", each["key"]),
            LayoutDetails.model_validate(each),
            columns_of(json.dumps(each["columns"])),
            each["key"],
        )
        for each in said
    )


def remembered_heads(session: Session) -> Mapping[str, Mapping[str, str]]:
    """Return how the columns of earlier files were matched, by the signature of their heads."""
    query = select(HeadMatching.signature, HeadMatching.fields).where(alive(HeadMatching))
    found = session.exec(query.order_by(col(HeadMatching.updated_at)))
    return {signature: json.loads(fields) for signature, fields in found}


def _row(row: PeopleLayout) -> LayoutRow:
    details = LayoutDetails.model_validate(row.model_dump())
    return LayoutRow(row.id, details, columns_of(row.columns), row.key)


def layout_title(row: PeopleLayout) -> str:
    """Return what the trash calls a layout."""
    return row.name
