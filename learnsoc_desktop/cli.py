"""The second face of the program: the same services without a window.

An interface for scripts: result lines, field names, marks and ISO dates are the same in every language. Exit
code 0: done; 1: refused, one line on stderr, for an input file one line a fault; 2: wrong usage. A paper that
lacks letters is made all the same; a line on stderr names them.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from learnsoc_desktop import cli_backup, cli_kept, cli_people
from learnsoc_desktop.core import formats, paths, settings
from learnsoc_desktop.core.calendar_years import parse_year
from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.errors import AppError, Fault, FileRefused
from learnsoc_desktop.core.feature import ExchangeSpec, Parameter, ReportSpec
from learnsoc_desktop.core.formats import parse_date, parse_number
from learnsoc_desktop.core.i18n import LANGUAGES, set_language
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.core.thai import ZERO_WIDTH_SPACE, fold
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.features import FEATURES

DONE, REFUSED, USAGE = 0, 1, 2
SAMPLE_PEOPLE, SAMPLE_SEED = 300, 1
HITS = 1000  # of each kind
TABLES = (".csv", ".xlsx")
PAPERS = (".pdf", *TABLES)
LISTED = 12  # values named when one is not known

EXCHANGES: Mapping[str, ExchangeSpec] = {
    spec.key: spec for feature in FEATURES for spec in feature.exchanges
}
REPORTS: Mapping[str, ReportSpec] = {
    spec.key: spec for feature in FEATURES for spec in feature.reports
}


class WrongUsage(Exception):
    """The command line asks for something that is not there; the text says what."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    _speak_unicode()
    parser = _parser()
    try:
        options = parser.parse_args(argv)
        if options.needs_data and options.data is None:
            raise WrongUsage("--data DIR is needed")  # noqa: TRY301  answered below like the others
        _set_language(options.language)
        code = int(options.run(options))
        sys.stdout.flush()
    except SystemExit as stop:  # argparse: --help and wrong usage
        return int(stop.code or DONE)
    except WrongUsage as wrong:
        print(f"{parser.prog}: {wrong}", file=sys.stderr)
        return USAGE
    except FileRefused as refused:
        _print_faults(refused.faults)
        print(_nothing_taken(refused))
        return REFUSED
    except AppError as error:
        print(_line(f"{error} {error.advice}"), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever reads has enough: learnsoc find x | head -1
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes at its end
        return DONE
    else:
        return code


def demo(options: argparse.Namespace) -> int:
    """Make a sample centre; the same three arguments give the same data."""
    make = resolve("learnsoc_desktop.features.overview.sample:make_sample_centre")
    make(options.dir, people=options.people, seed=options.seed, today=options.date)
    print(f"made {options.dir}")
    return DONE


def new(options: argparse.Namespace) -> int:
    """Make a new centre that has a name and nothing else."""
    from learnsoc_desktop.features.centre.model import ProfileDetails  # noqa: PLC0415  on use
    from learnsoc_desktop.features.centre.service import create_centre  # noqa: PLC0415

    # model_construct: the service says in the person's language what is wrong with a name
    fields = {"name": options.name}
    create_centre(options.dir, ProfileDetails.model_construct(**fields)).close()
    print(f"made {options.dir}")
    return DONE


def import_file(options: argparse.Namespace) -> int:
    """Take a file in; with --dry-run only say what would happen, which a centre in use allows too."""
    from learnsoc_desktop.core.worker import Worker  # noqa: PLC0415  on use
    from learnsoc_desktop.exchange.backup import before_update  # noqa: PLC0415
    from learnsoc_desktop.exchange.backup_auto import back_up_if_changed  # noqa: PLC0415
    from learnsoc_desktop.exchange.backup_manifest import Why  # noqa: PLC0415
    from learnsoc_desktop.exchange.importing import load  # noqa: PLC0415

    folder = _centre(options)
    spec = EXCHANGES[options.kind]
    today = date.today()  # noqa: DTZ011  the day on the wall
    with closing(Worker()) as worker:  # a hostile file may take no more than the child may
        worker.warm(load.__module__, spec.plan.partition(":")[0])  # beside what follows here
        resolve("learnsoc_desktop.features.centre.references:load_models")()
        with (
            Database(folder.database, read_only=options.dry_run, backup=before_update) as database,
            collector_paused(),
        ):
            with database.reading() as session:
                plan = resolve(spec.plan)(session, today)
            parsed = load(worker, options.file, plan)
            if options.dry_run:
                with database.reading() as session:
                    result = resolve(spec.check)(session, parsed, today)
            else:
                back_up_if_changed(folder, Why.BEFORE_IMPORT)
                with database.writing() as uow:
                    result = resolve(spec.importer)(
                        uow, parsed, today=today, take_good_rows=options.take_good_rows
                    )
    _print_faults(result.faults)
    print(result.line())
    return REFUSED if result.refused and not options.take_good_rows else DONE


def export(options: argparse.Namespace) -> int:
    """Write a kind of record into a file."""
    from learnsoc_desktop.exchange.labels import labelled  # noqa: PLC0415  on use
    from learnsoc_desktop.exchange.tables import write_table  # noqa: PLC0415

    spec = EXCHANGES[options.kind]
    with _reading(options) as session:
        plain = table = resolve(spec.export)(session)
    if options.headers:
        _set_language(options.headers)
        table = labelled(table, resolve(spec.labels)() if spec.labels else {})
    write_table(table, options.file)
    print(f"wrote {options.file}, rows {len(table.rows)}")
    if options.keep is not None:
        cli_kept.keep_table(options, spec, plain)
    return DONE


def find(options: argparse.Namespace) -> int:
    """Print a line a hit over every kind of record: kind, id, title."""
    with _reading(options) as session:
        for feature in FEATURES:
            for kind in feature.searches:
                for hit in resolve(kind.find)(session, options.text, HITS):
                    print("\t".join(_line(part) for part in (hit.kind, hit.id, hit.title)))
    return DONE


def list_reports(_options: argparse.Namespace) -> int:
    """Print a line a report: key, tab, its parameters."""
    for spec in REPORTS.values():
        names = " ".join(_option(parameter) for parameter in spec.parameters)
        print(f"{spec.key}\t{names}".rstrip())
    return DONE


def make_report(options: argparse.Namespace) -> int:
    """Make a paper as PDF, or its tables as XLSX or CSV."""
    spec = REPORTS[options.key]
    path: Path = options.output
    if options.keep is not None and path.suffix.lower() != ".pdf":
        raise WrongUsage("--keep keeps a PDF: FILE must end in .pdf")
    with _reading(options) as session:
        given = {
            parameter.name: _value(session, parameter, text)
            for parameter in spec.parameters
            if (text := getattr(options, f"parameter_{parameter.name}")) is not None
        }
        made = cli_kept.paper(session, spec, given, options.variant)
    report = made.report
    if path.suffix.lower() == ".pdf":
        write_pdf = resolve("learnsoc_desktop.reporting.pdf:write_pdf")
        printed = write_pdf(report, path, paper=settings.load().paper)
        if printed.missing:
            missing_text = resolve("learnsoc_desktop.reporting.written:missing_text")
            print(_line(missing_text(printed.missing)), file=sys.stderr)
    else:
        resolve(f"learnsoc_desktop.reporting.sheets:write_{path.suffix.lower()[1:]}")(report, path)
    print(f"wrote {path}")
    if options.keep is not None:
        cli_kept.keep_paper(options, made)
    return DONE


def _value(session: Session, parameter: Parameter, text: str) -> str:
    """Return what was given for a parameter as a report takes it. Raises WrongUsage.

    Years may be of either era; a choice may be named by its text instead of its value.
    """
    option = _option(parameter)
    try:
        if parameter.kind == "date":
            return parse_date(text).isoformat()
        if parameter.kind == "number":
            return str(parse_number(text))
        if parameter.name.endswith("year"):
            return str(parse_year(text))
    except AppError as error:
        raise WrongUsage(f"{option}: {_line(str(error))}") from error
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


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    common.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="learnsoc",
        description="LearnSoc without a window.",
        allow_abbrev=False,
        epilog="Exit code 0: done, 1: refused, 2: wrong usage.",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the centre")
    parser.add_argument("--language", choices=LANGUAGES, help="of papers and messages")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], *, needs_data: bool = True
    ) -> argparse.ArgumentParser:
        own = commands.add_parser(name, help=run.__doc__, parents=[common], allow_abbrev=False)
        own.set_defaults(run=run, needs_data=needs_data)
        return own

    own = command("demo", demo, needs_data=False)
    own.add_argument("dir", type=Path, metavar="DIR")
    own.add_argument("--people", type=_count, default=SAMPLE_PEOPLE, metavar="N")
    own.add_argument("--seed", type=int, default=SAMPLE_SEED, metavar="N")
    own.add_argument("--date", type=_day, metavar="D", help="the day it is looked at; today")
    own = command("new", new, needs_data=False)
    own.add_argument("dir", type=Path, metavar="DIR")
    own.add_argument("--name", required=True, metavar="TEXT")
    own = command("import", import_file)
    own.add_argument("kind", choices=[key for key, spec in EXCHANGES.items() if spec.importer])
    own.add_argument("file", type=Path, metavar="FILE")
    own.add_argument("--dry-run", action="store_true", help="say what would happen")
    own.add_argument("--take-good-rows", action="store_true", help="leave out refused rows")
    own = command("export", export)
    own.add_argument("kind", choices=list(EXCHANGES))
    own.add_argument("file", type=_file(TABLES), metavar="FILE")
    own.add_argument("--headers", choices=LANGUAGES, help="labels in a language, not field names")
    cli_kept.add_keeping(own)
    own = command("find", find)
    own.add_argument("text", metavar="TEXT")
    own = command("report", list_reports, needs_data=False)
    _add_reports(own, common)
    cli_backup.add_commands(command)
    cli_people.add_commands(command)
    cli_kept.add_commands(command)
    return parser


