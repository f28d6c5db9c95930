"""How much two records look like one person: the rule alone, without Qt and without SQL.

Points are added up from 0 to 100. The names weigh most (60 of 100), then the birth (25), then what stands
around them. What speaks against one person takes points away: another sex, births years apart, another
village. Two good ID numbers are two persons. It is the way of Fellegi and Sunter (1969) with weights set by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from rapidfuzz.distance import OSA

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.identity import is_valid
from learnsoc_desktop.core.thai import fold, normalise
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.features.people.names import split_title

LEAST = 64  # points of a pair that is worth a look
SURE, ODD = 100, 90  # points of one ID number: with a name or birth that agrees, and without

# Points of one name, first or last: what the difference is, and what each is worth.
EQUAL, LETTER, OTHER_LETTER, TWO_EDITS, CALLED, UNKNOWN = 30, 26, 20, 16, 18, 12
SHORT, SHORTER = 3, 6  # a difference in a name of so few letters is worth so much less
LONG, MOST_EDITS = 7, 2  # letters a name has that may have two slips
TURNED = 3  # taken away where first and last name changed places
NICKNAME_ALONE = 30

SAME_DAY, SAME_MONTH, SAME_YEAR, OTHER_DAY, NEXT_YEAR, NEXT_ABOUT = 25, 20, 18, 8, 18, 12
ABOUT = 5  # years an estimated birth may be off
FAR, FAR_ABOUT = -40, -25
SAME_VILLAGE, OTHER_VILLAGE = 8, -15
SAME_HOUSE, SAME_PHONE, SAME_NICKNAME = 3, 8, 4
OTHER_NICKNAME, OTHER_NICKNAME_AND_NAME = -4, -14
OTHER_SEX = -30

_ALIKE = str.maketrans({"ี": "ิ", "ื": "ึ", "ู": "ุ", "ใ": "ไ", " ": None, ".": None})


class Reason(LabelledEnum):
    """Why two records may be one person, the strongest first."""

    ID_NUMBER = "id_number", N_("same ID number")
    NAME = "name", N_("same name")
    TURNED = "turned", N_("first and last name changed places")
    CALLED = "called", N_("one has the other's nickname as a name")
    SIMILAR = "similar", N_("names almost the same")
    FIRST_NAME = "first_name", N_("same first name, other last name")
    BIRTH = "birth", N_("same date of birth")
    BIRTH_YEAR = "birth_year", N_("same year of birth")
    NEXT_YEAR = "next_year", N_("births a year apart")
    NICKNAME = "nickname", N_("same nickname")
    PHONE = "phone", N_("same phone")
    HOUSE = "house", N_("same house")
    VILLAGE = "village", N_("same village")


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells a person apart, ready for comparing: names by ``bare``, the birth as it is stored.

    Ids are compared only, so they may be texts as the file has them.
    ``good`` says that the ID number fits its check digit.
    """

    id: UUID | str
    spelt: str  # both names as they are written
    first: str
    last: str
    nickname: str
    sex: Sex
    born: str
    village: str | None
    house: str
    number: str
    good: bool
    phones: frozenset[str]

    @property
    def year(self) -> int | None:
        """The year of birth, None when it is not known."""
        return int(self.born[:4]) if self.born else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two records look alike, 0 … 100, and why."""

    score: int
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=60_000)
def bare(text: str) -> str:
    """Return a name for comparing: folded, long and short vowels as one, without blanks and dots."""
    return fold(text).translate(_ALIKE)


def traits(person_id: UUID | str, values: Mapping[str, Any]) -> Traits:
    """Return the traits of a record by its stored values; what is not known may be left out.

    A title typed with the first name goes, and a last name typed behind it is taken apart.
    """
    first, last = values.get("first_name") or "", values.get("last_name") or ""
    if first:
        first = _without_title(first)
        if not last and " " in first:
            first, _blank, last = first.partition(" ")
    number, village = values.get("id_number") or "", values.get("village_id")
    return Traits(
        person_id,
        normalise(f"{first} {last}"),
        bare(first),
        bare(last),
        bare(values.get("nickname") or ""),
        values.get("sex") or Sex.UNSPECIFIED,
        values.get("born") or "",
        village.hex if isinstance(village, UUID) else village,
        (values.get("house_no") or "").strip(),
        number,
        is_valid(number),
        frozenset(filter(None, (values.get("phone") or "").split(", "))),
    )


def likeness(one: Traits, two: Traits) -> Likeness | None:
    """Return how much two records look like one person; None when they do not (below ``LEAST``)."""
    if one.good and two.good and one.number != two.number:
        return None
    same_number = bool(one.number) and one.number == two.number
    named = _names(one, two)
    if named is None and not same_number:
        return None
    birth, birth_reason = _birth(one.born, two.born)
    reasons = [named[1]] if named else []
    if birth_reason:
        reasons.append(birth_reason)
    if same_number:
        agree = named is not None or birth > 0
        _around(one, two, reasons)
        return Likeness(SURE if agree else ODD, (Reason.ID_NUMBER, *reasons))
    if named is None or (named[1] is Reason.FIRST_NAME and birth < SAME_DAY):
        return None
    score = named[0] + birth + _against(one, two)
    if score + SAME_VILLAGE + SAME_HOUSE + SAME_PHONE + SAME_NICKNAME < LEAST:
        return None
    score += _around(one, two, reasons)
    return Likeness(min(score, SURE - 1), tuple(reasons)) if score >= LEAST else None


@lru_cache(maxsize=60_000)
def _without_title(first: str) -> str:
    return split_title(" ".join(first.split()), sure=True)[1]


def _names(one: Traits, two: Traits) -> tuple[int, Reason] | None:
    """Return the points of the names, None when they are two persons' names."""
    if one.first == two.first and one.last == two.last:
        how = Reason.NAME if one.spelt == two.spelt else Reason.SIMILAR
        if one.first and one.last:
            return 2 * EQUAL, how
        if one.first:
            return EQUAL + UNKNOWN, how
    straight = _parts(one.first, one.last, two.first, two.last)
    if straight:
        return straight, Reason.SIMILAR
    turned = _parts(one.first, one.last, two.last, two.first) if one.last and two.last else 0
    if turned:
        return turned - TURNED, Reason.TURNED
    return _called(one, two) or _same_first(one, two)


