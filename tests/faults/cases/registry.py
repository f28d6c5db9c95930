"""A centre with two people whom no broken file may change, and what the cases do to it."""

import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import text
from sqlmodel import Session, col, select

from learnsoc_desktop.core.worker import Worker
from learnsoc_desktop.data.contents import quoted
from learnsoc_desktop.data.database import Database
from learnsoc_desktop.data.entity import alive
from learnsoc_desktop.data.folder import CentreFolder
from learnsoc_desktop.exchange.errors import FileUnreadable
from learnsoc_desktop.exchange.importing import ParsedFile
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import look_at
from learnsoc_desktop.features.people.model import Person
from tests.unit.cli_kit import Ran, Run

TODAY = date(2026, 11, 22)
HEADS = "ชื่อ,นามสกุล,เพศ,โทร"
GOOD_ID, OTHER_ID = "1101700230708", "3100600123450"
THAI = re.compile("[ก-ฮ]")
NOBODY = "added 0, changed 0, same 0, refused 0"
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def rows_of(session: Session) -> Mapping[str, list[tuple[object, ...]]]:
    """Return every row of every table, those of search and of settings too."""
    connection = session.connection()
    tables = connection.execute(text(_TABLES)).scalars().all()
    return {
        name: sorted(
            (tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {quoted(name)}")),
            key=repr,
        )
        for name in tables
    }


def digest(folder: CentreFolder, *, files: bool = True) -> str:
    """Return one number for all that a centre holds: every row, and the names of files of rows."""
    with Database(folder.database, read_only=True) as database, database.reading() as session:
        found = sha256(repr(rows_of(session)).encode())
    for path in sorted(folder.blobs.rglob("*") if files else ()):
        found.update(str(path.relative_to(folder.blobs)).encode())
    return found.hexdigest()


def small_picture(kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture of forty by thirty points."""
    file = io.BytesIO()
    Image.effect_noise((40, 30), 80).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def line(first: str = "สมใจ", last: str = "ทดสอบ", phone: str = "0811111111") -> str:
    """Return a row below ``HEADS`` that can be taken."""
    return f"{first},{last},ญ,{phone}"


def die(*_arguments: object) -> None:
    """End the child process as a fault in a reader written in C does; called there."""
    os._exit(139)


def table(*rows: str, heads: str = HEADS) -> str:
    """Return the text of a table; one good row when none is given."""
    return "\n".join((heads, *(rows or (line(),)))) + "\n"


class Here:
    """Stands for the child process: works in this one, where a test can let the disk fail."""

    def warm(self, *_modules: str) -> None:
        """Do nothing."""

    def call(
        self, function: Callable[..., object], *arguments: object, **_options: object
    ) -> object:
        """Call ``function``."""
        return function(*arguments)

    def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The registry of a centre, used from the command line as scripts and people do."""

    folder: CentreFolder
    place: Path  # where files lie that come in
    command: Run
    worker: Worker

    def put(self, content: bytes | str | Path, name: str = "people.csv") -> Path:
        """Write a file that comes in; a path is that file already."""
        if isinstance(content, Path):
            return content
        path = self.place / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: object, language: str = "en") -> Ran:
        """Run a command on this centre."""
        return self.command("--data", self.folder.root, "--language", language, *arguments)

    def refuses(
        self, content: bytes | str | Path, *sentences: str, name: str = "people.csv"
    ) -> list[str]:
        """Assert that a file is refused with these sentences, one a line, in Thai too, and changes nothing."""
        path, before = self.put(content, name), digest(self.folder)
        english = self.run("import", "people", path)
        assert english.code == 1, english
        for said, sentence in zip(english.err, sentences, strict=True):
            assert sentence in said
        thai = self.run("import", "people", path, language="th")
        assert thai.code == 1
        assert len(thai.err) == len(english.err)
        for ours, theirs in zip(english.err, thai.err, strict=True):
            assert THAI.search(theirs.partition(": ")[2] or theirs)
            assert ours != theirs, "there is a translation"
            assert theirs.count("{") == ours.count("{"), "nothing is left to be filled in"
        assert digest(self.folder) == before
        return english.err

    def takes(
        self,
        content: bytes | str | Path,
        *names: str,
        name: str = "people.csv",
        doubts: Sequence[str] = (),
    ) -> None:
        """Assert that a look changes nothing, and that taking the file adds exactly these first names.

        ``doubts`` are the sentences that are said of it, one a line.
        """
        path, before = self.put(content, name), digest(self.folder)
        looked = self.run("import", "people", path, "--dry-run")
        assert digest(self.folder) == before
        known = self.names()
        taken = self.run("import", "people", path)
        assert (taken.code, taken.out) == (looked.code, looked.out) == (0, looked.out)
        assert sorted(self.names()) == sorted((*known, *names))
        for said, sentence in zip(taken.err, doubts, strict=True):
            assert sentence in said

    def looks(self, content: bytes | str | Path, name: str = "people.csv") -> ParsedFile:
        """Return what the page shows of a file: read in the child process, nothing written."""
        path, before = self.put(content, name), digest(self.folder)
        with (
            Database(self.folder.database, read_only=True) as database,
            database.reading() as session,
        ):
            plan = import_plan(session, TODAY)
        failure = FileUnreadable(name=path.name)
        parsed: ParsedFile = self.worker.call(look_at, str(path), plan, failure=failure).parsed
        assert digest(self.folder) == before
        return parsed

    def people(self) -> list[Person]:
        """Return everybody in the registry."""
        with (
            Database(self.folder.database, read_only=True) as database,
            database.reading() as session,
        ):
            return list(session.exec(select(Person).where(alive(Person)).order_by(col(Person.id))))

    def names(self) -> list[str]:
        """Return the first names of everybody."""
        return [person.first_name for person in self.people()]
