"""Errors a person can act on. Anything else that is raised is a bug."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from learnsoc_desktop.core.i18n import N_, _

# Letters that turn the direction of a line: a name that holds them reads as another one.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _restored(kind: "type[AppError]", args: tuple[object, ...]) -> "AppError":
    return kind.__new__(kind, *args)


class AppError(Exception):
    """Base of all expected errors; ``message`` and ``hint`` are marked with ``N_()``."""

    message: ClassVar[str] = N_("This could not be done.")
    hint: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(type(self).__name__, params)
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        """Travel whole between processes: the class, its parameters and what else it carries."""
        return _restored, (type(self), self.args), self.__dict__

    def __str__(self) -> str:
        """Return what happened, in the person's language."""
        return _(self.message).format(**self._said())

    @property
    def advice(self) -> str:
        """What to do about it, in the person's language; may be empty."""
        return _(self.hint).format(**self._said())

    def _said(self) -> dict[str, object]:
        """Return the parameters as a sentence may hold them."""
        return {
            key: each.translate(_TURNING) if isinstance(each, str) else each
            for key, each in self.params.items()
        }


class FieldRefused(AppError):
    """One field of a form or of a command holds a value we refuse."""

    message = N_("{field}: {reason}")


class ParameterRefused(AppError):
    """One parameter of a report holds what the report cannot take; ``parameter`` is its name."""

    parameter: ClassVar[str] = ""


class DatabaseBusy(AppError):
    """Another program holds the write lock."""

    message = N_("The centre's file is in use by another program.")
    hint = N_("Close the other program, then try again.")


class ReadOnlyCentre(AppError):
    """The centre was opened for reading only."""

    message = N_("This centre is open for reading only.")
    hint = N_("To write in it, open it from the start page again.")


class JobRunning(AppError):
    """A background job holds the write lock."""

    message = N_("Please wait until “{title}” has finished.")


class Cancelled(AppError):
    """The person stopped a background job."""

    message = N_("Stopped. Nothing was changed.")


class NotFound(AppError):
    """A record was asked for that is not there (any more)."""

    message = N_("{kind} was not found. It may have been deleted.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in an input file.

    ``row`` counts as the spreadsheet shows it (the head is row 1); 0 means the whole file.
    ``column`` is the head as the file writes it, or empty for the whole row. ``refuses`` is False for a
    doubt: the row is taken all the same.
    """

    row: int
    column: str
    text: str
    refuses: bool = True

    def __str__(self) -> str:
        """Return ``row R, COLUMN: text``, the interface of the command line."""
        place = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.text}"


class FileRefused(AppError):
    """An input file cannot be taken; ``faults`` says why, place by place."""

    message = N_("{name}: {count} rows cannot be taken.")
    hint = N_("Look at the list, or take only the good rows.")

    def __init__(self, faults: Sequence[Fault] = (), **params: object) -> None:
        super().__init__(**params)
        self.faults = tuple(faults)
