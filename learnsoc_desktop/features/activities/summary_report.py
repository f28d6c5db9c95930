"""The summary of one activity: who took part, how much, and what each person attended."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.activities.count_queries import (
    CountFilter,
    Counts,
    Register,
    counts,
    register,
)
from learnsoc_desktop.features.activities.model import Activity, Mark
from learnsoc_desktop.features.activities.queries import activity_or_refuse, enrolled_people
from learnsoc_desktop.features.activities.report import nearest_activity
from learnsoc_desktop.features.centre.queries import code_texts
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.reporting.document import (
    Align,
    Column,
    Field,
    Fields,
    Figure,
    Figures,
    Heading,
    Note,
    PageKind,
    Paragraph,
    Report,
    Role,
    Row,
    Table,
)


def activity_summary(session: Session, *, activity: str = "") -> Report:
    """Build the summary of one activity; of the one nearest to today when ``activity`` is empty.

    A centre without any activity gets a paper that says so.
    """
    activity = activity or nearest_activity(session)
    if not activity:
        return _of_nothing(session)
    found = activity_or_refuse(session, UUID(activity))
    marks = register(session, found.id)
    days = [held.held_on for held in marks.sessions]
    first, last = min([found.starts_on, *days]), max([found.ends_on or found.starts_on, *days])
    counted = counts(session, CountFilter(first, last, activity_id=found.id))
    shared = paper(session)
    return Report(
        key="activity-summary",
        title=_("Summary of the activity"),
        head=shared.head,
        page=PageKind.REPORT,
        period=formats.date_range(first, last),
        filter=found.name,
        blocks=(
            _fields(session, found),
            _figures(found, counted, marks),
            Heading(_("People who took part, by sex and age"), 1, "people"),
            _age_table(counted),
            Heading(_("Each session"), 2, "sessions"),
            _session_table(marks),
            Heading(_("Each person"), 3, "persons"),
            _person_table(session, found, marks, counted),
            Note(_how_counted(counted)),
            signature_blocks(session),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} mark", "{count} marks", counted.participations).format(
            count=formats.number(counted.participations)
        ),
        sample=shared.sample,
        digits="arabic",
    )


def _of_nothing(session: Session) -> Report:
    shared = paper(session)
    return Report(
        key="activity-summary",
        title=_("Summary of the activity"),
        head=shared.head,
        page=PageKind.REPORT,
        blocks=(Paragraph(_("There is no activity yet.")), signature_blocks(session)),
        as_of=shared.as_of,
        sample=shared.sample,
        digits="arabic",
    )


def _fields(session: Session, found: Activity) -> Fields:
    ids = [i for i in (found.lecturer_id, found.responsible_id) if i]
    names = person_names(session, ids)
    programme = code_texts(session).get(found.programme_id, "") if found.programme_id else ""
    planned = found.planned_minutes
    return Fields(
        (
            (Field(_("Activity"), found.name),),
            (Field(_("Programme"), programme),),
            (
                Field(_("Venue"), found.venue, share=1.6),
                Field(_("Hours planned"), formats.hours(planned) if planned else None),
            ),
            (
                Field(
                    _("Lecturer"),
                    names.get(found.lecturer_id, "") if found.lecturer_id else "",
                    share=1.6,
                ),
                Field(
                    _("Responsible"),
                    names.get(found.responsible_id, "") if found.responsible_id else "",
                ),
            ),
        )
    )


def _figures(found: Activity, counted: Counts, marks: Register) -> Figures:
    target = found.target_people
    note = _("target {count}").format(count=formats.number(target)) if target else " "
    held = marks.held()
    return Figures(
        (
            Figure(_("People"), len(counted.people), note=note, key="people"),
            Figure(_("Participations"), counted.participations, note=" ", key="participations"),
            Figure(
                _("Sessions held"),
                len(held),
                note=_("of {count}").format(count=formats.number(len(marks.sessions))),
                key="sessions",
            ),
            Figure(
                _("Hours held"),
                sum(session.minutes for session in held) / 60,
                note=" ",
                places=1,
                key="hours",
            ),
        ),
        name=_("Totals"),
    )


def _age_table(counted: Counts) -> Table:
    bands = sorted({person.band for person in counted.people}, key=_band_order)
    sexes = [s for s in Sex if s is not Sex.UNSPECIFIED or any(p.sex is s for p in counted.people)]

    def cells(title: str, band: str | None) -> tuple[str | int | None, ...]:
        people = [p for p in counted.people if band is None or p.band == band]
        by_sex = [sum(p.sex is sex for p in people) or None for sex in sexes]
        return (title, *by_sex, len(people) or None, sum(p.times for p in people) or None)

    rows = [
        Row(
            cells(band.replace("-", "–") if band else _("Age unknown"), band),
            key=band or "unknown",
        )
        for band in bands
    ]
    total = cells(_("Total"), None)
    walk_ins = sum(counted.walk_ins.values())
    if walk_ins:  # they came, but are nobody in the registry
        rows.append(Row((_("Walk-ins"), *[None] * (len(total) - 2), walk_ins), key="walk_ins"))
    total = (*total[:-1], counted.participations or None)
    rows.append(Row(total, Role.TOTAL, "total"))
    return Table(
        (
            Column(_("Age (years)"), key="band"),
            *(Column(sex.label, 24, kind=Kind.NUMBER, key=sex.value) for sex in sexes),
            Column(_("People"), 24, kind=Kind.NUMBER, key="people"),
            Column(_("Participations"), 38, kind=Kind.NUMBER, key="participations"),
        ),
        tuple(rows),
        name=_("By age"),
        key="ages",
    )


def _band_order(band: str) -> int:
    digits = band.split("-", maxsplit=1)[0].rstrip("+")
    return int(digits) if digits else 999


def _session_table(marks: Register) -> Table:
    shown = (Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY, Mark.LEAVE, Mark.ABSENT)
    rows = []
    for number, held in enumerate(marks.sessions, start=1):
        tally = marks.tally(held.id)
        rows.append(
            Row(
                (
                    number,
                    held.held_on,
                    formats.time_range(held.starts, held.ends) if held.starts else None,
                    formats.hours(held.minutes),
                    *(tally[mark] or None for mark in shown),
                    marks.walk_ins.get(held.id),
                    marks.heads.get(held.id),
                ),
                key=str(held.id),
            )
        )
    return Table(
        (
            Column(_("No."), 9, Align.CENTRE, key="no"),
            Column(_("Date"), 20, kind=Kind.DATE, key="held_on"),
            Column(_("Time"), key="time"),
            Column(_("Hours"), 13, Align.RIGHT, key="hours"),
            *(Column(mark.label, 14, kind=Kind.NUMBER, key=mark.value) for mark in shown),
            Column(_("Walk-ins"), 14, kind=Kind.NUMBER, key="walk_ins"),
            Column(_("Heads"), 14, kind=Kind.NUMBER, key="heads"),
        ),
        tuple(rows),
        name=_("Sessions"),
        size=13,
        key="sessions",
    )


def _person_table(session: Session, found: Activity, marks: Register, counted: Counts) -> Table:
    order = list(enrolled_people(session, found.id))
    order += [person.person_id for person in counted.people if person.person_id not in order]
    names = person_names(session, order)
    return Table(
        (
            Column(_("No."), 9, Align.CENTRE, key="no"),
            Column(_("Name"), key="name"),
            Column(_("Sessions"), 22, Align.CENTRE, key="sessions"),
            Column(_("Hours"), 22, Align.CENTRE, key="hours"),
            Column(_("% of sessions"), 29, kind=Kind.NUMBER, places=2, key="by_sessions"),
            Column(_("% of hours"), 29, kind=Kind.NUMBER, places=2, key="by_hours"),
        ),
        tuple(_person_rows(order, names, marks)),
        name=_("People"),
        size=13,
        key="persons",
    )


def _person_rows(order: Sequence[UUID], names: dict[UUID, str], marks: Register) -> list[Row]:
    rows = []
    for number, person_id in enumerate(order, start=1):
        rate = marks.rate(person_id)
        rows.append(
            Row(
                (
                    number,
                    names.get(person_id, ""),
                    f"{rate.sessions}/{rate.sessions_held}",
                    f"{formats.hours(rate.minutes)}/{formats.hours(rate.minutes_held)}",
                    None if rate.by_sessions is None else rate.by_sessions * 100,
                    None if rate.by_hours is None else rate.by_hours * 100,
                ),
                key=str(person_id),
            )
        )
    return rows


def _how_counted(counted: Counts) -> str:
    text = _(
        "People are counted once each; participations are all marks of coming (present, late, left early), "
        "walk-ins too. Rates are out of the sessions that were held."
    )
    if counted.heads:
        text += " " + _(
            "Besides, {count} heads were counted without names; no total holds them."
        ).format(count=formats.number(sum(counted.heads.values())))
    return text
