"""Filters of a list as chips; those that find no room, and the many, stand in a menu."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnsoc_desktop.core.formats import number
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, Chip
from learnsoc_desktop.ui.layout import column
from learnsoc_desktop.ui.menus import StayMenu
from learnsoc_desktop.ui.overflow import OverflowRow

LONG_MENU = 16  # filters that a menu shows in one piece


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition. Of the filters of one ``group`` at most one is on.

    The ``default`` one of a group is on when no other is. ``section`` is the heading it stands under in
    the menu. Without ``chip`` it stands in the menu alone, until it is on. One that ``asks`` is never on: somebody
    asks for more and turns on another one.
    """

    key: str
    text: str  # in the person's language
    group: str = ""
    default: bool = False
    section: str = ""
    chip: bool = True
    asks: bool = False


class FilterBar(QWidget):
    """The chips above a list.

    Signals:
        changed: Another set of filters is on.
        asked: More is to be asked for, for the filter of this key.
    """

    changed = Signal()
    asked = Signal(str)

    def __init__(self, filters: Sequence[Filter] = ()) -> None:
        super().__init__()
        self._filters: dict[str, Filter] = {}
        self._chips: dict[str, Chip] = {}
        self._counts: dict[str, int] = {}
        self._active: set[str] = set()
        self.more = Button(_("Filter"), "quiet", "funnel")
        self.more.clicked.connect(self._open_menu)
        self._row = OverflowRow(self.more)
        self.setLayout(column(self._row, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_filters(filters)

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Offer these filters; those that were on and are still there stay on."""
        self._filters = {one.key: one for one in filters}
        kept = {key for key in self._active if key in self._filters}
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for one in filters:
            chip = Chip(self._words(one))
            chip.clicked.connect(lambda _on=False, key=one.key: self.toggle(key))
            self._chips[one.key] = chip
        self._active = kept
        self._add_defaults()
        self._show()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each filter would leave."""
        if counts == self._counts:
            return
        self._counts = dict(counts)
        for key, chip in self._chips.items():
            chip.setText(self._words(self._filters[key]))
        self._row.arrange()

    def active(self) -> frozenset[str]:
        """Return the keys of the filters that are on."""
        return frozenset(self._active)

    def is_default(self) -> bool:
        """Return True when only the filters are on that are on from the start."""
        return self._active == {one.key for one in self._filters.values() if one.default}

    def set_active(self, keys: Iterable[str]) -> None:
        """Turn these filters on and all others off."""
        self._active = {key for key in keys if key in self._filters}
        self._add_defaults()
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Turn everything off that is not on from the start."""
        self.set_active(())

    def toggle(self, key: str) -> None:
        """Turn a filter on, and others of its group off; or turn it off."""
        one = self._filters[key]
        if one.asks:
            self.asked.emit(key)
            return
        if key in self._active:
            self._active.discard(key)
        else:
            if one.group:
                self._active -= {
                    other.key for other in self._filters.values() if other.group == one.group
                }
            self._active.add(key)
        self._add_defaults()
        self._show()
        self.changed.emit()

    def chip(self, key: str) -> Chip:
        """Return the chip of a filter."""
        return self._chips[key]

    def texts(self) -> list[str]:
        """Return the words of the filters that are on, but for those on from the start."""
        return [
            one.text
            for one in self._filters.values()
            if one.key in self._active and not one.default
        ]

    def menu(self) -> StayMenu:
        """Return the menu of the filters that are no chips now.

        Where there are many, those that are never chips (villages, words) stand in menus of their own.
        """
        menu = StayMenu(self)
        hidden = {id(chip) for chip in self._row.hidden_items()}
        sections: dict[str, list[Filter]] = {"": []}  # those of no section stand first
        for key, one in self._filters.items():
            if not one.chip or id(self._chips[key]) in hidden:
                sections.setdefault(one.section, []).append(one)
        long = sum(map(len, sections.values())) > LONG_MENU
        ticks: dict[str, QAction] = {}
        for title, offered in sections.items():
            inner = menu
            if title and long and not any(one.chip for one in offered):
                inner = StayMenu(title, menu)
                menu.addMenu(inner)
            elif title:
                menu.addAction(title).setEnabled(False)  # a heading: it cannot be ticked
            for one in offered:
                self._offer(inner, one, ticks)
        if not self.is_default():
            menu.addSeparator()
            menu.addAction(_("Clear the filters"), self.clear)
        return menu

    def _offer(self, menu: StayMenu, one: Filter, ticks: dict[str, QAction]) -> None:
        """Put a filter into a menu; ``ticks`` holds the actions of all."""
        action = ticks[one.key] = menu.addAction(self._words(one))
        action.setCheckable(not one.asks)
        action.setChecked(one.key in self._active)
        action.triggered.connect(lambda _on=False: self._tick(ticks, one.key))

    def _tick(self, ticks: Mapping[str, QAction], key: str) -> None:
        self.toggle(key)
        for other, action in ticks.items():  # others of its group went off
            action.setChecked(other in self._active)

    def _words(self, one: Filter) -> str:
        count = self._counts.get(one.key)
        return one.text if count is None else f"{one.text} {number(count)}"

    def _add_defaults(self) -> None:
        groups = {self._filters[key].group for key in self._active}
        for one in self._filters.values():
            if one.default and (not one.group or one.group not in groups):
                self._active.add(one.key)

    def _show(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key in self._active)
        standing = [
            chip
            for key, chip in self._chips.items()
            if self._filters[key].chip or key in self._active
        ]
        in_menu = any(not one.chip for one in self._filters.values())
        self._row.set_items(standing, _is_on, always_more=in_menu)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _is_on(chip: QWidget) -> bool:
    return isinstance(chip, Chip) and chip.isChecked()
