"""Strings of a paper to text operators, shaped and remembered for one document."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from learnsoc_desktop.reporting.complex_text import Face
from learnsoc_desktop.reporting.shaping import Glyph, clean, plain_run, shape_run
from learnsoc_desktop.reporting.text_operators import Part, line, number, parts_of

CACHED = 10_000  # words whose width and operators are kept
SHAPED = 2_000  # words whose glyphs are kept: many small things slow everything
_WORDS = re.compile("[^ ]+ *| +")


def literal(text: str) -> str:
    """Return plain ASCII as PDF writes a string."""
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


class Weight(StrEnum):
    """The faces of a paper. Italics are never used: Thai has none."""

    REGULAR = "regular"
    MEDIUM = "medium"
    BOLD = "bold"


class Typesetter:
    """Turns strings into text operators with the faces of one document.

    Strings are set word by word (blanks stand at the ends of words), because the words of a centre's
    papers repeat. Words of plain ASCII are not shaped. ``faces`` gives for each weight the face to use
    and those that help out where it has no glyph. ``missing`` gathers the characters that no face has;
    they are printed as "?" (signs as nothing at all), never as an empty box.
    """

    def __init__(self, faces: Mapping[Weight, Sequence[Face]]) -> None:
        self.faces = faces
        self.missing: set[str] = set()
        self._shaped: dict[tuple[str, Weight], list[Glyph]] = {}
        self._advances: dict[tuple[str, Weight], float] = {}
        self._parts: dict[tuple[str, Weight, float], list[Part]] = {}

    def width(self, text: str, weight: Weight, size: float) -> float:
        """Return how wide ``text`` is, in points."""
        return self.advance(text, weight) * size / 1000

    def advance(self, text: str, weight: Weight) -> float:
        """Return how wide ``text`` is, in thousandths of the size."""
        if text.isascii() and text.isprintable():
            widths = self.faces[weight][0].ascii_widths
            return sum([widths[byte] for byte in text.encode()])
        return sum([self._word_advance(word, weight) for word in _WORDS.findall(text)])

    def _word_advance(self, word: str, weight: Weight) -> float:
        key = (word, weight)
        found = self._advances.get(key)
        if found is None:
            if len(self._advances) >= CACHED:
                self._advances.clear()
            found = sum([glyph.advance for glyph in self.shape_word(word, weight)])
            self._advances[key] = found
        return found

    def operators(self, text: str, weight: Weight, size: float) -> str:
        """Return the operators that draw ``text`` (between BT and ET)."""
        if text.isascii() and text.isprintable():
            return f"/{self.faces[weight][0].name}+0 {number(size)} Tf {literal(text)} Tj"
        words = _WORDS.findall(text)
        return line((part for w in words for part in self._word_parts(w, weight, size)), size)

    def _word_parts(self, word: str, weight: Weight, size: float) -> list[Part]:
        key = (word, weight, size)
        found = self._parts.get(key)
        if found is None:
            if len(self._parts) >= CACHED:
                self._parts.clear()
            found = self._parts[key] = parts_of(self.shape_word(word, weight), size)
        return found

    def spread(self, text: str, weight: Weight, size: float, letter: float, space: float) -> str:
        """Return the operators that draw ``text`` wider.

        ``letter`` points are added after each cluster and ``space`` points more after each blank. The
        line stays one piece of text, so that it is still found by search.
        """
        glyphs = self.glyphs(text, weight)
        ends = [i for i in range(len(glyphs) - 1) if glyphs[i + 1].base]
        for i in ends:
            more = letter + (space if glyphs[i].text == " " else 0)
            glyphs[i] = glyphs[i]._replace(advance=glyphs[i].advance + more * 1000 / size)
        return line(parts_of(glyphs, size), size)

    def clusters(self, text: str, weight: Weight) -> int:
        """Return how many letters with their marks ``text`` has."""
        return sum(glyph.base for glyph in self.glyphs(text, weight))

    def glyphs(self, text: str, weight: Weight) -> list[Glyph]:
        """Return the glyphs of ``text``, in reading order, each with its place."""
        words = _WORDS.findall(text)
        return [glyph for word in words for glyph in self.shape_word(word, weight)]

    def shape_word(self, word: str, weight: Weight) -> list[Glyph]:
        """Return the glyphs of one word and the blanks after it."""
        key = (word, weight)
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) >= SHAPED:
                self._shaped.clear()
            faces = self.faces[weight]
            if word.isascii() and word.isprintable():
                found = plain_run(faces[0], word)
            else:
                found = []
                for face, letters, sources in self._runs(clean(word), faces):
                    found += shape_run(face, letters, sources)
            self._shaped[key] = found
        return found

    def _runs(self, text: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str, Sequence[str]]]:
        """Yield pieces of ``text`` for one face each, with the text each letter stands for."""
        if faces[0].covers.issuperset(text):
            yield faces[0], text, text
            return
        now, letters, sources = faces[0], "", list[str]()
        for char in text:
            face = next((face for face in faces if char in face.covers), None)
            letter = char
            if face is None:
                self.missing.add(char)
                if unicodedata.category(char)[0] in "CMS":
                    continue
                face, letter = faces[0], "?"
            if face is not now and letters:
                yield now, letters, sources
                letters, sources = "", []
            now, letters = face, letters + letter
            sources.append(char)
        if letters:
            yield now, letters, sources
