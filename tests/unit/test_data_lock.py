"""Who has a centre open: told by computer and moment, believed until a person says otherwise."""

import json
from datetime import UTC, datetime

import pytest

from learnsoc_desktop.core.errors import DatabaseBusy
from learnsoc_desktop.data import filelock
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import OpenOnOtherHost, OpenTwice
from learnsoc_desktop.data.filelock import FileLock, forget_holder, holder_of, is_locked, lock_file
from learnsoc_desktop.data.folder import CentreFolder

SINCE = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


def left_by(centre: CentreFolder, host: str) -> None:
    note = {"host": host, "since": SINCE.isoformat()}
    lock_file(centre.database).write_text(json.dumps(note))


def test_that_a_lock_names_the_computer_while_it_is_held(centre: CentreFolder) -> None:
    lock = FileLock(centre.database)
    holder = holder_of(centre.database)
    assert holder is not None
    assert holder.here
    assert holder.host == filelock.host_name()
    assert is_locked(centre.database)
    with pytest.raises(OpenTwice, match="already open on this computer"):
        FileLock(centre.database)
    lock.release()
    lock.release()
    assert holder_of(centre.database) is None
    assert not is_locked(centre.database)


def test_that_a_note_of_a_killed_program_of_this_computer_is_nothing(centre: CentreFolder) -> None:
    left_by(centre, filelock.host_name())
    Database(centre.database).close()
    assert holder_of(centre.database) is None


def test_that_a_note_of_another_computer_is_believed_until_somebody_knows_better(
    centre: CentreFolder,
) -> None:
    left_by(centre, "ครูจิตร-PC")
    note = lock_file(centre.database).read_bytes()
    with pytest.raises(OpenOnOtherHost, match="ครูจิตร-PC") as refused:
        Database(centre.database)
    assert "20" in str(refused.value)
    assert lock_file(centre.database).read_bytes() == note
    Database(centre.database, read_only=True).close()
    forget_holder(centre.database)
    Database(centre.database).close()


def test_that_a_lock_that_is_held_cannot_be_forgotten(centre: CentreFolder) -> None:
    with Database(centre.database):
        with pytest.raises(DatabaseBusy):
            forget_holder(centre.database)
        assert holder_of(centre.database) is not None


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"[]", b'{"host": "x"}', b'{"since": 3}'])
def test_that_a_note_that_makes_no_sense_is_no_note(centre: CentreFolder, note: bytes) -> None:
    lock_file(centre.database).write_bytes(note)
    assert holder_of(centre.database) is None
    Database(centre.database).close()
