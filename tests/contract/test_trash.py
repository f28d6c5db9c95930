"""Everything that can be deleted lies in the trash and comes back as it was."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.trash import restore, trash
from learnsoc_desktop.ui.list_page import ListPage
from tests.contract.kit import TRASH, speak
from tests.contract.window import Look, Scene, faults
from tests.ui.window_kit import press

kinds = pytest.mark.parametrize("kind", TRASH, ids=lambda kind: kind.entity.rpartition(":")[2])


@pytest.fixture(scope="module")
def scene(fonts, copy_of, worker, catalogues):
    """Return the window on the sample centre."""
    scene = Scene(Look("th", "sample"), copy_of("sample"), worker, catalogues)
    yield scene
    scene.close()


def first(session, kind):
    entity = resolve(kind.entity)
    return session.scalars(select(entity).where(alive(entity)).order_by(entity.id)).first()


@kinds
def test_that_it_lies_in_the_trash_and_comes_back(few, catalogues, kind):
    speak("th", catalogues)
    with few.writing() as uow:
        record = first(uow.session, kind)
        before = record.model_dump(exclude={"updated_at"})
        uow.delete(record)
    with few.reading() as session:
        shown = {row.id: row for row in trash(session, TRASH)}
        row = shown[record.id]
        assert (row.entity, bool(row.title.strip()), bool(row.kind)) == (kind.entity, True, True)
    with few.writing() as uow:
        restore(uow, kind, record.id)
    with few.reading() as session:
        back = session.get(type(record), record.id)
        assert back.model_dump(exclude={"updated_at"}) == before
        assert record.id not in {row.id for row in trash(session, TRASH)}


@kinds
def test_that_enter_brings_it_back(qtbot, scene, kind):
    scene.dress()
    commands = scene.context.commands

    def delete(uow):
        record = first(uow.session, kind)
        uow.delete(record)
        return record.id

    deleted = []
    commands.run(delete, deleted.append, "deleted")
    scene.window.open("care", section="trash")
    scene.rest(qtbot)
    page = next(page for page in scene.view.findChildren(ListPage) if page.isVisible())
    assert page.table.choose(deleted[0])
    press(page.table, Qt.Key.Key_Return)
    scene.rest(qtbot)
    assert not page.table.choose(deleted[0])
    entity = resolve(kind.entity)
    assert commands.query(lambda s: s.get(entity, deleted[0]).deleted_at) is None
    assert faults(scene) == []
