"""Papers of the lists a centre keeps: the words of a list, the villages."""

from sqlmodel import Session

from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.centre.code_lists import CodeList
from learnsoc_desktop.features.centre.population_queries import everybody
from learnsoc_desktop.features.centre.queries import codes, villages
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.features.people.custom_queries import own_fields
from learnsoc_desktop.reporting.document import Align, Block, Column, Report, Row, Table


def word_list(session: Session, each: CodeList) -> Report:
    """Return the words of a list in their order, those no longer offered last."""
    rows = sorted(codes(session, each.key, retired=True, used=True), key=lambda word: word.retired)
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


def field_list(session: Session) -> Report:
    """Return the centre's own fields in their order, those retired last."""
    columns = (
        Column(_("No."), 12, Align.CENTRE, Kind.NUMBER, "no"),
        Column(_("Name of the field"), key="name", wrap=True),
        Column(_("Holds"), 50, key="kind"),
        Column(_("Filled in"), 28, kind=Kind.NUMBER, key="used"),
        Column(_("State"), 28, key="state"),
    )
    fields = sorted(own_fields(session, retired=True, used=True), key=lambda field: field.retired)
    rows = tuple(
        Row(
            (
                number,
                field.name,
                field.kind.label,
                field.used,
                _("retired") if field.retired else _("shown"),
            )
        )
        for number, field in enumerate(fields, start=1)
    )
    return _report(session, "field-list", _("Fields of our centre"), Table(columns, rows))


def _report(session: Session, key: str, title: str, table: Block) -> Report:
    shared = paper(session)
    return Report(key, title, shared.head, (table,), as_of=shared.as_of, sample=shared.sample)
