"""How many of a village's people the centre reaches: population, learners and who took part, by sex and age."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.ages import BANDS, UNKNOWN_BAND, age_band
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.count_queries import CountFilter, counts
from learnsoc_desktop.features.centre.periods import period
from learnsoc_desktop.features.centre.population_queries import (
    MEN,
    WOMEN,
    Population,
    populations,
)
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.model import Person, PersonRole, PersonStatus, Sex
from learnsoc_desktop.features.people.queries import LEARNER, listed
from learnsoc_desktop.reporting.document import (
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    Note,
    PageKind,
    Report,
    Role,
    Row,
    Table,
)

SEXES = {Sex.MALE: MEN, Sex.FEMALE: WOMEN}
EVERY_BAND = (*BANDS, UNKNOWN_BAND)
NARROW = 11.5  # mm, of a column of figures: the page stays upright

Key = tuple[UUID | None, Sex, str]  # village, sex, age band


@dataclass(frozen=True, slots=True)
class Part:
    """Which people a row is about: those of some villages and some age bands."""

    villages: frozenset[UUID | None] | None = None  # None: of every village and of none
    bands: tuple[str, ...] | None = None  # None: of any age

    def holds(self, key: Key) -> bool:
        """Return whether people of ``key`` are meant."""
        village, _sex, band = key
        in_village = self.villages is None or village in self.villages
        return in_village and (self.bands is None or band in self.bands)


@dataclass(frozen=True, slots=True)
class Reach:
    """The figures of one report."""

    places: Sequence[Population]
    learners: Mapping[Key, int]
    came: Mapping[Key, int]

    def population(self, part: Part, sex: Sex | None = None) -> int | None:
        """Return how many people live there by the count; None where nobody counted."""
        if sex is Sex.UNSPECIFIED:
            return None
        sexes = [MEN, WOMEN] if sex is None else [SEXES[sex]]
        known = [
            figure
            for place in self.places
            if part.villages is None or place.village_id in part.villages
            if (figure := _counted(place, sexes, part.bands)) is not None
        ]
        return sum(known) if known else None

    def people(self, of: Mapping[Key, int], part: Part, sex: Sex | None = None) -> int:
        """Return how many of the registry, or of those who came."""
        return sum(n for key, n in of.items() if part.holds(key) and sex in (None, key[1]))

    @property
    def counted(self) -> frozenset[UUID]:
        """The villages whose population is known."""
        return frozenset(place.village_id for place in self.places if place.everybody is not None)

    def rate(self, part: Part) -> Decimal | None:
        """Return how many of a hundred people came, of villages where their number is known."""
        if part.bands == (UNKNOWN_BAND,):
            return None
        known = frozenset(
            place.village_id
            for place in self.places
            if part.villages is None or place.village_id in part.villages
            if all(_counted(place, [sex], part.bands) is not None for sex in SEXES.values())
        )
        narrowed = Part(known, part.bands)
        people = self.population(narrowed)
        return Decimal(100 * self.people(self.came, narrowed)) / people if people else None


def population_and_reach(session: Session, **when: str) -> Report:
    """Build the comparison of population and reach in a period.

    Args:
        session: Where to read.
        **when: The parameters of ``centre.period_parameters.PERIOD``.
    """
    meant = period(**when)
    reach = reached(session, CountFilter(meant.start, meant.end))
    shared = paper(session)
    everybody = Part()
    learners = reach.people(reach.learners, everybody)
    return Report(
        key="population-reach",
        title=_("Population and reach by village"),
        head=shared.head,
        page=PageKind.REPORT,
        period=meant.title(),
        blocks=(
            _figures(reach),
            Heading(_("Village by village"), 1),
            _village_table(reach),
            Heading(_("By age"), 2),
            _age_table(reach),
            Heading(_("Each village by age"), 3),
            _detail_table(reach),
            Heading(_("Where the figures are from"), 4),
            _source_table(reach),
            Note(_how_counted(reach)),
            signature_blocks(session),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} learner", "{count} learners", learners).format(
            count=formats.number(learners)
        ),
        sample=shared.sample,
        digits="arabic",
    )


def reached(session: Session, wanted: CountFilter) -> Reach:
    """Return population, learners of the registry, and who came in the period, by village, sex and age."""
    came = Counter(
        (person.village_id, person.sex, person.band) for person in counts(session, wanted).people
    )
    return Reach(populations(session), _learners(session, wanted.end), came)


def _learners(session: Session, day: date) -> Mapping[Key, int]:
    """Return the learners who still belong to the area, of ages on ``day``."""
    is_learner = (
        select(PersonRole.id)
        .where(
            col(PersonRole.person_id) == Person.id,
            col(PersonRole.code_id) == LEARNER,
            col(PersonRole.deleted_at).is_(None),
        )
        .exists()
    )
    query = select(Person.village_id, Person.sex, Person.born).where(
        listed(), col(Person.status) == PersonStatus.ACTIVE, is_learner
    )
    learners: Counter[Key] = Counter()
    for village, sex, born in session.exec(query):
        learners[village, cast("Sex", sex), age_band(born, day)] += 1
    return learners


def _counted(place: Population, sexes: Sequence[str], bands: tuple[str, ...] | None) -> int | None:
    """Return a figure of one village; of ages only where the whole is known, so that all sums tally."""
    totals = [place.totals.get(sex) for sex in sexes]
    if any(total is None for total in totals):
        return None
    if bands is None:
        return sum(total for total in totals if total is not None)
    found = [place.bands.get((sex, band)) for sex in sexes for band in bands]
    known = [figure for figure in found if figure is not None]
    return sum(known) if known else None


def _figures(reach: Reach) -> Figures:
    everybody = Part()
    known = _("of {count} villages").format(count=formats.number(len(reach.counted)))
    rate = reach.rate(everybody)
    return Figures(
        (
            Figure(_("Population"), reach.population(Part(reach.counted)), note=known),
            Figure(
                _("Learners in the registry"), reach.people(reach.learners, everybody), note=" "
            ),
            Figure(_("People who took part"), reach.people(reach.came, everybody), note=" "),
            Figure(_("Reached %"), rate, note=_("of the known population"), places=1),
        ),
        name=_("Totals"),
    )


def _columns(reach: Reach, *first: Column) -> tuple[Column, ...]:
    groups = (_("Population"), _("Learners"), _("Took part"))
    columns = list(first)
    for number, group in enumerate(groups):
        sexes = [Sex.MALE, Sex.FEMALE]
        if number and _has_unstated(reach):
            sexes.append(Sex.UNSPECIFIED)
        columns += [
            Column(sex.label, NARROW, kind=Kind.NUMBER, group=group, key=f"{number}_{sex}")
            for sex in sexes
        ]
        columns.append(Column(_("All"), NARROW, kind=Kind.NUMBER, group=group, key=f"{number}_all"))
    rate = Column(_("Reached %"), 14, kind=Kind.NUMBER, places=1, key="reached")
    return (*columns, rate)


def _has_unstated(reach: Reach) -> bool:
    people = (*reach.learners, *reach.came)
    return any(sex is Sex.UNSPECIFIED for _village, sex, _band in people)


def _cells(reach: Reach, part: Part) -> tuple[Cell, ...]:
    asked: list[Callable[[Sex | None], int | None]] = [
        lambda sex: reach.population(part, sex),
        lambda sex: reach.people(reach.learners, part, sex),
        lambda sex: reach.people(reach.came, part, sex),
    ]
    cells: list[Cell] = []
    for number, ask in enumerate(asked):
        sexes: list[Sex | None] = [Sex.MALE, Sex.FEMALE]
        if number and _has_unstated(reach):
            sexes.append(Sex.UNSPECIFIED)
        cells += [ask(sex) for sex in (*sexes, None)]
    return (*cells, reach.rate(part))


def _village_table(reach: Reach) -> Table:
    places = [(place.village, Part(frozenset({place.village_id}))) for place in reach.places]
    known = frozenset(place.village_id for place in reach.places)
    others = _others(reach, known)
    rows = [Row((name, *_cells(reach, part))) for name, part in places]
    if others:
        rows.append(Row((_("Elsewhere or not known"), *_cells(reach, Part(others)))))
    rows.append(Row((_("Total"), *_cells(reach, Part())), Role.TOTAL))
    first = Column(_("Village"), key="village", wrap=True)
    return Table(_columns(reach, first), tuple(rows), name=_("Villages"), size=13)


def _others(reach: Reach, known: Iterable[UUID]) -> frozenset[UUID | None]:
    """Return the villages of people that are not in the list (any more), None for no village."""
    of_people = {village for village, _sex, _band in (*reach.learners, *reach.came)}
    return frozenset(of_people - set(known))


def _band_title(band: str) -> str:
    return band.replace("-", "–") if band else _("Age unknown")


def _age_table(reach: Reach) -> Table:
    rows = [Row((_band_title(band), *_cells(reach, Part(bands=(band,))))) for band in EVERY_BAND]
    rows.append(Row((_("Total"), *_cells(reach, Part())), Role.TOTAL))
    first = Column(_("Age (years)"), key="band")
    return Table(_columns(reach, first), tuple(rows), name=_("By age"), size=13)


def _detail_table(reach: Reach) -> Table:
    rows = []
    for place in reach.places:
        for band in EVERY_BAND:
            cells = _cells(reach, Part(frozenset({place.village_id}), (band,)))
            if any(cells):
                rows.append(Row((place.village, _band_title(band), *cells)))
    first = (
        Column(_("Village"), key="village", wrap=True, once=True),
        Column(_("Age"), 17, key="band"),
    )
    return Table(_columns(reach, *first), tuple(rows), name=_("Each village by age"), size=12)


def _source_table(reach: Reach) -> Table:
    rows = tuple(
        Row(
            (
                place.village,
                place.households,
                place.everybody,
                place.counted_on,
                place.source or None,
            )
        )
        for place in reach.places
    )
    columns = (
        Column(_("Village"), key="village", wrap=True),
        Column(_("Households"), 24, kind=Kind.NUMBER, key="households"),
        Column(_("Population"), 24, kind=Kind.NUMBER, key="population"),
        Column(_("Figures of"), 28, kind=Kind.DATE, key="counted_on"),
        Column(_("Source of the figures"), key="source", wrap=True),
    )
    return Table(columns, rows, name=_("Sources"), size=13)


def _how_counted(reach: Reach) -> str:
    unknown = len(reach.places) - len(reach.counted)
    text = _(
        "– means that nobody counted, not 0. Learners are those in the area today; people who took part are "
        "counted once each, walk-ins without a person not at all. What was reached is out of the villages whose "
        "population is known."
    )
    if unknown:
        text += " " + ngettext(
            "The population of {count} village is not known.",
            "The population of {count} villages is not known.",
            unknown,
        ).format(count=formats.number(unknown))
    return text