def _add_reports(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    keys = parser.add_subparsers(metavar="KEY")
    for spec in REPORTS.values():
        own = keys.add_parser(spec.key, help=spec.title, parents=[common], allow_abbrev=False)
        own.add_argument("-o", "--output", type=_file(PAPERS), required=True, metavar="FILE")
        own.add_argument("--variant", metavar="NAME", help="the centre's own version of it")
        cli_kept.add_keeping(own)
        for parameter in spec.parameters:
            own.add_argument(
                _option(parameter),
                dest=f"parameter_{parameter.name}",
                metavar="VALUE",
                help=parameter.title,
            )
        own.set_defaults(run=make_report, needs_data=True, key=spec.key)


def _option(parameter: Parameter) -> str:
    return f"--{parameter.name.replace('_', '-')}"


def _count(text: str) -> int:
    """Read a number from 0."""
    try:
        number = parse_number(text)
    except AppError as error:
        raise argparse.ArgumentTypeError(_line(str(error))) from error
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 is needed")
    return number


def _day(text: str) -> date:
    """Read a day of either era."""
    try:
        return parse_date(text)
    except AppError as error:
        raise argparse.ArgumentTypeError(_line(str(error))) from error


def _file(endings: Sequence[str]) -> Callable[[str], Path]:
    def read(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"FILE must end in {', '.join(endings)}: {text}")
        return path

    return read


def _centre(options: argparse.Namespace) -> CentreFolder:
    return CentreFolder(options.data)


@contextmanager
def _reading(options: argparse.Namespace) -> Iterator[Session]:
    """Read the centre, also while the window has it open."""
    with (
        Database.open(_centre(options).database, read_only=True) as database,
        database.reading() as session,
    ):
        yield session


def _set_language(language: str | None) -> None:
    """Speak ``language`` (else the person's own) in papers and messages, as the settings say."""
    chosen = settings.load()
    spoken = language or chosen.language
    set_language(spoken, paths.catalogues())
    formats.set_style(replace(chosen.style, language=spoken))


def _nothing_taken(refused: FileRefused) -> str:
    """Return the counts of a file that was not taken: a script reads the same line either way."""
    from learnsoc_desktop.exchange.importing import ImportResult  # noqa: PLC0415  on use

    return ImportResult(refused=int(str(refused.params.get("count", 0)))).line()


def _print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        print(_line(str(fault)), file=sys.stderr)


def _line(text: str) -> str:
    """Return ``text`` on one line, without the breaks that catalogues carry for the screen."""
    return " ".join(text.replace(ZERO_WIDTH_SPACE, "").split())


def _speak_unicode() -> None:
    """Print Thai whatever the terminal's own code page (Windows) or locale is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
