"""Make the list of sub-districts that addresses are picked from.

The source is the npm package ``thai-address-database`` (``npm pack thai-address-database``): names and post codes
from ``database/db.json``, six-digit codes from ``database/backup/geodb.json``. Many of those codes are those of a
district before it was divided, some are shared by two sub-districts; only a code that lies in its own district and
is the only one of its kind is taken. The list is no official one, and nothing of the program calls it so.

    python packaging/places.py FOLDER        FOLDER is the unpacked package

Written are, apart by empty lines, provinces (ISO 3166-2:TH, name), districts (number of the province's line
from 0, name, code, its most common post code) and sub-districts in Thai order (number of the district's line,
name, last two figures of the code, post codes where they are others than the district's), each line with tabs.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from learnsoc_desktop.core.thai import normalise, sort_key

TARGET = Path(__file__).resolve().parent.parent / "resources" / "places" / "places.txt"
SMALL = ord("a")
# The package has the number that Bueng Kan had before it was numbered officially.
OWN_NUMBERS = {"บึงกาฬ": 38}

Key = tuple[str, str, str]  # province, district, sub-district


@dataclass(slots=True)
class Codes:
    """What the file with codes says: of a province, of a district, of a sub-district."""

    provinces: dict[str, int] = field(default_factory=dict)
    districts: dict[tuple[str, str], int | str] = field(default_factory=dict)
    subdistricts: dict[Key, int] = field(default_factory=dict)

    def own_part(self, key: Key) -> str:
        """Return the last two figures of a code that can be believed, empty for another."""
        code, district = str(self.subdistricts.get(key, "")), str(self.districts.get(key[:2], ""))
        only = list(self.subdistricts.values()).count(self.subdistricts.get(key, 0)) == 1
        fits = re.fullmatch(r"\d{6}", code) and len(district) == len("1001")
        return code[4:] if fits and code.startswith(district) and only else ""


def names_of(packed: Mapping[str, Any]) -> "Names":
    """Return what gives back the names of a file, which are packed by words."""
    return Names(packed["lookup"].split("|"), packed["words"].split("|"))


@dataclass(frozen=True, slots=True)
class Names:
    """Letters stand for frequent words, numbers for frequent names."""

    lookup: Sequence[str]
    words: Sequence[str]

    def __call__(self, packed: str | int) -> str:
        """Return a name as it is written."""
        text = self.lookup[packed] if isinstance(packed, int) else packed
        return normalise(re.sub("[A-Za-z]", lambda found: self._word(found[0]), text))

    def _word(self, letter: str) -> str:
        return self.words[ord(letter) - (SMALL - 26 if ord(letter) >= SMALL else ord("A"))]


def post_codes(packed: Mapping[str, Any]) -> Iterator[tuple[Key, list[str]]]:
    """Yield each sub-district with its post codes; islands, which have none, are no sub-districts."""
    name = names_of(packed)
    for province, districts in packed["data"]:
        for district, subdistricts in districts:
            for subdistrict, *codes in subdistricts:
                found = codes[0] if isinstance(codes[0], list) else codes
                if posts := sorted({str(code) for code in found if code}):
                    yield (name(province), name(district), name(subdistrict)), posts


def codes_of(packed: Mapping[str, Any]) -> Codes:
    """Return the codes of provinces, districts and sub-districts."""
    name, codes = names_of(packed), Codes()
    for province, province_code, districts in packed["data"]:
        codes.provinces[name(province)] = province_code
        for district, district_code, subdistricts in districts:
            codes.districts[name(province), name(district)] = district_code
            for subdistrict, code, *_posts in subdistricts:
                codes.subdistricts[name(province), name(district), name(subdistrict)] = code
    return codes


def lines_of(places: Mapping[Key, list[str]], codes: Codes) -> Iterator[str]:
    """Yield the lines of the list."""
    provinces = sorted({key[0] for key in places}, key=sort_key)
    for name in provinces:
        yield f"TH-{OWN_NUMBERS.get(name, codes.provinces[name])}\t{name}"
    yield ""
    districts = sorted({key[:2] for key in places}, key=lambda key: (sort_key(key[1]), key[0]))
    usual = {}
    for key in districts:
        counted = Counter(post for place in places if place[:2] == key for post in places[place])
        usual[key] = counted.most_common(1)[0][0]
        code = codes.districts.get(key, "")
        yield f"{provinces.index(key[0])}\t{key[1]}\t{code}\t{usual[key]}"
    yield ""
    number = {key: at for at, key in enumerate(districts)}
    for place in sorted(places, key=lambda place: [sort_key(place[at]) for at in (2, 0, 1)]):
        posts = "" if places[place] == [usual[place[:2]]] else " ".join(places[place])
        line = (str(number[place[:2]]), place[2], codes.own_part(place), posts)
        yield "\t".join(line).rstrip("\t")


def main(folder: str) -> None:
    """Write the list."""
    database = Path(folder) / "database"
    places = dict(post_codes(json.loads((database / "db.json").read_bytes())))
    codes = codes_of(json.loads((database / "backup" / "geodb.json").read_bytes()))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(lines_of(places, codes)) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(TARGET, len(places))


if __name__ == "__main__":
    main(sys.argv[1])
