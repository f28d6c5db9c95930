"""Commands that join what the centre's own commands do one by one."""

from collections.abc import Sequence
from pathlib import Path

from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.model import ProfileDetails, SignatoryDetails
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.service import create_centre, update_profile


def make_centre(
    folder: Path,
    details: ProfileDetails,
    signatories: Sequence[SignatoryDetails] = (),
    emblem: bytes = b"",
) -> Path:
    """Make a new centre and close it again; return its folder. Raises what ``create_centre`` raises."""
    create_centre(folder, details, signatories=signatories, emblem=emblem).close()
    return folder


def save_profile(
    uow: UnitOfWork, home: CentreFolder, details: ProfileDetails, emblem: bytes = b""
) -> None:
    """Replace the profile; ``emblem`` is a picture that was chosen and not kept yet."""
    if emblem:
        sha256 = store_picture(uow, home, emblem, PictureUse.EMBLEM)
        details = details.model_copy(update={"emblem": sha256})
    update_profile(uow, details)
