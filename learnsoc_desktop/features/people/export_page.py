"""Writing the registry to a file a person chooses."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.cells import Table
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.features.people.exporter import people_labels, people_table
from learnsoc_desktop.features.people.import_fields import STORED
from learnsoc_desktop.ui.context import Context

WRITER = "learnsoc_desktop.exchange.tables:write_table"
ENDINGS = (".xlsx", ".csv")
# What the program gives by itself, or hardly anybody has on a list.
NOT_IN_TEMPLATE = frozenset(
    {"id_type", "id_confirmed", "learner_code", "registered_on", "status", "roles"}
)


def ask_file(parent: QWidget) -> Path | None:
    """Ask where to write everybody; None when the person goes back."""
    return _ask(parent, _("Export the registry"), _("Learner registry"))


def ask_template(parent: QWidget) -> Path | None:
    """Ask where to write an empty table; None when the person goes back."""
    return _ask(parent, _("Empty table to fill in"), _("People to take in"))


def export_people(context: Context, path: Path) -> None:
    """Write everybody to ``path`` in the child process, and say so."""
    context.commands.ask(
        _("Reading the registry"),
        lambda session: labelled(people_table(session), people_labels()),
        lambda table: write_file(context, table, path),
    )


def template() -> Table:
    """Return a table without rows: the headings of what a list of people usually holds."""
    names = [spec.name for spec in STORED if spec.name not in NOT_IN_TEMPLATE]
    return labelled(Table(names, (), _("People")), people_labels())


def write_file(context: Context, table: Table, path: Path) -> None:
    """Write a table to ``path`` in the child process, and say so."""
    context.commands.compute(
        _("Writing the file"),
        WRITER,
        (table, path),
        lambda _done: context.notify(_("Saved"), more=path.name),
    )


def _ask(parent: QWidget, title: str, name: str) -> Path | None:
    filters = f"{_('Excel file')} (*.xlsx);;{_('CSV file')} (*.csv)"
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, f"{name}.xlsx", filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in ENDINGS else path.with_name(path.name + ENDINGS[0])
