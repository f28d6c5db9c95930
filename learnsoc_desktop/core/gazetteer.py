"""The sub-districts of Thailand: found by a part of any name, completed, and doubted where they do not fit.

The list (``resources/places``, made by ``packaging/places.py``) is not an official one and grows old, so it only
offers and doubts: a place it does not have is taken as it was typed. It is read on first use, in 20 ms.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.core.places import Place, part_name, place_text, province_name, read_place
from learnsoc_desktop.core.thai import fold

NAMED = 3  # places named in a question
SAME_DISTRICT = 1  # as far apart
CAPITAL = "เมือง"  # a district that is called so for short: เมืองตรัง in ตรัง
_SEPARATORS = re.compile(r"[\s,;/»>]+")


class _Names(NamedTuple):
    """The names of a district and its province, and the same as search compares them."""

    district: str
    province: str
    low_district: str
    low_province: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The list, in Thai order of the sub-districts; of two post codes each makes a line of its own."""

    names: Sequence[str]
    lows: Sequence[str]  # the names as search compares them
    within: Sequence[_Names]  # the district of each line
    posts: Sequence[str]
    codes: Sequence[str]  # six figures, empty where none is known
    texts: Sequence[str]  # everything a line is found by
    provinces: Mapping[str, str]  # name -> ISO 3166-2:TH
    by_name: Mapping[str, Sequence[int]]  # folded sub-district -> its lines
    districts: AbstractSet[tuple[str, str]]  # district and province, folded

    def place(self, at: int) -> Place:
        """Return the place of a line."""
        district = self.within[at]
        return Place(self.names[at], district.district, district.province, self.posts[at])


@dataclass(frozen=True, slots=True)
class Reading:
    """A place as the list understands it.

    ``sure`` when what was said can only mean ``place``; otherwise ``place`` is what was said. ``doubt`` is a
    sentence for a person, empty for none.
    """

    place: Place
    sure: bool = False
    doubt: str = ""


@cache
def gazetteer() -> Gazetteer:
    """Return the list, read on the first call."""
    text = resource("places", "places.txt").read_text(encoding="utf-8")
    with collector_paused():
        return _parsed(
            *([line.split("\t") for line in part.splitlines()] for part in text.split("\n\n"))
        )


def _parsed(
    provinces: Sequence[Sequence[str]],
    districts: Sequence[Sequence[str]],
    subdistricts: Sequence[Sequence[str]],
) -> Gazetteer:
    every = list({row[1]: None for part in (provinces, districts, subdistricts) for row in part})
    # Folded together: one by one takes five times as long.
    low = dict(zip(every, fold("|".join(every)).split("|"), strict=True))
    chains = [(row[1], provinces[int(row[0])][1], row[2], row[3]) for row in districts]
    inside = [
        _Names(name, province, low[name], low[province]) for name, province, *_codes in chains
    ]
    names: list[str] = []
    lows: list[str] = []
    within: list[_Names] = []
    posts: list[str] = []
    codes: list[str] = []
    texts: list[str] = []
    by_name: dict[str, list[int]] = {}
    for number, name, *rest in subdistricts:
        _district, _province, prefix, usual = chains[int(number)]
        district, bare = inside[int(number)], low[name]
        code = prefix + rest[0] if rest and rest[0] else ""
        for post in rest[1].split(" ") if len(rest) > 1 else (usual,):
            by_name.setdefault(bare, []).append(len(names))
            names.append(name)
            lows.append(bare)
            within.append(district)
            posts.append(post)
            codes.append(code)
            texts.append(f"{bare} {district.low_district} {district.low_province} {post} {code}")
    return Gazetteer(
        names,
        lows,
        within,
        posts,
        codes,
        texts,
        {row[1]: row[0] for row in provinces},
        by_name,
        {(each.low_district, each.low_province) for each in inside},
    )


def search(text: str, limit: int, near: Place | None = None) -> Sequence[Place]:
    """Return the places that hold each word of ``text`` in some part, post code and six-digit code too.

    First those whose sub-district is called so or begins so, then by district, by province; among equals
    those nearest to ``near``, then in Thai order. An empty text finds the places around ``near``.
    """
    listed = gazetteer()
    words = words_of(text)
    if not words and (near is None or not near.district):
        return ()
    here = _keys_of(near or Place())
    found = []
    for at, hay in enumerate(listed.texts):
        if all(word in hay for word in words):
            distance = _distance(listed.lows[at], listed.within[at], here)
            if words:
                found.append((_rank(listed.lows[at], listed.within[at], words[0]), distance, at))
            elif distance <= SAME_DISTRICT:
                found.append((0, distance, at))
    found.sort()
    return [listed.place(at) for _first, _second, at in found[:limit]]


def words_of(text: str) -> Sequence[str]:
    """Return the words of ``text`` that names are searched for, as search compares them: "ต. นา" is "นา"."""
    words = (fold(part_name(part)) for part in _SEPARATORS.split(text))
    return [word for word in words if word and word not in {"ต.", "อ.", "จ."}]


