"""The second face of the program: the same services without a window.

An interface for scripts: result lines, field names, marks and ISO dates are the same in every language. Exit
code 0: done; 1: refused, one line on stderr, for an input file one line a fault; 2: wrong usage. A paper that
lacks letters is made all the same; a line on stderr names them.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from learnsoc_desktop import cli_backup, cli_kept, cli_layouts, cli_people, cli_reports
from learnsoc_desktop.cli_usage import WrongUsage, file_type, one_line, reading
from learnsoc_desktop.core import formats, paths, settings
from learnsoc_desktop.core.collector import collector_paused
from learnsoc_desktop.core.errors import AppError, Fault, FileRefused
from learnsoc_desktop.core.feature import ExchangeSpec, ReportSpec
from learnsoc_desktop.core.formats import parse_date, parse_number
from learnsoc_desktop.core.i18n import LANGUAGES, set_language
from learnsoc_desktop.core.lazy import resolve
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
        print(one_line(f"{error} {error.advice}"), file=sys.stderr)
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
                plan = replace(plan, heads=cli_layouts.heads(options, spec, plan, session))
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
    with reading(options) as session:
        if options.layout:
            plain = table = cli_layouts.table(options, spec, session)
        else:
            plain = table = resolve(spec.export)(session)
    if options.headers and not options.layout:
        _set_language(options.headers)
        table = labelled(table, resolve(spec.labels)() if spec.labels else {})
    write_table(table, options.file)
    print(f"wrote {options.file}, rows {len(table.rows)}")
    if options.keep is not None:
        cli_kept.keep_table(options, spec, plain)
    return DONE


def find(options: argparse.Namespace) -> int:
    """Print a line a hit over every kind of record: kind, id, title."""
    with reading(options) as session:
        for feature in FEATURES:
            for kind in feature.searches:
                for hit in resolve(kind.find)(session, options.text, HITS):
                    print("\t".join(one_line(part) for part in (hit.kind, hit.id, hit.title)))
    return DONE


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
    cli_layouts.add_matching(own)
    own = command("export", export)
    own.add_argument("kind", choices=list(EXCHANGES))
    own.add_argument("file", type=file_type(TABLES), metavar="FILE")
    own.add_argument("--headers", choices=LANGUAGES, help="labels in a language, not field names")
    cli_layouts.add_layout(own)
    cli_kept.add_keeping(own)
    own = command("find", find)
    own.add_argument("text", metavar="TEXT")
    cli_reports.add_commands(command)
    cli_backup.add_commands(command)
    cli_people.add_commands(command)
    cli_kept.add_commands(command)
    return parser


def _count(text: str) -> int:
    """Read a number from 0."""
    try:
        number = parse_number(text)
    except AppError as error:
        raise argparse.ArgumentTypeError(one_line(str(error))) from error
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 is needed")
    return number


def _day(text: str) -> date:
    """Read a day of either era."""
    try:
        return parse_date(text)
    except AppError as error:
        raise argparse.ArgumentTypeError(one_line(str(error))) from error


def _centre(options: argparse.Namespace) -> CentreFolder:
    return CentreFolder(options.data)


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
        print(one_line(str(fault)), file=sys.stderr)


def _speak_unicode() -> None:
    """Print Thai whatever the terminal's own code page (Windows) or locale is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
