"""What the blocks of forms hold, as plain data. Lengths are millimetres, pictures PNG or JPEG bytes."""

from dataclasses import dataclass, field

from learnsoc_desktop.core.i18n import _


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a binder: it fills a page of the kind COVER.

    ``lines`` say the period: the first one large, the others small. The emblem is that of the
    report's head; so is the ``chain`` when none is given here.
    """

    title: str
    lines: tuple[str, ...] = ()
    picture: bytes | None = None  # 3 wide to 2 high looks best
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``page`` is a number, or letters of the front pages (``front_number``).

    ``level`` 0 is a plain line, 1 the title of a part, 2 a paper inside a part.
    """

    title: str
    page: int | str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a binder, on pages of the kind FRONT; long ones run over more pages."""

    entries: tuple[Entry, ...]
    title: str = field(default_factory=lambda: _("Contents"))
    page_title: str = field(default_factory=lambda: _("Page"))
    note: str = ""  # what was put together, from when


@dataclass(frozen=True, slots=True)
class ContentsHead:
    """What contents are cut into: their title, and what stands over the page numbers."""

    title: str
    page_title: str


@dataclass(frozen=True, slots=True)
class ContentsNote:
    """What contents are cut into: what was put together."""

    text: str


FormBlock = Cover | Contents | ContentsHead | Entry | ContentsNote
