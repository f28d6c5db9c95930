"""Files that tables of people are written to: where, and saying so."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cells import Table
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.features.people.exporter import people_labels
from learnsoc_desktop.features.people.import_fields import STORED
from learnsoc_desktop.ui.context import Act, Context

WRITER = "learnsoc_desktop.exchange.tables:write_table"
ENDINGS = (".xlsx", ".csv")
# What the program gives by itself, or hardly anybody has on a list.
NOT_IN_TEMPLATE = frozenset(
    {"id_type", "id_confirmed", "learner_code", "registered_on", "status", "roles"}
)


def ask_file(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to write a table; None when the person goes back. ``name`` is offered."""
    filters = ";;".join((_("Excel file") + " (*.xlsx)", _("CSV file") + " (*.csv)"))
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, f"{name}.xlsx", filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in ENDINGS else path.with_name(path.name + ENDINGS[0])


def write_file(context: Context, table: Table, path: Path, act: Act | None = None) -> None:
    """Write a table to ``path`` in the child process, and say so; ``act`` is offered then."""
    context.commands.compute(
        _("Writing the file"),
        WRITER,
        (table, path),
        lambda _done: context.notify(_("Saved"), more=path.name, act=act),
    )


def template() -> Table:
    """Return a table without rows: the headings of what a list of people usually holds."""
    names = [spec.name for spec in STORED if spec.name not in NOT_IN_TEMPLATE]
    return labelled(Table(names, (), _("People")), people_labels())
