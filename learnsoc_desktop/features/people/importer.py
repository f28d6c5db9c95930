"""Taking in a file of persons, all of it in one transaction that can be undone after a restart too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select
from uuid_utils.compat import uuid7

from learnsoc_desktop.core.calendar_years import fiscal_year_of
from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.errors import FileRefused
from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.batches import keep_as_batch
from learnsoc_desktop.data.bulk import ReadyRows, ready_rows
from learnsoc_desktop.data.database import Database, LongWrite
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.staging import StagedRows, write_stage
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import Fate, ImportResult, ParsedFile
from learnsoc_desktop.features.centre.batch_service import batch_of
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.centre.model import Village
from learnsoc_desktop.features.people.custom_model import COLUMNS, CustomValue
from learnsoc_desktop.features.people.custom_queries import PREFIX, field_id_of, own_fields
from learnsoc_desktop.features.people.custom_service import set_many_values, value_id
from learnsoc_desktop.features.people.import_alike import Alike, parked_values, parking
from learnsoc_desktop.features.people.import_plan import PeoplePlan, PlannedRow, plan_people
from learnsoc_desktop.features.people.model import Person, PersonGroup, PersonRole
from learnsoc_desktop.features.people.more_file_service import new_more_rows, set_many_more
from learnsoc_desktop.features.people.queries import LEARNER, next_learner_code
from learnsoc_desktop.features.people.service import set_links

KIND = "people"
AT_ONCE = 500  # changed persons loaded together
# What is compared with a file: when one of these changed, it is compared again.
WATCHES = frozenset(
    {"Person", "PersonGroup", "PersonRole", "Village", "Code", "CentreProfile"}
    | {"CustomField", "CustomValue", "Consent"}
    | {"PersonMore", "PersonSensitive", "PersonWord", "PersonName"}
)

L = TypeVar("L", PersonGroup, PersonRole)


@dataclass(frozen=True, slots=True)
class ReadyPeople:
    """A file of persons that was compared with the registry and can be written as it is.

    ``new`` are the rows to be added, a table each; ``changed`` those that change a person who is here.
    """

    file_name: str
    sha256: str
    result: ImportResult
    batch_id: UUID
    new: Sequence[ReadyRows | StagedRows]
    changed: Sequence[PlannedRow]
    today: date


def import_people(
    uow: UnitOfWork,
    file: ParsedFile,
    *,
    today: date,
    take_good_rows: bool = False,
    alike: Alike | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Write the persons of ``file`` (parsed with ``import_plan``); return the counts.

    Rows of ``alike`` that would be new people are parked; without it they are added.

    Raises FileRefused with every fault, and writes nothing, when a row cannot be taken and ``take_good_rows``
    was not said, or when something is wrong with the whole file. Stopped by ``progress``, it raises Cancelled.
    """
    ready = prepare_people(
        uow.session, file, today=today, take_good_rows=take_good_rows, alike=alike
    )
    return write_people(uow, ready, progress)


def long_import(
    worker: Worker,
    database: Path,
    file: ParsedFile,
    *,
    today: date,
    progress: Progress,
    alike: Alike | None = None,
) -> LongWrite[ReadyPeople, ImportResult]:
    """Return the import of the good rows of ``file`` as a write that gives way; the child prepares it.

    Rows of ``alike`` that would be new people are parked.
    """

    def prepare(stage: Path) -> ReadyPeople:
        ready: ReadyPeople = worker.call(
            stage_people, str(database), str(stage), file, today, alike, progress=progress
        )
        return ready

    return LongWrite(prepare, lambda uow, ready: write_people(uow, ready, progress), WATCHES)


def stage_people(
    database: str, stage: str, file: ParsedFile, today: date, alike: Alike | None = None
) -> ReadyPeople:
    """Compare the good rows of ``file`` with the centre's file and stage them; called in the child process."""
    with Database.open(Path(database), read_only=True) as centre, centre.reading() as session:
        ready = prepare_people(session, file, today=today, take_good_rows=True, alike=alike)
    rows = [part for part in ready.new if isinstance(part, ReadyRows)]
    return replace(ready, new=write_stage(Path(stage), rows))


