"""The centre: its profile, who signs, its lists and villages, its papers, and the files it took in."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_, language
from learnsoc_desktop.data.entity import (
    Entity,
    Findable,
    UtcDateTime,
    natural_id,
    stored_enum,
)

PROFILE_ID = natural_id("centre_profile")
PICTURES = ("emblem", "garuda")  # the fields of a profile that name a picture
MOST_PEOPLE = 999_999  # of one village


class LegalBasis(LabelledEnum):
    """On what the centre keeps the data of persons (PDPA, section 24)."""

    PUBLIC_TASK = "public_task", N_("Task of a state centre (section 24 (4))")
    CONSENT = "consent", N_("Consent of each person")


class ProfileDetails(SQLModel):
    """What a paper's head says about the centre. Only the name is needed."""

    name: Annotated[str, Label(N_("Name of the centre"), group=N_("The centre"))] = Field(
        min_length=1, max_length=150
    )
    old_name: Annotated[str, Label(N_("Former name"), group=N_("The centre"))] = Field(
        default="", max_length=150
    )
    subdistrict: Annotated[
        str,
        Label(
            N_("Sub-district, district, province"),
            kind=Kind.PLACE,
            parts=("district", "province", "postcode"),
            group=N_("Where it is"),
        ),
    ] = Field(default="", max_length=80)
    district: Annotated[str, Label(N_("District"), form=False)] = Field(default="", max_length=80)
    province: Annotated[str, Label(N_("Province"), form=False)] = Field(default="", max_length=80)
    postcode: Annotated[str, Label(N_("Post code"), form=False)] = Field(default="", max_length=10)
    district_office: Annotated[str, Label(N_("District centre"), group=N_("Head of the paper"))] = (
        Field(default="", max_length=150)
    )
    province_office: Annotated[
        str, Label(N_("Provincial office"), group=N_("Head of the paper"))
    ] = Field(default="", max_length=150)
    department: Annotated[str, Label(N_("Department"), group=N_("Head of the paper"))] = Field(
        default="กรมส่งเสริมการเรียนรู้ กระทรวงศึกษาธิการ", max_length=150
    )
    document_prefix: Annotated[
        str, Label(N_("Document number begins with"), group=N_("Head of the paper"))
    ] = Field(default="", max_length=40)
    emblem: Annotated[
        str, Label(N_("Emblem"), kind=Kind.PICTURE, group=N_("Head of the paper"))
    ] = Field(default="", max_length=64)
    garuda: Annotated[
        str,
        Label(
            N_("Garuda of letters"),
            kind=Kind.PICTURE,
            group=N_("Head of the paper"),
            help=N_("On memos, letters, orders and announcements; the emblem where there is none."),
        ),
    ] = Field(default="", max_length=64)
    phone: Annotated[
        str,
        Label(N_("Phone of the centre"), kind=Kind.PHONE, group=N_("Personal data")),
    ] = Field(default="", max_length=40)
    legal_basis: Annotated[
        LegalBasis,
        Label(
            N_("Keeps personal data on"),
            group=N_("Personal data"),
            help=N_("A state centre needs no consent for its registry; others ask for it."),
        ),
    ] = Field(default=LegalBasis.PUBLIC_TASK, sa_type=stored_enum(LegalBasis))
    kept_years: Annotated[
        int,
        Label(
            N_("Years the data are kept"),
            group=N_("Personal data"),
            help=N_("After somebody's last activity; stands on the notice."),
        ),
    ] = Field(default=10, ge=1, le=99)


class CentreProfile(ProfileDetails, Entity, table=True):
    """The one row that says who this centre is (its id is ``PROFILE_ID``)."""

    __tablename__ = "centre_profile"

    sample: bool = False


class SignatoryDetails(SQLModel):
    """Somebody who signs papers."""

    name: Annotated[str, Label(N_("Full name"))] = Field(min_length=1, max_length=150)
    position: Annotated[str, Label(N_("Position"))] = Field(default="", max_length=150)
    task: Annotated[str, Label(N_("Signs as"), help=N_("reporter, checker, approver"))] = Field(
        default="", max_length=60
    )


