"""The program's source as syntax trees, for tests that read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T", bound=ast.AST)

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "learnsoc_desktop"
TESTS = ROOT / "tests"


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed file; ``name`` is its path as a person reads it."""

    name: str
    tree: ast.Module
    lines: int


@cache
def modules(folder: Path = PACKAGE) -> tuple[Module, ...]:
    """Return every Python file below ``folder``."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        found.append(Module(name, ast.parse(text, name), text.count("\n")))
    return tuple(found)


def is_page(module: Module) -> bool:
    """Return whether the module is one that may know Qt inside a feature."""
    return "/features/" in module.name and module.name.endswith(("page.py", "widget.py"))


def nodes(module: Module, kind: type[T]) -> Iterator[T]:
    """Return the nodes of one kind."""
    return (node for node in ast.walk(module.tree) if isinstance(node, kind))


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Return the full name of every module or object that is imported, and the line."""
    for node in nodes(module, ast.Import):
        yield from ((alias.name, node.lineno) for alias in node.names)
    for statement in nodes(module, ast.ImportFrom):
        for alias in statement.names:
            yield f"{statement.module}.{alias.name}", statement.lineno
