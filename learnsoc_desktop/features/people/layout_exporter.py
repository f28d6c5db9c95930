"""People as a table of a layout, and one person's values in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.formats import Style, date_medium, date_short, numerals
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.core.partial_date import DatePrecision, PartialDate, age_on
from learnsoc_desktop.exchange.cells import Cell, Table
from learnsoc_desktop.exchange.words import in_language
from learnsoc_desktop.features.centre.model import Code, Village
from learnsoc_desktop.features.people.beside_queries import Held
from learnsoc_desktop.features.people.custom_queries import own_fields
from learnsoc_desktop.features.people.import_fields import AGE, FULL_NAME, MOO, STORED
from learnsoc_desktop.features.people.import_register import Stored, stored_people
from learnsoc_desktop.features.people.layout_model import DateForm, DigitForm, LayoutColumn
from learnsoc_desktop.features.people.layout_queries import ROW_NO, LayoutRow
from learnsoc_desktop.features.people.model import Person
from learnsoc_desktop.features.people.more_file_queries import more_specs
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.features.people.queries import listed

SEPARATOR = "; "
NUMBER = FieldSpec(ROW_NO, Label(N_("Running number")), Kind.NUMBER, int)
# What a column of a layout may hold, beside the fields of the centre's own.
FIELDS: Sequence[FieldSpec] = (
    *(NUMBER, FULL_NAME, *STORED, MOO, AGE),
    *more_specs().values(),
)


@dataclass(frozen=True, slots=True)
class _Words:
    codes: Mapping[UUID, Code]
    villages: Mapping[UUID, Village]


def layout_fields(session: Session, columns: Sequence[LayoutColumn] = ()) -> Sequence[FieldSpec]:
    """Return what a column of a layout may hold; a retired field of the centre's own only where ``columns`` do."""
    held = {column.field for column in columns}
    own = own_fields(session, retired=True)
    return (*FIELDS, *(each.spec for each in own if not each.retired or each.key in held))


def layout_table(
    session: Session, layout: LayoutRow, today: date, ids: Sequence[UUID] | None = None
) -> Table:
    """Return people (everybody in Thai order, or ``ids`` in theirs) as a layout has them.

    Everything is text but running numbers and ages: a spreadsheet keeps each zero.
    """
    if ids is None:
        order = (col(Person.sort_key), col(Person.id))
        ids = session.exec(select(Person.id).where(listed()).order_by(*order)).all()
    stored = stored_people(session, ids)
    words = _words(session)
    names = [column.field for column in layout.columns]
    beside = Held(session, ids, names, today)
    there = (each for each in ids if each in stored)
    rows = [
        [
            _cell(column, _with(stored[each], beside.of(each)), words, layout, today, number)
            for column in layout.columns
        ]
        for number, each in enumerate(there, 1)
    ]
    return Table([column.head for column in layout.columns], rows, layout.details.name)


def layout_values(
    session: Session, layout: LayoutRow, person_id: UUID, today: date
) -> Sequence[tuple[str, str]]:
    """Return head and text of each column of a layout for one person, who has no running number."""
    columns = [column for column in layout.columns if column.field != ROW_NO]
    layout = replace(layout, columns=columns)
    table = layout_table(session, layout, today, [person_id])
    row = table.rows[0] if table.rows else [""] * len(layout.columns)
    return [
        (head, "" if cell is None else str(cell))
        for head, cell in zip(table.heads, row, strict=True)
    ]


def _with(person: Stored, beside: Mapping[str, Any]) -> Stored:
    """Return a person with what is known beside the main record."""
    return replace(person, values={**person.values, **beside}) if beside else person


def _words(session: Session) -> _Words:
    return _Words(
        {code.id: code for code in session.exec(select(Code))},
        {village.id: village for village in session.exec(select(Village))},
    )


def _cell(
    column: LayoutColumn,
    person: Stored,
    words: _Words,
    layout: LayoutRow,
    today: date,
    number: int,
) -> Cell:
    thai = layout.details.digits is DigitForm.THAI
    if column.field in (ROW_NO, AGE.name):
        born = person.values["born"]
        value = number if column.field == ROW_NO else age_on(born, today) if born else None
        return numerals(str(value), style=_style(layout)) if thai and value is not None else value
    text = _text(column, person, words, layout)
    return numerals(text, style=_style(layout)) if thai else text


def _text(column: LayoutColumn, person: Stored, words: _Words, layout: LayoutRow) -> str:
    values = person.values
    village = words.villages.get(values["village_id"])
    match column.field:
        case "":
            return column.text
        case "full_name":
            return full_name(values["title"], values["first_name"], values["last_name"])
        case "moo":
            return str(village.moo) if village and village.moo else ""
        case "village_id":
            return _village(village, alone=any(each.field == "moo" for each in layout.columns))
        case "target_groups" | "roles":
            ids = person.groups if column.field == "target_groups" else person.roles
            return SEPARATOR.join(_code(words.codes.get(each), layout) for each in ids)
        case name:
            return _value(name, values.get(name), words, layout)


def _value(name: str, value: Any, words: _Words, layout: LayoutRow) -> str:  # noqa: ANN401
    if value in (None, ""):
        return ""
    if name == "born":
        return _birth(PartialDate.from_text(value), layout)
    if isinstance(value, LabelledEnum):
        return in_language(value.source, layout.details.words.value)
    if isinstance(value, UUID):
        return _code(words.codes.get(value), layout)
    if isinstance(value, list):
        return SEPARATOR.join(_value("", each, words, layout) for each in value)
    return _date(value, layout) if isinstance(value, date) else str(value)


def _code(code: Code | None, layout: LayoutRow) -> str:
    if code is None:
        return ""
    english = layout.details.words.value == "en"
    return code.name_en if english and code.name_en else code.name


def _village(village: Village | None, *, alone: bool) -> str:
    if village is None:
        return ""
    return village.name if alone or not village.moo else f"ม.{village.moo} {village.name}"


def _birth(born: PartialDate, layout: LayoutRow) -> str:
    """Return a birth as far as it is known: a year alone is never made a day."""
    if born.precision is DatePrecision.DAY:
        return _date(born.day, layout)
    if layout.details.dates is DateForm.ISO:
        return born.text.rstrip("~")
    return born.short(style=_style(layout)).rstrip("~")


def _date(day: date, layout: LayoutRow) -> str:
    style = _style(layout)
    match layout.details.dates:
        case DateForm.ISO:
            return day.isoformat()
        case DateForm.WORDS:
            return date_medium(day, style=style)
        case DateForm.BE_ZEROS:
            return f"{day:%d/%m}/{day.year + 543}"
        case _:
            return date_short(day, style=style)


def _style(layout: LayoutRow) -> Style:
    details = layout.details
    western = details.dates in (DateForm.CE, DateForm.ISO)
    return Style("ce" if western else "be", details.digits.value, details.words.value)