class Signatory(SignatoryDetails, Entity, table=True):
    """A signature block of the papers; ``position_no`` orders them: hands in, checks, certifies."""

    position_no: int = 0


class CodeDetails(SQLModel):
    """One word of a code list, in both languages."""

    name: Annotated[str, Label(N_("Word"), shown=True)] = Field(min_length=1, max_length=120)
    name_en: Annotated[str, Label(N_("In English"), shown=True)] = Field(default="", max_length=120)


class Code(CodeDetails, Entity, table=True):
    """A row of a code list. Seeded rows have ``natural_id("code", list_key, key)`` as their id.

    A used code is never removed: it is retired, and kept where it was used.
    """

    list_key: str = Field(max_length=40, index=True)
    key: str = Field(default="", max_length=60)
    position_no: int = 0
    retired: bool = False

    @property
    def text(self) -> str:
        """The word in the person's language."""
        return self.name_en if language() == "en" and self.name_en else self.name


POPULATION, BY_AGE, SOURCE = (
    N_("Population"),
    N_("By age"),
    N_("Where the figures are from"),
)


def people() -> Any:  # noqa: ANN401  as ``Field`` says
    """Return the field of a number of people, None where nobody knows it."""
    return Field(default=None, ge=0, le=MOST_PEOPLE)


class VillageDetails(SQLModel):
    """A village of the sub-district, and how many live in it by somebody's count.

    A figure that is None is not known, which is not 0. Age bands are those of ``AGE_BANDS``.
    """

    moo: Annotated[int | None, Label(N_("Village no."), shown=True, width=90)] = Field(
        default=None, ge=0, le=99
    )
    name: Annotated[str, Label(N_("Name of the village"), shown=True, line=True)] = Field(
        min_length=1, max_length=80
    )
    men: Annotated[int | None, Label(N_("Men"), group=POPULATION)] = people()
    women: Annotated[int | None, Label(N_("Women"), group=POPULATION)] = people()
    households: Annotated[int | None, Label(N_("Households"), group=POPULATION)] = people()
    men_0_5: Annotated[int | None, Label(N_("Men 0–5"), group=BY_AGE)] = people()
    women_0_5: Annotated[int | None, Label(N_("Women 0–5"), group=BY_AGE)] = people()
    men_6_14: Annotated[int | None, Label(N_("Men 6–14"), group=BY_AGE)] = people()
    women_6_14: Annotated[int | None, Label(N_("Women 6–14"), group=BY_AGE)] = people()
    men_15_24: Annotated[int | None, Label(N_("Men 15–24"), group=BY_AGE)] = people()
    women_15_24: Annotated[int | None, Label(N_("Women 15–24"), group=BY_AGE)] = people()
    men_25_39: Annotated[int | None, Label(N_("Men 25–39"), group=BY_AGE)] = people()
    women_25_39: Annotated[int | None, Label(N_("Women 25–39"), group=BY_AGE)] = people()
    men_40_59: Annotated[int | None, Label(N_("Men 40–59"), group=BY_AGE)] = people()
    women_40_59: Annotated[int | None, Label(N_("Women 40–59"), group=BY_AGE)] = people()
    men_60: Annotated[int | None, Label(N_("Men 60+"), group=BY_AGE)] = people()
    women_60: Annotated[int | None, Label(N_("Women 60+"), group=BY_AGE)] = people()
    counted_on: Annotated[date | None, Label(N_("Figures of"), group=SOURCE)] = None
    source: Annotated[str, Label(N_("Source of the figures"), group=SOURCE)] = Field(
        default="", max_length=120
    )


class Village(VillageDetails, Findable, Entity, table=True):
    """A village people live in."""

    find_fields: ClassVar[tuple[str, ...]] = ("name",)


class ImportBatch(Entity, table=True):
    """A file that was taken in, so that it can be undone after a restart too."""

    __tablename__ = "import_batch"

    kind: str = Field(max_length=40)
    file_name: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    parked: int = 0
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
