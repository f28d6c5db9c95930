"""Before a file is taken in the centre is backed up: in the window and by the command line."""

from pathlib import Path
from typing import Any

from learnsoc_desktop.cli import main
from learnsoc_desktop.core.files import DiskFull
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup_auto
from learnsoc_desktop.exchange.backup_manifest import Why, backups_in
from learnsoc_desktop.features.people.import_page import ImportPage
from tests.features.people.import_kit import NearWorker, wait_for, write


def backups(folder: CentreFolder) -> list[tuple[Why, int]]:
    """Return why each backup was made and how many people it holds; all of them are verified."""
    made = backups_in(folder.backups)
    assert all(each.verified for each in made)
    return [(each.why, each.counts["person"]) for each in made]


def test_that_the_window_backs_up_before_it_takes_a_file_in(
    opened: Any, database: Database, tmp_path: Path, qtbot: Any
) -> None:
    window, context = opened
    context.desk.__dict__["worker"] = NearWorker()
    page = ImportPage(context, write(tmp_path / "a.csv", "1,นาย สมปอง ทดสอบ,,2510,1,"))
    window.open_task(page)
    wait_for(page, qtbot)
    page.take()
    qtbot.waitUntil(lambda: not context.desk.jobs.running)
    assert backups(CentreFolder(database.path.parent)) == [(Why.BEFORE_IMPORT, 0)]


def test_that_a_centre_that_cannot_be_backed_up_takes_nothing_in(
    opened: Any, database: Database, tmp_path: Path, qtbot: Any, monkeypatch: Any
) -> None:
    def refuse(*_args: object, **_rest: object) -> None:
        raise DiskFull(name="x")

    monkeypatch.setattr(backup_auto, "make_backup", refuse)
    window, context = opened
    context.desk.__dict__["worker"] = NearWorker()
    page = ImportPage(context, write(tmp_path / "a.csv", "1,นาย สมปอง ทดสอบ,,2510,1,"))
    window.open_task(page)
    wait_for(page, qtbot)
    page.take()
    qtbot.waitUntil(lambda: not context.desk.jobs.running)
    assert window.messages.isVisible()
    assert window.current() is page


def test_that_the_command_line_backs_up_before_it_takes_a_file_in(
    centre: CentreFolder, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.csv", "1,นาย สมปอง ทดสอบ,,2510,1,")
    assert main(["--data", str(centre.root), "import", "people", str(path), "--dry-run"]) == 0
    assert backups(centre) == []
    assert main(["--data", str(centre.root), "import", "people", str(path)]) == 0
    assert backups(centre) == [(Why.BEFORE_IMPORT, 0)]
