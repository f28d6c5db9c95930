"""Forms built from labelled fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.editors import Editor, Hint, Sources, make_editor
from learnsoc_desktop.ui.editors.line import LineEditor
from learnsoc_desktop.ui.editors.messages import faults_of
from learnsoc_desktop.ui.editors.numbers import CleanedEditor
from learnsoc_desktop.ui.field_text import missing
from learnsoc_desktop.ui.form_cell import FieldCell
from learnsoc_desktop.ui.form_grid import FieldGrid, width_of
from learnsoc_desktop.ui.form_lines import GAP, SHARES, UNITS, lines_of, share_of
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme


@dataclass(frozen=True, slots=True)
class GroupState:
    """How far a part of a form is: of ``total`` fields ``filled``; what is missing and what is wrong."""

    title: str
    filled: int
    total: int
    missing: tuple[FieldSpec, ...]
    faults: int
    doubts: int


class Form(Dressed, QWidget):
    """Edits the values of ``specs``; it knows no class but the one that checks.

    ``model`` is a pydantic class: a new form shows its defaults, and what its ``model_validate`` refuses
    stands at the fields.

    Signals:
        changed: A person changed a field (its name).
        left: A field was left and what was typed is settled (its name).
        finished: Enter was pressed in the last field.
    """

    changed = Signal(str)
    left = Signal(str)
    finished = Signal()

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        sources: Sources | None = None,
        model: type[BaseModel] | None = None,
        parent: QWidget | None = None,
        *,
        beside: Mapping[str, QWidget] | None = None,
    ) -> None:
        """``beside`` holds what stands at the right of a part's heading, by the heading before translation."""
        super().__init__(parent)
        self._beside = beside or {}
        self.specs = tuple(specs)
        self._model = model
        self._given: dict[str, Any] = {}
        self._clean: dict[str, Any] = {}
        self._told: set[str] = set()
        by_name = {spec.name: spec for spec in self.specs}
        shown = [spec for spec in self.specs if spec.label.form]
        required = [spec for spec in shown if spec.required]
        needed = _("Only this one is needed") if len(required) == 1 else _("Needed")
        self._cells: dict[str, FieldCell] = {}
        for spec in _in_groups(shown):
            editor = make_editor(spec, sources, by_name)
            self._cells[spec.name] = FieldCell(editor, needed if spec.required else "")
            self._connect(spec.name, self._cells[spec.name])
        self._owners = {
            part: name
            for name, cell in self._cells.items()
            for part in cell.editor.parts
            if part not in self._cells
        }
        self._fault = Remark("circle-alert", "", "bad")
        self._fault.hide()
        self._heads: dict[str, Text] = {}
        self._grids: dict[str, FieldGrid] = {}
        self._build()
        self.set_value({} if model is None else _defaults(model))

    # --- Values ------------------------------------------------------------------------------------

    def value(self) -> dict[str, Any] | None:
        """Return the values when all are good; otherwise show the faults and return None."""
        values = self.values()
        faults = {name: cell.editor.fault() for name, cell in self._cells.items()}
        if self._model is not None:
            for name, text in faults_of(self._model, values).items():
                owner = self._owners.get(name, name)
                if not faults.get(owner):
                    faults[owner] = text
        self.clear_errors()
        bad = [name for name in ("", *self._cells) if faults.get(name)]
        for name in bad:
            self.set_error(name, faults[name])
        if bad:
            self.go_to(next((name for name in bad if name), ""))
            return None
        return values

    def values(self) -> dict[str, Any]:
        """Return what the fields hold now, good or not, and what was given for hidden fields."""
        result = dict(self._given)
        for cell in self._cells.values():
            result.update(cell.editor.values())
        return result

    def set_value(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that ``values`` does not name keep what they hold."""
        names = {spec.name for spec in self.specs} | set(self._owners)
        self._given.update({name: values[name] for name in values if name in names})
        for name, cell in self._cells.items():
            if name in values or any(part in values for part in cell.editor.parts):
                cell.editor.set_values({**self._given, **values})
        self.clear_errors()
        everything = self.values()
        for cell in self._cells.values():
            cell.editor.see(everything)
            self._say(cell)
        self._clean = self.values()

    @property
    def dirty(self) -> bool:
        """True when a value differs from what was set or marked as saved."""
        return bool(self.changes())

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from what was set or marked as saved."""
        now = self.values()
        return {name: value for name, value in now.items() if value != self._clean.get(name, value)}

    def unread(self) -> dict[str, str]:
        """Return what was typed into fields that cannot be read, by field name.

        Numbers of cards and telephones are not among them: as values they stay as they were typed.
        """
        return {
            name: cell.editor.line.text()
            for name, cell in self._cells.items()
            if isinstance(cell.editor, LineEditor)
            and not isinstance(cell.editor, CleanedEditor)
            and cell.editor.fault()
        }

    def take(self, values: Mapping[str, Any], typed: Mapping[str, str] | None = None) -> None:
        """Show ``values`` and ``typed`` texts as a person would have typed them: not saved yet."""
        for name, cell in self._cells.items():
            editor = cell.editor
            if any(part in values for part in (name, *editor.parts)):
                editor.set_values({**self.values(), **values})
                editor.changed.emit()
            if typed and name in typed and isinstance(editor, LineEditor):
                editor.line.setText(typed[name])
                editor.changed.emit()

    @property
    def types(self) -> dict[str, Any]:
        """The types of the fields' values, as the class that checks them declares."""
        declared = self._model.model_fields if self._model is not None else {}
        return {
            spec.name: declared[spec.name].annotation if spec.name in declared else spec.type
            for spec in self.specs
        }

    def mark_clean(self) -> None:
        """Take the values of now as saved."""
        self._clean = self.values()

    # --- Faults and states -------------------------------------------------------------------------

    def set_error(self, name: str, text: str, tone: str = "bad") -> None:
        """Say something beside a field, or no more; an empty ``name`` says it above the form."""
        owner = self._owners.get(name, name)
        cell = self._cells.get(owner)
        if cell is None:
            self._fault.set_remark("circle-alert", text, tone)
            self._fault.setVisible(bool(text))
            return
        cell.error = text if tone == "bad" else ""
        if text:
            cell.say(Hint(text, tone))
        else:
            self._say(cell)

    def clear_errors(self) -> None:
        """Take all faults away."""
        self._fault.hide()
        for name, cell in self._cells.items():
            cell.error = ""
            self._told.discard(name)
            self._say(cell)

    def errors(self) -> dict[str, str]:
        """Return the faults that are shown, by field name."""
        return {name: cell.error for name, cell in self._cells.items() if cell.error}

    def missing(self) -> tuple[FieldSpec, ...]:
        """Return the fields that count as incomplete and are empty."""
        return missing(self.specs, self.values())

    def groups(self) -> tuple[GroupState, ...]:
        """Return how far each part of the form is, in their order."""
        lacking = {spec.name for spec in self.missing()}
        result = []
        for title in self._grids:
            cells = self._of_group(title)
            hints = [cell.editor.hint() for cell in cells]
            result.append(
                GroupState(
                    _(title),
                    sum(not cell.editor.is_empty() for cell in cells),
                    len(cells),
                    tuple(c.editor.spec for c in cells if c.editor.spec.name in lacking),
                    sum(bool(cell.error or cell.editor.fault()) for cell in cells),
                    sum(hint is not None and hint.tone == "late" for hint in hints),
                )
            )
        return tuple(result)

    # --- Fields ------------------------------------------------------------------------------------

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._cells[name].editor

    def cell(self, name: str) -> FieldCell:
        """Return a field with its label and what is said under it."""
        return self._cells[name]

    def go_to(self, name: str = "") -> None:
        """Put the cursor into a field, the first one when no name is given, and show it."""
        cell = self._cells.get(name) or next(iter(self._cells.values()), None)
        if cell is not None:
            cell.editor.setFocus(Qt.FocusReason.TabFocusReason)
            self._reveal(cell)

    def go_to_group(self, number: int) -> None:
        """Put the cursor into the first field of a part and show its heading."""
        title = list(self._grids)[number]
        head: QWidget | None = self._heads.get(title)
        first = self._of_group(title)[0]
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self._reveal(head if head is not None else first, top=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields side by side as the room allows."""
        super().resizeEvent(event)
        self._arrange()

    def dress(self) -> None:
        """Set the fields again for another text size, once they have taken it themselves."""
        QTimer.singleShot(0, self, self._arrange)

    # --- Inside ------------------------------------------------------------------------------------

    def _build(self) -> None:
        parts: list[Any] = [self._fault]
        groups = list(dict.fromkeys(cell.editor.spec.label.group for cell in self._cells.values()))
        for title in groups:
            if title:
                if self._grids:
                    parts += [8, Rule()]
                self._heads[title] = Text(_(title), "lead")
                extra = self._beside.get(title)
                head = self._heads[title]
                parts.append(head if extra is None else row((head, 1), extra, gap=GAP))
            self._grids[title] = FieldGrid(self._of_group(title))
            parts.append(self._grids[title])
        self.setLayout(column(*parts, None, gap=2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._arrange()

    def _arrange(self) -> None:
        """Set the fields side by side as the width allows."""
        room = self._room()
        shares = next(shares for least, shares in SHARES if room / theme().scale >= least)
        for title, grid in self._grids.items():
            cells = self._of_group(title)
            waiting = iter(cells)
            spans = [self._span(cell, shares, room) for cell in cells]
            lines = [[(next(waiting), units) for units in line] for line in lines_of(spans)]
            grid.set_lines(lines, room)

    def _of_group(self, title: str) -> list[FieldCell]:
        return [c for c in self._cells.values() if c.editor.spec.label.group == title]

    def _room(self) -> int:
        layout = self.layout()
        margins = layout.contentsMargins() if layout is not None else self.contentsMargins()
        return max(self.width() - margins.left() - margins.right(), 1)

    def _span(self, cell: FieldCell, shares: Mapping[int, int], room: int) -> int:
        span = shares[share_of(cell.editor.spec)]
        while span < UNITS and width_of(span, room) < cell.needs():
            span += 1
        return span

    def _connect(self, name: str, cell: FieldCell) -> None:
        cell.editor.changed.connect(lambda: self._on_changed(name))
        cell.editor.left.connect(lambda: self._on_left(name))
        cell.editor.next_asked.connect(lambda: self._next(name))
        cell.settled.connect(lambda: self._say(cell))

    def _on_changed(self, name: str) -> None:
        cell = self._cells[name]
        if name in self._told and not cell.editor.fault():
            self._told.discard(name)
        cell.error = cell.editor.fault() if name in self._told else ""
        self._say(cell)
        values = self.values()
        for other in self._cells.values():
            if other is not cell:
                other.editor.see(values)
                if name in other.editor.parts:
                    self._say(other)
        self.changed.emit(name)

    def _on_left(self, name: str) -> None:
        cell = self._cells[name]
        if cell.editor.fault():
            self._told.add(name)
        else:
            self._told.discard(name)
        if not cell.error or name in self._told:
            cell.error = cell.editor.fault()
            self._say(cell)
        self.left.emit(name)

    def _say(self, cell: FieldCell) -> None:
        hint = cell.editor.hint()
        if cell.error:
            confirm = hint.confirm if hint is not None and hint.tone == "bad" else ""
            cell.say(Hint(cell.error, "bad", confirm))
        elif hint is not None and hint.tone != "bad":
            cell.say(hint)
        else:
            cell.say(None)

    def _next(self, name: str) -> None:
        names = list(self._cells)
        at = names.index(name) + 1
        if at < len(names):
            self.go_to(names[at])
        else:
            self._cells[name].editor.left.emit()
            self.finished.emit()

    def _reveal(self, widget: QWidget, *, top: bool = False) -> None:
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is None or inside is None:
            return
        place = QRect(widget.mapTo(inside, widget.rect().topLeft()), widget.size())
        if top:
            area.verticalScrollBar().setValue(place.top() - GAP)
        else:
            area.ensureVisible(place.x(), place.center().y(), 0, place.height() // 2 + GAP)


def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    return {
        name: info.get_default(call_default_factory=True, validated_data={})
        for name, info in model.model_fields.items()
        if not info.is_required()
    }


def _in_groups(specs: Iterable[FieldSpec]) -> list[FieldSpec]:
    """Return the fields part by part: those of no part first, then parts as they come."""
    groups: dict[str, list[FieldSpec]] = {"": []}
    for spec in specs:
        groups.setdefault(spec.label.group, []).append(spec)
    return [spec for group in groups.values() for spec in group]
