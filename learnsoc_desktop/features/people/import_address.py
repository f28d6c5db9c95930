"""What the cells of a row say of an address: in one cell or in several, with whatever words.

Nothing is guessed silently: what follows from the list of sub-districts without doubt is filled in, a name of
many places is asked about, a combination that is nowhere is told and kept as the file has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnsoc_desktop.core import gazetteer
from learnsoc_desktop.core.errors import Fault
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.places import Place, part_name, read_place, split_address
from learnsoc_desktop.exchange.cell_parsing import TextTooLong
from learnsoc_desktop.exchange.importing import Matching
from learnsoc_desktop.features.people.import_fields import LONGEST_ADDRESS
from learnsoc_desktop.features.people.rules import FIELDS

CURRENT, REGISTERED = "", "registered_"  # before the names of the fields of an address
PARTS = Place._fields
WORDED: Mapping[str, Sequence[str]] = {  # every field of an address, by what stands before its name
    before: tuple(before + part for part in ("house_no", "road", *PARTS))
    for before in (CURRENT, REGISTERED)
}
ROAD = re.compile(r"(?<!\S)(?:ถนน|ถ\.|ซอย|ซ\.|ตรอก).*$")
MOO = re.compile(
    r"(?<!\S)(?:(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.)\s*\d{1,2}(?!\d)\s*(?:(?:หมู่บ้าน|บ้าน|ชุมชน)(?!เลข)\S+)?"
    r"|(?:หมู่บ้าน|บ้าน|ชุมชน)(?!เลข)\S+)"
)
LIMITS = {
    name: FIELDS[name].max_length or LONGEST_ADDRESS for names in WORDED.values() for name in names
}
PLAIN_HOUSE = re.compile(r"\d{1,4}(?:/\d{1,4})?")  # nothing else can stand in such a cell
HOUSE_WORDS = re.compile(r"^(?:บ้านเลขที่|เลขที่)\s*")


def read_addresses(
    values: dict[str, Any], found: dict[str, Any], heads: Matching, row: int
) -> tuple[set[str], list[Fault]]:
    """Write both addresses of a row into ``values`` part by part.

    Returns the names of values the file does not say itself, and what a person should look at.
    """
    filled: set[str] = set()
    faults: list[Fault] = []
    for before, names in WORDED.items():
        if values.keys().isdisjoint(names):
            continue
        village = _take_apart(values, before)
        if village and before == CURRENT:
            found.setdefault("village_id", village)
        elif village:
            values.setdefault("registered_village", village)
        faults += _too_long(values, before, heads, row)
        told = _complete(values, before, whole=bool(found.get("id")))
        filled |= told[0]
        if told[1]:
            faults.append(Fault(row, _head(heads, before), told[1], refuses=False))
    return filled, faults


def _take_apart(values: dict[str, Any], before: str) -> str:
    """Spread cells that hold more than their part; return the village that the house number names."""
    village = ""
    house = str(values.get(before + "house_no", ""))
    if house and not PLAIN_HOUSE.fullmatch(house):
        head, place = split_address(house)
        if any(place) or ROAD.search(head) or MOO.search(head):
            head, road, village = _house(head)
            _put(values, before, {**place._asdict(), "house_no": head, "road": road})
    whole = str(values.get(before + "subdistrict", ""))
    if whole:
        place = read_place(whole)
        values[before + "subdistrict"] = place.subdistrict
        _put(values, before, {name: part for name, part in place._asdict().items() if part})
    for name in ("subdistrict", "district", "province"):
        if text := values.get(before + name):
            values[before + name] = part_name(str(text))
    for name in (before + part for part in ("house_no", *PARTS)):
        if values.get(name) == "":
            del values[name]
    return village


def _house(text: str) -> tuple[str, str, str]:
    """Return the house number, the road and the village that stand before a place."""
    road = ROAD.search(text)
    if road:
        text = text[: road.start()]
    village = MOO.search(text)
    if village:
        text = text[: village.start()] + text[village.end() :]
    house = HOUSE_WORDS.sub("", text.strip(" ,"))
    return house, road[0].strip(" ,") if road else "", village[0].strip() if village else ""


def _put(values: dict[str, Any], before: str, parts: Mapping[str, str]) -> None:
    """Write parts that no column of their own says; the house number is what is left of its cell."""
    for name, text in parts.items():
        if name == "house_no" or (text and not values.get(before + name)):
            values[before + name] = text


def _too_long(values: Mapping[str, Any], before: str, heads: Matching, row: int) -> Iterator[Fault]:
    """Yield the faults of parts that no field holds: an address cell is read whole first."""
    for name in WORDED[before]:
        limit = LIMITS[name]
        if name in values and len(str(values[name])) > limit:
            yield Fault(row, _head(heads, before), str(TextTooLong(limit=limit)))


def _complete(values: dict[str, Any], before: str, *, whole: bool) -> tuple[set[str], str]:
    """Fill in what follows from the list; return which values, and what is odd.

    A row of our own file (``whole``) says everything already and is only looked at.
    """
    said = Place(*(str(values.get(before + name, "")) for name in PARTS))
    if not any(said[:3]):
        return set(), ""
    if said.subdistrict and not (said.district or said.province):
        read = gazetteer.read(" ".join(said))
    else:
        read = gazetteer.complete(said)
    if whole or not read.sure:
        return set(), read.doubt
    added = {before + name for name, old in zip(PARTS, said, strict=True) if not old}
    values.update(
        {before + name: part for name, part in zip(PARTS, read.place, strict=True) if part}
    )
    doubt = read.doubt
    if not (said.district or said.province or said.postcode):
        doubt = doubt or _("Read as {place}.").format(place=read.place.text)
    return {name for name in added if values.get(name)}, doubt


def _head(heads: Matching, before: str) -> str:
    """Return the head of the column that an address stands in."""
    for name in ("subdistrict", "house_no", "district", "province", "postcode"):
        if heads.column(before + name) is not None:
            return heads.head(before + name)
    return ""
