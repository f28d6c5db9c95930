"""A sub-district of known truth: families, twins, namesakes, and records that somebody typed a second time.

Names come from the lists of PyThaiNLP (Thai Male and Female Names Corpus), of which one half served to set the
weights of the rule and the other half measures it (``half``). A few names are far more common than others, as
they are in every village.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zlib import crc32

from pythainlp.corpus import common

from learnsoc_desktop.core.identity import check_digit
from learnsoc_desktop.core.sample import demo
from learnsoc_desktop.features.people.model import Sex

MARKS = "็่้๊๋์"
VOWELS = {"ี": "ิ", "ิ": "ี", "ื": "ึ", "ึ": "ื", "ู": "ุ", "ุ": "ู"}
UNSEEN = ("\u200b", "\u200c", "\ufeff")
VILLAGES = 11

Values = dict[str, Any]
Variant = Callable[["Town", Values], Values | None]


@dataclass
class Town:
    """Records by id, and which two are one person. ``kinds`` names the slip of each planted copy."""

    rng: random.Random
    people: dict[UUID, Values] = field(default_factory=dict)
    truth: set[frozenset[UUID]] = field(default_factory=set)
    kinds: dict[frozenset[UUID], str] = field(default_factory=dict)
    _number: int = 0

    def id(self) -> UUID:
        """Return the next id."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def add(self, values: Values) -> UUID:
        """Add a record; return its id."""
        person_id = self.id()
        self.people[person_id] = values
        return person_id

    def card(self) -> str:
        """Return a good ID number that nobody else has."""
        self._number += 1
        body = f"{self.rng.choice('135')}99{self._number:09d}"
        return f"{body}{check_digit(body)}"


@cache
def names(half: int) -> Mapping[str, Sequence[str]]:
    """Return the names of one half (0 or 1) of the lists, by ``male``, ``female`` and ``surname``."""
    lists = {
        "male": common.thai_male_names(),
        "female": common.thai_female_names(),
        "surname": common.thai_family_names(),
    }
    return {
        kind: [name for name in sorted(every) if crc32(name.encode()) % 2 == half]
        for kind, every in lists.items()
    }


def town(people: int, copies: int, *, seed: int, half: int) -> Town:
    """Return about ``people`` persons in families, with hard cases, and ``copies`` second records."""
    made = Town(random.Random(seed))
    lists = names(half)
    villages = [made.id() for _each in range(VILLAGES)]
    while len(made.people) < people:
        _family(made, lists, villages)
    originals = list(made.people)
    made.rng.shuffle(originals)
    kinds = list(VARIANTS)
    for number, original in enumerate(originals):
        if len(made.truth) == copies:
            break
        _copy(made, original, kinds[number % len(kinds)])
    return made


def _family(made: Town, lists: Mapping[str, Sequence[str]], villages: Sequence[UUID]) -> None:
    """Add one household: parents, children (some of them twins), a namesake now and then."""
    rng = made.rng
    home = {
        "last_name": _common(rng, lists["surname"], 0.8),
        "village_id": rng.choice(villages) if rng.random() < 0.96 else None,
        "house_no": f"{rng.randrange(1, 250)}/{rng.randrange(1, 9)}",
        "phone": f"08{rng.randrange(10**8):08d}",
    }
    father_born = date(1940, 1, 1) + timedelta(days=rng.randrange(18_000))
    father = _person(made, lists, home, Sex.MALE, father_born)
    made.add(father)
    mother_born = father_born + timedelta(days=rng.randrange(-1500, 3000))
    made.add(_person(made, lists, home, Sex.FEMALE, mother_born))
    for _child in range(rng.randrange(4)):
        born = mother_born + timedelta(days=rng.randrange(7000, 13_000))
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        child = _person(made, lists, home, sex, born)
        made.add(child)
        if rng.random() < 0.05:
            made.add(_twin(made, lists, child, born))
    if rng.random() < 0.04:  # a son who bears his father's name; another of the name in the village
        made.add({**_person(made, lists, home, Sex.MALE, father_born + timedelta(days=9000)),
                  "first_name": father["first_name"]})  # fmt: skip
    if rng.random() < 0.04:
        born = father_born + timedelta(days=rng.choice((-1, 1)) * rng.randrange(900, 9000))
        other = {**home, "house_no": "", "phone": f"09{rng.randrange(10**8):08d}"}
        made.add({**_person(made, lists, other, Sex.MALE, born),
                  "first_name": father["first_name"]})  # fmt: skip


def _twin(made: Town, lists: Mapping[str, Sequence[str]], child: Values, born: date) -> Values:
    """Return the twin: same home, same day, a name that begins or ends alike."""
    first = child["first_name"]
    near = [
        name
        for name in lists[child["sex"].value]
        if name != first and (name[:3] == first[:3] or name[-3:] == first[-3:])
    ]
    twin = _person(made, lists, child, child["sex"], born)
    return {**twin, "first_name": made.rng.choice(near or lists["male"]), "born": child["born"]}


