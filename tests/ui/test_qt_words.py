"""Qt's own dialogs, buttons and menus speak the language of the window."""

import re
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QTabWidget,
    QTreeView,
)

from learnsoc_desktop.core import i18n, paths
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.qt_words import WORDS, QtWords, speak

LATIN = re.compile("[A-Za-z]{2,}")
KEYS = re.compile(r"\t.*|\(.*\)|PDF|A4|CUPS")  # keys, patterns and names stay as they are


@pytest.fixture
def thai(qapp):
    i18n.set_language("th", paths.catalogues())
    speak()
    yield
    i18n.set_language("en", paths.catalogues())
    speak()


def english(texts):
    return {text for text in texts if LATIN.search(KEYS.sub("", text))}


def words_of(dialog):
    """Return what a dialog says: labels, buttons, heads, tooltips."""
    buttons = dialog.findChildren(QAbstractButton)
    tabs = dialog.findChildren(QTabWidget)
    return chain(
        [label.text() for label in dialog.findChildren(QLabel)],
        [button.text() for button in buttons],
        [button.toolTip() for button in buttons],
        [group.title() for group in dialog.findChildren(QGroupBox)],
        [tab.tabText(at) for tab in tabs for at in range(tab.count())],
    )


@pytest.mark.parametrize("mode", ["AnyFile", "ExistingFile", "Directory"])
def test_that_the_file_dialog_is_thai(thai, qtbot, tmp_path, mode):
    dialog = QFileDialog(None, "เลือกไฟล์", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode[mode])
    if mode == "AnyFile":
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    rows = dialog.findChild(QTreeView, "treeView").model()
    columns = [rows.headerData(at, Qt.Orientation.Horizontal) for at in range(rows.columnCount())]
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert english([*words_of(dialog), *columns, kinds.currentText()]) == set()
    assert "ยกเลิก" in set(words_of(dialog))


def test_that_the_printer_dialog_is_thai(thai, qtbot):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert {type(part) for part in dialog.findChildren(QRadioButton)}
    assert english(words_of(dialog)) == set()


def test_that_standard_buttons_are_thai(thai, qtbot):
    dialog = QMessageBox()
    qtbot.addWidget(dialog)
    standard = QMessageBox.StandardButton
    for each in standard:
        if standard.FirstButton.value <= each.value <= standard.LastButton.value:
            dialog.addButton(each)
    buttons = [button.text() for button in dialog.buttons()]
    assert len(buttons) > 15
    assert english(buttons) == set()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_that_the_menu_of_a_field_is_thai(thai, qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert english(action.text() for action in menu.actions()) == set()
    menu.deleteLater()


def test_that_qt_keeps_its_words_in_english_and_what_we_do_not_know(thai, qtbot):
    assert QtWords().translate("QShortcut", "Ctrl") is None
    assert _("Cancel") == "ยกเลิก"
    i18n.set_language("en", paths.catalogues())
    speak()
    dialog = QMessageBox()
    qtbot.addWidget(dialog)
    assert dialog.addButton(QMessageBox.StandardButton.Cancel).text() == "Cancel"


def test_that_no_word_is_left_out_of_the_catalogue(thai):
    assert {word for word in WORDS if _(word) == word} == set()
