"""Commands that join what the centre's own commands do one by one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import ProfileDetails, SignatoryDetails
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.service import NO_PICTURES, create_centre, update_profile


def make_centre(
    folder: Path,
    details: ProfileDetails,
    signatories: Sequence[SignatoryDetails] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Path:
    """Make a new centre and close it again; return its folder. Raises what ``create_centre`` raises."""
    create_centre(folder, details, signatories=signatories, pictures=pictures).close()
    return folder


def save_profile(
    uow: UnitOfWork,
    home: CentreFolder,
    details: ProfileDetails,
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> None:
    """Replace the profile; ``pictures`` (by field) were chosen and are not kept yet."""
    kept = {
        name: store_picture(uow, home, picture, PictureUse.EMBLEM)
        for name, picture in pictures.items()
    }
    update_profile(uow, details.model_copy(update=kept))
