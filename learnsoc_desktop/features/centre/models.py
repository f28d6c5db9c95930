"""Every entity of this feature, for what needs all tables; pages import those they show."""

from learnsoc_desktop.features.centre import (
    kept_model,
    model,
    paper_model,
    saved_list_model,
)

__all__ = ["kept_model", "model", "paper_model", "saved_list_model"]
