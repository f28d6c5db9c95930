"""The address in the house register, and the population of villages."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

ADDRESS = {  # letters of each part, in their order behind ``postcode``
    "house_code": 15,
    "registered_house_no": 40,
    "registered_village": 80,
    "registered_road": 80,
    "registered_subdistrict": 80,
    "registered_district": 80,
    "registered_province": 80,
    "registered_postcode": 10,
}
BANDS = ("0_5", "6_14", "15_24", "25_39", "40_59", "60")
FIGURES = (
    "men",
    "women",
    "households",
    *(f"{sex}_{band}" for band in BANDS for sex in ("men", "women")),
)


def upgrade() -> None:
    """Add the columns; what is there stays as it is, figures are unknown."""
    texts = {name: _text(length) for name, length in ADDRESS.items()}
    _add("person", "postcode", texts)
    figures: dict[str, sa.types.TypeEngine[Any]] = dict.fromkeys(FIGURES, sa.Integer())
    _add("village", "name", {**figures, "counted_on": sa.Date(), "source": _text(120)})


def _text(length: int) -> sa.String:
    return sa.String(length=length)


def _add(table: str, before: str, columns: Mapping[str, sa.types.TypeEngine[Any]]) -> None:
    """Add columns behind ``before``, texts empty in every row; a new row says them itself."""
    texts = [name for name, kind in columns.items() if isinstance(kind, sa.String)]
    there = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    place = there.index(before) + 1
    order = (*there[:place], *columns, *there[place:])
    with op.batch_alter_table(table, recreate="always", partial_reordering=[order]) as batch:
        for name, kind in columns.items():
            text = name in texts
            default = "" if text else None
            batch.add_column(sa.Column(name, kind, nullable=not text, server_default=default))
    with op.batch_alter_table(table, recreate="always") as batch:
        for name in texts:
            batch.alter_column(name, server_default=None)
