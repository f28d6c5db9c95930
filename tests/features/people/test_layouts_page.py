"""Layouts in the real window: made, changed and removed; files matched by them; one person copied by them."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.copy_row_page import CopyRowPage, open_copy
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.features.people.layout_edit_page import LayoutEditPage
from learnsoc_desktop.features.people.layout_model import LayoutColumn
from learnsoc_desktop.features.people.layout_queries import LayoutRow, layouts
from learnsoc_desktop.features.people.layouts_page import LayoutsPage
from tests.features.people.builders import GOOD_ID, add
from tests.features.people.import_kit import NearWorker, wait_for
from tests.features.people.window import (
    CONTROL,
    ENTER,
    button,
    cells,
    click,
    focused,
    key,
    type_text,
)

S = Qt.Key.Key_S


@pytest.fixture
def person(database: Database) -> UUID:
    return add(
        database,
        title="นาย",
        first_name="สมชาย",
        last_name="แก้วใส",
        born="1963-03-04",
        id_number=GOOD_ID,
    )


@pytest.fixture
def page(person: UUID, opened: Any, window: Any) -> LayoutsPage:
    opened[1].desk.__dict__["worker"] = NearWorker()
    opened[1].open("people", layouts=True)
    page = window.current()
    assert isinstance(page, LayoutsPage)
    page.table.setFocus()
    return page


def known(database: Database) -> list[LayoutRow]:
    with database.reading() as session:
        return list(layouts(session))


def test_that_a_layout_is_made_of_another_by_keys(
    page: LayoutsPage, window: Any, database: Database
) -> None:
    assert cells(page.table, "from") == ["the program", "the program"]
    page.add_like()
    form = window.current()
    assert isinstance(form, LayoutEditPage)
    form.form.editor("name").setFocus()
    type_text("ของอำเภอ")
    columns = form.columns
    columns.rows[0].head.setFocus()
    columns.rows[0].head.selectAll()
    type_text("No.")
    click(columns.more)
    type_text("ตำแหน่ง")
    last = columns.rows[-1]
    last.holds.setCurrentIndex(last.holds.findData("="))
    last.holds.activated.emit(last.holds.currentIndex())
    assert focused() is last.text
    type_text("ผู้เรียน")
    columns.rows[1].removed.emit()
    columns.rows[0].moved.emit(1)
    key(S, CONTROL)
    assert window.current() is page
    made = known(database)[-1]
    assert made.details.name == "ของอำเภอ"
    assert made.columns[1] == LayoutColumn("No.", "row_no")
    assert made.columns[-1] == LayoutColumn("ตำแหน่ง", text="ผู้เรียน")
    assert len(made.columns) == 22
    assert cells(page.table, "name")[-1] == "ของอำเภอ"


def test_that_a_layout_is_renamed_removed_and_brought_back(
    page: LayoutsPage, window: Any, database: Database
) -> None:
    key(ENTER)
    form = window.current()
    assert isinstance(form, LayoutEditPage)
    form.form.editor("name").setFocus()
    key(Qt.Key.Key_A, CONTROL)
    type_text("ทะเบียนใหม่")
    window.back()
    assert known(database)[0].details.name == "ทะเบียนใหม่"
    page.table.setFocus()
    page.remove()
    assert len(known(database)) == 1
    click(page.foot.button("Bring back those of the program"))
    assert known(database)[0].details.name == "ทะเบียนใหม่"


def test_that_everybody_is_written_by_a_layout(
    page: LayoutsPage,
    window: Any,
    opened: Any,
    tmp_path: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "roll.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    click(button(window, "Write to a file"))
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running and out.exists())
    text = out.read_text("utf-8-sig")
    assert text.startswith("ที่,รหัสนักศึกษา,เลขประจำตัวประชาชน")
    assert f"{GOOD_ID},นาย,สมชาย,แก้วใส,ชาย,04/03/2506" in text


def test_that_a_file_is_matched_by_a_layout_and_the_next_one_alike(
    opened: Any, window: Any, database: Database, tmp_path: Path, qtbot: Any
) -> None:
    opened[1].desk.__dict__["worker"] = NearWorker()
    heads = "ก,ข,เพศ"
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(f"{heads}\nสมหญิง ดี,0812342214,ญ\n", encoding="utf-8")
    second.write_text(f"{heads}\nสมศรี งาม,0812342215,ญ\n", encoding="utf-8")

    def look(path: Path) -> ImportPage:
        opened[1].open("people", take_in=True)
        page = window.current()
        assert isinstance(page, ImportPage)
        page.look_at(path)
        wait_for(page, qtbot)
        return page

    page = look(first)
    assert page.preview is not None
    page.view.table.head.chosen.emit(0, "full_name")
    wait_for(page, qtbot)
    page.view.table.head.chosen.emit(1, "phone")
    wait_for(page, qtbot)
    page.take()
    qtbot.waitUntil(lambda: not opened[1].desk.jobs.running)
    page = look(second)
    assert page.preview is not None
    assert page.preview.parsed.matching.fields == ("full_name", "phone", "sex")
    assert "as in the last file" in page.view.told.text()
    at = page.view.layouts.findText("ผู้เรียนการศึกษาต่อเนื่อง")
    page.view.layouts.setCurrentIndex(at)
    page.view.layouts.activated.emit(at)
    wait_for(page, qtbot)
    assert page.preview.parsed.matching.fields == ("", "", "sex")


def test_that_each_press_copies_the_next_value_and_says_which(
    page: LayoutsPage, person: UUID, opened: Any, window: Any, qtbot: Any
) -> None:
    del page
    window.back()
    registry = window.current()
    registry.table.choose(person)
    registry.show_now()
    opened[1].open("people", record_id=str(person))
    open_copy(opened[1], person)
    page = window.current()
    assert isinstance(page, CopyRowPage)
    qtbot.waitUntil(lambda: focused() is page.go_on)
    clipboard = QGuiApplication.clipboard()
    copied = []
    for _press in range(4):
        key(ENTER)
        copied.append(clipboard.text())
    assert copied[1:] == [GOOD_ID, "นาย", "สมชาย"]
    assert page.told.text() == "Copied: ชื่อ: สมชาย"
    assert page.go_on.text() == "Copy: นามสกุล"
    key(Qt.Key.Key_Backspace, CONTROL)
    assert clipboard.text() == "สมชาย"
    click(page.lines[4])
    assert clipboard.text() == "แก้วใส"
    while page.go_on.isEnabled():
        click(page.go_on)
    assert page.go_on.text() == "All values were copied"
    key(Qt.Key.Key_R, CONTROL)
    assert page.go_on.text().startswith("Copy: ")
