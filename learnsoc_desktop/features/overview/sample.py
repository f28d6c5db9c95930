"""Making the sample centre: every feature fills its own part, lowest first."""

from datetime import date
from pathlib import Path

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.features.centre.model import ProfileDetails
from learnsoc_desktop.features.centre.service import create_centre

DEFAULT_PEOPLE = 300


def make_sample_centre(
    folder: Path, people: int = DEFAULT_PEOPLE, seed: int = 1, today: date | None = None
) -> None:
    """Make a new centre in ``folder`` and fill it with invented data; the same arguments give the same data."""
    from learnsoc_desktop.features import FEATURES  # noqa: PLC0415  it lists this feature too

    plan = SamplePlan.make(people, seed, today or date.today())  # noqa: DTZ011  the day on the wall
    name = ProfileDetails(name=demo("centre")["name"])
    database = create_centre(folder, name, sample=True, when=plan.moment())
    try:
        with database.writing() as uow:
            for feature in FEATURES:
                if feature.sample:
                    resolve(feature.sample)(uow, plan)
    finally:
        database.close()
