"""Taking in files in the real window: looked at first, matched, mended, taken, taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from sqlmodel import select

from learnsoc_desktop.core.errors import Cancelled
from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.exchange.cells import Table
from learnsoc_desktop.exchange.importing import Fate
from learnsoc_desktop.exchange.writing import write_xlsx
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.import_table_widget import WIDEST_TOLD
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.ui.paint import width
from learnsoc_desktop.ui.theme import theme
from tests.features.people.builders import add
from tests.features.people.import_kit import GOOD, HEADS, ODD, NearWorker, wait_for, write
from tests.features.people.window import (
    CONTROL,
    ENTER,
    button,
    cells,
    click,
    focused,
    key,
)


@pytest.fixture
def known(database: Database) -> None:
    add(
        database,
        title="นาย",
        first_name="อุดม",
        last_name="ไร่ข้าวโพด",
        id_number=GOOD,
        phone="0810001180",
    )


@pytest.fixture
def opened(opened: Any) -> Any:
    opened[1].desk.__dict__["worker"] = NearWorker()
    return opened


@pytest.fixture
def page(window: Any) -> ImportPage:
    click(
        window.current().foot.button("Take in a file")
    ) if window.current().foot.isVisible() else window.current().ways.take_in()
    page = window.current()
    assert isinstance(page, ImportPage)
    return page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(
        tmp_path / "list.csv",
        f"1,นายอุดม ไร่ข้าวโพด,{GOOD},,,0898887777",
        "2,นางสาวพิมพา แก้วบุญเรือง,,๑๒/๓/๒๕๐๘,3,",
        f"3,นายก้าน สีหาบุตร,{ODD},2519,3,",
        "4,นายบุญส่ง ภูเขียวดี,1.4305E+12,4 ก.ค. 2511,3,",
        "5,,,2540,3,",
        "6,นางคำปุ่น กู่แก้ว,,31/2/2512,3,",
    )


def look(page: ImportPage, path: Path, qtbot: Any) -> None:
    page.look_at(path)
    wait_for(page, qtbot)


def chip_texts(page: ImportPage) -> list[str]:
    names = ("all", *(fate.value for fate in Fate if fate is not Fate.PARKED))
    return [page.view.chips.chip(name).text() for name in names]


def said(page: ImportPage, number: int, head: str) -> tuple[str, str, str]:
    assert page.preview is not None
    line = next(each for each in page.preview.plan.rows if each.number == number)
    cell = page.preview.cell(line, page.preview.parsed.matching.heads.index(head))
    return cell.said, cell.under, cell.tone


def faults(page: ImportPage) -> list[str]:
    return [line.text() for line in page.view.faults.lines]


def take_way_out(page: ImportPage, number: int, qtbot: Any) -> None:
    way = page.view.faults.lines[number].way_out
    assert way is not None
    qtbot.waitUntil(way.isVisible)
    click(way)
    wait_for(page, qtbot)


def everybody(database: Database) -> Sequence[Person]:
    with database.reading() as session:
        return session.exec(select(Person).where(alive(Person))).all()


def test_that_an_empty_page_says_how_to_begin(
    page: ImportPage, window: Any, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"getOpenFileName": (str(file), "")}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: asked["getOpenFileName"])
    click(button(page, "Choose a file"))
    wait_for(page, qtbot)
    assert window.header.heading.under == "list.csv · 6 rows · nothing stored yet"


def test_that_every_row_says_what_becomes_of_it(
    known: None, page: ImportPage, file: Path, qtbot: Any, database: Database
) -> None:
    look(page, file, qtbot)
    assert chip_texts(page) == [
        "All rows 6",
        "New 2",
        "Changes something 1",
        "As before 0",
        "Cannot be taken 3",
    ]
    rows = cells(page.view.table.names, "name")
    assert rows[0] == "row 2: นายอุดม ไร่ข้าวโพด, Changes something"
    assert len(everybody(database)) == 1  # nothing is stored


def test_that_cells_tell_what_was_understood_changed_and_refused(
    known: None, page: ImportPage, file: Path, qtbot: Any
) -> None:
    look(page, file, qtbot)
    assert said(page, 2, "โทร") == ("08x-xxx-7777", "was 08x-xxx-1180", "primary")
    assert said(page, 3, "วันเกิด") == ("๑๒/๓/๒๕๐๘", "12 Mar 2508", "")
    assert said(page, 4, "เลขประจำตัวประชาชน")[2] == "late"
    assert said(page, 4, "เลขประจำตัวประชาชน")[0].startswith("x-xxxx-")
    assert said(page, 5, "เลขประจำตัวประชาชน")[::2] == ("1.4305E+12", "bad")
    assert said(page, 6, "ชื่อ-สกุล")[::2] == ("(empty)", "bad")
    assert said(page, 7, "วันเกิด") == ("31/2/2512", "February has no day 31.", "bad")
    assert said(page, 3, "โทร") == ("–", "", "")


def test_that_every_fault_stands_by_row_and_column(
    page: ImportPage, file: Path, qtbot: Any
) -> None:
    look(page, file, qtbot)
    assert faults(page)[:4] == [
        "row 5 · เลขประจำตัวประชาชน",
        "row 6 · ชื่อ-สกุล",
        "row 6 · Sex",
        "row 7 · วันเกิด",
    ]
    assert page.view.counted.text().endswith("rows to look at")


def test_that_what_is_said_of_a_cell_has_room_in_its_column(
    page: ImportPage, file: Path, qtbot: Any
) -> None:
    look(page, file, qtbot)
    heads, table = page.preview.parsed.matching.heads, page.view.table.cells
    told = 0
    for line in page.preview.plan.rows:
        for at, head in enumerate(heads):
            if any(fault.column == head for fault in line.faults):
                under = width(page.preview.cell(line, at).under, "small")
                assert under < table.columnWidth(at) or under > theme().px(WIDEST_TOLD)
                told += 1
    assert told


def test_that_equal_doubts_are_told_once(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    path = write(
        tmp_path / "groups.csv",
        "นายหนึ่ง ใจดี,3,ชาวนาเกลือ",
        "นายสอง ใจดี,3,ชาวนาเกลือ",
        "นายสาม ใจดี,3,ชาวนาเกลือ",
        heads="ชื่อ-สกุล,หมู่,กลุ่มเป้าหมาย",
    )
    look(page, path, qtbot)
    line = next(each for each in page.view.faults.lines if "ชาวนาเกลือ" in each.fault.text)
    assert line.text() == "row 2 and 2 more · กลุ่มเป้าหมาย"
    click(line)
    click(line)
    assert page.view.table.cells.current_row().number == 3


def test_that_f8_goes_from_fault_to_fault(page: ImportPage, file: Path, qtbot: Any) -> None:
    look(page, file, qtbot)
    page.view.chips.toggle(Fate.ADDED.value)
    key(Qt.Key.Key_F8)
    assert focused() is page.view.faults.lines[0]
    assert page.view.table.cells.current_row().number == 5  # the chip was put off for it
    key(Qt.Key.Key_F8)
    assert page.view.table.cells.current_row().number == 6
    assert page.view.table.names.current_row().number == 6


def test_that_chips_show_the_rows_of_one_fate(
    known: None, page: ImportPage, file: Path, qtbot: Any
) -> None:
    look(page, file, qtbot)
    click(page.view.chips.chip(Fate.REFUSED.value))
    assert [line.number for line in page.view.table.rows()] == [5, 6, 7]
    click(page.view.chips.chip("all"))
    assert len(page.view.table.rows()) == 6


def test_that_names_stay_beside_the_cells(page: ImportPage, file: Path, qtbot: Any) -> None:
    look(page, file, qtbot)
    table = page.view.table
    table.cells.setFocus()
    key(Qt.Key.Key_End)
    assert table.names.current_row() is table.cells.current_row()
    assert table.names.verticalScrollBar().value() == table.cells.verticalScrollBar().value()
    assert table.names.rowHeight(0) == table.cells.rowHeight(0)


def test_that_a_column_is_matched_by_its_head(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    path = write(tmp_path / "odd.csv", "นายสมชาย,เก่ง,3", heads="ชื่อที่เรียก,อะไรสักอย่าง,หมู่")
    path.write_text("ชื่อ,ฉายา,หมู่\nนายสมชาย,เก่ง,3\n", encoding="utf-8")
    look(page, path, qtbot)
    assert page.preview is not None
    assert page.preview.parsed.matching.fields == ("first_name", "", "moo")
    box = page.view.table.head.boxes[1]
    box.setFocus()
    box.setCurrentIndex(box.findData("nickname"))
    box.activated.emit(box.currentIndex())
    wait_for(page, qtbot)
    assert page.preview.parsed.matching.fields == ("first_name", "nickname", "moo")
    other = page.view.table.head.boxes[2]
    other.setCurrentIndex(other.findData("nickname"))
    other.activated.emit(other.currentIndex())
    wait_for(page, qtbot)
    assert page.preview.parsed.matching.fields == ("first_name", "", "nickname")


def test_that_another_sheet_is_chosen(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    book = openpyxl.Workbook()
    for name, person in (("หมู่ 1", "นายหนึ่ง"), ("หมู่ 2", "นายสอง")):
        sheet = book.create_sheet(name)
        sheet.append(["ชื่อ", "หมู่"])
        sheet.append([person, 1])
    del book["Sheet"]
    path = tmp_path / "villages.xlsx"
    book.save(path)
    look(page, path, qtbot)
    assert page.view.sheets.isVisible()
    assert [page.view.sheets.itemText(n) for n in range(2)] == ["หมู่ 1", "หมู่ 2"]
    page.view.sheets.setCurrentIndex(1)
    page.view.sheets.activated.emit(1)
    wait_for(page, qtbot)
    assert cells(page.view.table.names, "name") == ["row 2: นายสอง, New"]


def test_that_ctrl_enter_takes_the_rows_and_the_message_takes_them_back(
    known: None, page: ImportPage, file: Path, qtbot: Any, window: Any, database: Database
) -> None:
    look(page, file, qtbot)
    qtbot.waitUntil(lambda: button(window.header, "Take 3 rows").isEnabled())
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is not page)
    assert window.messages.text() == "2 added, 1 changed, 3 left out"
    assert not window.saved.isVisible()  # one Undo, not two
    assert len(everybody(database)) == 3
    click(button(window.messages, "Undo"))
    (person,) = everybody(database)
    assert person.phone == "0810001180"


def test_that_a_cell_is_left_out_and_kept_in_the_notes(
    page: ImportPage, file: Path, qtbot: Any, window: Any, database: Database
) -> None:
    look(page, file, qtbot)
    take_way_out(page, 0, qtbot)
    assert said(page, 5, "เลขประจำตัวประชาชน") == (
        "1.4305E+12",
        "left out, kept in the notes",
        "late",
    )
    assert page.view.back.text() == "Put 1 cell back"
    click(page.view.back)
    wait_for(page, qtbot)
    assert said(page, 5, "เลขประจำตัวประชาชน")[2] == "bad"
    take_way_out(page, 0, qtbot)
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is not page)
    person = next(each for each in everybody(database) if each.first_name == "บุญส่ง")
    assert (person.id_number, person.notes) == ("", "ID number: 1.4305E+12")


def test_that_the_sure_part_of_a_date_is_taken(
    page: ImportPage, file: Path, qtbot: Any, window: Any, database: Database
) -> None:
    look(page, file, qtbot)
    line = next(each for each in page.view.faults.lines if each.text() == "row 7 · วันเกิด")
    assert line.way_out is not None
    assert line.way_out.text() == "Take only Feb 2512"
    take_way_out(page, page.view.faults.lines.index(line), qtbot)
    assert said(page, 7, "วันเกิด") == ("31/2/2512", "Feb 2512", "")
    key(ENTER, CONTROL)
    qtbot.waitUntil(lambda: window.current() is not page)
    assert next(p for p in everybody(database) if p.first_name == "คำปุ่น").born == "1969-02"


def test_that_all_such_cells_are_left_out_at_once(
    page: ImportPage, tmp_path: Path, qtbot: Any
) -> None:
    rows = [f"นาย{name} ใจดี,1.43E+12,3" for name in ("หนึ่ง", "สอง", "สาม")]
    look(page, write(tmp_path / "e.csv", *rows, heads="ชื่อ-สกุล,เลขบัตร,หมู่"), qtbot)
    assert chip_texts(page)[-1] == "Cannot be taken 3"
    assert page.view.leave_all.text() == "Leave out all 3 such cells"
    click(page.view.leave_all)
    wait_for(page, qtbot)
    assert chip_texts(page)[-1] == "Cannot be taken 0"


def test_that_refused_rows_are_kept_as_a_file_that_can_be_mended(
    page: ImportPage,
    file: Path,
    tmp_path: Path,
    qtbot: Any,
    window: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look(page, file, qtbot)
    kept = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    click(page.view.keep)
    qtbot.waitUntil(lambda: window.messages.text() == "Saved refused.xlsx")
    sheet = openpyxl.load_workbook(kept).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*HEADS.split(","), "What is wrong"]
    assert [row[0] for row in rows[1:]] == ["4", "5", "6"]
    assert rows[3][-1] == "วันเกิด: February has no day 31."
    look(page, kept, qtbot)
    assert page.preview is not None
    assert page.preview.parsed.matching.fields[1:4] == ("full_name", "id_number", "born")


def test_that_an_empty_table_to_fill_in_comes_with_known_heads(
    page: ImportPage, tmp_path: Path, qtbot: Any, window: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "blank.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click(button(page, "Empty table"))
    qtbot.waitUntil(lambda: window.messages.text() == "Saved blank.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    sheet.append(
        ["สมชาย" if head == "First name" else 3 if head == "Village" else None for head in heads]
    )
    book.save(path)
    look(page, path, qtbot)
    assert page.preview is not None
    assert all(page.preview.parsed.matching.fields)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("empty.csv", b""),
        ("words.txt", "เรียนท่านผู้อำนวยการ\nขอเชิญประชุม\n".encode()),
        ("broken.xlsx", b"PK\x03\x04" + bytes(50)),
    ],
)
def test_that_a_bad_file_gives_a_sentence_and_changes_nothing(
    page: ImportPage, file: Path, tmp_path: Path, qtbot: Any, window: Any, name: str, content: bytes
) -> None:
    look(page, file, qtbot)
    before = chip_texts(page)
    bad = tmp_path / name
    bad.write_bytes(content)
    page.look_at(bad)
    qtbot.waitUntil(lambda: not page.busy)
    assert name in window.messages.text()
    assert chip_texts(page) == before
    assert window.header.heading.under.startswith("list.csv")


def test_that_rows_are_pasted_from_a_spreadsheet(page: ImportPage, qtbot: Any, window: Any) -> None:
    text = "ชื่อ\tสกุล\tเพศ\tหมู่\r\nสมชาย\tใจดี\tช\t3\r\nสมหญิง\tใจดี\tญ\t3\r\n"
    QGuiApplication.clipboard().setText(text)
    key(Qt.Key.Key_V, CONTROL)
    wait_for(page, qtbot)
    assert chip_texts(page)[1] == "New 2"
    pasted = list((user_folder() / "pasted").iterdir())
    assert len(pasted) == 1
    key(Qt.Key.Key_Escape)
    assert not pasted[0].exists()


def test_that_nothing_on_the_clipboard_is_said(page: ImportPage, qtbot: Any, window: Any) -> None:
    QGuiApplication.clipboard().setText("สวัสดี")
    key(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: "holds no table" in window.messages.text())
    assert page.preview is None


def test_that_a_file_is_dropped(page: ImportPage, file: Path, qtbot: Any) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wait_for(page, qtbot)
    assert chip_texts(page)[0] == "All rows 6"


def test_that_reading_is_stopped_and_what_is_shown_stays(
    page: ImportPage, file: Path, qtbot: Any, window: Any, opened: Any
) -> None:
    look(page, file, qtbot)
    shown = page.preview

    def stop() -> None:
        raise Cancelled

    opened[1].worker.before = stop
    page.look_at(file)
    qtbot.waitUntil(lambda: not page.busy)
    assert window.messages.text() == "Stopped. Nothing was changed."
    assert page.preview is shown


def test_that_taking_is_stopped_and_nothing_is_stored(
    page: ImportPage, file: Path, qtbot: Any, window: Any, opened: Any, database: Database
) -> None:
    look(page, file, qtbot)
    page.take()
    opened[1].desk.jobs.writing.cancel()
    qtbot.waitUntil(lambda: not page.busy)
    assert window.messages.text() == "Stopped. Nothing was changed."
    assert everybody(database) == []
    assert button(window.header, "Take").isEnabled()


def test_that_leaving_while_it_reads_is_quiet(
    page: ImportPage, file: Path, qtbot: Any, window: Any, opened: Any
) -> None:
    page.look_at(file)
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running)
    assert window.messages.text() == ""
    assert not isinstance(window.current(), ImportPage)


def test_that_a_thousand_faults_do_not_fill_the_window(
    page: ImportPage, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "many.xlsx"
    rows = [(f"นาย{n} ใจดี", "31/2/2512", 3) for n in range(1000)]
    write_xlsx(Table(("ชื่อ-สกุล", "วันเกิด", "หมู่"), rows), path)
    look(page, path, qtbot)
    assert len(page.view.faults.lines) == 100
    assert chip_texts(page)[-1] == "Cannot be taken 1,000"