def prepare_people(
    session: Session,
    file: ParsedFile,
    *,
    today: date,
    take_good_rows: bool = False,
    alike: Alike | None = None,
) -> ReadyPeople:
    """Compare ``file`` with the registry and make its rows ready; nothing is written.

    Raises FileRefused as ``import_people`` does.
    """
    with collector_paused():
        plan = parking(plan_people(session, file, today), alike or {})
        result = plan.result
        if (result.refused and not take_good_rows) or any(fault.refuses for fault in plan.whole):
            raise FileRefused(result.faults, name=file.name, count=result.refused)
        batch_id: UUID = uuid7()
        return ReadyPeople(
            file.name,
            file.sha256,
            result,
            batch_id,
            new=new_rows(session, plan, batch_id, today, alike or {}),
            changed=[row for row in plan.rows if row.fate is Fate.CHANGED],
            today=today,
        )


def write_people(
    uow: UnitOfWork, ready: ReadyPeople, progress: Progress | None = None
) -> ImportResult:
    """Write what was made ready, as one batch; return the counts."""
    result, changed = ready.result, ready.changed
    if not (result.added or result.changed or result.parked):
        return result
    parts = [changed[at : at + AT_ONCE] for at in range(0, len(changed), AT_ONCE)]
    steps = _Steps(progress or NoProgress(), len(ready.new) + len(parts) + 1)
    with collector_paused():
        uow.add(batch_of(KIND, (ready.file_name, ready.sha256), result, ready.batch_id))
        for rows in ready.new:
            uow.insert_ready(rows)
            steps.next()
        for part in parts:
            _change(uow, part)
            _note_statuses(uow, part, ready)
            steps.next()
        keep_as_batch(uow, ImportChange, ready.batch_id)
        steps.next()
    return result


class _Steps:
    """Tells how far an import is, and lets it be stopped between two parts of the work."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress, self._done, self._count = progress, 0, count

    def next(self) -> None:
        """One more part is done."""
        self._done += 1
        self._progress.step(self._done, self._count)


def new_rows(
    session: Session, plan: PeoplePlan, batch_id: UUID, today: date, alike: Alike
) -> Sequence[ReadyRows]:
    """Return the rows of all tables that the file adds, ready to be inserted in this order."""
    added = [row for row in plan.rows if row.fate is Fate.ADDED]
    taken = (row for row in plan.rows if row.fate in {Fate.ADDED, Fate.CHANGED, Fate.PARKED})
    used = {row.values.get("village_id") for row in taken}
    villages = [
        {"id": village_id, "moo": village.moo, "name": village.name}
        for village_id, village in plan.villages.items()
        if village_id in used
    ]
    codes = _LearnerCodes(session, today)
    people = [
        {**row.values, "id": row.person_id, "batch_id": batch_id, **codes.of(row)} for row in added
    ]
    rows: Sequence[tuple[type[SQLModel], Iterable[Mapping[str, Any]]]] = (
        (Village, villages),
        (Person, people),
        (PersonGroup, _links("person_group", added, ())),
        (PersonRole, _links("person_role", added, (LEARNER,))),
        *((CustomValue, rows) for rows in _own_rows(session, added)),
        *new_more_rows((row.person_id, row.own) for row in added if row.own),
    )
    if any(row.fate is Fate.PARKED for row in plan.rows):
        # Imported on use: a file without such rows does not wait for the table.
        from learnsoc_desktop.features.people.parked_model import ParkedRow  # noqa: PLC0415

        rows = (*rows, (ParkedRow, parked_values(plan, alike, batch_id)))
    dialect = session.get_bind().dialect
    ready = (ready_rows(dialect, model, each) for model, each in rows)
    return [part for part in ready if part.rows]


def _links(
    name: str, rows: Sequence[PlannedRow], otherwise: tuple[UUID, ...]
) -> Iterator[dict[str, Any]]:
    """Yield the rows that join new persons to their groups or roles."""
    for row in rows:
        said = str(row.person_id)
        codes = (row.groups if name == "person_group" else row.roles) or otherwise
        for place, code in enumerate(codes):
            yield {
                "id": natural_id(name, said, code),
                "person_id": row.person_id,
                "code_id": code,
                "main": place == 0,
            }


def _own_rows(
    session: Session, rows: Sequence[PlannedRow]
) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield what new persons hold in each field of the centre's own that the file has a column of."""
    said = (name for row in rows if row.own for name in row.own)
    names = dict.fromkeys(name for name in said if name.startswith(PREFIX))
    columns = {field.key: COLUMNS[field.kind] for field in own_fields(session)} if names else {}
    for name in names:
        field_id, column = field_id_of(name), columns[name]
        yield [
            {
                "id": value_id(row.person_id, field_id),
                "person_id": row.person_id,
                "field_id": field_id,
                column: row.own[name],
            }
            for row in rows
            if row.own and name in row.own
        ]


