"""Commands on layouts, and remembering how the columns of a file were matched."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.matching import Matching
from learnsoc_desktop.features.centre.service import assign
from learnsoc_desktop.features.people.errors import LayoutEmpty, LayoutTwice
from learnsoc_desktop.features.people.layout_model import (
    HeadMatching,
    LayoutColumn,
    LayoutDetails,
    PeopleLayout,
    columns_json,
)
from learnsoc_desktop.features.people.layout_queries import LayoutRow, layout_of, layouts


def add_layout(uow: UnitOfWork, details: LayoutDetails, columns: Sequence[LayoutColumn]) -> UUID:
    """Add a layout; return its id. Raises LayoutTwice, LayoutEmpty."""
    _check(uow, details, columns, None)
    row = PeopleLayout.model_validate(details.model_dump())
    row.columns = columns_json(columns)
    uow.add(row)
    return row.id


def change_layout(
    uow: UnitOfWork, layout_id: UUID, details: LayoutDetails, columns: Sequence[LayoutColumn]
) -> None:
    """Replace what a layout is called and what it holds. Raises LayoutUnknown, LayoutTwice, LayoutEmpty."""
    _check(uow, details, columns, layout_id)
    row = _stored(uow, layout_of(uow.session, layout_id))
    assign(row, details)
    row.columns = columns_json(columns)


def remove_layout(uow: UnitOfWork, layout_id: UUID) -> None:
    """Put a layout into the trash; one that came with the program is noted as removed. Raises LayoutUnknown."""
    row = _stored(uow, layout_of(uow.session, layout_id))
    if row.key:
        row.removed = True
    else:
        uow.delete(row)


def bring_back_layouts(uow: UnitOfWork) -> None:
    """Offer the removed layouts of the program again, as the centre had changed them."""
    for row in uow.session.exec(select(PeopleLayout).where(col(PeopleLayout.removed).is_(True))):
        row.removed = False


def remember_matching(uow: UnitOfWork, matching: Matching) -> None:
    """Remember which field each column of a file is, by the heads of the file."""
    fields: Mapping[str, str] = {
        head: name for head, name in zip(matching.heads, matching.fields, strict=True) if head
    }
    signature, said = matching.signature, json.dumps(fields, ensure_ascii=False)
    row_id = natural_id("head_matching", signature)
    found = uow.session.get(HeadMatching, row_id)
    if found is None:
        uow.add(HeadMatching(id=row_id, signature=signature, fields=said))
    else:
        uow.restore(found)
        found.fields = said


def _stored(uow: UnitOfWork, layout: LayoutRow) -> PeopleLayout:
    """Return the row of a layout; one that came with the program gets its row now."""
    found = uow.session.get(PeopleLayout, layout.id)
    if found is None:
        found = PeopleLayout.model_validate({**layout.details.model_dump(), "id": layout.id})
        found.key, found.columns = layout.key, columns_json(layout.columns)
        uow.add(found)
    elif found.deleted_at is not None:
        uow.restore(found)
        found.removed = False
    return found


def _check(
    uow: UnitOfWork,
    details: LayoutDetails,
    columns: Sequence[LayoutColumn],
    own: UUID | None,
) -> None:
    if not any(each.head or each.field for each in columns):
        raise LayoutEmpty(name=details.name)
    called = fold(details.name)
    others = (each for each in layouts(uow.session) if each.id != own)
    if any(fold(each.details.name) == called for each in others):
        raise LayoutTwice(name=details.name)
