"""Commands on persons: records that may be one person. Their lines are the same in every language."""

import argparse
from uuid import UUID

from learnsoc_desktop.cli_backup import AddCommand
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.folder import CentreFolder

DONE = 0
PEOPLE = "learnsoc_desktop.features.people"


def add_commands(command: AddCommand) -> None:
    """Declare the three commands."""
    command("duplicates", duplicates)
    own = command("merge", merge)
    own.add_argument("keep", type=UUID, metavar="KEEP_ID")
    own.add_argument("other", type=UUID, metavar="OTHER_ID")
    own = command("unmerge", unmerge)
    own.add_argument("other", type=UUID, metavar="OTHER_ID")


def duplicates(options: argparse.Namespace) -> int:
    """Print a line a pair that may be one person: score, both ids, both full names, with tabs between."""
    duplicate_pairs = resolve(f"{PEOPLE}.duplicate_queries:duplicate_pairs")
    person_names = resolve(f"{PEOPLE}.name_queries:person_names")
    path = CentreFolder(options.data).database
    with Database.open(path, read_only=True) as database, database.reading() as session:
        pairs = duplicate_pairs(session)
        names = person_names(session, [each for pair in pairs for each in (pair.one, pair.two)])
    for pair in pairs:
        both = (" ".join(names[each].split()) for each in (pair.one, pair.two))
        print(pair.score, pair.one, pair.two, *both, sep="\t")
    return DONE


def merge(options: argparse.Namespace) -> int:
    """Let OTHER_ID be the same person as KEEP_ID; the better value of each field is left."""
    with _writing(options) as database, database.writing() as uow:
        resolve(f"{PEOPLE}.merge_service:merge_people")(uow, options.keep, options.other)
    print(f"merged {options.other} into {options.keep}")
    return DONE


def unmerge(options: argparse.Namespace) -> int:
    """Give a merged record back, and the one that was kept as it was before."""
    with _writing(options) as database, database.writing() as uow:
        resolve(f"{PEOPLE}.merge_service:unmerge_person")(uow, options.other)
    print(f"unmerged {options.other}")
    return DONE


def _writing(options: argparse.Namespace) -> Database:
    """Open the centre for writing; one of an older program is copied first."""
    resolve("learnsoc_desktop.features.centre.references:load_models")()
    backup = resolve("learnsoc_desktop.exchange.backup:before_update")
    return Database(CentreFolder(options.data).database, backup=backup)
