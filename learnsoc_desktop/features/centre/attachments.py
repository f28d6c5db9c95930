"""Files that belong to records: kept once by their content, named by a row so that backups hold them."""

from pathlib import Path

from sqlmodel import Session, select

from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.centre.kept_model import Attachment


def store_file(
    uow: UnitOfWork, folder: CentreFolder, content: bytes, media_type: str, name: str = ""
) -> str:
    """Keep ``content`` in the centre's folder and return its hash; the same content is kept once."""
    sha256 = folder.write_blob(content)
    known = uow.session.exec(
        select(Attachment.id).where(Attachment.sha256 == sha256, alive(Attachment))
    ).first()
    if known is None:
        size = len(content)
        uow.add(Attachment(sha256=sha256, size=size, media_type=media_type, name=name[:200]))
    return sha256


def folder_of(session: Session) -> CentreFolder | None:
    """Return the folder of the centre that is read; None for one that lies in no file."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return None
    databases = connection.exec_driver_sql("PRAGMA database_list").all()
    path = next((str(row[2]) for row in databases if row[1] == "main"), "")
    return CentreFolder(Path(path).parent) if path else None
