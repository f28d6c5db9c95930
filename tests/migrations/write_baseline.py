"""Write the first step of the schema anew from the models: ``python tests/migrations/write_baseline.py``.

Only until the first release; after it each change is a step of its own.
"""

from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Enum, String, create_engine
from sqlmodel import AutoString, SQLModel

from learnsoc_desktop.data import database, migrations  # noqa: F401  the tables of the data layer
from learnsoc_desktop.data.entity import UtcDateTime
from learnsoc_desktop.features.centre.references import load_models

TARGET = Path(migrations.__path__[0]) / "v0001_baseline.py"
STEP = '''"""The tables of the first release."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def record_columns() -> list[sa.Column[Any]]:
    """Return the columns that every record has, anew for each table."""
    return [
        {record}
    ]


def upgrade() -> None:
    """Make all tables."""
    {tables}
'''
RECORD = """\
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
"""  # as Alembic writes the columns of ``Entity``


def plain_type(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write the types of the models as plain ones: a step must not change with the models."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum | String | AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def baseline() -> str:
    """Return the text of the first step."""
    load_models()
    with create_engine("sqlite://").connect() as connection:
        options = {"target_metadata": SQLModel.metadata, "render_item": plain_type}
        context = MigrationContext.configure(connection, opts=options)
        script = produce_migrations(context, SQLModel.metadata)
    assert script.upgrade_ops is not None
    body = render_python_code(script.upgrade_ops, render_item=plain_type)
    lines = [line for line in body.splitlines() if not line.strip().startswith("#")]
    tables = "\n".join(lines).strip().replace(RECORD, "    *record_columns(),\n")
    tables = tables.replace("], )", "])")  # a last comma would make the formatter break the line
    return STEP.format(record=RECORD.strip(), tables=tables)


if __name__ == "__main__":
    TARGET.write_text(baseline(), "utf-8")
