"""The attendance sheet: to be signed, filled from the marks, or blank for handwriting."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select as wide_select
from sqlmodel import Session, col

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import alive, local_today
from learnsoc_desktop.features.activities.model import CAME, Activity, Mark
from learnsoc_desktop.features.activities.queries import (
    ActivityRow,
    SessionRow,
    activity_or_refuse,
    session_rows,
)
from learnsoc_desktop.features.activities.sheet_queries import (
    Roll,
    RollRow,
    roll,
    sheet_code,
    sheet_number,
)
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.name_queries import person_names
from learnsoc_desktop.reporting.document import (
    Align,
    Column,
    Field,
    Fields,
    PageKind,
    Parts,
    Report,
    Role,
    Row,
    Signature,
    Signatures,
    Table,
    Ticks,
)

FORMS = ("sign", "filled", "blank")
FORM_TITLES = {
    "sign": N_("To be signed"),
    "filled": N_("Filled from the marks"),
    "blank": N_("Blank, for handwriting"),
}
DAYS_A_SHEET = 5
SIGNED_ROW = 9.0  # mm: room for a signature
FEW_DAYS = 2  # so few leave some of their width to names and remarks
NAME = 48.0  # mm
REMARK, REMARK_FILLED = 23.0, 44.0  # mm: nobody signs a filled sheet, and its remarks say more
ROWS_LEFT_OVER = 5  # for people who are not on the roll
BLANK_ROWS = 11
NEARBY = timedelta(days=45)


def forms(session: Session) -> Sequence[tuple[str, str]]:
    """Return the three versions of the sheet."""
    del session
    return [(form, _(FORM_TITLES[form])) for form in FORMS]


def activity_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the activities, newest first."""
    query = (
        wide_select(col(Activity.id), col(Activity.name), col(Activity.starts_on))
        .where(alive(Activity))
        .order_by(col(Activity.starts_on).desc(), col(Activity.sort_key))
    )
    return [
        (str(activity_id), f"{name} · {formats.date_medium(starts_on)}")
        for activity_id, name, starts_on in session.execute(query)
    ]


def nearest_activity(session: Session) -> str:
    """Return the activity with the session nearest to today, else the newest one; "" when there is none."""
    today = local_today()
    near = [
        row
        for row in session_rows(session, start=today - NEARBY, end=today + NEARBY)
        if not row.cancelled
    ]
    if near:
        best = min(near, key=lambda row: (abs((row.held_on - today).days), -row.enrolled, row.id))
        return str(best.activity_id)
    choices = activity_choices(session)
    return choices[0][0] if choices else ""


def attendance_sheet(
    session: Session, *, activity: str = "", day: str = "", form: str = "sign"
) -> Report:
    """Build the attendance sheet of up to five sessions of an activity.

    Args:
        session: Where to read.
        activity: Id of the activity; the nearest one when empty.
        day: ISO date of the first session on the sheet; chosen near today when empty.
        form: "sign", "filled" or "blank". A centre without any activity gets a blank sheet.
    """
    activity = activity or nearest_activity(session)
    if form == "blank" or not activity:
        return _blank(session)
    found = activity_or_refuse(session, UUID(activity))
    sessions = _sessions_of_sheet(session_rows(session, activity_id=found.id), day)
    rolls = [roll(session, row.id) for row in sessions]
    shared = paper(session)
    names = person_names(session, [i for i in (found.lecturer_id, found.responsible_id) if i])
    lecturer = names.get(found.lecturer_id, "") if found.lecturer_id else ""
    teacher = names.get(found.responsible_id, "") if found.responsible_id else ""
    return Report(
        key="attendance-sheet",
        title=_("Attendance sheet of learners"),
        head=shared.head,
        page=PageKind.SHEET,
        fields=_fields(found, sessions, lecturer, teacher),
        blocks=(
            Table(
                _columns(sessions, REMARK_FILLED if form == "filled" else REMARK),
                (*_rows(rolls, filled=form == "filled"), *_totals(rolls, filled=form == "filled")),
                name=_("Attendance"),
                row_height=SIGNED_ROW,
                key="attendance",
                blank_rows=0 if form == "filled" else ROWS_LEFT_OVER,
                blank_from=None if form == "filled" else _roll_length(rolls) + 1,
            ),
            _signatures(session, lecturer, teacher),
        ),
        as_of=shared.as_of,
        sheet_no=sheet_number(sessions[0].id) if len(sessions) == 1 else "",
        code=sheet_code([row.id for row in sessions]) if sessions else "",
        sample=shared.sample,
        digits=formats.current_style().letter_digits,
    )


