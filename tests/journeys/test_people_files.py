"""A list of five hundred people as an office sends it: taken in, sorted, found, written out, taken in again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from sqlmodel import func, select

from learnsoc_desktop.core.formats.names import MONTHS_TH, SHORT_MONTHS_TH
from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import Entity, alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.page import PeoplePage
from tests.features.people.window import (
    CONTROL,
    ENTER,
    button,
    cells,
    click,
    key,
    people_window,
    type_text,
)
from tests.ui.window_kit import press

PEOPLE = 500
TITLES = ("นาย", "นาง", "นางสาว", "น.ส.")
FIRST = ("แก้ว", "เก่ง", "ไพโรจน์", "บุญเรือน", "กล้า", "ใบตอง", "โสภา", "น้ำฝน", "สมชาย", "ก้าน")
LAST = ("ใจดี", "เกียรติ์สกุล", "ปู่ญี่ปุ่น", "น้ำซับ", "ฟ้าหลวงคำ", "ผู้ใหญ่กิ๊ฟ", "โพนทอง")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.fixture(scope="module")
def empty_centre(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a centre that was made as a person makes one, by its name alone."""
    folder = CentreFolder(tmp_path_factory.mktemp("prepared"))
    create_centre(folder.root, ProfileDetails(name="ศกร.ตำบลนาคำน้อย")).close()
    return folder.database.read_bytes()


def thai_id(number: int) -> str:
    """Return a number that fits the rule of the card, and belongs to nobody."""
    digits = [int(each) for each in f"1{number:011d}"]
    total = sum((13 - place) * digit for place, digit in enumerate(digits))
    return "".join(map(str, digits)) + str((11 - total % 11) % 10)


def birth(number: int) -> tuple[str, str]:
    """Return a date of birth in one of the ways people write it, and as it is to be stored."""
    day = date(1940, 1, 1) + timedelta(days=53 * number)
    year = day.year + 543
    forms = (
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02d}-{day.month:02d}-{year}",
        f"{day.day}/{day.month}/{year}".translate(THAI_DIGITS),
        f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {year}",
        f"{day.day} {MONTHS_TH[day.month - 1]} พ.ศ. {year}",
        f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {year}".translate(THAI_DIGITS),
        f"{day.day}.{day.month}.{year}",
        f"{SHORT_MONTHS_TH[day.month - 1]} {year}",
        str(year),
    )
    form = number % len(forms)
    stored = day.isoformat() if form < 7 else f"{day:%Y-%m}" if form == 7 else f"{day.year}"
    return forms[form], stored


@pytest.fixture
def office_list(tmp_path: Path) -> Path:
    """Write the list: a title above, merged names, Windows letters, a row number before each row."""
    lines = [
        "บัญชีรายชื่อผู้เรียน ตำบลนาคำน้อย",
        "ที่,ชื่อ-สกุล,เลขประจำตัวประชาชน,ว/ด/ป เกิด,หมู่ที่,เบอร์โทร,อาชีพ",
    ]
    for number in range(PEOPLE):
        title, first = TITLES[number % 4], FIRST[number % 10]
        last = f"{LAST[number % 7]}{chr(ord('ก') + number % 40)}"
        born = birth(number)[0]
        phone = f"08{number % 10}-{number:03d}-{number * 7 % 10000:04d}" if number % 3 else ""
        lines.append(
            f"{number + 1},{title}{first} {last},{thai_id(number)},{born},{number % 8 + 1},{phone},เกษตรกร"
        )
    path = tmp_path / "อบต.csv"
    path.write_bytes("\r\n".join(lines).encode("cp874"))
    return path


@pytest.fixture
def opened(qtbot: Any, database: Database) -> Iterator[Any]:
    with people_window(database) as opened:
        yield opened


def stored(database: Database, model: type[Entity]) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(model).where(alive(model))).one()


def wait_for(page: ImportPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.busy and page.preview is not None, timeout=15_000)


