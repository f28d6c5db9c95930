"""The editor of a place: a sub-district found by a part of its name fills the whole chain."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.thai import normalise
from learnsoc_desktop.ui.editors.base import EditorSetting, Hint, Option
from learnsoc_desktop.ui.editors.option_list import Line
from learnsoc_desktop.ui.editors.pick import PickEditor
from learnsoc_desktop.ui.field_text import place_text, read_place
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.theme import theme

OFFERED = 8


class PlaceEditor(PickEditor):
    """Edits the sub-district and, as its parts, district, province and post code.

    Own centre and earlier places are offered first; the last line keeps what is typed.
    """

    icon = "map-pin"
    sign = "chevron-down"

    def __init__(self, setting: EditorSetting, parent: QWidget | None = None) -> None:
        self._pin: Any = None
        super().__init__(setting, parent)
        self.line.setPlaceholderText(_("Type the sub-district"))
        self._pin = self.line.addAction(
            icon("map-pin", "ink_soft", theme().px(18)), QLineEdit.ActionPosition.LeadingPosition
        )
        self._kept = dict.fromkeys((self.spec.name, *self.parts), "")

    def dress(self) -> None:
        """Take the icons from the theme."""
        super().dress()
        if self._pin is not None:
            self._pin.setIcon(icon("map-pin", "ink_soft", theme().px(18)))

    def offers(self, text: str) -> Sequence[Option]:
        """Return the places that ``text`` finds, all that are known for an empty one."""
        return self.sources.places(text, OFFERED)

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  a sub-district
        """Return a place by its name alone."""
        return Option(value, place_text(str(value)))

    def value(self) -> str:
        """Return the sub-district."""
        return str(self.values()[self.spec.name])

    def values(self) -> dict[str, Any]:
        """Return the sub-district and its parts, of what was chosen or typed."""
        names = (self.spec.name, *self.parts)
        text = normalise(self.line.text()).strip()
        if self.chosen is not None:
            return dict(self._kept)
        typed = read_place(text) if text else ("", "", "", "")
        return dict(zip(names, (*typed, *[""] * len(names)), strict=False))

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show the whole chain."""
        names = (self.spec.name, *self.parts)
        self._show({name: str(values.get(name) or "") for name in names})

    def set_value(self, value: Any) -> None:  # noqa: ANN401  a sub-district
        """Show a sub-district alone."""
        self._show({self.spec.name: str(value or "")})

    def is_empty(self) -> bool:
        """Return True when nothing was chosen or typed."""
        return not self.line.text().strip()

    def fault(self) -> str:
        """Return nothing: a place may be typed."""
        return ""

    def hint(self) -> Hint | None:
        """Say that a place was kept as it was typed."""
        if self.is_empty() or self.chosen is not None or self.listed() is not None:
            return None
        known = [part for part in self.values().values() if part]
        if len(known) > 1:
            return Hint(place_text(*list(self.values().values())[:4]), "good")
        return Hint(_("Kept as typed, without district and province"), "late")

    def typed_line(self, text: str) -> str:
        """Offer to keep what is typed."""
        return text

    def settle(self) -> None:
        """Keep what is typed."""
        self.close_list()

    def _tab_takes(self) -> bool:
        return False

    def _take(self, line: Line) -> None:
        if line.option is not None:
            names = (self.spec.name, *self.parts)
            filled = (str(line.option.value), *line.option.parts, *[""] * len(names))
            self._show(dict(zip(names, filled, strict=False)))
        self.close_list()
        self.changed.emit()

    def _show(self, chain: dict[str, str]) -> None:
        names = (self.spec.name, *self.parts)
        self._kept = {name: chain.get(name, "") for name in names}
        text = place_text(*list(self._kept.values())[:4])
        self.chosen = Option(self._kept[self.spec.name], text) if text else None
        self._show_chosen()
