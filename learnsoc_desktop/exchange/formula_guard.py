"""Text that a spreadsheet would run as a formula, made harmless in CSV files and given back again.

After the OWASP list of CSV injection: a text that begins with ``= + - @``, a tab or a line end, also in full
width and after blanks, gets an apostrophe in front. A text that already looks guarded gets one more, so that
taking one away always gives the text that was written.
"""

import re

_DANGEROUS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """Return ``text`` as it may stand in a CSV cell."""
    return "'" + text if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text, 1) else text
