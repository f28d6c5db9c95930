"""A paper as it is made: its report, the centre's own version of it, and what changed since it was handed in."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlmodel import Session

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.feature import ExchangeSpec, Parameter, ReportSpec
from learnsoc_desktop.core.formats import current_style, writing_as
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.exchange.errors import FileMissing
from learnsoc_desktop.features.centre.errors import NoLongerMade
from learnsoc_desktop.features.centre.paper_queries import (
    EXPORT,
    SnapshotRow,
    last_handed_in,
    snapshot_content,
)
from learnsoc_desktop.features.centre.paper_service import HandedFile, handed_table
from learnsoc_desktop.features.centre.queries import signatories
from learnsoc_desktop.reporting.adjusting import (
    STANDARD,
    Adjustment,
    adjusted,
    before_signatures,
)
from learnsoc_desktop.reporting.changes import Difference, compared, in_words
from learnsoc_desktop.reporting.content import Content, ContentNotRead, content_of
from learnsoc_desktop.reporting.document import Note, PageKind, Report, Signature

NOTE_INSET = 5.0  # mm, as the other notes of a summary


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper ready to be drawn.

    ``standard`` is what the report says without a version, ``unknown`` what the version names and the paper
    does not have. ``handed_in`` is the same paper as it was handed in last, with what is different now;
    ``told`` says so in a sentence or two.
    """

    report: Report
    standard: Report
    parameters: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    handed_in: SnapshotRow | None = None
    differences: tuple[Difference, ...] = ()
    told: str = ""


def settled(session: Session, spec: ReportSpec, given: Mapping[str, str]) -> dict[str, str]:
    """Return every parameter of a report: what was given, else its usual value, else the first choice.

    Of parameters that say the same in several ways, those of the other ways stay empty.
    """
    ways = [each for each in spec.parameters if each.way]
    way = next((each.way for each in (*filter(_given(given), ways), *ways)), "")
    values = {}
    for parameter in spec.parameters:
        if parameter.way != way and parameter.way:
            values[parameter.name] = ""
            continue
        value = given.get(parameter.name)
        if value is None and parameter.default:
            value = str(resolve(parameter.default)(session))
        if value is None and parameter.choices:
            choices = [choice for choice, _text in resolve(parameter.choices)(session)]
            value = "" if "" in choices else next(iter(choices), "")
        values[parameter.name] = value or ""
    return values


def offered(session: Session, spec: ReportSpec, values: Mapping[str, str]) -> dict[str, str]:
    """Return of ``values`` what the report still offers: an activity may be gone since it was chosen."""
    found = {}
    for parameter in spec.parameters:
        value = values.get(parameter.name)
        if value is None:
            continue
        choices = resolve(parameter.choices)(session) if parameter.choices else None
        if choices is None or any(value == one for one, _text in choices):
            found[parameter.name] = value
    return found


def readable(read: Callable[[str], Any], *texts: str) -> Any:  # noqa: ANN401  what ``read`` gives
    """Return the value of the first text that can be read; None for an empty one, and where none can."""
    for text in texts:
        try:
            return read(text) if text else None
        except ValueError:
            continue
    return None


def made_paper(
    session: Session, spec: ReportSpec, given: Mapping[str, str], change: Adjustment = STANDARD
) -> MadePaper:
    """Make a paper in a version, with a line on what changed since it was handed in."""
    parameters = settled(session, spec, given)
    with writing_as(_style(change)) if change.calendar else nullcontext():
        standard: Report = resolve(spec.build)(session, **parameters)
        report, unknown = adjusted(standard, change, who_may_sign(session))
        row = last_handed_in(session, spec.key, parameters)
        if row is None or report.page is PageKind.SHEET:
            return MadePaper(report, standard, parameters, unknown, row, (), _mark(row))
        found, words = since(session, row, content_of(standard))
        told = f"{_mark(row)} {words}".strip()
    inset = NOTE_INSET if report.page is PageKind.SUMMARY else 0.0
    noted = before_signatures(report, Note(told, inset=inset))
    return MadePaper(noted, standard, parameters, unknown, row, tuple(found), told)


def since(session: Session, row: SnapshotRow, now: Content) -> tuple[list[Difference], str]:
    """Return what is different from a paper as it was handed in, and that in words."""
    try:
        kept = snapshot_content(session, row.id)
    except ContentNotRead as error:
        return [], str(error)
    found = compared(kept, now, current_style())
    return found, in_words(found)


def content_now(
    session: Session,
    row: SnapshotRow,
    reports: Iterable[ReportSpec],
    exchanges: Iterable[ExchangeSpec],
) -> Content:
    """Return what a paper that was handed in would say now. Raises NoLongerMade."""
    for report in reports:
        if report.key == row.report_key:
            return content_of(made_paper(session, report, row.parameters).standard)
    for exchange in exchanges:
        if EXPORT + exchange.key == row.report_key:
            return handed_table(exchange, resolve(exchange.export)(session), b"", "").content
    raise NoLongerMade(title=row.title)


def exported_file(session: Session, spec: ExchangeSpec, path: Path) -> HandedFile:
    """Return a file of records that was written a moment ago, as it is handed in. Raises FileMissing."""
    try:
        data = path.read_bytes()
    except OSError as error:  # a stick that was pulled out, a file that was moved
        raise FileMissing(name=path.name) from error
    return handed_table(spec, resolve(spec.export)(session), data, path.name)


def handed_in_text(row: SnapshotRow) -> str:
    """Return the mark of a paper: "Handed in to … on …."."""
    return _("Handed in to {whom} on {date}.").format(
        whom=row.handed_to, date=formats.date_medium(row.handed_on)
    )


def who_may_sign(session: Session) -> list[Signature]:
    """Return everybody who signs for the centre."""
    return [
        Signature(person.task, person.name, person.position, str(person.id))
        for person in signatories(session)
    ]


def _given(given: Mapping[str, str]) -> Callable[[Parameter], bool]:
    return lambda parameter: bool(given.get(parameter.name))


def _mark(row: SnapshotRow | None) -> str:
    return "" if row is None else handed_in_text(row)


def _style(change: Adjustment) -> formats.Style:
    return replace(current_style(), calendar=change.calendar)
