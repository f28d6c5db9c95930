"""Typed text as it is stored, everywhere the same."""

from typing import TypeVar

from pydantic import BaseModel

from learnsoc_desktop.core.thai import normalise

T = TypeVar("T", bound=BaseModel)


def tidied(details: T) -> T:
    """Return ``details`` with every text normalised and without blanks at its ends."""
    changed = {
        name: text
        for name, value in details
        # enumerations are texts too, and are left alone
        if type(value) is str and (text := normalise(value).strip()) != value
    }
    return details.model_copy(update=changed) if changed else details
