"""Lines that hold text read from right to left (Jawi): in which order their parts stand.

The Unicode bidirectional algorithm (UAX #9, revision 50) without embeddings, overrides and isolates:
texts of the program hold none of these. The libraries for Python give a whole string turned round,
or leave out the rule of brackets (N0); shaping needs the levels themselves.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"  # marks that say how a line runs
TURNED = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]")  # what needs this module
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}  # as the rules of neutrals see them
_IGNORED = dict.fromkeys(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"), "BN")
_NEUTRAL = {"B", "S", "WS", "ON"}
_LEVEL_UP = {(0, "R"): 1, (0, "AN"): 2, (0, "EN"): 2, (1, "L"): 1, (1, "AN"): 1, (1, "EN"): 1}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "\u27e8": "\u27e9", "\uff08": "\uff09"}
_CLOSING = {close: opening for opening, close in _BRACKETS.items()}


def base_level(text: str) -> int:
    """Return 1 for a text that begins with a letter read from right to left, else 0 (P2, P3)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return 0


def visual_runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line from left to right; True for one that is read from right to left.

    Each part is in reading order in itself.
    """
    found = levels(text)
    runs: list[tuple[int, int, int]] = []  # start, end, level
    for at, level in enumerate(found):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], at + 1, level)
        else:
            runs.append((at, at + 1, level))
    for level in range(max(found, default=0), 0, -1):  # L2
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = reversed(runs[at:end])
            at = end + 1
    for start, end, level in runs:
        yield text[start:end], level % 2 == 1


def levels(text: str) -> list[int]:
    """Return the level of each letter of a line: odd ones are read from right to left."""
    base = base_level(text)
    kinds = [_IGNORED.get(kind, kind) or "L" for kind in map(unicodedata.bidirectional, text)]
    original = list(kinds)
    edge = "LR"[base]
    _weak(kinds, edge)
    _brackets(text, kinds, edge)
    _neutral(kinds, edge)
    found = [base + _LEVEL_UP.get((base, kind), 0) for kind in kinds]  # I1, I2
    at = len(text)
    while at and original[at - 1] in {"WS", "B", "S"}:  # L1: blanks at the end of a line
        at -= 1
        found[at] = base
    return found


def _weak(kinds: list[str], edge: str) -> None:
    """Resolve marks, numbers and what stands at numbers (W1 to W7)."""
    strong = before = edge
    for at, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        before = kinds[at]
        strong = before if before in {"L", "R", "AL"} else strong
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _in_numbers(kinds)
    strong = edge
    for at, kind in enumerate(kinds):
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
        strong = kind if kind in {"L", "R"} else strong


def _in_numbers(kinds: list[str]) -> None:
    """Make signs in and at numbers a part of them, the others neutral (W4 to W6)."""
    for at in range(1, len(kinds) - 1):
        around = {kinds[at - 1], kinds[at + 1]}
        if around == {"EN"} and kinds[at] in {"ES", "CS"}:
            kinds[at] = "EN"
        elif around == {"AN"} and kinds[at] == "CS":
            kinds[at] = "AN"
    for start, end in _stretches(kinds, {"ET"}):
        beside = kinds[max(0, start - 1) : start] + kinds[end : end + 1]
        kinds[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    kinds[:] = ["ON" if kind in {"ES", "CS"} else kind for kind in kinds]


def _brackets(text: str, kinds: list[str], edge: str) -> None:
    """Give a pair of brackets the direction of what stands in it, or before it (N0)."""
    for opening, closing in _pairs(text, kinds):
        inside = {_STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in _STRONG}
        if edge in inside:
            direction = edge
        elif inside:
            earlier = [_STRONG[kind] for kind in kinds[:opening] if kind in _STRONG]
            other = inside.pop()
            direction = other if (earlier or [edge])[-1] == other else edge
        else:
            continue
        kinds[opening] = kinds[closing] = direction


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where pairs of brackets open and close, by where they open (BD16)."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in _BRACKETS:
            waiting.append((char, at))
        elif char in _CLOSING:
            for place in range(len(waiting) - 1, -1, -1):
                if waiting[place][0] == _CLOSING[char]:
                    found.append((waiting[place][1], at))
                    del waiting[place:]
                    break
    return sorted(found)


def _neutral(kinds: list[str], edge: str) -> None:
    """Give blanks and signs the direction of what stands on both sides, else that of the line (N1, N2)."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _STRONG[kinds[start - 1]] if start else edge
        after = _STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)


def _stretches(kinds: Sequence[str], wanted: set[str]) -> list[tuple[int, int]]:
    """Return from where to where only kinds of ``wanted`` stand."""
    found: list[tuple[int, int]] = []
    for at, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
