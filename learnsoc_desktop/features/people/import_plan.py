"""What a file of persons would do, row by row, before anything is written."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session
from uuid_utils.compat import uuid7

from learnsoc_desktop.core.errors import AppError, Fault
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import clean_id, is_valid
from learnsoc_desktop.exchange.importing import Fate, ImportResult, Matching, ParsedFile
from learnsoc_desktop.features.centre.queries import profile, village_text
from learnsoc_desktop.features.people.beside_queries import Held, beside_names, changed_beside
from learnsoc_desktop.features.people.import_names import VillageText
from learnsoc_desktop.features.people.import_register import (
    Register,
    Stored,
    Villages,
    stored_people,
)
from learnsoc_desktop.features.people.import_rows import (
    MOST_NOTES,
    Candidate,
    candidates,
)
from learnsoc_desktop.features.people.model import (
    IdType,
    PersonDetails,
    Sex,
)
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.rules import refusals

# Where a field stands when it has no column of its own.
STANDS_UNDER: Mapping[str, Sequence[str]] = {
    "first_name": ("full_name", "nickname"),
    "born": ("age",),
    "village_id": ("moo",),
}

# Copied for each row: building one from its fields costs forty times as much.
_BLANK = PersonDetails()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a file and what becomes of it.

    ``values`` are the columns to write: of a new person all that the file says, of a known one what changes;
    ``before`` holds the old values of those. ``own`` are fields beside it (``beside_queries``), likewise;
    their old values are in ``before`` too. ``groups`` and ``roles`` are whole lists, None to leave them.
    ``same_as`` is the number of an earlier row that says the same number, or the same name, birth and village.
    """

    number: int
    fate: Fate
    person_id: UUID
    name: str
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    groups: tuple[UUID, ...] | None = None
    roles: tuple[UUID, ...] | None = None
    faults: tuple[Fault, ...] = ()
    own: Mapping[str, Any] | None = None
    same_as: int = 0

    @property
    def only_same(self) -> bool:
        """True when nothing else refuses the row but that an earlier one has the number of the same person."""
        refusing = [fault for fault in self.faults if fault.refuses]
        return bool(self.same_as) and len(refusing) == 1


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """What a file would do. ``villages`` are those it adds; ``whole`` what is wrong with the whole file."""

    rows: tuple[PlannedRow, ...]
    villages: Mapping[UUID, VillageText]
    whole: tuple[Fault, ...]

    @property
    def result(self) -> ImportResult:
        """The counts, and every fault in the order of the file."""
        faults = (*self.whole, *(fault for row in self.rows for fault in row.faults))
        return ImportResult.of((row.fate for row in self.rows), faults)


def plan_people(session: Session, file: ParsedFile, today: date) -> PeoplePlan:
    """Return what ``file`` would do; nothing is written."""
    planner = _Planner(session, file.matching, today)
    subdistrict = profile(session).details.subdistrict or ""
    found = [planner.identify(each) for each in candidates(file, today, subdistrict)]
    stored = stored_people(session, (match.person_id for match in found if not match.new))
    if beside := beside_names(file.matching):
        planner.held = Held(session, list(stored), beside)
    rows = tuple(planner.decide(match, stored) for match in found)
    by_row = {fault for row in file.rows for fault in row.faults}
    whole = tuple(fault for fault in file.faults if fault not in by_row)
    if any(fault.refuses for fault in whole):
        rows = tuple(_refused(row) for row in rows)
    return PeoplePlan(rows, planner.villages.new, whole)


def check_people(session: Session, file: ParsedFile, today: date) -> ImportResult:
    """Return what ``file`` would do; nothing is written."""
    return plan_people(session, file, today).result


@dataclass(frozen=True, slots=True)
class _Match:
    """A row, and who it is. ``by_record`` when our own record number said so.

    ``like`` is the number of an earlier row that says the same name, birth and village.
    """

    row: Candidate
    person_id: UUID
    new: bool
    by_record: bool = False
    like: int = 0


