"""How a person's name is written."""

import re
from collections.abc import Mapping
from typing import Protocol

# Thai titles stand against the first name (นายสมชาย), ranks stand apart (ว่าที่ร้อยตรี สมชาย): the rules of
# the Royal Society on spacing. Abbreviated ranks carry their branch: ร.ต. พ.ต.อ. จ.ส.อ. ด.ต. น.อ. …
_RANK = re.compile(
    r"^(ว่าที่|พล|พันเ|พันโท|พันตรี|พันจ่า|ร้อย|สิบ|จ่า|นาวา|เรือ|นายดาบ|ดาบ|นายพล"
    r"|(พล\.|พ\.|ร\.|ส\.|จ\.|น\.(?!\s?ส)|ด\.ต|พลฯ|ศ\.|ผศ|รศ))"
)
_THAI = re.compile("[ก-ฮเ-ไ]")

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

FEMALE_TITLES = re.compile(
    r"^(นาง|น\.?\s?ส\.?$|ด\.?\s?ญ\.?$|เด็กหญิง|แม่ชี|แม่|ป้า|ยาย|คุณหญิง|.*หญิง$|mrs|miss|ms\b)",
    re.IGNORECASE,
)
MALE_TITLES = re.compile(
    r"^(นาย|ด\.?\s?ช\.?$|เด็กชาย|พระ|สามเณร|ส\.ณ\.|เณร|หลวง|พ่อ|ลุง|ตา$|mr\.?$|master$)", re.IGNORECASE
)


def full_name(title: str, first_name: str, last_name: str) -> str:
    """Return title, first and last name as a Thai writes them; empty when only a nickname is known."""
    if not (first_name or last_name):
        return ""
    apart = not _THAI.match(first_name) or not _THAI.match(title) or _RANK.match(title)
    head = title + (" " if title and first_name and apart else "") + first_name
    return " ".join(part for part in (head, last_name) if part)


def shown_name(title: str, first_name: str, last_name: str, nickname: str) -> str:
    """Return the full name, or the nickname where no other name is known."""
    return full_name(title, first_name, last_name) or nickname


def initial(first_name: str, nickname: str) -> str:
    """Return the letter that stands for a picture: of the nickname, for that is how people are called.

    A vowel written first is skipped: เก่ง is under ก.
    """
    for name in (nickname, first_name):
        letters = name.lstrip("เแโใไ")
        if letters:
            return letters[0].upper()
    return ""


GROWN_FROM = 15  # years: a girl or boy is then นางสาว or นาย
GROWN_TITLES: Mapping[str, str] = {
    "ด.ช.": "นาย",
    "เด็กชาย": "นาย",
    "ด.ญ.": "นางสาว",
    "เด็กหญิง": "นางสาว",
}


def grown_title(title: str, age: int | None) -> str:
    """Return the title that takes the place of a child's at this age; empty when it may stay."""
    return GROWN_TITLES.get(title, "") if age is not None and age >= GROWN_FROM else ""


class Named(Protocol):
    """Anything that holds the parts of a name."""

    title: str
    first_name: str
    last_name: str
    nickname: str


def person_title(person: Named) -> str:
    """Return what the trash and search call a person."""
    return shown_name(person.title, person.first_name, person.last_name, person.nickname)


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
