"""Refusals of the activities feature."""

from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import N_


class ActivityNotFound(AppError):
    """The activity was deleted, perhaps on another machine."""

    message = N_("This activity is no longer there.")
    hint = N_("Look for it in the trash.")


class SessionNotFound(AppError):
    """The session was deleted, perhaps on another machine."""

    message = N_("This session is no longer there.")
    hint = N_("Look for it in the trash.")


class SessionCancelled(AppError):
    """Marks cannot be taken for a session that was not held."""

    message = N_("This session was cancelled, so nobody can be marked.")
    hint = N_("If it was held after all, take the cancellation back first.")


class DatesReversed(AppError):
    """The last day comes before the first."""

    message = N_("The last day comes before the first day.")
    hint = N_("Look at both dates.")


class TimesReversed(AppError):
    """A session ends before it begins."""

    message = N_("The session ends before it begins.")
    hint = N_("Look at both times.")


class NoSuchSheet(AppError):
    """No session has the sheet number that was typed."""

    message = N_("There is no sheet {number} in this centre.")
    hint = N_("Look at the eight letters under the title of the paper.")


class WalkInNeedsName(AppError):
    """A walk-in is at least a name."""

    message = N_("A person who came without being on the roll needs a name.")
    hint = N_("A nickname will do; the rest can be filled in later.")


class AlreadyOnSheet(AppError):
    """A walk-in is said to be somebody who has a mark in the same session."""

    message = N_("{name} already has a mark on this sheet.")
    hint = N_("Choose another person, or take the walk-in off the sheet.")


class LeftOutside(AppError):
    """A time of leaving lies before the session or after it."""

    message = N_("From {starts} to {ends}: only then can somebody leave early.")
    hint = N_("Look at the time, or give another mark.")


class HeadsNegative(AppError):
    """Heads are counted from nought."""

    message = N_("The number of heads cannot be less than 0.")