class _Planner:
    """Decides row after row, remembering whom the rows before spoke of."""

    def __init__(self, session: Session, heads: Matching, today: date) -> None:
        self.heads, self.today = heads, today
        self.register, self.villages = Register(session), Villages(session)
        self.held: Held | None = None  # what is stored beside the main record
        self._rows: dict[UUID, int] = {}  # person -> the row that speaks of them

    def identify(self, row: Candidate) -> _Match:
        """Find out who a row speaks of; a new person gets an id."""
        self._settle_village(row)
        self._settle_number(row)
        match = self._match(row)
        if match.new:
            self._check(row, row.values)
        if not row.refused:
            self._claim(match)
        return match

    def decide(self, match: _Match, stored: Mapping[UUID, Stored]) -> PlannedRow:
        """Say what becomes of a row."""
        row = match.row
        self._keep_back(match)
        known = stored.get(match.person_id)
        if known is None or row.refused:
            _append_notes(row.values, "", row.kept)
            fate = Fate.REFUSED if row.refused else Fate.ADDED
            return PlannedRow(
                row.number,
                fate,
                match.person_id,
                _name(row.values),
                row.values,
                {},
                row.groups,
                row.roles,
                tuple(row.faults),
                own=row.own,
                same_as=row.same_as,
            )
        return self._changes(match, known)

    def _changes(self, match: _Match, known: Stored) -> PlannedRow:
        row, before = match.row, known.values
        _append_notes(row.values, before["notes"], row.kept)
        values = {
            name: value
            for name, value in row.values.items()
            if value != before[name]
            and not (name in row.guessed and _stands(name, before, row.values))
        }
        if values:
            self._check(row, {**before, **values}, only=set(values))
        whole = match.by_record
        groups = _links(known.groups, row.groups, replace=whole)
        roles = _links(known.roles, row.roles, replace=whole)
        held = self.held.of(match.person_id) if self.held else {}
        own = changed_beside(held, row.own, whole=whole) if row.own else {}
        other = values or own or groups is not None or roles is not None
        fate = Fate.CHANGED if other else Fate.SAME
        return PlannedRow(
            row.number,
            Fate.REFUSED if row.refused else fate,
            match.person_id,
            _name({**before, **values}),
            values,
            {name: before[name] for name in values} | {name: held.get(name) for name in own},
            groups,
            roles,
            tuple(row.faults),
            own or None,
        )

    def _keep_back(self, match: _Match) -> None:
        """Leave out what is sensitive and may not be kept, and say so."""
        row = match.row
        if not (row.own and self.held):
            return
        back = self.held.kept_back(match.person_id, row.own)
        for name in sorted(back):
            text = _("It is kept once a consent is noted; it is left out.")
            self._doubt(row, name, text)
        row.own = {name: value for name, value in row.own.items() if name not in back}

    def _match(self, row: Candidate) -> _Match:
        record = _record(row.record)
        known = self.register.by_id.get(record) if record else None
        if known:
            known = self.register.left_of(known)
        if known and known.deleted:
            text = _("{name} is in the trash. Take the person out of it first.")
            self._refuse(row, "id", text.format(name=known.shown))
            return _Match(row, known.id, new=False)
        number = row.values.get("id_number", "")
        other = self.register.by_number.get(number) if number else None
        if known and other and other.id != known.id:
            text = _("{name} has this ID number already.").format(name=other.shown)
            self._refuse(row, "id_number", text)
        if known:
            return _Match(row, known.id, new=False, by_record=True)
        found = other or (None if record else self.register.same_name(row.values, self._rows))
        earlier = self._rows.get(found.id) if found else None
        if earlier and found is not other:  # only a number tells without doubt
            return _Match(row, uuid7(), new=True, like=earlier)
        return _Match(row, found.id if found else record or uuid7(), new=found is None)

    def _claim(self, match: _Match) -> None:
        """Note whom a row speaks of; a second row with the number of the same person is refused.

        One that says the same name, birth and village is somebody of its own: who takes the file parks or adds it.
        """
        row = match.row
        if earlier := match.like or self._rows.get(match.person_id):
            row.same_as = earlier
            if not match.like:
                text = _("This is the same person as in row {number}.").format(number=earlier)
                self._refuse(row, "", text)
                return
            text = _("This may be the same person as in row {number}.").format(number=earlier)
            self._doubt(row, "", text)
        self._rows[match.person_id] = row.number
        if match.new:
            self.register.add(match.person_id, row.values)

    def _settle_village(self, row: Candidate) -> None:
        if row.village is None:
            return
        village_id, new = self.villages.find(row.village)
        if village_id is not None:
            row.values["village_id"] = village_id
            if not new:
                return
        text = village_text(row.village.moo, row.village.name)
        if new:
            doubt = _("The village “{text}” is new; it is added to the list.")
        else:
            row.kept.append(f"{_('Village')}: {text}")
            doubt = _("“{text}” is not in the list; it is kept in the notes.")
        self._doubt(row, "village_id", doubt.format(text=text))

    def _settle_number(self, row: Candidate) -> None:
        """Write the ID number as its kind is stored; say so when a lost zero was given back."""
        number, kind = row.values.get("id_number", ""), row.values.get("id_type", "")
        if not number or (kind is IdType.THAI and is_valid(number)):
            return
        row.odd_number = True
        with suppress(AppError):  # what is wrong with it, ``refusals`` says
            cleaned = clean_id(number, kind)
            row.values["id_number"] = cleaned.value
            left = clean_id(cleaned.value, kind).doubts
            for doubt in cleaned.doubts:
                if doubt not in left:
                    self._doubt(row, "id_number", doubt)

    def _check(
        self, row: Candidate, values: Mapping[str, Any], only: Collection[str] | None = None
    ) -> None:
        """Add what the registry refuses in ``values``, once a column."""
        blamed = {fault.column for fault in row.faults if fault.refuses}
        details = _BLANK.model_copy(update=dict(values))
        for refusal in refusals(details, self.today, numbers=row.odd_number):
            if only is not None and refusal.name not in only:
                continue
            column = self._column(refusal.name)
            if column in blamed:
                continue
            doubt = Fault(row.number, column, refusal.reason, refuses=False)
            if doubt in row.faults:  # the reader of the cell only doubted it
                row.faults.remove(doubt)
            row.faults.append(replace(doubt, refuses=not refusal.doubt))

    def _refuse(self, row: Candidate, name: str, text: str) -> None:
        row.faults.append(Fault(row.number, self._column(name) if name else "", text))

    def _doubt(self, row: Candidate, name: str, text: str) -> None:
        column = self._column(name) if name else ""
        row.faults.append(Fault(row.number, column, text, refuses=False))

    def _column(self, name: str) -> str:
        """Return the head that a field stands under in the file."""
        for each in (name, *STANDS_UNDER.get(name, ())):
            if self.heads.column(each) is not None:
                return self.heads.head(each)
        return name


