"""Everything that can be searched is found, and the palette offers every page, paper and setting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from sqlmodel import select

from learnsoc_desktop.core.i18n import _, plain
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.activities.model import ActivitySession
from learnsoc_desktop.features.activities.sheet_queries import sheet_number
from learnsoc_desktop.ui.finder import REPORTS as REPORTS_PLACE
from learnsoc_desktop.ui.finder import Finder
from learnsoc_desktop.ui.list_page import ListPage
from tests.contract.kit import ALL, SEARCHES
from tests.contract.window import Look, Scene, faults
from tests.ui.window_kit import press

LETTERS = "กขคงจชดตถทนบปผพมยรลวสหอ"
CONTROL = Qt.KeyboardModifier.ControlModifier

kinds = pytest.mark.parametrize("kind", SEARCHES, ids=lambda kind: kind.key)


@pytest.fixture(scope="module", params=["th", "en"])
def window(request, fonts, copy_of, worker, catalogues):
    """Return the window on the sample centre in each language."""
    scene = Scene(Look(request.param, "sample"), copy_of("sample"), worker, catalogues)
    yield scene
    scene.close()


def ask(database, kind, text, limit=50):
    with database.reading() as session:
        return resolve(kind.find)(session, text, limit)


def sheet_of(database):
    with database.reading() as session:
        return sheet_number(session.exec(select(ActivitySession.id).limit(1)).one())


NUMBERS = {"sheet": sheet_of}  # kinds that no title finds
BY_DETAIL = {"own"}  # kinds that are found by what is said of them, behind a colon


def some_hit(database, kind):
    """Return something of a kind, and what finds it."""
    if kind.key in NUMBERS:
        text = NUMBERS[kind.key](database)
        return ask(database, kind, text)[0], text
    hit = next(hit for letter in LETTERS for hit in ask(database, kind, letter))
    return hit, hit.detail.partition(": ")[2] if kind.key in BY_DETAIL else hit.title


@kinds
def test_that_a_record_is_found_by_its_title(stored, kind):
    hit, text = some_hit(stored["sample"], kind)
    assert hit.kind == kind.key
    assert hit.id in [one.id for one in ask(stored["sample"], kind, text, 1000)]
    assert ask(stored["sample"], kind, text, 1)
    assert ask(stored["empty"], kind, text) in ([], ())


@kinds
@pytest.mark.parametrize("text", ["", " ", "%", "_", '"', "'", "ฯ", "* OR 1", "a" * 5000, "\x00"])
def test_that_no_text_breaks_a_search(stored, kind, text):
    for centre in ("empty", "sample"):
        assert len(ask(stored[centre], kind, text, 3)) <= 3


@kinds
def test_that_a_hit_opens_its_place(qtbot, scene, kind):
    hit, text = some_hit(scene.database, kind)
    press(scene.window, Qt.Key.Key_K, "k", CONTROL)
    scene.rest(qtbot)
    palette = scene.window._palette
    palette.field.setText(text)
    scene.rest(qtbot)
    lines = [palette.hits.line(number) for number in range(palette.hits.rowCount())]
    at = next(n for n, line in enumerate(lines) if getattr(line, "title", "") == hit.title)
    assert at == palette.list.currentIndex().row() or len(ask(scene.database, kind, text)) > 1
    palette.list.setCurrentIndex(palette.hits.index(at))
    press(palette.field, Qt.Key.Key_Return)
    scene.rest(qtbot)
    assert palette.isHidden()
    assert scene.window.stack.place == kind.place
    assert faults(scene) == []
    assert any(tells(each, hit) for each in (scene.view, *scene.view.findChildren(ListPage)))


def tells(page, hit):
    """Return whether a page shows the record of a hit: as its chosen row, or as a task about it."""
    if isinstance(page, ListPage):
        row = page.table.current_row()
        return page.isVisible() and row is not None and str(row.id) == hit.id
    return hit.id in [str(value) for value in vars(page).values()]


def test_that_the_palette_offers_every_page_paper_and_setting(scene):
    finder = Finder(scene.context)
    wanted = [_(place.title) for place in ALL.places]
    wanted += [_(report.title) for report in ALL.reports]
    wanted += [_(offer.title) for offer in ALL.offers if not offer.takes_text]
    lost = [
        title for title in wanted if title not in [line.title for line in finder.find(plain(title))]
    ]
    assert lost == []
    offered = {line.title for line in finder.find("")}
    assert set(wanted) <= offered


@pytest.mark.parametrize("offer", ALL.offers, ids=lambda offer: offer.title)
def test_that_every_offer_leads_somewhere(qtbot, scene, monkeypatch, offer):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    resolve(offer.run)(scene.context, "สมใจ" if offer.takes_text else "")
    scene.rest(qtbot)
    assert faults(scene) == []


@pytest.mark.parametrize("report", ALL.reports, ids=lambda report: report.key)
def test_that_a_paper_of_the_palette_is_shown(qtbot, scene, report):
    line = next(
        line for line in Finder(scene.context).find(_(report.title)) if line.icon == "printer"
    )
    line.run()
    scene.rest(qtbot)
    assert scene.window.stack.place == REPORTS_PLACE
    assert scene.view.spec.key == report.key
    assert scene.view.preview.ready
    assert faults(scene) == []
