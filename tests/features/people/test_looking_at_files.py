"""What the preview of a file says of single cells, and the quick ways out of faults. No window."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from learnsoc_desktop.core.formats import Style, set_style
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.cells import Cell
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import (
    Preview,
    birth_text,
    cell_text,
    look_at,
    preview,
)
from learnsoc_desktop.features.people.import_mend import Mend, mended, refused_rows, to_look_at
from tests.features.people.builders import GOOD_ID, TODAY, add


@pytest.fixture(autouse=True)
def thai() -> Iterator[None]:
    set_style(Style("be", "arabic", "th"))
    yield
    set_style(Style())


def shown(database: Database, path: Path, *mends: Mend) -> Preview:
    with database.reading() as session:
        looked = look_at(str(path), import_plan(session, TODAY))
        by_place = {mend.place: mend for mend in mends}
        again = type(looked)(mended(looked.parsed, by_place), looked.cells)
        return preview(session, again, TODAY, frozenset(by_place))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" สม  ชาย\n", "สม ชาย"),
        (81234.0, "81234"),
        (date(1963, 3, 14), "14 มี.ค. 2506"),
        (datetime(1963, 3, 14, tzinfo=UTC), "14 มี.ค. 2506"),
    ],
)
def test_that_cells_are_written_as_people_here_write(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [("1963-03-14", "14 มี.ค. 2506"), ("1963-03", "มี.ค. 2506"), ("1963", "2506")],
)
def test_that_a_birth_is_written_as_far_as_it_is_known(stored: str, text: str) -> None:
    assert birth_text(stored) == text


def test_that_a_column_that_stands_for_others_tells_what_they_change(
    database: Database, tmp_path: Path
) -> None:
    add(database, first_name="สมชาย", last_name="ใจดี", id_number=GOOD_ID, born="1950")
    path = tmp_path / "list.csv"
    path.write_text(
        f"ชื่อ-สกุล,เลขบัตร,กลุ่มเป้าหมาย\nนายสมชาย ใจงาม,{GOOD_ID},เกษตรกร\n", encoding="utf-8"
    )
    found = shown(database, path)
    (line,) = found.plan.rows
    assert line.fate is Fate.CHANGED
    assert found.cell(line, 0).under.endswith("ใจดี")
    assert found.cell(line, 1).said == "x-xxxx-xxxx0-70-8"
    assert found.cell(line, 2).tone == "primary"


def test_that_a_new_person_tells_the_village_of_a_number(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ชื่อ,หมู่,หมู่บ้าน\nนายสมชาย,3,ดอนยาง\n", encoding="utf-8")
    found = shown(database, path)
    (line,) = found.plan.rows
    assert "ดอนยาง" in found.cell(line, 1).under


def test_that_a_fault_of_a_name_has_no_quick_way_out(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ชื่อ,วันเกิด,หมู่\n,2506,3\nนายสมชาย,ไม่รู้,3\n", encoding="utf-8")
    found = shown(database, path)
    (way,) = [item.mend for item in to_look_at(found, TODAY) if item.mend is not None]
    assert (way.place, way.leaves_out, way.said) == ((3, "วันเกิด"), True, "ไม่รู้")
    again = shown(database, path, way)
    line = next(each for each in again.plan.rows if each.number == 3)
    assert line.fate is Fate.ADDED
    assert "ไม่รู้" in line.values["notes"]
    assert [row[0] for row in refused_rows(again).rows] == [None]


def test_that_short_rows_are_kept_whole(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ชื่อ,วันเกิด,หมู่,โทร\nนายสมชาย,31/2/2512\n", encoding="utf-8")
    table = refused_rows(shown(database, path))
    assert len(table.heads) == len(table.rows[0]) == 5


def test_that_years_of_two_figures_are_said_once(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ชื่อ,วันเกิด,หมู่\nก,1/2/10,3\nข,3/4/21,3\nค,5/6/2530,3\n", encoding="utf-8")
    many = [item for item in to_look_at(shown(database, path), TODAY) if item.column == "วันเกิด"]
    assert [item.rows for item in many] == [(2, 3)]
    assert "2510" not in many[0].fault.text
    path.write_text("ชื่อ,วันเกิด,หมู่\nก,1/2/10,3\n", encoding="utf-8")
    alone = [item for item in to_look_at(shown(database, path), TODAY) if item.column == "วันเกิด"]
    assert "2510" in alone[0].fault.text  # one row says its date
