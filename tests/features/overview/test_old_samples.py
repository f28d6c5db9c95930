"""Sample centres are made new by day; those of long ago go, and nothing else does."""

from datetime import date
from pathlib import Path

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.overview.sample import remove_old_samples

TODAY = date(2026, 11, 22)


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    folder.mkdir()
    return folder


def make(folder: Path, *, sample: bool = True) -> CentreFolder:
    create_centre(folder, ProfileDetails(name="ศกร.ตัวอย่าง"), sample=sample).close()
    return CentreFolder(folder)


def left(samples: Path) -> list[str]:
    return sorted(path.name for path in samples.iterdir())


def test_that_samples_older_than_a_week_are_removed(samples):
    for day in ("2025-01-01", "2026-11-14", "2026-11-15", "2026-11-22", "2026-11-23"):
        make(samples / day)
    remove_old_samples(samples, TODAY)
    assert left(samples) == ["2026-11-15", "2026-11-22", "2026-11-23"]


def test_that_what_the_program_did_not_make_stays(samples, tmp_path):
    make(samples / "2026-01-01", sample=False)  # somebody's own centre
    make(samples / "ของฉัน")
    make(samples / "20260101")
    (samples / "2026-01-02").mkdir()
    (samples / "2026-01-03").write_text("a file")
    (samples / "2026-01-04").mkdir()
    (samples / "2026-01-04" / "centre.db").write_bytes(b"no centre at all")
    noted = make(samples / "2026-01-05").root / "notes.txt"
    noted.write_text("a person's own")
    elsewhere = make(tmp_path / "elsewhere").root
    (samples / "2026-01-06").symlink_to(elsewhere, target_is_directory=True)
    before = left(samples)
    remove_old_samples(samples, TODAY)
    assert left(samples) == before
    assert CentreFolder(elsewhere).has_centre()


def test_that_an_open_sample_stays_until_it_is_closed(samples):
    folder = make(samples / "2026-01-01")
    with Database.open(folder.database):
        remove_old_samples(samples, TODAY)
        assert left(samples) == ["2026-01-01"]
    remove_old_samples(samples, TODAY)
    assert left(samples) == []


def test_that_a_half_removed_sample_is_removed_the_next_time(samples, monkeypatch):
    make(samples / "2026-01-01")
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda _folder, **_how: None)  # the power was cut here
        remove_old_samples(samples, TODAY)
    assert left(samples) != []
    remove_old_samples(samples, TODAY)
    assert left(samples) == []


def test_that_a_folder_that_may_not_be_moved_stays(samples, monkeypatch):
    def held(_self: Path, _target: Path) -> None:
        raise PermissionError

    folder = make(samples / "2026-01-01")
    monkeypatch.setattr(Path, "rename", held)  # as a system does while a file in it is read
    remove_old_samples(samples, TODAY)
    assert folder.has_centre()


def test_that_no_samples_at_all_are_no_fault(tmp_path):
    remove_old_samples(tmp_path / "none", TODAY)
