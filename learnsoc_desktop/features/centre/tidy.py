"""Typed text as it is stored, everywhere the same."""

from typing import TypeVar

from pydantic import BaseModel

from learnsoc_desktop.core.thai import normalise

T = TypeVar("T", bound=BaseModel)


def tidied(details: T) -> T:
    """Return ``details`` with every text normalised and without blanks at its ends.

    Keeps which fields were set, so that a choice that was made can be told from a default.
    """
    texts = {
        name: normalise(value).strip()
        for name, value in details
        if type(value) is str  # enumerations are texts too, and are left alone
    }
    changed = {name: text for name, text in texts.items() if text != getattr(details, name)}
    kept = set(details.model_fields_set)
    copy = details.model_copy(update=changed)
    copy.__pydantic_fields_set__.clear()
    copy.__pydantic_fields_set__.update(kept)
    return copy
