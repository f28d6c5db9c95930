"""Case 34: what people write is shown letter by letter, never as markup; and a file read by the window."""

from html import escape
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QToolTip

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.features.people.import_page import ImportPage
from learnsoc_desktop.ui.form_cell import Said
from learnsoc_desktop.ui.text import Note, Pill, Text, tip
from tests.faults.cases.registry import Registry, die, digest, line, table
from tests.features.people.window import people_window

MARKUP = [
    "<script>alert(1)</script>",
    '<img src="file:///x" onerror=1>',
    '<a href="file:///">ก</a>',
    "<b>ก",
]


def quoted(name: str) -> str:
    """Return a cell as CSV has it."""
    return '"' + name.replace('"', '""') + '"'


def test_case_34_markup_in_names_is_shown_letter_by_letter(registry: Registry, qtbot: Any) -> None:
    registry.takes(table(*(line(quoted(name)) for name in MARKUP)), *MARKUP)
    before = digest(registry.folder)
    with Database(registry.folder.database) as database, people_window(database) as (window, _):
        page = window.current()
        view = page.table
        records = view.model()
        qtbot.waitUntil(lambda: records.rowCount() == len(MARKUP) + 2)
        shown = set()
        for row in range(records.rowCount()):
            view.setCurrentIndex(records.index(row, 0))
            index = records.index(row, 0)
            option = QStyleOptionViewItem()
            event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
            view.setColumnWidth(0, 30)
            view.itemDelegate().helpEvent(event, view, option, index)
            shown.add(QToolTip.text())
            for label in window.findChildren(QLabel):
                if label.objectName() != "qtooltip_label":  # Qt's own, given what ``tip`` returns
                    assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
        for name in MARKUP:
            assert any(tip(f"{name} ทดสอบ") == each for each in shown)
    assert digest(registry.folder) == before


@pytest.mark.parametrize("name", MARKUP)
def test_case_34_a_tooltip_of_markup_is_its_letters(name: str, qtbot: Any) -> None:
    text = Text(f"{name} ทดสอบ")
    for each in (text, Note("info", name), Pill(name), Said()):
        qtbot.addWidget(each)
        assert each.textFormat() is Qt.TextFormat.PlainText
    text.resize(10, 20)
    text.set_text(text.text())
    assert name not in text.toolTip()
    assert escape(name) in text.toolTip()


@pytest.fixture
def page(registry: Registry, qtbot: Any) -> Any:
    """Yield the import page of the real window, which reads files in its own child process."""
    with Database(registry.folder.database) as database, people_window(database) as (window, _):
        window.current().ways.take_in()
        yield window.current()


def test_case_41_what_kills_the_reader_is_a_file_that_cannot_be_read(
    registry: Registry, qtbot: Any, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(page, ImportPage)
    before = digest(registry.folder)
    monkeypatch.setattr("learnsoc_desktop.features.people.import_reader_widget.READER", die)
    page.look_at(registry.put(table()))
    qtbot.waitUntil(lambda: not page.busy, timeout=15_000)
    assert "“people.csv” cannot be read." in page.window().messages.text()
    assert page.preview is None
    assert digest(registry.folder) == before
