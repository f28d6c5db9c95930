"""People by age and sex: the pyramid of those who live in the area, and their villages."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.partial_date import age_on
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.model import Person, PersonStatus, Sex
from learnsoc_desktop.features.people.queries import OLDER_FROM, PeopleFilter, people_condition
from learnsoc_desktop.features.people.report import group_choices, role_choices, village_choices
from learnsoc_desktop.reporting.charts.kinds import About, Pyramid, Series, StackedBars
from learnsoc_desktop.reporting.document import (
    Cell,
    Column,
    Heading,
    Note,
    PageKind,
    Report,
    Role,
    Row,
    Table,
)

BAND = 10  # years of one step of the pyramid
OLDEST = 80  # who is so old or older stands on the top step
CHILD_UNTIL = 14  # years: the last of a child, as population tables count
MOST_VILLAGES = 12  # more would leave no room on the page; the smallest are told together
SIDES = (Sex.MALE, Sex.FEMALE)  # men stand left in every pyramid


class Counted(NamedTuple):
    """One person as the paper counts them; ``age`` in completed years, None when not known."""

    sex: Sex
    age: int | None
    village_id: UUID | None


def people_pyramid(
    session: Session, *, role: str = "", village: str = "", group: str = ""
) -> Report:
    """Build the paper of those who live in the area, by age and sex.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty.
        group: Id of the target group; all when empty.
    """
    roles = dict(role_choices(session))
    role = role or next(iter(roles))
    chosen = PeopleFilter(
        roles=() if role == "all" else (UUID(role),),
        villages=(UUID(village),) if village else (),
        groups=(UUID(group),) if group else (),
        statuses=(PersonStatus.ACTIVE,),
    )
    today = local_today()
    people = _people(session, chosen, today)
    shared = paper(session)
    filters = [
        roles.get(role, ""),
        dict(village_choices(session)).get(village, ""),
        dict(group_choices(session)).get(group, ""),
    ]
    return Report(
        key="people-pyramid",
        title=_("People by age and sex"),
        head=shared.head,
        page=PageKind.SUMMARY,
        period=_("As of {date}").format(date=formats.date_long(today)),
        filter=" · ".join(filters),
        blocks=(
            Heading(_("Age (years) and sex"), 1),
            _pyramid(people),
            _age_table(people),
            Heading(_("Villages"), 2),
            _village_chart(session, people),
            Note(_how_counted(people)),
            signature_blocks(session, 2, at_foot=True),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} person", "{count} people", len(people)).format(
            count=formats.number(len(people))
        ),
        sample=shared.sample,
        digits="arabic",
    )


def _people(session: Session, chosen: PeopleFilter, today: date) -> list[Counted]:
    query = select(col(Person.sex), col(Person.born), col(Person.village_id)).where(
        people_condition(chosen, today)
    )
    return [
        Counted(sex, age_on(born, today) if born else None, village_id)
        for sex, born, village_id in session.exec(query)
    ]


def _bands() -> list[tuple[str, int]]:
    """Return the title and the first year of each step, the youngest first."""
    steps = [(f"{low}–{low + BAND - 1}", low) for low in range(0, OLDEST, BAND)]
    return [*steps, (_("{age} and over").format(age=OLDEST), OLDEST)]


def _band(age: int | None) -> int | None:
    return None if age is None else min(age // BAND * BAND, OLDEST)


def _pyramid(people: Sequence[Counted]) -> Pyramid:
    tally = Counter((person.sex, _band(person.age)) for person in people if person.age is not None)
    bands = _bands() if tally else []

    def side(sex: Sex) -> Series:
        return Series(sex.label, tuple(tally[sex, low] for _title, low in bands))

    return Pyramid(
        tuple(title for title, _low in bands),
        side(Sex.MALE),
        side(Sex.FEMALE),
        About(unit=_("people"), told=True),
    )


def _age_table(people: Sequence[Counted]) -> Table:
    """Return who is how old, and those whose age or sex is not known."""
    sexes = [*SIDES, *([Sex.UNSPECIFIED] if any(p.sex not in SIDES for p in people) else [])]

    def cells(title: str, found: Sequence[Counted]) -> tuple[Cell, ...]:
        by_sex = (sum(person.sex is sex for person in found) or None for sex in sexes)
        return (title, *by_sex, len(found) or None)

    def share(found: Sequence[Counted]) -> Decimal | None:
        return Decimal(len(found)) * 100 / len(people) if people else None

    bands: list[tuple[str, int | None]] = [*reversed(_bands())]
    if any(person.age is None for person in people):
        bands.append((_("Age unknown"), None))
    found = {low: [p for p in people if _band(p.age) == low] for _title, low in bands}
    rows = [Row((*cells(title, found[low]), share(found[low]))) for title, low in bands]
    total = (*cells(_("Total"), people), "")  # rounded shares need not make 100
    return Table(
        (
            Column(_("Age (years)"), key="band"),
            *(Column(sex.label, 26, kind=Kind.NUMBER, key=sex.value) for sex in sexes),
            Column(_("All"), 26, kind=Kind.NUMBER, key="all"),
            Column("%", 20, kind=Kind.NUMBER, places=1, key="share"),
        ),
        (*rows, Row(total, Role.TOTAL)),
        name=_("Age and sex"),
        size=12.5,
        row_height=5.2,
    )


def _village_chart(session: Session, people: Sequence[Counted]) -> StackedBars:
    """Return each village with its children, people of working age and older people."""
    ages = (
        (_("up to {age} years").format(age=CHILD_UNTIL), 0, CHILD_UNTIL),
        (f"{CHILD_UNTIL + 1}–{OLDER_FROM - 1}", CHILD_UNTIL + 1, OLDER_FROM - 1),
        (_("{age} and over").format(age=OLDER_FROM), OLDER_FROM, 200),
    )
    groups = _by_village(session, people)

    def series(title: str, low: int, high: int) -> Series:
        counts = (
            sum(p.age is not None and low <= p.age <= high for p in found)
            for _name, found in groups
        )
        return Series(title, tuple(counts))

    parts = [series(*age) for age in ages]
    if any(person.age is None for person in people):
        unknown = (sum(p.age is None for p in found) for _name, found in groups)
        parts.append(Series(_("Age unknown"), tuple(unknown)))
    return StackedBars(
        tuple(name for name, _found in groups), tuple(parts), About(unit=_("people"))
    )


def _by_village(session: Session, people: Sequence[Counted]) -> list[tuple[str, list[Counted]]]:
    """Return the people of each village that has any, in the order of the villages."""
    found: dict[UUID | None, list[Counted]] = {}
    for person in people:
        found.setdefault(person.village_id, []).append(person)
    names = {row.id: row.text for row in villages(session)}
    here = [key for key in names if key in found]
    biggest = sorted(here, key=lambda key: -len(found[key]))
    shown = here if len(here) <= MOST_VILLAGES else biggest[: MOST_VILLAGES - 1]
    groups = [(names[key], found[key]) for key in here if key in shown]
    rest = [person for key in here if key not in shown for person in found[key]]
    if rest:
        groups.append((_("Other villages"), rest))
    nowhere = [person for key in found if key not in names for person in found[key]]
    if nowhere:
        groups.append((_("Not stated"), nowhere))
    return groups


def _how_counted(people: Sequence[Counted]) -> str:
    sentences = [
        _(
            "How it was counted: those with the status “In the area”, each once; completed years of age."
        )
    ]
    unknown = sum(person.age is None for person in people)
    if unknown:
        sentences.append(
            _("{count} have no date of birth and are not in the pyramid.").format(
                count=formats.number(unknown)
            )
        )
    if any(person.sex not in SIDES for person in people):
        sentences.append(_("Those whose sex is not stated stand in the table only."))
    return " ".join(sentences)
