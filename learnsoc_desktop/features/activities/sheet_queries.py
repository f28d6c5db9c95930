"""The sheet of a session: its number, its roll, and which one is on now."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, and_, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import Hit
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.kedmanee import as_us_keys
from learnsoc_desktop.core.partial_date import age_on
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.features.activities.errors import NoSuchSheet
from learnsoc_desktop.features.activities.mark_queries import counting_marks
from learnsoc_desktop.features.activities.model import (
    CAME,
    Activity,
    ActivitySession,
    Attendance,
    HeadCount,
    Mark,
)
from learnsoc_desktop.features.activities.queries import (
    SessionRow,
    on_roll,
    session_or_refuse,
    session_row,
)
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.model import Person, Sex
from learnsoc_desktop.features.people.names import shown_name

SHEET_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # no I, L, O: they are misread on paper
SHEET_LENGTH = 8
CODE = "LS1/ATT/"  # begins the QR code of a sheet; its numbers follow, then page and pages
LEAST_LETTERS = 4  # of a number that search looks for: fewer letters are a word, not a sheet


@dataclass(frozen=True, slots=True)
class RollRow:
    """One line of a session's roll; a walk-in without a person has no ``person_id``."""

    person_id: UUID | None
    attendance_id: UUID | None
    roll_no: int
    name: str
    nickname: str
    village: str
    sex: Sex
    picture: str
    mark: Mark | None
    left_at: time | None
    minutes: int | None  # attended, where the mark says less than the whole session
    walk_in: bool
    twin: bool = False  # shares its nickname with another line
    apart: str = ""  # what tells it from the others of its nickname: village, full name or more


@dataclass(frozen=True, slots=True)
class Roll:
    """A session with everybody who may be marked: the enrolled in roll order, then the walk-ins."""

    session: SessionRow
    sheet: str
    rows: tuple[RollRow, ...]
    heads_counted: int | None
    heads: int  # sum of the head counts without names
    cancel_reason: str = ""


def sheet_number(session_id: UUID) -> str:
    """Return the eight letters that stand on the sheet of a session, derived from its id."""
    number = int.from_bytes(hashlib.sha256(session_id.bytes).digest()[:8])
    letters = []
    for _place in range(SHEET_LENGTH):
        number, rest = divmod(number, len(SHEET_LETTERS))
        letters.append(SHEET_LETTERS[rest])
    return "".join(letters)


def sheet_code(sessions: Sequence[UUID]) -> str:
    """Return what the QR code of a paper says of its sessions; the paper adds page and pages."""
    return CODE + ".".join(map(sheet_number, sessions))


def is_code(typed: str) -> bool:
    """Return True where a reader types the QR code of a paper, whatever keyboard layout is on."""
    begin = CODE[:3]
    return any(text.upper().startswith(begin) for text in (typed, as_us_keys(typed)))


def _numbers_of_code(typed: str) -> list[str]:
    """Return the numbers in the QR code of a paper; none while it is not typed to the end."""
    for text in (typed, as_us_keys(typed)):
        whole = re.fullmatch(CODE + r"([A-Z.]+)/\d+-\d+", text.strip().upper())
        if whole:
            return whole[1].split(".")
    return []


def session_of_sheet(session: Session, number: str) -> UUID:
    """Return the session whose sheet carries ``number``, however it was typed; raise NoSuchSheet."""
    wanted = sheet_letters(number)
    found = _sheets(session, wanted) if len(wanted) == SHEET_LENGTH else []
    if not found:
        raise NoSuchSheet(number=wanted or number.strip())
    return found[0]


def sheet_letters(typed: str) -> str:
    """Return the letters that ``typed`` means as a sheet number, whatever keyboard layout was on."""
    return "".join(letter for letter in as_us_keys(typed).upper() if "A" <= letter <= "Z")


def sheets_find(session: Session, text: str, limit: int = 20) -> Sequence[Hit]:
    """Return the sheets whose number begins with ``text``, for the search over everything.

    The QR code of a paper gives its sheets, first those that are not filled.
    """
    if is_code(text):
        numbers = _numbers_of_code(text)
        found = [row for number in numbers for row in _rows(session, number)]
        return [_hit(row) for row in sorted(found, key=_by_need)[:limit]]
    wanted = sheet_letters(text)
    if not LEAST_LETTERS <= len(wanted) <= SHEET_LENGTH:
        return []
    return [_hit(row) for row in _rows(session, wanted, limit)]


def _rows(session: Session, begin: str, limit: int = 1) -> list[SessionRow]:
    return [session_row(session, session_id) for session_id in _sheets(session, begin)[:limit]]


def _by_need(row: SessionRow) -> tuple[bool, date]:
    return row.filled, row.held_on


def _hit(row: SessionRow) -> Hit:
    title = f"{row.activity} · {formats.date_medium(row.held_on)}"
    return Hit("sheet", str(row.id), title, _("sheet {number}").format(number=sheet_number(row.id)))


def _sheets(session: Session, begin: str) -> list[UUID]:
    query = (
        select(ActivitySession.id)
        .join(Activity, col(Activity.id) == ActivitySession.activity_id)
        .where(alive(ActivitySession), alive(Activity))
        .order_by(col(ActivitySession.held_on).desc(), col(ActivitySession.id))
    )
    return [found for found in session.exec(query) if sheet_number(found).startswith(begin)]


