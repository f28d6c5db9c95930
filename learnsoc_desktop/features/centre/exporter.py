"""Villages and their population as a table for files; taken in again, it changes nothing."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from learnsoc_desktop.core.fields import FieldSpec, Kind, Label
from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.exchange.cells import Table
from learnsoc_desktop.exchange.labels import labels_of
from learnsoc_desktop.features.centre.model import VillageDetails
from learnsoc_desktop.features.centre.queries import villages

ID = FieldSpec("id", Label(N_("Record number")), Kind.TEXT, str)
SPECS: Sequence[FieldSpec] = (ID, *fields_of(VillageDetails))


def villages_table(session: Session) -> Table:
    """Return a row a village in their order: our record number, then every field; unknown figures are empty."""
    heads = [spec.name for spec in SPECS]
    rows = [
        (str(each.id), *(getattr(each.details, name) for name in heads[1:]))
        for each in villages(session)
    ]
    return Table(heads, rows, "villages")


def villages_labels() -> Mapping[str, str]:
    """Return what the heads of ``villages_table`` are called for people."""
    return labels_of(SPECS)