def _sessions_of_sheet(rows: Sequence[SessionRow], day: str) -> Sequence[SessionRow]:
    """Return the sessions on one sheet: five in a row that begin at ``day``, or hold the next session."""
    held = [row for row in rows if not row.cancelled]
    today = formats.parse_date(day) if day else local_today()
    following = next((n for n, row in enumerate(held) if row.held_on >= today), len(held) - 1)
    first = max(0, following if day else following - following % DAYS_A_SHEET)
    return held[first : first + DAYS_A_SHEET]


def _fields(
    activity: Activity, sessions: Sequence[SessionRow], lecturer: str, teacher: str
) -> Fields:
    days = ""
    if sessions:
        days = formats.date_range(sessions[0].held_on, sessions[-1].held_on)
    times = sorted({formats.time_range(r.starts, r.ends) for r in sessions if r.starts})
    legend = _("Came: tick the box. On leave: leave it empty and write “leave” in the remarks.")
    return Fields(
        (
            (
                Field(_("Activity"), activity.name, share=1.5),
                Field(_("Lecturer"), lecturer),
            ),
            (
                Field(_("Venue"), activity.venue, share=1.5),
                Field(_("Responsible teacher"), teacher),
            ),
            (
                Field(_("Dates"), days, share=0.8),
                Field(_("Time"), " · ".join(times), share=0.6),
                Field("", legend, share=1.4),
            ),
        )
    )


def _columns(sessions: Sequence[SessionRow] | int, remark: float = REMARK) -> tuple[Column, ...]:
    """Return the columns; every day carries the letters by which its sheet is found again."""
    signature = _("Signature")
    if isinstance(sessions, int):
        heads = [(_("Date ……/……/……"), signature)] * sessions
    elif len(sessions) == 1:
        heads = [(_day_head(sessions[0]), signature)]
    else:
        heads = [(_day_head(row), f"{signature}\n{sheet_number(row.id)}") for row in sessions]
    few = len(heads) <= FEW_DAYS
    days = [
        Column(title, group=head, share=1.6, boxes=("",), key=f"day_{n}", align=Align.RIGHT)
        for n, (head, title) in enumerate(heads, start=1)
    ]
    return (
        Column(_("No."), 9, Align.CENTRE, key="no"),
        Column(_("Name"), 0.0 if few else NAME, key="name"),
        *days,
        Column(_("Total\n(hrs)"), 14, Align.CENTRE, key="hours"),
        Column(_("Remarks"), 0.0 if few else remark, share=0.8, key="remark", wrap=True),
    )


def _day_head(row: SessionRow) -> str:
    weekday = formats.weekday_name(row.held_on)
    return f"{weekday} {formats.date_brief(row.held_on)}"


def _roll_length(rolls: Sequence[Roll]) -> int:
    return len({_line(row) for each in rolls for row in each.rows if not row.walk_in})


def _line(row: RollRow) -> UUID | str:
    return row.person_id or f"walk-in {row.attendance_id}"


def _rows(rolls: Sequence[Roll], *, filled: bool) -> list[Row]:
    """Return a line a person in roll order; walk-ins stand on a filled sheet only, after the roll."""
    lines: dict[UUID | str, list[RollRow | None]] = {}
    for place, each in enumerate(rolls):
        for row in each.rows:
            if row.walk_in and not filled:
                continue
            lines.setdefault(_line(row), [None] * len(rolls))[place] = row
    order = sorted(lines.values(), key=lambda found: next(r.walk_in for r in found if r))
    rows = []
    for number, found in enumerate(order, start=1):
        someone = next(row for row in found if row)
        cells = [_ticks(row) if filled else Ticks(("",)) for row in found]
        hours = _hours(found, rolls) if filled else None
        remark = _remark(found) if filled else ""
        rows.append(Row((number, someone.name, *cells, hours, remark), key=str(_line(someone))))
    return rows


def _ticks(row: RollRow | None) -> Ticks:
    return Ticks(("/",) if row and row.mark in CAME else ("",))


def _hours(found: Sequence[RollRow | None], rolls: Sequence[Roll]) -> str | None:
    minutes = sum(
        each.session.minutes if row.minutes is None else row.minutes
        for row, each in zip(found, rolls, strict=True)
        if row and row.mark in CAME
    )
    return formats.hours(minutes) if minutes else None


def _remark(found: Sequence[RollRow | None]) -> str:
    """Return the marks that are not a plain *came*, with the number of the session."""
    said: dict[Mark, list[str]] = {}
    for place, row in enumerate(found, start=1):
        if row and row.mark and row.mark is not Mark.PRESENT:
            said.setdefault(row.mark, []).append(str(place))
    return " ".join(f"{mark.label} {','.join(places)}" for mark, places in said.items())


