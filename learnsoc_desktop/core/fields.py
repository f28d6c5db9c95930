"""How a field is shown: written once on the entity, read by forms, tables, files and reports."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from learnsoc_desktop.core.i18n import _


class Kind(StrEnum):
    """What a field holds; decides its editor, its text, and how a file is read into it."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    MONEY = "money"  # integer satang
    MINUTES = "minutes"  # integer minutes, shown and typed as hours
    DATE = "date"
    PARTIAL_DATE = "partial_date"  # text: 1963, 1963-03, 1963-03-14, 1963~ (core.partial_date)
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"  # a LabelledEnum
    CODE = "code"  # id of one row of a code list
    CODES = "codes"  # ids of many rows of a code list, the main one first
    PERSON = "person"  # id of a person
    VILLAGE = "village"  # id of a village
    PLACE = "place"  # sub-district, with district, province and post code as its parts
    ID_NUMBER = "id_number"  # digits typed on any keyboard layout, masked
    PHONE = "phone"
    PICTURE = "picture"  # hash of an attachment


class LabelledEnum(StrEnum):
    """An enumeration whose members carry the text people see: ``MALE = "male", N_("Male")``.

    Only what rules depend on is an enumeration; everything else is a row of a code list.
    """

    _text: str

    def __new__(cls, value: str, text: str) -> Self:
        """Make a member stored as ``value`` and shown as ``text`` (marked with ``N_()``)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._text = text  # noqa: SLF001  the member being made
        return member

    @property
    def source(self) -> str:
        """The text before translation."""
        return self._text

    @property
    def label(self) -> str:
        """The text in the person's language."""
        return _(self._text)


@dataclass(frozen=True, slots=True)
class Label:
    """Display metadata, attached to a field with ``Annotated``. All texts are marked with ``N_()``."""

    text: str
    help: str = ""
    group: str = ""  # heading of the part of the form it stands in
    kind: Kind | None = None  # taken from the Python type when not given
    codes: str = ""  # key of the code list of CODE and CODES; of TEXT the words it offers
    parts: tuple[str, ...] = ()  # further fields that the same editor fills (PLACE) or reads
    form: bool = True  # has an editor of its own
    line: bool = False  # takes a whole line of a form, however wide it is
    half: bool = False  # takes half a line of a wide form
    table: bool = True  # may be a column of lists and files
    shown: bool = False  # is a column of the list until a person chooses otherwise
    width: int = 140  # of the column, logical pixels at the first text size
    wanted: bool = False  # counted as incomplete while empty
    masked: bool = False  # only the last digits are shown outside the form


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as a form, a column head, a file or a report needs it."""

    name: str
    label: Label
    kind: Kind
    type: type[Any]
    required: bool = False
    max_length: int | None = None

    @property
    def title(self) -> str:
        """The label in the person's language."""
        return _(self.label.text)