def _change(uow: UnitOfWork, rows: Sequence[PlannedRow]) -> None:
    ids = [row.person_id for row in rows if row.values]
    found = uow.session.exec(select(Person).where(col(Person.id).in_(ids))).all()
    people = {person.id: person for person in found}
    groups = _stored_links(uow, PersonGroup, [r.person_id for r in rows if r.groups is not None])
    roles = _stored_links(uow, PersonRole, [r.person_id for r in rows if r.roles is not None])
    for row in rows:
        for name, value in row.values.items():
            setattr(people[row.person_id], name, value)
        if row.groups is not None:
            set_links(uow, PersonGroup, row.person_id, groups[row.person_id], row.groups)
        if row.roles is not None:
            set_links(uow, PersonRole, row.person_id, roles[row.person_id], row.roles)
    beside = [(row.person_id, row.own) for row in rows if row.own]
    set_many_values(uow, beside)
    set_many_more(uow, beside)


def _note_statuses(uow: UnitOfWork, rows: Sequence[PlannedRow], ready: ReadyPeople) -> None:
    """Keep of whom the file changes the status, with its name as the reason."""
    said = [row for row in rows if "status" in row.values]
    if not said:
        return
    # Imported on use: few files change a status.
    from learnsoc_desktop.features.people import status_service  # noqa: PLC0415

    status_service.note_statuses(
        uow,
        (
            status_service.NewStatus(row.person_id, row.before["status"], row.values["status"])
            for row in said
        ),
        ready.today,
        status_service.reason_of_file(ready.file_name),
    )


def _stored_links(
    uow: UnitOfWork, link: type[L], ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[L]]:
    """Return the links of persons, those in the trash too."""
    links: defaultdict[UUID, list[L]] = defaultdict(list)
    for row in uow.session.exec(select(link).where(col(link.person_id).in_(ids))):
        links[row.person_id].append(row)
    return links


class _LearnerCodes:
    """Gives new learners without a code the next one of their year."""

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._this_year = session, fiscal_year_of(today).number
        self._next: dict[int, int] = {}
        self._prefix: dict[int, str] = {}

    def of(self, row: PlannedRow) -> dict[str, str]:
        """Return the column to write; nothing for a person who has a code or is no learner."""
        if row.values.get("learner_code") or LEARNER not in (row.roles or (LEARNER,)):
            return {}
        registered = row.values.get("registered_on")
        year = fiscal_year_of(registered).number if registered else self._this_year
        if year not in self._next:
            code = next_learner_code(self._session, year)
            self._prefix[year], self._next[year] = code[:2], int(code[2:])
        number = self._next[year]
        self._next[year] += 1
        return {"learner_code": f"{self._prefix[year]}{number:04d}"}
