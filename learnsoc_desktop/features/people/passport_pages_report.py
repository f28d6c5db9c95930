"""The pages of a learning passport: plan, skills, what was learned and taught, lines to write on."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import TAUGHT, Event
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.people.passport_queries import Holder
from learnsoc_desktop.features.people.path_model import LearningGoal, Skill
from learnsoc_desktop.features.people.path_queries import (
    OWN,
    REACHED,
    PathYear,
    by_years,
    giver_since,
)
from learnsoc_desktop.features.people.path_report import minutes_of, year_title
from learnsoc_desktop.reporting.charts.kinds import About, Radar, Series
from learnsoc_desktop.reporting.document import (
    Align,
    Block,
    Column,
    Figure,
    Figures,
    Heading,
    Note,
    Paragraph,
    Role,
    Row,
    Signature,
    Signatures,
    Space,
    Table,
    Together,
)
from learnsoc_desktop.reporting.forms.kinds import Facts, WriteLines

SIZE, ROW = 13.5, 6.0  # TH points, mm
WRITTEN = 9.3  # mm of a row that is written by hand
RULED_ROWS = 17
LOG_ROWS, NOTE_ROWS = 14, 7  # with those written by hand, of a page and of half a page
LEAST_BY_HAND = 2
GROWTH_LINES = 8
BEST = 5  # of a skill
LABELS = 30.0  # mm of what stands before an answer
DATE = 23.0  # mm of a column of dates
DAY = 17.0  # mm of a day of the skills
GOALS_ON_A_PAGE = 3
MOST_GOALS, MOST_DAYS, MOST_NEWEST, MOST_YEARS = 5, 4, 40, 15
MOST_TITLES = 5  # of an earlier year
MOST_LOG, MOST_TAUGHT, MOST_WANTS = 12, 8, 8


def about_holder(holder: Holder) -> Sequence[Block]:
    """Return whose booklet it is, how much was learned, and how to use it."""
    rows = (
        (_("Name"), holder.name),
        (_("Nickname"), holder.nickname),
        (_("ID number"), holder.number),
        (_("Village"), holder.village),
        (_("Target groups"), holder.groups),
        (_("Roles"), holder.roles),
        (_("Known since"), formats.date_long(holder.since) if holder.since else None),
    )
    known = rows if holder.blank else tuple(row for row in rows if row[1])
    signers = (Signature(_("Owner of the book"), holder.name or ""), Signature(_("Teacher")))
    return (
        Heading(_("About me"), key="about"),
        Facts(known, LABELS),
        *(() if holder.blank else (_so_far(holder),)),
        Heading(_("How to use this book"), key="use"),
        *(Paragraph(line, 14, lead=f"{number}.", hang=7) for number, line in enumerate(_use(), 1)),
        Signatures(signers, at_foot=True),
    )


def _use() -> Sequence[str]:
    return (
        _("Bring the book whenever you learn, in an activity or by yourself."),
        _(
            "Write what you learned, for how long and what you use it for; the teacher signs beside it."
        ),
        _("Look at your goals and skills once a year, and talk about them with the teacher."),
        _("What you can do, teach others: learners become givers."),
    )


def _so_far(holder: Holder) -> Figures:
    events = _learning(holder)
    minutes = sum(_minutes(event) for event in events)
    given = sum(event.kind == TAUGHT for event in holder.events)
    return Figures(
        (
            Figure(
                _("Things I learned"), len(events), note=_("activities and on my own"), key="times"
            ),
            Figure(_("Hours in all"), minutes // 60, note=_("whole hours"), key="hours"),
            Figure(_("Things I taught others"), given, note=_since(holder), key="given"),
        )
    )


def _since(holder: Holder) -> str:
    since = giver_since(holder.events)
    return _("since {date}").format(date=formats.date_brief(since)) if since else ""


def goals(holder: Holder) -> Sequence[Block]:
    """Return what the holder wants to reach, and room for more."""
    known = holder.notes.goals
    shown = known[:MOST_GOALS]
    blocks: list[Block] = [Heading(_("My goals and plan"), key="goals")]
    for number, goal in enumerate(shown, start=1):
        blocks.append(_goal(number, goal))
    if len(known) > len(shown):
        blocks.append(_more(len(known) - len(shown)))
    empty = max(1, GOALS_ON_A_PAGE - len(shown))
    blocks += [_goal(number) for number in range(len(shown) + 1, len(shown) + 1 + empty)]
    return blocks


def _goal(number: int, goal: LearningGoal | None = None) -> Together:
    title = _("Goal {number}").format(number=formats.number(number))
    rows: tuple[tuple[str, str | None], ...] = (
        (title, goal.goal if goal else None),
        (_("Why"), (goal.why if goal else None) or None),
        (_("Steps"), (goal.steps if goal else None) or None),
        *(() if goal else (("", None),)),
        (_("By when"), formats.date_long(goal.by_when) if goal and goal.by_when else None),
        (_("Reached on"), formats.date_long(goal.done_on) if goal and goal.done_on else None),
    )
    return Together((Facts(rows, LABELS), Space(3)))


def skills(holder: Holder) -> Sequence[Block]:
    """Return how the holder saw the five skills over time, and room for the next time."""
    days = holder.notes.skills[:MOST_DAYS][::-1]
    columns = [Column(_("Skill"), key="skill")]
    columns += [
        Column(formats.date_brief(day), DAY, Align.CENTRE, Kind.NUMBER, key=day.isoformat())
        for day, _levels in days
    ]
    for number in range(len(days), MOST_DAYS + 1):
        columns.append(Column("…/…/…", DAY, Align.CENTRE, key=f"next{number}"))
    empty = ("",) * (len(columns) - 1 - len(days))
    rows = [
        Row((skill.label, *(levels.get(skill) for _day, levels in days), *empty), key=skill.value)
        for skill in Skill
    ]
    table = Table(
        tuple(columns), tuple(rows), name=_("Skills"), size=SIZE, row_height=WRITTEN, key="skills"
    )
    return (
        Heading(_("My five skills of learning"), key="skills"),
        Note(_("1 is a beginning, 5 is very well. Mark yourself once a year.")),
        table,
        WriteLines(1 if days else GROWTH_LINES, lead=_("What I want to become better at")),
        *((_radar(holder),) if days else ()),
    )


def _radar(holder: Holder) -> Radar:
    """Return the newest day against the first."""
    days = holder.notes.skills
    shown = days[:1] if len(days) == 1 else (days[-1], days[0])
    series = tuple(
        Series(formats.date_brief(day), tuple(levels.get(skill) for skill in Skill))
        for day, levels in shown
    )
    about = About(_("Five skills of learning"), told=True)
    return Radar(tuple(skill.label for skill in Skill), series, about, most=BEST)


def learned(holder: Holder) -> Sequence[Block]:
    """Return what was learned: all years with their sums, the newest one in full."""
    years = by_years(_learning(holder))
    head = Heading(_("What I learned"), key="learned")
    if not years:
        return (head, Paragraph(_("Nothing is recorded yet."), SIZE))
    blocks: list[Block] = [head, _sums(years)]
    blocks += [Heading(year_title(years[0].year), key="newest"), _newest(years[0])]
    if len(years) > 1:
        told = _("The newest year stands in full; of earlier ones what took the most hours.")
        blocks += [Heading(_("Earlier years"), key="earlier"), Note(told)]
        blocks += [_earlier(year) for year in years[1:MOST_YEARS]]
    return blocks


def _sums(years: Sequence[PathYear]) -> Table:
    rows = [_sum_row(year_title(year.year), year.events) for year in years[:MOST_YEARS]]
    before = [event for year in years[MOST_YEARS:] for event in year.events]
    if before:
        rows.append(_sum_row(_("Before"), before))
    everything = [event for year in years for event in year.events]
    rows.append(_sum_row(_("Sum"), everything, Role.TOTAL))
    hours = _("Hours")
    return Table(
        (
            Column(_("Year"), key="year"),
            Column(_("Entries"), 18, kind=Kind.NUMBER, key="entries"),
            Column(_("activities"), 22, kind=Kind.MINUTES, group=hours, key="activities"),
            Column(_("on my own"), 22, kind=Kind.MINUTES, group=hours, key="own"),
            Column(_("sum"), 20, kind=Kind.MINUTES, group=hours, key="sum"),
        ),
        tuple(rows),
        name=_("Hours by year"),
        size=SIZE,
        row_height=ROW,
        key="years",
    )


def _sum_row(title: str, events: Sequence[Event], role: Role = Role.NORMAL) -> Row:
    own = sum(_minutes(event) for event in events if event.kind == OWN)
    every = sum(_minutes(event) for event in events)
    return Row((title, len(events), (every - own) or None, own or None, every or None), role)


def _newest(year: PathYear) -> Table:
    """Return the activities of a year, those that go on no page as one row, so that the sum tallies."""
    events = [event for event in year.events if event.kind != OWN]
    shown, more = events[:MOST_NEWEST], events[MOST_NEWEST:]
    rows = [
        Row((event.when.date(), event.title, event.detail, _minutes(event) or None))
        for event in shown
    ]
    if more:
        rows.append(Row(("", _more(len(more)).text, "", sum(map(_minutes, more)) or None)))
    total = sum(map(_minutes, events)) or None
    rows.append(Row(("", _("Sum"), "", total), Role.TOTAL))
    return Table(
        (
            Column(_("Last day"), DATE, Align.CENTRE, Kind.DATE, key="day"),
            Column(_("Activity"), share=1.5, wrap=True, key="what"),
            Column(_("Times I came"), 33, wrap=True, key="how"),
            Column(_("Hours"), 14, kind=Kind.MINUTES, key="hours"),
        ),
        tuple(rows),
        name=_("Newest year"),
        size=SIZE,
        row_height=ROW,
        key="newest",
    )


def _earlier(year: PathYear) -> Paragraph:
    """Return what took the most hours in a year, in a line or two."""
    spent: defaultdict[str, int] = defaultdict(int)
    for event in year.events:
        spent[event.title] += _minutes(event)
    titles = sorted(spent, key=lambda title: -spent[title])
    said = " · ".join(titles[:MOST_TITLES])
    if len(titles) > MOST_TITLES:
        said = f"{said} {_more(len(titles) - MOST_TITLES).text}"
    return Paragraph(said, SIZE, lead=formats.year(year.year - 543), hang=14, air=0.4)


def own_log(holder: Holder) -> Sequence[Block]:
    """Return what the holder learned by oneself, the newest first, and room for more."""
    shown, more = holder.notes.log[:MOST_LOG], holder.notes.log[MOST_LOG:]
    rows = [
        Row((entry.learned_on, entry.what, _told(entry.place, entry.used_for), entry.minutes))
        for entry in shown
    ]
    if more:
        minutes = sum(entry.minutes or 0 for entry in more) or None
        rows.append(Row(("", _more(len(more)).text, "", minutes)))
    total = sum(entry.minutes or 0 for entry in holder.notes.log) or None
    rows.append(Row(("", _("Sum"), "", total), Role.TOTAL))
    return (
        Heading(_("What I learned by myself"), key="log"),
        Table(
            (
                Column(_("Date"), DATE, Align.CENTRE, Kind.DATE, key="day"),
                Column(_("What was learned"), wrap=True, key="what"),
                Column(_("Where, and what for"), wrap=True, key="how"),
                Column(_("Hours"), 14, kind=Kind.MINUTES, key="hours"),
            ),
            tuple(rows),
            name=_("Own learning log"),
            size=SIZE,
            **_by_hand(len(rows) - 1, LOG_ROWS),
            key="log",
        ),
    )


def _told(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def taught(holder: Holder) -> Sequence[Block]:
    """Return what the holder passed on to others, and room for more."""
    events = sorted(
        (event for event in holder.events if event.kind == TAUGHT),
        key=lambda event: event.when,
        reverse=True,
    )
    rows = [Row((event.when.date(), event.title, event.detail)) for event in events[:MOST_TAUGHT]]
    if len(events) > MOST_TAUGHT:
        rows.append(Row(("", _more(len(events) - MOST_TAUGHT).text, "")))
    table = Table(
        (
            Column(_("Date"), DATE, Align.CENTRE, Kind.DATE, key="day"),
            Column(_("What I taught"), wrap=True, key="what"),
            Column(_("Whom, how long"), wrap=True, key="how"),
        ),
        tuple(rows),
        name=_("What I taught"),
        size=SIZE,
        **_by_hand(len(rows), NOTE_ROWS),
        key="taught",
    )
    return (Heading(_("What I passed on to others"), key="taught"), table)


def wishes(holder: Holder) -> Sequence[Block]:
    """Return what the holder wants to learn and is good at, and room for more."""
    wants = holder.notes.wants
    rows = [Row((want.what, want.kind.label, want.met_on or "")) for want in wants[:MOST_WANTS]]
    if len(wants) > MOST_WANTS:
        rows.append(Row((_more(len(wants) - MOST_WANTS).text, "", "")))
    table = Table(
        (
            Column(_("What it is about"), wrap=True, key="what"),
            Column(_("Kind"), 36, key="kind"),
            Column(_("Met on"), 24, Align.CENTRE, Kind.DATE, key="met"),
        ),
        tuple(rows),
        name=_("Wishes and gifts"),
        size=SIZE,
        **_by_hand(len(rows), NOTE_ROWS),
        key="wishes",
    )
    return (Heading(_("What I want to learn, what I am good at"), key="wishes"), table)


def ruled() -> tuple[Block, ...]:
    """Return a page to write on by hand."""
    return (
        Heading(_("My learning log"), key="ruled"),
        Table(
            (
                Column(_("Date"), 20, Align.CENTRE, key="day"),
                Column(_("What I learned, and what for"), key="what"),
                Column(_("Hours"), 14, Align.CENTRE, key="hours"),
                Column(_("Signed by\nthe teacher"), 28, Align.CENTRE, key="signed"),
            ),
            (),
            name=_("My learning log"),
            size=SIZE,
            row_height=WRITTEN,
            blank_rows=RULED_ROWS,
            key="ruled",
        ),
    )


def _by_hand(rows: int, most: int) -> dict[str, Any]:
    """Return the rows left to be written after ``rows``; all are as high as writing needs, where there is room."""
    left = most - rows
    height = WRITTEN if left >= LEAST_BY_HAND else ROW
    return {"blank_rows": max(LEAST_BY_HAND, left), "row_height": height}


def _learning(holder: Holder) -> list[Event]:
    """Return what was learned, from activities and alone; goals and teaching have pages of their own."""
    return [event for event in holder.events if event.kind not in {TAUGHT, REACHED}]


def _minutes(event: Event) -> int:
    return minutes_of(event.hours) or 0


def _more(count: int) -> Note:
    """Return how many more there are than a page tells."""
    words = ngettext("and {count} further entry", "and {count} further entries", count)
    return Note(words.format(count=formats.number(count)))
