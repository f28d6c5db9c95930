"""Questions about a centre's own versions of papers, and the papers it handed in."""

import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from learnsoc_desktop.core.errors import NotFound
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.errors import BlobMissing
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features.centre.errors import PaperGone, VariantUnknown
from learnsoc_desktop.features.centre.kept_model import Attachment
from learnsoc_desktop.features.centre.paper_model import PaperVariant, Snapshot
from learnsoc_desktop.reporting.adjusting import Adjustment, restored
from learnsoc_desktop.reporting.content import Content, from_json

PAPER = N_("Paper handed in")
PDF = "application/pdf"
MEDIA_TYPES = {
    ".pdf": PDF,
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXPORT = "export-"  # begins the key of a file of records that was handed in


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A centre's own version of a paper; ``lost`` is what of it this program does not understand."""

    id: UUID
    report_key: str
    name: str
    change: Adjustment
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A paper that was handed in, without its content. ``parameters`` are complete."""

    id: UUID
    report_key: str
    title: str
    parameters: Mapping[str, str]
    period: str
    filter: str
    counted: str
    variant: str
    sha256: str
    handed_to: str
    handed_on: date
    handed_by: str
    note: str
    kept_at: datetime


def variants(session: Session, report_key: str) -> Sequence[VariantRow]:
    """Return the versions of a paper, in the order they were made."""
    query = (
        select(PaperVariant)
        .where(alive(PaperVariant), PaperVariant.report_key == report_key)
        .order_by(col(PaperVariant.created_at), col(PaperVariant.id))
    )
    return [_variant(row) for row in session.exec(query)]


def variant_named(session: Session, report_key: str, name: str) -> VariantRow:
    """Return the version of a paper called ``name``, or whose id it is. Raises VariantUnknown."""
    wanted = name.strip().casefold()
    for row in variants(session, report_key):
        if wanted in {row.name.casefold(), str(row.id)}:
            return row
    raise VariantUnknown(name=name)


def snapshots(session: Session, report_key: str = "") -> Sequence[SnapshotRow]:
    """Return what was handed in, of one report or of all, the latest first."""
    query = _told()
    if report_key:
        query = query.where(Snapshot.report_key == report_key)
    query = query.order_by(
        col(Snapshot.handed_on).desc(), col(Snapshot.created_at).desc(), col(Snapshot.id).desc()
    )
    return [_snapshot(row) for row in session.exec(query)]


def snapshot(session: Session, snapshot_id: UUID) -> SnapshotRow:
    """Return one paper that was handed in. Raises NotFound."""
    query = _told().where(Snapshot.id == snapshot_id)
    row = session.exec(query).first()
    if row is None:
        raise NotFound(kind=_(PAPER))
    return _snapshot(row)


def last_handed_in(
    session: Session, report_key: str, parameters: Mapping[str, str]
) -> SnapshotRow | None:
    """Return the paper of these very parameters that was handed in last.

    Empty ones do not count: a paper that has got one more parameter since is still the same paper.
    """
    wanted = _given(parameters)
    found = (row for row in snapshots(session, report_key) if _given(row.parameters) == wanted)
    return next(found, None)


def _given(parameters: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if value}


def last_of_each(session: Session) -> Mapping[str, SnapshotRow]:
    """Return what was handed in last, by the key of the report."""
    found: dict[str, SnapshotRow] = {}
    for row in snapshots(session):
        found.setdefault(row.report_key, row)
    return found


def snapshot_content(session: Session, snapshot_id: UUID) -> Content:
    """Return what a paper said in figures when it was handed in. Raises NotFound, ContentNotRead."""
    query = select(Snapshot.content).where(alive(Snapshot), Snapshot.id == snapshot_id)
    text = session.exec(query).first()
    if text is None:
        raise NotFound(kind=_(PAPER))
    return from_json(text)


def snapshot_file(session: Session, folder: CentreFolder, row: SnapshotRow) -> tuple[bytes, str]:
    """Return the file as it was handed in, its hash verified, and its type. Raises PaperGone."""
    query = select(Attachment.media_type).where(Attachment.sha256 == row.sha256)
    media_type = session.exec(query).first() or PDF
    try:
        return folder.read_blob(row.sha256), media_type
    except (BlobMissing, ValueError) as error:  # ValueError: a damaged row names no hash
        raise PaperGone(title=row.title) from error


def recipients(session: Session) -> Sequence[str]:
    """Return to whom papers were handed in, the latest first, each once."""
    return list(dict.fromkeys(row.handed_to for row in snapshots(session)))


def last_hand(session: Session) -> str:
    """Return who handed in last; empty before the first time."""
    query = (
        select(Snapshot.handed_by)
        .where(alive(Snapshot), Snapshot.handed_by != "")
        .order_by(col(Snapshot.created_at).desc(), col(Snapshot.id).desc())
    )
    return session.exec(query.limit(1)).first() or ""


def computer_user() -> str:
    """Return the name somebody logged on to this computer by; empty when it has none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # which of them depends on system and version
        return ""


def beginning_with(session: Session, text: str) -> Sequence[UUID]:
    """Return the ids of papers that were handed in which begin with ``text``."""
    wanted = text.strip().lower().replace("-", "")
    ids = session.exec(select(Snapshot.id).where(alive(Snapshot)).order_by(col(Snapshot.id)))
    return [each for each in ids if wanted and each.hex.startswith(wanted)]


def _variant(row: PaperVariant) -> VariantRow:
    change, lost = restored(row.changes)
    return VariantRow(row.id, row.report_key, row.name, change, lost)


def _told() -> SelectOfScalar[Snapshot]:
    """Return the SELECT of what was handed in, without what it says: that of a long roll is a megabyte."""
    content: Any = Snapshot.content
    return select(Snapshot).options(defer(content, raiseload=True)).where(alive(Snapshot))


def _snapshot(row: Snapshot) -> SnapshotRow:
    return SnapshotRow(
        row.id,
        row.report_key,
        row.title,
        _parameters(row.parameters),
        row.period,
        row.filter,
        row.counted,
        row.variant,
        row.sha256,
        row.handed_to,
        row.handed_on,
        row.handed_by,
        row.note,
        row.created_at,
    )


def _parameters(text: str) -> Mapping[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return (
        {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
    )
