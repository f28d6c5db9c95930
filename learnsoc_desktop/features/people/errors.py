"""What the registry of persons refuses."""

from learnsoc_desktop.core.errors import AppError, FieldRefused
from learnsoc_desktop.core.i18n import N_


class PersonNotFound(AppError):
    """The person was deleted, perhaps on another machine."""

    message = N_("This person is no longer there.")
    hint = N_("Look in the trash.")


class PersonRefused(FieldRefused):
    """A person lacks what the registry cannot do without, or a value makes no sense.

    ``name`` is the name of the field, so that a form shows the text beside it.
    """

    def __init__(self, name: str, field: str, reason: str) -> None:
        super().__init__(name=name, field=field, reason=reason)
        self.name = name
        self.reason = reason


class IdDoubtful(PersonRefused):
    """The ID number does not fit its check rule; it may be taken once a person confirms it."""

    hint = N_("If the card says so, confirm the number.")


class SameIdNumber(AppError):
    """Another person has this ID number. ``person_id`` says who, so that the record can be opened."""

    message = N_("{name} has this ID number already.")
    hint = N_("Open that person instead of adding another one.")


class ConsentRefused(FieldRefused):
    """What was noted of a consent cannot be so. ``name`` is the name of the field."""

    def __init__(self, name: str, field: str, reason: str) -> None:
        super().__init__(name=name, field=field, reason=reason)
        self.name = name
        self.reason = reason


class NoteNotFound(AppError):
    """A goal, a wish or a line of the log was deleted, perhaps on another machine."""

    message = N_("This note is no longer there.")
    hint = N_("Look in the trash.")


class NoteRefused(FieldRefused):
    """What was noted on a path cannot be so. ``name`` is the name of the field."""

    def __init__(self, name: str, field: str, reason: str) -> None:
        super().__init__(name=name, field=field, reason=reason)
        self.name = name
        self.reason = reason


class MergedWithOneself(AppError):
    """A record was to be merged with itself."""

    message = N_("{name} cannot be merged with the same record.")
    hint = N_("Choose two records.")


class AlreadyMerged(AppError):
    """A record that is to be merged was merged before. ``survivor_id`` says which one is left."""

    message = N_("{name} was merged into another record before.")
    hint = N_("Use the record that is left: {survivor}.")


class LayoutUnknown(AppError):
    """No layout has this name."""

    message = N_("There is no layout called “{name}”.")
    hint = N_("There are: {names}.")


class LayoutTwice(AppError):
    """Another layout has this name."""

    message = N_("There is a layout called “{name}” already.")
    hint = N_("Give it another name, or change that one.")


class LayoutEmpty(AppError):
    """A layout without a column."""

    message = N_("“{name}” needs at least one column.")


class ParkedNotFound(AppError):
    """A parked row was decided before, or its file was taken back."""

    message = N_("This row no longer waits for a decision.")


class NotMerged(AppError):
    """A record that is to be given back was never merged, or was given back before."""

    message = N_("{name} is not merged with anybody.")


class RecordRefused(FieldRefused):
    """What was noted in the record of a person cannot be so. ``name`` is the name of the field."""

    def __init__(self, name: str, field: str, reason: str) -> None:
        super().__init__(name=name, field=field, reason=reason)
        self.name = name
        self.reason = reason


class ConsentInForce(AppError):
    """Sensitive details were to be erased that the person lets the centre keep."""

    message = N_("The person lets the centre keep these details.")
    hint = N_("Note first that the consent was taken back.")


class SensitiveRefused(AppError):
    """Sensitive details were to be kept of somebody who did not consent to it."""

    message = N_("These details may be kept with the explicit consent of the person only.")
    hint = N_("Note the consent first.")


class OwnFieldTwice(AppError):
    """The registry has a field of this name already, of the program or of the centre."""

    message = N_("The registry has a field “{name}” already.")
    hint = N_("Files of people are matched by these names; choose another one.")


class OwnFieldInUse(AppError):
    """A field that holds something was to hold something of another kind."""

    message = N_("“{name}” is filled in for {count} people, so its kind stays.")
    hint = N_("Retire the field and add another one.")
