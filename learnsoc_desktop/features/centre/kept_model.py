"""What a centre keeps beside its records: files, and what an import changed. Nobody asks for it at the start."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from learnsoc_desktop.data.entity import Entity


class Attachment(Entity, table=True):
    """A file kept by its content: ``blobs/ab/<sha256>`` beside the centre's file."""

    sha256: str = Field(max_length=64, index=True)
    size: int
    media_type: str = Field(max_length=80)
    name: str = Field(max_length=200)


class ImportChange(SQLModel, table=True):
    """What one row was before and after an import (JSON by column), in the order it was written."""

    __tablename__ = "import_change"

    id: UUID = Field(primary_key=True)
    batch_id: UUID = Field(foreign_key="import_batch.id", index=True)
    sequence: int
    table_name: str = Field(max_length=60)
    row_id: str = Field(max_length=40)
    before: str | None = None
    after: str
