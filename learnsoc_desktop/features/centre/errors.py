"""What the centre's own records refuse."""

from learnsoc_desktop.core.errors import AppError, ParameterRefused
from learnsoc_desktop.core.i18n import N_


class NameMissing(AppError):
    """A word, a village, a signatory or the centre itself has no name."""

    message = N_("A name is needed.")


class CodeInUse(AppError):
    """A word that records use was to be deleted."""

    message = N_("“{name}” is used by {count} records, so it stays.")
    hint = N_("Retire it: it is no longer offered, and stays where it was used.")


class CodeTwice(AppError):
    """The list has this word already."""

    message = N_("The list has “{name}” already.")


class OtherList(AppError):
    """Uses were to be moved between words of two lists."""

    message = N_("Both words must be of the same list.")


class VillageInUse(AppError):
    """A village that people live in was to be deleted."""

    message = N_("{count} records name “{name}”, so it stays.")
    hint = N_("Give these people another village first.")


class VillageTwice(AppError):
    """The centre has this village already."""

    message = N_("The village “{name}” is there already.")


class BandsTooLarge(AppError):
    """The age bands of a village hold more people of a sex than live there."""

    message = N_("The age bands of “{name}” hold more people than its total.")
    hint = N_("Correct the total or the figures by age; a figure nobody knows stays empty.")


class NotAPicture(AppError):
    """The bytes are no picture that we can read."""

    message = N_("This file is not a picture that can be read.")
    hint = N_("Choose a JPEG or PNG picture.")


class PictureTooLarge(AppError):
    """The picture has more pixels than we are ready to unpack."""

    message = N_("This picture is too large: more than {limit} million pixels.")
    hint = N_("Make it smaller first, or take another one.")


class RecipientMissing(AppError):
    """A paper was to be kept without saying to whom it was handed in."""

    message = N_("To whom was it handed in?")
    hint = N_("Type the office or the person.")


class VariantTwice(AppError):
    """The paper has a version of this name already."""

    message = N_("This paper has a version called “{name}” already.")
    hint = N_("Give it another name, or change that one.")


class VariantUnknown(AppError):
    """The paper has no version of this name."""

    message = N_("This paper has no version called “{name}”.")


class NoLongerMade(AppError):
    """A paper that was handed in is none that this program makes."""

    message = N_("“{title}” is no longer made by this program.")
    hint = N_("What was handed in can still be opened and printed.")


class PaperGone(AppError):
    """The file of a paper that was handed in is missing or was changed since."""

    message = N_("The paper kept as “{title}” is missing or damaged.")
    hint = N_(
        "Its figures are still here. Take the file back from a backup: Maintenance, Data safety."
    )


class ImportUndone(AppError):
    """An import was to be taken back a second time."""

    message = N_("“{name}” was taken back already.")


class LastDayBeforeFirst(ParameterRefused):
    """The days of a period were given the wrong way round."""

    parameter = "last_day"
    message = N_("The last day is before the first.")


class ListTwice(AppError):
    """There is a list or a group of this name already."""

    message = N_("There is one called “{name}” already.")
    hint = N_("Give it another name.")
