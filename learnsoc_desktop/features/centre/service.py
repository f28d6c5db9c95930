"""Commands on the centre itself: its profile, who signs, its villages."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from sqlmodel import SQLModel, col, select

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import Entity, alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.code_lists import first_words
from learnsoc_desktop.features.centre.errors import (
    BandsTooLarge,
    NameMissing,
    VillageInUse,
    VillageTwice,
)
from learnsoc_desktop.features.centre.model import (
    PROFILE_ID,
    CentreProfile,
    Code,
    ProfileDetails,
    Signatory,
    SignatoryDetails,
    Village,
    VillageDetails,
)
from learnsoc_desktop.features.centre.pictures import PictureUse, store_picture
from learnsoc_desktop.features.centre.population_queries import too_many
from learnsoc_desktop.features.centre.references import load_models, use_counts
from learnsoc_desktop.features.centre.tidy import tidied

E = TypeVar("E", bound=Entity)
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def create_centre(
    folder: Path,
    details: ProfileDetails,
    *,
    signatories: Sequence[SignatoryDetails] = (),
    villages: Sequence[VillageDetails] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
    sample: bool = False,
    when: datetime | None = None,
) -> Database:
    """Make a new centre in ``folder`` and return it open.

    The caller closes it. ``pictures`` are those of the profile by the names of their fields. ``when`` is the moment
    its first rows say they were written (default: now).
    Raises NameMissing, CentreExists.
    """
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    load_models()
    home = CentreFolder(folder)
    home.prepare()
    with ExitStack() as clean_up:  # a centre that was refused leaves nothing behind
        database = Database.create(home.database)
        clean_up.callback(home.database.unlink)
        clean_up.callback(database.close)
        with database.writing() as uow:
            found_centre(uow, tidy, sample=sample, when=when)
            for signatory in signatories:
                add_signatory(uow, signatory)
            for village in villages:
                add_village(uow, village)
            for name, picture in pictures.items():
                kept = store_picture(uow, home, picture, PictureUse.EMBLEM)
                setattr(profile_of(uow), name, kept)
        clean_up.pop_all()
    return database


def found_centre(
    uow: UnitOfWork,
    details: ProfileDetails,
    *,
    sample: bool = False,
    when: datetime | None = None,
) -> None:
    """Write the profile and the first words of the code lists into an empty centre."""
    stamps = {"created_at": when, "updated_at": when} if when else {}
    values = {**details.model_dump(), "id": PROFILE_ID, "sample": sample, **stamps}
    uow.add(CentreProfile.model_validate(values))
    uow.insert_many(Code, [{**row, **stamps} for row in first_words()])


def profile_of(uow: UnitOfWork) -> CentreProfile:
    """Return the one profile row; it is there since the centre was made."""
    profile = uow.session.get(CentreProfile, PROFILE_ID)
    if profile is None:
        raise NotFound(kind=_("The centre"))
    return profile


def update_profile(uow: UnitOfWork, details: ProfileDetails) -> None:
    """Replace what the papers' head says about the centre."""
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    assign(profile_of(uow), tidy)


def add_signatory(uow: UnitOfWork, details: SignatoryDetails) -> UUID:
    """Add somebody who signs papers, after the others; return the id."""
    tidy = _named(details)
    last = max((each.position_no for each in _signatories(uow)), default=0)
    signatory = Signatory.model_validate({**tidy.model_dump(), "position_no": last + 1})
    uow.add(signatory)
    return signatory.id


def change_signatory(uow: UnitOfWork, signatory_id: UUID, details: SignatoryDetails) -> None:
    """Replace the name, position and task of somebody who signs."""
    assign(living(uow, Signatory, signatory_id, N_("Signatory")), _named(details))


def move_signatory(uow: UnitOfWork, signatory_id: UUID, step: int) -> None:
    """Let a signatory sign ``step`` places later (negative: earlier); stops at the ends."""
    living(uow, Signatory, signatory_id, N_("Signatory"))
    rows = _signatories(uow)
    moved = reordered([row.id for row in rows], signatory_id, step)
    for row in rows:
        row.position_no = moved.index(row.id) + 1


def remove_signatory(uow: UnitOfWork, signatory_id: UUID) -> None:
    """Put a signatory into the trash; the papers made so far keep the name."""
    uow.delete(living(uow, Signatory, signatory_id, N_("Signatory")))


def add_village(uow: UnitOfWork, details: VillageDetails) -> UUID:
    """Add a village; return its id. Raises VillageTwice, BandsTooLarge."""
    tidy = _counted(details)
    _refuse_twin(uow, tidy, None)
    village = Village.model_validate(tidy.model_dump())
    uow.add(village)
    return village.id


def change_village(uow: UnitOfWork, village_id: UUID, details: VillageDetails) -> None:
    """Replace what is known of a village. Raises VillageTwice, BandsTooLarge."""
    tidy = _counted(details)
    _refuse_twin(uow, tidy, village_id)
    assign(living(uow, Village, village_id, N_("Village")), tidy)


def remove_village(uow: UnitOfWork, village_id: UUID) -> None:
    """Put a village that nobody names into the trash. Raises VillageInUse with the count."""
    village = living(uow, Village, village_id, N_("Village"))
    uow.session.flush()
    if count := use_counts(uow.session, "village", [village_id]).get(village_id, 0):
        raise VillageInUse(name=village.name, count=count)
    uow.delete(village)


def reordered(ids: Sequence[UUID], moved: UUID, step: int) -> list[UUID]:
    """Return ``ids`` with ``moved`` put ``step`` places on, at most to an end."""
    rest = [each for each in ids if each != moved]
    place = min(max(ids.index(moved) + step, 0), len(rest))
    rest.insert(place, moved)
    return rest


def assign(entity: Entity, details: SQLModel) -> None:
    """Give ``entity`` the values of ``details``, touching only what differs."""
    for name, value in details:
        if getattr(entity, name) != value:
            setattr(entity, name, value)


def living(uow: UnitOfWork, entity: type[E], row_id: UUID, kind: str) -> E:
    """Return the row that is not in the trash, or raise NotFound naming its ``kind`` (from ``N_()``)."""
    row = uow.session.get(entity, row_id)
    if row is None or row.deleted_at is not None:
        raise NotFound(kind=_(kind))
    return row


D = TypeVar("D", SignatoryDetails, VillageDetails)


def _named(details: D) -> D:
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    return tidy


def _counted(details: VillageDetails) -> VillageDetails:
    tidy = _named(details)
    if too_many(tidy):
        raise BandsTooLarge(name=tidy.name)
    return tidy


def _signatories(uow: UnitOfWork) -> Sequence[Signatory]:
    return uow.session.exec(
        select(Signatory)
        .where(alive(Signatory))
        .order_by(col(Signatory.position_no), col(Signatory.id))
    ).all()


def _refuse_twin(uow: UnitOfWork, details: VillageDetails, own: UUID | None) -> None:
    for other in uow.session.exec(select(Village).where(alive(Village))):
        same = other.name.casefold() == details.name.casefold() and other.moo == details.moo
        if same and other.id != own:
            raise VillageTwice(name=details.name)