def _called(one: Traits, two: Traits) -> tuple[int, Reason] | None:
    """Return the points where the nickname of one is what the other is called."""
    mine = bool(one.nickname) and one.nickname == two.first
    if mine or (two.nickname and two.nickname == one.first):
        last = _part(one.last, two.last)
        return (CALLED + last, Reason.CALLED) if last else None
    same = bool(one.nickname) and one.nickname == two.nickname
    return (NICKNAME_ALONE, Reason.CALLED) if same and not (one.first and two.first) else None


def _same_first(one: Traits, two: Traits) -> tuple[int, Reason] | None:
    """Return the points of a first name alone: last names change with a marriage."""
    if one.first == two.first and len(one.first) > SHORT:
        return EQUAL, Reason.FIRST_NAME
    return None


def _parts(first: str, last: str, other_first: str, other_last: str) -> int:
    """Return the points of first and last name together, 0 when one of them is another name."""
    if not (first and other_first):
        return 0
    one = _part(first, other_first)
    if not one:
        return 0
    two = _part(last, other_last)
    return one + two if two else 0


def _part(one: str, two: str) -> int:
    """Return the points of one name against another, 0 when it is another name."""
    if one == two:
        return EQUAL if one else UNKNOWN
    if not (one and two):
        return UNKNOWN
    length = min(len(one), len(two))
    if len(one) + len(two) - 2 * length > MOST_EDITS:
        return 0
    edits = OSA.distance(one, two, score_cutoff=MOST_EDITS)
    if edits > (1 if length < LONG else MOST_EDITS):
        return 0
    if edits == MOST_EDITS:
        return TWO_EDITS
    same_letters = len(one) != len(two) or sorted(one) == sorted(two)
    points = LETTER if same_letters else OTHER_LETTER
    return points if length > SHORT else points - SHORTER


def _birth(one: str, two: str) -> tuple[int, Reason | None]:
    """Return the points of two births as they are stored, and the reason they give."""
    if not (one and two):
        return 0, None
    apart = abs(int(one[:4]) - int(two[:4]))
    about = one.endswith("~") or two.endswith("~")
    if apart == 0:
        return _same_year(one, two)
    if apart == 1:
        if len(one) == len(two) and one[4:] == two[4:] and "-" in one:
            return NEXT_YEAR, Reason.NEXT_YEAR
        both_whole = len(one) == len(two) == len("2506-03-14")
        return (0 if both_whole else NEXT_ABOUT), Reason.NEXT_YEAR
    if about:
        return (0 if apart <= ABOUT else FAR_ABOUT), None
    return FAR, None


def _same_year(one: str, two: str) -> tuple[int, Reason]:
    whole, month = len("2506-03-14"), len("2506-03")
    if len(one) == len(two) == whole:
        return (SAME_DAY, Reason.BIRTH) if one == two else (OTHER_DAY, Reason.BIRTH_YEAR)
    if len(one) >= month and len(two) >= month:
        same = one[:month] == two[:month]
        return (SAME_MONTH if same else OTHER_DAY), Reason.BIRTH_YEAR
    return SAME_YEAR, Reason.BIRTH_YEAR


def _against(one: Traits, two: Traits) -> int:
    """Return the points (below 0) of what says that these are two persons."""
    points = 0
    if one.sex != two.sex and Sex.UNSPECIFIED not in (one.sex, two.sex):
        points += OTHER_SEX
    if one.village and two.village and one.village != two.village:
        points += OTHER_VILLAGE
    if one.nickname and two.nickname and not _part(one.nickname, two.nickname):
        same = one.first == two.first and one.last == two.last
        points += OTHER_NICKNAME if same else OTHER_NICKNAME_AND_NAME
    return points


def _around(one: Traits, two: Traits, reasons: list[Reason]) -> int:
    """Return the points of what stands around name and birth; add the reasons."""
    village = one.village is not None and one.village == two.village
    found = (
        (Reason.NICKNAME, SAME_NICKNAME, bool(one.nickname) and one.nickname == two.nickname),
        (Reason.PHONE, SAME_PHONE, not one.phones.isdisjoint(two.phones)),
        (Reason.HOUSE, SAME_HOUSE, village and bool(one.house) and one.house == two.house),
        (Reason.VILLAGE, SAME_VILLAGE, village),
    )
    points = 0
    for reason, worth, there in found:
        if there:
            reasons.append(reason)
            points += worth
    return points
