"""The rest of the records of the sample centre: each field is filled for some, by draws from ids."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.code_lists import code_id
from learnsoc_desktop.features.people.consent_sample import consents_to_sensitive
from learnsoc_desktop.features.people.model import PersonStatus
from learnsoc_desktop.features.people.more_model import (
    Household,
    HouseholdMember,
    Literacy,
    MoreColumns,
    NameKind,
    PersonMore,
    PersonName,
    PersonSensitive,
    PersonWord,
    RoleTerm,
    SensitiveColumns,
    StatusChange,
    StudyTerm,
)

EVERY = 3  # each third person told more
TERM_ROLES = ("committee", "volunteer", "staff", "instructor")
POSITIONS = ("ประธาน", "รองประธาน", "เลขานุการ", "กรรมการ", "ที่ปรึกษา")
REASONS = {
    PersonStatus.MOVED: ("ย้ายไปทำงานต่างจังหวัด", "แต่งงานแล้วย้ายตามคู่สมรส"),
    PersonStatus.LEFT: ("ต้องดูแลครอบครัว", "ทำงานเต็มเวลา"),
    PersonStatus.DECEASED: ("ญาติแจ้ง",),
}
HEALTH = ("แพ้อาหารทะเล", "หมู่เลือดโอ", "ความดันโลหิตสูง รับยาประจำ")
ADULT, OLD, STUDY_FROM, STUDY_TO = 20, 60, 15, 39


def fill(
    uow: UnitOfWork,
    plan: SamplePlan,
    people: Sequence[dict[str, Any]],
    roles: Sequence[dict[str, Any]],
) -> None:
    """Write the rest of the records of ``people`` with their ``roles``; nothing of the rng is drawn."""
    words: list[dict[str, Any]] = []
    rows: dict[type[Any], list[dict[str, Any]]] = {}
    homes: list[list[dict[str, Any]]] = [[]]
    for number, row in enumerate(people):
        draw = plan.id("more", row["id"]).int
        if number % EVERY == 0:
            rows.setdefault(PersonMore, []).append(_more(plan, row, draw))
            words += _words(plan, row, draw)
            homes[-1].append(row)
            if len(homes[-1]) >= 2 + draw % 3:
                homes.append([])
        if draw % 9 == 0:
            rows.setdefault(PersonName, []).append(_name(plan, row, draw))
        if consents_to_sensitive(plan, row) and draw % 2:
            rows.setdefault(PersonSensitive, []).append(_sensitive(plan, row, draw))
            words += _sensitive_words(plan, row, draw)
        if row["status"] is not PersonStatus.ACTIVE:
            rows.setdefault(StatusChange, []).append(_change(plan, row, draw))
        if STUDY_FROM <= _age(plan, row) <= STUDY_TO and draw % 3 == 0:
            rows.setdefault(StudyTerm, []).extend(_studies(plan, row, draw))
    rows[RoleTerm] = _terms(plan, roles)
    for kind, made in rows.items():
        uow.insert_many(kind, made)
    uow.insert_many(PersonWord, words)
    _households(uow, plan, [home for home in homes if len(home) > 1])


def _more(plan: SamplePlan, row: dict[str, Any], draw: int) -> dict[str, Any]:
    values = {name: info.default for name, info in MoreColumns.model_fields.items()}
    age = _age(plan, row)
    clergy = {"พระ": "monk"}.get(row["title"], "novice" if draw % 61 == 0 and age < ADULT else "")
    levels = list(Literacy)
    literacy = levels[draw % 2] if age >= OLD else Literacy.FLUENT
    values |= {
        "clergy_id": code_id("clergy", clergy) if clergy else None,
        "nationality": ("ลาว", "เมียนมา", "กัมพูชา")[draw % 3] if draw % 17 == 0 else "ไทย",
        "literacy": literacy,
        "internet_id": code_id("internet", ("own", "own", "centre", "public", "none")[draw % 5]),
    }
    if age < ADULT:
        mother = draw % 2
        names = demo("names")["female" if mother else "male"]
        values |= {
            "guardian_name": f"{'นาง' if mother else 'นาย'}{names[draw % len(names)]} {row['last_name']}",
            "guardian_relation_id": code_id("relation", "mother" if mother else "father"),
            "guardian_phone": f"08{draw % 10}000{draw % 10000:04d}",
        }
    return _row(plan, "person_more", row) | values


def _words(plan: SamplePlan, row: dict[str, Any], draw: int) -> list[dict[str, Any]]:
    languages = (
        ["isan", "th"] if draw % 4 else ["th", ("khmer", "lao", "malay", "english")[draw % 3]]
    )
    welfare = ["state_card"] if draw % 3 == 0 else []
    if _age(plan, row) >= OLD:
        welfare.append("older_allowance")
    said = {
        "language": languages,
        "device": [("smartphone", "smartphone", "phone", "computer", "none")[draw % 5]],
        "transport": [("motorcycle", "walk", "bicycle", "car", "brought")[draw % 5]],
        "welfare": welfare,
    }
    return _said(plan, row, said)


def _sensitive(plan: SamplePlan, row: dict[str, Any], draw: int) -> dict[str, Any]:
    values = {name: info.default for name, info in SensitiveColumns.model_fields.items()}
    values |= {
        "religion": ("พุทธ", "พุทธ", "พุทธ", "อิสลาม", "คริสต์")[draw % 5],
        "ethnicity": ("กะเหรี่ยง", "ม้ง", "มอญ")[draw % 3] if draw % 11 == 0 else "",
    }
    if draw % 7 == 0:
        values |= {
            "disability_card": f"9900{draw % 1000000:06d}",
            "disability_card_until": plan.today + timedelta(days=100 + draw % 1500),
        }
    if draw % 5 == 0:
        values |= {
            "health": HEALTH[draw % len(HEALTH)],
            "health_until": plan.today + timedelta(days=30 + draw % 200),
        }
    return _row(plan, "person_sensitive", row) | values


def _sensitive_words(plan: SamplePlan, row: dict[str, Any], draw: int) -> list[dict[str, Any]]:
    if draw % 7:
        return []
    said = {
        "disability": [("sight", "hearing", "movement", "intellect", "learning")[draw % 5]],
        "support": [("large_print", "sign_language", "ramp", "companion", "time")[draw % 5]],
    }
    return _said(plan, row, said)


def _name(plan: SamplePlan, row: dict[str, Any], draw: int) -> dict[str, Any]:
    name, kind, language = (
        ("Somchai Saithan", NameKind.PASSPORT, "english"),
        ("ສົມໃຈ", NameKind.OWN, "lao"),
        ("សុខា", NameKind.OWN, "khmer"),
        (f"{row['first_name']} ทองดี", NameKind.FORMER, "th"),
    )[draw // 9 % 4]
    return {
        "id": plan.id("name", row["id"]),
        "person_id": row["id"],
        "name": name,
        "kind": kind,
        "language_id": code_id("language", language),
        **plan.stamps(row["registered_on"]),
    }


def _change(plan: SamplePlan, row: dict[str, Any], draw: int) -> dict[str, Any]:
    span = max(1, (plan.today - row["registered_on"]).days)
    day = row["registered_on"] + timedelta(days=draw % span)
    reasons = REASONS[row["status"]]
    return {
        "id": plan.id("status", row["id"]),
        "person_id": row["id"],
        "before": PersonStatus.ACTIVE,
        "status": row["status"],
        "since": day,
        "reason": reasons[draw % len(reasons)],
        **plan.stamps(day),
    }


def _studies(plan: SamplePlan, row: dict[str, Any], draw: int) -> list[dict[str, Any]]:
    """Return the last two semesters of a learner of basic education."""
    year = plan.today.year + 543 - 1
    return [
        {
            "id": plan.id("study", row["id"], semester),
            "person_id": row["id"],
            "semester": semester,
            "level_id": code_id("study_level", ("lower_secondary", "upper_secondary")[draw % 2]),
            "group_name": f"กลุ่ม ศกร.ตำบล {1 + draw % 3}",
            "student_code": f"{year % 100}9900{draw % 10000:04d}",
            "quality_hours": 20 + (draw // at) % 60,
            **plan.stamps(row["registered_on"]),
        }
        for at, semester in ((1, f"1/{year}"), (3, f"2/{year}"))
    ]


def _terms(plan: SamplePlan, roles: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a term that runs of each special role, and of some the one before."""
    termed = {code_id("role", key) for key in TERM_ROLES}
    made = []
    for link in roles:
        if link["code_id"] not in termed:
            continue
        draw = plan.id("term", link["id"]).int
        began = date(plan.today.year - 1 - draw % 2, 10, 1)
        spans: list[tuple[date, date | None]] = [(began, None)]
        if draw % 3 == 0:
            spans.append((date(began.year - 2, 10, 1), began - timedelta(days=1)))
        made += [
            {
                "id": plan.id("term", link["id"], first),
                "person_id": link["person_id"],
                "role_id": link["code_id"],
                "position": POSITIONS[draw % len(POSITIONS)]
                if link["code_id"] == code_id("role", "committee")
                else "",
                "from_on": first,
                "to_on": last,
                **plan.stamps(began),
            }
            for first, last in spans
        ]
    return made


