"""From typed values to the cells of a file, as an import reads them again."""

from collections.abc import Mapping, Sequence
from typing import Any

from learnsoc_desktop.core.fields import FieldSpec, Kind, LabelledEnum
from learnsoc_desktop.exchange.cells import Cell
from learnsoc_desktop.exchange.words import in_language

BETWEEN = "; "  # entries of one cell
YES_WORD, NO_WORD = "yes", "no"


def heads_of(specs: Sequence[FieldSpec], language: str = "") -> tuple[str, ...]:
    """Return the heads of ``specs``: field names, or labels in ``language``; an import knows both."""
    if not language:
        return tuple(spec.name for spec in specs)
    return tuple(in_language(spec.label.text, language) for spec in specs)


def cell_of(
    spec: FieldSpec,
    value: Any,  # noqa: ANN401  any kind of field
    names: Mapping[Any, str] | None = None,
    language: str = "",
) -> Cell:
    """Return ``value`` as a cell.

    ``names`` gives the text of an id (code, village, person); an id without one gives an empty cell.
    Choices are written by their stable values, or by their labels in ``language``. Money is baht,
    minutes are hours, dates are dates, birth dates their stored text.
    """
    if value is None or value == "":
        return None
    names = names or {}
    cell: Cell
    match spec.kind:
        case Kind.MONEY:
            cell = float(value) / 100
        case Kind.MINUTES:
            cell = round(value / 60, 4)
        case Kind.YES_NO:
            cell = YES_WORD if value else NO_WORD
        case Kind.CODE | Kind.VILLAGE | Kind.PERSON:
            cell = names.get(value)
        case Kind.CODES:
            cell = BETWEEN.join(names[one] for one in value if one in names) or None
        case Kind.CHOICE if isinstance(value, LabelledEnum):
            cell = in_language(value.source, language) if language else str(value.value)
        case _:
            cell = value
    return cell
