"""The files that were taken in: what each did, and taking one back, after a restart too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.batches import TakenBack, undo_batch
from learnsoc_desktop.data.entity import alive, utc_now
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.exchange.importing import ImportResult
from learnsoc_desktop.features.centre.errors import ImportUndone
from learnsoc_desktop.features.centre.kept_model import ImportChange
from learnsoc_desktop.features.centre.model import ImportBatch
from learnsoc_desktop.features.centre.service import living


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that was taken in. ``undone_at`` is None while its rows stand."""

    id: UUID
    kind: str
    file_name: str
    when: datetime
    added: int
    changed: int
    same: int
    refused: int
    parked: int
    undone_at: datetime | None


def imports(session: Session) -> Sequence[ImportRow]:
    """Return the files that were taken in, the latest first."""
    query = select(ImportBatch).where(alive(ImportBatch)).order_by(col(ImportBatch.id).desc())
    return [
        ImportRow(
            row.id,
            row.kind,
            row.file_name,
            row.created_at,
            row.added,
            row.changed,
            row.same,
            row.refused,
            row.parked,
            row.undone_at,
        )
        for row in session.exec(query)
    ]


def batch_of(kind: str, file: tuple[str, str], result: ImportResult, batch_id: UUID) -> ImportBatch:
    """Return the record of a file that is taken in; ``file`` is its name and SHA-256."""
    name, sha256 = file
    return ImportBatch(
        id=batch_id,
        kind=kind,
        file_name=name[:200],
        sha256=sha256,
        added=result.added,
        changed=result.changed,
        same=result.same,
        refused=result.refused,
        parked=result.parked,
    )


def undo_import(uow: UnitOfWork, batch_id: UUID, *, leave_changed: bool = False) -> TakenBack:
    """Put everything back as it was before a file was taken in; what it added goes to the trash.

    Raises ImportUndone, and ChangedSince with the list when records were changed since, unless
    ``leave_changed``: then those stay.
    """
    batch = living(uow, ImportBatch, batch_id, N_("Import"))
    if batch.undone_at is not None:
        raise ImportUndone(name=batch.file_name)
    back = undo_batch(uow, ImportChange, batch_id, batch.file_name, leave_changed=leave_changed)
    uow.session.refresh(batch)
    batch.undone_at = utc_now()
    uow.add(batch)
    return back
