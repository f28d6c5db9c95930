"""Commands that keep a centre safe: backup, restore, check, salvage. Their lines are the same everywhere."""

import argparse
from pathlib import Path
from typing import Protocol

from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.data.folder import CentreFolder

DONE, FOUND = 0, 1


class AddCommand(Protocol):
    """Adds a command to the parser: its name, and the function whose docstring is its help."""

    def __call__(
        self, name: str, run: "Run", *, needs_data: bool = True
    ) -> argparse.ArgumentParser:
        """Return the parser of the command, for its own arguments."""
        ...


class Run(Protocol):
    """A command."""

    __doc__: str | None

    def __call__(self, options: argparse.Namespace) -> int:
        """Do it and return the exit code."""
        ...


def add_commands(command: AddCommand) -> None:
    """Declare the four commands."""
    own = command("backup", backup)
    own.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="on another disk")
    own = command("restore", restore)
    own.add_argument("file", type=Path, metavar="FILE")
    command("check", check)
    own = command("salvage", salvage, needs_data=False)
    own.add_argument("file", type=Path, metavar="FILE")
    own.add_argument("dir", type=Path, metavar="DIR")


def backup(options: argparse.Namespace) -> int:
    """Make a verified backup, or a compact copy in FOLDER; the centre may be in use."""
    from learnsoc_desktop.exchange.backup_auto import back_up  # noqa: PLC0415  on use
    from learnsoc_desktop.exchange.backup_copies import copy_to  # noqa: PLC0415
    from learnsoc_desktop.exchange.backup_manifest import Why  # noqa: PLC0415

    folder = CentreFolder(options.data)
    made = copy_to(folder, options.folder) if options.folder else back_up(folder, Why.ASKED)
    print(f"wrote {made.path}, rows {sum(made.counts.values())}, files {made.blobs}")
    for sha256 in made.missing:
        print(f"missing {sha256}")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the centre; what was there is set aside."""
    from learnsoc_desktop.exchange.backup_restore import restore as take_back  # noqa: PLC0415

    done = take_back(CentreFolder(options.data), options.file)
    print(f"restored {done.file}")
    if done.before:
        print(f"backup of before {done.before.path}")
    if done.aside:
        print(f"set aside {done.aside}")
    for sha256 in done.missing:
        print(f"missing {sha256}")
    return DONE


def check(options: argparse.Namespace) -> int:
    """Say what was looked at and what was found; exit code 1 if anything. Changes no file."""
    from learnsoc_desktop.exchange.backup_check import check as look  # noqa: PLC0415  on use

    checked = look(CentreFolder(options.data))
    for looked in checked.looked:
        print(f"looked\t{looked.part}\t{looked.place}\t{looked.detail}".rstrip())
    for found in checked.findings:
        print(f"found\t{found.kind}\t{found.place}\t{found.detail}".rstrip())
    return DONE if checked.sound else FOUND


def salvage(options: argparse.Namespace) -> int:
    """Save what can be read of a damaged file into a new centre in DIR; list what cannot."""
    from learnsoc_desktop.exchange.backup_salvage import salvage as save  # noqa: PLC0415  on use

    resolve("learnsoc_desktop.features.centre.references:load_models")()
    saved = save(options.file, options.dir)
    for table, count in saved.rows.items():
        print(f"saved {table}\t{count}")
    for table, count in saved.lost.items():
        print(f"lost {table}\t{count}")
    for sha256 in saved.missing:
        print(f"missing {sha256}")
    print(f"made {options.dir}")
    if saved.listing:
        print(f"wrote {saved.listing}")
    return DONE
