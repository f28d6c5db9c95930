"""A file that says which column is which field, for those who take files in without a window.

As TOML, with or without a table ``[columns]``; a head is left out by an empty field:

    [columns]
    "Name of the pupil" = "full_name"
    "Class teacher" = ""

or as CSV, a head and a field a line. The field may also stand first: ``full_name = "Name of the pupil"``.
"""

import csv
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from learnsoc_desktop.core.i18n import N_
from learnsoc_desktop.exchange.errors import FileForbidden, FileMissing, FileUnreadable

MOST_LETTERS = 1_000_000
FIRST_LINE = ("head", "field")


class MapUnreadable(FileUnreadable):
    """A file that should say which column is which field is neither TOML nor CSV."""

    message = N_("“{name}” does not say which column is which field.")
    hint = N_('A line is "head" = "field" (TOML) or head,field (CSV).')


class FieldUnknown(FileUnreadable):
    """It names a field that does not exist."""

    message = N_("“{name}”: there is no field “{field}”.")
    hint = N_("There are: {fields}.")


def read_map(path: Path, fields: Collection[str]) -> Mapping[str, str]:
    """Return the field of each head, empty for one that is left out.

    Raises FileMissing, FileForbidden, MapUnreadable, FieldUnknown.
    """
    try:
        text = path.read_bytes()[:MOST_LETTERS].decode("utf-8-sig")
        pairs = list(_toml(text) if path.suffix.lower() == ".toml" else _csv(text))
    except FileNotFoundError as error:
        raise FileMissing(name=path.name) from error
    except PermissionError as error:
        raise FileForbidden(name=path.name) from error
    except (OSError, ValueError, csv.Error) as error:  # no text, no TOML
        raise MapUnreadable(name=path.name) from error
    if not pairs:
        raise MapUnreadable(name=path.name)
    return dict(_told(path.name, head, field, fields) for head, field in pairs)


def _toml(text: str) -> Iterator[tuple[str, str]]:
    said = tomllib.loads(text)
    columns = said.get("columns", said)
    if not isinstance(columns, dict):
        raise ValueError(columns)  # noqa: TRY004  read_map takes one kind for all that is not a map
    for head, field in columns.items():
        if not isinstance(field, str):
            raise ValueError(field)  # noqa: TRY004  read_map takes one kind for all that is not a map
        yield head.strip(), field.strip()


def _csv(text: str) -> Iterator[tuple[str, str]]:
    for line in csv.reader(text.splitlines()):
        cells = [cell.strip() for cell in line]
        if not any(cells) or tuple(cells[:2]) == FIRST_LINE:
            continue
        yield cells[0], cells[1] if len(cells) > 1 else ""


def _told(name: str, head: str, field: str, fields: Collection[str]) -> tuple[str, str]:
    """Return head and field, whichever stands first."""
    if field in fields or not field:
        return head, field
    if head in fields:
        return field, head
    raise FieldUnknown(name=name, field=field, fields=", ".join(sorted(fields)))
