"""The fields of a centre's own version of a paper: what a form shows of it, and back."""

from collections.abc import Mapping
from typing import Any

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label, LabelledEnum
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.reporting.adjusting import STANDARD, Adjustment, headings_of
from learnsoc_desktop.reporting.document import Report

LONGEST, LONGEST_NOTE = 300, 2000  # letters of a title, of a note
HEADING = "heading_"  # begins the name of the field of a heading
USUAL = "usual"  # stored as "": the standard
WORDS, LOOKS = N_("Words"), N_("Looks")


class Digits(LabelledEnum):
    """The digits of a version."""

    USUAL = "usual", N_("As usual")
    ARABIC = "arabic", "1 2 3"
    THAI = "thai", "๑ ๒ ๓"


class Calendar(LabelledEnum):
    """The calendar of a version."""

    USUAL = "usual", N_("As usual")
    BE = "be", N_("Buddhist era")
    CE = "ce", N_("Christian era")


class PaperSize(LabelledEnum):
    """The paper of a version."""

    USUAL = "usual", N_("As usual")
    A4 = "A4", "A4"
    F4 = "F4", "F4"
    LETTER = "Letter", "Letter"


class Edges(LabelledEnum):
    """The margins of a version."""

    USUAL = "usual", N_("As usual")
    NARROW = "narrow", N_("Narrow")
    BINDING = "binding", N_("Room to bind")


LOOK_FIELDS: Mapping[str, tuple[str, type[LabelledEnum]]] = {
    "digits": (N_("Digits"), Digits),
    "calendar": (N_("Calendar"), Calendar),
    "paper": (N_("Paper"), PaperSize),
    "margins": (N_("Margins"), Edges),
}


def adjust_fields(report: Report) -> list[FieldSpec]:
    """Return the fields of a version of ``report``, the standard one."""
    title = Label(
        N_("Title of the paper"),
        group=WORDS,
        help=N_("{period} stands for the period; empty is the standard"),
    )
    fields = [FieldSpec("title", title, Kind.TEXT, str, max_length=LONGEST)]
    for key, text in headings_of(report).items():
        label = Label(text, group=WORDS)  # what it is called now, in the language of the paper
        fields.append(FieldSpec(HEADING + key, label, Kind.TEXT, str, max_length=LONGEST))
    for name, text in (
        ("above", N_("Note under the title")),
        ("below", N_("Note before the signatures")),
    ):
        label = Label(text, group=WORDS, kind=Kind.PARAGRAPH)
        fields.append(FieldSpec(name, label, Kind.PARAGRAPH, str, max_length=LONGEST_NOTE))
    logo = Label(N_("With the emblem of the centre"), group=LOOKS)
    fields.append(FieldSpec("logo", logo, Kind.YES_NO, bool))
    for name, (text, kind) in LOOK_FIELDS.items():
        fields.append(FieldSpec(name, Label(text, group=LOOKS), Kind.CHOICE, kind))
    return fields


def values_of(change: Adjustment, report: Report) -> dict[str, Any]:
    """Return what the form shows of a version."""
    values: dict[str, Any] = {
        "title": change.title,
        "above": change.above,
        "below": change.below,
        "logo": change.logo,
    }
    values |= {HEADING + key: change.headings.get(key, "") for key in headings_of(report)}
    for name, (_text, kind) in LOOK_FIELDS.items():
        chosen = getattr(change, name) or USUAL
        values[name] = next(one for one in kind if one.value == chosen)
    return values


def change_of(values: Mapping[str, Any], before: Adjustment = STANDARD) -> Adjustment:
    """Return the version that the form tells; what it does not show stays as it was ``before``."""
    shown = {
        name.removeprefix(HEADING): str(value or "").strip()
        for name, value in values.items()
        if name.startswith(HEADING)
    }
    headings = {**before.headings, **shown}
    looks = {name: _stored(values[name]) for name in LOOK_FIELDS}
    return Adjustment(
        title=str(values["title"] or "").strip(),
        headings={key: text for key, text in headings.items() if text},
        above=str(values["above"] or "").strip(),
        below=str(values["below"] or "").strip(),
        hidden=before.hidden,
        order=before.order,
        signers=before.signers,
        logo=values["logo"] is not False,
        **looks,
    )


def _stored(value: LabelledEnum | None) -> str:
    return "" if value is None or value.value == USUAL else value.value
