"""The one style sheet: shape only (borders, radius, padding, least height).

No ``font`` here: it would beat ``setFont``. Of two equal selectors the later wins, so the states
stand in the order rest, hover, pressed, focus, disabled. A thicker border is taken off the least
height and the padding in the same rule, so that nothing moves.
"""

from learnsoc_desktop.core.paths import resource
from learnsoc_desktop.ui.theme import CONTROL, PANEL, Theme


def style_sheet(t: Theme) -> str:
    """Return the sheet for a theme; apply it to the application only."""
    return "\n".join((_buttons(t), _fields(t), _frames(t), _views(t), _rest(t)))


def _ring(colour: str, pen: int, high: int, side: int) -> str:
    """Return a border of ``pen`` px that leaves the box as large as with one of 1 px."""
    less = pen - 1
    return (
        f"border: {pen}px solid {colour}; min-height: {high - 2 * less}px;"
        f" padding: 0 {side - less}px;"
    )


def _buttons(t: Theme) -> str:
    c, px = t.c, t.px
    high, side, tall, wide = px(38), px(13), px(54), px(20)
    round_, chip = px(34), px(12)
    return f"""
QPushButton {{ border: 1px solid {c.edge}; border-radius: {CONTROL}px; background: {c.surface};
  color: {c.ink}; min-height: {high}px; padding: 0 {side}px; outline: none; }}
QPushButton:hover {{ background: {c.sunken}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ {_ring(c.focus, 2, high, side)} }}
QPushButton:disabled {{ color: {c.edge}; border-color: {c.line}; background: {c.ground}; }}
QPushButton[kind="primary"] {{ background: {c.primary}; border-color: {c.primary}; color:
{c.on_primary}; }} QPushButton[kind="primary"]:hover {{ background: {c.primary_hover}; border-color:
{c.primary_hover}; }} QPushButton[kind="primary"]:pressed {{ background: {c.primary_pressed}; }}
QPushButton[kind="primary"]:focus {{ {_ring(c.focus_on_fill, 3, high, side)} }}
QPushButton[kind="primary"]:disabled {{ background: {c.sunken}; border-color: {c.sunken}; color:
{c.edge}; }} QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color:
{c.primary};
  padding: 0 {px(8)}px; }}
QPushButton[kind="quiet"]:hover {{ background: {c.primary_soft}; }}
QPushButton[kind="quiet"]:pressed {{ background: {c.line}; }}
QPushButton[kind="quiet"]:focus {{ {_ring(c.focus, 2, high, px(8))} }}
QPushButton[kind="quiet"]:disabled {{ color: {c.edge}; }}
QPushButton[kind="danger"] {{ border-color: {c.bad}; color: {c.bad}; }}
QPushButton[kind="danger"]:hover {{ background: {c.bad_soft}; }}
QPushButton[kind="danger"]:focus {{ {_ring(c.focus, 2, high, side)} }}
QPushButton[kind="danger"]:disabled {{ color: {c.edge}; border-color: {c.line}; }}
QPushButton[kind="chip"] {{ border-radius: {round_ // 2}px; min-height: {round_}px; padding: 0
{chip}px; }} QPushButton[kind="chip"]:checked {{ background: {c.primary_soft}; color: {c.primary};
  {_ring(c.primary, 2, round_, chip)} }}
QPushButton[kind="chip"]:focus {{ {_ring(c.focus, 2, round_, chip)} }}
QPushButton[kind="chip"]:checked:disabled {{ background: {c.ground}; border-color: {c.line}; color:
{c.edge}; }} QPushButton[kind="tab"] {{ border: none; border-bottom: 3px solid transparent;
border-radius: 0;
  background: transparent; color: {c.ink_soft}; min-height: {high}px; padding: 0 {px(8)}px; }}
QPushButton[kind="tab"]:hover {{ color: {c.ink}; }}
QPushButton[kind="tab"]:checked {{ border-bottom-color: {c.primary}; color: {c.primary}; }}
QPushButton[kind="tab"]:focus {{ border: 2px solid {c.focus}; border-radius: {CONTROL}px;
  min-height: {high - 1}px; padding: 0 {px(8) - 2}px; }}
QPushButton[kind="finder"] {{ color: {c.ink_soft}; text-align: left; padding: 0 {px(10)}px; }}
QPushButton[kind="finder"]:focus {{ {_ring(c.focus, 2, high, px(10))} }}
QPushButton[big="true"] {{ min-height: {tall}px; padding: 0 {wide}px; }}
QPushButton[big="true"]:focus {{ {_ring(c.focus, 2, tall, wide)} }}
QPushButton[kind="primary"][big="true"]:focus {{ {_ring(c.focus_on_fill, 3, tall, wide)} }}
QPushButton[square="true"] {{ padding: 0; min-width: {high}px; }}
QPushButton[square="true"]:focus {{ padding: 0; min-width: {high - 2}px; }}
QPushButton[square="true"][big="true"] {{ min-width: {tall}px; }}
QPushButton[square="true"][big="true"]:focus {{ min-width: {tall - 2}px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: {CONTROL}px; background: transparent;
  color: {c.primary}; padding: {px(4)}px; }}
QToolButton:hover {{ background: {c.primary_soft}; }}
QToolButton:focus {{ border: 2px solid {c.focus}; padding: {px(4) - 1}px; }}
"""


