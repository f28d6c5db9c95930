"""What is half typed on a sheet: a walk-in that is not added yet, a number of heads that is not left yet."""

from collections.abc import Callable
from uuid import UUID

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.drafts import Draft, Shelf
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.features.activities.heads_widget import Cell, HeadGrid, band_text, cells_of
from learnsoc_desktop.features.activities.tally_widget import HeadCheck
from learnsoc_desktop.features.activities.walk_in_widget import WalkInRow
from learnsoc_desktop.features.people.model import Sex
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.drafts import BarDraft

NAME, SEX, HEADS = "name", "sex", "heads"


class SheetDraft(BarDraft):
    """Keeps what is half typed on the sheet of a session, and offers it in the message bar.

    ``counted`` returns the heads that are stored.
    """

    def __init__(
        self,
        context: Context,
        session_id: UUID,
        parts: tuple[WalkInRow, HeadCheck],
        counted: Callable[[], int | None],
    ) -> None:
        walk_in, heads = parts
        super().__init__(context, walk_in, self._half_typed, self._put_back)
        self._walk_in, self._heads, self._counted = walk_in, heads, counted
        self.open(Shelf("sheet", context.folder, session_id))
        walk_in.name.textChanged.connect(self.touch)
        heads.number.textChanged.connect(self.touch)

    def _half_typed(self) -> Draft | None:
        name, heads = self._walk_in.typed, self._heads.heads()
        said, values = [], {}
        if name:
            values = {NAME: name, SEX: str(self._walk_in.sex.value() or "")}
            said.append(_("Walk-in: {name}").format(name=name))
        if heads is not None and heads != self._counted():
            values[HEADS] = str(heads)
            said.append(_("Heads in the room: {count}").format(count=formats.number(heads)))
        return Draft(" · ".join(said), values) if values else None

    def _put_back(self, draft: Draft) -> None:
        name, heads = str(draft.values.get(NAME, "")), str(draft.values.get(HEADS, ""))
        if name:
            told = draft.values.get(SEX)
            self._walk_in.put_back(name, next((sex for sex in Sex if sex.value == told), None))
        if heads.isdecimal():
            self._heads.number.setFocus()
            self._heads.number.setText(heads)


class HeadsDraft(BarDraft):
    """Keeps the number that is half typed among the heads without names, and offers it again."""

    def __init__(self, context: Context, session_id: UUID, grid: HeadGrid) -> None:
        super().__init__(context, grid, self._half_typed, self._put_back)
        self._grid = grid
        self.open(Shelf("heads", context.folder, session_id))
        grid.typed.connect(self.touch)

    def _half_typed(self) -> Draft | None:
        pending = self._grid.pending()
        if not pending:
            return None
        said = [
            f"{sex.label} {band_text(band)} {formats.number(count)}"
            for (sex, band), count in pending.items()
        ]
        values = {_key(cell): str(count) for cell, count in pending.items()}
        return Draft(" · ".join(said), values)

    def _put_back(self, draft: Draft) -> None:
        for cell in cells_of():
            count = str(draft.values.get(_key(cell), ""))
            if count.isdecimal():
                self._grid.field(*cell).setFocus()
                self._grid.field(*cell).setText(count)


def _key(cell: Cell) -> str:
    sex, band = cell
    return f"{sex.value} {band}"
