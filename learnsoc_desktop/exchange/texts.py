"""Names pasted from a chat or a spreadsheet become a list of names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.exchange.words import plain_word

LONGEST_NAME = 120  # letters
LONGEST_LINE = 400  # letters, with what stands around the name; longer lines are talk
SEPARATED_SHARE = 0.6  # of the lines that have a separator, from which on it divides columns
TITLES = [
    "นางสาว",
    "น.ส.",
    "นาย",
    "นาง",
    "ด.ช.",
    "ด.ญ.",
    "เด็กชาย",
    "เด็กหญิง",
    "Mr.",
    "Mrs.",
    "Miss",
    "Ms.",
    "Mr",
    "Mrs",
    "Ms",
    "พระ",
    "สามเณร",
    "ดร.",
    "ครู",
    "คุณ",
]
NAME_HEADS = frozenset(
    map(plain_word, ("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อ", "รายชื่อ", "name", "full name"))
)
OTHER_HEADS = frozenset(
    map(
        plain_word,
        [
            "ที่",
            "ลำดับ",
            "ลำดับที่",
            "no",
            "คำนำหน้า",
            "นามสกุล",
            "สกุล",
            "เบอร์โทร",
            "โทรศัพท์",
            "โทร",
            "หมายเหตุ",
            "เพศ",
            "อายุ",
            "ที่อยู่",
            "หมู่บ้าน",
            "ลายมือชื่อ",
            "title",
            "first_name",
            "last_name",
            "surname",
            "phone",
            "sex",
            "age",
            "note",
            "village",
        ],
    )
)
_NUMBERING = re.compile(
    r"(?:[(\[]?\s*[\d๐-๙]+(?:[:.][\d๐-๙]{2})?\s*(?:น\.(?!ส))?[)\].:,\-–/]*\s*)+"
)
_PHONE = re.compile(
    r"[\s,:(\-–]*(?:(?:เบอร์)?โทร(?:ศัพท์)?|tel|เบอร์)?[\s.:]*\+?[\d๐-๙][\d๐-๙\-\s]{7,}\)?$",
    re.IGNORECASE,
)
_TALK = re.compile(r"https?://|[:：]$|^(?:รายชื่อ|ลงชื่อ|ลงทะเบียน|ผู้เข้าร่วม|รวม|จำนวน|เช็กชื่อ|เช็คชื่อ)")
_TITLE = re.compile("|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True)))
_INLINE = re.compile(r"\s+(?=[\d๐-๙]{1,3}[.)]\s*[^\s\d๐-๙])")
_COMMAS = re.compile(r"\s*[,;，、]\s*")


@dataclass(frozen=True, slots=True)
class PastedName:
    """A name as it was written, with its title. ``repeated``: it stands further up already."""

    name: str
    repeated: bool = False


def names_from_text(text: str) -> list[PastedName]:
    """Return the names in ``text``, one a line, in their order.

    Numbering, bullets, ticks, clock times and telephone numbers around them go; titles stay. Of a table (tabs, or
    the same commas in most lines) the likely name columns are taken; a single line with commas is a list. Lines
    without a name, headings and talk are dropped.
    """
    lines = [
        line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()
    ]
    found: list[PastedName] = []
    seen: set[str] = set()
    for line in _of_columns(lines):
        name = _clean(line)
        if not _is_name(name):
            continue
        key = plain_word(_TITLE.sub("", name, count=1) or name)
        found.append(PastedName(name, key in seen))
        seen.add(key)
    return found


def _of_columns(lines: Sequence[str]) -> list[str]:
    """Return the part of each line that is the name, when the lines are rows of a table."""
    tabs = sum("\t" in line for line in lines)
    if tabs and tabs >= len(lines) * SEPARATED_SHARE:
        return _name_columns([[cell.strip() for cell in line.split("\t")] for line in lines])
    commas = [len(_COMMAS.findall(line)) for line in lines]
    if len(lines) > 1 and commas.count(max(commas)) >= len(lines) * SEPARATED_SHARE and max(commas):
        return _name_columns([_COMMAS.split(line.strip()) for line in lines])
    lines = [part for line in lines for part in _INLINE.split(line)]
    commas = [len(_COMMAS.findall(line)) for line in lines]
    return [
        part
        for line, count in zip(lines, commas, strict=True)
        for part in (_COMMAS.split(line) if count > 1 or _is_pair(line) else [line])
    ]


def _is_pair(line: str) -> bool:
    """Return True for two full names with a comma between."""
    parts = _COMMAS.split(line)
    return len(parts) > 1 and all(_is_name(_clean(part)) and " " in _clean(part) for part in parts)


def _name_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return for each row the cells of the name columns, joined by blanks."""
    width = max(map(len, rows))
    columns = [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]
    headed = next(
        (place for place, cells in enumerate(columns) if plain_word(cells[0]) in NAME_HEADS), None
    )
    if headed is not None:
        first = headed
        if first and plain_word(columns[first - 1][0]) in {plain_word("คำนำหน้า"), "title"}:
            chosen = [first - 1, first]
        else:
            chosen = [first]
        after = chosen[-1] + 1
        if after < width and plain_word(columns[after][0]) in {
            plain_word("นามสกุล"),
            plain_word("สกุล"),
        }:
            chosen.append(after)
        rows = rows[1:]
    else:
        chosen = _likely(columns)
    return [" ".join(row[place] for place in chosen if place < len(row)) for row in rows]


def _likely(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns that hold names: one of full names, or title, first and last name."""
    likely = []
    for place, cells in enumerate(columns):
        filled = [_clean(cell) for cell in cells if cell]
        names = [cell for cell in filled if _is_name(cell)]
        if not filled or len(names) < len(filled) * SEPARATED_SHARE:
            continue
        if sum(" " in name for name in names) * 2 > len(names):
            return [place]
        likely.append(place)
    if not likely:
        return list(range(len(columns)))
    first = likely[0]
    titles = sum(cell in TITLES for cell in columns[first])
    wanted = 3 if titles * 2 > len(columns[first]) else 2
    return [place for place in range(first, first + wanted) if place in likely]


def _clean(line: str) -> str:
    """Return a line without what stands around a name; nothing of a long talk."""
    if len(line) > LONGEST_LINE:
        return ""
    name = normalise(line)
    before = None
    while before != name:
        before = name
        name = _PHONE.sub("", name)
        match = _NUMBERING.match(name)
        if match and match.end() < len(name):
            name = name[match.end() :]
        name = name.lstrip(' .)]}:-–—•*·>#/\\|,;+=_~"“”').rstrip(' ,;:|/\\-–—"“”=')
        while name and _is_sign(name[0]):
            name = name[1:].lstrip()
        while name and _is_sign(name[-1]):
            name = name[:-1].rstrip()
    return name


def _is_sign(letter: str) -> bool:
    """Return True for ticks, pictures and arrows."""
    return unicodedata.category(letter) in {"So", "Sk", "Sm", "Cn", "Co"} or letter in "\ufe0f☑✓✔√"


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= LONGEST_NAME
        and any(letter.isalpha() for letter in name)
        and sum(letter.isdigit() for letter in name) * 2 < len(name)
        and not _TALK.search(name)
        and plain_word(name) not in NAME_HEADS | OTHER_HEADS
    )
