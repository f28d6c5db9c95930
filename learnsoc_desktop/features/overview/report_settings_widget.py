"""The column at the right of the papers: what one is about, and the ways to hand it on."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import Button, button
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.preview import Preview
from learnsoc_desktop.ui.text import Remark


class ReportSettings(QWidget):
    """Sections one below the other, which scroll, and a foot that stays: what is to say, the buttons."""

    def __init__(self, *foot: QWidget) -> None:
        super().__init__()
        self._sections = column(None, gap=4)
        self.told = Remark("info", " ", "ink_soft")
        self.foot = column(self.told, *foot, gap=8)
        inner = scroll(hosted(self._sections))
        whole = panel(column((inner, 1), self.foot, gap=8, margins=(16, 12, 16, 12)))
        self.setLayout(column(whole, gap=0))

    def add_section(self, section: QWidget) -> None:
        """Add a part under those that are there."""
        self._sections.insertWidget(self._sections.count() - 1, section)


class Savers(QWidget):
    """The files a paper can be saved as."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.pdf = button(_("Save as PDF"), "", "download", then=preview.save_pdf)
        excel, csv = partial(preview.save_table, ".xlsx"), partial(preview.save_table, ".csv")
        self.excel = button(_("Excel"), "", "file-spreadsheet", then=excel)
        self.csv = button("CSV", "", "file-spreadsheet", then=csv)
        for each in self.all():
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner: QVBoxLayout = column(self.pdf, row((self.excel, 1), (self.csv, 1), gap=8), gap=8)
        self.setLayout(inner)

    def all(self) -> tuple[Button, ...]:
        """Return the buttons."""
        return (self.pdf, self.excel, self.csv)

    def allow(self, *, on: bool) -> None:
        """Let the paper be saved, or not."""
        for each in self.all():
            each.setEnabled(on)