def _households(
    uow: UnitOfWork, plan: SamplePlan, homes: Sequence[Sequence[dict[str, Any]]]
) -> None:
    """Let those who told more live together by twos to fours, the oldest as the head."""
    households, members = [], []
    for home in homes:
        people = sorted(home, key=lambda row: row["born"] or "9999")
        household = natural_id("household", people[0]["id"])
        households.append({"id": household, **plan.stamps()})
        for place, row in enumerate(people):
            keys = ("head", _seen_from(people[0], row), "relative", "relative")
            members.append(
                {
                    "id": natural_id("household_member", household, row["id"]),
                    "household_id": household,
                    "member_id": row["id"],
                    "relation_id": code_id("relation", keys[place]),
                    **plan.stamps(),
                }
            )
    uow.insert_many(Household, households)
    uow.insert_many(HouseholdMember, members)


def _seen_from(head: dict[str, Any], row: dict[str, Any]) -> str:
    if not (head["born"] and row["born"]):
        return "relative"
    years = int(row["born"][:4]) - int(head["born"][:4])
    if years >= ADULT:
        return "child"
    return "sibling" if head["sex"] == row["sex"] else "spouse"


def _said(
    plan: SamplePlan, row: dict[str, Any], said: dict[str, list[str]]
) -> list[dict[str, Any]]:
    codes: list[tuple[UUID, bool]] = [
        (code_id(list_key, key), not place)
        for list_key, keys in said.items()
        for place, key in enumerate(keys)
    ]
    return [
        {
            "id": natural_id("person_word", row["id"], code),
            "person_id": row["id"],
            "code_id": code,
            "main": main,
            **plan.stamps(row["registered_on"]),
        }
        for code, main in codes
    ]


def _row(plan: SamplePlan, table: str, row: dict[str, Any]) -> dict[str, Any]:
    row_id = natural_id(table, row["id"])
    return {"id": row_id, "person_id": row["id"], **plan.stamps(row["registered_on"])}


def _age(plan: SamplePlan, row: dict[str, Any]) -> int:
    return plan.today.year - int(row["born"][:4]) if row["born"] else 45
