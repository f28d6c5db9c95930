"""What the field names and stable values of a table for programs are called for people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from learnsoc_desktop.core.fields import FieldSpec, LabelledEnum
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE
from learnsoc_desktop.exchange.cells import Cell, Table


def labels_of(specs: Sequence[FieldSpec]) -> Mapping[str, str]:
    """Return the text before translation of each field name, and of each value as ``name=value``."""
    labels = {spec.name: spec.label.text for spec in specs}
    for spec in specs:
        if issubclass(spec.type, LabelledEnum):
            labels |= {f"{spec.name}={member.value}": member.source for member in spec.type}
    return labels


def labelled(table: Table, labels: Mapping[str, str]) -> Table:
    """Return ``table`` with heads and values in the person's language; what has no label stays."""

    def shown(head: str, cell: Cell) -> Cell:
        known = labels.get(f"{head}={cell}") if isinstance(cell, str) else None
        return _text(known) if known else cell

    def title(head: str) -> str:
        known = labels.get(head)
        return _text(known) if known else head

    return replace(
        table,
        heads=[title(head) for head in table.heads],
        rows=[
            [shown(head, cell) for head, cell in zip(table.heads, row, strict=True)]
            for row in table.rows
        ],
    )


def _text(source: str) -> str:
    """Translate; the breaks that catalogues carry for the screen stay out of files."""
    return _(source).replace(ZERO_WIDTH_SPACE, "")
