"""A centre's own versions of its papers, and what it handed in."""

from datetime import date
from typing import Annotated

from sqlmodel import Field, SQLModel

from learnsoc_desktop.core.fields import Kind, Label
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import Entity, local_today

RECIPIENTS = "recipient"  # no code list: what was typed before is offered again


class VariantDetails(SQLModel):
    """What a centre calls its own version of a paper."""

    name: Annotated[
        str, Label(N_("Name of the version"), help=N_("as the district wants it"), line=True)
    ] = Field(min_length=1, max_length=60)


class PaperVariant(VariantDetails, Entity, table=True):
    """A centre's own version of a paper; ``changes`` is ``reporting.adjusting.stored``."""

    __tablename__ = "paper_variant"

    report_key: str = Field(max_length=60, index=True)
    changes: str = "{}"


class SnapshotDetails(SQLModel):
    """To whom a paper was handed in, when, and by whom."""

    handed_to: Annotated[
        str, Label(N_("Handed in to"), codes=RECIPIENTS, help=N_("office or person"))
    ] = Field(min_length=1, max_length=150)
    handed_on: Annotated[date, Label(N_("Handed in on"))] = Field(default_factory=local_today)
    handed_by: Annotated[str, Label(N_("Handed in by"))] = Field(default="", max_length=150)
    note: Annotated[str, Label(N_("Note"), kind=Kind.PARAGRAPH)] = Field(default="", max_length=500)


class Snapshot(SnapshotDetails, Entity, table=True):
    """A paper or a file of records as it was handed in.

    ``sha256`` is the hash of its attachment, ``content`` what it says in figures
    (``reporting.content.to_json``), ``parameters`` JSON by name, complete.
    """

    __tablename__ = "paper_snapshot"

    report_key: str = Field(max_length=60, index=True)
    title: str = Field(max_length=300)
    parameters: str = "{}"
    period: str = Field(default="", max_length=300)
    filter: str = Field(default="", max_length=1000)
    counted: str = Field(default="", max_length=120)
    variant: str = Field(default="", max_length=60)
    sha256: str = Field(max_length=64)
    content: str = ""
