"""How the command line says which column of a file is which field: by a layout, or by a file that maps heads."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from learnsoc_desktop.cli_usage import WrongUsage
from learnsoc_desktop.core.feature import ExchangeSpec
from learnsoc_desktop.core.lazy import resolve

if TYPE_CHECKING:
    from sqlmodel import Session

    from learnsoc_desktop.exchange.cells import Table
    from learnsoc_desktop.exchange.importing import ImportPlan

MAP = (
    'which column is which field: a file.toml with lines "head" = "field", or a file.csv with lines head,field;'
    " an empty field leaves the column out, heads that are not named are matched as without it"
)
LAYOUT = "a layout by its name; those of the program are itw51 and continuing"


def add_matching(own: argparse.ArgumentParser) -> None:
    """Declare what an import is matched by."""
    own.add_argument("--map", type=Path, metavar="FILE", help=MAP)
    add_layout(own)


def add_layout(own: argparse.ArgumentParser) -> None:
    """Declare the name of a layout."""
    own.add_argument("--layout", metavar="NAME", help=LAYOUT)


def heads(
    options: argparse.Namespace, spec: ExchangeSpec, plan: "ImportPlan", session: "Session"
) -> Mapping[str, str]:
    """Return the field of each head that the options name; what the file maps wins over the layout."""
    told: dict[str, str] = {}
    if options.layout:
        told |= resolve(_layout(spec))(session, options.layout).heads
    if options.map:
        read_map = resolve("learnsoc_desktop.exchange.head_map:read_map")
        told |= read_map(options.map, {each.name for each in plan.specs})
    return told


def table(options: argparse.Namespace, spec: ExchangeSpec, session: "Session") -> "Table":
    """Return all records of a kind as a layout has them."""
    layout = resolve(_layout(spec))(session, options.layout)
    today = date.today()  # noqa: DTZ011  the day on the wall
    found: Table = resolve(spec.by_layout)(session, layout, today)
    return found


def _layout(spec: ExchangeSpec) -> str:
    if not spec.layout:
        raise WrongUsage(f"{spec.key} have no layouts")
    return spec.layout
