"""Every text that is marked in the program is in the template, wherever in the source it stands.

Before Python 3.12 the tool that collects texts does not look into f-strings; this test does.
"""

import ast
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FIRST, LAST = {"pgettext": 1}, {"ngettext": 2, "pgettext": 2}  # which arguments are texts
MARKS = {"_", "N_", "ngettext", "pgettext"}


def marked(tree: ast.AST) -> set[str]:
    """Return the texts that are marked in a module."""
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        for argument in node.args[FIRST.get(node.func.id, 0) : LAST.get(node.func.id, 1)]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
    }


def test_that_every_marked_text_is_collected():
    with (ROOT / "i18n" / "learnsoc.pot").open("rb") as file:
        collected = {
            text
            for message in read_po(file)
            for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        }
    lost = {
        path.relative_to(ROOT).as_posix(): texts
        for path in sorted((ROOT / "learnsoc_desktop").rglob("*.py"))
        if (texts := marked(ast.parse(path.read_text("utf-8"))) - collected)
    }
    assert lost == {}


def test_that_texts_inside_others_are_seen():
    assert marked(ast.parse("""x = f"{_('One')} ({ngettext('a', 'b', 2)})" """)) == {
        "One",
        "a",
        "b",
    }
