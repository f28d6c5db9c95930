"""The form of a paper's parameters: every kind by clicks and keys."""

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.core.feature import Parameter, ReportSpec
from learnsoc_desktop.features.overview.parameters_widget import ParameterForm
from tests.features.activities.pages_kit import keys, settle, type_text

SPEC = ReportSpec(
    "x",
    "Paper",
    "For trying",
    "check",
    "nowhere:build",
    (
        Parameter("count", "How many", kind="number"),
        Parameter("whole", "With details", kind="yes_no"),
        Parameter("words", "Remark", kind="text"),
        Parameter("day", "Day", kind="date"),
    ),
)


@pytest.fixture
def form(qtbot):
    """Return the form and what it told."""
    shown = ParameterForm()
    qtbot.addWidget(shown)
    shown.told = []
    shown.changed.connect(lambda: shown.told.append(shown.values()))
    shown.faulty.connect(lambda: shown.told.append("faulty"))
    shown.resize(260, 400)
    shown.show_parameters(SPEC, {}, {"day": "2026-11-22", "count": "many"}, {"count": "5"})
    shown.show()
    shown.activateWindow()
    settle()
    return shown


def typed(form, name, text):
    line = form.cell(name).editor.line
    line.setFocus()
    line.selectAll()
    keys(form.window(), Qt.Key.Key_Backspace)
    type_text(form.window(), text)
    keys(form.window(), Qt.Key.Key_Return)


def test_that_every_kind_has_its_value_from_the_start(form):
    assert form.values() == {"count": "5", "whole": "", "words": "", "day": "2026-11-22"}
    assert form.told == []


def test_that_numbers_texts_and_dates_are_taken_when_they_are_settled(form):
    typed(form, "count", "๑๒")
    assert form.told[-1]["count"] == "12"
    typed(form, "words", " ทดสอบ ")
    assert form.told[-1]["words"] == "ทดสอบ"
    typed(form, "day", "1/12/69")
    assert form.told[-1]["day"] == "2026-12-01"
    told = len(form.told)
    keys(form.window(), Qt.Key.Key_Return)
    assert len(form.told) == told  # the same again is nothing new


def test_that_yes_and_no_are_taken_at_once(form, qtbot):
    yes, no = form.cell("whole").editor.buttons
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert form.told[-1]["whole"] == "yes"
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert form.told[-1]["whole"] == ""


def test_that_what_cannot_be_read_is_told_beside_its_field_until_it_can(form):
    typed(form, "count", "1.5.2")
    assert form.told == ["faulty"]
    assert form.cell("count").said()
    typed(form, "day", "32/1/69")
    assert form.told == ["faulty", "faulty"]
    typed(form, "count", "3")
    assert form.told[-1] == "faulty"  # the day still cannot be read
    typed(form, "day", "")
    assert form.told[-1] == {"count": "3", "whole": "", "words": "", "day": ""}
    assert form.cell("count").said() == ""
