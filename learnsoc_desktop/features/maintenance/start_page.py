"""Before any centre is open: which one, a new one, the sample, or a copy to look at."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.core.lazy import resolve
from learnsoc_desktop.features.maintenance.centres_widget import CentreCard
from learnsoc_desktop.features.maintenance.door_widget import Door
from learnsoc_desktop.features.maintenance.peek_queries import (
    KnownCentre,
    known_centres,
    peek,
)
from learnsoc_desktop.ui.buttons import Big, Choices, button
from learnsoc_desktop.ui.context import Desk
from learnsoc_desktop.ui.layout import column, hosted, row, scroll
from learnsoc_desktop.ui.page import View
from learnsoc_desktop.ui.text import Text
from learnsoc_desktop.ui.theme import STEPS, theme

NEW_CENTRE = "learnsoc_desktop.features.maintenance.new_centre_page:NewCentrePage"
ROOMY, WIDE = 700, 1100  # pixels from which the page takes its full distances
LANGUAGES = (("th", "ไทย"), ("en", "English"))  # each in its own words


class StartPage(View):
    """The first thing anybody sees."""

    bare = True
    help_lines: ClassVar[Sequence[str]] = (
        N_("Press Enter to open the centre you used last."),
        N_("The sample centre is invented: try everything in it, it never mixes with real data."),
        N_("A copy that is opened for reading only is never changed."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = ((N_("Enter"), N_("open my centre")),)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._gone = desk, False
        chosen = desk.settings
        known = [
            centre
            for centre in known_centres([chosen.last_centre, *chosen.recent_centres])
            if not centre.sample  # they have a line of their own
        ]
        self.mine = next((centre for centre in known if centre.changed is not None), None)
        others = [centre for centre in known if centre is not self.mine]
        self.card = CentreCard(self.mine, others, datetime.now().astimezone())
        self.card.asked.connect(self.open_mine)
        self.card.other_asked.connect(self._open)
        self.rows = [self._row(*each) for each in self._offers()]
        question = _("Which centre today?") if self.mine else _("Welcome. Shall we begin?")
        self._inside = column(
            None,
            Text(question, "title"),
            self.card,
            Text(_("or"), "body", "ink_soft"),
            *self.rows,
            None,
            self._tools(),
        )
        self.setLayout(row((Door(), 2), (scroll(self._inside), 4), gap=0))
        self.setFocusProxy(self.card.go)
        self.left.connect(self._forget)
        self._look_into([centre for centre in known if centre.changed is not None])

    def title(self) -> str:
        """Name the page for the title of the window; it has no header."""
        return _("Start page")

    def open_mine(self) -> None:
        """Open the centre of the filled button; without one, make the first."""
        if self.mine is not None:
            self._open(self.mine.folder)
        else:
            self.new_centre()

    def new_centre(self) -> None:
        """Go to the form of a new centre."""
        self._desk.open_task(resolve(NEW_CENTRE)(self._desk))

    def try_sample(self) -> None:
        """Open the sample centre; while it is made nothing else can be pressed."""
        self._desk.centres.open_sample()
        if self._desk.jobs.writing is not None:
            self.setEnabled(False)
            self._desk.jobs.freed.connect(self._free)

    def open_copy(self) -> None:
        """Ask for the folder of a copy and open it for reading only."""
        folder = self._ask_folder(_("Which copy do you want to look at?"))
        if folder is not None:
            self._desk.centres.open_centre(folder, read_only=True)

    def open_folder(self) -> None:
        """Ask for the folder of a centre and open it."""
        folder = self._ask_folder(_("In which folder is the centre?"))
        if folder is not None:
            self._open(folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter what has the focus, otherwise the filled button."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        pressed = self.focusWidget()
        if isinstance(pressed, QAbstractButton) and pressed is not self.card.go:
            pressed.click()
        else:
            self.open_mine()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer together in a small window."""
        super().resizeEvent(event)
        roomy = self.height() >= theme().px(ROOMY)
        side = 56 if self.width() >= theme().px(WIDE) else 28
        self._inside.setSpacing(10 if roomy else 6)
        self._inside.setContentsMargins(side, 24 if roomy else 10, side, 16 if roomy else 8)

    def _offers(self) -> list[tuple[str, str, str, Callable[[], None]]]:
        """Return the rows under the card: icon, what it does, what happens then, and the act."""
        new = (
            "plus",
            _("Create a new centre"),
            _("The name alone is enough to begin; the rest can wait"),
            self.new_centre,
        )
        return [
            *([new] if self.mine is not None else []),
            (
                "flask-conical",
                _("Try the sample centre"),
                _("300 invented people: press anything, it never mixes with real data"),
                self.try_sample,
            ),
            (
                "eye",
                _("Open a copy, for reading only"),
                _("A backup, or a stick of another centre: nothing in it is changed"),
                self.open_copy,
            ),
        ]

    def _row(self, icon: str, text: str, under: str, then: Callable[[], None]) -> Big:
        made = Big(icon, text, under, high=76)
        made.clicked.connect(lambda _on=False: then())
        return made

    def _tools(self) -> QWidget:
        self.languages = Choices(LANGUAGES, self._desk.settings.language)
        self.languages.setAccessibleName(_("Language"))
        self.languages.chosen.connect(lambda code: self._desk.change_settings(language=code))
        self.larger = button(_("Larger text"), "quiet", "type", key="Ctrl +", then=self._larger)
        other = button(_("Open from a folder"), "quiet", "folder-open", then=self.open_folder)
        return hosted(row((self.languages, 1), self.larger, other, gap=4))

    def _look_into(self, known: Sequence[KnownCentre]) -> None:
        """Read names and counts from the files on a helper thread: a stick may be slow."""
        if known:
            self._desk.jobs.start(
                _("Looking at the centres"),
                lambda _progress: {centre.folder: peek(centre) for centre in known},
                lambda found: None if self._gone else self.card.tell(found),
                self._desk.fail,
            )

    def _open(self, folder: Path) -> None:
        self._desk.centres.open_centre(folder)

    def _larger(self) -> None:
        self._desk.change_settings(text_step=(theme().step + 1) % len(STEPS))

    def _ask_folder(self, question: str) -> Path | None:
        near = self.mine.folder.parent if self.mine is not None else Path.home()
        chosen = QFileDialog.getExistingDirectory(self, question, str(near))
        return Path(chosen) if chosen else None

    def _free(self) -> None:
        """Take presses again: the sample is made, or could not be made."""
        if not self._gone:
            self._desk.jobs.freed.disconnect(self._free)
            self.setEnabled(True)

    def _forget(self) -> None:
        """Note that the page is gone: what still comes from a thread is for nobody."""
        self._gone = True
