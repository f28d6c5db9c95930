"""Taking a backup back: whole, with its pictures, and with what was there set aside."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.core.errors import AppError, Cancelled, DatabaseBusy
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import EmptyFile, NewerCentre, NotACentre
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_errors import BackupDamaged, BackupMissing
from learnsoc_desktop.exchange.backup_manifest import Backup, Why, backups_in
from learnsoc_desktop.exchange.backup_restore import rehearse, restore
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.people.model import Person

NOW = datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=UTC)


def add(folder: CentreFolder, name: str) -> None:
    with Database(folder.database) as database, database.writing("Add") as uow:
        uow.add(Person(first_name=name))


def people(folder: CentreFolder) -> list[str]:
    with Database(folder.database) as database, database.reading() as session:
        return sorted(session.exec(select(Person.first_name)).all())


@pytest.fixture
def saved(centre: CentreFolder) -> tuple[CentreFolder, Backup]:
    """Return a centre with a person and a picture, and a backup made before a second person came."""
    sha256 = centre.write_blob(b"picture")
    add(centre, "ก")
    with Database(centre.database) as database, database.writing() as uow:
        uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
    backup = make_backup(centre, Why.ASKED, now=NOW)
    add(centre, "ข")
    return centre, backup


def test_that_a_backup_comes_back_and_can_itself_be_taken_back(
    saved: tuple[CentreFolder, Backup],
) -> None:
    folder, backup = saved
    done = restore(folder, backup.path, now=NOW)
    assert people(folder) == ["ก"]
    assert done.missing == ()
    assert done.before is not None
    assert verify_backup(done.before).sound
    assert done.aside == folder.root / "set-aside" / "20261122-083015-123"
    assert [path.name for path in done.aside.iterdir()] == ["centre.db"]
    restore(folder, done.before.path)
    assert people(folder) == ["ก", "ข"]
    restore(folder, done.aside / "centre.db")
    assert people(folder) == ["ก", "ข"]
    assert len(list((folder.root / "set-aside").iterdir())) == 3
    assert check_centre(folder).sound


def test_that_a_restore_elsewhere_shows_the_same_centre(
    saved: tuple[CentreFolder, Backup], tmp_path: Path
) -> None:
    _folder, backup = saved
    other = CentreFolder(tmp_path / "ศูนย์ ใหม่ 🏡" / "x")
    done = restore(other, backup.path)
    assert (done.before, done.aside, done.missing) == (None, None, ())
    assert people(other) == ["ก"]
    assert check_centre(other).sound
    assert len([path for path in other.blobs.rglob("*") if path.is_file()]) == 1


def test_that_lost_and_damaged_pictures_come_back(saved: tuple[CentreFolder, Backup]) -> None:
    folder, backup = saved
    (picture,) = (path for path in folder.blobs.rglob("*") if path.is_file())
    picture.write_bytes(b"PICTURE")
    done = restore(folder, backup.path)
    assert picture.read_bytes() == b"picture"
    assert done.aside is not None
    assert (done.aside / picture.name).read_bytes() == b"PICTURE"
    picture.unlink()
    restore(folder, backup.path)
    assert picture.read_bytes() == b"picture"


def test_that_a_picture_nobody_has_is_named_and_stops_nothing(
    saved: tuple[CentreFolder, Backup],
) -> None:
    folder, backup = saved
    for place in (folder.blobs, backup.folder):
        shutil.rmtree(place)
    done = restore(folder, backup.path)
    assert len(done.missing) == 1
    assert people(folder) == ["ก"]
    assert [each.kind for each in check_centre(folder).findings] == [Kind.FILE_MISSING]


def test_that_nothing_comes_back_while_the_centre_is_open(
    saved: tuple[CentreFolder, Backup],
) -> None:
    folder, backup = saved
    with Database(folder.database) as database:
        with pytest.raises(DatabaseBusy):
            restore(folder, backup.path)
        with database.reading() as session:
            assert len(session.exec(select(Person)).all()) == 2
    assert backups_in(folder.backups) == [backup]


def test_that_what_a_killed_program_left_is_not_lost(saved: tuple[CentreFolder, Backup]) -> None:
    folder, backup = saved
    with Database(folder.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ค"))
        killed = folder.root / "killed"
        killed.mkdir()
        for path in folder.root.glob("centre.db*"):
            shutil.copyfile(path, killed / path.name)
    for path in folder.root.glob("centre.db*"):
        path.unlink()
    for path in killed.iterdir():
        path.rename(folder.root / path.name)
    assert (folder.root / "centre.db-wal").stat().st_size
    done = restore(folder, backup.path)
    assert people(folder) == ["ก"]
    assert done.aside is not None
    assert {path.name for path in done.aside.iterdir()} == {"centre.db", "centre.db-wal"}
    for path in done.aside.iterdir():
        shutil.copyfile(path, folder.root / path.name)
    assert people(folder) == ["ก", "ข", "ค"]
    assert done.before is not None
    restore(folder, done.before.path)
    assert people(folder) == ["ก", "ข", "ค"]


def test_that_a_log_of_another_file_does_not_get_into_the_restored_one(
    saved: tuple[CentreFolder, Backup],
) -> None:
    folder, backup = saved
    folder.database.write_bytes(b"")
    for ending in ("-wal", "-journal", "-shm"):
        (folder.root / f"centre.db{ending}").write_bytes(b"left by another file" * 2000)
    done = restore(folder, backup.path)
    assert done.before is None
    assert done.aside is not None
    assert {path.name for path in done.aside.iterdir()} >= {"centre.db-wal", "centre.db-journal"}
    assert people(folder) == ["ก"]
    assert check_centre(folder).sound


@pytest.mark.parametrize("cut", [0, 1, 5000])
def test_that_a_broken_centre_is_replaced_and_kept(
    saved: tuple[CentreFolder, Backup], cut: int
) -> None:
    folder, backup = saved
    broken = folder.database.read_bytes()[:cut]
    folder.database.write_bytes(broken)
    done = restore(folder, backup.path)
    assert done.aside is not None
    assert (done.aside / "centre.db").read_bytes() == broken
    assert done.before is None
    assert people(folder) == ["ก"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda _content: b"", EmptyFile),
        (lambda _content: b"%PDF-1.7" * 100, NotACentre),
        (lambda content: content[:-1], BackupDamaged),
        (lambda content: content[:4096], BackupDamaged),
        (lambda content: content[:-10] + b"0123456789", BackupDamaged),
        (lambda content: content[:60] + b"\0\0\0\x63" + content[64:], NewerCentre),
    ],
)
@pytest.mark.parametrize("manifest", ["there", "lost"])
def test_that_a_bad_backup_changes_nothing(
    saved: tuple[CentreFolder, Backup], change, refusal: type[AppError], manifest: str
) -> None:
    folder, backup = saved
    backup.path.write_bytes(change(backup.path.read_bytes()))
    if manifest == "lost":
        backup.manifest.unlink()
        if refusal is BackupDamaged and change(b"x" * 99) == b"x" * 89 + b"0123456789":
            return  # bytes that nothing uses: without a manifest no one can tell
    with pytest.raises(refusal):
        restore(folder, backup.path)
    assert people(folder) == ["ก", "ข"]
    assert not (folder.root / "set-aside").exists()


def test_that_a_backup_that_is_not_there_is_told(centre: CentreFolder) -> None:
    with pytest.raises(BackupMissing):
        restore(centre, centre.backups / "no.db")


def test_that_an_open_file_is_no_backup(saved: tuple[CentreFolder, Backup], tmp_path: Path) -> None:
    folder, _backup = saved
    other = CentreFolder(tmp_path / "other")
    with Database(folder.database) as database:
        with database.writing() as uow:
            uow.add(Person(first_name="ค"))
        with pytest.raises(BackupDamaged) as refused:
            restore(other, folder.database)
    assert [each.kind for each in refused.value.findings] == [Kind.LEFT_OVER]


def test_that_a_stopped_restore_changes_nothing(saved: tuple[CentreFolder, Backup]) -> None:
    class Stop(NoProgress):
        at = 0
        asked = 0

        def step(self, _done: int, _total: int, _text: str = "") -> None:
            Stop.asked += 1
            if Stop.asked == Stop.at:
                raise Cancelled

    folder, backup = saved
    for Stop.at in range(1, 5):
        Stop.asked = 0
        with pytest.raises(Cancelled):
            restore(folder, backup.path, progress=Stop())
        assert people(folder) == ["ก", "ข"]
    assert not list(folder.root.glob(".learnsoc-*"))


def test_that_a_rehearsal_touches_nothing(saved: tuple[CentreFolder, Backup]) -> None:
    folder, backup = saved
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    assert rehearse(backup.path).sound
    shutil.rmtree(backup.folder)
    assert [each.kind for each in rehearse(backup.path).findings] == [Kind.FILE_MISSING]
    after = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    assert after.keys() <= before.keys()
    assert all(before[path] == content for path, content in after.items())
