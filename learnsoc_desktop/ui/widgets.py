"""The kit in one place: ``from learnsoc_desktop.ui.widgets import Text, button, row, …``."""

from learnsoc_desktop.ui.buttons import Big, Button, Chip, Choices, button, icon_button
from learnsoc_desktop.ui.dressed import Dressed
from learnsoc_desktop.ui.layout import (
    Flow,
    Item,
    Margins,
    clear,
    column,
    hosted,
    panel,
    row,
    scroll,
)
from learnsoc_desktop.ui.text import (
    Avatar,
    Bones,
    Heading,
    Lozenge,
    Note,
    Picture,
    Pill,
    Remark,
    Rule,
    Text,
)

__all__ = [
    "Avatar",
    "Big",
    "Bones",
    "Button",
    "Chip",
    "Choices",
    "Dressed",
    "Flow",
    "Heading",
    "Item",
    "Lozenge",
    "Margins",
    "Note",
    "Picture",
    "Pill",
    "Remark",
    "Rule",
    "Text",
    "button",
    "clear",
    "column",
    "hosted",
    "icon_button",
    "panel",
    "row",
    "scroll",
]
