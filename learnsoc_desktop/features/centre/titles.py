"""What the trash calls a deleted row of this feature."""

from learnsoc_desktop.features.centre.code_lists import LIST_OF
from learnsoc_desktop.features.centre.model import Code, Signatory, Village
from learnsoc_desktop.features.centre.paper_model import PaperVariant, Snapshot
from learnsoc_desktop.features.centre.queries import village_text


def village(row: Village) -> str:
    """Return the number and name of a village."""
    return village_text(row.moo, row.name)


def signatory(row: Signatory) -> str:
    """Return the name and position of somebody who signed."""
    return f"{row.name} {row.position}".strip()


def code(row: Code) -> str:
    """Return a word and the list it stood in."""
    known = LIST_OF.get(row.list_key)
    return f"{known.title}: {row.text}" if known else row.text


def variant(row: PaperVariant) -> str:
    """Return the name of a version of a paper."""
    return row.name


def snapshot(row: Snapshot) -> str:
    """Return the title of a paper that was handed in, and to whom."""
    return f"{row.title} · {row.handed_to}"
