"""The learner roll: everybody in the registry, on paper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import FieldSpec, Kind
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.core.identity import mask, mask_phone
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.centre.queries import code_texts, codes, villages
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.custom_queries import PREFIX, chosen_specs, shown_values
from learnsoc_desktop.features.people.model import Person, PersonStatus, Sex
from learnsoc_desktop.features.people.name_queries import main_group
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.own_group_queries import in_group, own_groups
from learnsoc_desktop.features.people.queries import PeopleFilter, listed, people_condition
from learnsoc_desktop.reporting.document import (
    Align,
    Beside,
    Column,
    Note,
    PageKind,
    Report,
    Role,
    Row,
    Space,
    Table,
)

ORDERS = {"name": N_("By name"), "code": N_("By learner code"), "village": N_("By village")}
SEX_SIGNS = {Sex.MALE: N_("M"), Sex.FEMALE: N_("F"), Sex.UNSPECIFIED: N_("–")}
BLANK_ROWS = 21
OWN_WIDE = {Kind.CODE: 14, Kind.NUMBER: 14, Kind.DATE: 19, Kind.TEXT: 19}  # mm
OWN_KINDS = {Kind.NUMBER: Kind.NUMBER, Kind.DATE: Kind.DATE}
# What all columns may ask for (mm): on a page across they are narrowed to 85 % of it and still hold words.
MOST_WIDE = 320
# What is left out where the fields of the centre's own need the room, in this order.
GIVES_WAY = ("education", "registered_on", "occupation", "phone", "target_group", "address")
AT_ONCE = 5000  # persons read together


def role_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the roles, learners first, and everybody."""
    return [
        *((str(word.id), word.text) for word in codes(session, "role")),
        ("all", _("Everybody")),
    ]


def village_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return every village and each one."""
    return [("", _("All villages")), *((str(row.id), row.text) for row in villages(session))]


def group_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return every target group and each one."""
    words = codes(session, "target_group")
    return [("", _("All target groups")), *((str(word.id), word.text) for word in words)]


def own_group_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return everybody and each group that was made by hand."""
    return [
        ("", _("Everybody, in a group or not")),
        *((str(row.id), row.name) for row in own_groups(session)),
    ]


def order_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the orders a roll can stand in."""
    del session
    return [(key, _(title)) for key, title in ORDERS.items()]


