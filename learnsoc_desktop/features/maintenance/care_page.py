"""Care of the system: the sections as tabs, each a page of its own that is made on first use."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.maintenance.queries import trash_counts
from learnsoc_desktop.reporting.document import Report
from learnsoc_desktop.ui.buttons import Button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.keys import shortcut
from learnsoc_desktop.ui.layout import Flow, column, hosted, panel
from learnsoc_desktop.ui.page import Page, PageAction

HERE = "learnsoc_desktop.features.maintenance"


class Section(NamedTuple):
    """One tab."""

    key: str
    title: str  # marked with N_()
    page: str  # "module:PageClass", called with (context)


SECTIONS: Sequence[Section] = (
    Section("screen", N_("Screen and paper"), f"{HERE}.settings_page:SettingsPage"),
    Section("centre", N_("Our centre"), f"{HERE}.centre_page:CentrePage"),
    Section("lists", N_("Lists to choose from"), f"{HERE}.codes_page:CodesPage"),
    Section("fields", N_("Our own fields"), f"{HERE}.fields_page:FieldsPage"),
    Section("villages", N_("Villages"), f"{HERE}.villages_page:VillagesPage"),
    Section("safety", N_("Data safety"), f"{HERE}.safety_page:SafetyPage"),
    Section("imports", N_("Files taken in"), f"{HERE}.imports_page:ImportsPage"),
    Section("trash", N_("Trash"), f"{HERE}.trash_page:TrashPage"),
    Section("about", N_("About"), f"{HERE}.about_page:AboutPage"),
)
BY_RECORD = "villages"  # the section whose records the search over everything finds
NEXT, BEFORE = "Ctrl+PgDown", "Ctrl+PgUp"


class CarePage(Page):
    """Shows one section under the tabs; what the header says comes from the section."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pages: dict[str, Page] = {}
        self.tabs = {section.key: self._tab(section) for section in SECTIONS}
        self.section = SECTIONS[0].key
        self._stack = QStackedWidget()
        group = QButtonGroup(self)  # one is chosen at a time
        for tab in self.tabs.values():
            group.addButton(tab)
        flow = Flow(*self.tabs.values(), gap=10)
        flow.setContentsMargins(16, 4, 16, 0)
        bar = panel(flow)
        self.setLayout(
            column(hosted(column(bar, margins=(24, 0, 24, 12))), (self._stack, 1), gap=0)
        )
        for key, step in ((NEXT, 1), (BEFORE, -1)):
            shortcut(self, key, partial(self._step, step))
        self.commands.changed.connect(lambda _changes: self._count_trash())
        self.show_section(self.section)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Maintenance")

    def subtitle(self) -> str:
        """Return the quiet line of the section."""
        return self.current().subtitle()

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done in the section."""
        return self.current().page_actions()

    def header_field(self) -> QWidget | None:
        """Return the search field of the section."""
        return self.current().header_field()

    def printable(self) -> Report | None:
        """Return what the section prints."""
        return self.current().printable()

    def may_leave(self) -> bool:
        """Let the section save what is typed."""
        return self.current().may_leave()

    @property
    def calls(self) -> bool:  # type: ignore[override]  # of the section that is shown
        """True when the section shows a filled button itself."""
        return self.current().calls

    @property
    def help_lines(self) -> Sequence[str]:  # type: ignore[override]  # of the section that is shown
        """The three sentences of the section."""
        return self.current().help_lines

    @property
    def keys(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]  # as above
        """The keys of the section, and those that go from tab to tab."""
        return (*self.current().keys, (f"{BEFORE}  {NEXT}", N_("the section before, the next one")))

    def open(self, **args: object) -> None:
        """Show a ``section``; what else is asked for goes to it. A record alone is a village."""
        section = str(args.pop("section", BY_RECORD if "record_id" in args else self.section))
        if self.show_section(section) and args:
            self.current().open(**args)

    def current(self) -> Page:
        """Return the page of the section that is shown."""
        return self._pages[self.section]

    def show_section(self, key: str) -> bool:
        """Show a section unless the one that is shown must be kept; return whether it is shown."""
        here = self._pages.get(self.section)
        if here is not None and key != self.section and not here.may_leave():
            self.tabs[self.section].setChecked(True)
            return False
        page = self._pages.get(key) or self._make(key)
        self.section = key
        self.tabs[key].setChecked(True)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.focusWidget() in self.tabs.values():  # the ring goes along, by whatever way
            self.tabs[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.header_changed.emit()
        return True

    def refresh(self) -> None:
        """Count what lies in the trash."""
        self._count_trash()

    def _make(self, key: str) -> Page:
        section = next(section for section in SECTIONS if section.key == key)
        page: Page = resolve(section.page)(self.context)
        self._pages[key] = page
        self._stack.addWidget(page)
        page.header_changed.connect(lambda: self._header_of(page))
        self.left.connect(page.left)
        return page

    def _header_of(self, page: Page) -> None:
        if page is self._pages.get(self.section):
            self.header_changed.emit()

    def _tab(self, section: Section) -> Button:
        made = Button(_(section.title), "tab")
        made.setCheckable(True)
        made.clicked.connect(lambda _on=False: self.show_section(section.key))
        return made

    def _step(self, step: int) -> None:
        keys = list(self.tabs)
        key = keys[(keys.index(self.section) + step) % len(keys)]
        if self.show_section(key):
            self.tabs[key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _count_trash(self) -> None:
        kinds = self.context.contributions.trash
        count = sum(self.commands.query(lambda s: trash_counts(s, kinds)).values())
        words = [_("Trash"), *([formats.number(count)] if count else [])]
        self.tabs["trash"].setText("  ".join(words))
