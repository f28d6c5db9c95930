"""Population of villages: what is known, what adds up, and files of it."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.core.errors import FileRefused
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.importing import ImportResult, parse_file
from learnsoc_desktop.features.centre import queries, service
from learnsoc_desktop.features.centre.batch_service import undo_import
from learnsoc_desktop.features.centre.errors import BandsTooLarge
from learnsoc_desktop.features.centre.model import ImportBatch, VillageDetails
from learnsoc_desktop.features.centre.population_queries import (
    MEN,
    WOMEN,
    everybody,
    populations,
    total_of,
)
from learnsoc_desktop.features.centre.village_importer import import_plan, import_villages

TODAY = date(2026, 11, 29)
BANDS = {"men_0_5": 1, "men_6_14": 2, "men_15_24": 3, "men_25_39": 4, "men_40_59": 5, "men_60": 6}


def taken_in(database: Database, folder: Path, text: str, *, good: bool = False) -> ImportResult:
    path = folder / "villages.csv"
    path.write_text(text, "utf-8")
    with database.reading() as session:
        parsed = parse_file(str(path), import_plan(session, TODAY))
    with database.writing() as uow:
        return import_villages(uow, parsed, today=TODAY, take_good_rows=good)


def test_that_what_nobody_counted_is_not_nought() -> None:
    known = VillageDetails(name="บ้านนา", men=0, women=12)
    assert (total_of(known, MEN), everybody(known)) == (0, 12)
    assert everybody(VillageDetails(name="บ้านนา", women=12)) is None


def test_that_bands_make_a_total_only_when_all_are_known() -> None:
    assert total_of(VillageDetails(name="บ้านนา", **BANDS), MEN) == 21
    assert total_of(VillageDetails(name="บ้านนา", **{**BANDS, "men_60": None}), MEN) is None
    assert total_of(VillageDetails(name="บ้านนา", **BANDS, men=25), MEN) == 25


def test_that_the_bands_of_a_village_add_up_to_its_total(database: Database) -> None:
    with database.writing() as uow:
        service.add_village(uow, VillageDetails(moo=1, name="บ้านนา", **BANDS, men=25, women=9))
    with database.reading() as session:
        (found,) = populations(session)
    assert found.totals == {MEN: 25, WOMEN: 9}
    assert found.bands[MEN, ""] == 4
    assert sum(n for (sex, _band), n in found.bands.items() if sex == MEN) == 25
    assert {key: n for key, n in found.bands.items() if key[0] == WOMEN} == {(WOMEN, ""): 9}


def test_that_bands_cannot_hold_more_than_the_total(database: Database) -> None:
    with pytest.raises(BandsTooLarge), database.writing() as uow:
        service.add_village(uow, VillageDetails(name="บ้านนา", **BANDS, men=20))


def test_that_a_file_of_villages_is_taken_in_and_back(database: Database, tmp_path: Path) -> None:
    with database.writing() as uow:
        service.add_village(uow, VillageDetails(moo=1, name="บ้านนา", women=7))
    text = (
        "หมู่ที่,ชื่อหมู่บ้าน,จำนวนครัวเรือน,ชาย,หญิง,ข้อมูล ณ วันที่,แหล่งข้อมูล\n"
        "1,บ้านนา,80,150,,1 ต.ค. 2569,ทะเบียนราษฎร\n"
        "2,บ้านดอน,๔๐,,,,\n"
    )
    assert taken_in(database, tmp_path, text).line() == "added 1, changed 1, same 0, refused 0"
    with database.reading() as session:
        first, second = (row.details for row in queries.villages(session))
        (batch,) = session.exec(select(ImportBatch.id)).all()
    assert (first.households, first.men, first.women) == (80, 150, 7)
    assert (first.counted_on, first.source) == (date(2026, 10, 1), "ทะเบียนราษฎร")
    assert (second.households, second.men) == (40, None)
    assert taken_in(database, tmp_path, text).line() == "added 0, changed 0, same 2, refused 0"
    with database.writing() as uow:
        undo_import(uow, batch)
    with database.reading() as session:
        (left,) = queries.villages(session)
    assert (left.details.men, left.details.women) == (None, 7)


def test_that_a_bad_row_is_told_and_the_good_ones_may_be_taken(
    database: Database, tmp_path: Path
) -> None:
    text = "หมู่ที่,ชื่อหมู่บ้าน,ชาย,men_60\n1,บ้านนา,-5,\n2,บ้านดอน,10,12\n3,บ้านไร่,10,2\n3,บ้านไร่,9,\n"
    with pytest.raises(FileRefused) as caught:
        taken_in(database, tmp_path, text)
    assert [(fault.row, fault.column) for fault in caught.value.faults if fault.refuses] == [
        (2, "ชาย"),
        (3, "ชาย"),
        (5, ""),
    ]
    result = taken_in(database, tmp_path, text, good=True)
    assert result.line() == "added 1, changed 0, same 0, refused 3"
