"""Commands on a centre's own versions of papers, and on the papers it handed in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlmodel import select

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import ExchangeSpec
from learnsoc_desktop.core.i18n import N_, _, ngettext
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.cells import Table
from learnsoc_desktop.features.centre.attachments import store_file
from learnsoc_desktop.features.centre.errors import NameMissing, RecipientMissing, VariantTwice
from learnsoc_desktop.features.centre.paper_model import (
    PaperVariant,
    Snapshot,
    SnapshotDetails,
    VariantDetails,
)
from learnsoc_desktop.features.centre.paper_queries import EXPORT, MEDIA_TYPES, PAPER, PDF
from learnsoc_desktop.features.centre.service import assign, living
from learnsoc_desktop.features.centre.tidy import tidied
from learnsoc_desktop.reporting.adjusting import Adjustment, stored
from learnsoc_desktop.reporting.content import Content, content_of, table_content, to_json
from learnsoc_desktop.reporting.document import Report

VERSION = N_("Version of a paper")


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A paper or a file of records as it is handed in: what it is, its bytes, what it says in figures."""

    report_key: str
    title: str
    content: Content
    data: bytes
    parameters: Mapping[str, str]
    period: str = ""
    filter: str = ""
    counted: str = ""
    variant: str = ""
    media_type: str = PDF
    name: str = ""


def handed_paper(
    report: Report, pdf: bytes, parameters: Mapping[str, str], variant: str = ""
) -> HandedFile:
    """Return a report and its PDF as they are handed in; ``parameters`` are complete."""
    return HandedFile(
        report.key,
        report.title,
        content_of(report),
        pdf,
        parameters,
        report.period,
        report.filter,
        report.counted,
        variant,
        name=f"{report.key}.pdf",
    )


def handed_table(spec: ExchangeSpec, table: Table, data: bytes, name: str) -> HandedFile:
    """Return a file of records as it is handed in; ``table`` has field names as heads."""
    rows = [
        [str(cell) if isinstance(cell, timedelta) else cell for cell in row] for row in table.rows
    ]
    return HandedFile(
        EXPORT + spec.key,
        _(spec.title),
        table_content(spec.key, table.heads, rows),
        data,
        {},
        counted=ngettext("{count} row", "{count} rows", len(table.rows)).format(
            count=formats.number(len(table.rows))
        ),
        media_type=MEDIA_TYPES.get(Path(name).suffix.lower(), PDF),
        name=name,
    )


def keep_handed_in(
    uow: UnitOfWork, folder: CentreFolder, file: HandedFile, details: SnapshotDetails
) -> UUID:
    """Keep a paper as it was handed in; return its id. Raises RecipientMissing, DiskFull."""
    tidy = _told(details)
    row = Snapshot.model_validate(
        {
            **tidy.model_dump(),
            "report_key": file.report_key,
            "title": file.title[:300],
            "parameters": json.dumps(dict(file.parameters), ensure_ascii=False, sort_keys=True),
            "period": file.period[:300],
            "filter": file.filter[:1000],
            "counted": file.counted[:120],
            "variant": file.variant[:60],
            "sha256": store_file(uow, folder, file.data, file.media_type, file.name),
            "content": to_json(file.content),
        }
    )
    uow.add(row)
    return row.id


def change_handing_in(uow: UnitOfWork, snapshot_id: UUID, details: SnapshotDetails) -> None:
    """Replace to whom, when and by whom a paper was handed in; the paper itself stays."""
    assign(living(uow, Snapshot, snapshot_id, PAPER), _told(details))


def remove_snapshot(uow: UnitOfWork, snapshot_id: UUID) -> None:
    """Put a paper that was handed in into the trash; its file stays until it comes back."""
    uow.delete(living(uow, Snapshot, snapshot_id, PAPER))


def add_variant(
    uow: UnitOfWork, report_key: str, details: VariantDetails, change: Adjustment
) -> UUID:
    """Keep a version of a paper; return its id. Raises NameMissing, VariantTwice."""
    tidy = _named(uow, report_key, details, None)
    row = PaperVariant.model_validate(
        {**tidy.model_dump(), "report_key": report_key, "changes": stored(change)}
    )
    uow.add(row)
    return row.id


def change_variant(
    uow: UnitOfWork, variant_id: UUID, details: VariantDetails, change: Adjustment
) -> None:
    """Replace the name and the changes of a version. Raises NameMissing, VariantTwice."""
    row = living(uow, PaperVariant, variant_id, VERSION)
    assign(row, _named(uow, row.report_key, details, variant_id))
    if row.changes != (changes := stored(change)):
        row.changes = changes


def remove_variant(uow: UnitOfWork, variant_id: UUID) -> None:
    """Put a version into the trash; papers that were made in it stay."""
    uow.delete(living(uow, PaperVariant, variant_id, VERSION))


def _told(details: SnapshotDetails) -> SnapshotDetails:
    tidy = tidied(details)
    if not tidy.handed_to:
        raise RecipientMissing
    return tidy


def _named(
    uow: UnitOfWork, report_key: str, details: VariantDetails, own: UUID | None
) -> VariantDetails:
    tidy = tidied(details)
    if not tidy.name:
        raise NameMissing
    query = select(PaperVariant).where(alive(PaperVariant), PaperVariant.report_key == report_key)
    for other in uow.session.exec(query):
        if other.name.casefold() == tidy.name.casefold() and other.id != own:
            raise VariantTwice(name=tidy.name)
    return tidy
