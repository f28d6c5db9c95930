"""Rows of a file in the sample centre that look like people who are in the registry."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.people.likeness import likeness, traits
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.parked_model import ParkedRow, ParkedState
from learnsoc_desktop.features.people.twice_sample import ENOUGH, Row, without_mark

FILE = "รายชื่ออบรมจากเทศบาล.xlsx"
FIRST, EVERY = 72, 3  # number of the first person of the file, and the step to the next
SAID = ("title", "first_name", "last_name", "sex", "born", "village_id", "house_no")
PHONES = ("0861112203", "", "0894401176", "0812290057", "", "0957731120", "0810024468")
# What was decided of each row; those that wait come first.
STATES = (*(ParkedState.OPEN,) * 4, ParkedState.SAME, ParkedState.THROWN, ParkedState.OPEN)


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[Row]) -> None:
    """Write the file of a training, whose rows somebody has begun to decide."""
    if plan.people < ENOUGH:
        return
    stamps, batch_id = plan.stamps(plan.today - timedelta(days=1)), plan.id("training")
    rows = []
    for number, state in enumerate(STATES):
        known = people[(FIRST + EVERY * number) % len(people)]
        rows.append({**_parked(plan, number, known, state), "batch_id": batch_id, **stamps})
    batch = {"id": batch_id, "kind": "people", "file_name": FILE, "sha256": "1" * 64}
    uow.insert_many(ImportBatch, [{**batch, "parked": len(rows), **stamps}])
    uow.insert_many(ParkedRow, rows)


def _parked(plan: SamplePlan, number: int, known: Row, state: ParkedState) -> dict[str, Any]:
    """Return a row in which somebody is written a little otherwise, with another telephone."""
    said: Row = {name: known[name] for name in SAID}
    said |= {**without_mark(known), "phone": PHONES[number], "line_id": ""}
    details = PersonDetails.model_construct(**said)
    names = [said[name] for name in ("title", "first_name", "last_name")]
    how = likeness(traits("row", said), traits("known", known))
    decided = state is not ParkedState.OPEN
    heads = {"คำนำหน้า": names[0], "ชื่อ": names[1], "นามสกุล": names[2], "โทร": said["phone"]}
    return {
        "id": plan.id("parked", number),
        "row_no": 2 + EVERY * number,
        "name": shown_name(names[0], names[1], names[2], ""),
        "details": details.model_dump_json(include={name for name in said if said[name]}),
        "said": json.dumps([pair for pair in heads.items() if pair[1]], ensure_ascii=False),
        "like_id": known["id"],
        "score": how.score if how else 0,
        "reasons": ",".join(how.reasons) if how else "",
        "state": state,
        "decided_at": plan.moment() if decided else None,
        "person_id": known["id"] if state is ParkedState.SAME else None,
    }
