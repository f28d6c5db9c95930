"""How a feature joins the application, and what it gives to the others.

Pages, reports and queries are named by ``"module:name"`` strings and imported on first use
(``core.lazy.resolve``), so that the command line runs without Qt and a start imports one page.
They are named tuples since every start makes these classes: a frozen dataclass takes eight times as long to make.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class Place(NamedTuple):
    """A named place on the left of the window. ``order`` sorts the places; 100 and more stand at the foot."""

    key: str
    title: str  # marked with N_()
    icon: str  # a lucide name
    page: str  # "module:PageClass", called with (context)
    order: int


class Parameter(NamedTuple):
    """One choice a report offers. Its default is worked out on the centre's data, so it is never required.

    ``choices`` names ``function(session) -> Sequence[tuple[str, str]]`` (value, text) and ``default`` names
    ``function(session) -> str``; both are ``"module:name"``. Values are text: what the command line takes; a date
    is an ISO date, yes is ``"yes"``, and nothing given is empty.

    Where the same can be said in several ways (a period by its year or by its days), ``way`` names the one a
    parameter belongs to. A form shows those of one way at a time and leaves the others empty.
    """

    name: str  # --fiscal-year is "fiscal_year"
    title: str  # marked with N_()
    kind: str = "choice"  # choice, date, number, yes_no, text
    choices: str = ""
    default: str = ""
    way: str = ""  # marked with N_()
    lasting: bool = (
        True  # what was chosen comes back over a new start, where no default says otherwise
    )


class ReportSpec(NamedTuple):
    """A printable report. ``build`` names ``function(session, **parameters: str) -> Report``."""

    key: str  # "learner-roll"
    title: str  # marked with N_()
    summary: str  # one line: what it is for; marked with N_()
    group: str  # "hand in", "display" or "check"
    build: str
    parameters: Sequence[Parameter] = ()


class Hit(NamedTuple):
    """One thing a search found."""

    kind: str  # key of the record kind: "person", "activity"
    id: str
    title: str
    detail: str = ""


class SearchKind(NamedTuple):
    """A record kind that search looks through.

    ``find`` names ``function(session, text, limit) -> Sequence[Hit]``; ``place`` is the place that opens
    a hit with ``open(record_id)``.
    """

    key: str
    title: str  # marked with N_()
    icon: str
    find: str
    place: str


class ExchangeSpec(NamedTuple):
    """A kind of record that files carry in and out.

    ``export`` names ``function(session) -> Table`` (exchange.tables), ``labels`` names
    ``function() -> Mapping[str, str]`` (exchange.labels): what its heads and values are called for people.
    A kind that comes in too names three functions: ``plan``, ``function(session, today) -> ImportPlan``
    (exchange.importing); ``check``, ``function(session, parsed, today) -> ImportResult``, which tells what
    a parsed file would do; ``importer``, ``function(uow, parsed, *, today, take_good_rows) -> ImportResult``.
    A kind that has layouts names ``layout``, ``function(session, name) -> Layout`` with the field of each head as
    ``heads``, and ``by_layout``, ``function(session, layout, today) -> Table``.
    """

    key: str  # "people"
    title: str  # marked with N_()
    export: str
    labels: str = ""
    plan: str = ""
    check: str = ""
    importer: str = ""
    layout: str = ""
    by_layout: str = ""


class Trashable(NamedTuple):
    """An entity that the trash shows. ``title_of`` names ``function(entity) -> str``.

    ``restored`` names ``function(uow, entity)``, called after a row came back: what follows from it follows again.
    """

    entity: str  # "module:Class"
    title: str  # marked with N_()
    icon: str
    title_of: str
    restored: str = ""


class Facts(NamedTuple):
    """Columns about ``subject`` that another feature knows, joined in SQL: one row a subject."""

    subject: str  # entity name
    columns: str  # "module:name" of Sequence[FieldSpec]
    select: str  # "module:function" -> Select of (subject id, *columns)


class Narrowing(NamedTuple):
    """A filter of the list of ``subject``: those somebody should look at or call.

    ``condition`` names ``function(today: date) -> ColumnElement[bool]``: an SQL condition on a row of the subject,
    true only while there is something to do. ``watches`` are the other entities its answer depends on.
    """

    key: str
    subject: str  # entity name
    title: str  # a word or two for a chip; marked with N_()
    condition: str
    watches: frozenset[str] = frozenset()


TAUGHT = "taught"  # the kind of event that makes a learner a giver


class Event(NamedTuple):
    """One thing that happened to a subject."""

    when: datetime
    kind: str
    title: str
    detail: str = ""
    hours: float | None = None
    link: tuple[str, UUID] | None = None  # place key, record id


def learned_hours(events: Iterable[Event]) -> float:
    """Return the hours of what was learned; what somebody taught is no learning of one's own."""
    return sum(event.hours or 0 for event in events if event.kind != TAUGHT)


