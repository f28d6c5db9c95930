"""What a check looked at and what it found, as plain data with words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from learnsoc_desktop.core.i18n import N_, _


class Kind(StrEnum):
    """What is wrong; the value is what the command line prints."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    NEWER = "newer"
    UNREADABLE = "unreadable"
    CUT = "cut"
    CHANGED = "changed"
    DAMAGED = "damaged"
    ALTERED = "altered"
    LINKS = "links"
    SEARCH = "search"
    COUNTS = "counts"
    LEFT_OVER = "left-over"
    OTHER_LOG = "other-log"
    FILE_MISSING = "file-missing"
    FILE_DAMAGED = "file-damaged"


SENTENCES: Mapping[Kind, str] = {
    Kind.MISSING: N_("“{place}” is not there."),
    Kind.EMPTY: N_("“{place}” is empty: its data was lost by the disk or a copy."),
    Kind.FOREIGN: N_("“{place}” is not the file of a centre."),
    Kind.NEWER: N_("“{place}” was written by a newer version of the program."),
    Kind.UNREADABLE: N_("“{place}” cannot be read."),
    Kind.CUT: N_("The end of “{place}” is missing."),
    Kind.CHANGED: N_("“{place}” is not as it was when it was made."),
    Kind.DAMAGED: N_("“{place}” is damaged inside."),
    Kind.ALTERED: N_("“{place}” holds values that nobody wrote: the disk changed them."),
    Kind.LINKS: N_("“{place}” holds records that belong to records which are not there."),
    Kind.SEARCH: N_("Search does not find every record of “{place}”."),
    Kind.COUNTS: N_("“{place}” does not hold as many records as when it was made."),
    Kind.LEFT_OVER: N_(
        "The program did not end as it should: “{place}” is left. It is taken in when the centre is opened."
    ),
    Kind.OTHER_LOG: N_("“{place}” belongs to another file and would spoil this one. Put it away."),
    Kind.FILE_MISSING: N_("A picture or attachment is missing: “{place}”."),
    Kind.FILE_DAMAGED: N_("A picture or attachment is damaged: “{place}”."),
}


class Part(StrEnum):
    """What was looked at; the value is what the command line prints."""

    HEAD = "head"
    SIZE = "size"
    VERSION = "version"
    SIDE_FILES = "side-files"
    INSIDE = "inside"
    LINKS = "links"
    SEARCH = "search"
    COUNTS = "counts"
    ALTERED = "altered"
    FILES = "files"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, and what SQLite or the numbers say about it."""

    kind: Kind
    place: str  # name of a file
    detail: str = ""

    @property
    def text(self) -> str:
        """What is wrong, in the person's language."""
        return _(SENTENCES[self.kind]).format(place=self.place)


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at, and how much of it there was."""

    part: Part
    place: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check."""

    looked: tuple[Looked, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def __add__(self, other: "Checked") -> "Checked":
        """Return both, one after the other."""
        return Checked(self.looked + other.looked, self.findings + other.findings)
