"""Which of many records look like one person: not every two are compared, only those of a block.

A block holds the records that agree in something, of which births are at most a year apart (or not known):
all names by their sound, last name and village, first name and village, first letters and village, the day of
birth, the ID number, the phone. A slip in one of them leaves the pair in another block.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from learnsoc_desktop.core.progress import NoProgress, Progress
from learnsoc_desktop.features.people.likeness import Likeness, Reason, Traits, likeness

AT_ONCE = 2_000  # records between two reports of progress
SHARED = 30  # records of one phone number or ID number that are compared; more is a shop's, or a made-up one
WHOLE = len("2506-03-14")
FAR_PAST, FAR_AHEAD = 0, 9999

# Consonants of one sound are one letter; vowels and marks go.
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("ขฃคฅฆ", "ค"),
        **dict.fromkeys("ฉชฌ", "ช"),
        **dict.fromkeys("ศษสซ", "ส"),
        **dict.fromkeys("ญย", "ย"),
        **dict.fromkeys("ฎด", "ด"),
        **dict.fromkeys("ฏต", "ต"),
        **dict.fromkeys("ฐฑฒถทธ", "ท"),
        **dict.fromkeys("ณน", "น"),
        **dict.fromkeys("ผพภ", "พ"),
        **dict.fromkeys("ฝฟ", "ฟ"),
        **dict.fromkeys("ฬลร", "ล"),
        **dict.fromkeys("หฮ", "ห"),
        **dict.fromkeys("ะัาิีึืุูเแโใไๅ"),
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person."""

    score: int
    one: UUID
    two: UUID
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=60_000)
def sound(name: str) -> str:
    """Return the consonants of a bare name, those of one sound as one letter and never twice on end."""
    letters = name.translate(_SOUNDS)
    return "".join(
        letter for at, letter in enumerate(letters) if not at or letter != letters[at - 1]
    )


def find_pairs(people: Sequence[Traits], progress: Progress | None = None) -> list[Pair]:
    """Return the pairs of ``people`` that look like one person, the likeliest first."""
    scan = _Scan(people, progress or NoProgress())
    scan.run()
    found = [_pair(people[one], people[two], how) for (one, two), how in scan.found.items()]
    return sorted(found, key=lambda pair: (-pair.score, str(pair.one), str(pair.two)))


def find_like(
    known: Sequence[Traits], new: Sequence[Traits]
) -> Mapping[int, Sequence[tuple[int, Likeness]]]:
    """Return who each of ``new`` looks like, by its place.

    Places count from 0 in ``new``; those who are like it are named by their place in both, ``known`` first.
    """
    scan = _Scan([*known, *new], NoProgress(), first=len(known))
    scan.run()
    found: defaultdict[int, list[tuple[int, Likeness]]] = defaultdict(list)
    for (one, two), how in scan.found.items():
        for me, other in ((one, two), (two, one)):
            if me >= len(known):
                found[me - len(known)].append((other, how))
    return found


def like(one: Traits, others: Iterable[Traits], limit: int) -> list[tuple[UUID, Likeness]]:
    """Return which of ``others`` look like ``one``, the likeliest first."""
    found = [
        (as_id(other.id), how)
        for other in others
        if other.id != one.id and (how := likeness(one, other)) is not None
    ]
    return sorted(found, key=lambda each: (-each[1].score, str(each[0])))[:limit]


def _pair(one: Traits, two: Traits, how: Likeness) -> Pair:
    first, second = sorted((as_id(one.id), as_id(two.id)))
    return Pair(how.score, first, second, how.reasons)


def as_id(value: UUID | str) -> UUID:
    """Return the id of a record that was read as text, because nobody needs a hundred thousand objects."""
    return value if isinstance(value, UUID) else UUID(value)


