"""Backups: made while a centre is open, verified, listed, and thinned."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from learnsoc_desktop.core.errors import AppError, Cancelled
from learnsoc_desktop.core.progress import NoProgress
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.errors import BackupFirst, CentreMissing
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange import backup as making
from learnsoc_desktop.exchange.backup import before_update, make_backup
from learnsoc_desktop.exchange.backup_auto import (
    back_up,
    back_up_if_changed,
    back_up_if_due,
    changed_since,
    due,
)
from learnsoc_desktop.exchange.backup_manifest import (
    Backup,
    Why,
    backups_in,
    latest,
    read_manifest,
)
from learnsoc_desktop.exchange.backup_thin import surplus, thin
from learnsoc_desktop.exchange.backup_verify import verify_again, verify_backup
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.people.model import Person

NOW = datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=UTC)
PAGE = 4096


def add_people(database: Database, count: int = 3) -> None:
    with database.writing("Add") as uow:
        uow.insert_many(Person, [{"first_name": f"คนที่ {number}"} for number in range(count)])


def add_picture(folder: CentreFolder, database: Database, content: bytes) -> str:
    sha256 = folder.write_blob(content)
    with database.writing("Picture") as uow:
        uow.add(Attachment(sha256=sha256, size=len(content), media_type="image/png", name="รูป"))
    return sha256


@pytest.fixture
def filled(centre: CentreFolder) -> CentreFolder:
    """Return a centre with three people and a picture, not open."""
    with Database(centre.database) as database:
        add_people(database)
        add_picture(centre, database, b"picture")
    return centre


def names(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def kinds(backup: Backup) -> set[Kind]:
    return {finding.kind for finding in verify_backup(backup).findings}


def test_that_an_open_centre_is_backed_up_with_what_was_just_saved(centre: CentreFolder) -> None:
    with Database(centre.database) as database:
        add_people(database, 5)
        made = make_backup(centre, Why.TIMER, now=NOW)
        add_people(database, 2)
    assert made.path.name == "20261122-083015-123-timer.db"
    assert (made.number, made.verified, made.counts["person"], made.schema) == (1, NOW, 5, 1)
    assert verify_backup(made).sound
    assert names(centre.backups) == [made.path.name, made.manifest.name]


def test_that_a_manifest_is_read_as_it_was_written(filled: CentreFolder) -> None:
    made = make_backup(filled, Why.ASKED, now=NOW)
    assert read_manifest(made.path) == made
    assert latest(filled) == made
    said = json.loads(made.manifest.read_text("utf-8"))
    assert {"size", "sha256", "schema", "counts", "why", "when", "program", "verified"} <= set(said)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "why": 3}', "\0"])
def test_that_a_manifest_without_sense_is_no_backup(filled: CentreFolder, text: str) -> None:
    made = make_backup(filled, Why.ASKED)
    made.manifest.write_text(text, "utf-8")
    assert latest(filled) is None


def test_that_backups_are_listed_in_the_order_they_were_made(filled: CentreFolder) -> None:
    first = make_backup(filled, Why.ASKED, now=NOW)
    same = make_backup(filled, Why.ASKED, now=NOW)
    clock_gone_back = make_backup(filled, Why.ASKED, now=NOW - timedelta(days=5000))
    assert backups_in(filled.backups) == [first, same, clock_gone_back]
    assert len({each.path for each in backups_in(filled.backups)}) == 3


def test_that_a_picture_is_copied_once(filled: CentreFolder) -> None:
    first = make_backup(filled, Why.ASKED)
    (copy,) = (path for path in first.folder.rglob("*") if path.is_file())
    before = copy.stat().st_ino, copy.stat().st_mtime_ns
    second = make_backup(filled, Why.ASKED)
    assert (second.blobs, second.blob_bytes, second.missing) == (1, 7, ())
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == before
    assert copy.read_bytes() == b"picture"


def test_that_a_copied_picture_that_was_damaged_is_copied_again(filled: CentreFolder) -> None:
    first = make_backup(filled, Why.ASKED)
    (copy,) = (path for path in first.folder.rglob("*") if path.is_file())
    copy.write_bytes(b"PICTURE")
    assert kinds(first) == {Kind.FILE_DAMAGED}
    make_backup(filled, Why.ASKED)
    assert copy.read_bytes() == b"picture"
    assert verify_backup(first).sound


def test_that_a_picture_the_centre_lost_does_not_stop_backups(filled: CentreFolder) -> None:
    (picture,) = (path for path in filled.blobs.rglob("*") if path.is_file())
    picture.unlink()
    made = make_backup(filled, Why.ASKED)
    assert made.missing == (picture.name,)
    assert verify_backup(made).sound


def test_that_a_picture_in_the_trash_is_not_needed(filled: CentreFolder) -> None:
    with Database(filled.database) as database, database.writing() as uow:
        uow.delete(uow.session.exec(select(Attachment)).one())
    assert make_backup(filled, Why.ASKED).blobs == 0


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _content: b"", Kind.EMPTY),
        (lambda content: content[:50], Kind.CUT),
        (lambda content: content[:-1], Kind.CUT),
        (lambda content: content[:-PAGE], Kind.CUT),
        (lambda content: b"x" * len(content), Kind.FOREIGN),
        (lambda content: content[:-100] + b"\xff" * 100, Kind.CHANGED),
        (lambda content: content + bytes(PAGE), Kind.CHANGED),
    ],
)
def test_that_a_changed_copy_is_told(filled: CentreFolder, change, kind: Kind) -> None:
    made = make_backup(filled, Why.ASKED)
    made.path.write_bytes(change(made.path.read_bytes()))
    assert kinds(made) == {kind}
    verify_again(made, NOW)
    assert backups_in(filled.backups)[0].verified is None


def test_that_a_lost_copy_or_picture_is_told(filled: CentreFolder) -> None:
    made = make_backup(filled, Why.ASKED)
    for path in made.folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert kinds(made) == {Kind.FILE_MISSING}
    made.path.unlink()
    assert kinds(made) == {Kind.MISSING}


def test_that_a_backup_is_verified_again(filled: CentreFolder) -> None:
    make_backup(filled, Why.ASKED, now=NOW)
    later = NOW + timedelta(days=40)
    assert verify_again(backups_in(filled.backups)[0], later).sound
    assert backups_in(filled.backups)[0].verified == later


def test_that_a_damaged_centre_gives_no_backup(filled: CentreFolder) -> None:
    content = bytearray(filled.database.read_bytes())
    content[8 * PAGE : 40 * PAGE] = bytes(32 * PAGE)
    filled.database.write_bytes(content)
    with pytest.raises(AppError):
        make_backup(filled, Why.ASKED)
    assert not list(filled.backups.glob("*.*"))


@pytest.mark.parametrize("content", [b"", b"\0" * 5000])
def test_that_an_empty_file_gives_no_backup(centre: CentreFolder, content: bytes) -> None:
    centre.database.write_bytes(content)
    with pytest.raises(AppError):
        make_backup(centre, Why.ASKED)
    assert names(centre.backups) == []
    with pytest.raises(BackupFirst):
        before_update(centre.database)


def test_that_a_folder_without_a_centre_gives_no_backup(tmp_path: Path) -> None:
    with pytest.raises(CentreMissing):
        make_backup(CentreFolder(tmp_path), Why.ASKED)
    assert names(tmp_path) == []


def test_that_a_stopped_backup_leaves_nothing(
    filled: CentreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(NoProgress):
        def step(self, done: int, total: int, _text: str = "") -> None:
            if done >= total // 2:
                raise Cancelled

    monkeypatch.setattr(making, "PAGES", 4)
    with pytest.raises(Cancelled):
        make_backup(filled, Why.ASKED, progress=Stop())
    assert names(filled.backups) == []


def test_that_a_centre_on_a_stick_is_backed_up_while_others_write(
    filled: CentreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PAGES", 4)
    monkeypatch.setattr("learnsoc_desktop.data.database.kind_of_disk", lambda _path: Disk.REMOVABLE)

    with Database(filled.database) as database:
        add_people(database)

        class Write(NoProgress):
            times = 0

            def step(self, done: int, total: int, _text: str = "") -> None:
                if done > total // 2 and Write.times < 2:
                    Write.times += 1
                    add_people(database)

        made = make_backup(filled, Why.TIMER, progress=Write())
    assert Write.times == 2
    assert made.counts["person"] in {9, 12}
    assert verify_backup(made).sound


def test_that_it_is_known_whether_a_centre_changed(filled: CentreFolder) -> None:
    assert changed_since(filled, None)
    made = make_backup(filled, Why.CLOSE)
    assert not changed_since(filled, read_manifest(made.path))
    with Database(filled.database) as database, database.reading():
        pass
    assert not changed_since(filled, made)
    with Database(filled.database) as database:
        add_people(database)
        assert changed_since(filled, made)
    assert changed_since(filled, made)


def test_that_a_backup_is_due_after_half_an_hour_with_changes() -> None:
    assert due(NOW, None, changed=True)
    assert not due(NOW, None, changed=False)
    assert not due(NOW, NOW - timedelta(minutes=29), changed=True)
    assert due(NOW, NOW - timedelta(minutes=30), changed=True)
    assert not due(NOW, NOW - timedelta(days=3), changed=False)
    assert due(NOW, NOW + timedelta(days=300), changed=True)


def test_that_an_open_centre_is_backed_up_by_itself(filled: CentreFolder) -> None:
    with Database(filled.database) as database:
        add_people(database)
        first = back_up_if_due(filled, now=NOW)
        assert first is not None
        assert first.why is Why.TIMER
        add_people(database)
        assert back_up_if_due(filled, now=NOW + timedelta(minutes=5)) is None
        second = back_up_if_due(filled, now=NOW + timedelta(minutes=31))
        assert second is not None
        assert second.counts["person"] == first.counts["person"] + 3
    closed = back_up_if_changed(filled, Why.CLOSE, now=NOW + timedelta(minutes=40))
    assert closed is not None
    assert back_up_if_changed(filled, Why.BEFORE_IMPORT, now=NOW + timedelta(minutes=50)) is None


def test_that_the_copy_before_an_update_has_its_manifest(filled: CentreFolder) -> None:
    before_update(filled.database)
    made = latest(filled)
    assert made is not None
    assert made.why is Why.BEFORE_UPDATE


def _series(moments: list[datetime], size: int = 100) -> list[Backup]:
    return [
        Backup(Path(f"{number}.db"), number, Why.TIMER, when, size=size, verified=when)
        for number, when in enumerate(moments, 1)
    ]


def test_that_backups_become_fewer_with_their_age() -> None:
    moments = [NOW - timedelta(minutes=30) * step for step in range(48 * 500)]
    made = _series(sorted(moments))
    gone = {each.path for each in surplus(made, most_bytes=10**9)}
    left = [each for each in made if each.path not in gone]
    ages = [(NOW - each.when).total_seconds() / 3600 for each in left]
    assert len([age for age in ages if age < 24]) in range(24, 27)
    assert len({age // 24 for age in ages if age < 24 * 14}) == 14
    assert 12 <= len([age for age in ages if age > 24 * 14]) <= 20
    assert max(ages) > 24 * 300
    assert not surplus(left, most_bytes=10**9)


def test_that_backups_take_no_more_room_than_allowed() -> None:
    made = _series([NOW - timedelta(days=age) for age in range(20, 0, -1)])
    gone = surplus(made, most_bytes=1000)
    assert [each.number for each in made if each not in gone] == list(range(11, 21))


def test_that_the_last_three_verified_ones_stay_whatever_happens() -> None:
    made = _series([NOW, NOW, NOW])
    made += [Backup(Path(f"u{n}.db"), 3 + n, Why.TIMER, NOW, size=100) for n in range(1, 6)]
    gone = surplus(made, most_bytes=0)
    assert [each for each in made if each not in gone] == made[:3]


def test_that_a_clock_that_went_back_costs_no_new_backup() -> None:
    made = _series([NOW - timedelta(minutes=30 * step) for step in range(30, 0, -1)])
    made += [
        Backup(
            Path(f"b{n}.db"), 30 + n, Why.TIMER, datetime(2010, 1, 1, n, tzinfo=UTC), verified=NOW
        )
        for n in range(1, 4)
    ]
    gone = surplus(made, most_bytes=0)
    assert [each.number for each in made if each not in gone] == [31, 32, 33]


def test_that_thinning_takes_what_only_the_old_backups_needed(
    filled: CentreFolder,
) -> None:
    for age in (3, 2, 1):
        make_backup(filled, Why.TIMER, now=NOW - timedelta(minutes=age))
    with Database(filled.database) as database:
        with database.writing() as uow:
            uow.delete(uow.session.exec(select(Attachment)).one())
        kept = add_picture(filled, database, b"another")
    for second in range(3):
        make_backup(filled, Why.TIMER, now=NOW + timedelta(seconds=second))
    (filled.backups / "19990101-000000-000-timer.json").write_text("{}")
    gone = thin(filled, now=NOW + timedelta(days=30000))
    assert [each.number for each in gone] == [1, 2, 3]
    assert [each.number for each in backups_in(filled.backups)] == [4, 5, 6]
    assert [name for name in names(filled.backups) if name.startswith("blobs/")] == [
        f"blobs/{kept[:2]}/{kept}"
    ]
    assert len(names(filled.backups)) == 7
    assert all(verify_backup(each).sound for each in backups_in(filled.backups))


def test_that_a_copy_that_cannot_be_asked_keeps_every_picture(filled: CentreFolder) -> None:
    for second in range(5):
        back_up(filled, Why.TIMER, now=NOW + timedelta(seconds=second))
    (filled.backups / "centre-before-update-20260101-000000.db").write_bytes(b"SQLite format 3")
    with Database(filled.database) as database, database.writing() as uow:
        uow.delete(uow.session.exec(select(Attachment)).one())
    for second in range(5, 10):
        back_up(filled, Why.TIMER, now=NOW + timedelta(seconds=second))
    assert [each.number for each in backups_in(filled.backups)] == [8, 9, 10]
    assert len([name for name in names(filled.backups) if name.startswith("blobs/")]) == 1
