"""Who of a file is already here: everything known of all persons, read in a few queries."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.exchange.words import WordList
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.import_names import VillageText, village_words
from learnsoc_desktop.features.people.model import Person, PersonColumns, PersonGroup, PersonRole
from learnsoc_desktop.features.people.names import shown_name

S = TypeVar("S", bound=Select[*tuple[Any, ...]])

FEW = 1000  # ids asked for by name
LONGEST_NAME = 80  # of a village


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a person apart."""

    id: UUID
    id_number: str
    phone: str
    name: str
    parts: tuple[str, str, str, str]
    deleted: bool
    merged_into: UUID | None

    @property
    def shown(self) -> str:
        """The name as lists show it."""
        return shown_name(*self.parts)


class Register:
    """The persons of the centre by everything that tells them apart."""

    def __init__(self, session: Session) -> None:
        self.by_id: dict[UUID, Known] = {}
        self.by_number: dict[str, Known] = {}
        self._by_key: defaultdict[tuple[str, str, UUID | None], list[Known]] = defaultdict(list)
        merged = []  # what they are called leads to the one that is left
        for row in session.execute(plain_select(*map(col, _COLUMNS))):
            known = Known(
                row.id,
                row.id_number,
                row.phone,
                name_key(row.first_name or row.nickname, row.last_name),
                (row.title, row.first_name, row.last_name, row.nickname),
                deleted=row.deleted_at is not None,
                merged_into=row.merged_into,
            )
            self.by_id[known.id] = known
            if known.merged_into:
                merged.append((known, row.born, row.village_id))
            elif not known.deleted:
                self._learn(known, row.born, row.village_id)
        for known, born, village_id in merged:
            left = self.left_of(known)
            if not (known.deleted or left.deleted):
                self._learn(left, born, village_id, known)

    def left_of(self, known: Known) -> Known:
        """Return the record a merged one stands for now; itself when it was not merged."""
        while known.merged_into and known.merged_into in self.by_id:
            known = self.by_id[known.merged_into]
        return known

    def add(self, person_id: UUID, values: Mapping[str, Any]) -> None:
        """Know a person that the file adds, so that a second row of the same is found."""
        first, last = values.get("first_name", ""), values.get("last_name", "")
        nickname = values.get("nickname", "")
        known = Known(
            person_id,
            values.get("id_number", ""),
            values.get("phone", ""),
            name_key(first or nickname, last),
            (values.get("title", ""), first, last, nickname),
            deleted=False,
            merged_into=None,
        )
        self.by_id[person_id] = known
        self._learn(known, values.get("born", ""), values.get("village_id"))

    def same_name(self, values: Mapping[str, Any], taken: Container[UUID] = ()) -> Known | None:
        """Return the person of the same name, birth and village; two ID numbers are two persons.

        A name alone is not enough: where birth and village are unknown, the telephone must be the same. Of several
        such persons one that is not ``taken`` by an earlier row comes first.
        """
        first = values.get("first_name") or values.get("nickname", "")
        born, village = values.get("born", ""), values.get("village_id")
        key = name_key(first, values.get("last_name", ""))
        first_taken = None
        for known in self._by_key.get((key, born, village), ()):
            number = values.get("id_number", "")
            if number and known.id_number and number != known.id_number:
                continue
            if born or village or (known.phone and known.phone == values.get("phone")):
                if known.id not in taken:
                    return known
                first_taken = first_taken or known
        return first_taken

    def _learn(
        self, known: Known, born: str, village_id: UUID | None, called: Known | None = None
    ) -> None:
        """Know a person by the record ``called``, the own one if not given."""
        called = called or known
        self._by_key[called.name, born, village_id].append(known)
        if called.id_number:
            self.by_number.setdefault(called.id_number, known)


_COLUMNS = (
    Person.id,
    Person.title,
    Person.first_name,
    Person.last_name,
    Person.nickname,
    Person.born,
    Person.village_id,
    Person.id_number,
    Person.phone,
    Person.deleted_at,
    Person.merged_into,
)


def name_key(first: str, last: str) -> str:
    """Return a name for comparing: small letters, without blanks."""
    return f"{first} {last}".casefold().replace(" ", "")


class Villages:
    """The villages of the centre by the words of files, and those that the file adds."""

    def __init__(self, session: Session) -> None:
        self.new: dict[UUID, VillageText] = {}
        self._names, self._numbers = WordList(), WordList()
        self._moo: dict[UUID, int | None] = {}
        self._found: dict[VillageText, UUID | None] = {}  # thousands of rows name a dozen villages
        for village in session.exec(select(Village).where(alive(Village))):
            self._learn(village.id, village.moo, village.name)

    def find(self, text: VillageText) -> tuple[UUID | None, bool]:
        """Return the village that ``text`` means and whether it is new; None when nobody can tell."""
        if text in self._found:
            return self._found[text], False
        found = self._known(text)
        unclear = self._names.is_ambiguous(text.name) and not text.moo
        if found or unclear or not text.looks_like_one or len(text.name) > LONGEST_NAME:
            self._found[text] = found
            return found, False
        new = VillageText(text.moo, text.name or f"หมู่ที่ {text.moo}")
        new_id: UUID = uuid7()
        self.new[new_id] = new
        self._learn(new_id, new.moo, new.name)
        self._found.clear()
        return new_id, True

    def _known(self, text: VillageText) -> UUID | None:
        if not text.name:
            return _id(self._numbers.find(str(text.moo)))
        if text.moo and (both := _id(self._names.find(f"{text.moo} {text.name}"))):
            return both
        named = _id(self._names.find(text.name))
        if named and (not text.moo or self._moo[named] in (None, text.moo)):
            return named
        return None

    def _learn(self, village_id: UUID, moo: int | None, name: str) -> None:
        self._moo[village_id] = moo
        for word in village_words(moo, name):
            self._names.add(village_id, word)
        if moo:
            self._numbers.add(village_id, str(moo))


@dataclass(frozen=True, slots=True)
class Stored:
    """A person as stored: the columns by name; groups and roles that are not in the trash, main first."""

    values: Mapping[str, Any]
    groups: Sequence[UUID]
    roles: Sequence[UUID]


def stored_people(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, Stored]:
    """Return the persons of ``ids`` as plain values, in three queries."""
    wanted = set(ids)
    names = tuple(PersonColumns.model_fields)
    columns = [col(Person.id), *(col(getattr(Person, name)) for name in names)]
    groups = _codes_of(session, PersonGroup, wanted)
    roles = _codes_of(session, PersonRole, wanted)
    query = _only(plain_select(*columns), Person.id, wanted)
    return {
        person_id: Stored(
            dict(zip(names, values, strict=True)), groups[person_id], roles[person_id]
        )
        for person_id, *values in session.execute(query)
        if person_id in wanted
    }


def _codes_of(
    session: Session, link: type[PersonGroup | PersonRole], ids: AbstractSet[UUID]
) -> Mapping[UUID, list[UUID]]:
    query = (
        plain_select(col(link.person_id), col(link.code_id))
        .join(Code, col(Code.id) == link.code_id)
        .where(alive(link))
        .order_by(col(link.main).desc(), col(Code.position_no), col(Code.id))
    )
    codes: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for person_id, code in session.execute(_only(query, link.person_id, ids)):
        codes[person_id].append(code)
    return codes


def _only(query: S, column: UUID, ids: AbstractSet[UUID]) -> S:
    """Ask for ``ids`` alone while they are few; a list of thousands costs more than all rows."""
    return query.where(col(column).in_(ids)) if len(ids) <= FEW else query


def _id(value: object) -> UUID | None:
    return value if isinstance(value, UUID) else None
