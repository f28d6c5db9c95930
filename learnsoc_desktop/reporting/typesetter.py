"""Strings of a paper to text operators, shaped and remembered for one document."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from learnsoc_desktop.reporting.bidi import TURNED, visual_runs
from learnsoc_desktop.reporting.complex_text import Face
from learnsoc_desktop.reporting.scripts import script_of
from learnsoc_desktop.reporting.shaping import Glyph, clean, plain_run, shape_run
from learnsoc_desktop.reporting.text_operators import (
    Part,
    line,
    move,
    number,
    parts_of,
    whole,
)
from learnsoc_desktop.reporting.turned_text import NUMBER, for_pdfium, read_from_left
from learnsoc_desktop.reporting.typefaces import Typefaces, Weight

__all__ = ["Typesetter", "Weight"]

CACHED = 10_000  # words whose width and operators are kept
SHAPED = 2_000  # words whose glyphs are kept: many small things slow everything
SPREAD_STEP = 5  # thousandths of the size: few steps, so that words of spread lines repeat too
_WORDS = re.compile("[^ ]+ *| +")


def literal(text: str) -> str:
    """Return plain ASCII as PDF writes a string."""
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


class Word(NamedTuple):
    """What is shaped at once: a word and the blanks after it, or a part read from right to left."""

    text: str
    weight: Weight
    turned: bool = False  # read from right to left
    number: bool = False  # in a line read from right to left: copied as one
    from_left: bool = False  # turned, in a line that is read from the left as a whole


def words_of(text: str, weight: Weight, *, beside: bool = False) -> list[Word]:
    """Return the words of a line from left to right; ``beside`` when other text stands on that line."""
    if not TURNED.search(text):
        return [Word(word, weight) for word in _WORDS.findall(text)]
    found: list[Word] = []
    from_left = beside or read_from_left(text)
    for run, turned in visual_runs(text):
        if turned:
            found.append(Word(run, weight, turned=True, from_left=from_left))
        elif NUMBER.fullmatch(run):
            found.append(Word(run, weight, number=True))
        else:
            found += [Word(word, weight) for word in _WORDS.findall(run)]
    return found


def _wider(glyphs: Sequence[Glyph], more: float) -> list[Glyph]:
    """Return glyphs with ``more`` after each cluster, in thousandths of the size."""
    ends = [*(glyph.base for glyph in glyphs[1:]), True]
    return [
        glyph._replace(advance=glyph.advance + more) if end else glyph
        for glyph, end in zip(glyphs, ends, strict=False)
    ]


class Typesetter:
    """Turns strings into text operators with the faces of one document.

    Strings are set word by word (blanks stand at the ends of words), because the words of a centre's
    papers repeat. Words of plain ASCII are not shaped. ``faces`` opens the face of each weight, and
    those of other scripts where it has no glyph. ``missing`` gathers the characters that no face has;
    they are printed as "?" (signs as nothing at all), never as an empty box.
    """

    def __init__(self, faces: Typefaces) -> None:
        self.faces = faces
        self.missing: set[str] = set()
        self._shaped: dict[Word, list[Glyph]] = {}
        self._advances: dict[Word, float] = {}
        self._parts: dict[tuple[Word, float, float], list[Part]] = {}

    def width(self, text: str, weight: Weight, size: float) -> float:
        """Return how wide ``text`` is, in points."""
        return self.advance(text, weight) * size / 1000

    def advance(self, text: str, weight: Weight) -> float:
        """Return how wide ``text`` is, in thousandths of the size."""
        if text.isascii() and text.isprintable():
            widths = self.faces.main(weight).ascii_widths
            return sum([widths[byte] for byte in text.encode()])
        return sum([self._word_advance(word) for word in words_of(text, weight)])

    def _word_advance(self, word: Word) -> float:
        found = self._advances.get(word)
        if found is None:
            if len(self._advances) >= CACHED:
                self._advances.clear()
            found = self._advances[word] = sum([glyph.advance for glyph in self.shape_word(word)])
        return found

    def operators(self, text: str, weight: Weight, size: float, *, beside: bool = False) -> str:
        """Return the operators that draw ``text`` (between BT and ET).

        ``beside`` when other text stands on the same line.
        """
        if text.isascii() and text.isprintable():
            return f"/{self.faces.main(weight).name}+0 {number(size)} Tf {literal(text)} Tj"
        words = words_of(text, weight, beside=beside)
        return line(chain.from_iterable([self._word_parts(word, size) for word in words]), size)

    def _word_parts(self, word: Word, size: float, steps: float = 0) -> list[Part]:
        key = (word, size, steps)
        found = self._parts.get(key)
        if found is None:
            if len(self._parts) >= CACHED:
                self._parts.clear()
            glyphs = self.shape_word(word)
            if steps:
                glyphs = _wider(glyphs, steps * SPREAD_STEP)
            found = self._parts[key] = self._parts_from(word, glyphs, size)
        return found

    def _parts_from(self, word: Word, glyphs: Sequence[Glyph], size: float) -> list[Part]:
        if word.turned or word.number:
            text = clean(word.text)
            text = for_pdfium(text, from_left=word.from_left) if word.turned else text
            return [whole(glyphs, text, size)] if glyphs else []
        return parts_of(glyphs, size)

    def spread(self, text: str, weight: Weight, size: float, letter: float, space: float) -> str:
        """Return the operators that draw ``text`` wider.

        ``letter`` points are added after each cluster and ``space`` points more after each blank, the
        former in even steps; what these leave over goes to the blanks. The line stays one piece of text, so that
        it is still found by search.
        """
        words = words_of(text, weight)
        wanted = letter * 1000 / size / SPREAD_STEP  # steps after each cluster
        blanks = text.rstrip().count(" ")
        steps: float = int(wanted) if blanks else wanted
        counts = [sum([glyph.base for glyph in self.shape_word(word)]) for word in words]
        spare = (wanted - steps) * sum(counts)
        more = [steps] * len(words)
        for at, count in enumerate(counts):
            if spare >= count / 2:
                more[at] += 1
                spare -= count
        blank = space * 1000 / size + (spare * SPREAD_STEP / blanks if blanks else 0)
        parts: list[Part] = []
        for word, taken in zip(words, more, strict=True):
            if word.turned:
                parts += self._turned_wider(word, size, taken, blank)
                continue
            parts += self._word_parts(word, size, taken)
            if parts and word.text.endswith(" "):
                parts.append(move(parts[-1].last_font, blank * word.text.count(" ")))
        return line(parts, size)

    def _turned_wider(self, word: Word, size: float, steps: float, space: float) -> list[Part]:
        """Return a part read from right to left, whose blanks stand inside it."""
        glyphs = [
            glyph._replace(advance=glyph.advance + space) if glyph.text == " " else glyph
            for glyph in _wider(self.shape_word(word), steps * SPREAD_STEP)
        ]
        return self._parts_from(word, glyphs, size)

    def clusters(self, text: str, weight: Weight) -> int:
        """Return how many letters with their marks ``text`` has."""
        return sum(glyph.base for glyph in self.glyphs(text, weight))

    def glyphs(self, text: str, weight: Weight) -> list[Glyph]:
        """Return the glyphs of ``text``, from left to right, each with its place."""
        return [glyph for word in words_of(text, weight) for glyph in self.shape_word(word)]

    def shape_word(self, word: Word) -> list[Glyph]:
        """Return the glyphs of one word and the blanks after it."""
        found = self._shaped.get(word)
        if found is None:
            if len(self._shaped) >= SHAPED:
                self._shaped.clear()
            if word.text.isascii() and word.text.isprintable() and not (word.turned or word.number):
                found = plain_run(self.faces.main(word.weight), word.text)
            else:
                runs = list(self._runs(clean(word.text), word))
                found = []
                for face, letters, sources in reversed(runs) if word.turned else runs:
                    script = script_of(letters.lstrip()[:1] or " ")
                    language = script.language if script else "th"
                    copied = [letters, *[""] * len(letters[1:])] if word.number else sources
                    found += shape_run(face, letters, copied, language, turned=word.turned)
            self._shaped[word] = found
        return found

    def _runs(self, text: str, word: Word) -> Iterator[tuple[Face, str, Sequence[str]]]:
        """Yield pieces of ``text`` for one face each, with the text each letter stands for."""
        main = self.faces.main(word.weight)
        if not text:
            return  # of marks that are not drawn
        if main.covers.issuperset(text) and not word.turned:
            yield main, text, text
            return
        now, letters, sources = self._first_face(text, word), "", list[str]()
        for char in text:
            face = self._face(char, now, word)
            letter = char
            if face is None:
                self.missing.add(char)
                if unicodedata.category(char)[0] in "CMS":
                    continue
                face, letter = main, "?"
            if face is not now and letters:
                yield now, letters, sources
                letters, sources = "", []
            now, letters = face, letters + letter
            sources.append(char)
        if letters:
            yield now, letters, sources

    def _first_face(self, text: str, word: Word) -> Face:
        """Return the face that what stands before the first letter is drawn with."""
        scripts = filter(None, map(script_of, text))
        script = next(scripts, None) if word.turned else None
        return self.faces.of_script(script, word.weight) if script else self.faces.main(word.weight)

    def _face(self, char: str, now: Face, word: Word) -> Face | None:
        """Return the face of a letter: blanks, and signs among Jawi, stay with what they follow."""
        if (char == " " or word.turned) and char in now.covers:
            return now
        main = self.faces.main(word.weight)
        return main if char in main.covers else self.faces.helper(char, word.weight)
