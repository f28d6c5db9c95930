"""Finding a value by any of its words: labels in every language, keys, names, abbreviations."""

import gettext
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from learnsoc_desktop.core.fields import LabelledEnum
from learnsoc_desktop.core.formats import plain_digits
from learnsoc_desktop.core.i18n import DOMAIN, LANGUAGES, plain
from learnsoc_desktop.core.paths import catalogues
from learnsoc_desktop.core.thai import fold, normalise

_PUNCTUATION = re.compile(r"[\s_.\-–—/\\()\[\]{}:;*\"'“”‘’,!?#]+")


def in_every_language(text: str) -> tuple[str, ...]:
    """Return ``text`` (marked with ``N_()``) and its translations."""
    return tuple(dict.fromkeys((text, *(_catalogue(each).gettext(text) for each in LANGUAGES))))


def in_language(text: str, language: str) -> str:
    """Return ``text`` (marked with ``N_()``) in one language, whatever is spoken now."""
    return plain(_catalogue(language).gettext(text))


def plain_word(text: str) -> str:
    """Return ``text`` for comparing: repaired, small letters, no blanks, dots or other signs."""
    text = plain_digits(normalise(text)).casefold()
    return _PUNCTUATION.sub("", text) or text


class WordList:
    """Values by their words. Plain data: it travels to the child process.

    A word is looked up as it is, then without regard to blanks and signs, then without tone marks. A word that
    means two values finds neither.
    """

    def __init__(self, entries: Iterable[tuple[Any, Iterable[str]]] = ()) -> None:
        self._exact: dict[str, Any] = {}
        self._loose: dict[str, Any] = {}
        self._twice: set[str] = set()
        for value, words in entries:
            for word in words:
                self.add(value, word)

    @classmethod
    def of_choices(cls, choices: type[LabelledEnum]) -> "WordList":
        """Return the words of an enumeration: stored values and labels in every language."""
        return cls((one, (one.value, one.name, *in_every_language(one.source))) for one in choices)

    def add(self, value: object, word: str) -> None:
        """Let ``word`` mean ``value`` too."""
        if plain_word(word):
            self._put(self._exact, plain_word(word), value)
            self._put(self._loose, _loose(word), value)

    def find(self, text: str) -> object | None:
        """Return what ``text`` means; None when it is unknown or means several things."""
        found = self._exact.get(plain_word(text))
        return self._loose.get(_loose(text)) if found is None else found

    def is_ambiguous(self, text: str) -> bool:
        """True when ``text`` means several values."""
        return plain_word(text) in self._twice and self.find(text) is None

    def _put(self, words: dict[str, Any], word: str, value: object) -> None:
        if words.setdefault(word, value) != value:
            words[word] = None
            self._twice.add(word)


def _loose(text: str) -> str:
    return _PUNCTUATION.sub("", fold(text))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, catalogues(), [language], fallback=True)
