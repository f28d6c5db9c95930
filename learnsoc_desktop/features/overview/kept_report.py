"""The register of what was handed in, as a paper."""

from collections.abc import Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.fields import Kind
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.reporting.document import Align, Column, PageKind, Report, Row, Table


def kept_list(session: Session, rows: Sequence[SnapshotRow]) -> Report:
    """Return the papers that were handed in, as the list shows them."""
    shared = paper(session)
    lines = tuple(
        Row(
            (number, row.title, row.handed_on, row.handed_to, row.handed_by, row.note),
            key=str(row.id),
        )
        for number, row in enumerate(rows, start=1)
    )
    table = Table(
        (
            Column(_("No."), 10, Align.CENTRE, key="no"),
            Column(_("Title of the paper"), key="title", wrap=True, share=2.0),
            Column(_("Handed in on"), 28, kind=Kind.DATE, key="handed_on"),
            Column(_("To whom"), key="handed_to", wrap=True, share=1.5),
            Column(_("By whom"), key="handed_by", wrap=True),
            Column(_("Note"), key="note", wrap=True),
        ),
        lines,
        name=_("Papers handed in"),
        key="handed_in",
    )
    return Report(
        key="handed-in",
        title=_("Papers handed in"),
        head=shared.head,
        page=PageKind.WIDE,
        blocks=(table,),
        as_of=shared.as_of,
        counted=ngettext("{count} paper", "{count} papers", len(rows)).format(
            count=formats.number(len(rows))
        ),
        sample=shared.sample,
        digits="arabic",
    )
