"""Lines that hold Jawi stand in the order in which Qt, and every other program, shows them."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from learnsoc_desktop.reporting.bidi import base_level, levels, visual_runs

LETTERS = "กขab12١٢محنب ([)].,-%/"


def _shown(text: str) -> str:
    """Return the letters from left to right."""
    return "".join(run[::-1] if turned else run for run, turned in visual_runs(text))


def _shown_by_qt(text: str) -> str:
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    places = [
        (place.x(), at)
        for run in line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
        for place, at in zip(run.positions(), run.stringIndexes(), strict=True)
    ]
    return "".join(text[at] for _x, at in sorted(places))


@pytest.fixture(scope="module", autouse=True)
def application() -> object:
    return QApplication.instance() or QApplication([])


@given(st.text(LETTERS, min_size=1, max_size=14).map(str.strip).filter(bool))
@settings(max_examples=300, deadline=None)
def test_that_letters_stand_where_qt_shows_them(text: str) -> None:
    shown = _shown_by_qt(text)
    assume(sorted(shown) == sorted(text))  # of figures of two kinds Qt tells one place for both
    assert _shown(text) == shown


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("นาย محمد بن علي มา", [("นาย ", False), ("محمد بن علي", True), (" มา", False)]),
        ("محمد (Ali)", [(")", True), ("Ali", False), ("محمد (", True)]),
        ("بارق ١٢٣", [("١٢٣", False), ("بارق ", True)]),
        ("نام (علي) 1948", [("1948", False), ("نام (علي) ", True)]),
    ],
)
def test_that_parts_come_from_left_to_right(text: str, runs: list[tuple[str, bool]]) -> None:
    assert list(visual_runs(text)) == runs


def test_that_a_line_runs_as_its_first_letter() -> None:
    assert base_level("12 محمد Ali") == 1
    assert base_level("12 Ali محمد") == 0
    assert base_level("12 – ") == 0
    assert levels("") == []
