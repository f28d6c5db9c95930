"""Every page and every task opens, in every language and size, on an empty and on a full centre."""

import pytest
from PySide6.QtCore import Qt

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.page import Page, View
from learnsoc_desktop.ui.print_page import PrintPage
from learnsoc_desktop.ui.task_page import DeskTask, TaskPage
from tests.contract.kit import LONG, PLACES, classes
from tests.contract.window import (
    SMALL,
    THAI,
    Look,
    Scene,
    arguments,
    before_any_centre,
    faults,
    seen,
)
from tests.ui.window_kit import press

LOOKS = (
    Look("th", "sample"),
    Look("th", "empty"),
    Look("th", "sample", alone=True),
    Look("th", "empty", alone=True),
    Look("th", "sample", step=2),
    Look("th", "empty", step=2),
    Look("th", "sample", SMALL),
    Look("en", "sample"),
    Look("en", "sample", step=2),
    Look("en", "sample", SMALL),
    Look(LONG, "sample"),
    Look(LONG, "empty"),
    Look(LONG, "sample", mirrored=True),
    Look(LONG, "empty", mirrored=True),
)
VIEWS = classes(View, "page")
TASKS = [one for one in VIEWS if issubclass(one, TaskPage)]
BEFORE = [one for one in VIEWS if not issubclass(one, Page)]  # any centre is open

looks = pytest.mark.parametrize("window", LOOKS, ids=str, indirect=True)


@pytest.fixture(scope="module")
def window(request, fonts, copy_of, worker, catalogues):
    """Show the program in a look; all tests of the look follow each other."""
    scene = Scene(request.param, copy_of(request.param.centre), worker, catalogues)
    yield scene
    scene.close()


def shown(scene, qtbot):
    """Return what is wrong with what is shown now, after the program came to rest."""
    scene.rest(qtbot)
    return faults(scene)


@looks
@pytest.mark.parametrize("place", PLACES)
def test_that_a_place_opens_and_fits(qtbot, scene, place):
    scene.window.open(place)
    found = shown(scene, qtbot)
    for tab in scene.tabs():
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        found += shown(scene, qtbot)
    assert not found, "\n".join(["", *dict.fromkeys(found)])


@looks
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
@pytest.mark.parametrize("optional", [False, True], ids=["new", "known"])
def test_that_a_task_opens_and_fits(qtbot, scene, task, optional):
    with scene.database.reading() as session:
        given = arguments(task, session, optional=optional)
    if given is None:
        return  # an empty centre has nothing it could be about
    scene.window.open_task(task(scene.context, **given))
    found = shown(scene, qtbot)
    assert type(scene.view) is task
    assert not found, "\n".join(["", *dict.fromkeys(found)])


@looks
@pytest.mark.parametrize("view", BEFORE, ids=lambda view: view.__name__)
def test_that_what_stands_before_a_centre_fits(qtbot, scene, view):
    made = view(scene.desk, **before_any_centre(view, scene))
    if issubclass(view, DeskTask):
        scene.window.open_task(made)
        found = shown(scene, qtbot)
        scene.leave_tasks()
    else:
        with scene.without_centre(made):
            found = shown(scene, qtbot)
    assert not found, "\n".join(["", *dict.fromkeys(found)])


LOOKS_AT_PAPER = [Look("th", "empty"), Look("th", "sample")]


@pytest.mark.parametrize("window", LOOKS_AT_PAPER, ids=str, indirect=True)
@pytest.mark.parametrize("place", PLACES)
def test_that_f12_makes_a_paper_or_offers_a_picture(qtbot, scene, place):
    scene.window.open(place)
    scene.rest(qtbot)
    for tab in scene.tabs() or [None]:
        if tab is not None:
            qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
            scene.rest(qtbot)
        if any(action.key == "F12" for action in scene.view.page_actions()):
            continue  # it prints its own pages
        press(scene.window, Qt.Key.Key_F12)
        scene.rest(qtbot)
        if scene.window.stack.in_task:
            assert isinstance(scene.view, PrintPage)
            found = faults(scene)
            assert not found, "\n".join(["", *found])
            assert scene.view.preview.ready
            scene.leave_tasks()
        else:
            assert scene.window.messages.act.isVisible()
            scene.window.messages.hide()


@pytest.mark.parametrize("window", [Look("th", "sample")], ids=str, indirect=True)
def test_that_every_page_is_reached_by_a_place_a_tab_or_a_task(qtbot, scene):
    reached = set(TASKS) | set(BEFORE)
    for place in PLACES:
        scene.window.open(place)
        scene.rest(qtbot)
        reached |= seen(scene.view)
        for tab in scene.tabs():
            qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
            scene.rest(qtbot)
            reached |= seen(scene.view)
    assert set(VIEWS) - reached == set()


@pytest.mark.parametrize("window", [Look("th", "sample")], ids=str, indirect=True)
@pytest.mark.parametrize("place", PLACES)
def test_that_title_and_help_are_told_in_thai(qtbot, scene, place):
    scene.window.open(place)
    scene.rest(qtbot)
    for tab in scene.tabs() or [None]:
        if tab is not None:
            qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        view = scene.view
        told = [view.title(), *map(_, view.help_lines), *(_(words) for _key, words in view.keys)]
        told += [action.title for action in view.page_actions()]
        assert [text for text in told if not THAI.search(text)] == []
        press(scene.window, Qt.Key.Key_F1)
        scene.rest(qtbot)
        help_card = scene.window._help
        assert help_card.isVisible()
        assert THAI.search(help_card.heading.text())
        press(help_card.closer, Qt.Key.Key_Escape)
