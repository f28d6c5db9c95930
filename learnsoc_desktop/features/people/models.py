"""Every entity of this feature, for what needs all tables; pages import those they show."""

from learnsoc_desktop.features.people import (
    consent_model,
    custom_model,
    erase_model,
    layout_model,
    merge_model,
    model,
    more_model,
    own_group_model,
    parked_model,
    path_model,
)

__all__ = [
    "consent_model",
    "custom_model",
    "erase_model",
    "layout_model",
    "merge_model",
    "model",
    "more_model",
    "own_group_model",
    "parked_model",
    "path_model",
]
