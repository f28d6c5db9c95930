"""What is missing in whose record, village by village: for whoever goes on with the work."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.centre.queries import in_order, village_text
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.completeness import missing_expressions, wanted_fields
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.queries import PeopleFilter, people_condition
from learnsoc_desktop.features.people.report import role_choices, village_choices
from learnsoc_desktop.reporting.document import (
    Align,
    Beside,
    Column,
    Note,
    Report,
    Role,
    Row,
    Space,
    Table,
)


def incomplete_list(session: Session, *, role: str = "", village: str = "") -> Report:
    """Build the list of people of whom something is missing.

    Args:
        session: Where to read.
        role: Id of the role; learners when empty, everybody when "all".
        village: Id of the village; all when empty.
    """
    roles = dict(role_choices(session))
    role = role or next(iter(roles))
    titles = {spec.name: spec.title for spec in wanted_fields()}
    found = _found(session, role, village)
    rows = [
        Row((number, name, code, place, ", ".join(titles[each] for each in lacking), ""))
        for number, (name, code, place, lacking) in enumerate(found, 1)
    ]
    lacks = Counter(each for *_about, lacking in found for each in lacking)
    shared = paper(session)
    count = ngettext("{count} person", "{count} people", len(rows))
    asked = (roles.get(role, ""), dict(village_choices(session)).get(village, ""))
    return Report(
        key="incomplete-people",
        title=_("Records to be completed"),
        head=shared.head,
        period=_("As of {date}").format(date=formats.date_long(shared.as_of.date())),
        filter=" · ".join(asked),
        blocks=(
            Table(
                _columns(), tuple(rows), name=_("Records to be completed"), size=13, key="people"
            ),
            *(() if rows else (Note(_("Every record is complete.")),)),
            Space(2),
            Beside(_sums(lacks, titles), signature_blocks(session, 1), share=0.5)
            if rows
            else signature_blocks(session, 1),
        ),
        as_of=shared.as_of,
        counted=count.format(count=formats.number(len(rows))),
        sample=shared.sample,
        digits="arabic",
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 10, Align.CENTRE, key="no"),
        Column(_("Name"), 46, key="name", wrap=True),
        Column(_("Learner\ncode"), 17, Align.CENTRE, key="learner_code", verbatim=True),
        Column(_("Village"), 30, key="village", wrap=True, once=True),
        Column(_("What is missing"), key="missing", wrap=True),
        Column(_("Asked on"), 22, key="asked"),
    )


def _found(
    session: Session, role: str, village: str
) -> Sequence[tuple[str, str, str, Sequence[str]]]:
    """Return name, learner code, village and what is missing of each person, by village and name."""
    chosen = PeopleFilter(
        roles=() if role == "all" else (UUID(role),),
        villages=(UUID(village),) if village else (),
        incomplete=True,
    )
    lacks = missing_expressions()
    query: Any = (
        select(Person, Village.moo, Village.name, *lacks.values())
        .join(Village, col(Village.id) == Person.village_id, isouter=True)
        .where(people_condition(chosen, local_today()))
        .order_by(*in_order(), col(Person.sort_key), col(Person.id))
    )
    found = []
    for person, moo, name, *flags in session.exec(query):
        lacking = [each for each, flag in zip(lacks, flags, strict=True) if flag]
        shown = shown_name(person.title, person.first_name, person.last_name, person.nickname)
        found.append((shown, person.learner_code, village_text(moo, name) if name else "", lacking))
    return found


def _sums(lacks: Counter[str], titles: dict[str, str]) -> Table:
    rows = [Row((titles[name], count)) for name, count in lacks.most_common()]
    return Table(
        (
            Column(_("What is missing"), key="missing"),
            Column(_("People"), 24, kind=Kind.NUMBER, key="people"),
        ),
        (*rows, Row((_("Gaps in all"), sum(lacks.values())), Role.TOTAL)),
        name=_("What is missing"),
        size=13,
    )
