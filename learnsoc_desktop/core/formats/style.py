"""The style dates and numbers are written in.

Calendar, digits and language are three settings apart: an English window may show B.E. years, a
Thai paper may use Thai digits. The window's style is set once; a paper passes its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class Style:
    """How one window or one paper writes."""

    calendar: str = "be"  # be, ce
    digits: str = "arabic"  # arabic, thai
    language: str = "th"  # th, en
    paper_digits: str = "thai"  # of sheets and letters in Thai; tables of figures stay Arabic

    @property
    def letter_digits(self) -> str:
        """The digits of sheets and letters: no office writes Thai ones in English."""
        return self.paper_digits if self.language == "th" else "arabic"


_style = Style()
_own: ContextVar[Style | None] = ContextVar("style of one paper", default=None)


def set_style(style: Style) -> None:
    """Set the style that every function takes when none is given."""
    global _style  # noqa: PLW0603  one window a process, as one language
    _style = style


def current_style() -> Style:
    """Return the style that was set, or that of what is written just here."""
    return _own.get() or _style


@contextmanager
def writing_as(style: Style) -> Iterator[None]:
    """Let what is written inside, and on this thread only, be in a style of its own: one paper."""
    token = _own.set(style)
    try:
        yield
    finally:
        _own.reset(token)


def numerals(text: str, *, style: Style | None = None) -> str:
    """Return ``text`` with its digits as the style has them; what is typed again stays Arabic."""
    return text.translate(_THAI_DIGITS) if (style or current_style()).digits == "thai" else text
