"""What changed since a paper was handed in, as a paper."""

from collections.abc import Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.features.centre.paper_queries import SnapshotRow
from learnsoc_desktop.features.centre.papers import handed_in_text
from learnsoc_desktop.features.centre.report import paper, signature_blocks
from learnsoc_desktop.reporting.changes import Difference, What, in_words
from learnsoc_desktop.reporting.document import Align, Column, Paragraph, Report, Row, Table

LISTED = 2000  # more rows nobody reads


def changes_report(session: Session, row: SnapshotRow, differences: Sequence[Difference]) -> Report:
    """Return the differences from a paper as it was handed in."""
    shared = paper(session)
    words = {What.CHANGED: "", What.ADDED: _("added"), What.GONE: _("gone")}
    rows = tuple(
        Row((number, each.place, each.before or words[each.what], each.now))
        for number, each in enumerate(differences[:LISTED], start=1)
    )
    table = Table(
        (
            Column(_("No."), 12, Align.CENTRE, key="no"),
            Column(_("Where"), key="place", wrap=True, share=3.0),
            Column(_("Handed in"), 32, Align.RIGHT, key="before", verbatim=True),
            Column(_("Now"), 32, Align.RIGHT, key="now", verbatim=True),
        ),
        rows,
        name=_("Changes"),
        key="changes",
    )
    return Report(
        key="changes-since",
        title=_("What changed since it was handed in"),
        head=shared.head,
        period=row.title,
        filter=handed_in_text(row),
        blocks=(
            Paragraph(in_words(differences), size=14),
            *((table,) if rows else ()),
            signature_blocks(session, 2),
        ),
        as_of=shared.as_of,
        counted=ngettext("{count} difference", "{count} differences", len(differences)).format(
            count=formats.number(len(differences))
        ),
        sample=shared.sample,
        digits="arabic",
    )
