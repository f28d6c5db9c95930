"""The fields of a centre's own as lines of a paper on one person."""

from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.features.people.custom_queries import own_specs, shown_values
from learnsoc_desktop.reporting.document import Field

A_LINE = 3  # fields beside each other
KINDS = {Kind.NUMBER: Kind.NUMBER, Kind.DATE: Kind.DATE}


def own_lines(
    session: Session, person_id: UUID | None, lines: int, *, blank: bool = False
) -> tuple[tuple[Field, ...], ...]:
    """Return the centre's own fields of a person that hold something, the first ones of as many lines.

    With ``blank`` those that hold nothing too, to be written by hand; of nobody all of them are so.
    """
    specs = own_specs(session)
    shown = shown_values(session, [person_id], specs) if person_id and specs else {}
    held = shown.get(person_id, {}) if person_id else {}
    fields = [
        Field(spec.title, held.get(spec.name), kind=KINDS.get(spec.kind, Kind.TEXT))
        for spec in specs
        if blank or spec.name in held
    ][: lines * A_LINE]
    return tuple(tuple(fields[at : at + A_LINE]) for at in range(0, len(fields), A_LINE))
