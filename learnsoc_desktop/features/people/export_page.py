"""Writing the registry to a file a person chooses."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.people.exporter import people_labels, people_table
from learnsoc_desktop.ui.context import Context

WRITER = "learnsoc_desktop.exchange.tables:write_table"
ENDINGS = (".xlsx", ".csv")


def ask_file(parent: QWidget) -> Path | None:
    """Ask where to write; None when the person goes back."""
    filters = f"{_('Excel file')} (*.xlsx);;{_('CSV file')} (*.csv)"
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Export the registry"), f"{_('Learner registry')}.xlsx", filters
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in ENDINGS else path.with_name(path.name + ENDINGS[0])


def export_people(context: Context, path: Path) -> None:
    """Write everybody to ``path`` in the child process, and say so."""
    table = context.commands.query(people_table)
    context.commands.compute(
        _("Writing the file"),
        WRITER,
        (table, path, people_labels()),
        lambda _done: context.notify(_("Saved"), more=path.name),
    )
