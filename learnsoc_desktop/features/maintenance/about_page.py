"""About: where the data lie, the version, whose work the program stands on."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop import __version__
from learnsoc_desktop.core import logs
from learnsoc_desktop.core.files import to_show
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.paths import user_folder
from learnsoc_desktop.features.maintenance import offers_page
from learnsoc_desktop.features.maintenance.folder_service import in_words
from learnsoc_desktop.features.maintenance.turning_widget import turn
from learnsoc_desktop.ui.buttons import Big, button
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import Page
from learnsoc_desktop.ui.text import Remark, Rule, Text
from learnsoc_desktop.ui.theme import theme

PARTS: Sequence[tuple[str, str]] = (  # whose work it is, and its licence
    ("LearnSoc Desktop", "MIT"),
    ("Python", "PSF"),
    ("Qt, PySide6", "LGPL 3"),
    ("SQLite, SQLCipher, sqlcipher3", "public domain, BSD, zlib"),
    ("SQLAlchemy, SQLModel, Pydantic, Alembic", "MIT"),
    ("ReportLab", "BSD"),
    ("HarfBuzz, uharfbuzz", "MIT, Apache 2.0"),
    ("pypdfium2, PDFium", "Apache 2.0, BSD"),
    ("PyThaiNLP", "Apache 2.0"),
    ("Pillow", "MIT-CMU"),
    ("openpyxl, xlrd, XlsxWriter", "MIT, BSD"),
    ("Babel, platformdirs, uuid-utils", "BSD, MIT"),
    ("defusedxml", "PSF"),
    ("python-stdnum", "LGPL 2.1"),
    ("Sarabun", "OFL 1.1"),
    ("Lucide", "ISC"),
    ("thai-address-database", "ISC"),
)

BESIDE = 820  # width from which its two parts stand side by side


class AboutPage(Page):
    """Says where everything is, and opens those folders."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Everything of your centre lies in one folder; copy it whole to move it."),
        N_("The log tells a repairer what failed; it holds no names and no data."),
        N_("The program is free: use it, pass it on, change it."),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        left = hosted(column(self._data(), *self._rows(), None, gap=16))
        self._halves = row((left, 1), (self._program(), 1), gap=16)
        inside = column(self._halves, None, gap=0, margins=(24, 0, 24, 16))
        self.setLayout(column((scroll(inside), 1), gap=0))

    def title(self) -> str:
        """Return the title of the page."""
        return _("About")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("Version {number} · where your data lie").format(number=__version__)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand one part below the other in a narrow window."""
        super().resizeEvent(event)
        turn(self._halves, level=self.width() >= theme().px(BESIDE))

    def _data(self) -> QWidget:
        parts: list[QWidget | int | None] = [Text(_("Where the data lie"), "lead")]
        for title, folder in (
            (_("This centre"), self.context.home),
            (_("Your settings"), user_folder()),
            (_("The log, for repairs"), logs.folder()),
        ):
            act = button(_("Open the folder"), "quiet", "folder-open")
            act.setAccessibleDescription(title)
            act.clicked.connect(lambda _on=False, folder=folder: open_folder(folder))
            where = Text(in_words(folder), "body")
            words = column(Text(title, "small", "ink_soft"), where, gap=0)
            parts += [Rule(), hosted(row((words, 1), act, gap=8, margins=(0, 4, 0, 4)))]
        said = _("Nothing is sent anywhere: the data stay on this computer.")
        return panel(
            column(
                *parts, Rule(), 4, Remark("hard-drive", said), None, margins=(20, 10, 12, 14), gap=0
            )
        )

    def _program(self) -> QWidget:
        parts: list[QWidget | int | None] = [Text(_("The program and whose work it uses"), "lead")]
        for name, licence in PARTS:
            parts.append(hosted(row((Text(name), 1), Text(licence, "small", "ink_soft"), gap=12)))
        return panel(column(*parts, None, margins=(20, 10, 20, 14), gap=0))

    def _rows(self) -> tuple[Big, Big]:
        other = Big(
            "door-open",
            _("Open another centre"),
            _("This one is closed; everything in it is saved already"),
            high=76,
        )
        copy = Big(
            "eye",
            _("Open a copy, for reading only"),
            _("A backup, or a stick of another centre: nothing in it is changed"),
            high=76,
        )
        other.clicked.connect(lambda _on=False: offers_page.other_centre(self.context, ""))
        copy.clicked.connect(lambda _on=False: offers_page.copy_to_read(self.context, ""))
        return other, copy


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager of the computer, or a file that can do no harm."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(to_show(folder))))
