"""The sample centre's profile, signatories and villages. All names are invented."""

from datetime import date
from typing import Any

from learnsoc_desktop.core.ages import BANDS
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import (
    PROFILE_ID,
    CentreProfile,
    ProfileDetails,
    Signatory,
    Village,
)
from learnsoc_desktop.features.centre.population_queries import SEXES, field_of

# Households, men and women of villages by their number; who counted village 7 is not known.
COUNTED = {
    1: (142, 268, 281),
    2: (98, 187, 195),
    3: (121, 226, 243),
    4: (167, 311, 334),
    5: (84, 149, 158),
    6: (110, 201, 222),
    8: (73, 128, 139),
}
WITHOUT_AGES = frozenset({8})
SHARES = (
    5,
    11,
    12,
    19,
    31,
    21,
)  # of each age band in hundred; of the last one nobody knows the age
SURVEY = "ทะเบียนราษฎรของอำเภอ"


def fill(uow: UnitOfWork, plan: SamplePlan) -> None:
    """Write the profile, marked as a sample, the people who sign, and the villages."""
    centre = demo("centre")
    details = {name: centre[name] for name in ProfileDetails.model_fields if name in centre}
    profile = uow.session.get(CentreProfile, PROFILE_ID) or CentreProfile(
        id=PROFILE_ID, name=centre["name"]
    )
    profile.created_at = plan.moment()
    for name, value in details.items():
        setattr(profile, name, value)
    profile.sample = True
    uow.add(profile)
    uow.insert_many(
        Signatory,
        [
            {
                "id": plan.id("signatory", number),
                "name": name,
                "position": position,
                "task": task,
                "position_no": number,
                **plan.stamps(),
            }
            for number, (name, position, task) in enumerate(centre["signatories"], start=1)
        ],
    )
    uow.insert_many(Village, [_village(plan, moo, name) for moo, name in centre["villages"]])


def _village(plan: SamplePlan, moo: int, name: str) -> dict[str, Any]:
    """Return a village; of the last one nobody knows the ages, of the one before nobody counted anybody."""
    row: dict[str, Any] = {"id": plan.id("village", moo), "moo": moo, "name": name, **plan.stamps()}
    figures = COUNTED.get(moo)
    if figures is None:
        return row
    row |= {"households": figures[0], "men": figures[1], "women": figures[2]}
    row |= {"counted_on": date(plan.today.year - 1, 10, 1), "source": SURVEY}
    if moo not in WITHOUT_AGES:
        for sex in SEXES:
            shares = zip(BANDS, SHARES, strict=True)
            row |= {field_of(sex, band): row[sex] * share // 100 for band, share in shares}
    return row
