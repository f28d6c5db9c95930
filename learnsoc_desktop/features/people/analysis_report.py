"""The analysis of one learner on a page: what the registry and the path know, and what the teacher judges.

The aspects and levels are those of the form in use at sub-district centres (แบบวิเคราะห์ผู้เรียนรายบุคคล).
"""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.feature import TAUGHT, Event, learned_hours
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.identity import phone_grouped
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.queries import code_texts, villages
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.model import PersonDetails
from learnsoc_desktop.features.people.more_file_queries import more_values
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.features.people.own_lines_report import own_lines
from learnsoc_desktop.features.people.path_model import Skill, WantKind
from learnsoc_desktop.features.people.path_queries import PathNotes, path_notes
from learnsoc_desktop.features.people.queries import person_details
from learnsoc_desktop.reporting.charts.kinds import About, Radar, Series
from learnsoc_desktop.reporting.document import (
    Align,
    Beside,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Report,
    Row,
    Table,
    Ticks,
)
from learnsoc_desktop.reporting.forms.kinds import WriteLines

SIZE, STEP = 14.0, 6.2  # TH points, mm from line to line
BEST = 5  # of a skill
MOST_NOTES = 3
BESIDE = ("lives_with", "internet_id", "devices")
OWN_LINES = 2  # so that all stays on a page
ASPECTS = (
    N_("Knowledge, ability and experience"),
    N_("Thinking and learning readiness"),
    N_("Conduct and responsibility"),
    N_("Body and health"),
    N_("Family, community and getting on with others"),
)
LEVELS = (N_("very good"), N_("good"), N_("fair"), N_("to improve"))


def analysis_of(session: Session, person_id: UUID, events: Sequence[Event]) -> Report:
    """Build the analysis of a person; ``events`` are those of the learning path. Raises PersonNotFound."""
    person = person_details(session, person_id)
    notes = path_notes(session, person_id)
    shared = paper(session)
    return Report(
        key="individual-analysis",
        title=_("Analysis of the learner"),
        head=shared.head,
        period=full_name(person.title, person.first_name, person.last_name),
        blocks=(
            Heading(_("Who it is"), 1),
            Fields(_who(session, person_id, person), SIZE, step=STEP),
            Heading(_("Learning so far"), 2),
            *_learning(notes, events),
            Heading(_("What the teacher sees"), 3),
            _aspects(),
            WriteLines(2, lead=_("What to help with, and how")),
            signature_blocks(session, 2),
        ),
        as_of=shared.as_of,
        sample=shared.sample,
        digits=formats.current_style().letter_digits,
    )


def _who(session: Session, person_id: UUID, person: PersonDetails) -> tuple[tuple[Field, ...], ...]:
    words = code_texts(session)
    more = more_values(session, [person_id], BESIDE).get(person_id, {})
    reached = [words.get(each, "") for each in (more.get("internet_id"), *more.get("devices", ()))]
    born = PartialDate.from_text(person.born) if person.born else None
    age = born.age_on(local_today()) if born else None
    village = next((row.text for row in villages(session) if row.id == person.village_id), "")
    place = place_text(person.subdistrict, person.district, person.province, person.postcode)
    address = " ".join(part for part in (person.house_no, village, person.road, place) if part)
    groups = ", ".join(words[each] for each in person.target_groups if each in words)
    return (
        (
            Field(_("Nickname"), person.nickname or None),
            Field(_("Sex"), person.sex.label, 0.8),
            Field(_("Age"), age, 0.6, Kind.NUMBER),
            Field(_("Learner code"), person.learner_code or None, 1.1, verbatim=True),
        ),
        (
            Field(_("Education"), words.get(person.education_id) if person.education_id else None),
            Field(
                _("Occupation"), words.get(person.occupation_id) if person.occupation_id else None
            ),
        ),
        (
            Field(_("Address"), address or None, 2),
            Field(_("Phone"), phone_grouped(person.phone) or None, 1),
        ),
        (Field(_("Target groups"), groups or None), Field(_("Lives with"), more.get("lives_with"))),
        (
            Field(_("Internet and devices"), ", ".join(filter(None, reached)) or None),
            Field(_("Prefers to learn by"), None),
        ),
        *own_lines(session, person_id, OWN_LINES),
    )


def _learning(notes: PathNotes, events: Sequence[Event]) -> Sequence[Block]:
    lines = Fields(_known(notes, events), SIZE, step=STEP)
    if not notes.skills:
        return (lines,)
    day, levels = notes.skills[0]
    radar = Radar(
        tuple(skill.label for skill in Skill),
        (Series(formats.date_brief(day), tuple(levels.get(skill) for skill in Skill)),),
        About(_("Five skills of learning")),
        most=BEST,
    )
    return (Beside(lines, radar, share=0.56),)


def _known(notes: PathNotes, events: Sequence[Event]) -> tuple[tuple[Field, ...], ...]:
    year = fiscal_year_of(local_today()).number
    now = [event for event in events if fiscal_year_of(event.when.date()).number == year]
    open_wants = [want for want in notes.wants if want.met_on is None]
    rows: list[tuple[Field, ...]] = [
        (
            Field(_("Entries in all"), len(events) or None, kind=Kind.NUMBER),
            Field(_("this fiscal year"), len(now) or None, kind=Kind.NUMBER),
        ),
        (
            Field(_("Hours learned"), _minutes(events), kind=Kind.MINUTES),
            Field(_("this fiscal year"), _minutes(now), kind=Kind.MINUTES),
        ),
    ]
    for title, kinds in (
        (_("Wants to learn"), {WantKind.WANT, WantKind.INTEREST}),
        (_("Is good at"), {WantKind.TALENT}),
    ):
        said = [want.what for want in open_wants if want.kind in kinds][:MOST_NOTES]
        rows.append((Field(title, " · ".join(said) or None),))
    goals = [goal.goal for goal in notes.goals if goal.done_on is None][:MOST_NOTES]
    rows.append((Field(_("Goals"), " · ".join(goals) or None),))
    taught = sum(event.kind == TAUGHT for event in events)
    rows.append((Field(_("Times taught others"), taught or None, kind=Kind.NUMBER),))
    return tuple(rows)


def _minutes(events: Sequence[Event]) -> int | None:
    return round(60 * learned_hours(events)) or None


def _aspects() -> Table:
    columns = [Column(_("Aspect"), 66, wrap=True)]
    columns += [Column(_(level), 15, Align.CENTRE) for level in LEVELS]
    columns.append(Column(_("What was seen")))
    rows = [Row((_(aspect), *(Ticks(("",)) for _level in LEVELS), "")) for aspect in ASPECTS]
    return Table(tuple(columns), tuple(rows), name=_("What the teacher sees"), size=13.5)
