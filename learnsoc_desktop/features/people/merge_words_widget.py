"""What the fields of two records say, in words for people."""

from collections.abc import Mapping
from typing import Any

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.identity import grouped, mask
from learnsoc_desktop.core.partial_date import PartialDate
from learnsoc_desktop.core.places import place_text
from learnsoc_desktop.features.people.merge_fields import MergePart
from learnsoc_desktop.features.people.names import full_name
from learnsoc_desktop.features.people.rules import FIELDS
from learnsoc_desktop.ui.field_text import text_of

NOTHING = "–"
HOME = ("house_no", "village_id", "road")
PLACE = ("subdistrict", "district", "province", "postcode")


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
            village = words.get(values["village_id"], "")
            home = " ".join(part for part in (value, village, values["road"]) if part)
            where = place_text(*(values[name] for name in PLACE)) if place else ""
            return " · ".join(part for part in (home, where) if part)
        case "id_number":
            return mask(value)
    if part.specs[0].kind is Kind.PICTURE:
        return _("has a picture") if value else ""
    if part.specs[0].kind is Kind.PARTIAL_DATE:
        return PartialDate.from_text(value).in_words() if value else ""
    return text_of(FIELDS[part.key], value, words)