def read(text: str) -> Reading:
    """Return what a typed line says: with the words for the parts, or the names one after the other."""
    said = read_place(text)
    if said.subdistrict and not (said.district or said.province):
        for chain in _chains(said):
            if (found := complete(chain)).sure:
                return found
    return complete(said)


@lru_cache(maxsize=4096)
def complete(said: Place) -> Reading:
    """Return ``said`` with what follows from it; what several places are called is asked, never guessed.

    A combination the list does not have, and a post code of another place, are doubts.
    """
    if not said.subdistrict:
        return Reading(said, doubt=_doubt_of_district(said))
    found = list(_agreeing(said))
    chains = dict.fromkeys(place[:3] for place in found)
    if not chains:
        return Reading(said, doubt=_doubt(said))
    if len(chains) > 1:
        return Reading(said, doubt=_question(said.subdistrict, list(chains)))
    posts = list(dict.fromkeys(place.postcode for place in found))
    chain = found[0]._replace(postcode=said.postcode or (posts[0] if len(posts) == 1 else ""))
    if said.postcode and said.postcode not in posts:
        text = _("The post code of {place} is {codes}.")
        return Reading(
            chain,
            sure=True,
            doubt=text.format(place=place_text(*chain[:3]), codes=", ".join(posts)),
        )
    return Reading(chain, sure=True)


def _chains(said: Place) -> Iterator[Place]:
    """Yield what names without words between them can mean."""
    match [part for part in _SEPARATORS.split(said.subdistrict) if part]:
        case [name, within]:
            yield said._replace(subdistrict=name, district=within)
            yield said._replace(subdistrict=name, province=province_name(within))
        case [name, district, province]:
            yield Place(name, district, province_name(province), said.postcode)


def code_of(place: Place) -> str:
    """Return the six-digit code of a place, empty where none is known."""
    return next((gazetteer().codes[at] for at in _same(place)), "")


def _rank(name: str, district: _Names, word: str) -> int:
    if name.startswith(word):
        return 0 if name == word else 1
    if district.low_district.startswith(word):
        return 2
    return 3 if district.low_province.startswith(word) else 4


def _distance(name: str, district: _Names, here: Place) -> int:
    """Return 0 for the same sub-district, 1 for the same district, 2 for the same province, 3 for others."""
    if district.low_province != here.province:
        return 3
    if district.low_district != here.district:
        return 2
    return SAME_DISTRICT if name != here.subdistrict else 0


def _keys_of(place: Place) -> Place:
    """Return the names of ``place`` as search compares them; the capital district by its whole name."""
    short = place.district == CAPITAL and place.province
    district = place.district + place.province if short else place.district
    return Place(fold(place.subdistrict), fold(district), fold(place.province))


def _same(said: Place) -> Iterator[int]:
    """Yield the lines whose names are those that ``said`` gives; the post code tells nothing."""
    listed, key = gazetteer(), _keys_of(said)
    for at in listed.by_name.get(key.subdistrict, ()):
        there = listed.within[at]
        capital = said.district == CAPITAL and there.district == CAPITAL + there.province
        if (key.district in {"", there.low_district} or capital) and key.province in {
            "",
            there.low_province,
        }:
            yield at


def _agreeing(said: Place) -> Sequence[Place]:
    """Return the places ``said`` can mean; spelled the same before those that only look alike."""
    listed = gazetteer()
    found = [listed.place(at) for at in _same(said)]
    for part in ("subdistrict", "district"):
        name = getattr(said, part)
        exact = [place for place in found if getattr(place, part) == name]
        found = exact or found
    posted = [place for place in found if place.postcode == said.postcode]
    return posted if said.postcode and posted else found


def _doubt(said: Place) -> str:
    """Return what is odd about a place the list does not have, where it knows what it lies in."""
    listed, key = gazetteer(), _keys_of(said)
    if said.district and said.province and (key.district, key.province) in listed.districts:
        text = _("“{name}” is not among the sub-districts of {place}. It is kept as typed.")
        place = place_text("", said.district, said.province)
        return text.format(name=said.subdistrict, place=place)
    return _doubt_of_district(said)


def _doubt_of_district(said: Place) -> str:
    listed, key = gazetteer(), _keys_of(said)
    known = said.district and said.province and said.province in listed.provinces
    if known and (key.district, key.province) not in listed.districts:
        text = _("“{name}” is not among the districts of {place}. It is kept as typed.")
        return text.format(name=said.district, place=place_text("", "", said.province))
    return ""


def _question(name: str, chains: Sequence[tuple[str, str, str]]) -> str:
    some = "; ".join(place_text("", *chain[1:]) for chain in chains[:NAMED])
    more = "" if len(chains) <= NAMED else " …"
    return ngettext(
        "{count} sub-district is called “{name}” ({places}). Name the district too.",
        "{count} sub-districts are called “{name}” ({places}). Name the district too.",
        len(chains),
    ).format(count=len(chains), name=name, places=some + more)