def form_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Return the filled and the blank version."""
    del session
    return [("filled", _("Filled")), ("blank", _("Blank, for handwriting"))]


def learner_roll(
    session: Session,
    *,
    role: str = "",
    village: str = "",
    group: str = "",
    own_group: str = "",
    order: str = "name",
    form: str = "filled",
    own: str = "",
) -> Report:
    """Build the roll of the registry.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty.
        group: Id of the target group; all when empty.
        own_group: Id of a group made by hand, whose people are in the roll whatever their role; all when empty.
        order: "name", "code" or "village".
        form: "filled" or "blank".
        own: Fields of the centre's own that stand behind the others, as ``own_choices`` has it.
    """
    specs = chosen_specs(session, own)
    roles = dict(role_choices(session))
    role = role or ("all" if own_group else next(iter(roles)))
    chosen = PeopleFilter(
        roles=() if role == "all" else (UUID(role),),
        villages=(UUID(village),) if village else (),
        groups=(UUID(group),) if group else (),
    )
    mine = in_group(UUID(own_group)) if own_group else true()
    rows = () if form == "blank" else _asked_rows(session, chosen, mine, order, specs)
    named = dict(own_group_choices(session)).get(own_group, "") if own_group else ""
    filters = [
        roles.get(role, ""),
        dict(village_choices(session)).get(village, ""),
        dict(group_choices(session)).get(group, ""),
        *([named] if named else []),
        _(ORDERS.get(order, ORDERS["name"])),
    ]
    return _roll(session, rows, filters, specs, blank=form == "blank")


def roll_of(session: Session, ids: Sequence[UUID], filters: Sequence[str]) -> Report:
    """Build the roll of these persons in this order; ``filters`` say in words who they are."""
    rows: list[Row] = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found = session.exec(_select().where(col(Person.id).in_(part), listed()))
        by_id = {one[0].id: one for one in found}
        rows += _rows(session, [by_id[each] for each in part if each in by_id], len(rows))
    return _roll(session, rows, filters)


def _roll(
    session: Session,
    rows: Sequence[Row],
    filters: Sequence[str],
    own: Sequence[FieldSpec] = (),
    *,
    blank: bool = False,
) -> Report:
    shared = paper(session)
    people = ngettext("{count} person", "{count} people", len(rows)).format(
        count=formats.number(len(rows))
    )
    signed = signature_blocks(session, 2)
    columns = _columns(own)
    kept = _with_room(columns)
    left = ", ".join(column.head for at, column in enumerate(columns) if at not in kept)
    shown = [replace(row, cells=tuple(row.cells[at] for at in kept)) for row in rows]
    return Report(
        key="learner-roll",
        title=_("Learner roll"),
        head=shared.head,
        page=PageKind.WIDE,
        period=_("As of {date}").format(date=formats.date_long(shared.as_of.date())),
        filter="" if blank else " · ".join(filters),
        blocks=(
            *((Note(_("No room for: {columns}.").format(columns=left)),) if left else ()),
            Table(
                tuple(columns[at] for at in kept),
                tuple(shown),
                name=_("Learner roll"),
                size=12.5,
                blank_rows=BLANK_ROWS if blank else 0,
                key="roll",
            ),
            *(() if rows or blank else (Note(_("Nobody is in this roll.")),)),
            *((Space(2), Beside(_by_status(rows), signed, share=0.4)) if rows else (signed,)),
        ),
        as_of=shared.as_of,
        counted=people,
        sample=shared.sample and not blank,
        digits="arabic",
    )


def _columns(own: Sequence[FieldSpec] = ()) -> tuple[Column, ...]:
    born = _("Born")
    return (
        Column(_("No."), 9, Align.CENTRE, key="no"),
        Column(_("Learner\ncode"), 16, Align.CENTRE, key="learner_code", verbatim=True),
        Column(_("ID\nnumber"), 29, Align.CENTRE, key="id_number", kind=Kind.ID_NUMBER),
        Column(_("Name"), 41, key="name", wrap=True),
        Column(_("Sex"), 8, Align.CENTRE, key="sex"),
        Column(_("date"), 20, Align.RIGHT, group=born, key="born"),
        Column(_("age"), 8, kind=Kind.NUMBER, align=Align.CENTRE, group=born, key="age"),
        Column(_("Education"), 26, key="education", wrap=True),
        Column(_("Occupation"), 19, key="occupation", wrap=True),
        Column(_("Address"), 31, key="address", wrap=True),
        Column(_("Phone"), 21, Align.CENTRE, key="phone", kind=Kind.PHONE),
        Column(_("Target\ngroup"), 20, key="target_group", wrap=True),
        Column(_("Registered"), 19, kind=Kind.DATE, key="registered_on"),
        Column(_("Status"), 15, key="status", wrap=True),
        *(
            Column(
                spec.title,
                OWN_WIDE[spec.kind],
                kind=OWN_KINDS.get(spec.kind, Kind.TEXT),
                key=spec.name,
                wrap=True,
            )
            for spec in own
        ),
    )


def _with_room(columns: Sequence[Column]) -> Sequence[int]:
    """Return the places of the columns that have room; of the own fields the last ones go, after all the others."""
    own = [column.key for column in columns if column.key.startswith(PREFIX)]
    kept = {column.key: column.width for column in columns}
    for key in (*GIVES_WAY, *reversed(own)):
        if sum(kept.values()) <= MOST_WIDE:
            break
        del kept[key]
    return [at for at, column in enumerate(columns) if column.key in kept]


def _asked_rows(
    session: Session,
    chosen: PeopleFilter,
    mine: ColumnElement[bool],
    order: str,
    own: Sequence[FieldSpec],
) -> Sequence[Row]:
    orders: dict[str, Sequence[Any]] = {
        "code": (col(Person.learner_code),),
        "village": (col(Village.moo), col(Village.sort_key)),
    }
    today = local_today()
    query = (
        _select()
        .where(people_condition(chosen, today), mine)
        .order_by(*orders.get(order, ()), col(Person.sort_key), col(Person.id))
    )
    return _rows(session, session.exec(query).all(), 0, own)


def _select() -> SelectOfScalar[Any]:
    """Return the SELECT of persons with number and name of their village and their main group."""
    query: Any = select(Person, Village.moo, Village.name, main_group()).join(
        Village, col(Village.id) == Person.village_id, isouter=True
    )
    return query  # type: ignore[no-any-return]


def _rows(
    session: Session, found: Sequence[Any], before: int, own: Sequence[FieldSpec] = ()
) -> list[Row]:
    """Return the rows of persons as ``_select`` gives them; ``before`` is how many stand above."""
    today = local_today()
    words = code_texts(session)
    held = shown_values(session, [one[0].id for one in found], own) if own else {}
    rows: list[Row] = []
    for number, (person, moo, village_name, group_id) in enumerate(found, start=before + 1):
        birth = PartialDate.from_text(person.born) if person.born else None
        cells = (
            number,
            person.learner_code,
            mask(person.id_number),
            shown_name(person.title, person.first_name, person.last_name, person.nickname),
            _(SEX_SIGNS[person.sex]),
            birth.short() if birth else None,
            birth.age_on(today) if birth else None,
            words.get(person.education_id, "") if person.education_id else None,
            words.get(person.occupation_id, "") if person.occupation_id else None,
            _address(person, moo, village_name),
            mask_phone(person.phone),
            words.get(group_id, "") if group_id else None,
            person.registered_on,
            person.status.label,
            *(held.get(person.id, {}).get(spec.name) for spec in own),
        )
        rows.append(Row(cells, key=str(person.id)))
    return rows


def _address(person: Person, moo: int | None, village: str | None) -> str:
    """Return house and village; of somebody from elsewhere house and place."""
    if not village:
        place = place_text(person.subdistrict, person.district, person.province)
        return " ".join(part for part in (person.house_no, place) if part)
    number = _("moo {number}").format(number=moo) if moo is not None else ""
    return " ".join(part for part in (person.house_no, number, village) if part)


def _by_status(rows: Sequence[Row]) -> Table:
    """Return how many people there are of each status, by sex."""
    columns = [column.key for column in _columns()]
    sex, status = columns.index("sex"), columns.index("status")
    tally = Counter((str(row.cells[status]), str(row.cells[sex])) for row in rows)
    sexes = [each for each in Sex if any(sign == _(SEX_SIGNS[each]) for _status, sign in tally)]

    def cells(title: str, statuses: Sequence[str]) -> tuple[str | int | None, ...]:
        by_sex = [sum(tally[each, _(SEX_SIGNS[one])] for each in statuses) for one in sexes]
        return (title, *(count or None for count in by_sex), sum(by_sex))

    found = {each for each, _sign in tally}
    shown = [each for each in PersonStatus if each.label in found]
    labels = [each.label for each in shown]
    lines = [Row(cells(each.label, (each.label,)), key=each.value) for each in shown]
    return Table(
        (
            Column(_("Status"), key="status"),
            *(Column(each.label, 20, kind=Kind.NUMBER, key=each.value) for each in sexes),
            Column(_("All"), 20, kind=Kind.NUMBER, key="all"),
        ),
        (*lines, Row(cells(_("Total (people)"), labels), Role.TOTAL, "total")),
        name=_("Status"),
        size=12.5,
        key="status",
    )
