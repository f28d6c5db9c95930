"""The learning path on paper: at most two pages for ten years, the newest year in full."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TAUGHT, Event, learned_hours
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.path_model import Skill
from learnsoc_desktop.features.people.path_queries import (
    PathNotes,
    PathYear,
    by_years,
    giver_since,
    path_notes,
)
from learnsoc_desktop.features.people.queries import person_or_refuse
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Note,
    Paragraph,
    Report,
    Role,
    Row,
    Space,
    Table,
)

MOST_EVENTS = 32  # of the newest year: with ten older years it stays on two pages
MOST_NOTES, MOST_DAYS = 6, 5
MOST_YEARS = 15


def path_paper(session: Session, person_id: UUID, events: Sequence[Event]) -> Report:
    """Build the path of a person out of what features know of it. Raises PersonNotFound."""
    person = person_or_refuse(session, person_id)
    name = shown_name(person.title, person.first_name, person.last_name, person.nickname)
    shared = paper(session)
    years = by_years(events)
    notes = path_notes(session, person_id)
    count = ngettext("{count} entry", "{count} entries", len(events))
    return Report(
        key="learning-path",
        title=_("Learning path"),
        head=shared.head,
        blocks=(
            *_years(years),
            *_notes(notes),
            Space(4),
            signature_blocks(session, 2),
        ),
        period=name,
        fields=_fields(person.learner_code, events),
        as_of=shared.as_of,
        counted=count.format(count=formats.number(len(events))),
        sample=shared.sample,
    )


def _fields(code: str, events: Sequence[Event]) -> Fields:
    minutes = round(60 * learned_hours(events))
    first = min((event.when.date() for event in events), default=None)
    taught = giver_since(events)
    row = [
        Field(_("Learner code"), code or None, 1, verbatim=True),
        Field(_("Hours in all"), minutes if events else None, 1, Kind.MINUTES),
        Field(_("Since"), first, 1.2, Kind.DATE),
    ]
    if taught is not None:
        row.append(Field(_("Teaches since"), taught, 1.3, Kind.DATE))
    return Fields((tuple(row),))


def _years(years: Sequence[PathYear]) -> Sequence[Block]:
    if not years:
        return (Paragraph(_("Nothing is recorded yet.")),)
    newest, *older = years
    blocks: list[Block] = [
        Heading(year_title(newest.year)),
        _newest(newest),
    ]
    left = len(newest.events) - MOST_EVENTS
    if left > 0:
        words = ngettext("and {count} more before", "and {count} more before", left)
        blocks.append(Note(words.format(count=formats.number(left))))
    if older:
        blocks += [Heading(_("Earlier years")), _older(older)]
    return blocks


def _newest(year: PathYear) -> Table:
    rows = [
        Row((event.when.date(), event.title, event.detail, _learned(event)))
        for event in year.events[:MOST_EVENTS]
    ]
    rows.append(Row((_("Sum"), "", "", minutes_of(year.hours or None)), Role.TOTAL))
    return Table(
        (
            Column(_("Date"), 22, Align.CENTRE, Kind.DATE),
            Column(_("Learned or taught"), share=1.6),
            Column(_("How")),
            Column(_("Hours"), 16, kind=Kind.MINUTES),
        ),
        tuple(rows),
        name=_("Newest year"),
        size=13.5,
        row_height=5.8,
    )


def _older(years: Sequence[PathYear]) -> Table:
    shown = years[:MOST_YEARS]
    rows = [
        Row(
            (
                year_title(year.year),
                len(year.events),
                minutes_of(year.hours or None),
                " · ".join(dict.fromkeys(event.title for event in year.events)),
            )
        )
        for year in shown
    ]
    return Table(
        (
            Column(_("Year"), 34),
            Column(_("Entries"), 16, kind=Kind.NUMBER),
            Column(_("Hours"), 16, kind=Kind.MINUTES),
            Column(_("Learned or taught")),
        ),
        tuple(rows),
        name=_("Earlier years"),
        size=13.5,
        row_height=5.8,
    )


def _notes(notes: PathNotes) -> Sequence[Block]:
    blocks: list[Block] = []
    if notes.goals:
        lines = [_goal(goal.goal, goal.by_when, goal.done_on) for goal in notes.goals[:MOST_NOTES]]
        blocks += [Heading(_("Goals")), *(Paragraph(line, 14, inset=4) for line in lines)]
    wants = [want.what for want in notes.wants if want.met_on is None][:MOST_NOTES]
    if wants:
        blocks += [Heading(_("Wishes and gifts")), Paragraph(" · ".join(wants), 14, inset=4)]
    if notes.skills:
        blocks += [Heading(_("Five skills of learning")), _skills(notes)]
    return blocks


def _goal(goal: str, by_when: date | None, done_on: date | None) -> str:
    if done_on is not None:
        return f"{goal} ({_('reached {date}').format(date=formats.date_brief(done_on))})"
    if by_when is not None:
        return f"{goal} ({_('by {date}').format(date=formats.date_brief(by_when))})"
    return goal


def _skills(notes: PathNotes) -> Table:
    """Return the levels of each skill on the days they were asked for, the newest last."""
    days = notes.skills[:MOST_DAYS][::-1]
    columns = [Column(_("Skill"))]
    columns += [
        Column(formats.date_brief(day), 24, Align.CENTRE, Kind.NUMBER, key=day.isoformat())
        for day, _levels in days
    ]
    rows = [
        Row((skill.label, *(levels.get(skill) for _day, levels in days)), key=skill.value)
        for skill in Skill
    ]
    return Table(tuple(columns), tuple(rows), name=_("Skills"), size=13.5, row_height=5.8)


def _learned(event: Event) -> int | None:
    """Return the minutes that count as learning; how long somebody taught stands among the details."""
    return None if event.kind == TAUGHT else minutes_of(event.hours)


def minutes_of(hours: float | None) -> int | None:
    """Return hours in whole minutes; None for what is not known."""
    return None if hours is None else round(hours * 60)


def year_title(year: int) -> str:
    """Return what a fiscal year (B.E.) is called."""
    return _("Fiscal year {year}").format(year=formats.year(year - 543))
