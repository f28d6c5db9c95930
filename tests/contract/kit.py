"""What the contract suite knows of the program: everything is taken from FEATURES, nothing listed."""

import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from learnsoc_desktop import features
from learnsoc_desktop.core import formats, i18n, paths
from learnsoc_desktop.core.feature import Feature
from learnsoc_desktop.features import FEATURES
from learnsoc_desktop.ui.contributions import Contributions

LONG = "long"  # the test language in which every text is longer
LONGER = 0.4  # by so much
SYLLABLE = "moxel "

ALL = Contributions(FEATURES)
PLACES = [place.key for place in ALL.places]
REPORTS = ALL.reports
EXCHANGES = ALL.exchanges
SEARCHES = ALL.searches
TRASH = ALL.trash


def modules(ending: str) -> Iterator[ModuleType]:
    """Import and yield every module of every feature whose name ends so."""
    for feature in pkgutil.iter_modules(features.__path__, f"{features.__name__}."):
        package = import_module(feature.name)
        for module in pkgutil.iter_modules(package.__path__, f"{feature.name}."):
            if module.name.endswith(ending):
                yield import_module(module.name)


def classes(base: type, ending: str) -> list[type]:
    """Return every class under ``base`` that a module of a feature with this ending defines."""
    found = {
        one
        for module in modules(ending)
        for _name, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, base) and one.__module__ == module.__name__
    }
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def alone() -> Contributions:
    """Return contributions with places and nothing else: no page may count on another feature."""
    given = {"key", "models", "places", "sample"}
    nothing = dict.fromkeys(set(Feature._fields) - given, ())
    return Contributions([feature._replace(**nothing) for feature in FEATURES])


def speak(language: str, catalogues: Path) -> None:
    """Speak a language, or the long one, as the program does."""
    own = language == LONG
    i18n.set_language(language, catalogues if own else paths.catalogues())
    formats.set_style(formats.Style(language="en" if own else language))


def catalogues_with_long_texts(folder: Path) -> Path:
    """Write the catalogue of the long language into ``folder`` and return it."""
    with (paths.catalogues() / f"{i18n.DOMAIN}.pot").open("rb") as file:
        texts = read_po(file)
    long = Catalog(locale="en")
    for message in texts:
        if message.id:
            plural = isinstance(message.id, list | tuple)
            string = tuple(map(lengthened, message.id)) if plural else lengthened(message.id)
            long.add(message.id, string, context=message.context)
    path = folder / LONG / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, long)
    return folder


def lengthened(text: str) -> str:
    """Return ``text`` with two fifths more letters, in words that may stand on another line."""
    more = round(len(text) * LONGER)
    return f"{text} {(SYLLABLE * (more // len(SYLLABLE) + 1))[:more].strip()}".strip()


@cache
def texts_that_differ() -> frozenset[str]:
    """Return the English texts that are not the same in Thai."""
    with (paths.catalogues() / "th" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as file:
        thai = read_po(file)
    one = {m.id: m.string for m in thai if m.id and isinstance(m.id, str) and "{" not in m.id}
    return frozenset(source for source, text in one.items() if text and text != source)
