"""Where lines of running text are broken: between words, never inside one.

Thai writes no blanks between words; ``core.thai.words`` finds them. A figure keeps its unit, a date
its month, a title its name; some small words never end a line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from learnsoc_desktop.core.formats.names import MONTHS_TH, SHORT_MONTHS_TH
from learnsoc_desktop.core.thai import CLOSING, OPENING, words
from learnsoc_desktop.reporting.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT, TURNED, base_level
from learnsoc_desktop.reporting.scripts import CLUSTER, UNSPACED, script_words

LONG_WORD = 10  # letters; a compound of so many may be broken between the words it is made of
MOST_SLACK = 0.2  # of the width; a line that would be left emptier takes a part of a compound
SHORTEST_PART, LONGEST_PART = 3, 12  # letters
_NEVER_LAST = (
    "ณ ที่ ข้อ เวลา จำนวน ร้อยละ หมู่ที่ หมู่ เลขที่ ครั้งที่ วันที่ ลงวันที่ ลำดับที่ ฉบับที่ บทที่ รุ่นที่ ไตรมาสที่"
    " มาตรา วรรค พ.ศ. ค.ศ. ว่าที่"
)
NEVER_LAST = frozenset(_NEVER_LAST.split())
_TITLES = (
    "นาย นาง นางสาว น.ส. ด.ช. ด.ญ. เด็กชาย เด็กหญิง ดร. ผศ. รศ. ร้อยตรี ร้อยโท ร้อยเอก พันตรี พันโท พันเอก สิบตรี สิบโท"
    " สิบเอก จ่าสิบตรี จ่าสิบโท จ่าสิบเอก ดาบตำรวจ พระครู พระมหา"
)
TITLES = frozenset(_TITLES.split())
_TITLE_ENDS = tuple(TITLES)
LONGEST_NAME = 24  # letters; what follows a title is a name up to the next blank
_UNITS = (
    "คน น. บาท ล้านบาท สตางค์ ชั่วโมง ชม. นาที วัน สัปดาห์ เดือน ปี ครั้ง ชุด แห่ง เรื่อง กิจกรรม โครงการ หลักสูตร ราย"
    " รายการ ระเบียน คะแนน ข้อ หน้า แผ่น ฉบับ เล่ม ชิ้น กลุ่ม หมู่บ้าน ตำบล ครัวเรือน กม. ซม. กก. เมตร กิโลเมตร"
    " เซนติเมตร กิโลกรัม ไร่ งาน ตารางวา"
)
UNITS = frozenset(_UNITS.split())
MONTHS = frozenset(MONTHS_TH + SHORT_MONTHS_TH)
_FIGURES = "0-9๐-๙"
_DATE = (
    rf"[{_FIGURES}]{{1,2}}(?:\s?[–-]\s?[{_FIGURES}]{{1,2}})?\s+"
    rf"(?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})"
    rf"(?:\s+พ\.ศ\.)?(?:\s+[{_FIGURES}]{{2,4}})?(?![{_FIGURES}])"
)
# A part of an address: a name that no word list knows follows its mark up to the next blank.
_PART = r"(?<!\S)(?:ต|อ|จ)\.\s?[ก-๎]{1,24}(?!\S)"
# What the word list would cut: dates, parts of an address, figures with signs, abbreviations.
_WHOLE = re.compile(
    rf"({_DATE}|{_PART}|[{_FIGURES}][{_FIGURES}.,/:–-]*[{_FIGURES}]%?|(?:(?<![ก-ฮ])[ก-ฮ]{{1,2}}\.){{2,}})"
)
_THAI = re.compile("[\u0e00-\u0e7f]")
_BLANKS = re.compile(r"\S+\s*|\s+")
_ENDS_IN_FIGURE = re.compile(r"[0-9๐-๙]\s*$")
_FIGURE = re.compile(r"[0-9๐-๙]+[.,]?\s*")


class Line(NamedTuple):
    """One line. ``slack`` is what is left free; ``last`` that of a paragraph, never spread.

    ``inset`` moves a last line that is read from right to left to the right margin.
    """

    text: str
    slack: float
    last: bool
    inset: float = 0.0


@lru_cache(maxsize=5_000)
def pieces(text: str) -> tuple[str, ...]:
    """Return ``text`` cut where a line may end; blanks stand at the ends of the pieces."""
    found: list[str] = []
    naming = 0  # 2 in a first name, 1 in a last name: no word list knows either
    for word in _cut(text):
        if found and (word.isspace() or _belongs(found[-1], word) or _named(found[-1], naming)):
            found[-1] += word
        else:
            found.append(word)
        if word in TITLES:
            naming = 2
        elif naming and word.endswith(" ") and not found[-1].rstrip().endswith(_TITLE_ENDS):
            naming -= 1
    return tuple(found)


def _cut(text: str) -> Iterator[str]:
    """Yield the words of ``text`` and its blanks."""
    if not _THAI.search(text):  # few need the word list
        cut = _BLANKS.findall(text)
    else:
        parts = enumerate(_WHOLE.split(text))  # every second one is kept whole
        cut = [word for at, part in parts for word in ([part] if at % 2 else words(part))]
    if not UNSPACED.search(text):
        yield from cut
        return
    for word in cut:
        yield from script_words(word)


def _named(before: str, naming: int) -> bool:
    """True when the name that ``before`` ends with goes on; it may end a line between its parts."""
    goes_on = naming > 0 and len(before) < LONGEST_NAME
    return goes_on and (not before.endswith(" ") or before.rstrip().endswith(_TITLE_ENDS))


def _belongs(before: str, word: str) -> bool:
    """True when ``word`` must not begin a line after ``before``."""
    bare, last = word.strip(), "".join(before.split()[-1:]).lstrip(OPENING)
    if last in NEVER_LAST or before.endswith(("\u00a0", "-")):
        return True
    if (
        bare[:1] in CLOSING or before[-1:] in OPENING
    ):  # after a figure the word list does not see it
        return True
    if _ENDS_IN_FIGURE.search(before) and bare in UNITS:
        return True
    return last in MONTHS and _FIGURE.fullmatch(word) is not None


@lru_cache(maxsize=5_000)
def finer(word: str) -> tuple[str, ...]:
    """Return the shorter words a long compound is made of; the compound itself where there are none."""
    bare = word.rstrip()
    if len(bare) < LONG_WORD or not _THAI.search(bare):
        return (word,)
    from pythainlp.corpus import thai_words  # noqa: PLC0415  loaded by the first call of words()

    known = thai_words()
    if bare not in known:
        return (word,)  # a name, or words that stay together
    best: list[tuple[str, ...] | None] = [()] + [None] * len(bare)  # fewest words up to each letter
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - LONGEST_PART), end - SHORTEST_PART + 1):
            before, part = best[start], bare[start:end]
            if before is None or part not in known or part == bare:
                continue
            now, here = best[end], (*before, part)
            if now is None or _cost(here) < _cost(now):
                best[end] = here
    parts = best[-1]
    return (*parts[:-1], parts[-1] + word[len(bare) :]) if parts else (word,)


def _cost(parts: Sequence[str]) -> tuple[int, int]:
    """Few words before many, and of the same number those of more equal length."""
    return len(parts), max(map(len, parts))


def wrap(
    text: str, width: float, measure: Callable[[str], float], indent: float = 0.0
) -> list[Line]:
    """Return the lines of ``text``, as full as they can be. A line feed begins a new paragraph.

    ``measure`` gives the width of a piece; ``indent`` is taken from each paragraph's first line.
    """
    found: list[Line] = []
    for paragraph in text.split("\n"):
        lines = _wrap_paragraph(paragraph, width, measure, indent)
        found += _directed(paragraph, lines, width, measure) if TURNED.search(text) else lines
    return found


def _directed(
    paragraph: str, lines: Iterable[Line], width: float, measure: Callable[[str], float]
) -> Iterator[Line]:
    """Yield lines that all run as their paragraph does, whatever letter they begin with."""
    level = base_level(paragraph)
    for line in lines:
        text = line.text
        if base_level(text) != level:
            text = (RIGHT_TO_LEFT if level else LEFT_TO_RIGHT) + text
        inset = width - measure(text) if level and line.last else 0.0
        yield line._replace(text=text, inset=max(0.0, inset))


def _wrap_paragraph(
    text: str, width: float, measure: Callable[[str], float], indent: float
) -> Iterator[Line]:
    line, used, room = "", 0.0, width - indent
    waiting = list(reversed(pieces(text)))
    while waiting:
        piece = waiting.pop()
        if used + measure(piece.rstrip()) <= room:
            line, used = line + piece, used + measure(piece)
            continue
        parts: Sequence[str] = finer(piece) if room - used > width * MOST_SLACK else (piece,)
        if len(parts) > 1 and used + measure(parts[0]) <= room:
            waiting += reversed(parts)
            continue
        if line:
            yield _line(line, room, measure)
            line, used, room = "", 0.0, width
            waiting.append(piece)
            continue
        parts = _loosened(piece)
        if len(parts) > 1:
            waiting += reversed(parts)
            continue
        head = longest_start(piece, room, measure)
        yield _line(head, room, measure)
        room = width
        if rest := piece[len(head) :]:
            waiting.append(rest)
    yield Line(line.rstrip(), 0.0, last=True)


def _loosened(piece: str) -> Sequence[str]:
    """Return what a piece wider than a line may be cut into: dates and figures whole, then words."""
    parts: Sequence[str] = finer(piece)
    if len(parts) == 1:
        cut = enumerate(_WHOLE.split(piece))
        parts = [p for at, part in cut for p in ([part] if at % 2 else _BLANKS.findall(part))]
    if len(parts) == 1:
        parts = _BLANKS.findall(piece)
    if len(parts) == 1 and _THAI.search(piece):
        parts = words(piece)
    return parts


def _line(text: str, room: float, measure: Callable[[str], float]) -> Line:
    bare = text.rstrip()
    return Line(bare, max(0.0, room - measure(bare)), last=False)


def longest_start(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Return as many letters of ``text`` with their marks as go into ``room``; at least one."""
    ends = cluster_ends(text)
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[: ends[middle]]) <= room:
            low = middle
        else:
            high = middle - 1
    return text[: ends[low]]


def cluster_ends(text: str) -> Sequence[int]:
    """Return where each letter with its marks ends."""
    return [match.end() for match in CLUSTER.finditer(text)] or [len(text)]
