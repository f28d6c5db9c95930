"""The scripts of the neighbours of Thai: where their letters are, which typefaces draw them, where words end.

Learners come from Laos, Cambodia and Myanmar, and in the South names are written in Jawi too.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

LONGEST_PILE, LONGEST_STACK = (
    4,
    8,
)  # marks on one letter that a word may have; Khmer and Burmese stack

THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_LAO_MARKS = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff"
_LATIN_MARKS = "\u0300-\u036f"
_STACKED_MARKS = (
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074"
    "\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd"
)
MARKS = _LATIN_MARKS + THAI_MARKS + _LAO_MARKS + _ARABIC_MARKS  # bodies of character classes
_AFTER = MARKS + "\u0e30-\u0e3a\u0e45\u0eb0-\u0ebd" + _STACKED_MARKS  # what never begins a line
_JOINS = "\u17d2\u1039"  # the next letter stands under the one before

# A letter with the vowels before it, its marks, and the letters stacked under it.
CLUSTER = re.compile(
    f"[\u0e40-\u0e44\u0ec0-\u0ec4]*[^{_AFTER}](?:[{_AFTER}]|(?<=[{_JOINS}])[\u1000-\u17ff])*|.",
    re.DOTALL,
)
PILE = re.compile(
    f"([{MARKS}]{{{LONGEST_PILE}}})[{MARKS}]+|([{_STACKED_MARKS}]{{{LONGEST_STACK}}})[{_STACKED_MARKS}]+"
)


class Script(NamedTuple):
    """A script that the typeface of the papers does not have."""

    name: str  # of the folder of its typefaces
    language: str
    letters: tuple[tuple[str, str], ...]  # first and last of each block
    regular: str
    bold: str  # the regular one where the bold one is large
    spaced: bool  # words are parted by blanks


LAO = Script(
    "lao",
    "lo",
    (("\u0e80", "\u0eff"),),
    "NotoSansLao_400Regular.ttf",
    "NotoSansLao_700Bold.ttf",
    spaced=False,
)
KHMER = Script(
    "khmer",
    "km",
    (("\u1780", "\u17ff"), ("\u19e0", "\u19ff")),
    "NotoSansKhmer_400Regular.ttf",
    "NotoSansKhmer_700Bold.ttf",
    spaced=False,
)
MYANMAR = Script(
    "myanmar",
    "my",
    (("\u1000", "\u109f"), ("\ua9e0", "\ua9ff"), ("\uaa60", "\uaa7f")),
    "NotoSansMyanmar_400Regular.ttf",
    "NotoSansMyanmar_400Regular.ttf",
    spaced=False,
)
JAWI = Script(
    "jawi",
    "ms",
    (
        ("\u0600", "\u06ff"),
        ("\u0750", "\u077f"),
        ("\u08a0", "\u08ff"),
        ("\ufb50", "\ufdff"),
        ("\ufe70", "\ufefc"),
    ),
    "ScheherazadeNew_400Regular.ttf",
    "ScheherazadeNew_400Regular.ttf",
    spaced=True,
)
SCRIPTS = (LAO, KHMER, MYANMAR, JAWI)

_UNSPACED = "".join(
    f"{first}-{last}" for script in SCRIPTS if not script.spaced for first, last in script.letters
)
_RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
UNSPACED = re.compile(f"[{_UNSPACED}]")
_CLOSING = "\u0e46\u0e2f\u0ec6\u0eaf\u17d4\u17d5\u17d6\u17d7\u17d8\u104a\u104b"


@lru_cache(maxsize=5_000)
def script_of(char: str) -> Script | None:
    """Return the script a letter belongs to; None for Thai, Latin and what no typeface here has."""
    for script in SCRIPTS:
        if any(first <= char <= last for first, last in script.letters):
            return script
    return None


@lru_cache(maxsize=1)
def breaker() -> Callable[[str, str], Iterable[tuple[int, int]]] | None:
    """Return what finds words in these scripts; None where the optional package is not installed."""
    try:
        from icu4py.breakers import LineBreaker  # noqa: PLC0415  optional, and 40 MB of word lists
    except ImportError:
        return None
    return lambda text, language: LineBreaker(text, language).segments()


def script_words(text: str) -> Sequence[str]:
    """Cut ``text`` where a line may end inside Lao, Khmer and Burmese; joined it is ``text`` again.

    Without the optional package such text stays whole between blanks, and is cut between letters with
    their marks where it fills a line.
    """
    segments = breaker()
    if segments is None:
        return (text,)
    found: list[str] = []
    for run in _RUNS.findall(text):
        script = script_of(run[0])
        if script is None or script.spaced:
            parts = [run]
        else:  # letters of these blocks only, so that counts of UTF-16 are counts of letters
            parts = [run[start:end] for start, end in segments(run, script.language)]
        glued = bool(found) and (script is None or script.spaced or found[-1][-1] != " ")
        for number, part in enumerate(parts):
            if found and (part[0] in _CLOSING or (glued and number == 0)):
                found[-1] += part
            else:
                found.append(part)
    return found
