"""Certificates of those who came often enough, and the register they are signed for in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _, pgettext
from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.activities.count_queries import (
    Rate,
    came_mark,
    counted_session,
    register,
)
from learnsoc_desktop.features.activities.model import Activity, ActivitySession, Attendance
from learnsoc_desktop.features.activities.queries import activity_or_refuse, enrolled_people
from learnsoc_desktop.features.centre.queries import code_texts, signatories
from learnsoc_desktop.features.centre.report import Paper, formal_head, paper, signature_blocks
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.reporting.document import (
    Align,
    Column,
    Note,
    PageKind,
    Paragraph,
    Report,
    Row,
    Table,
)
from learnsoc_desktop.reporting.forms.kinds import Certificate

SHARES = ("80", "60", "70", "75", "90", "100", "0")  # per cent of the hours; 80 is the usual rule
FORMS = {
    "full": N_("With its border"),
    "overprint": N_("Without border, for stock paper"),
    "blank": N_("Blank, for handwriting"),
}
SIGNED_ROW = 9.0
BLANK_ROWS = 10
DOTS = "…………"


@dataclass(frozen=True, slots=True)
class Earned:
    """Somebody who came often enough."""

    person_id: UUID
    name: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Course:
    """What a certificate says about its activity."""

    name: str
    programme: str
    minutes: int
    first: date
    last: date


def share_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return which share of the hours is enough."""
    del session
    texts = [(share, _("{percent}% of the hours").format(percent=share)) for share in SHARES[:-1]]
    return [*texts, (SHARES[-1], _("Whoever came once"))]


def certificate_forms(session: Session) -> Sequence[tuple[str, str]]:
    """Return the versions of a certificate."""
    del session
    return [(form, _(title)) for form, title in FORMS.items()]


def last_attended(session: Session) -> str:
    """Return the activity that people came to last; "" when there was none."""
    return _last(session, came_mark())


def last_finished(session: Session) -> str:
    """Return the activity people came to that ended last, or that they came to last while none ended."""
    going_on = (
        select(ActivitySession.activity_id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(), ActivitySession.held_on > local_today())
    )
    ended = col(ActivitySession.activity_id).not_in(going_on)
    return _last(session, and_(came_mark(), ended)) or last_attended(session)


def _last(session: Session, condition: ColumnElement[bool]) -> str:
    query = (
        select(ActivitySession.activity_id)
        .join(Attendance, col(Attendance.session_id) == ActivitySession.id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(counted_session(), condition, ActivitySession.held_on <= local_today())
        .order_by(col(ActivitySession.held_on).desc(), col(ActivitySession.id))
        .limit(1)
    )
    found = session.exec(query).first()
    return str(found) if found else ""


def certificates(
    session: Session,
    *,
    activity: str = "",
    share: str = SHARES[0],
    day: str = "",
    first: str = "1",
    form: str = "full",
) -> Report:
    """Build a certificate for each person who came often enough.

    Args:
        session: Where to read.
        activity: Id of the activity; the one that ended last when empty.
        share: Per cent of the hours held that is enough; "0" for whoever came once.
        day: ISO date on which they are given; today when empty.
        first: Number of the first certificate; they are numbered on from there.
        form: "full", "overprint" or "blank".
    """
    shared = paper(session)
    activity = activity or last_finished(session)
    given = formats.parse_date(day) if day else local_today()
    page = _open_certificate(session)
    if form == "blank" or not activity:
        return _report(shared, (page,), sample=False)
    course, people = _course(session, UUID(activity), share)
    number = formats.parse_number(first or "1")
    page = replace(page, bordered=form != "overprint")
    pages = tuple(
        _filled(page, course, one.name, number + place, given) for place, one in enumerate(people)
    )
    if not pages:
        return _of_nobody(shared, course)
    return _report(shared, pages, sample=shared.sample)


def certificate_register(
    session: Session,
    *,
    activity: str = "",
    share: str = SHARES[0],
    day: str = "",
    first: str = "1",
    form: str = "filled",
) -> Report:
    """Build the register in which people sign that they received their certificates.

    Args are those of ``certificates``; ``form`` is "filled" or "blank".
    """
    shared = paper(session)
    activity = activity or last_finished(session)
    given = formats.parse_date(day) if day else local_today()
    blank = form == "blank" or not activity
    course, people = (None, []) if blank else _course(session, UUID(activity), share)
    number = formats.parse_number(first or "1")
    rows = tuple(
        Row(
            (
                place + 1,
                _number_text(number + place, given),
                one.name,
                formats.hours(one.rate.minutes),
                _percent(one.rate),
                given,
                "",
                "",
            ),
            key=str(one.person_id),
        )
        for place, one in enumerate(people)
    )
    return Report(
        key="certificate-register",
        title=_("Register of certificates"),
        head=shared.head,
        page=PageKind.WIDE,
        period=formats.date_range(course.first, course.last) if course else "",
        filter=course.name if course else "",
        blocks=(
            Table(
                _register_columns(),
                rows,
                name=_("Certificates"),
                row_height=SIGNED_ROW,
                blank_rows=BLANK_ROWS if blank else 0,
                key="certificates",
            ),
            *(() if rows or blank else (Note(_("Nobody came often enough.")),)),
            signature_blocks(session, 2),
        ),
        as_of=None if blank else shared.as_of,
        sample=shared.sample and not blank,
        digits=formats.current_style().letter_digits,
    )


def _register_columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 10, Align.CENTRE, key="no"),
        Column(_("Certificate no."), 28, Align.CENTRE, key="number"),
        Column(_("Name"), key="name"),
        Column(_("Hours"), 18, Align.CENTRE, key="hours"),
        Column(_("% of hours"), 22, Align.CENTRE, key="by_hours"),
        Column(_("Given on"), 26, Align.CENTRE, key="given_on"),
        Column(_("Received by (signature)"), 52, key="received_by"),
        Column(_("Received on"), 30, key="received_on"),
    )