class _Scan:
    """Compares the records of each block once; ``found`` holds what is alike, by two places.

    Those before the place ``first`` are compared with the ones behind it, and not with each other.
    """

    def __init__(self, people: Sequence[Traits], progress: Progress, first: int = 0) -> None:
        self.found: dict[tuple[int, int], Likeness] = {}
        self._people, self._progress, self._first = people, progress, first
        self._years = [_year(each) for each in people]
        self._numbers = [each.number if each.good else "" for each in people]
        self._done = 0

    def run(self) -> None:
        people = self._people
        self._keyed((sorted_sounds(each),) for each in people)
        self._in_village([sound(each.last) if each.last else "" for each in people])
        self._in_village([sound(each.first) if each.first else "" for each in people])
        self._keyed((_letters(each),) for each in people)
        self._keyed((each.born if len(each.born) == WHOLE else "",) for each in people)
        self._shared((each.number,) for each in people)
        self._shared(each.phones for each in people)
        self._half_named()

    def _compare(self, one: int, others: Iterable[int]) -> None:
        """Compare one record with others. Two good ID numbers are two persons: most pairs end there."""
        people, numbers, found = self._people, self._numbers, self.found
        me, mine = people[one], numbers[one]
        others_from = self._first if one < self._first else 0
        for two in others:
            if two < others_from:
                continue
            if mine and numbers[two] and numbers[two] != mine:
                continue
            how = likeness(me, people[two])
            if how is not None and one != two:
                found[(one, two) if one < two else (two, one)] = how

    def _step(self) -> None:
        self._done += 1
        if self._done % AT_ONCE == 0:
            self._progress.step(min(self._done, self._total), self._total)

    @property
    def _total(self) -> int:
        return 8 * len(self._people)

    def _grouped(self, keys: Iterable[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
        groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, mine in enumerate(keys):
            for key in mine:
                if key:
                    groups[key].append(place)
            self._step()
        return groups

    def _keyed(self, keys: Iterable[Iterable[Hashable]]) -> None:
        """Compare the records of one key whose births are near."""
        for group in self._grouped(keys).values():
            if len(group) > 1 and group[-1] >= self._first:
                self._window(group)

    def _shared(self, keys: Iterable[Iterable[Hashable]]) -> None:
        """Compare the records of one key, whenever they were born."""
        for group in self._grouped(keys).values():
            if 1 < len(group) <= SHARED and group[-1] >= self._first:
                for at, one in enumerate(group, 1):
                    self._compare(one, group[at:])

    def _in_village(self, names: Sequence[str]) -> None:
        """Compare the records of one name in one village; those without a village with all of the name."""
        people = self._people
        self._keyed(
            ((name, each.village) if name and each.village else "",)
            for name, each in zip(names, people, strict=True)
        )
        homeless = [place for place, each in enumerate(people) if each.village is None]
        if homeless:
            by_name: defaultdict[str, list[int]] = defaultdict(list)
            for place in sorted(range(len(people)), key=self._years.__getitem__):
                by_name[names[place]].append(place)
            for place in homeless:
                if names[place]:
                    self._against(place, by_name[names[place]])

    def _half_named(self) -> None:
        """Compare those of whom a first or last name is not known with everybody called so in the village."""
        people = self._people
        called: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place in sorted(range(len(people)), key=self._years.__getitem__):
            each = people[place]
            for name in {each.first, each.nickname} - {""}:
                called[name, each.village].append(place)
            self._step()
        for place, each in enumerate(people):
            if not (each.first and each.last):
                for name in {each.first, each.nickname} - {""}:
                    self._against(place, called[name, each.village])

    def _against(self, place: int, group: Sequence[int]) -> None:
        """Compare one record with those of ``group`` (by birth) that were born near, or nobody knows when."""
        self._compare(place, _near(self._years, group, self._years[place]))

    def _window(self, group: list[int]) -> None:
        """Compare each two of ``group`` that were born at most a year apart, or nobody knows when."""
        years = self._years
        group.sort(key=years.__getitem__)
        unknown = bisect_right(group, FAR_PAST, key=years.__getitem__)
        for at, one in enumerate(group[:unknown], 1):
            self._compare(one, group[at:])
        start = unknown
        for at in range(unknown, len(group)):
            one = group[at]
            while years[group[start]] < years[one] - 1:
                start += 1
            self._compare(one, group[start:at])


def _near(years: Sequence[int], group: Sequence[int], year: int) -> Iterator[int]:
    """Yield those of ``group``, in order of birth, that were born near ``year`` or nobody knows when."""
    if year == FAR_PAST:
        yield from group
        return
    by_year = years.__getitem__
    yield from group[: bisect_right(group, FAR_PAST, key=by_year)]
    start = bisect_left(group, year - 1, key=by_year)
    yield from group[start : bisect_right(group, year + 1, key=by_year)]


def _year(each: Traits) -> int:
    """Return the year of birth; that of an estimated or unknown one is the far past."""
    return FAR_PAST if not each.born or each.born.endswith("~") else int(each.born[:4])


def sorted_sounds(each: Traits) -> Hashable:
    """Return the sounds of both names, whichever stands first; empty when one is not known."""
    if not (each.first and each.last):
        return ""
    return tuple(sorted((sound(each.first), sound(each.last))))


def _letters(each: Traits) -> Hashable:
    """Return village and first letters of both names; empty when one is not known."""
    first, last = sound(each.first), sound(each.last)
    return (each.village, first[0], last[0]) if first and last and each.village else ""
