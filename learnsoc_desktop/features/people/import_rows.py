"""What each row of a file says about a person, in the fields of the registry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from learnsoc_desktop.core.errors import Fault
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cell_parsing import NotInList
from learnsoc_desktop.exchange.importing import Matching, ParsedFile, ParsedRow
from learnsoc_desktop.features.people.beside_queries import beside_names, is_beside, said_beside
from learnsoc_desktop.features.people.import_address import read_addresses
from learnsoc_desktop.features.people.import_fields import CODE_FIELDS
from learnsoc_desktop.features.people.import_names import VillageText, read_village
from learnsoc_desktop.features.people.model import IdType, PersonColumns
from learnsoc_desktop.features.people.more_file_queries import SENSITIVE
from learnsoc_desktop.features.people.names import split_full_name, split_title
from learnsoc_desktop.features.people.rules import FIELDS, sex_of_title

OLDEST = 130  # years; a greater age is a slip
THAI_DIGITS = 13
MOST_NOTES = 2000
COLUMNS = tuple(name for name in PersonColumns.model_fields if name != "village_id")


@dataclass(slots=True)
class Candidate:
    """What one row says. ``values`` holds stored columns that the file fills, nothing empty.

    ``kept`` are lines for the notes: words that no list knows, so that nothing of the file is lost.
    ``guessed`` names values that the file does not say itself. ``odd_number`` says that the ID number has to
    be looked at by its kind; telephones were, when they were read. ``same_as`` is the number of an earlier row
    of the same person.
    """

    number: int
    values: dict[str, Any]
    record: str
    village: VillageText | None
    groups: tuple[UUID, ...]
    roles: tuple[UUID, ...]
    kept: list[str]
    guessed: set[str]
    faults: list[Fault] = field(default_factory=list)
    odd_number: bool = False
    own: Mapping[str, Any] | None = None  # what fills fields beside the main record
    same_as: int = 0

    @property
    def refused(self) -> bool:
        """True when the row cannot be taken."""
        return any(fault.refuses for fault in self.faults)


def candidates(file: ParsedFile, today: date, subdistrict: str) -> Iterator[Candidate]:
    """Yield what each row of ``file`` says. ``subdistrict`` is the centre's own."""
    in_one_cell = file.matching.column("last_name") is None
    beside = beside_names(file.matching)
    for row in file.rows:
        found = _candidate(row, file.matching, today, subdistrict, in_one_cell=in_one_cell)
        if beside:
            found.own = said_beside(row.values, beside)
        yield found


def _candidate(
    row: ParsedRow, heads: Matching, today: date, subdistrict: str, *, in_one_cell: bool
) -> Candidate:
    found = {name: value for name, value in row.values.items() if value or value == 0}
    values = {name: found[name] for name in COLUMNS if name in found}
    _names(values, found, in_one_cell=in_one_cell)
    filled, doubts = read_addresses(values, found, heads, row.number)
    faults = [*_faults(row, heads), *doubts]
    if "age" in found and not _can_be(found["age"]):
        text = _("Nobody is {age} years old; the age is left out.").format(age=found["age"])
        faults.append(Fault(row.number, heads.head("age"), text, refuses=False))
    guessed = _guess(values, found, today) | filled
    village = read_village(found.get("moo", ""), found.get("village_id", ""))
    if village and _elsewhere(values, subdistrict):
        _put_into_address(values, village)
        village = None
    kept = [
        f"{FIELDS[name].title if name in FIELDS else heads.head(name)}: {word}"
        for name, words in row.unknown.items()
        if name not in SENSITIVE
        for word in words
    ]
    return Candidate(
        row.number,
        values,
        found.get("id", ""),
        village,
        found.get("target_groups", ()),
        found.get("roles", ()),
        kept,
        guessed,
        faults,
    )


def _guess(values: dict[str, Any], found: Mapping[str, Any], today: date) -> set[str]:
    """Fill in what follows from other cells: sex from the title, birth from the age; name what was."""
    guesses: dict[str, Any] = {}
    if sex := sex_of_title(values.get("title", "")):
        guesses["sex"] = sex
    if "id_number" in values:
        guesses["id_type"] = _id_type(values["id_number"])
    if _can_be(found.get("age", -1)):
        guesses["born"] = f"{today.year - found['age']:04d}~"
    guessed = set(guesses) - set(values)
    for name in guessed:
        values[name] = guesses[name]
    return guessed


def _can_be(age: int) -> bool:
    return 0 <= age <= OLDEST


def _names(values: dict[str, Any], found: Mapping[str, Any], *, in_one_cell: bool) -> None:
    """Take names apart that the file writes in one cell, in whatever column."""
    whole = found.get("full_name", "")
    if in_one_cell and not whole and " " in values.get("first_name", ""):
        whole = values.pop("first_name")
    if whole and "first_name" not in values:
        for name, part in split_full_name(whole).items():
            values.setdefault(name, part)
    elif "title" not in values and "first_name" in values:
        title, first = split_title(values["first_name"], sure=True)
        if title:
            values |= {"title": title, "first_name": first}


def _faults(row: ParsedRow, heads: Matching) -> Iterator[Fault]:
    """Yield the faults of a row; a word that no list knows is not left out here but noted."""
    lost = {
        (heads.head(name), str(NotInList(text=word))): word
        for name, words in row.unknown.items()
        if name in CODE_FIELDS or is_beside(name)
        for word in words
    }
    for fault in row.faults:
        word = lost.get((fault.column, fault.text))
        if word is None:
            yield fault
        else:
            text = _("“{text}” is not in the list; it is kept in the notes.").format(text=word)
            yield Fault(fault.row, fault.column, text, refuses=False)


def _id_type(number: str) -> IdType:
    """Return what kind of number it is where the file does not say: by its look."""
    if number.isdigit():
        return IdType.THAI
    if number.startswith("G") and number[1:].isdigit() and len(number) == THAI_DIGITS:
        return IdType.G_CODE
    return IdType.PASSPORT


def _elsewhere(values: Mapping[str, Any], subdistrict: str) -> bool:
    """Return True when a person's sub-district is another than the centre's."""
    theirs = _plain(values.get("subdistrict", ""))
    return bool(theirs and subdistrict) and theirs != _plain(subdistrict)


def _plain(subdistrict: str) -> str:
    return subdistrict.removeprefix("ตำบล").removeprefix("ต.").removeprefix("แขวง").strip()


def _put_into_address(values: dict[str, Any], village: VillageText) -> None:
    """Write a village of another sub-district behind the house number; our list is of our own."""
    parts = (values.get("house_no", ""), f"ม.{village.moo}" if village.moo else "", village.name)
    text = " ".join(part for part in parts if part)
    if len(text) <= (FIELDS["house_no"].max_length or len(text)):
        values["house_no"] = text
