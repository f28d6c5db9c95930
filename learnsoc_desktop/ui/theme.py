"""Every visual measure of the program: type, spacing, and the theme in force.

A widget asks ``theme()`` each time it measures or paints and keeps nothing, so that light, dark and
the size of the text change while it is shown: ``theme().c.ink``, ``theme().font("body")``,
``theme().px(16)``. ``set_theme`` sends every widget a ``StyleChange`` event; ``Dressed``
(ui.widgets) answers it.
"""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from learnsoc_desktop.ui.colours import DARK, LIGHT

FAMILY = "LearnSoc Sarabun"  # the one family of the screen, see packaging/fonts.py

# role: (pixels at the first text size, weight). Nothing is smaller than 14.
TYPE = {
    "small": (14, 400),
    "small_strong": (14, 600),
    "body": (15, 400),
    "strong": (15, 600),
    "lead": (17, 600),
    "big": (20, 600),
    "title": (24, 700),
    "figure": (30, 600),
}
LINE = 1.6  # distance between two lines of a paragraph, times the pixel size
INK_TOP, INK_BOTTOM = (
    1.34,
    0.60,
)  # reach of stacked Thai marks above and below the baseline, measured
STEPS = (1.0, 1.13, 1.27)  # the sizes of the text

HAIR, XS, S, M, L, XL, XXL = 2, 4, 8, 12, 16, 24, 40  # distances; they do not grow with the text
CONTROL, PANEL = 6, 10  # radius of corners


class Theme:
    """Colours for light or dark, measures for the chosen size of the text."""

    def __init__(self, *, dark: bool = False, step: int = 0) -> None:
        self.dark, self.step = dark, max(0, min(step, len(STEPS) - 1))
        self.c = DARK if dark else LIGHT
        self.scale = STEPS[self.step]
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}

    def px(self, length: float) -> int:
        """Return a length that must grow with the text (rows, fields, icons), in logical pixels."""
        return round(length * self.scale)

    def font(self, role: str = "body") -> QFont:
        """Return the font of a role of ``TYPE``; it is shared, so never change it."""
        if role not in self._fonts:
            size, weight = TYPE[role]
            font = QFont(FAMILY)
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            # loops stay open at 14 and 15 px
            font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
            self._fonts[role] = font
        return self._fonts[role]

    def metrics(self, role: str = "body") -> QFontMetricsF:
        """Return the measures of the font of a role."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self.font(role))
        return self._metrics[role]

    def line(self, role: str = "body") -> int:
        """Return the distance between two baselines of a paragraph."""
        return round(self.px(TYPE[role][0]) * LINE)

    def box(self, role: str = "body") -> int:
        """Return the least height of one line in which no Thai mark is cut."""
        return round(self.px(TYPE[role][0]) * (INK_TOP + INK_BOTTOM))

    def rise(self, role: str = "body") -> int:
        """Return how far below the top of its box the baseline of a line stands."""
        return round(self.px(TYPE[role][0]) * INK_TOP)

    def colour(self, name: str) -> QColor:
        """Return a colour by its token (``"ink"``), or as it is (``"#RRGGBB"``)."""
        return _colour(name if name.startswith("#") else getattr(self.c, name))

    def tone(self, name: str) -> tuple[str, str]:
        """Return the tokens (ink, soft ground) of a tone.

        A tone is good, late, bad, leave, early, primary, ink or ink_soft.
        """
        return name, "sunken" if name in {"ink", "ink_soft"} else f"{name}_soft"


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


_theme = Theme()


def theme() -> Theme:
    """Return the theme in force."""
    return _theme


def system_is_dark() -> bool:
    """Return True when the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def set_theme(scheme: str, step: int) -> None:
    """Dress the application; ``scheme`` is light, dark or system, ``step`` counts ``STEPS``."""
    from learnsoc_desktop.ui.sheet import style_sheet  # noqa: PLC0415  it asks for the theme itself

    global _theme  # noqa: PLW0603  one look a process, as QApplication itself has
    dark = system_is_dark() if scheme == "system" else scheme == "dark"
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError(app)
    dressed = app.property("dressed")
    if dressed and (_theme.dark, _theme.step) == (dark, step):
        return
    _theme = Theme(dark=dark, step=step)
    if not dressed:
        if app.style().name() != "fusion":  # making it takes its time
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty("dressed", True)  # noqa: FBT003
    app.setPalette(palette(_theme))
    app.setFont(_theme.font("body"))
    app.setStyleSheet(style_sheet(_theme))


def palette(t: Theme) -> QPalette:
    """Return the palette Fusion draws most of the window from; the style sheet adds shape."""
    result, role = QPalette(), QPalette.ColorRole
    pairs = {
        role.Window: "ground",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "ground",
        role.Text: "ink",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.BrightText: "bad",
        role.Highlight: "primary",
        role.HighlightedText: "on_primary",
        role.Link: "primary",
        role.LinkVisited: "primary",
        role.PlaceholderText: "ink_soft",
        role.ToolTipBase: "ink",
        role.ToolTipText: "surface",
        role.Mid: "line",
        role.Midlight: "sunken",
        role.Dark: "edge",
        role.Light: "surface",
        role.Shadow: "edge",
        role.Accent: "primary",
    }
    for key, name in pairs.items():
        result.setColor(key, t.colour(name))
    for key in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, t.colour("edge"))
    return result
