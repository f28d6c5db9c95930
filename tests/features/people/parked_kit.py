"""A file whose rows look like people of the registry, taken in as the window does."""

from pathlib import Path

from learnsoc_desktop.data.database import Database
from learnsoc_desktop.exchange.importing import ImportResult
from learnsoc_desktop.features.people.import_fields import import_plan
from learnsoc_desktop.features.people.import_look import Preview, look_at, preview
from learnsoc_desktop.features.people.importer import import_people
from learnsoc_desktop.features.people.parked_model import ParkedState
from learnsoc_desktop.features.people.parked_queries import ParkedLine, parked_lines
from tests.features.people.builders import TODAY

HEADS = "ชื่อ,นามสกุล,เพศ,วันเกิด,โทร,อาชีพของแม่"


def looked_at(database: Database, folder: Path, *rows: str, heads: str = HEADS) -> Preview:
    """Look at a file of these rows."""
    path = folder / "people.csv"
    path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8")
    with database.reading() as session:
        return preview(session, look_at(str(path), import_plan(session, TODAY)), TODAY)


def taken(database: Database, shown: Preview) -> ImportResult:
    """Take a file in as it is shown."""
    with database.writing("take in") as uow:
        return import_people(
            uow,
            shown.parsed,
            today=TODAY,
            take_good_rows=True,
            alike=shown.alike if shown.parks else None,
        )


def waiting(database: Database) -> list[ParkedLine]:
    """Return the rows that are to be decided."""
    with database.reading() as session:
        return [row for row in parked_lines(session) if row.state is ParkedState.OPEN]
