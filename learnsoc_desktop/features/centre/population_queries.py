"""How many people live in a village by somebody's count; what nobody counted is None, never 0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from learnsoc_desktop.core.ages import BANDS, UNKNOWN_BAND
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.centre.model import Village, VillageDetails
from learnsoc_desktop.features.centre.queries import in_order, village_text

MEN, WOMEN = SEXES = ("men", "women")


@dataclass(frozen=True, slots=True)
class Population:
    """The figures of one village; a key that is not there was not counted.

    ``bands`` has (sex, band); people of no known age stand under ``UNKNOWN_BAND``, so that the bands of a sex
    whose ``totals`` are known add up to them.
    """

    village_id: UUID
    village: str
    households: int | None
    totals: Mapping[str, int]
    bands: Mapping[tuple[str, str], int]
    counted_on: date | None
    source: str

    @property
    def everybody(self) -> int | None:
        """Men and women together; None unless both are known."""
        return sum(self.totals.values()) if len(self.totals) == len(SEXES) else None


def populations(session: Session) -> Sequence[Population]:
    """Return the figures of every village, in the order of the villages."""
    rows = session.exec(select(Village).where(alive(Village)).order_by(*in_order())).all()
    return [_population(row) for row in rows]


def total_of(details: VillageDetails, sex: str) -> int | None:
    """Return how many of a sex live in a village: as counted, or the sum of the bands when all are known."""
    counted: int | None = getattr(details, sex)
    if counted is not None:
        return counted
    bands = [band_of(details, sex, band) for band in BANDS]
    known = [each for each in bands if each is not None]
    return sum(known) if len(known) == len(bands) else None


def everybody(details: VillageDetails) -> int | None:
    """Return how many live in a village; None unless men and women are known."""
    men, women = (total_of(details, sex) for sex in SEXES)
    return None if men is None or women is None else men + women


def band_of(details: VillageDetails, sex: str, band: str) -> int | None:
    """Return how many of a sex and an age band live in a village."""
    figure: int | None = getattr(details, field_of(sex, band))
    return figure


def field_of(sex: str, band: str) -> str:
    """Return the name of the field of a sex and an age band."""
    return f"{sex}_{band.replace('-', '_').removesuffix('+')}"


def too_many(details: VillageDetails) -> str:
    """Return the sex whose age bands hold more people than there are of it; empty for none."""
    for sex in SEXES:
        total: int | None = getattr(details, sex)
        bands = sum(band_of(details, sex, band) or 0 for band in BANDS)
        if total is not None and bands > total:
            return sex
    return ""


def _population(row: Village) -> Population:
    totals: dict[str, int] = {}
    bands: dict[tuple[str, str], int] = {}
    for sex in SEXES:
        known = {band: band_of(row, sex, band) for band in BANDS}
        found = {band: figure for band, figure in known.items() if figure is not None}
        total = total_of(row, sex)
        if total is not None:
            totals[sex] = total
            if rest := total - sum(found.values()):
                found[UNKNOWN_BAND] = rest
        bands |= {(sex, band): figure for band, figure in found.items()}
    return Population(
        row.id,
        village_text(row.moo, row.name),
        row.households,
        totals,
        bands,
        row.counted_on,
        row.source,
    )
