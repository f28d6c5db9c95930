"""The centre's own records: profile, signatories, villages."""

from pathlib import Path

import pytest

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.errors import CentreExists
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre import queries, service
from learnsoc_desktop.features.centre.errors import (
    NameMissing,
    NotAPicture,
    VillageInUse,
    VillageTwice,
)
from learnsoc_desktop.features.centre.model import (
    ProfileDetails,
    SignatoryDetails,
    VillageDetails,
)
from learnsoc_desktop.features.people.model import Person


def test_that_a_new_centre_needs_only_a_name(tmp_path: Path) -> None:
    with (
        service.create_centre(tmp_path / "c", ProfileDetails(name=" ศกร.ตำบลดอนยาง ")) as database,
        database.reading() as session,
    ):
        assert queries.profile(session).name == "ศกร.ตำบลดอนยาง"
        assert queries.head_chain(session)[0] == "ศกร.ตำบลดอนยาง"
        assert len(queries.codes(session, "target_group")) == 25


def test_that_a_new_centre_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NameMissing):
        service.create_centre(tmp_path / "c", ProfileDetails(name="  "))
    assert not (tmp_path / "c").exists()


def test_that_a_refused_emblem_leaves_no_half_made_centre(tmp_path: Path) -> None:
    with pytest.raises(NotAPicture):
        service.create_centre(
            tmp_path, ProfileDetails(name="ก"), pictures={"emblem": b"not a picture"}
        )
    assert not CentreFolder(tmp_path).has_centre()


def test_that_a_centre_is_never_made_over_another(tmp_path: Path, database: Database) -> None:
    with pytest.raises(CentreExists):
        service.create_centre(database.path.parent, ProfileDetails(name="ข"))


def test_that_the_profile_can_be_changed(database: Database) -> None:
    details = ProfileDetails(
        name="ศกร.ตำบลหนองบัว",
        old_name="กศน.ตำบลหนองบัว",
        district_office="สกร.อำเภอเมือง",
        province_office="",
    )
    with database.writing() as uow:
        service.update_profile(uow, details)
    with database.reading() as session:
        assert queries.head_chain(session) == (
            "ศกร.ตำบลหนองบัว (formerly กศน.ตำบลหนองบัว)",
            "สกร.อำเภอเมือง",
            "กรมส่งเสริมการเรียนรู้ กระทรวงศึกษาธิการ",
        )


def test_that_signatories_keep_their_order_and_can_be_moved(database: Database) -> None:
    with database.writing() as uow:
        ids = [service.add_signatory(uow, SignatoryDetails(name=name)) for name in "กขค"]
    with database.writing() as uow:
        service.move_signatory(uow, ids[2], -1)
    with database.writing() as uow:
        service.move_signatory(uow, ids[0], -5)
        service.change_signatory(uow, ids[0], SignatoryDetails(name="กา", position="ครู"))
    with database.reading() as session:
        assert [row.name for row in queries.signatories(session)] == ["กา", "ค", "ข"]
    with database.writing() as uow:
        service.remove_signatory(uow, ids[2])
    with database.reading() as session:
        assert [row.name for row in queries.signatories(session)] == ["กา", "ข"]


def test_that_villages_stand_by_number_and_not_twice(database: Database) -> None:
    with database.writing() as uow:
        service.add_village(uow, VillageDetails(moo=10, name="บ้านโคก"))
        service.add_village(uow, VillageDetails(moo=2, name="บ้านดอน"))
        service.add_village(uow, VillageDetails(name="ชุมชนตลาด"))
    with pytest.raises(VillageTwice), database.writing() as uow:
        service.add_village(uow, VillageDetails(moo=2, name="บ้านดอน "))
    with database.reading() as session:
        assert [row.text for row in queries.villages(session)] == [
            "Moo 2 บ้านดอน",
            "Moo 10 บ้านโคก",
            "ชุมชนตลาด",
        ]


def test_that_a_village_with_people_stays(database: Database) -> None:
    with database.writing() as uow:
        village = service.add_village(uow, VillageDetails(moo=1, name="บ้านนา"))
        uow.add(Person(first_name="สมชาย", village_id=village))
    with pytest.raises(VillageInUse) as caught, database.writing() as uow:
        service.remove_village(uow, village)
    assert caught.value.params["count"] == 1
    with database.reading() as session:
        assert queries.villages(session, used=True)[0].used == 1
