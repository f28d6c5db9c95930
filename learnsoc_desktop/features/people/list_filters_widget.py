"""What narrows the registry: the chips and the condition behind each; and what an empty one says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.instant_list import ListFilter
from learnsoc_desktop.features.centre.queries import CodeRow, VillageRow
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.queries import LEARNER, PeopleFilter, people_condition
from learnsoc_desktop.ui.filters import Filter
from learnsoc_desktop.ui.page import PageAction
from learnsoc_desktop.ui.table_states import Empty, Example

EVERYBODY_KEY = "role-all"
GROUPS_WATCHED = frozenset({"PersonGroup"})
ROLES_WATCHED = frozenset({"PersonRole"})
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
) -> Sequence[FilterChoice]:
    """Return the filters: the learners are shown at first, every other role is one chip away."""

    def choice(
        chip: Filter, chosen: PeopleFilter, watches: frozenset[str] = frozenset()
    ) -> FilterChoice:
        condition = ListFilter(chip.key, people_condition(chosen, today), watches)
        return FilterChoice(chip, condition)

    role, group, village = _("Role"), _("Target group"), _("Village")
    result = [
        choice(
            Filter(
                f"role-{word.key or word.id}",
                word.text,
                "role",
                default=word.id == LEARNER,
                section=role,
                chip=place < CHIP_ROLES,
            ),
            PeopleFilter(roles=(word.id,)),
            ROLES_WATCHED,
        )
        for place, word in enumerate(roles)
    ]
    result.insert(1, FilterChoice(Filter(EVERYBODY_KEY, _("Everybody"), "role")))
    # Where only some chips find room, the records that wait for work are among them.
    result[FIRST_CHIPS:FIRST_CHIPS] = [
        choice(
            Filter("incomplete", _("Incomplete")),
            PeopleFilter(roles=(), incomplete=True),
            GROUPS_WATCHED,
        ),
    ]
    result.append(choice(Filter("older", _("60 and older")), PeopleFilter(roles=(), older=True)))
    result += [
        choice(
            Filter(f"village-{row.id}", row.text, "village", section=village, chip=False),
            PeopleFilter(roles=(), villages=(row.id,)),
        )
        for row in villages
    ]
    result += [
        choice(
            Filter(f"group-{word.id}", word.text, "group", section=group, chip=False),
            PeopleFilter(roles=(), groups=(word.id,)),
            GROUPS_WATCHED,
        )
        for word in groups
    ]
    result += [
        choice(
            Filter(f"status-{one.value}", one.label, "status", section=_("Status"), chip=False),
            PeopleFilter(roles=(), statuses=(one,)),
        )
        for one in PersonStatus
    ]
    return result


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
