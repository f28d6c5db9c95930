"""Taking in a file of villages and their population, all of it in one transaction that can be undone."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from learnsoc_desktop.core.errors import Fault, FileRefused
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.batches import keep_as_batch
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import (
    Fate,
    ImportPlan,
    ImportResult,
    ParsedFile,
    ParsedRow,
)
from learnsoc_desktop.features.centre.batch_service import batch_of
from learnsoc_desktop.features.centre.errors import BandsTooLarge
from learnsoc_desktop.features.centre.exporter import SPECS
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.centre.model import Village, VillageDetails
from learnsoc_desktop.features.centre.population_queries import too_many
from learnsoc_desktop.features.centre.queries import villages

KIND = "villages"
SYNONYMS = {
    "id": ("uuid", "record id", "เลขระเบียน"),
    "moo": ("หมู่ที่", "หมู่", "ม.", "moo"),
    "name": ("หมู่บ้าน", "ชื่อหมู่บ้าน", "ชื่อบ้าน", "บ้าน", "ชุมชน", "village"),
    "households": ("ครัวเรือน", "จำนวนครัวเรือน", "หลังคาเรือน", "จำนวนบ้าน", "houses"),
    "men": ("ชาย", "ประชากรชาย", "จำนวนชาย", "male"),
    "women": ("หญิง", "ประชากรหญิง", "จำนวนหญิง", "female"),
    "counted_on": ("ข้อมูล ณ วันที่", "ณ วันที่", "วันที่ของข้อมูล", "as of"),
    "source": ("แหล่งข้อมูล", "ที่มา", "ที่มาของข้อมูล", "source"),
}


@dataclass(frozen=True, slots=True)
class PlannedVillage:
    """A row and what becomes of it; ``values`` are the columns to write."""

    fate: Fate
    village_id: UUID
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]


def import_plan(session: Session, today: date) -> ImportPlan:
    """Return what is looked for in a file of villages."""
    del session
    return ImportPlan(specs=SPECS, today=today, synonyms=SYNONYMS, needed=(("name", "id"),))


def check_villages(session: Session, file: ParsedFile, today: date) -> ImportResult:
    """Return what ``file`` would do; nothing is written."""
    del today
    return _result(file, list(_planned(session, file)))


def import_villages(
    uow: UnitOfWork, file: ParsedFile, *, today: date, take_good_rows: bool = False
) -> ImportResult:
    """Write the villages of ``file`` (parsed with ``import_plan``); return the counts.

    Raises FileRefused with every fault, and writes nothing, when a row cannot be taken and ``take_good_rows``
    was not said, or when something is wrong with the whole file.
    """
    del today
    rows = list(_planned(uow.session, file))
    result = _result(file, rows)
    whole = any(fault.refuses and fault.row <= file.matching.head_row for fault in file.faults)
    if whole or (result.refused and not take_good_rows):
        raise FileRefused(result.faults, name=file.name, count=result.refused or len(rows))
    if not (result.added or result.changed):
        return result
    batch_id: UUID = uuid7()
    uow.add(batch_of(KIND, (file.name, file.sha256), result, batch_id))
    for row in rows:
        if row.fate is Fate.ADDED:
            uow.add(Village.model_validate({**row.values, "id": row.village_id}))
        elif row.fate is Fate.CHANGED:
            village = uow.session.get_one(Village, row.village_id)
            for name, value in row.values.items():
                setattr(village, name, value)
    keep_as_batch(uow, ImportChange, batch_id)
    return result


def _result(file: ParsedFile, rows: list[PlannedVillage]) -> ImportResult:
    of_rows = {fault for row in file.rows for fault in row.faults}
    faults = [fault for fault in file.faults if fault not in of_rows]
    faults += [fault for row in rows for fault in row.faults]
    return ImportResult.of((row.fate for row in rows), faults)


def _planned(session: Session, file: ParsedFile) -> Iterator[PlannedVillage]:
    """Yield what becomes of each row; of two rows about one village the second is refused."""
    known = {each.id: each.details for each in villages(session)}
    deleted = session.exec(select(Village).where(col(Village.deleted_at).is_not(None))).all()
    in_trash = {str(village.id): village.name for village in deleted}
    rows_of: dict[UUID, int] = {}
    for row in file.rows:
        record = row.values.get("id", "")
        values = {name: v for name, v in row.values.items() if v not in (None, "") and name != "id"}
        village_id = _found(known, record, values)
        before = known.get(village_id)
        faults = list(row.faults)
        if record in in_trash:
            text = _("“{name}” is in the trash. Take it out first.")
            faults.append(Fault(row.number, _head(file, "id"), text.format(name=in_trash[record])))
        if village_id in rows_of:
            text = _("This is the same village as in row {number}.")
            faults.append(Fault(row.number, "", text.format(number=rows_of[village_id])))
        rows_of.setdefault(village_id, row.number)
        changes = {n: v for n, v in values.items() if before is None or getattr(before, n) != v}
        whole = {**(before.model_dump() if before else {}), **changes}
        faults += _refusals(row, file, whole)
        if any(fault.refuses for fault in faults):
            fate = Fate.REFUSED
        elif before is None:
            fate = Fate.ADDED
            known[village_id] = VillageDetails(**whole)
        else:
            fate = Fate.CHANGED if changes else Fate.SAME
        yield PlannedVillage(fate, village_id, changes, tuple(faults))


def _found(known: Mapping[UUID, VillageDetails], record: str, values: Mapping[str, Any]) -> UUID:
    """Return the village a row speaks of: by our number, its own number and name, or an only name.

    One that is not there gets the number of its record, or a new one.
    """
    own: UUID | None = None
    with suppress(ValueError):
        own = UUID(record)
    if own is not None and own in known:
        return own
    name, moo = str(values.get("name", "")).casefold(), values.get("moo")
    called = [key for key, each in known.items() if each.name.casefold() == name]
    same = [key for key in called if known[key].moo == moo]
    if moo is None and len(called) == 1:
        return called[0]
    fresh: UUID = own or uuid7()
    return same[0] if same else fresh


def _refusals(row: ParsedRow, file: ParsedFile, values: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what keeps a village from being stored."""
    try:
        details = VillageDetails.model_validate(dict(values))
    except ValidationError as error:
        for wrong in error.errors():
            name = str(wrong["loc"][0])
            text = _("A name is needed.") if name == "name" else _("This number cannot be.")
            yield Fault(row.number, _head(file, name), text)
        return
    if sex := too_many(details):
        refused = BandsTooLarge(name=details.name)
        yield Fault(row.number, _head(file, sex), f"{refused} {refused.advice}")


def _head(file: ParsedFile, name: str) -> str:
    return file.matching.head(name) if file.matching.column(name) is not None else name