def _course(session: Session, activity_id: UUID, share: str) -> tuple[Course, list[Earned]]:
    """Return what was held, and who came often enough, in the order of the roll.

    The whole is what was held and what is still to come: nobody has finished a course half way.
    """
    found = activity_or_refuse(session, activity_id)
    marks = register(session, found.id)
    today = local_today()
    whole = {one.id: one for one in marks.held()}
    whole |= {one.id: one for one in marks.sessions if one.held_on > today}
    days = [one.held_on for one in whole.values()] or [found.starts_on]
    order = list(enrolled_people(session, found.id))
    came = sorted({person for person, _session in marks.marks} - set(order), key=str)
    names = person_names(session, [*order, *came])
    order += sorted(came, key=lambda person: sort_key(names.get(person, "")))
    minutes = sum(one.minutes for one in whole.values())
    people = []
    for one in order:
        rate = marks.rate(one)._replace(sessions_held=len(whole), minutes_held=minutes)
        if one in names and _enough(rate, int(share or SHARES[0])):
            people.append(Earned(one, names[one], rate))
    programme = code_texts(session).get(found.programme_id, "") if found.programme_id else ""
    hours = found.planned_minutes or minutes
    return Course(found.name, programme, hours, min(days), max(days)), people


def _enough(rate: Rate, percent: int) -> bool:
    """Return True for whoever came, and long enough: in whole minutes, so that nothing is rounded."""
    if not rate.sessions:
        return False
    if not rate.minutes_held:
        return rate.sessions * 100 >= percent * rate.sessions_held
    return rate.minutes * 100 >= percent * rate.minutes_held


def _percent(rate: Rate) -> str:
    return formats.percent(rate.by_hours * 100, 0) if rate.by_hours is not None else ""


def _number_text(number: int, given: date) -> str:
    return f"{number:04d}/{formats.year(given.year)}"


def _open_certificate(session: Session) -> Certificate:
    """Return a certificate to be filled by hand: who gives it is known."""
    head = formal_head(session)
    last = signatories(session)[-1:]
    return Certificate(
        offices=head.chain[1:] or head.chain,
        title=_("Certificate"),
        opening=_("This is to show that"),
        name=None,
        deed=_("has learnt and finished the course"),
        course=None,
        details=(
            None,
            _("held by {centre}").format(centre=head.centre),
            _("May it bring joy, and be of use to you and to your community."),
            _("Given on {date}").format(date=DOTS * 5),
        ),
        signer=last[0].name if last else "",
        position=last[0].position if last else "",
        number=_("Number {number}").format(number=f"{DOTS} / {DOTS}"),
    )


def _filled(page: Certificate, course: Course, name: str, number: int, given: date) -> Certificate:
    """Return the certificate of one person."""
    written = _number_text(number, given)
    day = _("Given on {date}").format(date=formats.date_solemn(given))
    return replace(
        page,
        name=name,
        course=course.name,
        details=(_taught(course), *page.details[1:-1], day),
        number=_("Number {number}").format(number=written),
        code=f"LS1/CER/{formats.plain_digits(written).replace('/', '-')}",
    )


def _taught(course: Course) -> str:
    """Return the programme, the hours and the days in one line."""
    hours = pgettext("certificate", "{hours} hours").format(hours=formats.hours(course.minutes))
    dates = formats.date_range(course.first, course.last, short=False)
    days = _("on {dates}") if course.first == course.last else _("from {dates}")
    parts = (course.programme, hours if course.minutes else "", days.format(dates=dates))
    return "   ".join(part for part in parts if part)


def _report(shared: Paper, pages: tuple[Certificate, ...], *, sample: bool) -> Report:
    return Report(
        key="certificate",
        title=_("Certificate"),
        head=shared.head,
        page=PageKind.CERTIFICATE,
        blocks=pages,
        as_of=shared.as_of,
        sample=sample,
        digits=formats.current_style().letter_digits,
    )


def _of_nobody(shared: Paper, course: Course) -> Report:
    return Report(
        key="certificate",
        title=_("Certificate"),
        head=shared.head,
        page=PageKind.REPORT,
        period=formats.date_range(course.first, course.last),
        filter=course.name,
        blocks=(Paragraph(_("Nobody came often enough.")),),
        as_of=shared.as_of,
        sample=shared.sample,
    )
