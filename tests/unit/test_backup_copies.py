"""Copies on another disk, and how safe a centre is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import update

from learnsoc_desktop.core.files import FolderMissing
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import CentreMissing
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup_copies
from learnsoc_desktop.exchange.backup import make_backup
from learnsoc_desktop.exchange.backup_copies import Safety, copies_of, copy_to, safety_of
from learnsoc_desktop.exchange.backup_errors import InsideCentre
from learnsoc_desktop.exchange.backup_manifest import Why, backups_in
from learnsoc_desktop.exchange.backup_restore import restore
from learnsoc_desktop.exchange.backup_verify import verify_backup
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.people.model import Person

NOW = datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=UTC)
SECRET = "ลบแล้วต้องไม่เหลือ"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(backup_copies, "_other_disk", lambda _here, _there: True)
    place = tmp_path / "แฟลชไดรฟ์ 🗝"
    place.mkdir()
    return place


def test_that_a_copy_is_compact_verified_and_remembered(centre: CentreFolder, stick: Path) -> None:
    sha256 = centre.write_blob(b"picture")
    with Database(centre.database) as database:
        with database.writing() as uow:
            uow.insert_many(Person, [{"first_name": SECRET, "notes": "x" * 900}] * 500)
            uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
        made = copy_to(centre, stick, now=NOW)
    assert made.path == stick / "learnsoc-centre" / "20261122-083015-123-copy.db"
    assert verify_backup(made).sound
    assert made.counts["person"] == 500
    assert (made.folder / sha256[:2] / sha256).read_bytes() == b"picture"
    (copy,) = copies_of(centre)
    assert (copy.when, copy.place, copy.other_disk, copy.size) == (
        NOW,
        str(stick),
        True,
        made.path.stat().st_size,
    )


def test_that_a_copy_holds_nothing_that_was_taken_out(centre: CentreFolder, stick: Path) -> None:
    with Database(centre.database) as database:
        with database.writing("Add") as uow:
            uow.insert_many(Person, [{"first_name": SECRET, "notes": SECRET * 30}] * 500)
        with database.writing() as uow:
            uow.session.execute(update(Person).values(first_name="ก", notes=""))
        made = copy_to(centre, stick)
    content = made.path.read_bytes()
    assert SECRET.encode() not in content
    assert len(content) < centre.database.stat().st_size


def test_that_a_copy_can_be_restored_without_the_centre(
    centre: CentreFolder, stick: Path, tmp_path: Path
) -> None:
    sha256 = centre.write_blob(b"picture")
    with Database(centre.database) as database, database.writing() as uow:
        uow.add(Attachment(sha256=sha256, size=7, media_type="image/png", name="รูป"))
    made = copy_to(centre, stick)
    other = CentreFolder(tmp_path / "other")
    assert restore(other, made.path).missing == ()
    assert other.read_blob(sha256) == b"picture"


def test_that_a_copy_goes_into_no_folder_of_the_centre(centre: CentreFolder) -> None:
    for place in (centre.root, centre.backups):
        with pytest.raises(InsideCentre):
            copy_to(centre, place)
    assert copies_of(centre) == []


def test_that_a_pulled_stick_is_told(centre: CentreFolder, stick: Path) -> None:
    stick.rmdir()
    with pytest.raises(FolderMissing):
        copy_to(centre, stick)
    with pytest.raises(CentreMissing):
        copy_to(CentreFolder(stick), stick)
    assert copies_of(centre) == []


def test_that_the_stick_keeps_the_last_copies(centre: CentreFolder, stick: Path) -> None:
    for minute in range(5):
        made = copy_to(centre, stick, now=NOW + timedelta(minutes=minute))
    assert [each.number for each in backups_in(made.path.parent)] == [3, 4, 5]
    assert len(copies_of(centre)) == 5


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"copies": [{}]}', '{"copies": [{"when": 1}]}'])
def test_that_broken_notes_are_no_copy(centre: CentreFolder, text: str) -> None:
    (centre.backups / "copies.json").write_text(text)
    assert copies_of(centre) == []


def test_that_the_safety_light_needs_both_proofs(centre: CentreFolder, stick: Path) -> None:
    assert safety_of(centre, NOW).safety is Safety.NEVER
    backup = make_backup(centre, Why.CLOSE, now=NOW)
    state = safety_of(centre, NOW)
    assert (state.safety, state.last_verified, state.last_copy) == (Safety.DUE, backup, None)
    copy_to(centre, stick, now=NOW)
    assert safety_of(centre, NOW).safety is Safety.SAFE
    assert safety_of(centre, NOW + timedelta(days=7)).safety is Safety.SAFE
    assert safety_of(centre, NOW + timedelta(days=8)).safety is Safety.DUE
    make_backup(centre, Why.CLOSE, now=NOW + timedelta(days=8))
    assert safety_of(centre, NOW + timedelta(days=8)).safety is Safety.DUE
    assert safety_of(centre, NOW - timedelta(days=1)).safety is Safety.NEVER


def test_that_a_copy_on_the_same_disk_is_no_proof(centre: CentreFolder, tmp_path: Path) -> None:
    make_backup(centre, Why.CLOSE, now=NOW)
    copy_to(centre, tmp_path, now=NOW)
    assert not copies_of(centre)[0].other_disk
    assert safety_of(centre, NOW).safety is Safety.DUE