def test_that_a_list_of_an_office_comes_in_is_found_and_goes_out_unchanged(
    opened: Any,
    qtbot: Any,
    database: Database,
    office_list: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, _context = opened
    place = window.current()
    assert isinstance(place, PeoplePage)

    # It comes in, looked at first.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(office_list), ""))
    click(button(place.body, "Take in a file"))
    page = window.current()
    click(button(page, "Choose a file"))
    wait_for(page, qtbot)
    assert page.preview.parsed.encoding == "cp874"
    assert [page.view.chips.chip(name).text() for name in ("all", "added", "refused")] == [
        "All rows 500",
        "New 500",
        "Cannot be taken 0",
    ]
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is place, timeout=15_000)
    assert window.messages.text() == "500 added"

    # Every date was read as it was meant.
    with database.reading() as session:
        people = session.exec(select(Person).where(alive(Person))).all()
    assert len(people) == PEOPLE
    by_number = {person.id_number: person for person in people}
    for number in range(PEOPLE):
        assert by_number[thai_id(number)].born == birth(number)[1], birth(number)

    # They stand in Thai order and are found by what one types.
    qtbot.waitUntil(lambda: place.finder.ready)
    names = [f"{person.first_name} {person.last_name}" for person in people]
    shown = [f"{row.values['first_name']} {row.values['last_name']}" for row in all_rows(place)]
    assert shown == sorted(names, key=sort_key)
    key(Qt.Key.Key_F, CONTROL)
    type_text("บุญเรือน ญี่ปุ่น")
    wanted = sum("บุญเรือน" in name and "ปู่ญี่ปุ่น" in name for name in names)
    assert len(cells(place.table, "name")) == wanted > 0
    key(Qt.Key.Key_Escape)
    type_text(thai_id(321)[3:11])
    assert thai_id(321) in [row.values["id_number"] for row in all_rows(place)]
    key(Qt.Key.Key_Escape)

    # They go out, and what went out changes nothing when it comes in again.
    for ending in ("xlsx", "csv"):
        counts = [stored(database, model) for model in (Person, PersonGroup, PersonRole)]
        file = tmp_path / f"registry.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, f=file: (str(f), ""))
        click(place.foot.button("Export"))
        qtbot.waitUntil(lambda f=file: window.messages.text() == f"Saved {f.name}", timeout=15_000)
        place.ways.take_in()
        page = window.current()
        page.look_at(file)
        wait_for(page, qtbot)
        assert page.view.chips.chip("same").text() == "As before 500"
        assert page.preview.plan.result.faults == ()
        assert not any(action.enabled for action in page.page_actions()[:1])
        key(Qt.Key.Key_Escape)
        assert counts == [stored(database, model) for model in (Person, PersonGroup, PersonRole)]

    # The whole file is taken back by one press.
    window._undo()
    assert stored(database, Person) == 0


def two_digit(number: int) -> tuple[str, str]:
    """Return a date of birth as lists of ten years ago have it, and as it is to be stored."""
    day = date(1946, 1, 1) + timedelta(days=41 * number)
    short, year = f"{day.year + 543:04d}"[2:], day.year + 543
    forms = (
        f"{day.day} {SHORT_MONTHS_TH[day.month - 1]} {short}",
        f"{year}-{day.month:02d}-{day.day:02d}",
        f"{day.day}/{day.month}/{short}".translate(THAI_DIGITS),
        f"{day.day}/{day.month}/{year}",
    )
    return forms[number % len(forms)], day.isoformat()


WRONG = {  # number of the person → what is written instead
    17: ("born", "31/2/2510"),
    40: ("born", "5/3/2610"),
    99: ("id", "11037"),
    120: ("name", ""),
}


@pytest.fixture
def faulty_list(tmp_path: Path) -> Path:
    """Write a list of 500 in Windows letters, with doubtful years and four rows that cannot be."""
    lines = ["ลำดับ,ชื่อ-สกุล,เลขบัตรประชาชน,วันเกิด,หมู่"]
    for number in range(PEOPLE):
        cells = {
            "name": f"{TITLES[number % 4]}{FIRST[number % 10]} {LAST[number % 7]}",
            "id": thai_id(number),
            "born": two_digit(number)[0],
        }
        field, wrong = WRONG.get(number, ("name", cells["name"]))
        cells[field] = wrong
        lines.append(f"{number + 1},{cells['name']},{cells['id']},{cells['born']},{number % 8 + 1}")
    path = tmp_path / "รายชื่อ.csv"
    path.write_bytes("\r\n".join(lines).encode("cp874"))
    return path


def answer_the_dialog(path: Path) -> None:
    """Put a file name into the dialog that opens next, and press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.insert(str(path))
        press(field, ENTER)

    QTimer.singleShot(0, answer)


def test_that_the_good_rows_of_a_list_with_faults_are_taken_by_keys(
    opened: Any, qtbot: Any, database: Database, faulty_list: Path
) -> None:
    window, _context = opened
    place = window.current()
    click(button(place.body, "Take in a file"))
    page = window.current()
    answer_the_dialog(faulty_list)
    key(ENTER)  # the one big button has the focus
    window.activateWindow()  # what a window manager does when a dialog goes
    wait_for(page, qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    chips = page.view.chips
    assert [chips.chip(name).text() for name in ("all", "added", "refused")] == [
        "All rows 500",
        "New 496",
        "Cannot be taken 4",
    ]
    told = [(fault.row, fault.column) for fault in page.preview.plan.result.faults]
    for number, (field, _wrong) in WRONG.items():  # the heads stand in row 1
        head = {"born": "วันเกิด", "id": "เลขบัตรประชาชน", "name": "ชื่อ-สกุล"}[field]
        assert (number + 2, head) in told
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is place, timeout=15_000)
    with database.reading() as session:
        people = session.exec(select(Person).where(alive(Person))).all()
    born = {person.id_number: person.born for person in people}
    assert len(people) == PEOPLE - len(WRONG)
    for number in set(range(PEOPLE)) - set(WRONG):
        assert born[thai_id(number)] == two_digit(number)[1], two_digit(number)


def all_rows(place: PeoplePage) -> list[Any]:
    source = place.table.records.source
    return list(source.fetch(0, source.count()))
