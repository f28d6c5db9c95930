"""People of the sample centre who are in the registry twice: found, merged, or two persons after all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.people.merge_model import NotSamePerson, PersonMerge
from learnsoc_desktop.features.people.merge_service import pair_id
from learnsoc_desktop.features.people.model import IdType, Person, PersonRole
from learnsoc_desktop.features.people.queries import LEARNER

Row = dict[str, Any]

ENOUGH = 60  # people of a sample that has room for them
# What makes somebody the same person to the eye; what tells them apart is left out.
COPIED = ("title", "first_name", "last_name", "nickname", "sex", "born", "village_id")
FIRST = 44  # number of the first person who is there twice; those before have offices
MERGED, TWINS = FIRST + 10, FIRST + 12


def without_mark(row: Row) -> Mapping[str, str]:
    """Return the name of a row with a tone mark less, or a letter less where it has none."""
    for name in ("first_name", "last_name"):
        for mark in "่้์็๊":
            if mark in row[name]:
                return {name: row[name].replace(mark, "", 1)}
    return {"last_name": row["last_name"][:-1]}


def _without_letter(row: Row) -> Mapping[str, str]:
    return {"last_name": row["last_name"][:2] + row["last_name"][3:]}


def _by_nickname(row: Row) -> Mapping[str, str]:
    return {"first_name": row["nickname"] or row["first_name"], "nickname": ""}


def _turned(row: Row) -> Mapping[str, str]:
    return {"first_name": row["last_name"], "last_name": row["first_name"]}


def _year_alone(row: Row) -> Mapping[str, str]:
    return {"born": row["born"][:4]}


SLIPS: Sequence[Callable[[Row], Mapping[str, str]]] = (
    without_mark,
    _without_letter,
    _by_nickname,
    _turned,
    _year_alone,
)


def type_again(plan: SamplePlan, people: list[Row]) -> None:
    """Let some of ``people`` be records that somebody typed a second time, each with a slip of its own."""
    if plan.people < ENOUGH:
        return
    for number, slip in enumerate(SLIPS):
        _same(people, FIRST + number, FIRST + number + len(SLIPS), slip)
    _same(people, TWINS, TWINS + 1, _without_letter)


def _same(people: list[Row], one: int, two: int, slip: Callable[[Row], Mapping[str, str]]) -> None:
    first = people[one]
    first["last_name"] = first["last_name"] or "คำผู้ใหญ่"
    first["born"] = first["born"] or "1975-04-12"
    copied = {name: first[name] for name in COPIED}
    kind = {"id_type": IdType.THAI, "id_number": "", "id_confirmed": False}
    people[two].update({**copied, **kind, **slip(first)})


def merge_and_part(uow: UnitOfWork, plan: SamplePlan, people: Sequence[Row]) -> None:
    """Write a record that was merged into one of ``people``, and that two others are twins."""
    if plan.people < ENOUGH:
        return
    day = plan.today - timedelta(days=9)
    kept, stamps = people[MERGED], plan.stamps(day)
    other_id = plan.id("merged")
    other = {
        **kept,
        "id": other_id,
        "first_name": kept["first_name"] + "์",
        "id_number": "",
        "id_confirmed": False,
        "learner_code": "",
        "merged_into": kept["id"],
        **stamps,
    }
    uow.insert_many(Person, [other])
    role = {
        "id": natural_id("person_role", other_id, LEARNER),
        "person_id": other_id,
        "code_id": LEARNER,
        "main": True,
        **stamps,
    }
    uow.insert_many(PersonRole, [role])
    merge = {"id": plan.id("merge"), "kept_id": kept["id"], "other_id": other_id}
    uow.insert_many(PersonMerge, [{**merge, "overwritten": "{}", **stamps}])
    one, two = sorted((people[TWINS]["id"], people[TWINS + 1]["id"]))
    apart = {"id": pair_id(one, two), "one_id": one, "two_id": two}
    uow.insert_many(NotSamePerson, [{**apart, **stamps}])
