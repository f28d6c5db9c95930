"""How paragraphs are broken on the screen."""

import pytest
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.paint import lines, width

ADDRESS = "ตามทะเบียนบ้าน: 204/5 ถนนริมน้ำ · ต.ในเวียง อ.เมืองศรีธารา จ.ศรีธารา 90000"


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.parametrize("room", range(120, 500, 7))
def test_that_an_abbreviation_stands_with_its_name(room: int) -> None:
    broken = lines(ADDRESS, "body", room)
    assert "".join(broken).replace(" ", "") == ADDRESS.replace(" ", "")  # nothing is lost
    assert not [line for line in broken if line.endswith(("ต.", "อ.", "จ."))]
    assert max(width(line) for line in broken) <= room


def test_that_an_abbreviation_alone_has_a_line(qapp: QApplication) -> None:
    assert lines("อ.", "body", 5) != []
    assert lines("อ. เมือง", "body", width("อ. ") + 2)[0] == "อ."  # there is nowhere else to break