class Timeline(NamedTuple):
    """What happened to one subject. ``query`` names ``function(session, subject_id) -> Sequence[Event]``.

    ``many`` names the same for a paper of several, in a few queries for any number: ``function(session,
    subject_ids) -> Mapping[UUID, Sequence[Event]]``; subjects of which nothing is known may be left out.
    """

    subject: str
    query: str
    many: str


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is tied to records: what it is called, how many, and the number with its unit."""

    title: str  # already in the person's language
    count: int
    text: str


class Holding(NamedTuple):
    """What is tied to records of one subject.

    ``query`` names ``function(session, record_ids) -> Sequence[Held]``: the records count as one, so that two
    records are asked about apart and together before they are merged. The lines are always the same.
    """

    subject: str  # entity name
    query: str


class Panel(NamedTuple):
    """A widget shown on the page of a subject, called with (context, subject_id)."""

    subject: str
    title: str  # marked with N_()
    widget: str


class Action(NamedTuple):
    """Something to do with a subject. ``run`` names ``function(context, subject_id)``.

    Those ``under`` the same words (marked with N_()) stand in one menu.
    """

    subject: str
    title: str  # marked with N_()
    icon: str
    run: str
    under: str = ""


class Offer(NamedTuple):
    """A line of the palette (Ctrl+K): a setting, something to do. ``run``: ``function(context, text)``.

    With ``takes_text`` the title holds ``{text}`` ("Add a person named “{text}”") and the line stands
    at the end of every search; otherwise it is found by its title and ``words``. What ``writes`` is not
    offered in a centre that is open for reading only.
    """

    title: str  # marked with N_()
    icon: str
    run: str
    detail: str = ""  # where it leads; marked with N_()
    words: str = ""  # further words it is found by; marked with N_()
    takes_text: bool = False
    writes: bool = False


class Todo(NamedTuple):
    """A line on Today: "sheets not filled 2". ``query`` names ``function(session) -> Sequence[TodoLine]``."""

    query: str


class Feature(NamedTuple):
    """A vertical slice of the program."""

    key: str
    models: str = ""  # "module" of its entities, imported on first use
    places: Sequence[Place] = ()
    reports: Sequence[ReportSpec] = ()
    searches: Sequence[SearchKind] = ()
    exchanges: Sequence[ExchangeSpec] = ()
    trash: Sequence[Trashable] = ()
    facts: Sequence[Facts] = ()
    narrowings: Sequence[Narrowing] = ()
    timelines: Sequence[Timeline] = ()
    holdings: Sequence[Holding] = ()
    panels: Sequence[Panel] = ()
    actions: Sequence[Action] = ()
    todos: Sequence[Todo] = ()
    offers: Sequence[Offer] = ()
    sample: str = ""  # "module:function": (uow, SamplePlan) -> None, fills the sample centre


class TodoLine(NamedTuple):
    """One thing that waits."""

    icon: str
    text: str
    note: str = ""
    tone: str = ""  # "", "late", "bad"
    link: tuple[str, dict[str, Any]] | None = None  # place key, arguments of open()
