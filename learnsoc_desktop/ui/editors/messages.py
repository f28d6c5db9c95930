"""What pydantic found wrong, in the person's language.

Its own messages are English, so they are translated by the type of the error.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from learnsoc_desktop.core.i18n import N_, _

_EMPTY = N_("Please fill this in.")
_MESSAGES: Mapping[str, str] = {
    "missing": _EMPTY,
    "string_type": _EMPTY,
    "date_type": _EMPTY,
    "time_type": _EMPTY,
    "int_type": _EMPTY,
    "uuid_type": _EMPTY,
    "is_instance_of": _EMPTY,
    "string_too_short": N_("Please write at least {min_length} letters."),
    "string_too_long": N_("Too long: {max_length} letters at most."),
    "too_short": _EMPTY,
    "too_long": N_("Too many: {max_length} at most."),
    "greater_than_equal": N_("Must be {ge} or more."),
    "greater_than": N_("Must be more than {gt}."),
    "less_than_equal": N_("Must be {le} or less."),
    "less_than": N_("Must be less than {lt}."),
    "int_parsing": N_("Please write a number."),
    "int_from_float": N_("Please write a whole number."),
    "float_parsing": N_("Please write a number."),
    "decimal_parsing": N_("Please write a number."),
    "enum": N_("Please choose one of the list."),
    "uuid_parsing": N_("Please choose one of the list."),
    "date_from_datetime_parsing": N_("Please write a date."),
    "date_parsing": N_("Please write a date."),
    "time_parsing": N_("Please write a time."),
    "bool_parsing": N_("Please choose yes or no."),
}
_OTHER = N_("This value cannot be taken.")


def message_of(problem: Mapping[str, Any]) -> str:
    """Return the sentence for one item of ``ValidationError.errors()``."""
    kind, context = str(problem["type"]), problem.get("ctx") or {}
    if kind == "string_too_short" and context.get("min_length") == 1:
        return _(_EMPTY)
    return _(_MESSAGES.get(kind, _OTHER)).format(**context)


def faults_of(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, str]:
    """Return a sentence for each field of ``values`` that ``model`` refuses, by field name.

    A fault of the whole record stands under the empty name.
    """
    try:
        model.model_validate(values)
    except ValidationError as refused:
        found: dict[str, str] = {}
        for problem in refused.errors(include_url=False):
            name = str(problem["loc"][0]) if problem["loc"] else ""
            found.setdefault(name, message_of(problem))
        return found
    return {}
