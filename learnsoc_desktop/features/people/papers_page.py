"""Papers of one person, opened from the card."""

from uuid import UUID

from learnsoc_desktop.features.people.analysis_report import analysis_of
from learnsoc_desktop.features.people.application_report import application_of
from learnsoc_desktop.features.people.passport_report import passport_of
from learnsoc_desktop.features.people.path_page import known_events
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.print_page import PrintPage


def open_application(context: Context, person_id: UUID) -> None:
    """Show the application form of a person, filled and only to be signed."""
    report = context.commands.query(lambda session: application_of(session, person_id))
    context.open_task(PrintPage(context, report))


def open_analysis(context: Context, person_id: UUID) -> None:
    """Show the analysis of a learner: what is known, and room for what the teacher sees."""
    events = known_events(context, person_id)
    report = context.commands.query(lambda session: analysis_of(session, person_id, events))
    context.open_task(PrintPage(context, report))


def open_passport(context: Context, person_id: UUID) -> None:
    """Show the learning passport of a person as A5 pages."""
    _open_passport(context, person_id, folded=False)


def open_folded_passport(context: Context, person_id: UUID) -> None:
    """Show the learning passport of a person as sheets to be folded."""
    _open_passport(context, person_id, folded=True)


def _open_passport(context: Context, person_id: UUID, *, folded: bool) -> None:
    events = known_events(context, person_id)
    report = context.commands.query(
        lambda session: passport_of(session, person_id, events, folded=folded)
    )
    context.open_task(PrintPage(context, report))
