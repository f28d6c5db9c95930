"""What people want to learn, on paper: over all villages, then village by village."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.thai import sort_key
from learnsoc_desktop.features.centre.queries import villages
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.features.people.report import village_choices
from learnsoc_desktop.features.people.want_queries import (
    VillageWant,
    people_who_want,
    wants_by_village,
)
from learnsoc_desktop.reporting.document import (
    Align,
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Note,
    PageKind,
    Report,
    Role,
    Row,
    Table,
)

MOST = 10  # wishes of the chart; the others stand in the tables


def wants_paper(session: Session, *, village: str = "") -> Report:
    """Build the paper of unmet wishes.

    Args:
        session: Where to read.
        village: Id of the village; all when empty.
    """
    chosen = UUID(village) if village else None
    wants = [want for want in wants_by_village(session) if not village or want.village_id == chosen]
    people = {
        key: count
        for key, count in people_who_want(session).items()
        if not village or key == chosen
    }
    shared = paper(session)
    count = sum(people.values())
    return Report(
        key="wants-by-village",
        title=_("Learning wishes by village"),
        head=shared.head,
        page=PageKind.REPORT,
        period=_("As of {date}").format(date=formats.date_long(shared.as_of.date())),
        filter=dict(village_choices(session)).get(village, ""),
        blocks=(
            *(() if village or not wants else _over_all(wants)),
            *(
                (Heading(_("By village"), None if village else 2), _table(session, wants, people))
                if wants
                else (Note(_("No wish was noted yet.")),)
            ),
            Note(
                _(
                    "Wishes not met yet, of people who live in the area. A person counts once for each "
                    "wish; “first” are those whose first wish it is."
                )
            ),
            signature_blocks(session, 2),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} person", "{count} people", count).format(
            count=formats.number(count)
        ),
        sample=shared.sample,
        digits="arabic",
    )


def _over_all(wants: Sequence[VillageWant]) -> tuple[Block, ...]:
    """Return the wishes that most people have; who lives in one village lives in no other."""
    tally: Counter[str] = Counter()
    for want in wants:
        tally[want.what] += want.people
    most = sorted(tally, key=lambda what: (-tally[what], sort_key(what)))[:MOST]
    return (
        Heading(_("Wanted most"), 1),
        Bars(tuple(Bar(what, tally[what]) for what in most), unit=_("people")),
    )


def _table(session: Session, wants: Sequence[VillageWant], people: dict[UUID | None, int]) -> Table:
    names: list[tuple[UUID | None, str]] = [(row.id, row.text) for row in villages(session)]
    rows: list[Row] = []
    for village_id, name in [*names, (None, _("No village noted"))]:
        mine = [want for want in wants if want.village_id == village_id]
        if not mine:
            continue
        count = people.get(village_id, 0)
        told = ngettext("{count} person", "{count} people", count)
        title = f"{name} · {told.format(count=formats.number(count))}"
        rows.append(Row((title,), Role.GROUP, str(village_id or "none")))
        rows += [
            Row((place, want.what, want.people, want.first or None), key=want.what)
            for place, want in enumerate(mine, start=1)
        ]
    rows.append(
        Row(
            ("", _("Total (wishes)"), sum(w.people for w in wants), sum(w.first for w in wants)),
            Role.TOTAL,
            "total",
        )
    )
    return Table(
        (
            Column(_("No."), 14, Align.CENTRE, key="no"),
            Column(_("What people want to learn"), key="what", wrap=True, share=3),
            Column(_("People"), 26, kind=Kind.NUMBER, key="people"),
            Column(_("First wish"), 30, kind=Kind.NUMBER, key="first"),
        ),
        tuple(rows),
        name=_("Learning wishes by village"),
        key="wants",
    )
