"""Invented people of the sample centre, like those of a real sub-district.

Some have no ID number, some know only their year of birth, some have no phone: lists and figures must show it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from learnsoc_desktop.core.identity import check_digit
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import Code, ImportBatch, Village
from learnsoc_desktop.features.people import (
    consent_sample,
    custom_sample,
    list_sample,
    more_sample,
    parked_sample,
    path_sample,
)
from learnsoc_desktop.features.people.model import (
    IdType,
    Person,
    PersonGroup,
    PersonRole,
    PersonStatus,
    Sex,
)
from learnsoc_desktop.features.people.twice_sample import merge_and_part, type_again

AGES = ((4, 12, 8), (13, 18, 12), (19, 24, 8), (25, 39, 20), (40, 59, 30), (60, 88, 22))
SPECIAL_ROLES = (  # how many of the first grown-ups also are …
    ("staff", 3),
    ("instructor", 8),
    ("wisdom_holder", 8),
    ("volunteer", 10),
    ("committee", 9),
    ("partner", 3),
)
GROWN_UP = sum(count for _role, count in SPECIAL_ROLES)
RARE_GROUPS = (  # key, youngest, oldest, how many: every group of the list has somebody
    ("none", 18, 60, 3),
    ("sao", 25, 60, 2),
    ("crowded_area", 18, 60, 2),
    ("migrant", 18, 50, 2),
    ("conscript", 20, 24, 1),
    ("prisoner", 20, 50, 1),
    ("hill_people", 18, 60, 1),
    ("pondok", 13, 30, 1),
    ("thai_abroad", 25, 60, 1),
    ("shelter", 18, 60, 1),
    ("english_program", 10, 18, 1),
    ("disadvantaged_child", 6, 15, 2),
    ("migrant_child", 6, 15, 1),
    ("sea_people_child", 6, 15, 1),
    ("street_child", 6, 15, 1),
)
NOTES = (
    "ติดต่อผ่านเพื่อนบ้าน",
    "สะดวกวันเสาร์",
    "อ่านหนังสือตัวเล็กไม่ถนัด",
    "ต้องการรถรับส่ง",
)
REGISTERED = (
    "house_code",
    "registered_house_no",
    "registered_village",
    "registered_road",
    "registered_subdistrict",
    "registered_district",
    "registered_province",
    "registered_postcode",
)
SAME_REGISTERED, KNOWN_REGISTERED = 45, 60  # of hundred
MOVED_FROM = (  # invented places
    ("", "17", "ม.3 บ้านท่าน้ำ", "", "ท่าน้ำ", "ทุ่งสายธาร", "ศรีธารา", "90210"),
    ("99010012345", "204/5", "", "ถนนริมน้ำ", "ในเวียง", "เมืองศรีธารา", "ศรีธารา", "90000"),
    ("", "61", "ม.9 บ้านเหล่า", "", "เหล่าคำ", "ดอนแก้ว", "ธารทอง", "91110"),
)
TWICE = 4  # persons of a file that was taken in by mistake, and taken back


def fill(uow: UnitOfWork, plan: SamplePlan) -> None:
    """Write ``plan.people`` persons with their groups and roles."""
    codes = _codes(uow)
    villages = uow.session.exec(select(Village.id).order_by(col(Village.moo))).all()
    names = demo("names")
    centre = demo("centre")
    rows, groups, roles = [], [], []
    waiting = [rare for *rare, count in RARE_GROUPS for _each in range(count)]
    for number in range(plan.people):
        row = _person(plan, number, names, centre, list(villages), codes)
        if villages and not (row["phone"] or row["line_id"] or row["village_id"]):
            row["village_id"] = villages[
                number % len(villages)
            ]  # the registry asks for one of them
        rows.append(row)
        age = plan.today.year - int(row["born"][:4]) if row["born"] else 45
        own = _groups(plan, age, row, codes)
        if number >= GROWN_UP:
            own = _rare(waiting, age, codes) + own
        groups += _links(plan, "person_group", row["id"], own)
        roles += _links(plan, "person_role", row["id"], _roles(number, age, codes))
    type_again(plan, rows)
    uow.insert_many(Person, rows)
    uow.insert_many(PersonGroup, groups)
    uow.insert_many(PersonRole, roles)
    consent_sample.fill(uow, plan, rows)
    path_sample.fill(uow, plan, rows)
    list_sample.fill(uow, plan, rows)
    more_sample.fill(uow, plan, rows, roles)
    custom_sample.fill(uow, plan, rows)
    merge_and_part(uow, plan, rows)
    parked_sample.fill(uow, plan, rows)
    if rows:
        _take_back(uow, plan, rows[-TWICE:])


def _take_back(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write what a file leaves that was taken in by mistake and taken back: it lies in the trash."""
    day = plan.today - timedelta(days=3)
    batch_id = plan.id("batch")
    uow.insert_many(
        ImportBatch,
        [
            {
                "id": batch_id,
                "kind": "people",
                "file_name": "รายชื่อปีที่แล้ว.xlsx",
                "sha256": "0" * 64,
                "added": len(people),
                "undone_at": plan.moment(day),
                **plan.stamps(day),
            }
        ],
    )
    uow.insert_many(
        Person,
        [
            {
                **row,
                "id": plan.id("twice", row["id"]),
                "learner_code": "",
                "batch_id": batch_id,
                "deleted_at": plan.moment(day),
                **plan.stamps(day),
            }
            for row in people
        ],
    )