def _totals(rolls: Sequence[Roll], *, filled: bool) -> tuple[Row, ...]:
    def line(title: str, numbers: Sequence[int | None], role: Role) -> Row:
        return Row(("", title, *(Parts((("", n),)) for n in numbers), None, ""), role)

    marks = [[row.mark for row in each.rows if row.mark] for each in rolls]
    # a session without any mark was not taken: nothing is known of it, which is not nought
    came = [sum(mark in CAME for mark in found) if found else None for found in marks]
    away = [sum(mark not in CAME for mark in found) if found else None for found in marks]
    nothing: Mapping[bool, list[int | None]] = {False: [None] * len(rolls)}
    return (
        line(_("Came (people)"), nothing.get(filled, came), Role.TOTAL),
        line(_("Leave, absent (people)"), nothing.get(filled, away), Role.NORMAL),
    )


def _signatures(session: Session, lecturer: str = "", teacher: str = "") -> Signatures:
    """Return who signs: the checker is the one of the centre's other papers."""
    _reports, checker = signature_blocks(session, 2).people
    return Signatures(
        (
            Signature(_("Lecturer"), lecturer, key="lecturer"),
            Signature(_("Responsible teacher"), teacher, key="teacher"),
            Signature(_("Checked by"), checker.name, checker.position, "checker"),
        )
    )


def _blank(session: Session) -> Report:
    shared = paper(session)
    empty = Fields(
        (
            (Field(_("Activity"), share=1.5), Field(_("Lecturer"))),
            (Field(_("Venue"), share=1.5), Field(_("Responsible teacher"))),
            (
                Field(_("Dates"), share=0.8),
                Field(
                    "",
                    _(
                        "Came: tick the box. On leave: leave it empty and write “leave” in the remarks."
                    ),
                    share=1.4,
                ),
            ),
        )
    )
    boxes = [Ticks(("",))] * DAYS_A_SHEET
    rows = tuple(Row((None, "", *boxes, None, "")) for _row in range(BLANK_ROWS))
    totals = (
        Row(("", _("Came (people)"), *[None] * DAYS_A_SHEET, None, ""), Role.TOTAL),
        Row(("", _("Leave, absent (people)"), *[None] * DAYS_A_SHEET, None, "")),
    )
    return Report(
        key="attendance-sheet",
        title=_("Attendance sheet of learners"),
        head=shared.head,
        page=PageKind.SHEET,
        fields=empty,
        blocks=(
            Table(_columns(DAYS_A_SHEET), rows + totals, row_height=SIGNED_ROW, key="attendance"),
            _signatures(session),
        ),
        foot_note=_("Attendance sheet of learners (blank)"),
        sample=False,
        digits=formats.current_style().letter_digits,
    )


def activity_list(session: Session, rows: Sequence[ActivityRow]) -> Report:
    """Build the list of activities as the page shows it."""
    shared = paper(session)
    lines = [
        Row(
            (
                number,
                row.name,
                row.programme,
                row.starts_on,
                row.venue,
                row.enrolled or None,
                f"{row.filled}/{row.sessions}",
                row.status.label,
            )
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Report(
        key="activity-list",
        title=_("Activities"),
        head=shared.head,
        page=PageKind.WIDE,
        blocks=(
            Table(
                (
                    Column(_("No."), 9, Align.CENTRE, key="no"),
                    Column(_("Name of the activity"), 68, key="name", wrap=True),
                    Column(_("Programme"), 62, key="programme", wrap=True),
                    Column(_("First day"), 22, kind=Kind.DATE, key="starts_on"),
                    Column(_("Venue"), 50, key="venue"),
                    Column(_("People"), 14, kind=Kind.NUMBER, key="people"),
                    Column(_("Sheets"), 18, Align.CENTRE, key="sheets"),
                    Column(_("Status"), 26, key="status"),
                ),
                tuple(lines),
                name=_("Activities"),
                key="activities",
            ),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} activity", "{count} activities", len(rows)).format(
            count=formats.number(len(rows))
        ),
        sample=shared.sample,
        digits="arabic",
    )


def day_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return "near today" and the days of the last and next sessions of all activities, newest first."""
    today = local_today()
    days = sorted(
        {row.held_on for row in session_rows(session, start=today - NEARBY, end=today + NEARBY)},
        reverse=True,
    )
    return [("", _("Nearest to today")), *((d.isoformat(), formats.date_medium(d)) for d in days)]
