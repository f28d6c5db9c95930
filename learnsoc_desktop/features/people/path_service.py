"""Commands on the learning path of a person."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import natural_id
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.features.people.errors import NoteRefused
from learnsoc_desktop.features.people.path_model import (
    GoalDetails,
    LogDetails,
    Skill,
    SkillMark,
    WantDetails,
)
from learnsoc_desktop.features.people.path_queries import NOTES, Notes, note_or_refuse
from learnsoc_desktop.features.people.queries import person_or_refuse

NoteDetails = GoalDetails | LogDetails | WantDetails
LEVELS = range(1, 6)


def add_note(uow: UnitOfWork, person_id: UUID, details: NoteDetails) -> UUID:
    """Add a goal, a wish or a line of the log to a path; return its id. Raises PersonNotFound."""
    person_or_refuse(uow.session, person_id)
    values = {**tidied(details).model_dump(), "person_id": person_id}
    note = NOTES[type(details)].model_validate(values)
    uow.add(note)
    return note.id


def change_note(uow: UnitOfWork, note_id: UUID, details: NoteDetails) -> None:
    """Replace what a goal, a wish or a line of the log says. Raises NoteNotFound."""
    note: Notes = note_or_refuse(uow.session, NOTES[type(details)], note_id)
    for name, value in tidied(details).model_dump().items():
        if getattr(note, name) != value:
            setattr(note, name, value)


def remove_note(uow: UnitOfWork, kind: type[NoteDetails], note_id: UUID) -> None:
    """Put a goal, a wish or a line of the log into the trash. Raises NoteNotFound."""
    uow.delete(note_or_refuse(uow.session, NOTES[kind], note_id))


def mark_skills(
    uow: UnitOfWork, person_id: UUID, levels: Mapping[Skill, int], *, on: date, today: date
) -> None:
    """Note how a person sees the skills on a day; of one day the last word holds.

    Raises PersonNotFound, and NoteRefused for a day to come or a level that is not 1 to 5.
    """
    person_or_refuse(uow.session, person_id)
    if on > today:
        raise NoteRefused("marked_on", _("Date"), _("This day is still to come."))
    for skill, level in levels.items():
        if level not in LEVELS:
            raise NoteRefused(skill.value, skill.label, _("The level is from 1 to 5."))
        mark_id = natural_id("skill_mark", person_id, on, skill.value)
        mark = uow.session.get(SkillMark, mark_id)
        if mark is None:
            uow.add(
                SkillMark(id=mark_id, person_id=person_id, marked_on=on, skill=skill, level=level)
            )
            continue
        if mark.deleted_at is not None:
            uow.restore(mark)
        mark.level = level
