"""What a field's value looks like outside its form: in lists, files of text and notes."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.core.formats import date_short, hours, money, number, time_of_day
from learnsoc_desktop.core.i18n import _, language
from learnsoc_desktop.core.identity import grouped, mask, mask_phone, phone_grouped
from learnsoc_desktop.core.partial_date import PartialDate

BANGKOK = "กรุงเทพมหานคร"
_PARTS = re.compile(
    r"(?:(?P<sub>ต\.|ตำบล|แขวง)|(?P<dis>อ\.|อำเภอ|เขต)|(?P<pro>จ\.|จังหวัด))\s*|(?P<post>\b\d{5}\b)"
)

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


def place_text(subdistrict: str, district: str = "", province: str = "", postcode: str = "") -> str:
    """Return a place in one line: "ต.นาคำน้อย อ.โพนสูง จ.นาคำ 90210", each part only when known."""
    if language() != "th":
        chain = ", ".join(part for part in (subdistrict, district, province) if part)
        return f"{chain} {postcode}".strip()
    marks = ("แขวง", "เขต", "") if province == BANGKOK else ("ต.", "อ.", "จ.")
    parts = zip(marks, (subdistrict, district, province), strict=True)
    chain = " ".join(f"{mark}{part}" for mark, part in parts if part)
    return f"{chain} {postcode}".strip()


def read_place(text: str) -> tuple[str, str, str, str]:
    """Return sub-district, district, province and post code of a typed line.

    Without the words for them the whole line is the sub-district: what is typed is never lost.
    """
    found = {"sub": "", "dis": "", "pro": "", "post": ""}
    matches = list(_PARTS.finditer(text))
    first = matches[0].start() if matches else len(text)
    found["sub"] = text[:first].strip(" ,")
    for match, after in zip_longest(matches, matches[1:]):
        end = after.start() if after is not None else len(text)
        kind = str(match.lastgroup)
        found[kind] = match[0] if kind == "post" else text[match.end() : end].strip(" ,")
    return found["sub"], found["dis"], found["pro"], found["post"]


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