def _person(
    made: Town, lists: Mapping[str, Sequence[str]], home: Values, sex: Sex, born: date
) -> Values:
    rng, nicknames = made.rng, demo("names")[f"nickname_{sex.value}"]
    draw = rng.random()
    known = "" if draw < 0.04 else str(born.year) if draw < 0.14 else born.isoformat()
    return {
        "first_name": _common(rng, lists[sex.value], 0.5),
        "last_name": home["last_name"],
        "nickname": rng.choice(nicknames) if rng.random() < 0.8 else "",
        "sex": sex,
        "born": known,
        "village_id": home["village_id"],
        "house_no": home["house_no"],
        "phone": home["phone"] if rng.random() < 0.6 else "",
        "id_number": made.card() if rng.random() < 0.7 else "",
    }


def _common(rng: random.Random, every: Sequence[str], rare: float) -> str:
    """Return any name, or one of the sixty that many people have."""
    return rng.choice(every) if rng.random() < rare else every[rng.randrange(60) * 17 % len(every)]


def _copy(made: Town, original: UUID, kind: str) -> None:
    """Add a second record of a person, typed with one slip of ``kind``; nothing where it cannot be."""
    before = made.people[original]
    values = VARIANTS[kind](made, dict(before))
    if values is None or values == before:
        return
    rng = made.rng
    values["id_number"] = ""  # with the card one finds the record that is there
    if rng.random() < 0.5:
        values["phone"] = ""
    if rng.random() < 0.4:
        values["nickname"] = values["nickname"] if kind == "nickname" else ""
    if rng.random() < 0.3:
        values["house_no"] = ""
    pair = frozenset((original, made.add(values)))
    made.truth.add(pair)
    made.kinds[pair] = kind


def _some_name(made: Town, values: Values, change: Callable[[str], str]) -> Values | None:
    """Change the first or the last name, whichever can be."""
    fields = ["first_name", "last_name"]
    made.rng.shuffle(fields)
    for name in fields:
        changed = change(values[name])
        if changed != values[name]:
            return {**values, name: changed}
    return None


def _without_one_of(made: Town, text: str, letters: str) -> str:
    at = [place for place, letter in enumerate(text) if letter in letters]
    if not at:
        return text
    place = made.rng.choice(at)
    return text[:place] + text[place + 1 :]


def _mark(made: Town, values: Values) -> Values | None:
    return _some_name(made, values, lambda text: _without_one_of(made, text, MARKS))


def _vowel(made: Town, values: Values) -> Values | None:
    def other(text: str) -> str:
        at = [place for place, letter in enumerate(text) if letter in VOWELS]
        if not at:
            return text
        place = made.rng.choice(at)
        return text[:place] + VOWELS[text[place]] + text[place + 1 :]

    return _some_name(made, values, other)


def _letter(made: Town, values: Values) -> Values | None:
    def shorter(text: str) -> str:
        return _without_one_of(made, text, text[1:]) if len(text) > 3 else text

    return _some_name(made, values, shorter)


def _unseen(made: Town, values: Values) -> Values | None:
    def with_one(text: str) -> str:
        place = made.rng.randrange(1, len(text)) if len(text) > 1 else 0
        return text[:place] + made.rng.choice(UNSEEN) + text[place:]

    return _some_name(made, values, with_one)


def _year(made: Town, values: Values) -> Values | None:
    born = values["born"]
    if not born or born.endswith("02-29"):
        return None
    year = int(born[:4]) + made.rng.choice((-1, 1))
    return {**values, "born": f"{year}{born[4:]}"}


def _year_and_letter(made: Town, values: Values) -> Values | None:
    changed = _year(made, values)
    return _letter(made, changed) if changed else None


def _title(made: Town, values: Values) -> Values | None:
    male = values["sex"] is Sex.MALE
    title = made.rng.choice(("นาย", "ด.ช.") if male else ("นาง", "นางสาว", "น.ส."))
    blank = made.rng.choice(("", " "))
    return {**values, "first_name": f"{title}{blank}{values['first_name']}"}


def _sara_am(made: Town, values: Values) -> Values | None:
    del made
    for name in ("first_name", "last_name"):
        if "ำ" in values[name]:
            return {**values, name: values[name].replace("ำ", "ํา")}
    return None


def _nickname(made: Town, values: Values) -> Values | None:
    del made
    return {**values, "first_name": values["nickname"]} if values["nickname"] else None


def _swapped(made: Town, values: Values) -> Values | None:
    del made
    return {**values, "first_name": values["last_name"], "last_name": values["first_name"]}


VARIANTS: Mapping[str, Variant] = {
    "mark": _mark,
    "vowel": _vowel,
    "letter": _letter,
    "unseen": _unseen,
    "year": _year,
    "year and letter": _year_and_letter,
    "title": _title,
    "sara am": _sara_am,
    "nickname": _nickname,
    "swapped": _swapped,
}
