"""Making the sample centre: every feature fills its own part, lowest first."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from learnsoc_desktop.core.files import PART_PREFIX
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.core.thai import words
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.filelock import is_locked
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.backup_auto import back_up
from learnsoc_desktop.exchange.backup_manifest import Why
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre
from learnsoc_desktop.features.maintenance.peek_queries import is_sample
from learnsoc_desktop.features.overview.kept_sample import drawn, hand_in

DEFAULT_PEOPLE = 300
KEPT = timedelta(days=7)  # so that what somebody typed into a sample by mistake can be fetched
GONE = ".gone"  # ending of a folder that is being removed


def make_sample_centre(
    folder: Path, people: int = DEFAULT_PEOPLE, seed: int = 1, today: date | None = None
) -> None:
    """Make a new centre in ``folder`` and fill it with invented data; the same arguments give the same data."""
    from learnsoc_desktop.features import FEATURES  # noqa: PLC0415  it lists this feature too

    plan = SamplePlan.make(people, seed, today or date.today())  # noqa: DTZ011  the day on the wall
    name = ProfileDetails(name=demo("centre")["name"])
    database = create_centre(folder, name, sample=True, when=plan.moment())
    with closing(database), closing(Worker()) as worker, ThreadPoolExecutor(1) as beside:
        # The child reads its list of Thai words while the rows are written here.
        ready = beside.submit(worker.call, words, name.name)
        with database.writing() as uow:
            for feature in FEATURES:
                if feature.sample:
                    resolve(feature.sample)(uow, plan)
            ready.result()
            hand_in(uow, plan, partial(worker.call, drawn))
    back_up(CentreFolder(folder), Why.CLOSE)  # as every centre is after a day's work


def renew_sample(folder: Path) -> Path:
    """Make the sample centre of the day its folder is named by, remove old ones, and return the folder."""
    make_sample_centre(folder)
    remove_old_samples(folder.parent, date.fromisoformat(folder.name))
    return folder


def remove_old_samples(samples: Path, today: date) -> None:
    """Remove the sample centres below ``samples`` that were made, one a day, before the last week.

    Left alone is whatever is not a sample centre, holds anything else, or is open for writing; a folder
    that the system holds is tried again another day.
    """
    for folder in list(samples.iterdir()) if samples.is_dir() else ():
        day = _day_of(folder)
        if day is None or day >= today - KEPT:
            continue
        with suppress(OSError):
            if folder.name.endswith(GONE):
                shutil.rmtree(folder, ignore_errors=True)
            elif _is_closed_sample(CentreFolder(folder)):
                # Moved first: where a file in it is read, Windows refuses this and nothing is lost.
                gone = folder.with_name(folder.name + GONE)
                folder.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)


def _day_of(folder: Path) -> date | None:
    """Return the day a folder is named by; None for any other name, a file or a link."""
    name = folder.name.removesuffix(GONE)
    with suppress(ValueError):
        day = date.fromisoformat(name)
        if day.isoformat() == name and folder.is_dir() and not folder.is_symlink():
            return day
    return None


def _is_closed_sample(folder: CentreFolder) -> bool:
    own = {path.name for path in (folder.blobs, folder.backups, folder.reserve)}
    begins = (folder.database.name, PART_PREFIX)
    return (
        all(path.name in own or path.name.startswith(begins) for path in folder.root.iterdir())
        and is_sample(folder.database)
        and not is_locked(folder.database)
    )
