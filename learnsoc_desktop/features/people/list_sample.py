"""Lists of the sample centre: one that was saved, two groups made by hand, wishes in most villages."""

import json
from collections.abc import Sequence
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.saved_list_model import SavedList
from learnsoc_desktop.features.people.layout_model import LayoutColumn, PeopleLayout, columns_json
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.own_group_model import OwnGroup, OwnGroupMember

SHARE = 6  # each sixth of those who might be is in a group
GROWN_UP = 25  # years


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write a saved list and the groups of ``people``, rows of the registry."""
    words = demo("lists")
    groups = [
        {"id": plan.id("own_group", number), **group, **plan.stamps()}
        for number, group in enumerate(words["groups"])
    ]
    born_before = f"{plan.today.year - GROWN_UP}"
    grown_up = [row for row in people if row["born"] and row["born"] < born_before]
    women = [row for row in grown_up if row["sex"] is Sex.FEMALE]
    uow.insert_many(PeopleLayout, [_layout(plan)])
    uow.insert_many(OwnGroup, groups)
    uow.insert_many(
        OwnGroupMember,
        [
            {
                "id": natural_id("own_group_member", group["id"], person["id"]),
                "group_id": group["id"],
                "person_id": person["id"],
                **plan.stamps(),
            }
            for group, some in zip(groups, (women, grown_up), strict=True)
            for person in some[::SHARE]
        ],
    )
    uow.insert_many(
        SavedList,
        [
            {
                "id": plan.id("saved_list", number),
                "place": "people",
                "name": row["name"],
                "filters": json.dumps(row["filters"]),
                "sort": row["sort"],
                **plan.stamps(),
            }
            for number, row in enumerate(words["saved"])
        ],
    )


def _layout(plan: SamplePlan) -> dict[str, Any]:
    """Return the list that goes to the municipality, with room to sign."""
    columns = (
        LayoutColumn("ชื่อ", "first_name"),
        LayoutColumn("นามสกุล", "last_name"),
        LayoutColumn("หมู่บ้าน", "village_id"),
        LayoutColumn("โทรศัพท์", "phone"),
        LayoutColumn("ลายมือชื่อ"),
    )
    return {
        "id": plan.id("people_layout"),
        "name": "รายชื่อส่งเทศบาล",
        "columns": columns_json(columns),
        **plan.stamps(),
    }
