"""Buttons by keys: what has the focus is pressed by Enter too."""

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.ui.buttons import Big, Chip, button
from tests.ui.window_kit import press


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [lambda: button("Save"), lambda: Big("user", "Somebody", "here")])
def test_that_a_button_is_pressed_by_enter_and_space(qtbot, make, key):
    made, pressed = make(), []
    qtbot.addWidget(made)
    made.clicked.connect(lambda _on=False: pressed.append(1))
    press(made, key)
    assert pressed == [1]
    made.setEnabled(False)
    press(made, key)
    assert pressed == [1]


def test_that_enter_leaves_a_chip_as_it_is(qtbot):
    chip = Chip("Female")
    qtbot.addWidget(chip)
    press(chip, Qt.Key.Key_Return)
    assert not chip.isChecked()
    press(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
