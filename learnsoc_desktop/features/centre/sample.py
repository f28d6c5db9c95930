"""The sample centre's profile, signatories and villages. All names are invented."""

from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import (
    PROFILE_ID,
    CentreProfile,
    ProfileDetails,
    Signatory,
    Village,
)


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
    uow.insert_many(
        Village,
        [
            {"id": plan.id("village", moo), "moo": moo, "name": name, **plan.stamps()}
            for moo, name in centre["villages"]
        ],
    )