def _rare(waiting: list[list[Any]], age: int, codes: dict[tuple[str, str], UUID]) -> list[UUID]:
    """Return the next rare group that somebody of this age may belong to; it no longer waits."""
    for rare in waiting:
        key, youngest, oldest = rare
        if youngest <= age <= oldest and ("target_group", key) in codes:
            waiting.remove(rare)
            return [codes["target_group", key]]
    return []


def _codes(uow: UnitOfWork) -> dict[tuple[str, str], UUID]:
    rows = uow.session.exec(select(Code.list_key, Code.key, Code.id))
    return {(list_key, key): code_id for list_key, key, code_id in rows}


def _person(
    plan: SamplePlan,
    number: int,
    names: dict[str, list[str]],
    centre: dict[str, str],
    villages: list[UUID],
    codes: dict[tuple[str, str], UUID],
) -> dict[str, Any]:
    rng = plan.rng
    sex = Sex.FEMALE if rng.random() < 0.58 else Sex.MALE  # as centres see it
    low, high, _weight = rng.choices(AGES, [weight for *_ages, weight in AGES])[0]
    if number < GROWN_UP:
        low, high = 30, 74  # those who teach and help are grown up
    age = rng.randint(low, high)
    born = plan.today - timedelta(days=round(age * 365.2425) + rng.randint(1, 360))
    registered = plan.today - timedelta(days=rng.randint(20, 1100))
    nicknames = names["nickname_female" if sex is Sex.FEMALE else "nickname_male"]
    kind, id_number, confirmed = _id_number(plan, number)
    draw = plan.id("draw", number).int % 100  # of the rng everything after would be another
    row = {
        "id": plan.id("person", number),
        "title": _title(plan, sex, age, number),
        "first_name": rng.choice(names[sex.value]),
        "last_name": "" if rng.random() < 0.01 else rng.choice(names["surname"]),
        "nickname": rng.choice(nicknames) if rng.random() < 0.93 else "",
        "sex": sex,
        "born": _born(plan, born),
        "id_type": kind,
        "id_number": id_number,
        "id_confirmed": confirmed,
        "phone": f"08{rng.randint(0, 9)}000{rng.randint(0, 9999):04d}"
        if rng.random() < 0.86
        else "",
        "line_id": f"nakham{number:03d}" if 15 <= age < 65 and draw < 40 else "",
        "house_no": str(rng.randint(1, 180)) + rng.choice(("", "", "", "/1", "/2")),
        "village_id": rng.choice(villages) if villages and rng.random() < 0.97 else None,
        "road": rng.choice(names["road"]) if rng.random() < 0.1 else "",
        **{part: centre[part] for part in ("subdistrict", "district", "province", "postcode")},
        "education_id": codes.get(("education", _education(plan, age))),
        "occupation_id": codes.get(("occupation", _occupation(plan, age))),
        "learner_code": f"{(registered.year + 543) % 100}{number + 1:04d}",
        "registered_on": registered,
        "status": _status(plan),
        "picture": "",
        "notes": NOTES[draw % len(NOTES)] if draw > 93 else "",
        "merged_into": None,
        "batch_id": None,
        **plan.stamps(registered),
    }
    if villages and not (row["phone"] or row["line_id"] or row["village_id"]):
        row["village_id"] = villages[number % len(villages)]  # the registry takes nobody without
    return {**row, **_registered(number, row, draw)}


