"""Lists of the sample centre: one that was saved, two groups made by hand, wishes in most villages."""

import json
from collections.abc import Sequence
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.saved_list_model import SavedList
from learnsoc_desktop.features.people.own_group_model import OwnGroup, OwnGroupMember

SHARE = 12  # each twelfth person is in a group


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write a saved list and the groups of ``people``, rows of the registry."""
    words = demo("lists")
    groups = [
        {"id": plan.id("own_group", number), **group, **plan.stamps()}
        for number, group in enumerate(words["groups"])
    ]
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
            for number, group in enumerate(groups)
            for person in people[number::SHARE]
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
