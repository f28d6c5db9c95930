"""Taking apart what files write in one cell: title, first and last name; village number and name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from learnsoc_desktop.core.formats import plain_digits

_MARK = "ัิ-ฺ็-๎าำะ"  # a name never begins with these: นายิกา is not นาย and ิกา
_SURE_TITLES = ("เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "นางสาว", "น.ส.", "นาย", "นาง")
_OTHER_TITLES = (
    "ว่าที่ร้อยตรีหญิง",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร.ต.หญิง",
    "ว่าที่ร.ต.",
    "ว่าที่ ร.ต.",
    "พระครู",
    "พระมหา",
    "พระอธิการ",
    "พระ",
    "สามเณร",
    "แม่ชี",
    "ม.ร.ว.",
    "ม.ล.",
    "ดร.",
    "จ.ส.อ.",
    "จ.ส.ต.",
    "ส.อ.",
    "ส.ต.",
    "ร.ต.",
    "ร.ท.",
    "ร.อ.",
    "ด.ต.",
    "พ.ต.",
    "พ.ท.",
    "พ.อ.",
    "Mrs.",
    "Mrs ",
    "Miss ",
    "Mr.",
    "Mr ",
    "Ms.",
    "Ms ",
)
_SURE = re.compile(rf"({'|'.join(map(re.escape, _SURE_TITLES))})\s*(?=[^\s{_MARK}])")
_ANY = re.compile(
    rf"({'|'.join(map(re.escape, (*_SURE_TITLES, *_OTHER_TITLES)))})\s*(?=[^\s{_MARK}])"
)

_MOO = re.compile(r"^(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.?|moo\.?|m\.)\s*(\d{1,2})(?!\d)\s*", re.IGNORECASE)
_BARE_MOO = re.compile(r"^(\d{1,2})(?:\.0+)?(?:\s+|$)")
_MOO_BEHIND = re.compile(r"\s*\(?\s*(?:หมู่ที่|หมู่|ม\.|moo)\s*(\d{1,2})\s*\)?$", re.IGNORECASE)
_VILLAGE_WORDS = ("หมู่บ้าน", "บ้าน", "ชุมชน", "ban ")


@dataclass(frozen=True, slots=True)
class VillageText:
    """A village as a file writes it."""

    moo: int | None
    name: str

    @property
    def looks_like_one(self) -> bool:
        """True when it is a number, or a name that says it is one: not "ไม่ทราบ" or a street."""
        return self.moo is not None or self.name.casefold().startswith(_VILLAGE_WORDS)


def split_title(text: str, *, sure: bool = False) -> tuple[str, str]:
    """Return title and the rest of a name; with ``sure`` only titles that no name begins with by chance."""
    match = (_SURE if sure else _ANY).match(text)
    return (match[1].strip(), text[match.end() :].strip()) if match else ("", text)


def split_full_name(text: str) -> Mapping[str, str]:
    """Return title, first and last name of a name in one cell; the last name may hold blanks."""
    title, rest = split_title(text)
    first, _blank, last = rest.partition(" ")
    parts = {"title": title, "first_name": first, "last_name": last.strip()}
    return {name: part for name, part in parts.items() if part}


@lru_cache(maxsize=4096)
def read_village(moo: str, name: str) -> VillageText | None:
    """Return the village of a number cell and a name cell, either may be empty or hold both."""
    number = _number(moo)
    text = plain_digits(name).strip()
    for pattern in (_MOO, _MOO_BEHIND, _BARE_MOO):
        match = pattern.search(text)
        if match:
            number = number or int(match[1])
            text = (text[: match.start()] + text[match.end() :]).strip()
            break
    if number is None and not text:
        return None
    return VillageText(number or None, text)


def village_words(moo: int | None, name: str) -> list[str]:
    """Return how files may write a village."""
    bare = name.removeprefix("หมู่บ้าน").removeprefix("บ้าน").strip()
    names = list(dict.fromkeys((name, bare, f"บ้าน{bare}", f"หมู่บ้าน{bare}")))
    return [*names, *(f"{moo} {each}" for each in names)] if moo else names


def _number(text: str) -> int | None:
    plain = plain_digits(text).strip()
    match = _MOO.match(plain) or _BARE_MOO.match(plain)
    return int(match[1]) or None if match else None
