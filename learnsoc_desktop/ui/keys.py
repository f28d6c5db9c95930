"""Keys as they lie on the keyboard, whatever layout is on.

On the Thai layout the digit keys give ``ๅ / - ภ ถ ุ ึ ค ต จ``: a field that wants digits reads the
place of the key, never its character. Letters of shortcuts carry their Thai neighbour as a second
sequence. Source of the layout: TIS 820-2538 (Kedmanee).
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

DIGIT_KEYS = "1234567890"
KEDMANEE_DIGITS: Mapping[str, int] = dict(
    zip("ๅ/-ภถุึคตจ", (1, 2, 3, 4, 5, 6, 7, 8, 9, 0), strict=True)
)
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
KEDMANEE: Mapping[str, str] = {
    **dict(zip("QWERTYUIOP", "ๆไำพะัีรนย", strict=True)),
    **dict(zip("ASDFGHJKL", "ฟหกดเ้่าส", strict=True)),
    **dict(zip("ZXCVBNM", "ผปแอิืท", strict=True)),
    **dict(zip("4567890", "ภถุึคตจ", strict=True)),
    "1": "ๅ",
    "-": "ข",
    "=": "ช",
    "+": "ช",
    ",": "ม",
    ".": "ใ",
}
# Code of the key 1; 2 … 9, 0 follow it. On macOS they are in no order.
SCAN_FIRST = {"windows": 0x02, "xcb": 10, "wayland": 10}
MAC_DIGITS = (0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D)
NOT_TYPING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def digit_of(event: QKeyEvent, platform: str | None = None) -> int | None:
    """Return the digit 0 to 9 that a key means in a field of digits, or None.

    The digit row counts by its place, the number pad and Thai digits by their character. A digit
    row key with Shift counts only when its character is a digit (as ๑ on the Thai layout).
    """
    held, text = event.modifiers(), event.text()
    if held & NOT_TYPING:
        return None
    if len(text) == 1 and text in THAI_DIGITS:
        return THAI_DIGITS.index(text)
    if len(text) == 1 and text in DIGIT_KEYS:
        return int(text)
    if held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    place = _place(event, platform or QGuiApplication.platformName())
    if place is None:
        return KEDMANEE_DIGITS.get(text)
    return (place + 1) % 10 if 0 <= place < len(DIGIT_KEYS) else None


def _place(event: QKeyEvent, platform: str) -> int | None:
    """Return 0 to 9 for the keys of the digit row, another number for others, None if unknown."""
    if platform == "cocoa":
        code = event.nativeVirtualKey()
        return MAC_DIGITS.index(code) if code in MAC_DIGITS else -1
    if platform in SCAN_FIRST and event.nativeScanCode():
        return event.nativeScanCode() - SCAN_FIRST[platform]
    return None  # an event that no keyboard made


def asks_for_escape(event: QEvent) -> bool:
    """Return whether a widget is asked if it keeps Esc; accepted, Esc does not leave the page."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )


def sequences(key: str) -> list[QKeySequence]:
    """Return ``key`` ("Ctrl+K") as sequences for the Latin and the Thai layout."""
    held, letter = key[:-1], key[-1].upper()
    result = [QKeySequence(key)]
    if held.endswith("+") and letter in KEDMANEE:
        result.append(QKeySequence(held + KEDMANEE[letter]))
    return result


def shortcut(
    parent: QWidget,
    key: str,
    then: Callable[[], object],
    *,
    scope: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Make ``key`` call ``then`` while ``parent`` is seen, on a Latin or a Thai keyboard layout."""
    result = QShortcut(parent)
    result.setKeys(sequences(key))
    result.setContext(scope)
    result.activated.connect(lambda: then())  # noqa: PLW0108  Qt calls a lambda without arguments
    return result
