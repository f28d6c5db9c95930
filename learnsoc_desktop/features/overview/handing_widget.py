"""Ways to what was handed in: the list of it, and keeping a file of records that was just written."""

from pathlib import Path

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.centre.paper_service import HandedFile
from learnsoc_desktop.features.centre.papers import exported_file
from learnsoc_desktop.ui.context import Context

HERE = "learnsoc_desktop.features.overview"


def open_kept(context: Context) -> None:
    """Show everything that was handed in."""
    context.open_task(resolve(f"{HERE}.kept_page:KeptPage")(context))


def offer_kept(context: Context, _text: str) -> None:
    """Show it from anywhere, over the reports."""
    context.open("reports")
    open_kept(context)


def keep_exported(context: Context, path: Path, kind: str) -> None:
    """Ask to whom a file of records goes that was written a moment ago, and keep it."""
    spec = next((each for each in context.contributions.exchanges if each.key == kind), None)
    if spec is None:
        return

    def ask_whom(file: HandedFile) -> None:
        context.open_task(resolve(f"{HERE}.hand_in_page:HandInPage")(context, file))

    context.commands.ask(
        _("Reading what was written"),
        lambda session: exported_file(session, spec, path),
        ask_whom,
    )
