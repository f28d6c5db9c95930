"""How a person's name is written."""

import re
from typing import Protocol

# Thai titles stand against the first name (นายสมชาย), ranks stand apart (ว่าที่ร้อยตรี สมชาย): the rules of
# the Royal Society on spacing. Abbreviated ranks carry their branch: ร.ต. พ.ต.อ. จ.ส.อ. ด.ต. น.อ. …
_RANK = re.compile(
    r"^(ว่าที่|พล|พันเ|พันโท|พันตรี|พันจ่า|ร้อย|สิบ|จ่า|นาวา|เรือ|นายดาบ|ดาบ|นายพล"
    r"|(พล\.|พ\.|ร\.|ส\.|จ\.|น\.(?!\s?ส)|ด\.ต|พลฯ|ศ\.|ผศ|รศ))"
)
_THAI = re.compile("[ก-ฮเ-ไ]")

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


class Named(Protocol):
    """Anything that holds the parts of a name."""

    title: str
    first_name: str
    last_name: str
    nickname: str


def person_title(person: Named) -> str:
    """Return what the trash and search call a person."""
    return shown_name(person.title, person.first_name, person.last_name, person.nickname)
