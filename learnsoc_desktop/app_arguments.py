"""What the window may be started with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsoc_desktop.core import i18n

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


def parsed(argv: Sequence[str] | None) -> Namespace:
    """Return the arguments: ``data``, ``sample``, ``language``, ``read_only``."""
    from argparse import ArgumentParser  # noqa: PLC0415  kept beside its only use

    parser = ArgumentParser(prog="learnsoc-desktop")
    parser.add_argument("--data", metavar="DIR", default="")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--language", choices=i18n.LANGUAGES, default="")
    parser.add_argument("--read-only", action="store_true")
    return parser.parse_args(argv)
