"""Lists that are kept under a name, as the menu of a list shows them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.saved_list_model import SavedList


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What is asked of a list: keys of filters, a text, the column it stands by ("" is the usual order)."""

    filters: frozenset[str] = frozenset()
    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SavedListRow:
    """A saved list."""

    id: UUID
    name: str
    asked: ListAsked


def saved_lists(session: Session, place: str) -> Sequence[SavedListRow]:
    """Return the saved lists of a place in Thai order."""
    found = session.exec(select(SavedList).where(alive(SavedList), SavedList.place == place))
    rows = [
        SavedListRow(
            one.id,
            one.name,
            ListAsked(frozenset(json.loads(one.filters)), one.text, one.sort, one.descending),
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.id))


def list_title(row: SavedList) -> str:
    """Return what the trash calls a saved list."""
    return row.name