def _record(text: str) -> UUID | None:
    """Return our record number; None when the file numbers its rows in its own way."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _name(values: Mapping[str, Any]) -> str:
    parts = (values.get(name, "") for name in ("title", "first_name", "last_name", "nickname"))
    return shown_name(*parts)


def _stands(name: str, before: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Return True when a guess gives way to what is stored."""
    if name == "id_type":
        return bool(values.get("id_number") == before["id_number"])
    return before[name] not in ("", None, Sex.UNSPECIFIED)


def _links(
    current: Sequence[UUID], codes: tuple[UUID, ...], *, replace: bool
) -> tuple[UUID, ...] | None:
    """Return the codes a person has after the import, None when they stay.

    A file of our own holds the whole list; another one only adds to it.
    """
    if not codes:
        return None
    target = list(codes) if replace else [*current, *(c for c in codes if c not in current)]
    same = set(target) == set(current) and target[0] == current[0]
    return None if same else tuple(target)


def _append_notes(values: dict[str, Any], stored: str, kept: Sequence[str]) -> None:
    """Add the words that no list knows to the notes, once."""
    notes = before = values.get("notes", stored)
    for line in kept:
        if line.partition(": ")[2] not in notes:
            notes = f"{notes}\n{line}".strip()
    if notes != before and len(notes) <= MOST_NOTES:
        values["notes"] = notes


def _refused(row: PlannedRow) -> PlannedRow:
    return replace(row, fate=Fate.REFUSED)
