"""What the fields of two records say, in words for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import grouped, mask
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.features.people.merge_fields import MergePart
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.ui.field_text import text_of

NOTHING = "–"
HOME = ("house_no", "village_id", "road")
PLACE = ("subdistrict", "district", "province", "postcode")
REGISTERED_HOME = ("registered_house_no", "registered_village", "registered_road")
REGISTERED_PLACE = tuple(f"registered_{name}" for name in PLACE)


def part_text(
    part: MergePart, values: Mapping[str, Any], words: Mapping[Any, str], *, place: bool = True
) -> str:
    """Return what the fields of a part say; a dash for nothing. Without ``place`` an address is the home alone."""
    return _said(part, values, words, place=place) or NOTHING


def other_place(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Return whether two records are of different sub-districts, or one of them tells the place alone."""
    homes = (any(each[name] for name in HOME) for each in (one, two))
    return not all(homes) or any(one[name] != two[name] for name in PLACE)


def pair_texts(
    part: MergePart,
    one: Mapping[str, Any],
    two: Mapping[str, Any],
    words: Mapping[Any, str],
    *,
    place: bool = True,
) -> tuple[str, str]:
    """Return what two records say. ID numbers that look the same behind their mask are shown whole."""
    texts = part_text(part, one, words, place=place), part_text(part, two, words, place=place)
    if part.key == "id_number" and texts[0] == texts[1] and one[part.key] != two[part.key]:
        return grouped(one[part.key]), grouped(two[part.key])
    return texts


def _said(
    part: MergePart, values: Mapping[str, Any], words: Mapping[Any, str], *, place: bool
) -> str:
    value = values[part.key]
    match part.key:
        case "first_name":
            return full_name(values["title"], value, values["last_name"]) or values["title"]
        case "house_no":
            home = (values["house_no"], words.get(values["village_id"], ""), values["road"])
            return _address(home, values, PLACE if place else ())
        case "registered_house_no":
            return _address([values[name] for name in REGISTERED_HOME], values, REGISTERED_PLACE)
        case "id_number":
            return mask(value)
        case _:
            return _value_said(part, values, words)


def _value_said(part: MergePart, values: Mapping[str, Any], words: Mapping[Any, str]) -> str:
    """Return what a field that stands alone says, or a few that go together in the order of the form."""
    if part.whole:
        said = (text_of(spec, values[spec.name], words) for spec in part.specs)
        return " · ".join(filter(None, said))
    value = values[part.key]
    if part.specs[0].kind is Kind.PICTURE:
        return _("has a picture") if value else ""
    if value and part.specs[0].kind is Kind.PARTIAL_DATE:
        return PartialDate.from_text(value).in_words()
    return text_of(part.specs[0], value, words)


def _address(home: Sequence[str], values: Mapping[str, Any], place: Sequence[str]) -> str:
    """Return house, village and road, and behind them the place of the fields ``place``."""
    where = place_text(*(values[name] for name in place)) if place else ""
    return " · ".join(part for part in (" ".join(filter(None, home)), where) if part)
