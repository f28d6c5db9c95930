"""Translation of the text shown to people: gettext catalogues, no Qt.

Source strings are English. Catalogues lie in ``i18n/<language>/LC_MESSAGES/learnsoc.mo`` and are built by
``packaging/dev.py i18n``.
"""

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("th", "en")
DOMAIN = "learnsoc"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def set_language(language: str, folder: Path) -> None:
    """Load the catalogue of ``language`` from ``folder``, or fall back to the source text."""
    global _catalogue, _language  # noqa: PLW0603  one language a process, as gettext itself has
    _catalogue = _gettext.translation(DOMAIN, folder, [language], fallback=True)
    _language = language


def language() -> str:
    """Return the code of the language in use."""
    return _language


def _(message: str) -> str:
    """Translate ``message`` now."""
    return _catalogue.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802  the name gettext tools look for
    """Mark ``message`` for extraction; translate it later, when it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate by number; the text names the number ``{count}`` itself."""
    return _catalogue.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate ``message`` where the same English word has two meanings."""
    return _catalogue.pgettext(context, message)


def plain(text: str) -> str:
    """Return a translation without the invisible line breaks (U+200B) that built catalogues hold.

    For what leaves the screen (paper, files, the clipboard) and for what is compared.
    """
    return text.replace("\u200b", "")