def session_now(today: Sequence[SessionRow], clock: time) -> UUID | None:
    """Return the session of ``today`` that runs now, else the next one, else the last one."""
    open_rows = [row for row in today if not row.cancelled]
    running = [r for r in open_rows if r.starts and r.starts <= clock <= (r.ends or time.max)]
    coming = [r for r in open_rows if r.starts and r.starts > clock]
    chosen = (running or coming or open_rows[-1:])[:1]
    return chosen[0].id if chosen else None


def roll(session: Session, session_id: UUID) -> Roll:
    """Return the roll of a session: the enrolled in roll order, then everybody else who has a mark."""
    head = session_row(session, session_id)
    held = session_or_refuse(session, session_id)
    marks = session.exec(
        select(Attendance)
        .where(Attendance.session_id == session_id, alive(Attendance))
        .order_by(col(Attendance.created_at), col(Attendance.id))
    ).all()
    by_person = counting_marks(session, marks, head.minutes)
    rows: list[RollRow] = []
    more: dict[UUID, str] = {}  # what tells a person from others of the same name
    for person, village, roll_no, enrolled in _people(session, head.activity_id, by_person):
        more[person.id] = known_by(person.house_no, person.born, person.phone, head.held_on)
        mark, walk_in = by_person.get(person.id), enrolled is None
        rows.append(_person_row(person, village or "", roll_no or 0, mark, walk_in=walk_in))
    rows += [_walk_in_row(mark) for mark in marks if mark.person_id is None]
    return Roll(
        head,
        sheet_number(session_id),
        tuple(_tell_twins(rows, more)),
        held.heads_counted,
        sum(head_counts(session, session_id).values()),
        held.cancel_reason,
    )


def _people(
    session: Session, activity_id: UUID, marked: Collection[UUID]
) -> Iterable[tuple[Person, str | None, int | None, UUID | None]]:
    """Return who is on the roll of an activity in its order, then who else was ``marked``.

    With each the name of the village; roll number and id on the roll are None for the others. Who
    is on the roll and in the trash is left out, unless marked.
    """
    enrolled = on_roll(activity_id).subquery()
    ids = session.exec(select(enrolled.c.person_id)).all()
    return session.exec(
        select(Person, Village.name, enrolled.c.roll_no, enrolled.c.person_id)
        .join(enrolled, enrolled.c.person_id == Person.id, isouter=True)
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(
            col(Person.id).in_({*ids, *marked}),  # or every person would be looked at
            or_(
                and_(enrolled.c.person_id.is_not(None), alive(Person)),
                col(Person.id).in_(marked),
            ),
        )
        .order_by(
            enrolled.c.person_id.is_(None),
            enrolled.c.roll_no,
            col(Person.sort_key),
            col(Person.id),
        )
    )


def head_counts(session: Session, session_id: UUID) -> Mapping[tuple[Sex, str], int]:
    """Return the heads counted without names in a session, by sex and age band."""
    query = select(HeadCount).where(HeadCount.session_id == session_id, alive(HeadCount))
    return {(row.sex, row.age_band): row.heads for row in session.exec(query) if row.heads}


def _person_row(
    person: Person, village: str, roll_no: int, mark: Attendance | None, *, walk_in: bool
) -> RollRow:
    return RollRow(
        person_id=person.id,
        attendance_id=mark.id if mark else None,
        roll_no=roll_no,
        name=shown_name(person.title, person.first_name, person.last_name, person.nickname),
        nickname=person.nickname or person.first_name,
        village=village,
        sex=person.sex,
        picture=person.picture,
        mark=mark.mark if mark else None,
        left_at=mark.left_at if mark else None,
        minutes=mark.minutes if mark else None,
        walk_in=walk_in,
    )


def _walk_in_row(mark: Attendance) -> RollRow:
    return RollRow(
        person_id=None,
        attendance_id=mark.id,
        roll_no=0,
        name=mark.walk_in_name,
        nickname=mark.walk_in_name,
        village="",
        sex=mark.walk_in_sex,
        picture="",
        mark=mark.mark,
        left_at=mark.left_at,
        minutes=mark.minutes,
        walk_in=True,
    )


def known_by(house: str, born: str, phone: str, day: date) -> str:
    """Return what tells a person from another of the same name: house, age on a day, telephone."""
    parts = []
    if house:
        parts.append(_("house {number}").format(number=house))
    age = age_on(born, day) if born else None
    if age is not None:
        parts.append(ngettext("{count} year old", "{count} years old", age).format(count=age))
    if phone:
        parts.append(_("phone …{end}").format(end=phone[-4:]))
    return " · ".join(parts)


def _tell_twins(rows: Sequence[RollRow], more: Mapping[UUID, str]) -> list[RollRow]:
    """Say of the lines that share a nickname what tells each from the others.

    The village where it does, the full name where the village does not, and what else is known where
    both are the same.
    """
    alike: dict[str, list[RollRow]] = defaultdict(list)
    for row in rows:
        alike[fold(row.nickname)].append(row)

    def told(row: RollRow) -> RollRow:
        others = [other for other in alike[fold(row.nickname)] if other is not row]
        if not others:
            return row
        near = [other for other in others if other.village == row.village]
        if row.village and not near:
            return replace(row, twin=True, apart=row.village)
        same = [other for other in near if fold(other.name) == fold(row.name)]
        if same and row.person_id:
            return replace(row, twin=True, apart=more.get(row.person_id, "") or row.name)
        return replace(row, twin=True, apart=row.name if row.name != row.nickname else "")

    return [told(row) for row in rows]


def came(mark: Mark | None) -> bool:
    """Return True for a mark that counts as having come: present, late, left early."""
    return mark in CAME
