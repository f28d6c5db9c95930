"""Several papers of the centre put together: what stands on the cover and under the contents."""

from collections.abc import Sequence

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import _, ngettext
from learnsoc_desktop.data.entity import local_today
from learnsoc_desktop.features.centre.report import paper
from learnsoc_desktop.reporting.binder import Binder
from learnsoc_desktop.reporting.document import Report


def usual_title() -> str:
    """Return what stands on the cover while nobody gives another title."""
    return _("Papers on learning activities")


def binder_of(session: Session, papers: Sequence[Report], title: str = "") -> Binder:
    """Return a binder of ``papers`` in their order, with the day on which it was put together."""
    shared = paper(session)
    count = ngettext("{count} paper", "{count} papers", len(papers)).format(
        count=formats.number(len(papers))
    )
    when = formats.moment(shared.as_of)
    front = Report(
        key="binder",
        title=" ".join(title.split()) or usual_title(),
        head=shared.head,
        blocks=(),
        as_of=shared.as_of,
        sample=shared.sample,
    )
    return Binder(
        front,
        tuple(papers),
        lines=(*_common_period(papers), formats.date_long(local_today())),
        note=_("{count}, data as of {date}").format(count=count, date=when),
    )


def _common_period(papers: Sequence[Report]) -> tuple[str, ...]:
    """Return the period that all papers on a period are about; nothing when they differ."""
    periods = {report.period for report in papers if report.period}
    return tuple(periods) if len(periods) == 1 else ()
