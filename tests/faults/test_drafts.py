"""What was typed and not saved is there after a kill, and offered explicitly, in every form."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features import FEATURES
from tests.faults.half_typed import FORMS, drafts, type_half
from tests.faults.programs import program
from tests.features.activities.pages_kit import add_course, add_people, many, settle
from tests.ui.window_kit import open_window


@pytest.fixture
def begun(filled: CentreFolder) -> CentreFolder:
    """Return a centre with an activity and its session, not open."""
    with Database(filled.database) as database:
        add_course(database, add_people(database, many(2)))
    return filled


def text_of(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


@pytest.mark.parametrize("name", FORMS)
def test_that_what_was_half_typed_survives_a_kill_and_is_offered(
    qtbot, begun: CentreFolder, home: Path, name: str
) -> None:
    form = FORMS[name]
    with program(type_half, home, begun.database, name) as running:
        assert running.hear(1)
        running.kill()
    assert len(drafts()) == 1
    with Database(begun.database) as database:
        window, context = open_window(database, FEATURES)
        page = form.opens(window, context)
        settle()
        assert form.typed not in text_of(form.field(page))
        if form.asks:
            assert page.drafts.view.offer.isVisible()
            page.drafts.view.offer.again.click()
        else:
            assert window.messages.words.text() == "Something was typed here and not saved"
            assert form.typed in window.messages.more.text()
            window.messages.act.click()
        settle()
        assert form.typed in text_of(form.field(page))
        context.desk.jobs.wait()
        window.clear()
        window.close()
        window.deleteLater()
