"""The editor of a place: a sub-district found by a part of its name fills the whole chain."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from learnsoc_desktop.core import gazetteer
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.core.places import Place
from learnsoc_desktop.ui.editors.base import EditorSetting, Hint, Option
from learnsoc_desktop.ui.editors.option_list import Line
from learnsoc_desktop.ui.editors.pick import PickEditor
from learnsoc_desktop.ui.icons import icon
from learnsoc_desktop.ui.theme import theme

OFFERED = 40  # a common name has thirty


class PlaceEditor(PickEditor):
    """Edits the sub-district and, as its parts, district, province and post code.

    Own centre and earlier places are offered first; the last line keeps what is typed. A line that can only
    mean one place becomes that place when the field is left; one that can mean several is asked about.
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
        self._doubt = ""  # about the place that was chosen

    def dress(self) -> None:
        """Take the icons from the theme."""
        super().dress()
        if self._pin is not None:
            self._pin.setIcon(icon("map-pin", "ink_soft", theme().px(18)))

    def offers(self, text: str) -> Sequence[Option]:
        """Return the places that ``text`` finds, those around the centre for an empty one."""
        return self.sources.places(text, OFFERED)

    def lookup(self, value: Any) -> Option | None:  # noqa: ANN401  a sub-district
        """Return a place by its name alone."""
        return Option(value, Place(str(value)).text)

    def value(self) -> str:
        """Return the sub-district."""
        return str(self.values()[self.spec.name])

    def values(self) -> dict[str, Any]:
        """Return the sub-district and its parts, of what was chosen or typed."""
        names = (self.spec.name, *self.parts)
        if self.chosen is not None:
            return dict(self._kept)
        typed = self._typed_place()
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
        if self.is_empty() or self.listed() is not None:
            return None
        if self.chosen is not None:
            return Hint(self._doubt, "late") if self._doubt else None
        read = gazetteer.read(self.line.text())
        if read.doubt:
            return Hint(read.doubt, "late")
        if len([part for part in read.place if part]) > 1:
            return Hint(read.place.text, "good")
        return Hint(_("Kept as typed, without district and province"), "late")

    def typed_line(self, text: str) -> str:
        """Offer to keep what is typed."""
        return text

    def settle(self) -> None:
        """Take the one place that is meant; keep what is typed when the list does not know it."""
        self.close_list()
        if self.chosen is None and not self.is_empty():
            read = gazetteer.read(self.line.text())
            if read.sure:
                self._show(dict(zip((self.spec.name, *self.parts), read.place, strict=False)))
                self._doubt = read.doubt
                self.changed.emit()

    def _typed_place(self) -> Place:
        text = self.line.text()
        return gazetteer.read(text).place if text.strip() else Place()

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
        self._doubt = ""
        text = Place(*list(self._kept.values())[: len(Place._fields)]).text
        self.chosen = Option(self._kept[self.spec.name], text) if text else None
        self._show_chosen()
