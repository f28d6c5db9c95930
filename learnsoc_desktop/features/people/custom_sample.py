"""The sample centre's own fields: the size of the shirt of the centre, and the library's cards."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from learnsoc_desktop.core.sample import SamplePlan
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import Code
from learnsoc_desktop.features.people.custom_model import (
    COLUMNS,
    LIST_PREFIX,
    CustomField,
    CustomKind,
    CustomValue,
)
from learnsoc_desktop.features.people.custom_service import value_id

SHIRT, CARD, MADE = "ขนาดเสื้อ", "รหัสสมาชิกห้องสมุด", "วันที่ทำบัตรห้องสมุด"
FIELDS = (
    (SHIRT, CustomKind.CHOICE, "เสื้อกิจกรรมของศูนย์"),
    (CARD, CustomKind.TEXT, "เลขบนบัตรสมาชิก"),
    (MADE, CustomKind.DATE, ""),
)
SIZES = ("S", "M", "L", "XL", "XXL")
HAS_SHIRT, HAS_CARD = 0.45, 0.3  # shares of the people
BOOKS_FROM = 60  # days after the registration, at most


def fill(uow: UnitOfWork, plan: SamplePlan, people: Sequence[dict[str, Any]]) -> None:
    """Write fields and values of ``people``, rows of the registry; draws from ids: the rest stays the same."""
    stamps = plan.stamps()
    ids = {name: plan.id("custom", name) for name, _kind, _help in FIELDS}
    kinds = {name: kind for name, kind, _help in FIELDS}
    fields = [
        {
            "id": ids[name],
            "name": name,
            "kind": kind,
            "help": text,
            "position_no": place,
            "retired": False,
            **stamps,
        }
        for place, (name, kind, text) in enumerate(FIELDS, 1)
    ]
    sizes = [
        {
            "id": plan.id("size", size),
            "list_key": f"{LIST_PREFIX}{ids[SHIRT].hex}",
            "key": "",
            "name": size,
            "name_en": "",
            "position_no": place,
            "retired": False,
            **stamps,
        }
        for place, size in enumerate(SIZES, 1)
    ]
    rows = []
    for number, person in enumerate(people):
        drawn = plan.id("custom", person["id"]).int
        held: dict[str, Any] = {}
        if drawn % 1000 < HAS_SHIRT * 1000:
            held[SHIRT] = sizes[drawn // 1000 % len(SIZES)]["id"]
        if drawn // 7 % 1000 < HAS_CARD * 1000:
            held[CARD] = f"ห.{number + 1:04d}"
            later = timedelta(days=drawn // 11 % BOOKS_FROM)
            held[MADE] = min(plan.today, person["registered_on"] + later)
        rows += [
            {
                "id": value_id(person["id"], ids[name]),
                "person_id": person["id"],
                "field_id": ids[name],
                COLUMNS[kinds[name]]: value,
                **plan.stamps(person["registered_on"]),
            }
            for name, value in held.items()
        ]
    uow.insert_many(CustomField, fields)
    uow.insert_many(Code, sizes)
    for field_id in ids.values():  # a statement has the columns of its first row
        uow.insert_many(CustomValue, [row for row in rows if row["field_id"] == field_id])
