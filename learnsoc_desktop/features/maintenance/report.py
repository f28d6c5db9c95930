"""Papers of the lists a centre keeps: the words of a list, the villages."""

from sqlmodel import Session

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.centre.code_lists import LIST_OF
from learnsoc_desktop.features.centre.population_queries import everybody
from learnsoc_desktop.features.centre.queries import codes, villages
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.reporting.document import Align, Block, Column, Report, Row, Table


def word_list(session: Session, list_key: str) -> Report:
    """Return the words of a list in their order, those no longer offered last."""
    each = LIST_OF[list_key]
    rows = sorted(codes(session, list_key, retired=True, used=True), key=lambda word: word.retired)
    columns = [
        Column(_("No."), 12, Align.CENTRE, Kind.NUMBER, "no"),
        Column(_("Word"), key="name", wrap=True),
        Column(_("In English"), key="name_en", wrap=True),
        *([] if each.offered else [Column(_("Used by"), 20, kind=Kind.NUMBER, key="used")]),
        Column(_("State"), 28, key="state"),
    ]
    cells = [
        Row(
            (
                number,
                word.name,
                word.name_en,
                *([] if each.offered else [word.used]),
                _("retired") if word.retired else _("offered"),
            )
        )
        for number, word in enumerate(rows, start=1)
    ]
    return _report(session, "word-list", each.title, Table(tuple(columns), tuple(cells)))


def village_list(session: Session) -> Report:
    """Return the villages by number, with how many people live in each."""
    columns = (
        Column(_("Village no."), 28, Align.CENTRE, Kind.NUMBER, "moo"),
        Column(_("Name of the village"), key="name"),
        Column(_("Households"), 28, kind=Kind.NUMBER, key="households"),
        Column(_("Population"), 28, kind=Kind.NUMBER, key="population"),
        Column(_("In the registry"), 28, kind=Kind.NUMBER, key="people"),
    )
    rows = tuple(
        Row((each.moo, each.name, each.details.households, everybody(each.details), each.used))
        for each in villages(session, used=True)
    )
    return _report(session, "village-list", _("Villages"), Table(columns, rows))


def _report(session: Session, key: str, title: str, table: Block) -> Report:
    shared = paper(session)
    return Report(key, title, shared.head, (table,), as_of=shared.as_of, sample=shared.sample)
