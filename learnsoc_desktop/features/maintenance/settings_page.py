"""Screen and paper: each choice acts at once, a sample beside it shows what it does."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from learnsoc_desktop.core import formats
from learnsoc_desktop.core.i18n import N_, _
from learnsoc_desktop.data.entity import utc_now
from learnsoc_desktop.features.maintenance.sample_widget import Sample
from learnsoc_desktop.ui.buttons import Choices
from learnsoc_desktop.ui.context import Context
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import column, hosted, panel, row, scroll
from learnsoc_desktop.ui.page import Page
from learnsoc_desktop.ui.text import Rule, Text
from learnsoc_desktop.ui.theme import theme

WORDS, PANE, WIDEST_PANE = 240, 330, 400  # widths at the first text size; the last is the most
BESIDE = 900  # width from which the sample stands beside the choices


class Setting(NamedTuple):
    """One choice: the name it is stored under, its words, what may be chosen."""

    name: str
    title: str
    under: str
    options: Sequence[tuple[Any, str]]


class SettingsPage(Dressed, Page):
    """Language, dates, letters, colours and paper, of this person on this computer."""

    help_lines: ClassVar[Sequence[str]] = (
        N_("Press what you want; it is so at once, and nothing has to be saved."),
        N_("These choices belong to you on this computer; the centre's data stay as they are."),
        N_("On the right you see what the choices do on the screen and on paper."),
    )
    keys: ClassVar[Sequence[tuple[str, str]]] = (("Ctrl++  Ctrl+-", N_("larger, smaller text")),)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.choices: dict[str, Choices] = {}
        self.sample = Sample(context.settings)
        self._words: list[QWidget] = []
        groups = (
            (_("Language and dates"), self._language()),
            (_("Letters and colours"), self._letters()),
            (_("Paper"), self._paper()),
        )
        parts: list[QWidget | int | None] = []
        for number, (title, settings) in enumerate(groups):
            if number:
                parts += [8, Rule(), 4]
            parts.append(hosted(row(Text(title, "lead"), None, margins=(20, 2, 16, 0))))
            parts += [self._row(setting) for setting in settings]
        self._inside = column(*parts, gap=0, margins=(0, 6, 0, 6))
        self._foot = column(gap=0)
        self._inside.addLayout(self._foot)
        self._inside.addStretch(1)
        left = panel(column((scroll(self._inside), 1), gap=0, margins=(1, 1, 1, 1)))
        self._pane = panel(
            column(Text(_("Sample"), "lead"), self.sample, None, gap=2, margins=(18, 8, 18, 10))
        )
        self._outer = row((left, 1), self._pane, gap=16, margins=(24, 0, 24, 16))
        self.setLayout(self._outer)
        context.desk.settings_changed.connect(self.refresh)
        self.dress()

    def title(self) -> str:
        """Return the title of the page."""
        return _("Screen and paper")

    def subtitle(self) -> str:
        """Return the quiet line under the title."""
        return _("What you press is so at once; nothing has to be saved")

    def refresh(self) -> None:
        """Show the choices of now."""
        for name, choices in self.choices.items():
            choices.set_value(getattr(self.context.settings, name))
        self.sample.refresh()

    def dress(self) -> None:
        """Take widths from the theme."""
        for words in self._words:
            words.setFixedWidth(theme().px(WORDS))
        self._place_sample()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sample where there is room for it."""
        super().resizeEvent(event)
        self._place_sample()

    def _place_sample(self) -> None:
        """Show the sample beside the choices, or under them: never leave it out."""
        t = theme()
        beside = self.width() >= t.px(BESIDE)
        layout = self._outer if beside else self._foot
        if layout.indexOf(self._pane) < 0:
            layout.addWidget(self._pane)
            self._pane.show()  # it comes from another parent
        kind = "true" if beside else "flat"
        if self._pane.property("panel") != kind:
            self._pane.setProperty("panel", kind)
            self._pane.style().unpolish(self._pane)
            self._pane.style().polish(self._pane)
        wide = min(t.px(PANE), WIDEST_PANE)
        self._pane.setMinimumWidth(wide if beside else 0)
        self._pane.setMaximumWidth(wide if beside else t.px(420))

    def _row(self, setting: Setting) -> QWidget:
        words = hosted(
            column(Text(setting.title, "strong"), Text(setting.under, "small", "ink_soft"), gap=0)
        )
        self._words.append(words)
        choices = self.choices[setting.name] = Choices(
            setting.options, getattr(self.context.settings, setting.name)
        )
        choices.setAccessibleName(setting.title)
        choices.chosen.connect(lambda value: self._choose(setting.name, value))
        line = row(words, (choices, 1), gap=16, margins=(20, 0, 16, 0))
        line.setAlignment(choices, Qt.AlignmentFlag.AlignVCenter)
        return hosted(line)

    def _choose(self, name: str, value: object) -> None:
        self.context.desk.change_settings(**{name: value})

    def _language(self) -> Sequence[Setting]:
        digits = (("arabic", "1 2 3"), ("thai", "๑ ๒ ๓"))
        year, language = utc_now().astimezone().year, self.context.settings.language
        eras = [
            (era, formats.year_with_era(year, style=formats.Style(era, "arabic", language)))
            for era in ("be", "ce")
        ]
        return (
            Setting(
                "language",
                _("Language of the program"),
                _("Names stay as they were typed"),
                (("th", "ไทย"), ("en", "English")),
            ),
            Setting("calendar", _("Calendar"), _("Dates of both kinds may be typed"), eras),
            Setting("digits", _("Digits on the screen"), _("Both kinds may be typed"), digits),
            Setting(
                "paper_digits",
                _("Digits on paper"),
                _("Of sheets and letters in Thai; tables of figures stay 1 2 3"),
                digits,
            ),
        )

    def _letters(self) -> Sequence[Setting]:
        steps = ((0, _("Normal")), (1, _("Larger")), (2, _("Largest")))
        themes = (
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("system", _("As the computer")),
        )
        return (
            Setting("text_step", _("Text size"), _("also Ctrl + and Ctrl −"), steps),
            Setting("theme", _("Screen colours"), _("Dark is easy on the eyes at night"), themes),
        )

    def _paper(self) -> Sequence[Setting]:
        sizes = tuple((size, size) for size in ("A4", "F4", "Letter"))
        return (Setting("paper", _("Size of the paper"), _("What lies in your printer"), sizes),)
