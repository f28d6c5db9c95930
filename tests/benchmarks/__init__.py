"""Benchmarks. Modules are imported here as the program imports them, not in the slow way of PySide6."""

import builtins

import PySide6.QtCore  # noqa: F401  what it puts in place of Python's own import is undone below

from learnsoc_desktop import PLAIN_IMPORT

builtins.__import__ = PLAIN_IMPORT
