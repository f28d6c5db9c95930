"""Which letters a text file is written in: UTF-8, UTF-16 or Thai Windows-874, never guessed further.

TIS-620 is read as Windows-874 (``cp874``), which holds it and the quotation marks Excel writes. Latin-1 is
never tried: it takes any bytes and turns Thai into nonsense.
"""

import codecs
import re

from learnsoc_desktop.exchange.errors import MixedLetters, UnknownLetters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
THAI_SHARE = 0.7  # of the letters beyond ASCII in a Windows-874 file
MISPLACED_SHARE = 0.1  # of the marks that no Thai letter carries
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_THAI = re.compile("[ก-๛]")
_MARK = re.compile("[ัิ-ฺ็-๎]")
_CARRIED_MARK = re.compile("(?<=[ก-ฮัิ-ฺ็-๎ำ])[ัิ-ฺ็-๎]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# Thai that another program read as Latin-1: UTF-8 gives à¸ and à¹ again and again, Windows-874 runs of
# accented letters and signs, four and more together, as no language writes them.
_BROKEN = re.compile("à[¸¹]|[\u00a1-\u00fb]{4}")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of ``data`` and its encoding; raise UnknownLetters or MixedLetters."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name), encoding
    wide = _utf_16(data)  # first: Thai in UTF-16 has no byte that UTF-8 would refuse
    if wide:
        return _strict(data, wide, name), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    _refuse_mixed(data, name)
    text = _strict(data, "cp874", name)
    if not _is_thai(text):
        raise UnknownLetters(name=name)
    return text, "cp874"


def looks_broken(text: str) -> bool:
    """Return True for Thai that was read as Latin-1 somewhere on its way and is lost."""
    return _BROKEN.search(text) is not None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownLetters(name=name) from error


def _utf_16(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark: every other byte is 0x00 (ASCII) or 0x0E (Thai)."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:  # noqa: PLR2004  two letters
        return ""
    half = len(sample) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if high.count(0) + high.count(0x0E) > half * 0.9:
            return encoding
    return ""


def _refuse_mixed(data: bytes, name: str) -> None:
    """Refuse a file in which some lines beyond ASCII are UTF-8 and others are not."""
    good, bad = 0, 0
    for line in _HIGH_LINE.finditer(data):
        try:
            line.group().decode("utf-8")
        except UnicodeDecodeError:
            bad = bad or data.count(b"\n", 0, line.start()) + 1
        else:
            good += 1
        if good and bad:
            raise MixedLetters(name=name, row=bad)


def _is_thai(text: str) -> bool:
    """Return True when ``text``, read as Windows-874, is Thai as people write it."""
    beyond = len(_BEYOND_ASCII.findall(text))
    marks = len(_MARK.findall(text))
    misplaced = marks - len(_CARRIED_MARK.findall(text))
    return len(_THAI.findall(text)) >= beyond * THAI_SHARE and misplaced <= marks * MISPLACED_SHARE
