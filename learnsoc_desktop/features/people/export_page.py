"""Writing the registry to a file a person chooses."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.exchange.labels import labelled
from learnsoc_desktop.features.people import import_files_widget as files
from learnsoc_desktop.features.people.exporter import people_labels, people_table
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.finder import REPORTS

KIND = "people"  # key of the kind of record that is written


def ask_file(parent: QWidget) -> Path | None:
    """Ask where to write everybody; None when the person goes back."""
    return files.ask_file(parent, _("Export the registry"), _("Learner registry"))


def export_people(context: Context, path: Path) -> None:
    """Write everybody to ``path`` in the child process, say so, and offer to keep it as handed in."""
    act = (_("Hand in…"), partial(context.open, REPORTS, handed_file=path, export=KIND))
    context.commands.ask(
        _("Reading the registry"),
        lambda session: labelled(people_table(session), people_labels()),
        lambda table: files.write_file(
            context, table, path, None if context.commands.read_only else act
        ),
    )