def _registered(number: int, row: dict[str, Any], draw: int) -> dict[str, str]:
    """Return the address in the house register: often the same, sometimes where somebody came from, or none."""
    if draw >= KNOWN_REGISTERED:
        return dict.fromkeys(REGISTERED, "")
    if draw >= SAME_REGISTERED:
        return dict(zip(REGISTERED, MOVED_FROM[number % len(MOVED_FROM)], strict=True))
    place = (row[part] for part in ("subdistrict", "district", "province", "postcode"))
    code = f"9900{number:07d}" if draw % 2 else ""
    return dict(zip(REGISTERED, (code, row["house_no"], "", row["road"], *place), strict=True))


def _title(plan: SamplePlan, sex: Sex, age: int, number: int) -> str:
    late = age < 18 and number % 3 == 0  # some still bear the title of a child
    if age < 15 or late:  # the law's age for นาย and นางสาว
        return "เด็กหญิง" if sex is Sex.FEMALE else "เด็กชาย"
    if sex is Sex.MALE:
        return "พระ" if number % 90 == 45 else "นาย"
    return "นางสาว" if age < 24 or plan.rng.random() < 0.3 else "นาง"


def _born(plan: SamplePlan, born: date) -> str:
    draw = plan.rng.random()
    if draw < 0.04:
        return ""
    if draw < 0.10:
        return f"{born.year}"
    if draw < 0.13:
        return f"{born.year}~"
    if draw < 0.16:
        return f"{born:%Y-%m}"
    return born.isoformat()


def _id_number(plan: SamplePlan, number: int) -> tuple[IdType, str, bool]:
    """Return a number of an office that does not exist (99 is no province), with its check digit.

    A few cards have another last digit, which was confirmed.
    """
    draw = plan.rng.random()
    if draw < 0.10:
        return IdType.THAI, "", False
    if draw < 0.12:
        return IdType.G_CODE, f"G9900{number:08d}", False
    body = f"{plan.rng.choice('135')}9900{number:07d}"
    odd = number % 90 == 7
    return IdType.THAI, f"{body}{(int(check_digit(body)) + odd) % 10}", odd


def _education(plan: SamplePlan, age: int) -> str:
    if age < 18:
        return "studying"
    if age < 40:
        return plan.rng.choice(
            ("lower_secondary", "upper_secondary", "voc_certificate", "bachelor")
        )
    return plan.rng.choice(("p4", "p4", "p6", "below_p4", "lower_secondary"))


def _occupation(plan: SamplePlan, age: int) -> str:
    if age < 18:
        return "none"
    return plan.rng.choice(("farmer", "farmer", "farmer", "hired", "trader", "housewife", "none"))


def _status(plan: SamplePlan) -> PersonStatus:
    draw = plan.rng.random()
    if draw < 0.02:
        return PersonStatus.MOVED
    if draw < 0.03:
        return PersonStatus.DECEASED
    if draw < 0.05:
        return PersonStatus.LEFT
    return PersonStatus.ACTIVE


def _groups(
    plan: SamplePlan, age: int, row: dict[str, Any], codes: dict[tuple[str, str], UUID]
) -> list[UUID]:
    keys = []
    if age >= 60:
        keys.append("older")
    if age < 25:
        keys.append("youth")
    if row["occupation_id"] == codes.get(("occupation", "farmer")):
        keys.append("farmer")
    if row["occupation_id"] == codes.get(("occupation", "hired")):
        keys.append("labourer")
    if row["title"] == "พระ":
        keys.insert(0, "clergy")
    draw = plan.rng.random()
    keys += [
        key
        for key, share in (
            ("health_volunteer", 0.10),
            ("women_at_risk", 0.14 if row["sex"] is Sex.FEMALE else 0),
            ("disabled", 0.17),
            ("local_leader", 0.20),
        )
        if share - 0.05 <= draw < share and age >= 18
    ]
    if not keys and plan.rng.random() < 0.85:
        keys.append("other")
    return [codes["target_group", key] for key in keys if ("target_group", key) in codes]


def _roles(number: int, age: int, codes: dict[tuple[str, str], UUID]) -> list[UUID]:
    keys = ["learner"]
    first = 0
    for role, count in SPECIAL_ROLES:
        if first <= number < first + count:
            keys = [role] if role == "staff" else ["learner", role]
        first += count
    if "wisdom_holder" in keys and age > 50:
        keys.append("instructor")
    return [codes["role", key] for key in keys if ("role", key) in codes]


def _links(
    plan: SamplePlan, kind: str, person_id: UUID, code_ids: list[UUID]
) -> list[dict[str, Any]]:
    return [
        {
            "id": natural_id(kind, person_id, code_id),
            "person_id": person_id,
            "code_id": code_id,
            "main": place == 0,
            **plan.stamps(),
        }
        for place, code_id in enumerate(code_ids)
    ]
