"""A place from the sub-district upwards: how it is written on one line, and how such a line is read."""

import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from learnsoc_desktop.core.i18n import language
from learnsoc_desktop.core.thai import normalise

BANGKOK = "กรุงเทพมหานคร"

# What people write instead of the name of a province.
_SHORT_PROVINCES = {
    "กทม": BANGKOK,
    "กทม.": BANGKOK,
    "กรุงเทพ": BANGKOK,
    "กรุงเทพฯ": BANGKOK,
    "อยุธยา": "พระนครศรีอยุธยา",
    "โคราช": "นครราชสีมา",
}
# Five names end in เขต, one in ตำบล, one is จ.ป.ร.: behind a letter the first counts after แขวง only.
_MARKS = re.compile(
    r"(?:(?P<sub>แขวง|(?<!สาม)ตำบล|ต\s?\.|(?<!\S)ต(?=\s)|\btambon\b)"
    r"|(?P<dis>กิ่งอำเภอ|อำเภอ|(?<![ก-๎])เขต|(?<=[ก-๎])เขต(?=[ก-๎])|อ\s?\.|(?<!\S)อ(?=\s)|\bamphoe\b)"
    r"|(?P<pro>จังหวัด|จว\.|จ\s?\.(?!ป\.ร)|(?<!\S)จ(?=\s)|\bchangwat\b|(?=กทม|กรุงเทพ)))\s*"
    r"|(?:รหัสไปรษณีย์|ปณ\.)?\s*(?P<post>(?<!\d)\d{5}(?!\d))",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_AROUND = " ,;/"
_SAME_TEXTS = 1024  # a list of people names few places, each of them many times


class Place(NamedTuple):
    """A sub-district with what it lies in; what is not known is empty."""

    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""

    @property
    def text(self) -> str:
        """The whole chain on one line."""
        return place_text(*self)


def place_text(subdistrict: str, district: str = "", province: str = "", postcode: str = "") -> str:
    """Return a place in one line: "ต.นาคำน้อย อ.โพนสูง จ.นาคำ 90210", each part only when known."""
    if language() != "th":
        chain = ", ".join(part for part in (subdistrict, district, province) if part)
        return f"{chain} {postcode}".strip()
    marks = ("แขวง", "เขต", "") if province == BANGKOK else ("ต.", "อ.", "จ.")
    parts = zip(marks, (subdistrict, district, province), strict=True)
    chain = " ".join(f"{mark}{part}" for mark, part in parts if part)
    return f"{chain} {postcode}".strip()


@lru_cache(_SAME_TEXTS)
def read_place(text: str) -> Place:
    """Return the place a line says, whatever words it is written with.

    Without the words for them the whole line is the sub-district: what is typed is never lost.
    """
    head, place = split_address(text)
    rest = " ".join(part for part in (head, place.subdistrict) if part)
    return place._replace(subdistrict=rest)


def split_address(text: str) -> tuple[str, Place]:
    """Return what stands before the place (house, village, road), and the place, empty where none is named."""
    text = normalise(text).translate(_DIGITS)
    found = {"sub": "", "dis": "", "pro": "", "post": ""}
    matches = [match for match in _MARKS.finditer(text) if not _is_of_a_name(text, match)]
    head = text[: matches[0].start() if matches else len(text)]
    for match, after in zip_longest(matches, matches[1:]):
        end = after.start() if after is not None else len(text)
        kind = str(match.lastgroup)
        said = match["post"] if kind == "post" else text[match.end() : end]
        found[kind] = found[kind] or said.strip(_AROUND)
    place = Place(found["sub"], found["dis"], found["pro"], found["post"])
    return head.strip(_AROUND), place._replace(province=province_name(place.province))


@lru_cache(_SAME_TEXTS)
def part_name(text: str) -> str:
    """Return the bare name of a cell that holds one part: "อำเภอโพนสูง", "อ. โพนสูง" and "โพนสูง" are the same."""
    match = _MARKS.match(text)
    bare = text[match.end() :].strip() if match and match.lastgroup != "post" else text.strip()
    return province_name(bare)


def province_name(text: str) -> str:
    """Return a province by its name where people have a shorter one for it."""
    return _SHORT_PROVINCES.get(text, text)


def _is_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Return True for a เขต behind a letter that follows no แขวง: คลองนครเนื่องเขต is a name."""
    behind_letter = match.start() > 0 and "ก" <= text[match.start() - 1] <= "\u0e4e"
    return match["dis"] == "เขต" and behind_letter and "แขวง" not in text[: match.start()]
