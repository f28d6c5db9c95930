"""The card of a person shows what other features contribute, and does without any."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from learnsoc_desktop.core.feature import Action, Feature, Panel
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.features.people.feature import PEOPLE
from learnsoc_desktop.features.people.page import PeoplePage
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.fonts import load_fonts
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import set_theme
from tests.features.people.builders import add
from tests.features.people.window import button, click
from tests.ui.window_kit import open_window

HERE = "tests.features.people.test_card_contributed"
DONE: list[UUID] = []


class Visits(QLabel):
    def __init__(self, _context: Context, person_id: UUID) -> None:
        super().__init__(f"visits of {person_id}")


def visit(_context: Context, person_id: UUID) -> None:
    DONE.append(person_id)


VISITS = Feature(
    key="visits",
    panels=(
        Panel("Person", "Visits at home", f"{HERE}:Visits"),
        Panel("Activity", "Visits of supervisors", f"{HERE}:Visits"),
    ),
    actions=(
        Action("Person", "Plan a visit", "calendar-plus", f"{HERE}:visit"),
        Action("Activity", "Supervise", "calendar-plus", f"{HERE}:visit"),
    ),
)


@pytest.fixture(params=[True, False], ids=["contributed", "alone"])
def card(request: Any, qtbot: Any, database: Any) -> Iterator[tuple[bool, Any, UUID]]:
    DONE.clear()
    load_fonts()
    set_theme("light", 0)
    person = add(database, first_name="บุญเรือน", last_name="ใจดี")
    features = (*FEATURES, VISITS) if request.param else (FEATURES[0], PEOPLE)
    window, context = open_window(database, features)
    context.open("people")
    page = window.current()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.finder.ready and page.table.current_row() is not None)
    page.show_now()
    QApplication.processEvents()
    yield request.param, page.card, person
    context.desk.jobs.wait()
    window.close()
    window.clear()
    window.deleteLater()
    context.desk.close()


def test_that_panels_and_actions_of_others_stand_on_the_card(card: Any) -> None:
    contributed, shown, person = card
    said = [each.text() for each in shown.findChildren(Text) if each.isVisible()]
    made = [each.text() for each in shown.findChildren(Visits) if each.isVisible()]
    assert any("บุญเรือน" in text for text in said)
    assert ("Visits at home" in said) is contributed
    assert "Visits of supervisors" not in said
    assert made == ([f"visits of {person}"] if contributed else [])
    if contributed:
        click(button(shown, "Plan a visit"))
        assert [person] == DONE
