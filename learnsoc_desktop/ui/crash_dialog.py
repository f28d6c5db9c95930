"""What a person sees of a bug: that what was saved is safe, and a report for whoever repairs the program."""

import platform

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from learnsoc_desktop import __version__
from learnsoc_desktop.core import logs
from learnsoc_desktop.core.errors import AppError
from learnsoc_desktop.core.i18n import _
from learnsoc_desktop.ui.buttons import button
from learnsoc_desktop.ui.layout import column, row
from learnsoc_desktop.ui.report_saving import ask_and_save, versions
from learnsoc_desktop.ui.text import Picture, Text
from learnsoc_desktop.ui.theme import theme

WIDE = 512  # pixels at the first text size; longer buttons make it wider


def details(error: BaseException) -> str:
    """Return what somebody who repairs the program needs: versions and the trace.

    The text of the error itself is left out: it may hold a name or a number of a person.
    """
    lines = [
        f"LearnSoc Desktop {__version__}",
        f"Python {platform.python_version()}",
        *versions(),
        platform.platform(),
        "",
        logs.trace_of(error),
    ]
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says in plain words that something went wrong, and that what was saved is safe."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = theme()
        self.setWindowTitle(_("Something went wrong"))
        self._details = details(error)
        first = Text(_("Something went wrong in the program"), "lead")
        safe = Text(_("Everything that was saved is safe. You can go on working."), wrap=True)
        ask = Text(
            _("If it happens again, save a report and give it to whoever helps you."),
            "body",
            "ink_soft",
            wrap=True,
        )
        self.trace = QPlainTextEdit(self._details)
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName(_("Details"))
        self.trace.setFixedHeight(t.px(150))
        self.trace.hide()
        self.shown = button(_("Show details"), "quiet", then=self._show_details)
        self.copier = button(_("Copy details"), "quiet", "copy", then=self._copy)
        self.saver = button(_("Save a report…"), "", "stick", then=self._save)
        self.closer = button(_("Go on working"), "primary", then=self.accept)
        self.closer.setDefault(True)
        self.told = Text("", "body", "ink_soft", wrap=True)
        self.told.hide()
        words = column(first, safe, ask, self.told, gap=6)
        sign = column(Picture("life-buoy", "primary", 32), None)
        whole = column(
            row(sign, (words, 1), gap=16),
            self.trace,
            row(self.shown, self.copier, None, self.saver, self.closer, gap=12),
            gap=16,
            margins=(24, 20, 24, 20),
        )
        whole.addStrut(t.px(WIDE))  # a least width of the dialog would let the buttons be squeezed
        self.setLayout(whole)
        self.closer.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that its sentences need in the width it got."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copier.setText(_("Copied"))

    def _save(self) -> None:
        try:
            path = ask_and_save(self)
        except AppError as error:
            self._tell(f"{error} {error.advice}".strip(), "bad")
            return
        if path is not None:
            self._tell(_("Saved as “{name}”.").format(name=path.name), "good")

    def _tell(self, text: str, tone: str) -> None:
        self.told.set_text(text, tone)
        self.told.show()
        self.adjustSize()

    def _show_details(self) -> None:
        self.trace.show()
        self.shown.hide()
        self.adjustSize()
