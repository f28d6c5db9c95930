"""The trash: everything deleted, newest first, one key away."""

from datetime import UTC, datetime, timedelta

import pytest

from learnsoc_desktop.data import entity
from learnsoc_desktop.features.centre.model import SignatoryDetails, Village, VillageDetails
from learnsoc_desktop.features.centre.service import (
    add_signatory,
    add_village,
    remove_signatory,
    remove_village,
)
from tests.features.maintenance.kit import (
    at_care,
    cells_of,
    clicked,
    pressed,
    rows_of,
    settle,
    typed,
)


@pytest.fixture
def deleted(database, monkeypatch):
    """Delete two villages and a signatory, an hour after each other."""
    now = datetime.now(UTC).replace(hour=5, minute=0) - timedelta(days=1)
    moments = iter([now + timedelta(hours=hour) for hour in range(3)])
    with database.writing() as uow:
        first = add_village(uow, VillageDetails(moo=1, name="บ้านโคกสว่าง"))
        second = add_village(uow, VillageDetails(moo=2, name="บ้านหนองแวง"))
        somebody = add_signatory(uow, SignatoryDetails(name="นายวินัย", position="ผู้อำนวยการ"))
    with database.writing() as uow:
        monkeypatch.setattr("learnsoc_desktop.data.uow.utc_now", lambda: next(moments))
        remove_village(uow, first)
        remove_signatory(uow, somebody)
        remove_village(uow, second)
    monkeypatch.setattr("learnsoc_desktop.data.uow.utc_now", entity.utc_now)
    return first, second, somebody


def test_that_an_empty_trash_says_so(database, qtbot):
    window, _context, page = at_care(database, "trash")
    assert page.body.empty_state.accessibleName() == "The trash is empty"
    assert not page.page_actions()[0].enabled
    assert window.current().tabs["trash"].text() == "Trash"


def test_that_everything_deleted_stands_newest_first(database, qtbot, deleted):
    window, _context, page = at_care(database, "trash")
    assert rows_of(page) == ["Moo 2 บ้านหนองแวง", "นายวินัย ผู้อำนวยการ", "Moo 1 บ้านโคกสว่าง"]
    assert cells_of(page, "kind") == ["Village", "Signatory", "Village"]
    assert all(text.startswith("yesterday") for text in cells_of(page, "when"))
    assert window.current().tabs["trash"].text() == "Trash  3"


def test_that_enter_brings_a_row_back_and_undo_takes_it_again(database, qtbot, deleted):
    window, _context, page = at_care(database, "trash")
    page.table.setFocus()
    pressed("Return")
    assert _alive(database, deleted[1])
    assert rows_of(page) == ["นายวินัย ผู้อำนวยการ", "Moo 1 บ้านโคกสว่าง"]
    assert "Brought back: Village “Moo 2 บ้านหนองแวง”" in window.saved.text()
    assert window.current().tabs["trash"].text() == "Trash  2"
    clicked(window.saved.act)
    assert not _alive(database, deleted[1])
    assert len(rows_of(page)) == 3


def test_that_the_button_brings_a_row_back(database, qtbot, deleted):
    window, _context, page = at_care(database, "trash")
    page.table.choose(deleted[0])
    settle()
    clicked(window.header._buttons[-1])
    assert _alive(database, deleted[0])


def test_that_chips_show_one_kind(database, qtbot, deleted):
    _window, _context, page = at_care(database, "trash")
    chips = {one.text: one.key for one in page.filters()}
    assert list(chips) == ["Every kind", "Village", "Signatory"]
    assert page.filter_bar.chip(chips["Village"]).text() == "Village 2"
    clicked(page.filter_bar.chip(chips["Signatory"]))
    assert rows_of(page) == ["นายวินัย ผู้อำนวยการ"]
    page.table.setFocus()
    pressed("Return")
    assert rows_of(page) == ["Moo 2 บ้านหนองแวง", "Moo 1 บ้านโคกสว่าง"]
    assert page.filters() == ()  # one kind is left


def test_that_what_was_deleted_is_found(database, qtbot, deleted):
    _window, _context, page = at_care(database, "trash")
    page.search.setFocus()
    typed("หนองแวง")
    assert rows_of(page) == ["Moo 2 บ้านหนองแวง"]


def _alive(database, village_id) -> bool:
    with database.reading() as session:
        return session.get(Village, village_id).deleted_at is None
