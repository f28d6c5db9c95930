"""After a power cut everything is there that the program said is saved, and nothing by half.

The application's own session does a day's work on a disk that keeps a record. From the record come the states a
disk may be in after a power cut at any moment; the application opens each of them.
"""

from collections import Counter
from pathlib import Path

import pytest

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.data.check import check_centre
from learnsoc_desktop.data.connection import driver_of
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.disks import Disk
from learnsoc_desktop.data.findings import Kind
from learnsoc_desktop.data.folder import CentreFolder
from tests.faults.conftest import Figure
from tests.faults.disk import on_disk
from tests.faults.power_cut import Image, Record, record_of, write_files
from tests.faults.programs import LONG
from tests.faults.work import people_file, state_of, work_a_day

IMAGES = 2500 if LONG else 100  # a part
CONTROL = 500 if LONG else 100
CHECKED = 20  # every so many images are looked at by the check too
DISKS = pytest.mark.parametrize(
    "disk", [Disk.FIXED, Disk.REMOVABLE], ids=["wal-full", "truncate-extra"]
)
# The application's own settings, then those that write to the file more often and in between.
SETTINGS: tuple[dict[str, int], ...] = (
    {},
    {"wal_autocheckpoint": 60, "cache_size": 30},
    {"wal_autocheckpoint": 20, "cache_size": 10},
    {"wal_autocheckpoint": 200, "cache_size": 60},
)


def a_day(folder: CentreFolder, disk: Disk, **changed) -> Record:
    file = people_file(folder.root.with_name("people.csv"), 60)
    return record_of(
        folder, disk, lambda saved: work_a_day(folder.database, file, saved), **changed
    )


def outcome(record: Record, image: Image, folder: CentreFolder) -> str:
    """Open the image as the application does; return what became of what was saved."""
    write_files(image.files, folder.root)
    try:
        with Database(folder.database) as database, database.reading() as session:
            driver = driver_of(session.connection())
            if driver.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "corrupt"
            state = state_of(driver)
    except AppError as error:
        return f"corrupt: {type(error).__name__}"
    if state not in record.states:
        return "half"
    there = record.states.index(state)
    if there < image.said:
        return "lost"
    return "there" if there <= image.said + 1 else "half"


def outcomes(record: Record, disk: Disk, place: Path, count: int, seed: int) -> Counter[str]:
    """Count what became of so many images."""
    folder = CentreFolder(place)
    place.mkdir()
    found: Counter[str] = Counter()
    with on_disk(disk):
        for image in record.cuts(count, seed):
            found[outcome(record, image, folder)] += 1
    return found


def told(found: Counter[str]) -> dict[str, int]:
    """Return the figures of what was found."""
    corrupt = sum(count for what, count in found.items() if what.startswith("corrupt"))
    return {
        "lost": found["lost"],
        "corrupt": corrupt,
        "half": found["half"],
        "of": found.total(),
    }


@DISKS
@pytest.mark.parametrize("part", range(len(SETTINGS)))
def test_that_a_power_cut_loses_nothing_that_was_saved(
    filled: CentreFolder, tmp_path: Path, disk: Disk, part: int, figure: Figure
) -> None:
    record = a_day(filled, disk, **SETTINGS[part])
    assert len(set(record.states)) == len(record.states) > 25
    found = outcomes(record, disk, tmp_path / "image", IMAGES, part)
    figure(f"power cut, {disk.value} disk", **told(found))
    assert found == {"there": IMAGES}


@DISKS
def test_that_a_disk_written_without_care_loses_what_was_saved(
    filled: CentreFolder, tmp_path: Path, disk: Disk, figure: Figure
) -> None:
    """A simulator that finds nothing here would find nothing anywhere."""
    record = a_day(filled, disk, **SETTINGS[1], synchronous="NORMAL")
    found = outcomes(record, disk, tmp_path / "image", CONTROL, 5)
    figure(f"power cut, {disk.value} disk, synchronous=NORMAL (must lose)", **told(found))
    assert found["lost"] > 0


@DISKS
def test_that_the_check_is_content_with_what_a_power_cut_leaves(
    filled: CentreFolder, tmp_path: Path, disk: Disk
) -> None:
    record = a_day(filled, disk, **SETTINGS[1])
    folder = CentreFolder(tmp_path / "image")
    folder.root.mkdir()
    with on_disk(disk):
        for image in record.cuts(IMAGES // CHECKED, 7):
            write_files(image.files, folder.root)
            assert {each.kind for each in check_centre(folder).findings} <= {Kind.LEFT_OVER}
            assert [path.read_bytes() for path in sorted(folder.root.iterdir())] == [
                content for _name, content in sorted(image.files)
            ]
