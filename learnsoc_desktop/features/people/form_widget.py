"""The fields of a person: names and addresses in the middle, picture, groups and roles beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from learnsoc_desktop.core.fields import FieldSpec
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.data.entity import fields_of
from learnsoc_desktop.features.people.model import REGISTER, PersonDetails, Sex
from learnsoc_desktop.features.people.names import shown_name
from learnsoc_desktop.features.people.rules import sex_of_title
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.editors import Editor, Sources
from learnsoc_desktop.ui.form import Form, GroupState

BESIDE = ("picture", "target_groups", "roles")
SAME_AS = {
    name: f"registered_{name}"
    for name in ("house_no", "road", "subdistrict", "district", "province", "postcode")
}
NAME = ("title", "first_name", "last_name", "nickname")


class TypedPerson(PersonDetails):
    """A person as far as the form goes: the sex may still be open; the rules of the registry ask for it."""

    sex: Sex | None = None  # type: ignore[assignment]


class PersonForm(QObject):
    """Two forms that are one record: ``main`` and ``side``.

    Signals:
        changed: A person changed a field.
        left: A field was left.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, sources: Sources, parent: QObject | None = None, own: Sequence[FieldSpec] = ()
    ) -> None:
        """``own`` are the fields of the centre's own; they stand in a part behind the others."""
        super().__init__(parent)
        self._own = tuple(own)
        specs = {spec.name: spec for spec in fields_of(PersonDetails)}
        beside = [_without_group(specs.pop(name)) for name in BESIDE]
        every = (*fields_of(PersonDetails), *self._own)
        self._group_of = {spec.name: _(spec.label.group) for spec in every}
        self._sources = sources
        self.same = button(
            _("Same as the current address"), "", "copy", then=self.copy_current_address
        )
        middle = [*specs.values(), *self._own]
        self.main = Form(middle, sources, TypedPerson, beside={REGISTER: self.same})
        self.side = Form(beside, sources)
        self._guessed: Sex | None = None
        for form in (self.main, self.side):
            form.changed.connect(self._on_changed)
            form.left.connect(lambda _name: self.left.emit())
        self.main.finished.connect(self.side.go_to)

    # --- Values ------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what the fields hold now, good or not."""
        return {**self.side.values(), **self.main.values()}

    def details(self) -> PersonDetails | None:
        """Return what can be read when all of it can; otherwise show the faults and return None.

        A sex that was not chosen is not among the fields that are set.
        """
        beside, middle = self.side.value(), self.main.value()
        if beside is None or middle is None:
            return None
        values = {**beside, **middle}
        if values["sex"] is None:
            del values["sex"]
        return PersonDetails.model_validate(values)

    def own_values(self) -> dict[str, Any]:
        """Return what the fields of the centre's own hold."""
        values = self.main.values()
        return {spec.name: values[spec.name] for spec in self._own}

    def set_value(self, values: Mapping[str, Any]) -> None:
        """Show these values as saved ones."""
        self.main.set_value(values)
        self.side.set_value(values)
        self._guessed = None
        self._show_name()

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from what was set or marked as saved."""
        return {**self.main.changes(), **self.side.changes()}

    def unread(self) -> dict[str, str]:
        """Return what was typed into fields that cannot be read, by field name."""
        return {**self.main.unread(), **self.side.unread()}

    @property
    def dirty(self) -> bool:
        """True when something is typed that is not saved, also what cannot be read."""
        return bool(self.changes() or self.unread())

    def mark_clean(self) -> None:
        """Take the values of now as saved."""
        self.main.mark_clean()
        self.side.mark_clean()

    def take(self, values: Mapping[str, Any], typed: Mapping[str, str] | None = None) -> None:
        """Show ``values`` and ``typed`` texts as a person would have typed them: not saved yet."""
        self.main.take(values, typed)
        self.side.take(values, typed)

    @property
    def types(self) -> dict[str, Any]:
        """The types of the fields' values."""
        return {**self.side.types, **self.main.types}

    def copy_current_address(self) -> None:
        """Write the address where the person lives into that of the house register; it is not saved yet."""
        values = self.main.values()
        copied = {registered: values[name] or "" for name, registered in SAME_AS.items()}
        living = values["village_id"]
        villages = (each.text for each in self._sources.villages() if each.value == living)
        self.main.take({**copied, "registered_village": next(villages, "")})
        self.main.go_to("registered_subdistrict")

    def name(self) -> str:
        """Return what the person is called so far."""
        values = self.values()
        return shown_name(*(str(values.get(part) or "") for part in NAME))

    # --- Faults and places -------------------------------------------------------------------------

    def set_error(self, name: str, text: str) -> None:
        """Say beside a field why it is refused."""
        (self.side if name in BESIDE else self.main).set_error(name, text)

    def title_of(self, name: str) -> str:
        """Return what a field is called."""
        return next(s.title for s in (*self.main.specs, *self.side.specs) if s.name == name)

    def go_to(self, name: str = "") -> None:
        """Put the cursor into a field, the first one when no name is given."""
        (self.side if name in BESIDE else self.main).go_to(name)

    def errors(self) -> dict[str, str]:
        """Return the faults that are shown, by field name."""
        return {**self.main.errors(), **self.side.errors()}

    def missing(self) -> tuple[FieldSpec, ...]:
        """Return the wanted fields that are empty."""
        return (*self.main.missing(), *self.side.missing())

    def groups(self) -> tuple[GroupState, ...]:
        """Return how far each part is; the fields at the side count in the part they belong to."""
        lacking = self.side.missing()
        wrong = set(self.side.errors())
        result = []
        for state in self.main.groups():
            mine = [name for name in BESIDE if self._group_of[name] == state.title]
            filled = sum(not self.side.editor(name).is_empty() for name in mine)
            result.append(
                replace(
                    state,
                    filled=state.filled + filled,
                    total=state.total + len(mine),
                    missing=(*state.missing, *(spec for spec in lacking if spec.name in mine)),
                    faults=state.faults + len(wrong & set(mine)),
                )
            )
        return tuple(result)

    def group_at(self, editor: Editor) -> int:
        """Return the number of the part a field belongs to, -1 for none."""
        titles = [state.title for state in self.main.groups()]
        title = self._group_of.get(editor.spec.name, "")
        return titles.index(title) if title in titles else -1

    # --- Inside ------------------------------------------------------------------------------------

    def _on_changed(self, name: str) -> None:
        if name == "title":
            self._guess_sex()
        if name in NAME:
            self._show_name()
        self.changed.emit()

    def _guess_sex(self) -> None:
        """Choose the sex a title tells, unless a person chose one."""
        editor = self.main.editor("sex")
        told = sex_of_title(str(self.main.editor("title").value() or ""))
        if told is not None and editor.value() in {None, self._guessed}:
            self._guessed = told
            editor.set_value(told)
            editor.changed.emit()

    def _show_name(self) -> None:
        self.side.editor("picture").see(self.values())


def _without_group(spec: FieldSpec) -> FieldSpec:
    return replace(spec, label=replace(spec.label, group=""))
