"""What the sample centre handed in: the summaries of the quarters before, and its own version of one."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func
from sqlmodel import col, select

from learnsoc_desktop.core.calendar_years import FiscalYear, Period, fiscal_year_of
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.sample import SamplePlan, demo
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.uow import UnitOfWork
from learnsoc_desktop.features.activities.model import ActivitySession, Attendance, Mark
from learnsoc_desktop.features.centre.attachments import folder_of, store_file
from learnsoc_desktop.features.centre.paper_model import PaperVariant, Snapshot
from learnsoc_desktop.features.centre.paper_queries import PDF
from learnsoc_desktop.features.centre.papers import settled
from learnsoc_desktop.features.overview.report import summary
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.reporting.adjusting import Adjustment, adjusted, stored
from learnsoc_desktop.reporting.content import content_of, to_json
from learnsoc_desktop.reporting.document import Report

FEATURE = "learnsoc_desktop.features.overview.feature:OVERVIEW"
QUARTERS = 2
A_FEW_DAYS = timedelta(days=5)  # after its end a quarter is handed in
VARIANT = "แบบที่อำเภอใช้"
CHANGE = Adjustment(
    below="ขอรับรองว่าข้อมูลข้างต้นตรงกับทะเบียนและบัญชีลงเวลาของศูนย์",
    hidden={"people": ["change"], "participations": ["change"]},
    margins="binding",
)


def drawn(report: Report) -> bytes:
    """Return the PDF of ``report``; called in the child process."""
    with TemporaryDirectory() as place:
        path = Path(place) / "paper.pdf"
        write_pdf = resolve("learnsoc_desktop.reporting.pdf:write_pdf")
        write_pdf(report, path)
        return path.read_bytes()


def hand_in(uow: UnitOfWork, plan: SamplePlan, draw: Callable[[Report], bytes]) -> None:
    """Keep the last whole quarters as they were handed in; a mark of the last one came in after.

    ``draw`` makes the PDF of a paper.
    """
    folder = folder_of(uow.session)
    if folder is None:
        return
    centre = demo("centre")
    spec = next(spec for spec in resolve(FEATURE).reports if spec.key == "summary")
    uow.add(
        PaperVariant(
            id=plan.id("paper variant", 1),
            report_key=spec.key,
            name=VARIANT,
            changes=stored(CHANGE),
            **plan.stamps(),
        )
    )
    uow.session.flush()
    for number, (year, quarter, period) in enumerate(_quarters_before(plan.today)):
        given = {"fiscal_year": str(year), "quarter": str(quarter)}
        parameters = settled(uow.session, spec, given)
        handed_on = min(period.end + A_FEW_DAYS, plan.today)
        report = summary(uow.session, **parameters)
        report = replace(report, as_of=datetime.combine(handed_on, time(15, 20)).astimezone())
        variant = VARIANT if number == 0 else ""
        if variant:
            report = adjusted(report, CHANGE).report
        sha256 = store_file(uow, folder, draw(report), PDF, f"{spec.key}.pdf")
        uow.add(
            Snapshot(
                id=plan.id("paper snapshot", number),
                report_key=spec.key,
                title=report.title,
                parameters=json.dumps(parameters, sort_keys=True),
                period=report.period,
                filter=report.filter,
                counted=report.counted,
                variant=variant,
                sha256=sha256,
                content=to_json(content_of(report)),
                handed_to=centre["district_office"],
                handed_on=handed_on,
                handed_by=centre["signatories"][0][0],
                note="",
                **plan.stamps(handed_on),
            )
        )
        if number == 0:
            _late_mark(uow, plan, period)


def _quarters_before(today: date) -> Iterator[tuple[int, int, Period]]:
    """Yield fiscal year, quarter and days of the whole quarters before ``today``, the last first."""
    this_year = fiscal_year_of(today).number
    past = [
        (year, quarter, period)
        for year in (this_year, this_year - 1)
        for quarter in (4, 3, 2, 1)
        if (period := FiscalYear(year).quarter(quarter)).end < today
    ]
    yield from past[:QUARTERS]


def _late_mark(uow: UnitOfWork, plan: SamplePlan, period: Period) -> None:
    """Let somebody be added to a sheet after its quarter was handed in: papers of later then tell."""
    query = (
        select(ActivitySession.id)
        .join(Attendance, col(Attendance.session_id) == ActivitySession.id)
        .where(
            alive(ActivitySession),
            col(ActivitySession.cancelled).is_(False),
            col(ActivitySession.held_on).between(period.start, period.end),
        )
        .group_by(col(ActivitySession.id))
        .order_by(func.count().desc(), col(ActivitySession.id))
    )
    session_id = uow.session.exec(query.limit(1)).first()
    if session_id is not None:
        mark = Attendance(session_id=session_id, mark=Mark.PRESENT, walk_in_sex=Sex.FEMALE)
        mark.id, mark.walk_in_name = plan.id("late mark"), "ป้าแย้ม"
        mark.created_at = mark.updated_at = plan.moment()
        uow.add(mark)
