"""What narrows the registry further: the lists that act and the groups made by hand.

Nothing of it is needed for the first rows: the tables it reads are mapped after these were painted.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import and_
from sqlmodel import Session

from learnsoc_desktop.core.feature import Narrowing
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.list_filter import ListFilter
from learnsoc_desktop.features.people.facet_queries import value_of
from learnsoc_desktop.features.people.list_filters_widget import OWN_KEY, FilterChoice
from learnsoc_desktop.features.people.own_group_queries import in_group, own_group_facet, own_groups
from learnsoc_desktop.features.people.queries import listed
from learnsoc_desktop.ui.filters import Filter


def of_narrowings(narrowings: Sequence[Narrowing], today: date) -> Iterator[FilterChoice]:
    """Yield the lists that act, whichever feature knows them."""
    for one in narrowings:
        chip = Filter(one.key, _(one.title), section=_("To be looked at"))
        condition = and_(listed(), resolve(one.condition)(today))
        # A day later other people are meant: what was found for today is not asked again.
        yield FilterChoice(chip, ListFilter(f"{one.key} {today}", condition, one.watches))


def of_own_groups(session: Session) -> Iterator[FilterChoice]:
    """Yield the groups made by hand."""
    facet = own_group_facet()
    for row in own_groups(session):
        title = _("Groups of people")
        chip = Filter(f"{OWN_KEY}{row.id}", row.name, "own", section=title, chip=False)
        condition = and_(listed(), in_group(row.id))
        value = value_of(row.id)
        yield FilterChoice(chip, ListFilter(chip.key, condition, facet.watches, facet, value))
