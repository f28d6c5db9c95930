"""Layouts: named lists of columns that tables of people are written and read by; and how heads were matched."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, stored_enum


class DateForm(LabelledEnum):
    """How a layout writes dates."""

    BE = "be", N_("5/6/2567")
    BE_ZEROS = "be_zeros", N_("05/06/2567")
    WORDS = "words", N_("5 Jun 2567")
    CE = "ce", N_("5/6/2024")
    ISO = "iso", N_("2024-06-05")


class DigitForm(LabelledEnum):
    """Which digits a layout writes."""

    ARABIC = "arabic", N_("123 (Arabic)")
    THAI = "thai", N_("๑๒๓ (Thai)")


class WordForm(LabelledEnum):
    """In which language a layout writes the words of lists."""

    THAI = "th", N_("In Thai")
    ENGLISH = "en", N_("In English")


class LayoutDetails(SQLModel):
    """What a layout is called, and how it writes."""

    name: Annotated[str, Label(N_("Name of the layout"), line=True)] = Field(
        min_length=1, max_length=80
    )
    dates: Annotated[DateForm, Label(N_("Dates written as"))] = Field(
        default=DateForm.BE, sa_type=stored_enum(DateForm)
    )
    digits: Annotated[DigitForm, Label(N_("Digits"))] = Field(
        default=DigitForm.ARABIC, sa_type=stored_enum(DigitForm)
    )
    words: Annotated[WordForm, Label(N_("Words in"))] = Field(
        default=WordForm.THAI, sa_type=stored_enum(WordForm)
    )


class PeopleLayout(LayoutDetails, Entity, table=True):
    """A layout of a centre. ``columns`` is JSON (``columns_json``).

    One that comes with the program has no row until it is changed or ``removed``; then its id is
    ``natural_id("people_layout", key)``. A row of it in the trash says nothing: it is as it came.
    """

    __tablename__ = "people_layout"

    key: str = Field(default="", max_length=40)
    columns: str = "[]"
    removed: bool = False


class HeadMatching(Entity, table=True):
    """How the columns of a file were matched: the next file with the same heads is matched alike.

    It belongs to the centre and not to a computer: whoever takes the district's next list in finds it matched.
    ``fields`` is JSON, a field's name by head, empty for a column that is left out; the id is
    ``natural_id("head_matching", signature)``.
    """

    __tablename__ = "head_matching"

    signature: str = Field(index=True)
    fields: str = "{}"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its head and what stands in it, a ``field``, the same ``text`` in each row, or nothing."""

    head: str
    field: str = ""
    text: str = ""


def columns_json(columns: Iterable[LayoutColumn]) -> str:
    """Return columns as they are stored."""
    said = ({name: part for name, part in asdict(each).items() if part} for each in columns)
    return json.dumps(list(said), ensure_ascii=False)


def columns_of(text: str) -> Sequence[LayoutColumn]:
    """Return stored columns."""
    return tuple(LayoutColumn(**{"head": "", **said}) for said in json.loads(text))
