"""What narrows the registry: the chips and the condition behind each; and what an empty one says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.list_filter import ListFacet, ListFilter
from learnsoc_desktop.features.centre.queries import CodeRow, VillageRow
from learnsoc_desktop.features.people.facet_queries import column_facet, link_facet, value_of
from learnsoc_desktop.features.people.model import PersonGroup, PersonRole, PersonStatus
from learnsoc_desktop.features.people.queries import LEARNER, PeopleFilter, people_condition
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty, Example

EVERYBODY_KEY = "role-all"
OWN_KEY = "own-"  # before the id of a group made by hand
GROUPS_WATCHED = frozenset({"PersonGroup"})
CHIP_ROLES = 3  # the others stand in the menu
FIRST_CHIPS = 3


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A chip and its condition (None: no condition)."""

    chip: Filter
    condition: ListFilter | None = None


def list_filters(
    roles: Sequence[CodeRow],
    groups: Sequence[CodeRow],
    villages: Sequence[VillageRow],
    today: date,
    further: Sequence[FilterChoice] = (),
) -> Sequence[FilterChoice]:
    """Return the filters: the learners are shown at first, every other role is one chip away.

    ``further`` are those that ``list_further_widget`` knows; they stand before villages and target groups.
    """
    everybody = FilterChoice(Filter(EVERYBODY_KEY, _("Everybody"), "role"))
    incomplete = Filter("incomplete", _("Incomplete"))
    older = Filter("older", _("60 and older"))
    result = _of_roles(roles, today)
    result.insert(1, everybody)
    # Where only some chips find room, the records that wait for work are among them.
    result.insert(
        FIRST_CHIPS,
        _choice(today, incomplete, PeopleFilter(roles=(), incomplete=True), GROUPS_WATCHED),
    )
    result.append(_choice(today, older, PeopleFilter(roles=(), older=True)))
    return [
        *result,
        *further,
        *_of_villages(villages, today),
        *_of_groups(groups, today),
        *_of_statuses(today),
    ]


def _choice(
    today: date, chip: Filter, chosen: PeopleFilter, watches: frozenset[str] = frozenset()
) -> FilterChoice:
    """Return a chip with its condition; ``watches`` are the entities besides persons it depends on."""
    return FilterChoice(chip, ListFilter(chip.key, people_condition(chosen, today), watches))


def _of_facet(
    today: date, chip: Filter, chosen: PeopleFilter, facet: ListFacet, value: str
) -> FilterChoice:
    """Return a chip whose condition is that people have one value of many."""
    condition = people_condition(chosen, today)
    return FilterChoice(chip, ListFilter(chip.key, condition, facet.watches, facet, value))


def _of_roles(roles: Sequence[CodeRow], today: date) -> list[FilterChoice]:
    chips = [
        Filter(
            f"role-{word.key or word.id}",
            word.text,
            "role",
            default=word.id == LEARNER,
            section=_("Role"),
            chip=place < CHIP_ROLES,
        )
        for place, word in enumerate(roles)
    ]
    facet = link_facet(PersonRole)
    return [
        _of_facet(today, chip, PeopleFilter(roles=(word.id,)), facet, value_of(word.id))
        for chip, word in zip(chips, roles, strict=True)
    ]


def _of_villages(villages: Sequence[VillageRow], today: date) -> Iterator[FilterChoice]:
    for row in villages:
        chip = Filter(f"village-{row.id}", row.text, "village", section=_("Village"), chip=False)
        chosen = PeopleFilter(roles=(), villages=(row.id,))
        yield _of_facet(today, chip, chosen, column_facet("village_id"), value_of(row.id))


def _of_groups(groups: Sequence[CodeRow], today: date) -> Iterator[FilterChoice]:
    for word in groups:
        chip = Filter(f"group-{word.id}", word.text, "group", section=_("Target group"), chip=False)
        chosen = PeopleFilter(roles=(), groups=(word.id,))
        yield _of_facet(today, chip, chosen, link_facet(PersonGroup), value_of(word.id))


def _of_statuses(today: date) -> Iterator[FilterChoice]:
    for one in PersonStatus:
        chip = Filter(f"status-{one.value}", one.label, "status", section=_("Status"), chip=False)
        chosen = PeopleFilter(roles=(), statuses=(one,))
        yield _of_facet(today, chip, chosen, column_facet("status"), one.value)


def nobody_yet(
    add: Callable[[], object], take_in: Callable[[], object], blank: Callable[[], object]
) -> Empty:
    """Return what an empty registry says: what belongs here and the ways to begin."""
    return Empty(
        _("Nobody is in the registry yet"),
        _("A name and a village are enough; the rest can follow."),
        (
            Example("user", "นางบุญเรือน", _("learner")),
            Example("graduation-cap", "ลุงบุญมี", _("instructor")),
            Example("heart", "น้าติ๋ม", _("volunteer")),
        ),
        (
            PageAction(_("Add somebody"), "user-plus", add),
            PageAction(_("Take in a file"), "file-down", take_in),
            PageAction(_("Blank form to print"), "printer", blank),
        ),
    )