def _fields(t: Theme) -> str:
    c, px = t.c, t.px
    high, side = px(34), px(8)
    chevron = resource("icons", f"chevron-{'dark' if t.dark else 'light'}.svg").as_posix()
    tick = resource("icons", f"tick-{'dark' if t.dark else 'light'}.svg").as_posix()
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox {{ border: 1px solid {c.edge}; border-radius: {CONTROL}px;
  background: {c.surface}; color: {c.ink}; placeholder-text-color: {c.ink_soft}; min-height:
  {high}px; padding: 0 {side}px; selection-background-color: {c.primary}; selection-color:
  {c.on_primary}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ {_ring(c.focus, 2, high, side)} }}
QLineEdit[state="error"], QComboBox[state="error"] {{ {_ring(c.bad, 2, high, side)} }}
QLineEdit[state="warn"], QComboBox[state="warn"] {{ {_ring(c.late, 2, high, side)} }}
QLineEdit[state="error"]:focus, QLineEdit[state="warn"]:focus {{ {_ring(c.focus, 2, high, side)} }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {c.ground}; color:
{c.edge};
  border-color: {c.line}; }}
QLineEdit[readOnly="true"] {{ background: {c.ground}; border-color: {c.line}; }}
QLineEdit[kind="search"] {{ min-height: {px(38)}px; }}
QLineEdit[kind="search"]:focus {{ {_ring(c.focus, 2, px(38), side)} }}
QLineEdit[kind="count"] {{ min-height: {px(46)}px; }}
QLineEdit[kind="count"]:focus {{ {_ring(c.focus, 2, px(46), side)} }}
QLineEdit[kind="palette"], QLineEdit[kind="palette"]:focus {{ border: none; min-height: {px(54)}px;
  padding: 0 {side}px; background: transparent; }}
