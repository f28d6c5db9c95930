"""Commands on lists that are kept under a name."""

import json
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import select

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.errors import ListTwice, NameMissing
from learnsoc_desktop.features.centre.saved_list_model import SavedList, SavedListDetails
from learnsoc_desktop.features.centre.saved_list_queries import ListAsked
from learnsoc_desktop.features.centre.service import living
from learnsoc_desktop.features.centre.tidy import tidied

LIST = N_("Saved list")


def save_list(
    uow: UnitOfWork, place: str, details: SavedListDetails, filters: Iterable[str], asked: ListAsked
) -> UUID:
    """Keep what is asked of a list, in place of the one of that name if there is one; return its id.

    ``filters`` are the keys in the order they are shown. Raises NameMissing.
    """
    tidy = _named(details)
    row = _called(uow, place, tidy.name)
    if row is None:
        row = SavedList(name=tidy.name, place=place)
        uow.add(row)
    row.name, row.filters = tidy.name, json.dumps(list(filters))
    row.text, row.sort, row.descending = asked.text, asked.sort, asked.descending
    return row.id


def rename_list(uow: UnitOfWork, list_id: UUID, details: SavedListDetails) -> None:
    """Give a saved list another name. Raises NameMissing, ListTwice."""
    row, tidy = living(uow, SavedList, list_id, LIST), _named(details)
    other = _called(uow, row.place, tidy.name)
    if other is not None and other.id != row.id:
        raise ListTwice(name=tidy.name)
    row.name = tidy.name


def remove_list(uow: UnitOfWork, list_id: UUID) -> None:
    """Put a saved list into the trash; whom it showed stays as they are."""
    uow.delete(living(uow, SavedList, list_id, LIST))


def _named(details: SavedListDetails) -> SavedListDetails:
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    return tidy


def _called(uow: UnitOfWork, place: str, name: str) -> SavedList | None:
    rows = uow.session.exec(select(SavedList).where(alive(SavedList), SavedList.place == place))
    return next((row for row in rows if fold(row.name) == fold(name)), None)
