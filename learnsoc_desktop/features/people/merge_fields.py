"""Two records side by side: which fields belong together, which value is the better one, what both make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.people.model import PersonDetails, Sex
from learnsoc_desktop.features.people.rules import FIELDS

# Fields that are kept or taken together, under the first one's name.
TOGETHER: Mapping[str, Sequence[str]] = {
    "first_name": ("title", "first_name", "last_name"),
    "house_no": (
        "house_no",
        "village_id",
        "road",
        "subdistrict",
        "district",
        "province",
        "postcode",
    ),
    "registered_house_no": (
        "registered_house_no",
        "registered_village",
        "registered_road",
        "registered_subdistrict",
        "registered_district",
        "registered_province",
        "registered_postcode",
    ),
}
TITLES = {
    "first_name": N_("Name"),
    "house_no": N_("Address"),
    "registered_house_no": N_("House register"),
    "guardian_id": N_("Guardian"),
}
JOINED = frozenset({Kind.PHONE, Kind.CODES, Kind.PARAGRAPH})
OLD_STAYS = frozenset({"id_number", "learner_code"})  # the kept record's, where both have one
SEPARATORS = {Kind.PHONE: ", ", Kind.PARAGRAPH: "\n"}


class Take(LabelledEnum):
    """Which record a value is taken from."""

    KEPT = "kept", N_("The first record's")
    OTHER = "other", N_("The second record's")
    BOTH = "both", N_("Both")


@dataclass(frozen=True, slots=True)
class MergePart:
    """Fields that go together; ``joins`` when both values can be kept.

    ``whole`` when any of the fields says something of its own, not the leading one alone; ``fixed`` when there is
    nothing to choose: what may be many is of both, of what is sensitive the kept record's counts first.
    """

    key: str
    specs: tuple[FieldSpec, ...]
    names: tuple[str, ...]
    joins: bool
    whole: bool = False
    fixed: bool = False

    @property
    def title(self) -> str:
        """What it is called, in the person's language."""
        return _(TITLES[self.key]) if self.key in TITLES else self.specs[0].title


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: what is known, and when it was written last."""

    details: PersonDetails
    updated_at: datetime
    own: Mapping[str, Any] | None = (
        None  # the centre's own fields and the rest of the record, by name
    )

    @property
    def said(self) -> Mapping[str, Any]:
        """Everything the record says, by the name of the field."""
        return {**self.details.__dict__, **(self.own or {})}

    def values(self, part: MergePart) -> tuple[Any, ...]:
        """Return the values of the fields of ``part``."""
        said = self.said
        return tuple(said[name] for name in part.names)


@cache
def merge_parts() -> tuple[MergePart, ...]:
    """Return what is decided one by one, in the order of the form."""
    specs = fields_of(PersonDetails)
    inner = {name for names in TOGETHER.values() for name in names}
    parts = []
    for spec in specs:
        if spec.name in TOGETHER:
            names = tuple(TOGETHER[spec.name])
        elif spec.name in inner or _goes_along(spec.name):
            continue
        else:
            hidden = (part for part in spec.label.parts if part in FIELDS)
            names = (spec.name, *(part for part in hidden if _goes_along(part)))
        own = tuple(FIELDS[name] for name in names)
        whole = spec.name in TOGETHER
        parts.append(MergePart(spec.name, own, names, spec.kind in JOINED, whole))
    return tuple(parts)


def own_parts(specs: Sequence[FieldSpec]) -> Iterator[MergePart]:
    """Yield the fields of the centre's own as parts, each for itself."""
    for spec in specs:
        yield MergePart(spec.name, (spec,), (spec.name,), joins=False)


def _goes_along(name: str) -> bool:
    """Return whether a field has no part of its own: it has no editor, or tells what its number is."""
    return not FIELDS[name].label.form or name == "id_type"


def same(part: MergePart, kept: Side, other: Side) -> bool:
    """Return whether both records say the same."""
    if part.joins and part.specs[0].kind is Kind.CODES:
        return set(kept.values(part)[0]) == set(other.values(part)[0])
    return kept.values(part) == other.values(part)


def default_take(part: MergePart, kept: Side, other: Side) -> Take:
    """Return the better value: what is there before nothing, both where both can be, the fuller, the newer."""
    mine, theirs = kept.values(part), other.values(part)
    if not says_something(part, theirs):
        return Take.KEPT
    if not says_something(part, mine):
        return Take.OTHER
    if part.joins:
        return Take.BOTH
    if part.fixed:
        return Take.KEPT
    return Take.KEPT if _mine_is_better(part, kept, other) else Take.OTHER


def _mine_is_better(part: MergePart, kept: Side, other: Side) -> bool:
    """Return whether the kept record's value is the one to keep, where both have one."""
    mine, theirs = kept.values(part), other.values(part)
    if part.key in OLD_STAYS or part.key not in FIELDS:
        return True
    if part.key == "registered_on":  # the first time
        return bool(mine <= theirs)
    if _fullness(mine) != _fullness(theirs):
        return _fullness(mine) > _fullness(theirs)
    return kept.updated_at >= other.updated_at


def default_takes(kept: Side, other: Side) -> Mapping[str, Take]:
    """Return the better value of every part by its key."""
    return {part.key: default_take(part, kept, other) for part in merge_parts()}


def taken(part: MergePart, kept: Side, other: Side, take: Take) -> Mapping[str, Any]:
    """Return the values of the fields of ``part`` that are left, by name."""
    mine, theirs = kept.values(part), other.values(part)
    if take is Take.BOTH and part.joins:
        return {part.key: _joined(part.specs[0], mine[0], theirs[0])}
    return dict(zip(part.names, theirs if take is Take.OTHER else mine, strict=True))


def _joined(spec: FieldSpec, one: Any, two: Any) -> Any:  # noqa: ANN401  what a field holds
    """Return both values, each thing once; the first alone where there is no room for both."""
    if spec.kind is Kind.CODES:
        return list(dict.fromkeys([*one, *two]))
    separator = SEPARATORS[spec.kind]
    pieces = [piece for text in (one, two) for piece in text.split(separator) if piece]
    text = separator.join(dict.fromkeys(pieces))
    return text if len(text) <= (spec.max_length or len(text)) else one


def says_something(part: MergePart, values: Sequence[Any]) -> bool:
    """Return whether the leading field says something; of names and addresses any of them."""
    return any(map(_says, values if part.whole else values[:1]))


def _says(value: Any) -> bool:  # noqa: ANN401  what a field holds
    return value not in ("", None, [], Sex.UNSPECIFIED)


def _fullness(values: Sequence[Any]) -> tuple[int, int]:
    """Return how many fields say something, and how much text they hold: 45/1 before 45, a day before a year."""
    texts = (value for value in values if isinstance(value, str) and not hasattr(value, "label"))
    return sum(map(_says, values)), sum(len(text.rstrip("~")) for text in texts)
