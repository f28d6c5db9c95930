"""Progress of a long operation, as the core sees it."""

from typing import Protocol


class Progress(Protocol):
    """Given to every long operation; the user interface implements it."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report ``done`` of ``total`` steps; raise ``Cancelled`` when the person asked to stop."""


class NoProgress:
    """For tests, scripts and the command line."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Do nothing."""
