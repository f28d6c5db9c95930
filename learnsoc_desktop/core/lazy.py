"""Things named by a string and imported only when they are used."""

from importlib import import_module
from typing import Any


def resolve(name: str) -> Any:  # noqa: ANN401  the caller knows what it named
    """Return the object that ``"package.module:name"`` names, importing its module now."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def call(name: str, *args: Any) -> Any:  # noqa: ANN401  as above
    """Call what ``name`` names with ``args``; its module is imported when that happens."""
    return resolve(name)(*args)
