"""LearnSoc Desktop: offline-first work for community learning centres."""

__version__ = "0.1.0"

import builtins

# Python's own, kept before PySide6 puts one in its place that reads the source of each module for
# ``from __feature__``; ``app.main`` sets it back, which shortens the start. PySide6 keeps it under the
# name asked for here, should something have imported PySide6 before us.
PLAIN_IMPORT = getattr(builtins, "__orig_import__", builtins.__import__)