QPlainTextEdit, QTextEdit {{ border: 1px solid {c.edge}; border-radius: {CONTROL}px; background:
{c.surface};
  color: {c.ink}; placeholder-text-color: {c.ink_soft}; padding: {px(2)}px {px(4)}px;
  selection-background-color: {c.primary}; selection-color: {c.on_primary}; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.focus}; padding: {px(2) - 1}px {
        px(4) - 1
    }px; }} QPlainTextEdit[state="error"], QTextEdit[state="error"] {{ border: 2px solid {c.bad}; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }} QComboBox::down-arrow {{ image:
url({chevron}); width: {px(16)}px; height: {px(16)}px; }} QComboBox QAbstractItemView {{ background:
{c.surface}; border: 1px solid {c.edge}; outline: none;
  selection-background-color: {c.primary_soft}; selection-color: {c.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(34)}px; padding: 0 {px(8)}px; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(30)}px; border: 2px solid
transparent;
  border-radius: {CONTROL}px; padding: 0 {px(4)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.focus}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(20)}px; height: {px(20)}px;
  border: 1px solid {c.edge}; background: {c.surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {px(20) // 2 + 1}px; }}
QCheckBox::indicator:checked {{ background: {c.primary}; border-color: {c.primary}; image:
url({tick}); }} QRadioButton::indicator:checked {{ border: {px(6)}px solid {c.primary}; width:
{px(10)}px; height: {px(10)}px; }} QCheckBox::indicator:disabled, QRadioButton::indicator:disabled
{{ border-color: {c.line};
  background: {c.ground}; }}
"""


def _frames(t: Theme) -> str:
    c = t.c
    tones = "\n".join(
        f'QFrame[panel="{name}"] {{ background: {soft}; border: 1px solid {ink};'
        f" border-radius: {PANEL}px; }}"
        for name, ink, soft in (
            ("good", c.good, c.good_soft),
            ("late", c.late, c.late_soft),
            ("bad", c.bad, c.bad_soft),
            ("primary", c.primary, c.primary_soft),
        )
    )
    return f"""
QFrame[panel="true"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius:
{PANEL}px; }} {tones} QFrame[panel="chosen"] {{ background: {c.primary_soft}; border: 2px solid
{c.primary};
  border-radius: {PANEL}px; }}
QFrame[panel="popup"] {{ background: {c.surface}; border: 1px solid {c.edge}; border-radius:
{CONTROL}px; }} QFrame[panel="sunken"] {{ background: {c.sunken}; border: none; border-radius:
{CONTROL}px; }} QFrame[panel="flat"] {{ background: {c.surface}; border: none; }}
QFrame[panel="strip"] {{ background: {c.primary_soft}; border: none; border-bottom: 1px solid
{c.line}; }} QFrame[panel="strip_late"] {{ background: {c.late_soft}; border: none;
  border-bottom: 1px solid {c.late}; }} QFrame[panel="strip_bad"] {{ background: {c.bad_soft};
  border: none; border-bottom: 1px solid {c.bad}; }} QFrame[panel="nav"] {{ background: {c.nav}; border: none; }}
"""


def _views(t: Theme) -> str:
    c, px = t.c, t.px
    return f"""
QTableView, QListView, QTreeView {{ background: {c.surface}; border: none; gridline-color: {c.line};
  outline: none; selection-background-color: {c.primary_soft}; selection-color: {c.ink}; }}
QHeaderView {{ background: {c.sunken}; border: none; }}
QHeaderView::section {{ background: {c.sunken}; color: {c.ink_soft}; border: none; padding: 0
{px(8)}px;
  min-height: {px(34)}px; }}
QHeaderView::section:first {{ padding-left: {px(14)}px; }}
QTableCornerButton::section {{ background: {c.sunken}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget#inside {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: 5px; min-height: 40px; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {c.edge}; border-radius: 5px; min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
background: none;
  border: none; width: 0; height: 0; }}
"""


def _rest(t: Theme) -> str:
    c, px = t.c, t.px
    return f"""
QMenu {{ background: {c.surface}; border: 1px solid {c.edge}; padding: 4px; }}
QMenu::item {{ min-height: {px(34)}px; padding: 0 {px(30)}px 0 {px(12)}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.primary_soft}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.edge}; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QProgressBar {{ border: none; border-radius: {px(8) // 2}px; background: {c.sunken}; max-height:
{px(8)}px;
  min-height: {px(8)}px; }}
QProgressBar::chunk {{ background: {c.primary}; border-radius: {px(8) // 2}px; }}
QToolTip {{ background: {c.ink}; color: {c.surface}; border: none; padding: 6px; }}
QSplitter::handle {{ background: transparent; }}
"""
