"""Thai text: repaired spelling, sort order, search folding, words.

Sort keys are ours and not a library's, because a stored key must be the same on every machine and
after every update. ``KEY_VERSION`` counts changes of ``sort_key`` and ``fold``: a file whose
columns were filled by another version fills them again.
"""

import os
import re
import unicodedata
from functools import lru_cache

KEY_VERSION = 1

# The marks that only decide between words whose letters are the same, lightest first.
_MARKS = "\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b"
_TONES = "\u0e48-\u0e4b"
# Vowels and marks that stand over or under a consonant and are typed before its tone mark.
_BEFORE_TONE = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"

_DIGITS = {ord("๐") + value: str(value) for value in range(10)}
_BLANKS = dict.fromkeys(
    map(
        ord, "\t\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    ),
    " ",
) | dict.fromkeys(map(ord, "\u200a\u202f\u205f\u3000"), " ")
_INVISIBLE = dict.fromkeys(
    [
        *range(9),  # control codes; PostgreSQL refuses NUL
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # soft hyphen
        *range(0x200B, 0x2010),  # zero-width blanks and joiners, direction marks
        *range(0x202A, 0x202F),  # direction overrides
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xD800, 0xE000),  # lone surrogates: no file can hold them
    ]
)
_REPAIR = _BLANKS | _INVISIBLE | {0x2028: "\n", 0x2029: "\n"}

# Anything that could need repair; most names hold nothing of it and are returned as they are.
_SUSPECT = re.compile(
    f"[^ -~ก-ฺเ-์๎-๛]|เเ|[{_TONES}\u0e4c][{_BEFORE_TONE}{_TONES}\u0e4c]|[าำ][{_TONES}]"
    "|([\u0e31\u0e34-\u0e3a\u0e47\u0e4e])\\1|  |^ | $"
)
_TONE_FIRST = re.compile(f"([{_TONES}\u0e4c]+)([{_BEFORE_TONE}]+)")
_TWICE = re.compile(f"([{_BEFORE_TONE}\u0e48-\u0e4e])\\1+")
_NIKHAHIT_AA = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_TONE_AFTER_VOWEL = re.compile(f"([าำ])([{_TONES}]+)")
_BLANKS_AT_LINE_END = re.compile(" *\n *")
_RUN_OF_BLANKS = re.compile(" {2,}")

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_LETTERS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _MARKS)),
    **_DIGITS,
    ord("ๆ"): "\x02",
    ord("ฯ"): "\x03",
    ord("ๅ"): "า",
    ord("\u0e3a"): "\u0e46",
}
_SPECIAL = re.compile(f"[{_MARKS}๐-๙ๆฯๅ\u0e3a]")


class _Weights(dict[int, str]):
    """Weight of each mark; a letter that is met for the first time is added with 0."""

    def __missing__(self, letter: int) -> str:
        self[letter] = "0"
        return "0"


_WEIGHTS = _Weights({ord(mark): str(weight) for weight, mark in enumerate(_MARKS, 1)})

_FOREIGN = re.compile("[^\\s -~ก-๛]")  # may have accents or full-width forms
_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_FOLD: dict[int, str | None] = {
    **_INVISIBLE,
    **dict.fromkeys(map(ord, f"{_MARKS}\u0e3a\u0e4d{_DASHES}")),
    **dict.fromkeys(range(0x300, 0x370)),  # accents, taken apart by NFKD
    **_DIGITS,
    ord("ำ"): "า",
}

ZERO_WIDTH_SPACE = "\u200b"
CLOSING = "ๆฯ)]}”’»!?,.:;%/"
OPENING = "([{“‘«"
_NEEDLESS_BREAK = re.compile(f"{ZERO_WIDTH_SPACE}?(\\s){ZERO_WIDTH_SPACE}?")


def normalise(text: str) -> str:
    """Return ``text`` as it should have been typed; what looks the same becomes the same.

    NFC (never NFKC, which would take ำ apart), แ for เเ, ำ for ํ and า, marks in their order and
    once, no invisible characters, plain single blanks, none at the ends. Every kind of line end
    becomes a line feed and stays.
    """
    if not _SUSPECT.search(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_REPAIR).replace("เเ", "แ")
    before = ""
    while before != text:  # one repair can bring two marks together that want the next
        before = text
        text = _TONE_FIRST.sub(r"\2\1", text)
        text = _TWICE.sub(r"\1", text)
        text = _NIKHAHIT_AA.sub(r"\1ำ", text)
        text = _TONE_AFTER_VOWEL.sub(r"\2\1", text)
    text = unicodedata.normalize("NFC", text)
    return _RUN_OF_BLANKS.sub(" ", _BLANKS_AT_LINE_END.sub("\n", text)).strip()


def sort_key(text: str) -> str:
    """Return a key whose code-point (and UTF-8) order is the Thai order of ``text``.

    Word by word, so that everybody called กา stands before anybody called ก้า whatever comes after.
    Of each word first the letters (เ แ โ ใ ไ after their consonant, ๆ and ฯ before letters, Thai
    digits as Arabic), then, after U+0001, one 0 a letter with its marks behind it as 1 to 7: marks
    decide only between words of the same letters. Words stand as the Unicode collation has them.
    """
    return " ".join(map(_word_key, normalise(text).casefold().split(" ")))


@lru_cache(maxsize=30_000)
def _word_key(word: str) -> str:
    """Return the key of one word; names repeat, so most words are worked out once."""
    word = _LEADING_VOWEL.sub(r"\2\1", word)
    if not _SPECIAL.search(word):
        return word + "\x01"
    letters = word.translate(_LETTERS)
    if len(letters) == len(word):
        return letters + "\x01"
    return f"{letters}\x01{word.translate(_WEIGHTS).rstrip('0')}"


def fold(text: str) -> str:
    """Return ``text`` as search compares it: small letters, no tone marks, plain digits.

    น้ำ and นา become the same, so a finder shows exact matches first. Hyphens go, so that a number
    is found however it is grouped; blanks become single.
    """
    text = normalise(text)
    if _FOREIGN.search(text):
        text = unicodedata.normalize("NFKD", text.replace("ำ", "า"))
    text = text.casefold().translate(_FOLD)
    return " ".join(text.split()).replace(" ๆ", "ๆ")


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Cut ``text`` into the pieces a line may be broken between; joined, they are ``text`` again.

    The first call loads the word list (half a second, 70 MB), so call it in the child process.
    """
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415  see above

    pieces: list[str] = []
    for piece in word_tokenize(text, engine="newmm", keep_whitespace=True):
        if pieces and (piece[0] in CLOSING or pieces[-1][-1] in OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return tuple(pieces)


def breakable(text: str) -> str:
    """Return ``text`` with U+200B where Qt may break a line; for the screen only, never stored."""
    return _NEEDLESS_BREAK.sub(r"\1", ZERO_WIDTH_SPACE.join(words(text)))
