"""What a field's value looks like outside its form: in lists, files of text and notes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.core.formats import date_short, hours, money, number, time_of_day
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import grouped, mask, mask_phone, phone_grouped
from learnsoc_desktop.core.partial_date import PartialDate

Names = Mapping[Any, str]


def text_of(spec: FieldSpec, value: Any, names: Names | None = None) -> str:  # noqa: ANN401
    """Return the text of a field's value; empty for nothing.

    ``names`` gives the text of ids: codes, villages, persons. A masked field shows its last digits only.
    """
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, LabelledEnum):
        return value.label
    if spec.kind in {Kind.CODE, Kind.PERSON, Kind.VILLAGE}:
        return (names or {}).get(value, "")
    if spec.kind is Kind.CODES:
        return " · ".join(filter(None, ((names or {}).get(one, "") for one in value)))
    if spec.label.masked:
        return mask_phone(str(value)) if spec.kind is Kind.PHONE else mask(str(value))
    return _WRITERS.get(spec.kind, str)(value)


def missing(specs: Sequence[FieldSpec], values: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
    """Return the fields that count as incomplete because they are empty in ``values``."""
    return tuple(
        spec for spec in specs if spec.label.wanted and values.get(spec.name) in (None, "", [], ())
    )


def _yes_no(value: bool) -> str:  # noqa: FBT001  the value of a field
    return _("Yes") if value else _("No")


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: number,
    Kind.MONEY: money,
    Kind.MINUTES: hours,
    Kind.DATE: date_short,
    Kind.PARTIAL_DATE: lambda value: PartialDate.from_text(value).short(),
    Kind.TIME: time_of_day,
    Kind.YES_NO: _yes_no,
    Kind.ID_NUMBER: grouped,
    Kind.PHONE: phone_grouped,
}
