"""A chart in the window: its height, its colours, its words, and what is copied of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.ui.chart_view import MILLIMETRE, ChartView
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.theme import set_theme, theme
from tests.unit.chart_kit import KINDS

EVERY = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def dressed(qapp):
    load_fonts()
    set_theme("light", 0)
    yield
    set_theme("light", 0)


@pytest.fixture
def view(qtbot):
    """Return a function that shows a chart of one kind."""

    def show(kind: str, wide: int = 600) -> ChartView:
        widget = ChartView(KINDS[kind])
        qtbot.addWidget(widget)
        widget.resize(wide, widget.heightForWidth(wide))
        widget.show()
        return widget

    return show


def colours(widget: ChartView) -> set[str]:
    """Return the colours that are surely seen."""
    image = widget.grab().toImage()
    found: dict[str, int] = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = QColor(image.pixel(x, y)).name()
            found[name] = found.get(name, 0) + 1
    return {name for name, count in found.items() if count > 20}


@EVERY
def test_that_it_is_shown_in_the_colours_of_the_theme(view, kind):
    for scheme in ("light", "dark"):
        set_theme(scheme, 0)
        assert theme().c.ink.lower() in colours(view(kind))


@EVERY
def test_that_it_grows_with_the_text(view, kind):
    widget = view(kind)
    small = widget.heightForWidth(600)
    set_theme("light", 2)
    assert widget.heightForWidth(round(600 * theme().scale)) == pytest.approx(
        small * theme().scale, rel=0.03
    )


@EVERY
def test_that_it_stays_whole_in_a_narrow_place(view, kind):
    widget = view(kind, 120)
    assert 0 < widget.heightForWidth(120) < widget.heightForWidth(round(60 * MILLIMETRE)) + 1
    assert not widget.grab().isNull()


@EVERY
def test_that_a_screen_reader_is_told_every_number(view, kind):
    widget = view(kind)
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.text(QAccessible.Text.Name) == "การเข้าร่วมรายเดือน"
    told = found.text(QAccessible.Text.Description)
    assert ("25" if kind == "gantt" else "done" if kind == "ring" else "34") in told


@EVERY
def test_that_ctrl_c_copies_a_light_picture(view, kind):
    set_theme("dark", 0)
    widget = view(kind)
    widget.activateWindow()
    widget.setFocus()
    QApplication.processEvents()
    QGuiApplication.clipboard().clear()
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    picture = QGuiApplication.clipboard().image()
    assert QColor(picture.pixel(1, 1)).name() == "#ffffff"
    assert picture.width() > widget.width() * 2


def test_that_the_numbers_are_copied_as_spreadsheets_paste_them(view):
    view("bars").copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "คน-ครั้ง\tปีนี้\tปีที่แล้ว"
    assert lines[2] == "พ.ย.\t–\t43"


def test_that_another_chart_takes_the_place_of_the_first(view):
    widget = view("bars")
    high = widget.heightForWidth(600)
    widget.set_chart(KINDS["ring"], "วัฏจักร")
    assert widget.accessibleName() == "วัฏจักร"
    assert widget.heightForWidth(600) != high
