"""Commands that make papers: one paper as a file, or several as a binder."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session

from learnsoc_desktop import cli_kept
from learnsoc_desktop.cli_backup import AddCommand
from learnsoc_desktop.cli_usage import WrongUsage, file_type, one_line, reading
from learnsoc_desktop.core import settings
from learnsoc_desktop.core.calendar_years import parse_year
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.feature import Parameter, ReportSpec
from learnsoc_desktop.core.formats import parse_date, parse_number
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.thai import fold
from learnsoc_desktop.features import FEATURES

if TYPE_CHECKING:
    from learnsoc_desktop.features.centre.papers import MadePaper

DONE = 0
PDF = ".pdf"
PAPERS = (PDF, ".csv", ".xlsx")
LISTED = 12  # values named when one is not known
YES, NO = ("yes", "true", "1"), ("no", "false", "0")

REPORTS: Mapping[str, ReportSpec] = {
    spec.key: spec for feature in FEATURES for spec in feature.reports
}


def add_commands(command: AddCommand) -> None:
    """Declare the command; each parameter goes to the reports that know it."""
    own = command("report", report, needs_data=False)
    own.add_argument("keys", nargs="*", type=_key, metavar="KEY", help="none: list them")
    own.add_argument("-o", "--output", type=file_type(PAPERS), metavar="FILE")
    own.add_argument("--binder", action="store_true", help="cover, contents, all papers in one PDF")
    own.add_argument("--title", metavar="TEXT", help="on the cover of the binder")
    own.add_argument("--variant", metavar="NAME", help="the centre's own version of it")
    cli_kept.add_keeping(own)
    titles: dict[str, list[str]] = {}
    for spec in REPORTS.values():
        for parameter in spec.parameters:
            titles.setdefault(parameter.name, []).append(spec.key)
    for name, keys in titles.items():
        own.add_argument(
            _option(name), dest=f"parameter_{name}", metavar="VALUE", help=f"of {', '.join(keys)}"
        )


def report(options: argparse.Namespace) -> int:
    """List the reports with their parameters; make one as PDF, XLSX or CSV, or several as a binder."""
    if not options.keys:
        return _list_reports()
    specs = [REPORTS[key] for key in options.keys]
    _check(options, specs)
    with reading(options) as session:
        papers = [_made(session, spec, options) for spec in specs]
        if options.binder:
            binder_of = resolve("learnsoc_desktop.features.centre.binders:binder_of")
            binder = binder_of(session, [made.report for made in papers], options.title or "")
    path: Path = options.output
    if options.binder:
        _tell_missing(_write_pdf("binder:write_binder", binder, path))
    elif path.suffix.lower() == PDF:
        _tell_missing(_write_pdf("pdf:write_pdf", papers[0].report, path))
    else:
        kind = path.suffix.lower()[1:]
        resolve(f"learnsoc_desktop.reporting.sheets:write_{kind}")(papers[0].report, path)
    print(f"wrote {path}")
    if options.keep is not None:
        cli_kept.keep_paper(options, papers[0])
    return DONE


def _list_reports() -> int:
    """Print a line a report: key, tab, its parameters."""
    for spec in REPORTS.values():
        names = " ".join(_option(parameter.name) for parameter in spec.parameters)
        print(f"{spec.key}\t{names}".rstrip())
    return DONE


def _check(options: argparse.Namespace, specs: Sequence[ReportSpec]) -> None:
    """Refuse what does not go together. Raises WrongUsage."""
    if options.data is None:
        raise WrongUsage("--data DIR is needed")
    if options.output is None:
        raise WrongUsage("-o FILE is needed")
    pdf = options.output.suffix.lower() == PDF
    if options.binder and not pdf:
        raise WrongUsage("--binder makes a PDF: FILE must end in .pdf")
    if options.keep is not None and not pdf:
        raise WrongUsage("--keep keeps a PDF: FILE must end in .pdf")
    if not options.binder and len(specs) > 1:
        raise WrongUsage("several papers go into one file as a binder: --binder is needed")
    if options.binder and (options.variant or options.keep is not None):
        raise WrongUsage("--variant and --keep are for one paper, not for a binder")
    if options.title and not options.binder:
        raise WrongUsage("--title stands on the cover of a binder: --binder is needed")
    known = {parameter.name for spec in specs for parameter in spec.parameters}
    begin = "parameter_"
    for name, text in vars(options).items():
        parameter = name.removeprefix(begin)
        if name.startswith(begin) and text is not None and parameter not in known:
            raise WrongUsage(f"{_option(parameter)}: not known to {', '.join(options.keys)}")


def _made(session: Session, spec: ReportSpec, options: argparse.Namespace) -> "MadePaper":
    given = {
        parameter.name: _value(session, parameter, text)
        for parameter in spec.parameters
        if (text := getattr(options, f"parameter_{parameter.name}")) is not None
    }
    return cli_kept.paper(session, spec, given, options.variant)


def _write_pdf(writer: str, paper: object, path: Path) -> Sequence[str]:
    write = resolve(f"learnsoc_desktop.reporting.{writer}")
    missing: Sequence[str] = write(paper, path, paper=settings.load().paper).missing
    return missing


def _tell_missing(missing: Sequence[str]) -> None:
    if missing:
        missing_text = resolve("learnsoc_desktop.reporting.written:missing_text")
        print(one_line(missing_text(missing)), file=sys.stderr)


def _value(session: Session, parameter: Parameter, text: str) -> str:
    """Return what was given for a parameter as a report takes it. Raises WrongUsage.

    Years may be of either era; a choice may be named by its text instead of its value.
    """
    option = _option(parameter.name)
    read = _READERS.get("year" if parameter.name.endswith("year") else parameter.kind)
    if read is not None:
        try:
            return read(text)
        except AppError as error:
            raise WrongUsage(f"{option}: {one_line(str(error))}") from error
    if not parameter.choices:
        return text
    choices: Sequence[tuple[str, str]] = resolve(parameter.choices)(session)
    if any(text == value for value, _shown in choices):
        return text
    wanted = fold(text)
    named = [value for value, shown in choices if wanted and wanted in fold(shown)]
    if len(named) == 1:
        return named[0]
    known = ", ".join(value for value, _shown in choices[:LISTED] if value)
    raise WrongUsage(f"{option}: {text!r} is none of: {known}")


def _yes_no(text: str) -> str:
    """Return "yes", or nothing for no. Raises WrongUsage."""
    word = text.strip().lower()
    if word not in (*YES, *NO):
        raise WrongUsage(f"{text!r} is neither yes nor no")
    return YES[0] if word in YES else ""


_READERS: Mapping[str, Callable[[str], str]] = {
    "date": lambda text: parse_date(text).isoformat(),
    "number": lambda text: str(parse_number(text)),
    "yes_no": _yes_no,
    "year": lambda text: str(parse_year(text)),
}


def _key(text: str) -> str:
    """Read the key of a report."""
    if text not in REPORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of: {', '.join(REPORTS)}")
    return text


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
