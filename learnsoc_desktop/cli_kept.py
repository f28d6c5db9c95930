"""Commands on papers that were handed in: list them, take one out as it was, keep one more."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel import Session

from learnsoc_desktop.cli_backup import AddCommand
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.feature import ExchangeSpec, ReportSpec
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder

if TYPE_CHECKING:
    from learnsoc_desktop.exchange.cells import Table
    from learnsoc_desktop.features.centre.paper_service import HandedFile
    from learnsoc_desktop.features.centre.papers import MadePaper

DONE = 0


class NotOnePaper(AppError):
    """What was typed begins no id of a paper that was handed in, or more than one."""

    message = N_("“{text}” begins the numbers of {count} papers that were handed in.")
    hint = N_("One number is needed; “snapshots” lists them.")


def add_commands(command: AddCommand) -> None:
    """Declare both commands."""
    command("snapshots", list_snapshots)
    own = command("snapshot", write_snapshot)
    own.add_argument("id", metavar="ID", help="or an unambiguous beginning of it")
    own.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """Let a command keep what it wrote as handed in, which needs the centre for itself."""
    parser.add_argument("--keep", metavar="TO WHOM", help="keep it as handed in")


def list_snapshots(options: argparse.Namespace) -> int:
    """Print a line a paper that was handed in: id, date, key, parameters, to whom."""
    from learnsoc_desktop.features.centre.paper_queries import snapshots  # noqa: PLC0415  on use

    with _reading(options) as database, database.reading() as session:
        for row in snapshots(session):
            given = " ".join(f"{name}={value}" for name, value in row.parameters.items() if value)
            parts = (str(row.id), row.handed_on.isoformat(), row.report_key, given, row.handed_to)
            print("\t".join(" ".join(part.split()) for part in parts))
    return DONE


def write_snapshot(options: argparse.Namespace) -> int:
    """Write a paper as it was handed in, byte for byte."""
    from learnsoc_desktop.core.files import replacing  # noqa: PLC0415  on use
    from learnsoc_desktop.features.centre import paper_queries  # noqa: PLC0415

    with _reading(options) as database, database.reading() as session:
        row = paper_queries.snapshot(session, _the_one(session, options.id))
        data, _media_type = paper_queries.snapshot_file(session, CentreFolder(options.data), row)
    with replacing(options.output) as part:
        part.write_bytes(data)
    print(f"wrote {options.output}, sha256 {row.sha256}")
    return DONE


def paper(
    session: Session, spec: ReportSpec, given: Mapping[str, str], variant: str | None
) -> "MadePaper":
    """Return a paper in the version called ``variant``; what it names in vain is told. Raises VariantUnknown."""
    from learnsoc_desktop.features.centre.paper_queries import variant_named  # noqa: PLC0415  on use
    from learnsoc_desktop.features.centre.papers import made_paper  # noqa: PLC0415
    from learnsoc_desktop.reporting.adjusting import STANDARD  # noqa: PLC0415

    row = variant_named(session, spec.key, variant) if variant else None
    made = made_paper(session, spec, given, row.change if row else STANDARD)
    for unknown in (*(row.lost if row else ()), *made.unknown):
        print(f"not in this paper: {unknown}", file=sys.stderr)
    return made


def keep_paper(options: argparse.Namespace, made: "MadePaper") -> None:
    """Keep the PDF that was written as handed in to ``options.keep``."""
    from learnsoc_desktop.features.centre.paper_service import handed_paper  # noqa: PLC0415  on use

    data = options.output.read_bytes()
    _keep(options, handed_paper(made.report, data, made.parameters, options.variant or ""))


def keep_table(options: argparse.Namespace, spec: ExchangeSpec, table: "Table") -> None:
    """Keep the file of records that was written as handed in to ``options.keep``."""
    from learnsoc_desktop.features.centre.paper_service import handed_table  # noqa: PLC0415  on use

    path: Path = options.file
    _keep(options, handed_table(spec, table, path.read_bytes(), path.name))


def _keep(options: argparse.Namespace, file: "HandedFile") -> None:
    from learnsoc_desktop.features.centre.paper_model import SnapshotDetails  # noqa: PLC0415  on use
    from learnsoc_desktop.features.centre.paper_queries import computer_user  # noqa: PLC0415
    from learnsoc_desktop.features.centre.paper_service import keep_handed_in  # noqa: PLC0415

    # model_construct: the service says in the person's language what is wrong
    details = SnapshotDetails.model_construct(handed_to=options.keep, handed_by=computer_user())
    folder = CentreFolder(options.data)
    with Database.open(folder.database) as database, database.writing() as uow:
        snapshot_id = keep_handed_in(uow, folder, file, details)
    print(f"kept {snapshot_id}")


def _the_one(session: Session, text: str) -> UUID:
    from learnsoc_desktop.features.centre.paper_queries import beginning_with  # noqa: PLC0415

    found = beginning_with(session, text)
    if len(found) != 1:
        raise NotOnePaper(text=text, count=len(found))
    return found[0]


def _reading(options: argparse.Namespace) -> Database:
    return Database.open(CentreFolder(options.data).database, read_only=True)
